"""Who is reached, who is not and by what way, whom to call first."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.analysis.mobilisation import (
    Call,
    Mobilisation,
    actors_of,
    order_of_calls,
    ways_to,
)
from ocgraph.network import Lens
from tests.small_networks import kite, network

CHAIN = network("A-B", tables={"t": "BC"}, engagements={"o": "CD"}, actors="E",
                mrc_code={"A": "61", "B": "61", "D": "62"},
                sectors={"A": ("youth",), "B": ("housing", "youth"), "E": ("seniors",)})
"""A tie, a table and an organizer lead from A to D, nothing to E."""


def ids(actors):
    return [actor.actor_id for actor in actors]


def test_each_step_tells_whom_it_meets_and_who_is_missed():
    found = Mobilisation(CHAIN, ("A",), 2)

    assert [ids(actors) for actors in found.by_step] == [["A"], ["B"], ["C"]]
    assert ids(found.missed) == ["D", "E"]
    assert (found.n_reached, found.share) == (3, 3 / 5)
    assert found.territories == {"61"}
    assert found.left_out.mrc_codes == ("62",)


def test_only_the_actors_wanted_are_counted():
    found = Mobilisation(CHAIN, ("A",), 1, frozenset("BE"))

    assert [ids(actors) for actors in found.by_step] == [[], ["B"]]
    assert (ids(found.missed), found.share) == (["E"], 1 / 2)


def test_nobody_seen_has_no_share():
    assert Mobilisation(network(), (), 1).share is None


@pytest.mark.parametrize(("sectors", "territories", "expected"), [
    ((), (), "ABCDE"), (("youth",), (), "AB"), (("youth",), ("62",), ""), ((), ("61",), "AB"),
    (("youth", "seniors"), (), "ABE")])
def test_a_goal_is_told_by_sector_and_by_place(sectors, territories, expected):
    assert actors_of(CHAIN, sectors, territories) == set(expected)


def test_who_reaches_most_is_called_first_and_each_call_tells_what_it_adds():
    """In the kite Diane reaches seven in one step, Ike adds Heather, Ike and Jane."""
    calls = order_of_calls(kite(), ["Ike", "Diane"], 1)

    assert calls == (Call("Diane", 7, 7), Call("Ike", 3, 10))


def test_of_equal_calls_the_first_of_the_register_comes_first():
    assert [call.actor_id for call in order_of_calls(network("A-B C-D"), "DB", 1)] == ["B", "D"]


def test_the_way_names_what_is_passed_through():
    assert ways_to(CHAIN, ["A"], "D") == (("A", "B", "t", "C", "o", "D"),)
    assert ways_to(CHAIN, ["A"], "E") == ()


def test_a_table_shared_is_as_near_as_a_tie():
    """A–B by a table, B–C by a tie: two steps; A–D–E–C by ties: three."""
    seen = network("B-C A-D D-E E-C", tables={"t": "AB"})

    assert ways_to(seen, ["A"], "C") == (("A", "t", "B", "C"), ("A", "D", "E", "C"))


def test_several_ways_share_nobody_between_their_ends():
    seen = network("A-B B-Z A-C C-Z A-D D-Z A-E E-Z A-Z")

    found = ways_to(seen, ["A"], "Z")

    assert found[0] == ("A", "Z")
    assert len(found) == 3
    assert not set(found[1][1:-1]) & set(found[2][1:-1])


def test_an_organizer_leads_to_the_members_of_her_tables_when_one_starts_from_her_only():
    seen = network(tables={"t": "BC"}, engagements={"o": ["A", "t"]})

    assert ways_to(seen, ["o"], "B") == (("o", "t", "B"),)
    assert ways_to(seen, ["A"], "B") == ()


def test_whoever_is_chosen_is_reached_by_no_way():
    assert ways_to(network("A-B"), ["A"], "A") == ()


_NAMES = "ABCDEFG"


@settings(max_examples=60)
@given(ties=st.sets(st.tuples(st.sampled_from(_NAMES), st.sampled_from(_NAMES))),
       seated=st.lists(st.sets(st.sampled_from(_NAMES)), max_size=3),
       engaged=st.sets(st.sampled_from(_NAMES)))
def test_the_first_way_is_as_long_as_the_steps_say(ties, seated, engaged):
    seen = network(" ".join(f"{a}-{b}" for a, b in ties if a != b),
                   {f"t{number}": sorted(members) for number, members in enumerate(seated)},
                   {"o": sorted(engaged)}, actors=_NAMES)
    steps = seen.steps_from(["A"], 99)

    for target in _NAMES[1:]:
        found = ways_to(seen, ["A"], target)
        assert bool(found) == (target in steps)
        for way in found[:1]:
            passed = [node for node in way if node in seen.actor_index]
            assert len(passed) - 1 == steps[target]
            assert all(seen.steps_from([one], 1)[other] == 1 for one, other in pairwise(passed))


def test_a_lens_that_shows_nobody_mobilises_nobody():
    seen = network("A-B", lens=Lens(territories=frozenset({"99"})))

    assert Mobilisation(seen, (), 1).n_reached == 0
