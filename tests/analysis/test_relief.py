"""Which ties and seats would do without an organizer, and how many pairs each restores."""

from itertools import combinations, product

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.analysis.relief import (
    Left,
    Relief,
    ReliefKind,
    best_reliefs,
    fragile_groups,
)
from tests.small_networks import network

TIE, SEAT = ReliefKind.TIE, ReliefKind.SEAT
NAMES = "ABCDEFG"


def groups_of(seen):
    return fragile_groups(Left(seen, "o"))


def told(relief):
    return relief.kind, relief.actor_id, relief.other_id, relief.pairs, relief.near_pairs


def test_a_tie_comes_before_a_seat_that_restores_as_much():
    """Two and three actors are joined again, 2 × 3 pairs, whichever way."""
    group, = groups_of(network("D-E", tables={"t": "ABC"}, engagements={"o": "AD"}))

    assert group.members == ("D", "E")
    assert [told(relief) for relief in group.reliefs] == [
        (TIE, "D", "A", 6, 4),   # D–A, D–B, D–C, E–A
        (SEAT, "D", "t", 6, 4)]  # the same: E–B and E–C were three steps apart with her too


def test_a_seat_at_a_table_of_several_of_her_partners_restores_more_than_a_tie():
    group, = groups_of(network("D-E", tables={"t": "ABC"}, engagements={"o": "ABD"}))

    assert [told(relief) for relief in group.reliefs] == [
        (SEAT, "D", "t", 6, 5),  # D–A, D–B, D–C, E–A, E–B
        (TIE, "D", "A", 6, 4)]   # D–A, D–B, D–C, E–A


def test_a_partner_of_the_others_may_take_a_seat_at_the_table_of_the_group():
    """C meets D and E: C–D, C–E, and A, F, G each with D and E, her partners."""
    seen = network("C-F C-G A-C", tables={"t": "DE"}, engagements={"o": "CDE"})
    group, = groups_of(seen)

    assert told(group.reliefs[0]) == (SEAT, "C", "t", 8, 2 + 2 * 3)


def test_of_equals_those_who_share_a_sector_or_an_mrc_come_first_then_the_register():
    plain, = groups_of(network("A-B", engagements={"o": "ABD"}))
    placed, = groups_of(network("A-B", engagements={"o": "ABD"}, mrc_code={"B": "61", "D": "61"}))
    alike, = groups_of(network("A-B", engagements={"o": "ABD"}, mrc_code={"A": "61", "D": "61"},
                               sectors={"B": ("youth",), "D": ("youth", "housing")}))

    assert [relief.other_id for relief in plain.reliefs] == ["A", "B"]
    assert [(relief.other_id, relief.same_mrc) for relief in placed.reliefs] == [
        ("B", True), ("A", False)]
    assert [(relief.other_id, relief.sectors, relief.same_mrc) for relief in alike.reliefs] == [
        ("A", (), True), ("B", ("youth",), False)]


def test_the_best_of_the_two_largest_groups_are_told_together():
    """Pieces of 3 (A, B, C), 2 (D, E) and 1 (F): 3 × 2 pairs, then 5 × 1 once the first is made."""
    groups = groups_of(network("A-B B-C", tables={"t": "DE"}, engagements={"o": "BDF"}))

    assert [group.members for group in groups] == [("D", "E"), ("F",)]
    assert [(relief.actor_id, relief.other_id, relief.pairs) for relief in best_reliefs(groups)
            ] == [("B", "t", 6), ("F", "B", 5)]
    assert groups[1].reliefs[0].pairs == 3


def test_of_two_pieces_as_large_the_one_where_more_come_near_is_joined():
    """G joins three either way: D, A and E at once; or B and C, F staying three steps off."""
    groups = groups_of(network("C-F", tables={"t": "BC", "u": "ADE"}, engagements={"o": "BDG"}))
    alone = next(group for group in groups if group.members == ("G",))

    assert [told(relief) for relief in alone.reliefs] == [
        (TIE, "G", "D", 3, 3), (SEAT, "G", "u", 3, 3)]


