"""How many shortest paths pass through each node, or through a group."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.engine.compiled import using
from ocgraph.engine.csr import CSR
from ocgraph.engine.paths import betweenness, dependencies, paths_through
from tests.small_networks import ENGINES, as_networkx, graphs


@pytest.fixture(params=ENGINES, autouse=True)
def engine(request):
    """Hold each rule with each engine."""
    with using(request.param):
        yield request.param


def share_through(graph, group):
    """The definition, path by path."""
    total = 0
    for one, other in combinations(set(graph) - group, 2):
        if nx.has_path(graph, one, other):
            paths = list(nx.all_shortest_paths(graph, one, other))
            total += sum(bool(group & set(path)) for path in paths) / len(paths)
    return total


def test_the_middle_of_a_square_shares_its_paths():
    square = CSR.graph([0, 1, 2, 3], [1, 2, 3, 0], 4)

    assert betweenness(square).tolist() == pytest.approx([0.5] * 4)  # 1-3 by way of 0 or of 2
    assert betweenness(square, [1]).tolist() == pytest.approx([0.5, 0, 0.5, 0])
    assert dependencies(square, [1, 3]).squares.tolist() == pytest.approx([0.5, 0, 0.5, 0])


@settings(max_examples=30, deadline=None)
@given(graphs())
def test_betweenness_is_that_of_networkx(graph):
    same = nx.betweenness_centrality(as_networkx(graph), normalized=False)

    assert betweenness(graph).tolist() == pytest.approx(list(same.values()))


@settings(max_examples=30, deadline=None)
@given(graphs(max_nodes=7), st.sets(st.integers(0, 6)))
def test_the_paths_through_a_group_are_those_with_one_of_it_at_least(graph, drawn):
    group = {node for node in drawn if node < graph.n_rows}

    assert paths_through(graph, group) == pytest.approx(share_through(as_networkx(graph), group))


def test_a_group_of_three_that_is_on_no_path_between_others():
    graph = CSR.graph([0, 0, 1, 1, 1, 2], [4, 5, 3, 4, 5, 5], 6)

    assert paths_through(graph, [4, 0, 2]) == 0


@given(graphs())
def test_a_group_of_one_is_its_betweenness(graph):
    found = betweenness(graph)

    assert [paths_through(graph, [node]) for node in range(graph.n_rows)] == pytest.approx(
        found.tolist())


def test_no_source_gives_nothing():
    assert betweenness(CSR.graph([0], [1], 2), np.empty(0)).tolist() == [0, 0]
