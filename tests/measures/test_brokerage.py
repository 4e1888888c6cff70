"""Who is between others, by ties and by tables."""

from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.measures import MEASURES
from ocgraph.measures.brokerage import ROLES
from ocgraph.measures.groups import one_group_each
from ocgraph.model import vocabulary
from ocgraph.model.vocabulary import read_rows
from ocgraph.network import Layer, Lens
from tests.small_networks import davis, network

structural_holes, brokerage_roles, table_brokerage = (
    MEASURES[name].read for name in ("structural_holes", "brokerage_roles", "table_brokerage"))
_NAMES = "ABCDEF"
_TWO_MRC = {"A": "61", "B": "61", "C": "62", "D": "62"}


def test_the_graph_of_borgatti_1997_has_its_published_figures():
    found = structural_holes(network("A-B A-F A-G A-E E-G F-G B-G B-D D-G G-C"))

    assert found.value("G", "constraint") == pytest.approx(0.400, abs=5e-4)
    assert found.value("A", "constraint") == pytest.approx(0.595, abs=5e-4)
    assert found.value("C", "constraint") == 1
    assert [found.value(name, "effective_size") for name in "GAC"] == pytest.approx(
        [14 / 3, 2.5, 1])
    assert found.value("G", "efficiency") == pytest.approx(14 / 3 / 6)  # six neighbours


def test_holes_are_read_where_a_table_joins_its_members():
    """B and C share a table, so A, a partner of both, has two neighbours who are joined."""
    found = structural_holes(network("A-B A-C", tables={"t": "BC"}))

    assert found.value("A", "effective_size") == 1


def test_an_actor_that_nothing_joins_has_no_holes():
    found = structural_holes(network("A-B", actors="C"))

    assert found.value("C", "constraint") is None
    assert found.reasons == {"C": "isolated"}


def roles(found, actor, prefix=""):
    """Return the roles of an actor that are not 0, by their first letters."""
    return {role: value for role in ROLES if (value := found.value(actor, prefix + role))}


def test_the_directed_ties_of_the_published_example_give_its_roles():
    found = brokerage_roles(network("A>B A>C B>C B>D C>D D>A", mrc_code=_TWO_MRC))

    assert roles(found, "A") == {"itinerant": 1, "gatekeeper": 1}
    assert roles(found, "B") == {"representative": 1}
    assert roles(found, "C") == {"gatekeeper": 1}
    assert roles(found, "D") == {"itinerant": 1, "representative": 1}


def test_a_tie_that_is_not_directed_goes_both_ways():
    """A–B–C, A and B of one MRC: C–B–A is let in, A–B–C is spoken for."""
    found = brokerage_roles(network("A-B B-C", mrc_code=_TWO_MRC))

    assert roles(found, "B") == {"gatekeeper": 1, "representative": 1}


def test_a_tie_told_both_ways_in_two_records_is_not_directed():
    once, twice = (brokerage_roles(network(written, mrc_code=_TWO_MRC))
                   for written in ("A-B B-C", "A>B B>A B>C C>B"))

    assert roles(once, "B") == roles(twice, "B")


def test_a_broker_of_unknown_group_has_no_role_and_brokers_for_nobody():
    found = brokerage_roles(network("A-B B-X", mrc_code=_TWO_MRC))

    assert found.reasons == {"X": "group_unknown"}
    assert roles(found, "B") == {}


def test_two_actors_of_several_sectors_are_together_when_they_have_the_same():
    seen = network(actors="ABC", sectors={
        "A": ("youth", "housing"), "B": ("housing", "youth"), "C": ("youth",)})

    assert one_group_each(seen, "sector").tolist() == [0, 0, 1]


def test_public_institutions_and_the_milieu_are_two_groups_and_an_unknown_kind_none():
    seen = network(actors="ABCD", kind={"A": "institution", "B": "municipality", "C": "cdc",
                                        "D": "other"})

    assert one_group_each(seen, "setting").tolist() == [0, 0, 1, -1]


def test_every_kind_of_actor_but_the_other_has_a_setting():
    settings_of_kinds = {row["code"]: row["setting"] for row in read_rows("actor_kind")}

    assert {code for code, setting in settings_of_kinds.items() if not setting} == {"other"}
    assert set(settings_of_kinds.values()) - {""} == set(vocabulary("setting"))


@settings(max_examples=30)
@given(arcs=st.sets(st.sampled_from(list(permutations(_NAMES, 2)))),
       mrc=st.lists(st.sampled_from(("61", "62", None)), min_size=6, max_size=6))
def test_roles_are_those_counted_triple_by_triple(arcs, mrc):
    code = dict(zip(_NAMES, mrc, strict=True))
    found = brokerage_roles(network(" ".join(f"{a}>{b}" for a, b in arcs), actors=_NAMES,
                                    mrc_code=code))

    expected = {(name, role): 0 for name in _NAMES for role in ROLES if code[name]}
    for a, v, b in permutations(_NAMES, 3):
        if code[a] and code[v] and code[b] and {(a, v), (v, b)} <= arcs and (a, b) not in arcs:
            same = code[a] == code[v], code[v] == code[b], code[a] == code[b]
            role = {(True, True, True): "coordinator", (False, False, True): "itinerant",
                    (False, True, False): "gatekeeper", (True, False, False): "representative",
                    (False, False, False): "liaison"}[same]
            expected[v, role] += 1
    assert {(name, role): found.value(name, role) for name, role in expected} == expected


