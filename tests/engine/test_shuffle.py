"""Networks drawn at random with the same degrees."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocgraph.engine import compiled
from ocgraph.engine.csr import CSR
from ocgraph.engine.shuffle import shuffled_edges, shuffled_members
from tests.small_networks import ENGINES, graphs, steps

pytestmark = pytest.mark.soak   # the check has fifteen minutes

with_each_engine = pytest.mark.parametrize("engine", ENGINES)


def shuffled(graph, n_draws, generator):
    return [CSR.graph(*ends, graph.n_rows)
            for ends in shuffled_edges(*graph.edges(), graph.n_rows, n_draws, generator)]


@with_each_engine
@given(drawn=graphs(), seed=st.integers(0, 99))
def test_each_node_keeps_its_degree(engine, drawn, seed):
    with compiled.using(engine):
        others = shuffled(drawn, 5, np.random.default_rng(seed))

    assert len(others) == 5
    assert all(other.lengths.tolist() == drawn.lengths.tolist() for other in others)


@with_each_engine
@given(drawn=steps(), seed=st.integers(0, 99))
def test_hubs_keep_their_size_and_actors_their_seats(engine, drawn, seed):
    with compiled.using(engine):
        others = list(shuffled_members(drawn.members, 5, np.random.default_rng(seed)))

    assert len(others) == 5
    for other in others:
        assert other.lengths.tolist() == drawn.members.lengths.tolist()
        assert other.transposed().lengths.tolist() == drawn.hubs_of.lengths.tolist()


@settings(max_examples=20)
@given(graphs(30), st.integers(0, 99))
def test_both_engines_make_the_same_swaps(drawn, seed):
    found = []
    for engine in ENGINES:
        with compiled.using(engine):
            draws = shuffled_edges(*drawn.edges(), drawn.n_rows, 4, np.random.default_rng(seed))
            found.append([[end.tolist() for end in ends] for ends in draws])

    assert all(ends == found[0] for ends in found)


@with_each_engine
def test_each_graph_of_the_same_degrees_comes_as_often(engine):
    """Six actors in a ring of degree two: 60 rings of six and 10 pairs of triangles, 70 in all."""
    ring = CSR.graph(range(6), [1, 2, 3, 4, 5, 0], 6)
    with compiled.using(engine):
        seen = Counter(drawn.indices.tobytes()
                       for drawn in shuffled(ring, 7000, np.random.default_rng(1)))

    assert len(seen) == 70
    assert sum((count - 100) ** 2 / 100 for count in seen.values()) < 130  # 69 on average


@with_each_engine
def test_each_way_to_seat_the_same_actors_comes_as_often(engine):
    """Tables of 2, 1 and 1 seats; A holds two of the seats, B and C one each: five ways."""
    members = CSR.of_pairs([0, 0, 1, 2], [0, 1, 0, 2], (3, 3))
    with compiled.using(engine):
        seen = Counter(drawn.indices.tobytes() for drawn in shuffled_members(
            members, 1000, np.random.default_rng(1)))

    assert len(seen) == 5  # A at 0 and 1: two ways; at 0 and 2: two; at 1 and 2: one
    assert max(seen.values()) < 1.35 * min(seen.values())


def test_a_graph_that_no_swap_can_change_stays_as_it_is():
    star = CSR.graph([0, 0, 0], [1, 2, 3], 4)

    for drawn in shuffled(star, 9, np.random.default_rng(0)):
        assert drawn.indices.tolist() == star.indices.tolist()


@settings(max_examples=10)
@given(graphs(12), st.integers(1, 9))
def test_all_draws_are_made_however_few_are_held_together(drawn, at_once):
    found = []
    for entries in (1 << 22, at_once):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("ocgraph.engine.shuffle._ENTRIES_AT_ONCE", entries)
            found.append(len(shuffled(drawn, 5, np.random.default_rng(0))))

    assert found == [5, 5]
