"""What a network loses in connection when a node or an edge leaves."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from ocgraph.engine.compiled import using
from ocgraph.engine.csr import CSR
from ocgraph.engine.cuts import components, cuts, pairs_joined
from tests.small_networks import ENGINES, as_networkx, graphs, steps

PATH = CSR.graph([0, 1, 2], [1, 2, 3], 4)


@pytest.fixture(params=ENGINES, autouse=True)
def engine(request):
    """Hold each rule with each engine."""
    with using(request.param):
        yield request.param


def joined(graph, weights):
    """Pairs joined, counted by NetworkX component by component."""
    sizes = [sum(weights[node] for node in part) for part in nx.connected_components(graph)]
    return sum(size * (size - 1) // 2 for size in sizes)


def test_the_middle_of_a_path_holds_its_two_ends_together():
    found = cuts(PATH, [1, 1, 1, 1])

    assert found.pairs_lost.tolist() == [0, 2, 2, 0]  # without 1: 0-2 and 0-3
    assert found.n_pieces.tolist() == [1, 2, 2, 1]
    assert found.is_articulation.tolist() == [False, True, True, False]
    assert [ends.tolist() for ends in found.bridges] == [[0, 1, 2], [1, 2, 3]]
    assert found.pairs_parted.tolist() == [3, 4, 3]


def test_what_weighs_nothing_is_not_a_pair_lost():
    found = cuts(PATH, [0, 1, 1, 1])

    assert found.pairs_lost.tolist() == [0, 0, 1, 0]  # without 2: 1-3
    assert found.n_pieces.tolist() == [1, 1, 2, 1]
    assert found.is_articulation.tolist() == [False, True, True, False]


@given(steps())
def test_the_pairs_lost_are_those_a_removal_disjoins(drawn):
    graph = drawn.incidence_graph()
    weights = [1] * drawn.n_actors + [0] * drawn.n_hubs
    found, whole = cuts(graph, weights), as_networkx(graph)

    for node in whole:
        part = whole.subgraph(nx.node_connected_component(whole, node) - {node})
        size = sum(weights[other] for other in part)
        assert found.pairs_lost[node] == size * (size - 1) // 2 - joined(part, weights)
        pieces = [any(weights[other] for other in piece)
                  for piece in nx.connected_components(part)]
        assert found.n_pieces[node] == sum(pieces)


@given(graphs())
def test_articulation_points_and_bridges_are_those_of_networkx(graph):
    found, same = cuts(graph, np.ones(graph.n_rows)), as_networkx(graph)

    assert set(np.flatnonzero(found.is_articulation)) == set(nx.articulation_points(same))
    bridges = list(zip(*(ends.tolist() for ends in found.bridges), strict=True))
    assert bridges == sorted(tuple(sorted(edge)) for edge in nx.bridges(same))
    whole, weights = joined(same, [1] * len(same)), [1] * len(same)
    for bridge, parted in zip(bridges, found.pairs_parted, strict=True):
        same.remove_edge(*bridge)
        assert parted == whole - joined(same, weights)
        same.add_edge(*bridge)


@given(graphs())
def test_pairs_joined_are_those_of_one_component(graph):
    labels = components(graph)

    assert len(set(labels)) == nx.number_connected_components(as_networkx(graph))
    assert pairs_joined(labels, np.ones(graph.n_rows)) == joined(
        as_networkx(graph), [1] * graph.n_rows)


def test_components_are_numbered_by_their_first_nodes():
    assert components(CSR.graph([1, 0], [3, 2], 5)).tolist() == [0, 1, 0, 1, 2]


def test_a_long_path_needs_no_recursion():
    ends = np.arange(20_000)

    found = cuts(CSR.graph(ends, ends + 1, 20_001), np.ones(20_001))

    assert found.pairs_lost[10_000] == 10_000 ** 2
