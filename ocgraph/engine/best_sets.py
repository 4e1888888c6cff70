"""The best set of a size, whatever makes a set good: all of them, or a search by exchanges.

Both ask one thing: how good a set would be with each other member in turn. One pass answers for
all of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ocgraph.engine.covering import SECONDS
from ocgraph.engine.covers import Cover
from ocgraph.engine.csr import Indices

Scores = Callable[[tuple[int, ...]], NDArray[np.float64]]
"""From the members, how good the set is with each node besides, shape ``(n_nodes,)``."""

DRAWN_STARTS = 5
"""How many sets drawn the exchanges start from, after the greedy one, the hints and a pair."""

PAIRS_TRIED = 2000
"""Up to how many candidates the best pair is looked for: one pass for each."""

_NEAR = 1e-9


def all_sets(scores: Scores, candidates: Indices, size: int, how_many: int) -> Cover:
    """Try every set of a size; return the best, counted.

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
    return Cover(tuple(sets), best, best, True, True, n_ties)


def exchanged_sets(scores: Scores, candidates: Indices, size: int, bound: float, *,
                   hints: Sequence[tuple[int, ...]] = (), seconds: float = SECONDS) -> Cover:
    """Search by exchanges: the best member for each place, until none does better.

    Where members are worth something together only, no exchange of one finds them: the search also
    starts from the best pair and from the hints, completed one by one.

    Parameters
    ----------
    candidates, size
        As in `all_sets`.
    bound
        What no set passes: the set found is proved best when it attains it.
    hints
        Smaller sets likely to be part of a good one.
    """
    until, best, best_value = time.monotonic() + seconds, (), -np.inf
    for start in _starts(scores, candidates, size, hints):
        members, value = _improved(scores, candidates, start, until)
        if value > best_value + _NEAR or (value > best_value - _NEAR and members < best):
            best, best_value = members, value
        if time.monotonic() > until or value > bound - _NEAR:
            break
    return Cover((best,), best_value, max(bound, best_value), best_value > bound - _NEAR, False,
                 1)


def _starts(scores: Scores, candidates: Indices, size: int, hints: Sequence[tuple[int, ...]]
            ) -> Iterator[tuple[int, ...]]:
    yield _completed(scores, candidates, size, ())
    for hint in hints:
        yield _completed(scores, candidates, size, hint[:size])
    if size >= 2 and len(candidates) <= PAIRS_TRIED:
        yield _completed(scores, candidates, size, _best_pair(scores, candidates))
    generator = np.random.default_rng(0)
    for _ in range(DRAWN_STARTS):
        yield tuple(generator.choice(candidates, size, replace=False).tolist())


def _completed(scores: Scores, candidates: Indices, size: int, members: tuple[int, ...]
               ) -> tuple[int, ...]:
    while len(members) < size:
        members = (*members, _best_member(scores, candidates, members)[0])
    return members


def _best_pair(scores: Scores, candidates: Indices) -> tuple[int, int]:
    partners = {first: _best_member(scores, candidates, (first,)) for first in candidates.tolist()}
    first = max(partners, key=lambda one: partners[one][1])
    return first, partners[first][0]


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
