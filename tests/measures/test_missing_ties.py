"""The pairs who share most without a tie, why, and whether hidden ties are found again."""

from dataclasses import replace
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.io.register_folder import read_demo
from ocgraph.measures import MEASURES, NETWORK
from ocgraph.model import Tie
from ocgraph.network import Lens, PartnershipNetwork
from tests.small_networks import network

missing_ties, missing_ties_trust, shared_tables = (
    MEASURES[name].read for name in ("missing_ties", "missing_ties_trust", "shared_tables"))
_NAMES = "ABCDEF"


def test_a_pair_is_listed_with_every_reason_to_bring_it_together():
    """A and B share the partner C, of two partners, and the table t, of three members."""
    seen = network("A-C B-C", tables={"t": "ABD"}, mrc_code={"A": "62", "B": "62"},
                   sectors={"A": ("youth", "housing"), "B": ("housing",)}, asked={"A": True})

    found = missing_ties(seen)

    assert found.rows[0] == ("A", "B")
    assert {column: values[0] for column, values in found.columns.items()} == {
        "score": pytest.approx(1 / 2 + 1 / 3), "shared_partners": 1, "n_shared_tables": 1,
        "same_mrc": 1, "shared_sectors": 1, "n_asked": 1}


def test_a_pair_with_a_tie_is_never_listed_and_the_best_come_first():
    found = missing_ties(network("A-B A-C B-C C-D", tables={"t": "BD"}))

    assert ("A", "B") not in found.rows
    assert list(found.columns["score"]) == sorted(found.columns["score"], reverse=True)


def test_whether_two_unknown_mrc_are_the_same_is_unknown():
    found = missing_ties(network("A-C B-C", sectors={"A": ("youth",)}))

    assert found.value(("A", "B"), "same_mrc") is None
    assert found.value(("A", "B"), "shared_sectors") is None
    assert found.reasons == {("A", "B"): "mrc_or_sector_unknown"}


def test_a_tie_the_lens_leaves_out_is_not_missing():
    weak = Tie(source_id="A", target_id="B", scale="himmelman", level=1)
    register = network("A-C B-C C-D").register
    seen = PartnershipNetwork(replace(register, ties=(*register.ties, weak)),
                              Lens(minimum_levels=(("himmelman", 2),)))

    assert missing_ties(seen, how_many=1).rows == (("A", "D"),)


def test_organizers_are_no_reason_to_tie():
    assert missing_ties(network(engagements={"o": "AB"}, ties="C-D")).rows == ()


def test_as_many_are_listed_as_asked():
    star = network("A-B A-C A-D A-E")

    assert missing_ties(star, how_many=2).rows == (("B", "C"), ("B", "D"))


@settings(max_examples=25)
@given(ties=st.sets(st.sampled_from(list(combinations(_NAMES, 2)))),
       seated=st.lists(st.sets(st.sampled_from(_NAMES)), max_size=3))
def test_the_scores_are_those_of_networkx_on_actors_and_tables(ties, seated):
    tables = {f"t{number}": sorted(members) for number, members in enumerate(seated)}
    found = missing_ties(network(" ".join("-".join(tie) for tie in ties), tables, actors=_NAMES))
    graph = nx.Graph([*ties, *((member, table) for table in tables for member in tables[table])])
    graph.add_nodes_from(_NAMES)
    pairs = [pair for pair in combinations(_NAMES, 2) if pair not in ties]

    expected = {(a, b): score for a, b, score in nx.resource_allocation_index(graph, pairs)
                if score}

    assert found.by_row("score") == pytest.approx(expected)


def test_ties_hidden_in_the_demonstration_are_found_far_better_than_by_chance():
    found = missing_ties_trust(PartnershipNetwork(read_demo()))

    assert found.value(NETWORK, "auc_low") > 0.6
    assert found.value(NETWORK, "auc") < 1


def test_in_two_closed_circles_a_hidden_tie_always_stands_out():
    circles = " ".join(f"{a}-{b}" for circle in ("ABCDEFG", "HIJKLMN")
                       for a, b in combinations(circle, 2))

    assert missing_ties_trust(network(circles)).value(NETWORK, "auc") == 1


def test_in_ties_drawn_at_random_a_hidden_tie_does_not_stand_out():
    names = [f"a{number:02}" for number in range(60)]
    generator = np.random.default_rng(1)
    pairs = np.array(list(combinations(names, 2)))
    drawn = pairs[generator.permutation(len(pairs))[:300]]

    found = missing_ties_trust(network(" ".join(f"{a}-{b}" for a, b in drawn)), runs=50)

    assert found.value(NETWORK, "auc") == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize(("ties", "reason"), [
    ("A-B B-C", "too_few_ties"),
    (" ".join(f"{a}-{b}" for a, b in combinations("ABCDEFG", 2)), "all_tied")])
def test_where_nothing_can_be_hidden_no_trust_is_told(ties, reason):
    found = missing_ties_trust(network(ties))

    assert found.value(NETWORK, "auc") is None
    assert found.reasons == {NETWORK: reason}


def test_a_small_table_shared_weighs_more_than_a_large_one():
    found = shared_tables(network(tables={"t": "AB", "u": "ABC"}))

    assert found.by_row("n_shared_tables") == {("A", "B"): 2, ("A", "C"): 1, ("B", "C"): 1}
    assert found.by_row("size_corrected") == {("A", "B"): 1 + 1 / 2, ("A", "C"): 1 / 2,
                                              ("B", "C"): 1 / 2}


def test_a_table_of_forty_makes_780_pairs_of_a_39th_each():
    found = shared_tables(network(tables={"t": [f"a{number:02}" for number in range(40)]}))

    assert len(found.rows) == 780
    assert set(found.columns["size_corrected"]) == {1 / 39}


def test_an_organizer_shares_no_table_with_anyone():
    assert shared_tables(network(engagements={"o": "AB"})).rows == ()
