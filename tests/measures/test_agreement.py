"""Where NetworkX defines the same thing it agrees; where it does not, the page says so."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.measures import MEASURES
from tests.small_networks import network

PIECES = "A-B B-C D-E"


@st.composite
def ties(draw):
    """Draw at least two ties or none among six actors, each once."""
    pairs = [f"{one}-{other}" for one in "ABCDEF" for other in "ABCDEF" if one < other]
    return " ".join(draw(st.lists(st.sampled_from(pairs), min_size=2, unique=True)))


def graph(written):
    return nx.Graph([pair.split("-") for pair in written.split()])


def figures(code, written, **given_values):
    measure = MEASURES[code]
    return measure.read(network(written), **given_values).by_row(measure.columns[0].column_id)


@settings(max_examples=20)
@given(written=ties())
def test_closeness_is_that_of_networkx(written):
    assert figures("closeness", written) == pytest.approx(nx.closeness_centrality(graph(written)))


@settings(max_examples=20)
@given(written=ties())
def test_harmonic_closeness_is_the_sum_of_networkx_over_the_others(written):
    drawn = graph(written)
    mean = {node: total / (len(drawn) - 1)
            for node, total in nx.harmonic_centrality(drawn).items()}

    assert figures("harmonic", written) == pytest.approx(mean)


@settings(max_examples=20)
@given(written=ties())
def test_betweenness_is_that_of_networkx(written):
    assert figures("betweenness", written) == pytest.approx(
        nx.betweenness_centrality(graph(written)))


def test_the_figures_printed_for_two_pieces_are_right():
    assert figures("closeness", PIECES)["A"] == pytest.approx(1 / 3)
    assert figures("closeness", PIECES)["D"] == pytest.approx(1 / 4)
    assert nx.harmonic_centrality(graph(PIECES))["A"] == 1.5
    assert figures("harmonic", PIECES)["A"] == 0.375
    assert figures("betweenness", PIECES)["B"] == pytest.approx(1 / 6)


def test_networkx_is_wrong_on_the_betweenness_of_a_group_of_three():
    ends = [(0, 4), (0, 5), (1, 3), (1, 4), (1, 5), (2, 5)]
    seen = network(" ".join(f"{one}-{other}" for one, other in ends))
    found = MEASURES["group_betweenness"].read(seen, chosen=("4", "0", "2"))

    assert nx.group_betweenness_centrality(nx.Graph(ends), [4, 0, 2], normalized=False) == 0.125
    assert found.columns["group_betweenness"].tolist() == [0]  # 1, 3 and 5 do without the group


def test_the_projection_of_a_two_mode_graph_looks_dense():
    women_and_events = nx.davis_southern_women_graph()
    women = women_and_events.graph["top"]

    assert nx.density(nx.bipartite.projected_graph(women_and_events, women)) == pytest.approx(
        0.908, abs=0.001)
    assert nx.bipartite.density(women_and_events, women) == pytest.approx(0.353, abs=0.001)


def test_networkx_answers_nothing_to_pairs_given_one_by_one():
    line = nx.path_graph(3)

    assert list(nx.resource_allocation_index(line, (pair for pair in [(0, 2)]))) == []
    assert list(nx.resource_allocation_index(line, [(0, 2)])) == [(0, 2, 0.5)]


def test_networkx_gives_two_effective_sizes_where_a_node_is_tied_to_itself():
    looped = nx.Graph([(0, 1), (1, 2), (2, 0), (0, 0)])

    assert nx.effective_size(looped) != nx.effective_size(looped, nodes=[0, 1, 2])
