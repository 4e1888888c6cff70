"""Whom to mobilise, one after the other: each pick reaches the most actors not yet reached."""

from __future__ import annotations

import heapq

import numpy as np
from numpy.typing import NDArray

from ocgraph.engine.compiled import call, is_compiled
from ocgraph.engine.csr import Indices
from ocgraph.engine.search import reach
from ocgraph.engine.steps import Steps


def greedy_reach(steps: Steps, size: int, max_steps: int) -> tuple[Indices, NDArray[np.int64]]:
    """Pick actors so that each adds the most actors reached; ties go to the lowest number.

    The set is not always the best of its size: it reaches at least 63 % (1 − 1/e) of what the
    best would.

    Parameters
    ----------
    size
        How many to pick; fewer are when everyone is reached before.
    max_steps
        How far each reaches, at least 1.

    Returns
    -------
    picks, gains
        The actors in order, and how many each adds, itself counted; of shape ``(n_picks,)``.

    Notes
    -----
    Lazy greedy: Minoux, M. (1978). Accelerated greedy algorithms for maximizing submodular set
    functions; Leskovec, J. et al. (2007). Cost-effective outbreak detection in networks. KDD '07.
    """
    n_actors = steps.n_actors
    size = min(size, n_actors)
    alone = reach(steps, max_steps, np.full(n_actors, -1, np.int32), np.empty(0))
    gains = np.ascontiguousarray(alone.actors[:, -1] + 1)
    if not is_compiled():
        return _interpreted(steps, gains, size, max_steps)
    picks, added = np.empty(size, np.int32), np.empty(size, np.int64)
    n_picks = call("ocgraph_greedy_reach", *steps, gains, size, max_steps, picks, added)
    return picks[:n_picks], added[:n_picks]


def _interpreted(steps: Steps, first_gains: NDArray[np.int64], size: int, max_steps: int
                 ) -> tuple[Indices, NDArray[np.int64]]:
    heap = [(-gain, actor, 0) for actor, gain in enumerate(first_gains.tolist())]
    heapq.heapify(heap)
    reached = np.zeros(steps.n_actors, bool)
    picks: list[int] = []
    gains: list[int] = []
    while len(picks) < size and heap and heap[0][0]:
        bound, actor, counted_at = heapq.heappop(heap)
        met = steps.search([actor], max_steps=max_steps) >= 0
        if counted_at < len(picks):
            gain = int((met & ~reached).sum())
            heapq.heappush(heap, (-gain, actor, len(picks)))
            continue
        reached |= met
        picks.append(actor)
        gains.append(-bound)
    return np.array(picks, np.int32), np.array(gains, np.int64)
