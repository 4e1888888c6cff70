"""What nearness becomes when a hub or an actor leaves."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.engine.compiled import using
from ocgraph.engine.csr import CSR
from ocgraph.engine.removal import inverse_distances, inverse_distances_without, near_pairs_lost
from ocgraph.engine.steps import Steps
from tests.small_networks import ENGINES, as_networkx, graphs, steps

pytestmark = pytest.mark.soak   # the check has fifteen minutes


@pytest.fixture(params=[*((name, 0) for name in ENGINES), (ENGINES[0], 64)], autouse=True)
def engine(request, monkeypatch):
    """Hold each rule with each engine, by repair and by searching again."""
    name, few = request.param
    monkeypatch.setattr("ocgraph.engine.removal._few", lambda steps: few)
    with using(name):
        yield name


def lengths(drawn):
    """Steps of each ordered pair joined, by NetworkX."""
    found = nx.all_pairs_shortest_path_length(as_networkx(drawn.graph()))
    return {(a, b): steps for a, row in found for b, steps in row.items() if a < b}


def inverse_sum(drawn, counts, gone=None):
    return sum(1 / length for pair, length in lengths(drawn).items()
               if counts[pair[0]] and counts[pair[1]] and gone not in pair)


PATH = Steps.of(CSR.graph([0, 1], [1, 2], 4), CSR.of_pairs([0, 0], [2, 3], (1, 4)))
"""0-1, 1-2, and hub 0 that joins 2 and 3."""


def test_what_remains_of_a_path_when_each_leaves():
    found = inverse_distances_without(PATH, [0, 1, 2, 3, 4])

    whole = 3 + 2 / 2 + 1 / 3
    assert inverse_distances(PATH) == pytest.approx(whole)
    assert found.tolist() == pytest.approx([2 + 1 / 2, 1, 1, 2 + 1 / 2, 2 + 1 / 2])


def test_a_detour_is_longer_than_what_left():
    ring = Steps.in_hops(CSR.graph([0, 1, 2, 3, 4], [1, 2, 3, 4, 0], 5))

    assert inverse_distances_without(ring, [0]).tolist() == pytest.approx([3 + 2 / 2 + 1 / 3])


def test_a_node_asked_twice_is_answered_twice():
    assert inverse_distances_without(PATH, [4, 1, 4]).tolist() == pytest.approx([2.5, 1, 2.5])


@settings(max_examples=30, deadline=None)
@given(steps(), st.randoms(use_true_random=False))
def test_distances_are_those_of_a_search_without_the_node(drawn, random):
    counts = [random.random() < 0.8 for _ in range(drawn.n_actors)]
    nodes = np.arange(drawn.n_actors + drawn.n_hubs)

    found = inverse_distances_without(drawn, nodes, counts)

    expected = [inverse_sum(drawn.without_actors([actor]), counts, actor)
                for actor in range(drawn.n_actors)]
    expected += [inverse_sum(drawn.without_hubs([hub]), counts) for hub in range(drawn.n_hubs)]
    assert found.tolist() == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert inverse_distances(drawn, counts) == pytest.approx(inverse_sum(drawn, counts))


@settings(max_examples=20, deadline=None)
@given(graphs(max_nodes=14), st.data())
def test_some_nodes_removed_give_what_all_removed_give(graph, data):
    hops = Steps.in_hops(graph)
    some = data.draw(st.lists(st.integers(0, max(graph.n_rows - 1, 0)))) if graph.n_rows else []

    everything = inverse_distances_without(hops, np.arange(graph.n_rows))

    assert inverse_distances_without(hops, some) == pytest.approx(everything[some])


def test_two_actors_whom_only_the_hub_brings_near_are_lost():
    # Members 2 and 3; 1 was two steps from 3 by way of 2.
    assert near_pairs_lost(PATH, [0], 1).tolist() == [1]
    assert near_pairs_lost(PATH, [0]).tolist() == [2]
    assert near_pairs_lost(PATH, [0], 3).tolist() == [3]


@settings(max_examples=30, deadline=None)
@given(steps(), st.integers(0, 5))
def test_near_pairs_lost_are_those_near_before_and_not_after(drawn, max_steps):
    def near(left):
        return sum(length <= max_steps for length in lengths(left).values())

    found = near_pairs_lost(drawn, np.arange(drawn.n_hubs), max_steps)

    assert found.tolist() == [near(drawn) - near(drawn.without_hubs([hub]))
                              for hub in range(drawn.n_hubs)]
