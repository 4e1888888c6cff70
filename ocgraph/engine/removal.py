"""What nearness becomes when a hub or an actor leaves, for many of them at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ocgraph.engine.compiled import call, is_compiled
from ocgraph.engine.csr import Indices
from ocgraph.engine.search import distances
from ocgraph.engine.steps import Steps

BLOCK = 256
"""Sources searched together by the SciPy form: a trade of memory for speed."""


def near_pairs_lost(steps: Steps, hubs: ArrayLike, max_steps: int = 2) -> NDArray[np.int64]:
    """Count the pairs of actors within `max_steps` steps that no longer are when a hub leaves.

    Parameters
    ----------
    hubs
        Numbers of hubs; each leaves alone, the others staying.
    max_steps
        How far apart two actors may be, in steps.

    Returns
    -------
    Pairs, each counted once, beside `hubs`.
    """
    hubs = np.ascontiguousarray(hubs, np.int32)
    if not is_compiled():
        return np.array([_near_pairs_lost(steps, int(hub), max_steps) for hub in hubs], np.int64)
    lost = np.empty(len(hubs), np.int64)
    call("ocgraph_near_pairs_lost", *steps, hubs, len(hubs), max_steps, lost)
    return lost


def inverse_distances_without(steps: Steps, nodes: ArrayLike,
                              counts: ArrayLike | None = None) -> NDArray[np.float64]:
    """Sum the inverse distances of the pairs of actors that remain when a node leaves.

    Parameters
    ----------
    nodes
        Who leaves, each alone: actors by their number, hub ``h`` as ``n_actors + h``.
    counts
        Which actors make pairs, shape ``(n_actors,)``; all when not given. The others are
        passed through only.

    Returns
    -------
    Σ 1/d over unordered pairs, d in steps, 0 for a pair not joined; beside `nodes`.

    Notes
    -----
    For more than a few nodes, compiled: one search for each source whatever their number, then a
    new search of what each removal breaks. Otherwise everything is searched for each node.
    """
    nodes = np.ascontiguousarray(nodes, np.int32)
    counts = _counted(steps, counts)
    if is_compiled() and len(nodes) > _few(steps):
        return _without(steps, nodes, counts)
    return np.array([inverse_distances(_left(steps, int(node)), counts) for node in nodes],
                    np.float64)


def _few(steps: Steps) -> int:
    """Return above how many nodes repairing is quicker than searching again for each."""
    return min(64, steps.n_actors // 64)


def inverse_distances(steps: Steps, counts: ArrayLike | None = None) -> float:
    """Sum the inverse distances of the pairs of actors: Σ 1/d over unordered pairs."""
    counts = _counted(steps, counts)
    if counts.all():
        return float(distances(steps).inverse_total.sum()) / 2
    sources = np.flatnonzero(counts)
    at_distance = np.zeros(steps.n_actors + 1, np.int64)
    for begin in range(0, len(sources), BLOCK):
        for distance, met in _searched(steps, sources[begin:begin + BLOCK]):
            at_distance[distance] += np.count_nonzero(met[counts])
    return float((at_distance[1:] / np.arange(1, steps.n_actors + 1)).sum()) / 2


def _counted(steps: Steps, counts: ArrayLike | None) -> NDArray[np.bool_]:
    return np.ones(steps.n_actors, bool) if counts is None else np.ascontiguousarray(counts, bool)


def _without(steps: Steps, nodes: Indices, counts: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the sums by repair; a node asked several times is removed once."""
    removed, place = np.unique(nodes, return_inverse=True)
    total, own, change = np.zeros(1), np.zeros(len(removed)), np.zeros(len(removed))
    call("ocgraph_inverse_distances", *steps, counts, removed, len(removed), total, own, change)
    return ((total - 2 * own + change) / 2)[place]


def _left(steps: Steps, node: int) -> Steps:
    """Return the steps without a node: an actor who left is still there, joined to nobody."""
    if node >= steps.n_actors:
        return steps.without_hubs([node - steps.n_actors])
    return steps.without_actors([node])


def _searched(steps: Steps, sources: Indices,
              max_steps: int | None = None) -> Iterator[tuple[int, NDArray[np.bool_]]]:
    """Yield each distance and who is met there, shape ``(n_actors, n_sources)``."""
    ties, members = steps.ties.matrix(np.float32), steps.members.matrix(np.float32)
    hubs_of = steps.hubs_of.matrix(np.float32)
    met = np.zeros((steps.n_actors, len(sources)), bool)
    met[sources, np.arange(len(sources))] = True
    seen, distance = met.copy(), 0
    while met.any() and distance != max_steps:
        ahead = met.astype(np.float32)
        met = (ties @ ahead + hubs_of @ (members @ ahead) > 0) & ~seen
        seen |= met
        distance += 1
        yield distance, met


def _near_pairs_lost(steps: Steps, hub: int, max_steps: int) -> int:
    """Count for one hub: only a pair with an end near its members can part."""
    members = steps.members.row(hub)
    if max_steps < 1 or len(members) < 2:
        return 0
    near = np.flatnonzero(steps.search(members, max_steps=(max_steps - 1) // 2) >= 0)
    weights = np.full(steps.n_actors, 2)
    weights[near] = 1
    left = steps.without_hubs([hub])
    return sum(_ends(steps, part, weights, max_steps) - _ends(left, part, weights, max_steps)
               for part in np.array_split(near, len(near) // BLOCK + 1)) // 2


def _ends(steps: Steps, sources: Indices, weights: NDArray[np.int64], max_steps: int) -> int:
    """Count who is within reach of the sources, the sources among them once, others twice."""
    return sum(int(weights @ met.sum(axis=1)) for _, met in _searched(steps, sources, max_steps))
