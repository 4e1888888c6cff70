"""The best pairs without an edge."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocgraph.engine.candidates import top_candidates
from ocgraph.engine.compiled import using
from ocgraph.engine.csr import CSR
from tests.small_networks import ENGINES, as_networkx, graphs

pytestmark = pytest.mark.parametrize("engine", ENGINES)


def found_by(engine, graph, n_actors, size):
    with using(engine):
        found = top_candidates(graph, n_actors, size)
    return list(zip(*(column.tolist() for column in found), strict=True))


def test_two_who_share_a_table_of_three_and_a_partner_of_two_score_a_third_and_a_half(engine):
    # actors 0 to 3, table 4 of actors 0, 1 and 2; 3 is the partner of 0 and of 1
    graph = CSR.graph([0, 1, 2, 0, 1], [4, 4, 4, 3, 3], 5)

    found = found_by(engine, graph, 4, 9)

    assert found[0] == (0, 1, pytest.approx(1 / 3 + 1 / 2))
    assert [pair[:2] for pair in found] == [(0, 1), (0, 2), (1, 2)]


def test_of_equal_pairs_those_of_lower_numbers_are_kept(engine):
    star = CSR.graph([0, 0, 0, 0], [1, 2, 3, 4], 5)

    assert [pair[:2] for pair in found_by(engine, star, 5, 3)] == [(1, 2), (1, 3), (1, 4)]


@given(graph=graphs(), size=st.integers(1, 6), data=st.data())
def test_the_best_are_those_of_every_pair_scored(engine, graph, size, data):
    n_actors = data.draw(st.integers(0, graph.n_rows))
    pairs = [(a, b) for a, b in combinations(range(n_actors), 2) if b not in graph.row(a)]
    scored = nx.resource_allocation_index(as_networkx(graph), pairs)
    expected = sorted((-round(score, 12), a, b) for a, b, score in scored if score > 0)[:size]

    found = found_by(engine, graph, n_actors, size)

    assert [(-round(score, 12), a, b) for a, b, score in found] == expected


@given(graph=graphs())
def test_both_engines_give_the_same_bits(engine, graph):
    reference = found_by("scipy", graph, graph.n_rows, 5)

    assert np.array_equal(found_by(engine, graph, graph.n_rows, 5), reference)
