"""What makes a set good: how good it is with each other actor besides, and what none can pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array

from ocgraph.engine.best_sets import Scores
from ocgraph.engine.csr import CSR, Indices
from ocgraph.engine.cuts import components, cuts, pairs_joined
from ocgraph.engine.removal import inverse_distances_without
from ocgraph.engine.steps import Steps

REACH, DISTANCE_REACH = "reach", "distance_reach"
FRAGMENTATION, DISTANCE_FRAGMENTATION = "fragmentation", "distance_fragmentation"

MOST_HINTS = 12
"""How many surroundings a search for the best set starts from at most."""

_BLOCK = 256


def within(steps: Steps, max_steps: int, wanted: Indices | None = None) -> CSR:
    """Return whom each actor reaches within `max_steps`, itself included, in rows.

    Columns are the actors wanted, all of them when not given.
    """
    one_step = csr_array(steps.graph().matrix(bool) + eye_array(steps.n_actors, dtype=bool))
    reached = one_step if wanted is None else csr_array(one_step[:, wanted])
    for _ in range(max_steps - 1):
        reached = csr_array(one_step @ reached)
    return CSR.of_matrix(reached)


def levels(away: NDArray[np.int16]) -> tuple[CSR, NDArray[np.float64]]:
    """Return distance-weighted reach as a cover: who has whom within each distance, and its worth.

    Being within d rather than d + 1 is worth 1/d − 1/(d + 1): what a set covers is the sum of
    1/d(K, j), 1 for each of its own members.
    """
    farthest = max(int(away.max(initial=1)), 1)
    rows, columns, weights = [], [], []
    for distance in range(1, farthest + 1):
        one, other = np.nonzero((away >= 0) & (away <= distance))
        rows.append(one)
        columns.append(other + (distance - 1) * len(away))
        weights.append(1 / distance - (1 / (distance + 1) if distance < farthest else 0))
    return (CSR.of_pairs(np.concatenate(rows), np.concatenate(columns),
                         (len(away), farthest * len(away))),
            np.repeat(weights, len(away)))


def reach_scores(reached: CSR) -> Scores:
    """Count the actors reached by a set with each other actor."""
    matrix = reached.matrix()

    def scores(members: tuple[int, ...]) -> NDArray[np.float64]:
        new = np.ones(reached.n_rows)
        for member in members:
            new[reached.row(member)] = 0
        return (reached.n_rows - new.sum()) + matrix @ new
    return scores


def distance_reach_scores(away: NDArray[np.int16]) -> Scores:
    """Return the mean of 1/d over those not in a set, for a set with each other actor."""
    inverse = np.append(1 / np.maximum(np.arange(away.max(initial=0) + 1), 1), 0.0)  # -1: 0

    def scores(members: tuple[int, ...]) -> NDArray[np.float64]:
        held = inverse[away[list(members)]].max(axis=0, initial=0)
        sums = np.concatenate([np.maximum(inverse[away[first:first + _BLOCK]], held).sum(axis=1)
                               for first in range(0, len(away), _BLOCK)])
        size = len(members) + 1
        return (sums - size) / (len(away) - size)
    return scores


def surroundings(steps: Steps, allowed: Indices, size: int) -> tuple[tuple[int, ...], ...]:
    """Return what surrounds an actor, or two who know each other, and cuts them off by leaving.

    Of at most `size` actors, all allowed; those that surround the most come first, `MOST_HINTS` at
    most.
    """
    graph, may_leave = steps.graph(), set(allowed.tolist())
    small = {actor: set(graph.row(actor).tolist()) for actor in np.flatnonzero(
        (graph.lengths > 0) & (graph.lengths <= size + 1)).tolist()}
    found: Counter[tuple[int, ...]] = Counter()
    for actor, around in small.items():
        found[tuple(sorted(around))] += 1
        for other in around & small.keys():
            found[tuple(sorted((around | small[other]) - {actor, other}))] += 2
    kept = [members for members in found
            if 0 < len(members) <= size and may_leave.issuperset(members)]
    return tuple(sorted(kept, key=lambda members: (-found[members], members))[:MOST_HINTS])


def fragmentation_scores(steps: Steps) -> Scores:
    """Return F once a set and each other actor have left: one depth-first pass for all of them."""
    def joined(left: Steps, remaining: NDArray[np.int64]) -> NDArray[np.int64]:
        graph = left.incidence_graph()
        weights = np.concatenate((remaining, np.zeros(left.n_hubs, np.int64)))
        labels = components(graph)
        own = np.bincount(labels, weights).astype(np.int64)[labels] - 1
        lost = cuts(graph, weights).pairs_lost + own
        return (pairs_joined(labels, weights) - lost)[:left.n_actors]
    return _scores_after(steps, joined)


def distance_fragmentation_scores(steps: Steps) -> Scores:
    """Return dF once a set and each other actor have left."""
    return _scores_after(steps, lambda left, _: inverse_distances_without(
        left, np.arange(left.n_actors)))


def _scores_after(steps: Steps, joined: Callable[[Steps, NDArray[np.int64]], NDArray]) -> Scores:
    def scores(members: tuple[int, ...]) -> NDArray[np.float64]:
        remaining = np.ones(steps.n_actors, np.int64)
        remaining[list(members)] = 0
        n_left = steps.n_actors - len(members) - 1
        return 1 - joined(steps.without_actors(members), remaining) / (n_left * (n_left - 1) / 2)
    return scores


def fragmentation_bound(steps: Steps, size: int) -> float:
    """Return what neither F nor dF passes when `size` actors leave.

    They take at most the sum of the `size` largest degrees of the m edges with them; each edge that
    remains is a pair joined at distance 1: F, dF ≤ 1 − 2m'/n'(n' − 1).
    """
    degrees = steps.graph().lengths
    n_left = steps.n_actors - size
    edges_left = max(degrees.sum() // 2 - int(np.sort(degrees)[::-1][:size].sum()), 0)
    return 1 - 2 * edges_left / (n_left * (n_left - 1))


def distance_reach_bound(steps: Steps, size: int) -> float:
    """Return what the distance-weighted reach of `size` actors does not pass.

    At most N₁ others, the sum of the `size` largest degrees, are at distance 1; the rest of the
    n − k are at 2 or more and bring 1/2 each at most.
    """
    others = steps.n_actors - size
    near = min(others, int(np.sort(steps.graph().lengths)[::-1][:size].sum()))
    return (near + (others - near) / 2) / others


def reach_bound(reached: CSR, size: int) -> float:
    """Return what `size` actors cannot pass: everyone, or the sum of the largest reaches."""
    return float(min(reached.n_rows, np.sort(reached.lengths)[::-1][:size].sum()))


