"""Communities of a weighted graph."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from ocgraph.engine.communities import partitions, stability, step_weights
from ocgraph.engine.csr import CSR
from ocgraph.engine.steps import Steps
from tests.small_networks import steps


@given(steps())
def test_a_tie_weighs_one_and_a_hub_one_over_its_other_members(drawn):
    members = [set(drawn.members.row(hub).tolist()) for hub in range(drawn.n_hubs)]
    found = step_weights(drawn).toarray()

    for one in range(drawn.n_actors):
        for other in set(range(drawn.n_actors)) - {one}:
            shared = sum(1 / (len(seated) - 1) for seated in members if {one, other} <= seated)
            assert found[one, other] == pytest.approx(shared + (other in drawn.ties.row(one)))
        assert found[one, one] == 0


@settings(max_examples=15)
@given(steps())
def test_the_modularity_told_is_that_of_the_partition(drawn):
    weights = step_weights(drawn)
    if not weights.nnz:
        return

    labels, modularity = partitions(weights, 1.3, 3)

    graph = nx.from_scipy_sparse_array(weights)
    for run, told in zip(labels, modularity, strict=True):
        sets = [set(np.flatnonzero(run == label).tolist()) for label in np.unique(run)]
        assert told == pytest.approx(nx.community.modularity(graph, sets, resolution=1.3))


def test_stability_is_the_share_of_the_other_runs_that_keep_two_together():
    """Reference {0, 1, 2} {3}. Of two other runs, one has {0, 1} {2} {3}, one {0, 1, 2, 3}."""
    labels = np.array([[0, 0, 0, 1], [0, 0, 2, 1], [5, 5, 5, 5]], np.int32)

    assert stability(labels, 0).tolist() == [3 / 4, 3 / 4, 2 / 4, 1 / 2]


def test_the_same_graph_is_divided_the_same_way():
    ring = step_weights(Steps.in_hops(CSR.graph(range(12), [*range(1, 12), 0], 12)))

    assert (partitions(ring, 1, 5)[0] == partitions(ring, 1, 5)[0]).all()
