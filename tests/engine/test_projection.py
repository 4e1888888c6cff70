"""Pairs of actors who share hubs."""

from itertools import combinations

import pytest
from hypothesis import given

from ocgraph.engine.compiled import using
from ocgraph.engine.csr import CSR
from ocgraph.engine.projection import shared_hubs
from ocgraph.engine.steps import Steps
from tests.small_networks import ENGINES, steps

pytestmark = pytest.mark.parametrize("engine", ENGINES)


def pairs_of(found: Steps, engine: str) -> dict[tuple[int, int], tuple[int, float]]:
    with using(engine):
        shared = shared_hubs(found.members, found.hubs_of)
    return {(a, b): (count, pytest.approx(weight)) for a, b, count, weight
            in zip(*(column.tolist() for column in (shared.first, *shared[1:])), strict=True)}


def test_a_hub_of_three_gives_each_of_its_pairs_a_half(engine):
    members = CSR.of_pairs([0, 0, 0, 1, 1, 2], [0, 1, 2, 0, 1, 3], (3, 4))
    found = Steps.of(CSR.graph([], [], 4), members)
    assert pairs_of(found, engine) == {(0, 1): (2, 1.5), (0, 2): (1, 0.5), (1, 2): (1, 0.5)}


@given(found=steps())
def test_pairs_are_those_counted_hub_by_hub(engine, found):
    expected: dict[tuple[int, int], tuple[int, float]] = {}
    for hub in range(found.n_hubs):
        seated = found.members.row(hub).tolist()
        for pair in combinations(seated, 2):
            count, weight = expected.get(pair, (0, 0.0))
            expected[pair] = (count + 1, weight + 1 / (len(seated) - 1))
    assert pairs_of(found, engine) == expected
    assert list(pairs_of(found, engine)) == sorted(expected)
