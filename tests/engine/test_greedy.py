"""Whom to mobilise, one after the other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocgraph.engine.compiled import using
from ocgraph.engine.csr import CSR
from ocgraph.engine.greedy import greedy_reach
from ocgraph.engine.steps import Steps
from tests.small_networks import ENGINES, steps


@pytest.fixture(params=ENGINES, autouse=True)
def engine(request):
    """Hold each rule with each engine."""
    with using(request.param):
        yield request.param


def plain_greedy(drawn, size, max_steps):
    """Pick by trying everyone each time."""
    balls = [set(np.flatnonzero(drawn.search([actor], max_steps=max_steps) >= 0))
             for actor in range(drawn.n_actors)]
    reached, picks, gains = set(), [], []
    while len(picks) < size and len(reached) < drawn.n_actors:
        added = [len(ball - reached) for ball in balls]
        picks.append(added.index(max(added)))
        gains.append(max(added))
        reached |= balls[picks[-1]]
    return picks, gains


def test_each_pick_adds_the_most():
    star_and_pair = Steps.in_hops(CSR.graph([0, 0, 0, 4], [1, 2, 3, 5], 7))

    picks, gains = greedy_reach(star_and_pair, 9, 1)

    assert picks.tolist() == [0, 4, 6]  # then everyone is reached
    assert gains.tolist() == [4, 2, 1]


@given(steps(), st.integers(0, 5), st.integers(1, 3))
def test_the_picks_are_those_of_plain_greedy(drawn, size, max_steps):
    picks, gains = greedy_reach(drawn, size, max_steps)

    assert (picks.tolist(), gains.tolist()) == plain_greedy(drawn, size, max_steps)
