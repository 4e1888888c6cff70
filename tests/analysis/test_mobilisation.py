"""Who is reached, who is not and by what way, whom to call first."""

from itertools import combinations

import networkx as nx
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
from ocgraph.measures.choice.questions import which_tables, whom_to_call
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
    calls = order_of_calls(whom_to_call(kite(), 1, 1.0), ("Ike", "Diane"))

    assert calls == (
        Call("Diane", ("Andre", "Beverley", "Carol", "Diane", "Ed", "Fernando", "Garth"), 7),
        Call("Ike", ("Heather", "Ike", "Jane"), 10))
    assert [call.n_more for call in calls] == [7, 3]


def test_of_equal_calls_the_first_given_comes_first():
    calls = order_of_calls(whom_to_call(network("A-B C-D"), 1, 1.0), ("B", "D"))

    assert calls == (Call("B", ("A", "B"), 2), Call("D", ("C", "D"), 4))


def test_tables_are_put_in_order_too_by_whom_they_gather_besides():
    """t gathers 2, u 3 of whom one sits at t: u first, t adds one; v adds D alone."""
    seen = network(tables={"t": "AB", "u": "BCE", "v": "BD"})

    assert order_of_calls(which_tables(seen), ("t", "u", "v")) == (
        Call("u", ("B", "C", "E"), 3), Call("t", ("A",), 4), Call("v", ("D",), 5))


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


def test_the_shortest_way_is_given_up_where_it_crosses_two_others():
    """A–B–C–Z is of three steps; A–B–D–F–Z and A–E–G–C–Z, of four each, only without it."""
    seen = network("A-B B-C C-Z B-D D-F F-Z A-E E-G G-C")

    assert ways_to(seen, ["A"], "Z", 1) == (("A", "B", "C", "Z"),)
    assert ways_to(seen, ["A"], "Z") == (("A", "B", "D", "F", "Z"), ("A", "E", "G", "C", "Z"))


def test_two_who_pass_the_word_are_two_beginnings():
    seen = network("A-Z B-Z C-B", tables={"t": "AC"})

    assert ways_to(seen, ["A", "B"], "Z") == (("A", "Z"), ("B", "Z"))
    assert ways_to(seen, ["t"], "Z") == (("t", "A", "Z"), ("t", "C", "B", "Z"))


def test_who_is_missed_is_told_how_far_away_or_that_nothing_leads_there():
    found = Mobilisation(CHAIN, ("A",), 1)

    assert ids(found.missed) == ["C", "D", "E"]
    assert found.steps_to_missed == {"C": 2, "D": 3}


_NAMES = "ABCDEFG"


@st.composite
def starts_and_networks(draw):
    """Draw a network of seven actors, tables and organizers, and one or two nodes to start from."""
    actor = st.sampled_from(_NAMES)
    ties = draw(st.sets(st.tuples(actor, actor), max_size=9))
    seated = draw(st.lists(st.sets(actor, max_size=4), max_size=2))
    engaged = draw(st.sets(st.sampled_from((*_NAMES, *(f"t{n}" for n in range(len(seated))))),
                           max_size=4))
    seen = network(" ".join(f"{a}-{b}" for a, b in ties if a != b),
                   {f"t{number}": sorted(members) for number, members in enumerate(seated)},
                   {"o": sorted(engaged)}, actors=_NAMES)
    return seen, draw(st.sets(st.sampled_from(sorted(set(seen.node_by_id) - {"G"})),
                              min_size=1, max_size=2))


def n_steps(way, seen):
    """Count the steps of a way: each ends at an actor."""
    return sum(node in seen.actor_index for node in way[1:])


def every_way(seen, starts, target):
    """Return every way there is, found by trying all."""
    graph = nx.Graph()
    graph.add_nodes_from(seen.node_by_id)
    graph.add_edges_from((link.source_id, link.target_id) for link in seen.links
                         if {link.source_id, link.target_id} & seen.actor_index.keys()
                         or link.source_id in starts)
    return [tuple(way) for start in starts for way in nx.all_simple_paths(graph, start, target)
            if not starts & set(way[1:])]


@settings(max_examples=75, deadline=None)
@given(drawn=starts_and_networks())
def test_there_are_as_many_ways_apart_as_trying_all_finds_and_none_are_shorter(drawn):
    seen, starts = drawn
    there = every_way(seen, starts, "G")
    apart = [ways for size in range(4) for ways in combinations(there, size)
             if all(not set(one[1:-1]) & set(other[1:-1]) and one != other
                    for one, other in combinations(ways, 2))]
    most = max(map(len, apart))

    found = ways_to(seen, starts, "G")

    assert set(found) <= set(there)
    assert len(found) == most
    assert sum(n_steps(way, seen) for way in found) == min(
        sum(n_steps(way, seen) for way in ways) for ways in apart if len(ways) == most)


@settings(max_examples=30)
@given(drawn=starts_and_networks())
def test_the_nearest_way_is_as_long_as_the_steps_say(drawn):
    seen, starts = drawn
    steps = seen.steps_from(starts, 99)

    for target in set(_NAMES) - starts:
        found = ways_to(seen, starts, target, 1)
        assert [n_steps(way, seen) for way in found] == [
            steps[target] for _ in found if target in steps]
        assert bool(found) == (target in steps)


def test_a_lens_that_shows_nobody_mobilises_nobody():
    seen = network("A-B", lens=Lens(territories=frozenset({"99"})))

    assert Mobilisation(seen, (), 1).n_reached == 0
