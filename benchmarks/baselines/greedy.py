"""Lazy greedy choice for the libraries that have none."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.cases import N_PICKED


def lazy_greedy(sizes: Sequence[int], ball: Callable[[int], Iterable[int]]) -> NDArray[np.int64]:
    """Pick who adds most, the lowest number first, counting again only who may be next.

    After Minoux, M. (1978). Accelerated greedy algorithms for maximizing submodular set functions.
    """
    queue = [(-size, node, 0) for node, size in enumerate(sizes)]
    heapq.heapify(queue)
    covered: set[int] = set()
    picked: list[int] = []
    while queue and len(picked) < N_PICKED:
        _, node, asked = heapq.heappop(queue)
        gained = set(ball(node)) - covered
        if asked == len(picked):
            if not gained:
                break
            picked.append(node)
            covered |= gained
        else:
            heapq.heappush(queue, (-len(gained), node, len(picked)))
    return np.array(picked)
