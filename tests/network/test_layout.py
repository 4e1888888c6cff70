"""Positions: the same each time, kept when the lens changes."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from ocgraph.model import Actor, Register, Tie
from ocgraph.network import Lens, PartnershipNetwork, lay_out
from tests.strategies import registers


def network_of(n_actors, ties=()):
    names = [f"a-{number}" for number in range(n_actors)]
    return PartnershipNetwork(Register(
        actors=tuple(Actor(actor_id=name, name="Acteur fictif", mrc_code="61") for name in names),
        ties=tuple(Tie(source_id=names[one], target_id=names[other]) for one, other in ties)))


def ring(n_actors):
    return [(number, (number + 1) % n_actors) for number in range(n_actors)]


def _apart(positions):
    points = list(positions.values())
    return min((math.dist(one, other) for rank, one in enumerate(points)
                for other in points[:rank]), default=math.inf)


@pytest.mark.parametrize("n_actors", [0, 1, 2, 7, 8, 30])
@pytest.mark.parametrize("is_linked", [True, False])
def test_every_node_has_its_own_finite_point(n_actors, is_linked):
    network = network_of(n_actors, ring(n_actors) if is_linked and n_actors > 1 else ())

    positions = lay_out(network)

    assert set(positions) == set(network.node_by_id)
    assert all(math.isfinite(value) for point in positions.values() for value in point)
    assert _apart(positions) > 5


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(register=registers())
def test_any_register_can_be_laid_out(register):
    positions = lay_out(PartnershipNetwork(register))

    assert all(math.isfinite(value) for point in positions.values() for value in point)


def test_the_same_network_gives_the_same_picture():
    ties = [*ring(40), *((number, (number * 7 + 3) % 40) for number in range(0, 40, 2))]

    assert lay_out(network_of(40, ties)) == lay_out(network_of(40, ties))


def test_known_nodes_stay_and_new_ones_come_near_their_neighbours():
    known = lay_out(network_of(20, ring(20)))

    positions = lay_out(network_of(22, [*ring(20), (20, 3), (21, 3)]), known)

    assert {name: positions[name] for name in known} == known
    assert math.dist(positions["a-20"], positions["a-3"]) < math.dist(
        positions["a-20"], positions["a-13"])


def test_a_lens_moves_nothing_when_positions_are_those_of_the_whole():
    whole = network_of(12, ring(12))
    positions = lay_out(whole)
    seen = PartnershipNetwork(whole.register, Lens(territories=frozenset({"61"})))

    assert lay_out(seen, positions) == positions


def test_nodes_without_links_are_laid_apart_under_the_drawing():
    positions = lay_out(network_of(15, ring(12)))

    drawing = [positions[f"a-{number}"] for number in range(12)]
    alone = [positions[f"a-{number}"] for number in (12, 13, 14)]
    lowest = max(y for _, y in drawing)
    assert all(y > lowest for _, y in alone)
    assert all(left[0] < right[0] for left, right in pairwise(alone))


def test_two_communities_joined_by_one_tie_are_set_apart():
    one = [(a, b) for a in range(8) for b in range(a)]
    other = [(a + 8, b + 8) for a, b in one]
    positions = lay_out(network_of(16, [*one, *other, (0, 8)]))

    def middle(names):
        points = [positions[f"a-{number}"] for number in names]
        return tuple(sum(axis) / len(points) for axis in zip(*points, strict=True))

    spread = max(math.dist(positions[f"a-{number}"], middle(range(8))) for number in range(1, 8))
    assert math.dist(middle(range(8)), middle(range(8, 16))) > spread