def test_the_expected_roles_are_the_mean_of_every_network_with_such_ties():
    """Each of the 64 undirected graphs of four actors counts as often as a fair coin draws it.

    The expectation is at a given density p; p²(1 − p) is taken here at p = 1/2 by drawing half of
    the six pairs: A–B, A–C, A–D.
    """
    found = brokerage_roles(network("A-B A-C A-D", mrc_code=_TWO_MRC))
    pairs = list(combinations("ABCD", 2))
    drawn = [[f"{a}-{b}" for number, (a, b) in enumerate(pairs) if bits >> number & 1]
             for bits in range(64)]
    every = [brokerage_roles(network(" ".join(ties), actors="ABCD", mrc_code=_TWO_MRC))
             for ties in drawn]

    for role in ROLES:
        mean = np.mean([each.value("A", role) for each in every])
        assert found.value("A", f"expected_{role}") == pytest.approx(mean)


def test_an_actor_at_two_tables_links_those_who_meet_at_neither():
    """B sits with A, and with C and D: A–C and A–D meet through B alone, C–D at their table."""
    found = table_brokerage(network(tables={"t": "AB", "u": "BCD"}, mrc_code=_TWO_MRC))

    assert found.by_row("linked_pairs") == {"A": 0, "B": 2, "C": 0, "D": 0}
    assert found.by_row("across_pairs") == {"A": 0, "B": 2, "C": 0, "D": 0}
    assert set(found.column_reasons.values()) == {"not_drawn"}


def test_an_organizer_links_the_members_of_the_tables_she_is_engaged_with():
    """A, B at one table and C, D at another: four pairs meet through her; E is no member."""
    seen = network(tables={"t": "AB", "u": "CD"}, engagements={"o": ["t", "u", "E"]},
                   mrc_code={"A": "61", "B": "62", "C": "61"})

    found = table_brokerage(seen)

    assert found.value("o", "linked_pairs") == 4
    assert found.value("o", "across_pairs") == 1  # B–C; D has no known MRC
    assert found.facts == {"n_without_group": 2}


def test_an_organizer_whose_engagements_are_not_shown_is_left_out():
    seen = network(tables={"t": "AB"}, engagements={"o": ["t"]},
                   lens=Lens(layers=frozenset((Layer.TABLES,))))

    assert table_brokerage(seen).rows == ("A", "B")


def test_pairs_of_unknown_groups_are_not_pairs_of_one_group():
    found = table_brokerage(network(tables={"t": "AB", "u": "BC"}))

    assert found.value("B", "linked_pairs") == 1
    assert found.value("B", "across_pairs") is None
    assert found.reasons == {"B": "groups_unknown"}


def test_a_tie_does_not_close_a_pair_that_shares_no_table():
    found = table_brokerage(network("A-C", tables={"t": "AB", "u": "BC"}))

    assert found.value("B", "linked_pairs") == 1


@settings(max_examples=30)
@given(seated=st.lists(st.sets(st.sampled_from(_NAMES)), max_size=4),
       engaged=st.sets(st.integers(0, 3)),
       mrc=st.lists(st.sampled_from(("61", "62", None)), min_size=6, max_size=6))
def test_pairs_linked_through_tables_are_those_counted_one_by_one(seated, engaged, mrc):
    tables = {f"t{number}": sorted(members) for number, members in enumerate(seated)}
    hers = [f"t{number}" for number in engaged if number < len(seated)]
    code = dict(zip(_NAMES, mrc, strict=True))
    found = table_brokerage(network(tables=tables, engagements={"o": hers}, actors=_NAMES,
                                    mrc_code=code))

    def meet(one, other):
        return any(one in members and other in members for members in seated)

    near = {name: {other for other in _NAMES if other != name and meet(name, other)}
            for name in _NAMES} | {"o": {actor for table in hers for actor in tables[table]}}
    for broker, others in near.items():
        pairs = [pair for pair in combinations(sorted(others), 2) if not meet(*pair)]
        across = [(a, b) for a, b in pairs if code[a] and code[b] and code[a] != code[b]]
        assert found.value(broker, "linked_pairs") == len(pairs)
        known = [(a, b) for a, b in pairs if code[a] and code[b]]
        assert found.value(broker, "across_pairs") == (len(across) if known or not pairs else None)


def test_chance_leaves_two_tables_of_two_with_one_bridge_in_two():
    """A at both tables, B and C at one each, D at none: B and C never sit together by chance.

    Tables keep their size and actors their number of seats: A sits at both whatever is drawn, so
    the two others always meet through A alone.
    """
    found = table_brokerage(network(tables={"t": "AB", "u": "AC"}, actors="D"), draws=99)

    assert found.value("A", "linked_pairs") == 1
    assert found.value("A", "expected") == 1
    assert found.value("A", "p") == 1


def test_closed_circles_broker_less_than_chance():
    """Four circles of five, each at three tables of its own: nobody bridges, chance would."""
    names = [f"a{number:02}" for number in range(20)]
    tables = {f"t{first}-{number}": names[first:first + 5]
              for first in range(0, 20, 5) for number in range(3)}

    found = table_brokerage(network(tables=tables), draws=199)

    assert found.value("a00", "linked_pairs") == 0
    assert found.value("a00", "expected_low") > 5
    assert found.value("a00", "p") == 2 / 200  # none of 199 draws is as far


def test_the_bridges_of_the_southern_women_are_the_open_pairs_of_their_projection():
    found, seen = table_brokerage(davis()), davis()
    women = [node for node, part in nx.davis_southern_women_graph().nodes(data="bipartite")
             if part == 0]
    projected = nx.bipartite.projected_graph(nx.davis_southern_women_graph(), women)

    for woman in seen.actor_index:
        k, t = projected.degree(woman), nx.triangles(projected, woman)
        assert found.value(woman, "linked_pairs") == k * (k - 1) / 2 - t
