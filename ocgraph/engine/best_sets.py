"""The best set of a size, whatever makes a set good: all of them, or a search by exchanges.

Both ask one thing: how good a set would be with each other member in turn. One pass answers for
all of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ocgraph.engine.covering import SECONDS, Cover
from ocgraph.engine.csr import Indices

Scores = Callable[[tuple[int, ...]], NDArray[np.float64]]
"""From the members, how good the set is with each node besides, shape ``(n_nodes,)``."""

STARTS = 6
"""How many sets the exchanges start from: the greedy one, then sets drawn."""

_NEAR = 1e-9


def all_sets(scores: Scores, candidates: Indices, size: int, how_many: int) -> tuple[Cover, int]:
    """Try every set of a size; return the best, and how many are as good.

    Parameters
    ----------
    candidates
        Who may be taken, sorted.
    size
        From 1 to the number of candidates.
    """
    best, n_ties, sets = -np.inf, 0, []
    for first in combinations(candidates.tolist(), size - 1):
        last = candidates[np.searchsorted(candidates, first[-1], "right"):] if first else candidates
        if len(last):
            found = scores(first)[last]
            if found.max() > best + _NEAR:
                best, n_ties, sets = float(found.max()), 0, []
            ties = last[found > best - _NEAR].tolist()
            n_ties += len(ties)
            sets += [(*first, member) for member in ties[:how_many - len(sets)]]
    return Cover(tuple(sets), best, best, True, n_ties == len(sets)), n_ties


def exchanged_sets(scores: Scores, candidates: Indices, size: int, bound: float,
                   seconds: float = SECONDS) -> Cover:
    """Search by exchanges: the best member for each place, until none does better.

    Parameters
    ----------
    candidates, size
        As in `all_sets`.
    bound
        What no set passes: the set found is proved best when it attains it.
    """
    until, best, best_value = time.monotonic() + seconds, (), -np.inf
    for start in _starts(scores, candidates, size):
        members, value = _improved(scores, candidates, start, until)
        if value > best_value + _NEAR or (value > best_value - _NEAR and members < best):
            best, best_value = members, value
        if time.monotonic() > until or value > bound - _NEAR:
            break
    return Cover((best,), best_value, max(bound, best_value), best_value > bound - _NEAR, False)


def _starts(scores: Scores, candidates: Indices, size: int) -> Iterator[tuple[int, ...]]:
    members: tuple[int, ...] = ()
    while len(members) < size:
        members = (*members, _best_member(scores, candidates, members)[0])
    yield members
    generator = np.random.default_rng(0)
    for _ in range(STARTS - 1):
        yield tuple(generator.choice(candidates, size, replace=False).tolist())


def _improved(scores: Scores, candidates: Indices, members: tuple[int, ...],
              until: float) -> tuple[tuple[int, ...], float]:
    """Exchange one member for a better one as long as there is one."""
    value, unchanged = -np.inf, 0
    while unchanged < len(members):
        others = members[1:]
        member, found = _best_member(scores, candidates, others)
        better = found > value + _NEAR
        members = (*others, member if better else members[0])
        value, unchanged = (found, 1) if better else (value, unchanged + 1)
        if time.monotonic() > until:
            break
    return tuple(sorted(members)), value


def _best_member(scores: Scores, candidates: Indices,
                 members: tuple[int, ...]) -> tuple[int, float]:
    free = candidates[~np.isin(candidates, members)]
    found = scores(members)[free]
    place = int(np.argmax(found > found.max() - _NEAR))
    return int(free[place]), float(found[place])
