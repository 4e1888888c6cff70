"""How large, how fresh and how complete what is seen is."""

from __future__ import annotations

import datetime

from ocgraph.analysis import Overview
from ocgraph.model import Actor, Register, Tie
from ocgraph.network import Lens, PartnershipNetwork

TODAY = datetime.date(2026, 6, 15)
A_YEAR_AGO = datetime.date(2025, 6, 15)
LONG_AGO = datetime.date(2025, 6, 14)

VILLAGE = Register(
    actors=(Actor(actor_id="a", name="A", mrc_code="62", asked=True, verified_on=LONG_AGO),
            Actor(actor_id="b", name="B", mrc_code="61", asked=False),
            Actor(actor_id="c", name="C"), Actor(actor_id="d", name="D", mrc_code="62")),
    ties=(Tie(source_id="a", target_id="b", verified_on=A_YEAR_AGO),
          Tie(source_id="a", target_id="b", kind="funding", verified_on=LONG_AGO),
          Tie(source_id="b", target_id="c")))


def seen(register, **lens):
    return Overview(PartnershipNetwork(register, Lens(**lens)), TODAY)


def test_a_link_is_fresh_for_365_days_and_unknown_is_not_fresh():
    assert seen(VILLAGE).share_fresh == 1 / 3


def test_without_a_link_or_any_date_there_is_no_share_rather_than_zero():
    undated = Register(actors=VILLAGE.actors, ties=VILLAGE.ties[2:])

    assert seen(VILLAGE, layers=frozenset()).share_fresh is None
    assert seen(undated).share_fresh is None
    assert (seen(undated).has_dated_link, seen(VILLAGE).has_dated_link) == (False, True)
    assert seen(Register()).link_last_verified is None
    assert seen(Register()).node_last_verified is None


def test_the_last_verification_of_links_is_told_apart_from_that_of_nodes():
    assert seen(VILLAGE).link_last_verified == A_YEAR_AGO
    assert seen(VILLAGE).node_last_verified == LONG_AGO
    assert seen(VILLAGE, layers=frozenset()).link_last_verified is None


def test_an_actor_is_alone_in_what_is_seen():
    assert [actor.actor_id for actor in seen(VILLAGE).isolated] == ["d"]
    assert len(seen(VILLAGE, territories=frozenset({"62"})).isolated) == 2


def test_what_nobody_told_is_counted_as_untold():
    assert (seen(VILLAGE).n_asked, seen(VILLAGE).n_without_mrc) == (1, 1)
    assert seen(VILLAGE).territories == {"61", "62"}


def test_one_answer_is_enough_to_know_who_was_asked():
    nobody_knows = Register(actors=VILLAGE.actors[2:])

    assert seen(VILLAGE).knows_who_was_asked
    assert seen(Register(actors=VILLAGE.actors[1:])).knows_who_was_asked    # B was not asked
    assert not seen(nobody_knows).knows_who_was_asked