def test_nothing_relieves_who_is_not_depended_upon():
    assert groups_of(network("A-B", engagements={"o": "AB"})) == ()
    assert groups_of(network("A-B", engagements={"o": ""})) == ()
    assert best_reliefs(()) == ()


@st.composite
def milieus(draw):
    """Draw ties, tables, whom the organizer and a colleague are engaged with."""
    pairs = [f"{a}-{b}" for a, b in combinations(NAMES, 2)]
    some = st.sets(st.sampled_from(NAMES), max_size=3)
    return (" ".join(sorted(draw(st.sets(st.sampled_from(pairs), max_size=5)))),
            {name: sorted(draw(some)) for name in "tu"},
            {"o": sorted(draw(some) | draw(some)), "p": sorted(draw(some))})


def walked(ties, tables, engagements):
    """Return how many steps apart the actors are, by NetworkX."""
    graph = nx.empty_graph(NAMES)
    graph.add_edges_from(tie.split("-") for tie in ties.split())
    for gathered in (*tables.values(), *engagements.values()):
        graph.add_edges_from(combinations(gathered, 2))
    return {frozenset((one, other)): steps
            for one, reached in nx.all_pairs_shortest_path_length(graph)
            for other, steps in reached.items() if one != other}


def restoring(milieu):
    """Return what counts the pairs a relief restores, joined again and within two steps again."""
    ties, tables, engagements = milieu
    without = {"p": engagements["p"]}
    before, after = walked(*milieu), walked(ties, tables, without)
    near = {pair for pair, steps in before.items() if steps <= 2 and after.get(pair, 9) > 2}

    def restored(kind, one, other):
        tried = (walked(f"{ties} {one}-{other}", tables, without) if kind == TIE else
                 walked(ties, tables | {other: {*tables[other], one}}, without))
        return (len(tried.keys() & (before.keys() - after.keys())),
                sum(tried.get(pair, 9) <= 2 for pair in near))

    return restored


@settings(max_examples=75, deadline=None)
@given(milieus())
def test_every_relief_restores_what_walking_finds_and_no_other_restores_more(milieu):
    ties, tables, engagements = milieu
    restored, partners = restoring(milieu), engagements["o"]

    for group in groups_of(network(ties, tables, engagements, actors=NAMES)):
        inside = set(group.members)
        every = [(TIE, one, other) for one, other in product(partners, partners)
                 if one in inside and other not in inside]
        every += [(SEAT, one, table) for one, table in product(partners, tables)
                  if tables[table] and (one in inside) != bool(inside & {*tables[table]})]
        found = [(relief.pairs, relief.near_pairs) for relief in group.reliefs]
        assert found == [one for one in sorted(map(restored, *zip(*every, strict=True)),
                                               reverse=True) if one[0]][:2]
        assert found == [restored(*relief[:3]) for relief in group.reliefs]


@settings(max_examples=25, deadline=None)
@given(milieus())
def test_no_two_ties_rejoin_more_together_than_the_best_reliefs(milieu):
    ties, tables, engagements = milieu
    pairs = [f"{a}-{b}" for a, b in combinations(engagements["o"], 2)]
    joined = [len(walked(f"{ties} {one} {other}", tables, {"p": engagements["p"]}))
              for one, other in product(pairs, pairs)]

    found = best_reliefs(groups_of(network(ties, tables, engagements, actors=NAMES)))

    already = len(walked(ties, tables, {"p": engagements["p"]}))
    assert sum(relief.pairs for relief in found) == max(joined, default=already) - already


@pytest.mark.parametrize("kind", ReliefKind)
def test_what_two_have_in_common_is_counted_by_reason(kind):
    assert Relief(kind, "A", "B", 1, 1).n_reasons == 0
    assert Relief(kind, "A", "B", 1, 1, ("youth", "housing"), True).n_reasons == 2
