"""Every smallest set of rows that covers enough: counted, and the first of them listed."""

from __future__ import annotations

import heapq
import time
from collections.abc import Iterator
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ocgraph.engine.covers import NEAR, Covers
from ocgraph.engine.relaxation import Relaxation, cheapest

MOST_COUNTED = 10_000
"""How many sets are counted at most: nobody chooses among more."""

_SLICE = 0.2


class _Part(NamedTuple):
    """The sets that hold the rows chosen, none of those not allowed, and not the groups given up.

    Attributes
    ----------
    open
        The groups not yet covered, and not given up.
    """

    chosen: tuple[int, ...]
    allowed: NDArray[np.bool_]
    open: NDArray[np.bool_]
    wanted: float


class TiedCovers:
    """The sets of `size` rows that cover enough, when none of fewer does.

    Each set is in one part only, so that each is counted once: a part is cut by the group that
    fewest rows still cover (by one of them, the earlier ones left out; or by none), or by whether
    the row that covers most is taken. A part is left when its bound passes `size`. Rows that cover
    the same are looked at once: no smallest set holds two of them.

    Attributes
    ----------
    n_sets
        How many were counted so far.
    sets
        The first of them in lexicographic order, `how_many` at most.
    """

    def __init__(self, covers: Covers, relaxation: Relaxation, size: int, how_many: int) -> None:
        self.covers, self.prices, self.size, self.how_many = (
            covers, relaxation.prices, size, how_many)
        self.n_sets, self.sets = 0, []
        alike: dict[bytes, list[int]] = {}
        for row in np.flatnonzero(relaxation.may_be_in(size)).tolist():
            alike.setdefault(covers.by_row.row(row).tobytes(), []).append(row)
        self.alike = {rows[0]: rows for rows in alike.values()}
        allowed = np.zeros(covers.n_rows, bool)
        allowed[list(self.alike)] = True
        self.parts = [_Part((), allowed, np.ones(covers.n_groups, bool), relaxation.wanted)]

    def count(self) -> Iterator[None]:
        """Count them, with a rest now and then, until all are or there are enough."""
        until = time.monotonic() + _SLICE
        while self.parts and self.n_sets < MOST_COUNTED:
            self._look_at(self.parts.pop())
            if time.monotonic() > until:
                yield
                until = time.monotonic() + _SLICE

    def _look_at(self, part: _Part) -> None:
        left = self.size - len(part.chosen)
        open_ = part.open & (self.covers.group_matrix @ part.allowed > 0)
        weights = np.where(open_, self.covers.weights, 0.0)
        if weights.sum() < part.wanted - NEAR:
            return
        gains = np.where(part.allowed, self.covers.row_matrix @ weights, -1.0)
        if left == 1:
            for row in np.flatnonzero(gains > part.wanted - NEAR).tolist():
                self._found((*part.chosen, row))
            return
        allowed = part.allowed & self._possible(open_, part, left)
        if np.sort(gains[allowed])[-left:].sum() < part.wanted - NEAR or allowed.sum() < left:
            return
        part = part._replace(allowed=allowed, open=open_)
        must = np.flatnonzero(weights > weights.sum() - part.wanted + NEAR)
        if len(must):
            self._by_group(part, must)
        else:
            self._by_row(part, int(np.argmax(np.where(allowed, gains, -1.0))))

    def _possible(self, open_: NDArray[np.bool_], part: _Part, left: int) -> NDArray[np.bool_]:
        """Tell which rows may be in a set of this part, by the prices; none when it has no set."""
        prices = np.where(open_, self.prices, 0.0)
        costs = 1 - self.covers.row_matrix @ prices
        bound = costs[part.allowed & (costs < 0)].sum()
        groups = np.flatnonzero(open_)
        bound += prices[groups] @ cheapest(prices[groups], self.covers.weights[groups], part.wanted)
        return bound + np.maximum(costs, 0) < left + NEAR

    def _by_group(self, part: _Part, must: NDArray[np.int64]) -> None:
        ways = [rows[part.allowed[rows]] for rows in map(self.covers.by_group.row, must.tolist())]
        allowed = part.allowed
        for row in min(ways, key=len).tolist():
            allowed = allowed.copy()
            allowed[row] = False
            self._with(part._replace(allowed=allowed), row)

    def _by_row(self, part: _Part, row: int) -> None:
        allowed = part.allowed.copy()
        allowed[row] = False
        without = part._replace(allowed=allowed)
        self.parts.append(without)
        self._with(without, row)

    def _with(self, part: _Part, row: int) -> None:
        covered = self.covers.by_row.row(row)
        new = covered[part.open[covered]]
        open_ = part.open.copy()
        open_[new] = False
        self.parts.append(part._replace(chosen=(*part.chosen, row), open=open_,
                                        wanted=part.wanted - self.covers.weights[new].sum()))

    def _found(self, rows: tuple[int, ...]) -> None:
        """Count a set and those that hold, in place of a row, one that covers the same."""
        choices = [self.alike[row] for row in rows]
        self.n_sets += prod(map(len, choices))
        last = self.sets[-1] if len(self.sets) == self.how_many else None
        for members in _first_products(choices, self.how_many):
            if last is not None and members >= last:
                break
            self.sets.append(members)
        self.sets = sorted(self.sets)[:self.how_many]


def _first_products(choices: list[list[int]], how_many: int) -> Iterator[tuple[int, ...]]:
    """Yield the sets of one member of each list, sorted, in lexicographic order."""
    first = (0,) * len(choices)
    queue = [(tuple(sorted(members[0] for members in choices)), first)]
    seen = {first}
    for _ in range(how_many):
        if not queue:
            return
        members, places = heapq.heappop(queue)
        yield members
        for which, place in enumerate(places):
            more = (*places[:which], place + 1, *places[which + 1:])
            if place + 1 < len(choices[which]) and more not in seen:
                seen.add(more)
                queue_entry = tuple(sorted(choices[other][at] for other, at in enumerate(more)))
                heapq.heappush(queue, (queue_entry, more))
