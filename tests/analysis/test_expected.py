"""A figure beside what as many actors drawn at random would give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from ocgraph.analysis.expected import Draws, Ranged
from ocgraph.engine.csr import CSR


def here(n_here, n_region):
    return np.arange(n_region) < n_here


@pytest.mark.parametrize(("n_here", "n_region", "n_in_group"), [(25, 217, 20), (40, 90, 45),
                                                               (6, 60, 30)])
def test_the_range_of_a_share_is_that_of_the_hypergeometric_law(n_here, n_region, n_in_group):
    in_group = (np.arange(n_region) % n_region < n_in_group).astype(float)[:, None]

    found = Draws(here(n_here, n_region), n_draws=4999).means(in_group)[0]

    law = hypergeom(n_region, n_in_group, n_here)
    assert found.low * n_here == pytest.approx(law.ppf(0.05), abs=1)
    assert found.high * n_here == pytest.approx(law.ppf(0.95), abs=1)


def test_the_same_draws_come_each_time():
    values = np.arange(20.0)[:, None]

    assert Draws(here(5, 20)).means(values) == Draws(here(5, 20)).means(values)


def test_the_value_is_that_of_the_actors_here():
    values = np.array([[1, 0], [0, 0], [1, 4], *[[1, 1]] * 7], float)

    first, second = Draws(here(3, 10)).means(values)

    assert first.value == pytest.approx(2 / 3)
    assert second.value == pytest.approx(4 / 3)


@pytest.mark.parametrize(("n_here", "n_region", "reason"), [
    (4, 50, "few_here"), (0, 0, "few_here"), (46, 50, "few_elsewhere"), (50, 50, "few_elsewhere"),
    (5, 10, None)])
def test_with_fewer_than_five_on_either_side_there_is_no_range(n_here, n_region, reason):
    draws = Draws(here(n_here, n_region))

    figure = draws.means(np.ones((n_region, 1)))[0]
    assert draws.reason == reason
    assert (figure.low is None) == (reason is not None)


def test_nobody_has_no_mean_and_one_actor_no_density():
    assert Draws(here(0, 9)).means(np.ones((9, 2))) == [Ranged(None)] * 2
    assert Draws(here(1, 9)).density(CSR.graph([0], [1], 9)) == Ranged(None)


def test_density_counts_the_pairs_of_those_picked():
    joined = CSR.graph([0, 1, 4], [1, 2, 5], 12)  # of the 10 pairs of the first five, two

    assert Draws(here(5, 12)).density(joined).value == pytest.approx(2 / 10)


def test_where_all_are_joined_every_draw_is():
    ends = np.triu_indices(14, 1)

    found = Draws(here(6, 14)).density(CSR.graph(*ends, 14))

    assert found == Ranged(1, 1, 1)
    assert found.side == "within"


@given(st.lists(st.floats(0, 9), min_size=12, max_size=12), st.integers(5, 7))
def test_a_range_lies_within_what_can_be(values, n_here):
    found = Draws(here(n_here, 12), n_draws=99).means(np.array(values)[:, None])[0]

    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9


@pytest.mark.parametrize(("figure", "side"), [
    (Ranged(1, 2, 3), "below"), (Ranged(2, 2, 3), "within"), (Ranged(3, 2, 3), "within"),
    (Ranged(4, 2, 3), "above"), (Ranged(4), None), (Ranged(None), None)])
def test_a_figure_at_the_end_of_its_range_is_within(figure, side):
    assert figure.side == side
