"""What readers propose is kept once, found by whom it is about, answered once, and let go of."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ocgraph.model import Actor, Register, Tie
from ocgraph.storage import (
    Addition,
    CameBy,
    EditConflictError,
    Message,
    Proposal,
    ProposalKind,
    Proposals,
    ProposalState,
    RightsError,
    SharedPages,
    StorageError,
    Store,
)
from ocgraph.storage.proposals import KEPT_DAYS, MOST_WAITING
from ocgraph.storage.schema import proposals as table
from ocgraph.storage.shared_pages import new_page
from tests.storage.doors import corrected, filled, write

DAY = datetime.date(2026, 11, 27)
PAGE = new_page("Rencontre fictive", "fr", {}, {"a1": "a-1", "a2": "a-2", "t1": "t-1"})
CORRECTION = Proposal(ProposalKind.CORRECTION, "a1", "Maison du Conte", "name")
PARTNERSHIP = Proposal(ProposalKind.PARTNERSHIP, "a1", with_id="a2")
REMARK = Proposal(ProposalKind.REMARK, text="Belle carte.")


def message(*proposals, **told):
    return replace(Message(PAGE.page_id, "fr", DAY, "a2", proposals), **told)


@pytest.fixture
def received(place):
    store = Store(place)
    store.replace(Register(tuple(Actor(actor_id=each, name=name) for each, name in (
        ("a-1", "Maison Fictive"), ("a-2", "Jardin Imaginaire")))), save_key="one", file_name="a")
    SharedPages(place).keep(PAGE, b"page")
    return Proposals(place)


def code_of(work):
    with pytest.raises(StorageError) as refused:
        work()
    return refused.value.code


def one(received):
    received.receive(message(CORRECTION), CameBy.LINK)
    return received.waiting()[0]


def test_a_proposal_is_kept_under_the_identifiers_of_the_register(received):
    assert received.receive(message(CORRECTION, PARTNERSHIP, REMARK), CameBy.FILE) == 3

    kept = received.waiting()
    assert [each.proposal for each in kept] == [
        replace(CORRECTION, about="a-1"), replace(PARTNERSHIP, about="a-1", with_id="a-2"), REMARK]
    assert [(each.number, each.from_id, each.came_by, each.state) for each in kept] == [
        (number, "a-2", "file", "waiting") for number in (1, 2, 3)]


def test_the_same_message_twice_adds_nothing_and_one_more_proposal_adds_one(received):
    received.receive(message(CORRECTION, REMARK), CameBy.LINK)

    assert received.receive(message(CORRECTION, REMARK), CameBy.LINK) == 0
    assert received.receive(message(CORRECTION, REMARK, PARTNERSHIP), CameBy.FILE) == 1
    assert received.receive(message(REMARK, REMARK, from_id=""), CameBy.LINK) == 1  # of another
    assert len(received.all()) == 4


def test_one_that_was_answered_is_not_received_again(received):
    received.answer(one(received).proposal_id, ProposalState.DECLINED, "Vérifié.")

    assert received.receive(message(CORRECTION), CameBy.LINK) == 0
    assert received.waiting() == ()


def test_what_is_not_on_the_page_is_refused_and_nothing_of_the_message_is_kept(received):
    for told in (message(REMARK, replace(CORRECTION, about="a3")),
                 message(replace(PARTNERSHIP, with_id="a-2")), message(REMARK, from_id="a9")):
        assert code_of(lambda told=told: received.receive(told, CameBy.LINK)
                       ) == "proposal.not_shown"
    assert code_of(lambda: received.receive(message(REMARK, page_id="other"), CameBy.LINK)
                   ) == "proposal.no_such_page"
    assert received.all() == ()


def test_a_page_let_go_of_still_answers(received, place):
    SharedPages(place).drop(PAGE.page_id)

    assert received.receive(message(REMARK), CameBy.FILE) == 1


def test_no_more_than_a_number_wait_on_a_page_until_they_are_answered(received):
    many = [replace(REMARK, text=str(number)) for number in range(MOST_WAITING + 1)]
    for first in range(0, MOST_WAITING, 50):
        received.receive(message(*many[first:first + 50]), CameBy.LINK)

    assert code_of(lambda: received.receive(message(many[-1]), CameBy.LINK)
                   ) == "proposal.too_many_waiting"
    assert received.receive(message(many[0]), CameBy.LINK) == 0  # which was there already
    received.answer(received.waiting()[0].proposal_id, ProposalState.ACCEPTED)
    assert received.receive(message(many[-1]), CameBy.LINK) == 1


def test_an_answer_says_who_when_and_why_and_is_given_once(received, place):
    proposal_id = one(received).proposal_id
    received.answer(proposal_id, ProposalState.DECLINED, " Vérifié avec vous. ")

    [kept] = received.all()
    assert (kept.state, kept.answer, kept.account) == ("declined", "Vérifié avec vous.", "")
    assert kept.answered_at is not None
    received.answer(proposal_id, ProposalState.DECLINED, "Vérifié avec vous.")  # pressed twice
    assert code_of(lambda: received.answer(proposal_id, ProposalState.ACCEPTED)
                   ) == "proposal.answered"
    assert code_of(lambda: received.answer("other", ProposalState.ACCEPTED)) == "proposal.not_there"


def test_a_refusal_says_a_word(received):
    proposal_id = one(received).proposal_id

    assert code_of(lambda: received.answer(proposal_id, ProposalState.DECLINED, " ")
                   ) == "proposal.word_missing"
    assert len(received.waiting()) == 1


def test_accepting_keeps_the_edits_and_the_answer_once(received, place):
    store, proposal_id = Store(place), one(received).proposal_id
    edit = corrected(store, "a-1", name="Maison du Conte")

    save = store.accept(proposal_id, [edit], save_key="accept", reason="Proposée", answer="Merci.")

    assert store.load().actor_by_id["a-1"].name == "Maison du Conte"
    assert [(each.state, each.answer) for each in received.all()] == [("accepted", "Merci.")]
    assert store.accept(proposal_id, [edit], save_key="accept").already_saved
    assert store.saves()[0].save_seq == save.save_seq


def test_where_the_edits_are_refused_the_proposal_waits(received, place):
    store, proposal_id = Store(place), one(received).proposal_id
    seen = corrected(store, "a-1", name="Maison du Conte")
    store.edit([corrected(store, "a-1", name="Maison Autre")], save_key="other")

    with pytest.raises(EditConflictError):
        store.accept(proposal_id, [seen], save_key="accept")

    assert len(received.waiting()) == 1
    assert store.load().actor_by_id["a-1"].name == "Maison Autre"


def test_where_the_answer_is_refused_nothing_is_edited(received, place):
    store, proposal_id = Store(place), one(received).proposal_id
    received.answer(proposal_id, ProposalState.DECLINED, "Non.")

    assert code_of(lambda: store.accept(
        proposal_id, [Addition(Tie(source_id="a-1", target_id="a-2"))], save_key="accept")
        ) == "proposal.answered"
    assert store.load().ties == ()


def test_whoever_may_not_correct_a_record_leaves_the_proposal_waiting(tmp_path):
    place = filled(tmp_path / "register.sqlite")
    kept, local = Proposals(place), Store(place)
    proposal_id = kept.all()[0].proposal_id

    with pytest.raises(RightsError):  # of another MRC than hers
        Store(place, "organizer").accept(
            proposal_id, [corrected(local, "a-63", name="Autre")], save_key="accept")

    assert [each.state for each in kept.all()] == ["waiting"]


def test_a_proposal_is_let_go_of_a_year_after_its_answer_and_not_before(received, place):
    received.receive(message(CORRECTION, REMARK), CameBy.LINK)
    answered, waits = (each.proposal_id for each in received.waiting())
    received.answer(answered, ProposalState.ACCEPTED)

    for days, left in ((KEPT_DAYS - 1, {answered, waits}), (KEPT_DAYS + 1, {waits})):
        ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days)
        write(place, table.update().where(table.c.proposal_id == answered).values(
            answered_at=ago.replace(tzinfo=None), came_at=ago.replace(tzinfo=None)))
        assert {each.proposal_id for each in received.all()} == left
    assert received.receive(message(CORRECTION), CameBy.LINK) == 1  # said again, it is new


def test_erasing_an_organisation_erases_what_proposals_say_of_it(received, place):
    store = Store(place)
    received.receive(message(
        CORRECTION, replace(PARTNERSHIP, about="a2", with_id="a1"), from_id=""), CameBy.LINK)
    received.receive(message(REMARK, from_id="a1"), CameBy.LINK)
    received.receive(message(
        replace(REMARK, text="Avec la MAISON fictive, oui"),
        replace(PARTNERSHIP, about="a2", with_id="", with_name="Maison-Fictive"),
        replace(REMARK, text="Avec les Maisons fictives"), from_id=""), CameBy.LINK)

    [gone] = [one for one in store.kept(Actor) if one.record.actor_id == "a-1"]
    store.erase(Actor, gone.record_key, save_key="erase", reason="demande")

    assert [each.proposal.text for each in received.all()] == ["Avec les Maisons fictives"]


def test_nothing_was_ever_shared_where_nothing_was_kept(tmp_path):
    assert Proposals(tmp_path / "none.sqlite").all() == ()
    assert not (tmp_path / "none.sqlite").exists()
