"""Approximate reach, and its error."""

import numpy as np
import pytest
from hypothesis import given, settings

from ocgraph.engine import sketch
from ocgraph.engine.compiled import using
from ocgraph.engine.csr import CSR
from ocgraph.engine.search import reach
from ocgraph.engine.sketch import approximate_reach
from ocgraph.engine.steps import Steps
from tests.small_networks import ENGINES, steps


@pytest.fixture(params=ENGINES, autouse=True)
def engine(request):
    """Hold each rule with each engine."""
    with using(request.param):
        yield request.param


def medium(n_actors=1500, n_tables=400, n_seats=2500):
    """Draw ties and tables at random, always the same."""
    draw = np.random.default_rng(1)
    ties = CSR.graph(*draw.integers(0, n_actors, (2, n_actors // 2)), n_actors)
    return Steps.of(ties, CSR.of_pairs(draw.integers(0, n_tables, n_seats),
                                       draw.integers(0, n_actors, n_seats),
                                       (n_tables, n_actors)))


@pytest.mark.parametrize("registers", [64, 256])
def test_the_error_is_the_one_announced(registers):
    drawn = medium()
    exact = reach(drawn, 3, np.full(drawn.n_actors, -1, np.int32), np.empty(0)).actors
    many = exact > 20
    errors = approximate_reach(drawn, 3, registers)[many] / exact[many] - 1

    announced = 1.04 / np.sqrt(registers)
    assert np.sqrt((errors ** 2).mean()) < 1.3 * announced
    assert (np.abs(errors) < 2 * announced).mean() > 0.9


def test_the_errors_of_several_seeds_balance():
    drawn = medium()
    exact = reach(drawn, 3, np.full(drawn.n_actors, -1, np.int32), np.empty(0)).actors.sum()

    found = [approximate_reach(drawn, 3, seed=seed).sum() / exact for seed in range(12)]

    assert np.mean(found) == pytest.approx(1, abs=0.05)


@settings(max_examples=15)
@given(steps())
def test_who_reaches_nobody_is_estimated_at_nothing(drawn):
    found = approximate_reach(drawn, 2)

    alone = drawn.graph().lengths == 0
    assert (found[alone] == 0).all()
    assert (found >= 0).all()
    assert (found[:, 1] >= found[:, 0]).all()


@settings(max_examples=15)
@given(steps())
def test_both_engines_give_the_same_numbers(drawn):
    found = approximate_reach(drawn, 2, seed=3)

    with using("scipy"):
        assert np.array_equal(approximate_reach(drawn, 2, seed=3), found)


def test_rows_taken_a_few_at_a_time_are_the_same(monkeypatch):
    drawn = medium(200, 30, 300)
    whole = approximate_reach(drawn, 3)

    monkeypatch.setattr(sketch, "_ENTRIES_AT_ONCE", 640)

    with using("scipy"):
        assert np.array_equal(approximate_reach(drawn, 3), whole)


def test_another_seed_gives_other_numbers():
    drawn = medium(200, 30, 300)

    assert not np.array_equal(approximate_reach(drawn, 2), approximate_reach(drawn, 2, seed=1))


def test_registers_are_a_power_of_two():
    with pytest.raises(ValueError, match="registers"):
        approximate_reach(medium(5, 1, 2), 1, 48)
