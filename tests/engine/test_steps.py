"""What a step passes through."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from ocgraph.engine.csr import CSR
from ocgraph.engine.steps import Steps, row_items
from ocgraph.errors import OcgraphError
from tests.small_networks import as_networkx, graphs, steps


def test_a_graph_holds_each_edge_once_and_no_loop():
    graph = CSR.graph([0, 1, 0, 2], [1, 0, 1, 2], 3)

    assert [graph.row(node).tolist() for node in range(3)] == [[1], [0], []]


@given(graphs())
def test_rows_and_matrix_say_the_same(graph):
    assert (graph.matrix().toarray() > 0).sum() == len(graph.indices)
    assert CSR.of_matrix(graph.matrix()).indices.tolist() == graph.indices.tolist()


@given(steps())
def test_searching_is_going_through_the_graph_of_single_steps(drawn):
    lengths = dict(nx.all_pairs_shortest_path_length(as_networkx(drawn.graph())))

    for start in range(drawn.n_actors):
        expected = [lengths[start].get(end, -1) for end in range(drawn.n_actors)]
        assert drawn.search([start]).tolist() == expected


@given(steps())
def test_an_actor_removed_joins_nobody(drawn):
    if drawn.n_actors:
        left = drawn.without_actors([0]).graph()

        expected = drawn.graph().matrix().toarray()
        expected[0], expected[:, 0] = 0, 0
        assert (left.matrix().toarray() == expected).all()


def test_a_hub_removed_joins_nobody():
    drawn = Steps.of(CSR.graph([0], [1], 3), CSR.of_pairs([0, 0, 1], [1, 2, 0], (2, 3)))

    assert drawn.without_hubs([0]).search([0]).tolist() == [0, 1, -1]


def test_the_items_of_several_rows_follow_one_another():
    rows = CSR.of_pairs([0, 0, 2], [1, 2, 0], (3, 3))

    assert row_items(rows, np.array([2, 0, 1], np.int32)).tolist() == [0, 1, 2]


def test_more_pairs_than_the_arrays_can_number_are_refused(monkeypatch):
    monkeypatch.setattr("ocgraph.engine.csr.LARGEST", 1)

    with pytest.raises(OcgraphError, match="engine.too_large"):
        CSR.of_pairs([0, 0], [0, 1], (1, 2))
