"""What the law asks to erase is nowhere: register, memory, file."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Membership,
    Register,
    Tie,
)
from ocgraph.storage import (
    Correction,
    Drafts,
    Followed,
    Notebook,
    SaveKind,
    StorageError,
    Store,
    UndoRefusedError,
)

SECRET = Actor(actor_id="maison-secrete", name="Maison Secrète", private_note="confidence")
REGISTER = Register(
    actors=(SECRET, Actor(actor_id="a-2", name="Jardin Imaginaire")),
    concertation_tables=(ConcertationTable(concertation_table_id="t-1", name="Table",
                                           coordinator_id="maison-secrete"),),
    memberships=(Membership(concertation_table_id="t-1", member_id="maison-secrete"),
                 Membership(concertation_table_id="t-1", member_id="a-2")),
    ties=(Tie(source_id="a-2", target_id="maison-secrete", private_note="confidence"),),
    community_organizers=(CommunityOrganizer(organizer_id="o-1", name="Poste"),),
    engagements=(Engagement(organizer_id="o-1", target_id="maison-secrete"),))


@pytest.fixture
def kept(store):
    store.replace(REGISTER, save_key="one", file_name="a.xlsx")
    secret = store.kept(Actor)[0]
    store.edit([Correction(secret.record_key, secret.version, replace(SECRET, name="Renommée"))],
               save_key="two", reason="appel à Maison Secrète")
    return store


def erase(store, entity=Actor, key=1):
    return store.erase(entity, key, save_key="erase", reason="demande de l’organisme")


def test_what_goes_with_it_is_told_before(kept):
    assert kept.erasure_of(Actor, 1) == {Actor: 1, Membership: 1, Tie: 1, Engagement: 1}


def test_the_actor_its_seats_its_ties_and_its_engagements_are_out_of_the_register(kept):
    erase(kept)

    assert kept.load() == replace(
        REGISTER, actors=REGISTER.actors[1:], memberships=REGISTER.memberships[1:], ties=(),
        engagements=(),
        concertation_tables=(replace(REGISTER.concertation_tables[0], coordinator_id=None),))


def test_nothing_of_it_is_left_in_the_memory(kept):
    erase(kept)

    told = [repr(kept.as_after(save.save_seq)) + repr(kept.changes_of(save.save_seq)) + repr(save)
            for save in kept.saves()]

    assert not [one for one in told if "ecr" in one or "confidence" in one or "Renommée" in one]


def test_a_mark_says_that_something_was_erased_when_and_why(kept):
    erase(kept)

    last = kept.saves()[0]
    assert (last.kind, last.reason, last.changes.removed) == (
        SaveKind.ERASE, "demande de l’organisme", 4)
    assert [one.erased for one in kept.changes_of(last.save_seq) if one.entity is Actor] == [True]


def test_nothing_of_it_is_left_in_the_file(tmp_path):
    store = Store(tmp_path / "register.sqlite")
    store.replace(REGISTER, save_key="one", file_name="a.xlsx")

    erase(store)

    content = store.path.read_bytes()
    assert not [word for word in ("Maison Secrète", "maison-secrete", "confidence")
                if word.encode() in content]
    assert b"Jardin Imaginaire" in content


def test_scenarios_and_followed_gaps_that_name_it_are_forgotten(kept, place):
    notebook = Notebook(place)
    notebook.keep_scenario("Départ", ({"what": "remove_node", "node_id": "maison-secrete"},))
    notebook.keep_scenario("Autre", ({"what": "remove_node", "node_id": "a-2"},))
    notebook.follow(Followed("g", {"nodes": ["maison-secrete"]}, "", datetime.date(2026, 1, 1)))

    erase(kept)

    assert [one.name for one in notebook.scenarios()] == ["Autre"]
    assert notebook.followed() == ()


@pytest.mark.parametrize("save_seq", [2, 3])
def test_neither_an_erasure_nor_what_it_reached_can_be_undone(kept, save_seq):
    erase(kept)
    before = kept.load()

    with pytest.raises(UndoRefusedError):
        kept.undo(save_seq, save_key="undo")

    assert kept.load() == before


def test_an_import_undone_after_an_erasure_brings_nothing_of_it_back(kept):
    erase(kept)
    kept.undo(1, save_key="undo")
    kept.undo(4, save_key="redo")

    assert len(kept.load().actors) == 1
    assert "ecr" not in repr(kept.load())


def test_what_was_removed_long_ago_is_erased_too(kept):
    kept.replace(Register(actors=REGISTER.actors[1:]), save_key="three", file_name="b.xlsx")

    assert kept.erasure_of(Actor, 1) == {Actor: 1, Membership: 1, Tie: 1, Engagement: 1}
    erase(kept)
    assert "Maison Secrète" not in repr(kept.as_after(1))


def test_erasing_twice_with_one_key_is_done_once(kept):
    assert (erase(kept).already_saved, erase(kept).already_saved) == (False, True)


def test_a_record_that_never_was_is_said(kept):
    with pytest.raises(StorageError) as refused:
        kept.erase(Actor, 99, save_key="erase", reason="")

    assert refused.value.code == "storage.no_such_record"


def test_drafts_that_name_it_are_forgotten(kept, place):
    drafts = Drafts(place)
    drafts.keep("actors:1", {"actor_id": "maison-secrete", "name": "Maison"})
    drafts.keep("actors:2", {"actor_id": "a-2", "name": "Jardin"})

    erase(kept)

    assert [draft.form for draft in drafts.all()] == ["actors:2"]


def test_what_was_removed_then_brought_again_is_erased_both_times(kept):
    kept.replace(Register(), save_key="three", file_name="b.xlsx")
    kept.replace(Register(actors=(SECRET,)), save_key="four", file_name="c.xlsx")
    again = kept.kept(Actor)[0].record_key

    erase(kept, key=again)

    assert "ecr" not in repr([kept.as_after(save.save_seq) for save in kept.saves()])
    assert {record.name for record in kept.remembered(Actor).values()} == {"Jardin Imaginaire"}


def test_a_reason_that_says_nothing_or_says_whom_is_refused(kept):
    refused = {}
    naming = ("la maison SECRETE le demande", "pour maison-secrete", "Renommée part")
    for reason in ("", "  ", *naming):
        with pytest.raises(StorageError) as error:
            kept.erase(Actor, 1, save_key="erase", reason=reason)
        refused[reason] = error.value.code

    assert list(refused.values()) == ["storage.reason_missing"] * 2 + ["storage.reason_names"] * 3
    assert len(kept.saves()) == 2
