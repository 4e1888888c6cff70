"""How closely the actors seen are tied, and across which groups."""

from itertools import combinations_with_replacement

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocgraph.measures import MEASURES, NETWORK
from ocgraph.measures.groups import Groups
from ocgraph.network import Layer, Lens
from tests.small_networks import as_networkx, kite, network

density, centralization, ei_index, mixing, table_diversity = (
    MEASURES[name].read for name in ("density", "centralization", "ei_index", "mixing",
                                     "table_diversity"))


def test_three_of_six_pairs_are_joined_and_one_by_a_tie():
    found = density(network("A-B", tables={"t": "ABC"}, actors="D"))

    assert found.value(NETWORK, "density") == 3 / 6
    assert found.value(NETWORK, "tie_density") == 1 / 6
    assert found.value(NETWORK, "n_actors") == 4


def test_the_density_of_the_kite_is_that_of_networkx():
    assert density(kite()).value(NETWORK, "density") == pytest.approx(
        nx.density(nx.krackhardt_kite_graph()))


def test_when_nobody_was_asked_the_density_has_no_interval():
    found = density(network("A-B"))

    assert found.value(NETWORK, "tie_density") == 1
    assert found.value(NETWORK, "tie_density_low") is None
    assert found.column_reasons == dict.fromkeys(("tie_density_low", "tie_density_high"),
                                                 "nobody_asked")


def test_when_the_asked_are_tied_to_all_the_others_may_be_too():
    found = density(network("A-B A-C", asked={"A": True}))

    assert found.value(NETWORK, "tie_density") == pytest.approx(2 / 3)
    assert found.value(NETWORK, "tie_density_high") == 1


def test_ties_that_are_not_shown_have_no_density():
    found = density(network("A-B", tables={"t": "AB"}, lens=Lens(layers=frozenset([Layer.TABLES]))))

    assert found.value(NETWORK, "density") == 1
    assert found.value(NETWORK, "tie_density") is None
    assert set(found.column_reasons.values()) == {"ties_hidden"}


@pytest.mark.parametrize(("seen", "expected"), [
    (network("A-B A-C A-D A-E"), 1), (network("A-B B-C C-A"), 0), (kite(), 1 / 3)])
def test_a_star_is_all_centralized_and_a_ring_not_at_all(seen, expected):
    assert centralization(seen).value(NETWORK, "centralization") == pytest.approx(expected)


def test_two_actors_have_no_centre():
    assert centralization(network("A-B")).reasons == {NETWORK: "three_actors_needed"}


_SECTORS = ("housing", "youth", "health")
_TWO_MRC = {"A": "61", "B": "61", "C": "62", "D": "62"}


def test_one_tie_across_and_two_within():
    found = ei_index(network("A-B C-D A-C", mrc_code=_TWO_MRC))

    assert found.value(NETWORK, "internal_ties") == 2
    assert found.value(NETWORK, "external_ties") == 1
    assert found.value(NETWORK, "ei") == pytest.approx(-1 / 3)


def test_chance_would_leave_one_of_three_pairings_within():
    """A-B C-D: of the three ways to pair four actors, one has E–I −1 and two have +1."""
    found = ei_index(network("A-B C-D", mrc_code=_TWO_MRC), draws=999)

    assert found.value(NETWORK, "ei") == -1
    assert found.value(NETWORK, "expected") == pytest.approx(1 / 3, abs=0.1)
    assert found.value(NETWORK, "expected_low") == -1
    assert found.value(NETWORK, "expected_high") == 1
    assert found.value(NETWORK, "p") == pytest.approx(2 / 3, abs=0.1)  # twice the rarer side


def test_two_cliques_are_far_from_chance():
    cliques = {name: "61" if name in "ABCDEF" else "62" for name in "ABCDEFGHIJKL"}
    ties = " ".join(f"{one}-{other}" for one in cliques for other in cliques
                    if one < other and cliques[one] == cliques[other])

    found = ei_index(network(ties, mrc_code=cliques))

    assert found.value(NETWORK, "ei") == -1
    assert found.value(NETWORK, "p") == 2 / 200  # none of 199 draws is as far


