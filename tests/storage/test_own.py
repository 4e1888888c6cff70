"""An organizer corrects what is hers, and moves nothing out of or into the territory of others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ocgraph import i18n
from ocgraph.model import (
    COLLECTIONS,
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Indicator,
    Membership,
    Register,
    Tie,
)
from ocgraph.storage import Addition, Correction, People, Removal, RightsError, Role, Store
from tests.databases import emptied
from tests.storage.doors import REGISTER, corrected, filled, one_kept


def changed(entity, told, **becomes):
    """Return what corrects the one record that says this."""
    def edits(store):
        one = one_kept(store, entity, **told)
        return [Correction(one.record_key, one.version, replace(one.record, **becomes))]
    return edits


def removed(entity, **told):
    def edits(store):
        one = one_kept(store, entity, **told)
        return [Removal(entity, one.record_key, one.version)]
    return edits


def added(record):
    return lambda _store: [Addition(record)]


def merged(kept_id, gone_id):
    """Return what makes two actors one, as the page of corrections does: seats and ties follow."""
    def edits(store):
        gone = one_kept(store, Actor, actor_id=gone_id)
        follow = [Correction(one.record_key, one.version, replace(one.record, **{end: kept_id}))
                  for entity, end in ((Membership, "member_id"), (Tie, "source_id"))
                  for one in store.kept(entity) if getattr(one.record, end) == gone_id]
        return [corrected(store, kept_id, private_note="et l’autre"), *follow,
                Removal(Actor, gone.record_key, gone.version)]
    return edits


def id_of(actor_id):
    return {"actor_id": actor_id}


# The organizer’s own is the MRC 62 and the post o-62.
HERS = {
    "an actor of hers": changed(Actor, id_of("a-62"), name="Autre"),
    "one placed by its municipality": changed(Actor, id_of("b-62"), name="Autre"),
    "one that nothing places": changed(Actor, id_of("a-none"), name="Autre"),
    "one that nothing placed, now hers": changed(Actor, id_of("a-none"), mrc_code="62"),
    "one of hers, not placed any more": changed(Actor, id_of("a-62"), mrc_code=None),
    "a new actor of hers": added(Actor(actor_id="n", name="N", mrc_code="62")),
    "a table of hers": changed(ConcertationTable, {"concertation_table_id": "t-62"}, name="X"),
    "a table shared with others": changed(
        ConcertationTable, {"concertation_table_id": "t-both"}, name="X"),
    "a post of hers": changed(CommunityOrganizer, {"organizer_id": "o-62"}, weekly_hours=35.0),
    "a figure of hers": changed(Indicator, {"territory_code": "62"}, value=1.0),
    "a seat by its table": removed(Membership, concertation_table_id="t-62"),
    "a tie by one end": changed(Tie, {"source_id": "a-62"}, level=2),
    "a new tie by one end": added(Tie(source_id="b-63", target_id="a-62")),
    "an entry of her post with anyone": added(Engagement(organizer_id="o-62", target_id="b-63")),
    "an engagement of another post with one of hers": added(
        Engagement(organizer_id="o-63", target_id="a-62")),
    "two of hers made one": merged("a-62", "b-62"),
}
OF_OTHERS = {
    "an actor of others": changed(Actor, id_of("a-63"), name="Autre"),
    "one placed by the MRC it serves": changed(Actor, id_of("b-63"), name="Autre"),
    "moved in": changed(Actor, id_of("a-63"), mrc_code="62"),
    "moved out": changed(Actor, id_of("a-62"), mrc_code="63"),
    "moved out by its municipality": changed(Actor, id_of("a-62"), municipality_code="63005"),
    "placed elsewhere": changed(Actor, id_of("a-none"), mrc_code="63"),
    "of others, not placed any more": changed(Actor, id_of("a-63"), mrc_code=None),
    "a new actor elsewhere": added(Actor(actor_id="n", name="N", mrc_code="63")),
    "a table spread to others": changed(
        ConcertationTable, {"concertation_table_id": "t-62"}, territories=("62", "63")),
    "a table taken from others": changed(
        ConcertationTable, {"concertation_table_id": "t-both"}, territories=("62",)),
    "a shared table removed": removed(ConcertationTable, concertation_table_id="t-both"),
    "an actor of others removed": removed(Actor, actor_id="b-63"),
    "a post of others": changed(CommunityOrganizer, {"organizer_id": "o-63"}, weekly_hours=1.0),
    "a figure of others": removed(Indicator, territory_code="63"),
    "a tie of others": removed(Tie, target_id="b-63"),
    "a tie of others with one that nothing places": removed(Tie, source_id="a-none"),
    "a tie of others brought to hers": changed(Tie, {"target_id": "b-63"}, target_id="a-62"),
    "a tie of hers given to others": changed(Tie, {"source_id": "a-62"}, source_id="b-63"),
    "an engagement of others": removed(Engagement, organizer_id="o-63"),
    "an engagement of others made hers": changed(
        Engagement, {"organizer_id": "o-63"}, organizer_id="o-62"),
    "one of hers made one with one of others": merged("a-62", "a-63"),
}


def test_what_is_hers_she_corrects_and_takes_back(place):
    hers, local = Store(filled(place), "organizer"), Store(place)
    before = local.load()
    for number, (case, edits) in enumerate(HERS.items()):
        save = hers.edit(edits(hers), save_key=f"edit-{number}")
        assert save.account == "organizer" and hers.load() != before, case

        hers.undo(save.save_seq, save_key=f"undo-{number}")
        assert hers.load() == before, case
    assert local.damaged_records() == 0


def test_what_is_of_others_she_does_not_touch(place):
    hers = Store(filled(place), "organizer")
    before = hers.load(), hers.revision()
    for case, edits in OF_OTHERS.items():
        with pytest.raises(RightsError) as refused:
            hers.edit(edits(hers), save_key=case)
        assert refused.value.code == "rights.not_own", case
    assert (hers.load(), hers.revision()) == before


@pytest.fixture
def hers(tmp_path):
    return Store(filled(tmp_path / "register.sqlite"), "organizer")


def test_one_record_of_others_refuses_all_those_saved_with_it_and_is_named(hers):
    with pytest.raises(RightsError) as refused:
        hers.edit([corrected(hers, "a-62", name="Un"), corrected(hers, "a-63", name="Deux"),
                   *OF_OTHERS["a tie of others"](hers)], save_key="mixed")

    told = i18n.explain(refused.value, "fr")
    assert "Atelier Inventé (Montcalm)" in told and "Atelier Inventé – Cuisine Rêvée" in told
    assert "Maison Fictive" not in told and "2 fiches" in told.replace("\u00a0", " ")
    assert hers.load().actors[0].name == "Maison Fictive"


def test_a_save_of_someone_else_is_not_hers_to_undo(hers):
    other = Store(hers.path, "team_lead")
    save = other.edit([corrected(other, "a-62", name="Autre")], save_key="x")

    with pytest.raises(RightsError) as refused:
        hers.undo(save.save_seq, save_key="undo")
    assert refused.value.code == "rights.save_of_another"


def test_her_own_save_is_not_hers_to_undo_once_her_territory_is_another(hers):
    save = hers.edit([corrected(hers, "a-62", name="Autre")], save_key="x")
    People(hers.path).change("organizer", territories=("63",))

    with pytest.raises(RightsError) as refused:
        hers.undo(save.save_seq, save_key="undo")
    assert refused.value.code == "rights.not_own"


def test_an_undoing_that_would_move_a_record_back_to_others_is_refused(hers):
    """A team lead moved it here; the organizer undoes her own correction, never the move."""
    lead = Store(hers.path, "team_lead")
    lead.edit([corrected(lead, "a-63", mrc_code="62")], save_key="moved")
    save = hers.edit([corrected(hers, "a-63", name="Ici")], save_key="x")
    hers.undo(save.save_seq, save_key="undo")

    with pytest.raises(RightsError):
        hers.undo(3, save_key="undo the move")
    assert hers.load().actors[2] == replace(REGISTER.actors[2], mrc_code="62")


MRC = st.sampled_from(("62", "63", "64", None))
CODES = st.lists(st.sampled_from(("62", "63")), unique=True).map(tuple)
IDS = st.sampled_from(("a-0", "a-1", "a-2", "t-0", "o-0", "nobody"))


@st.composite
def small_registers(draw):
    """Draw three actors, a table, a post, and links between any of them."""
    return Register(
        actors=tuple(Actor(actor_id=f"a-{n}", name="A", mrc_code=draw(MRC), serves=draw(CODES))
                     for n in range(3)),
        concertation_tables=(ConcertationTable(concertation_table_id="t-0", name="T",
                                               territories=draw(CODES)),),
        community_organizers=(CommunityOrganizer(organizer_id="o-0", name="O",
                                                 home_territories=draw(CODES)),),
        memberships=(Membership(concertation_table_id="t-0", member_id=draw(IDS)),),
        ties=(Tie(source_id=draw(IDS), target_id=draw(IDS)),),
        engagements=(Engagement(organizer_id=draw(IDS), target_id=draw(IDS)),))


def places(register):
    return ({actor.actor_id: {actor.mrc_code} - {None} or set(actor.serves)
             for actor in register.actors}
            | {one.concertation_table_id: set(one.territories)
               for one in register.concertation_tables}
            | {one.organizer_id: set(one.home_territories)
               for one in register.community_organizers})


def of_others(register):
    """Return the records placed in other MRC than 62 alone, told without the product’s help."""
    where = places(register)
    ends = {Membership: ("concertation_table_id", "member_id"), Tie: ("source_id", "target_id"),
            Engagement: ("organizer_id", "target_id"), Actor: ("actor_id",),
            ConcertationTable: ("concertation_table_id",), CommunityOrganizer: ("organizer_id",)}
    return {record for entity in ends for record in register.records(entity)
            if (found := set().union(*(where.get(getattr(record, end), set())
                                       for end in ends[entity]))) and "62" not in found}


def standing(records):
    """Return the actors, tables and posts: a link is placed by them, and follows them."""
    return {one for one in records if isinstance(one, Actor | ConcertationTable
                                                 | CommunityOrganizer)}


@settings(max_examples=6, phases=[Phase.generate])
@given(small_registers(), small_registers(), st.data())
def test_whatever_she_does_what_is_of_others_stays_as_it_is(one_store, before, wished, data):
    emptied(one_store).replace(before, save_key="one", file_name="a.xlsx")
    account = People(one_store.path).invite("o@exemple.invalid", "O", Role.ORGANIZER, ("62",))
    hers, edits = Store(one_store.path, account), []
    for entity in data.draw(st.lists(st.sampled_from([*COLLECTIONS][:-1]), unique=True)):
        for one, record in zip(hers.kept(entity), wished.records(entity), strict=True):
            edits.append(data.draw(st.sampled_from((
                Correction(one.record_key, one.version, record),
                Removal(entity, one.record_key, one.version)))))
    try:
        hers.edit(edits, save_key="two")
    except RightsError:
        assert hers.load() == before

    after = hers.load()
    assert of_others(before) <= {one for entity in COLLECTIONS for one in after.records(entity)}
    assert standing(of_others(after)) == standing(of_others(before))