def test_a_tie_to_an_unknown_mrc_is_left_out_and_told():
    found = ei_index(network("A-B A-X", mrc_code=_TWO_MRC))

    assert found.value(NETWORK, "external_ties") == 0
    assert found.facts["n_ties_left_out"] == 1


def test_without_a_known_group_or_a_tie_there_is_no_index():
    for seen, reason in ((network("A-B"), "no_known_group"), (network(actors="AB"), "no_tie")):
        assert set(ei_index(seen).column_reasons.values()) == {reason}


def test_two_actors_of_several_sectors_are_within_when_they_share_one():
    found = ei_index(network("A-B B-C", sectors={"A": ("youth", "housing"), "B": ("housing",),
                                                 "C": ("youth",)}), partition="sector")

    assert found.value(NETWORK, "internal_ties") == 1
    assert found.value(NETWORK, "external_ties") == 1


def test_ties_within_and_between_are_set_against_the_possible_pairs():
    found = mixing(network("A-B A-C A-E", actors="D", mrc_code=_TWO_MRC | {"E": "62"}))

    assert found.by_row("observed_ties") == {("61", "61"): 1, ("61", "62"): 2, ("62", "62"): 0}
    assert found.by_row("possible_pairs") == {("61", "61"): 1, ("61", "62"): 6, ("62", "62"): 3}


def test_without_a_tie_nothing_is_expected():
    found = mixing(network(actors="ABCD", mrc_code=_TWO_MRC))

    assert found.value(("61", "62"), "expected") is None
    assert set(found.column_reasons.values()) == {"no_tie"}


def test_ties_of_unknown_groups_alone_expect_nothing_and_are_told():
    found = mixing(network("C-X", actors="ABD", mrc_code=_TWO_MRC))

    assert set(found.column_reasons.values()) == {"no_known_group"}
    assert found.facts == {"n_ties_left_out": 1}


@given(st.data())
def test_ties_and_pairs_between_groups_are_counted_once(data):
    names = "ABCDEF"
    sectors = {name: tuple(sorted(data.draw(st.sets(st.sampled_from(_SECTORS)))))
               for name in names}
    ties = data.draw(st.sets(st.sampled_from([a + "-" + b for a in names for b in names if a < b])))
    seen = network(" ".join(sorted(ties)), actors=names, sectors=sectors)
    groups = Groups.of(seen, "sector")

    def crossing(one, other, first, second):
        return ((first in sectors[one] and second in sectors[other])
                or (second in sectors[one] and first in sectors[other]))

    ends = groups.known_ties(seen.steps.ties).edges()
    joined = {(names[a], names[b]) for a, b in as_networkx(seen.steps.ties).edges}
    for (i, first), (j, second) in combinations_with_replacement(enumerate(groups.codes), 2):
        pairs = {(a, b) for a in names for b in names if a < b and crossing(a, b, first, second)}
        assert groups.n_pairs()[i, j] == len(pairs)
        assert groups.n_ties(*ends)[i, j] == len(pairs & joined)


def test_a_table_of_two_sectors_in_equal_parts_has_half():
    seen = network(tables={"t": "ABC"}, sectors={"A": ("youth",), "B": ("housing",)})

    found = table_diversity(seen)

    assert found.value("t", "blau") == 0.5
    assert found.value("t", "n_sectors") == 2
    assert found.value("t", "n_sector_unknown") == 1


def test_a_member_of_two_sectors_counts_half_in_each():
    seen = network(tables={"t": "AB"}, sectors={"A": ("youth", "housing"), "B": ("housing",)})

    assert table_diversity(seen).value("t", "blau") == 1 - (1 / 4)**2 - (3 / 4)**2


def test_a_table_of_which_no_sector_is_known_has_no_diversity():
    found = table_diversity(network(tables={"t": "A", "vide": ""}))

    assert found.reasons == {"t": "sector_unknown", "vide": "no_member"}
