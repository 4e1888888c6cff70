"""The fewest rows that cover what is wanted: a search that tells how far it is as it goes on.

A set picked in turn, then better ones beside a bound that rises, then an integer programme on what
is left between the two, then the sets as good. It can be left at any of these moments.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np

from ocgraph.engine.covering import LARGEST, SECONDS, fewer_rows
from ocgraph.engine.covers import NEAR, Cover, Covers, picked_in_turn, without_superfluous
from ocgraph.engine.csr import CSR
from ocgraph.engine.relaxation import Relaxation
from ocgraph.engine.tied_covers import TiedCovers

LONGEST_SLICE = 6.0
"""How long, in seconds, the search may stay without telling anything."""

_PRICED = 4.0  # seconds on the bound before an integer programme, where one is small enough
_SLICE, _MOVES = 0.2, 20
_LEAST_PRICE = 1e-3


def smallest_covers(covered: CSR, wanted: float, how_many: int = 1,
                    seconds: float = SECONDS) -> Cover:
    """Find the fewest rows that together cover a number of columns.

    Parameters
    ----------
    covered
        The columns each row covers, shape ``(n_rows, n_columns)``.
    wanted
        How many columns must be covered; not more than the rows cover together.
    how_many
        How many tied sets to list at most.
    seconds
        Time allowed.
    """
    *_, found = fewest_rows(covered, wanted, how_many, seconds)
    return found


def fewest_rows(covered: CSR, wanted: float, how_many: int = 1,
                seconds: float = SECONDS) -> Iterator[Cover]:
    """Yield the best found so far, with its bound, each time something is known better.

    Time spent outside, between two answers, is not counted. Parameters are those of
    `smallest_covers`.
    """
    if wanted <= 0:
        yield Cover(((),), 0, 0, True, True, 1)
        return
    search = _Search(Covers.of(covered, np.ones(covered.n_columns)), wanted, seconds)
    for stage in (search.priced(), search.programmed()):
        yield search.told()
        for _ in search.timed(stage):
            yield search.told()
    if not search.is_proved:
        yield search.told()
        return
    tied = TiedCovers(search.covers, search.relaxation, len(search.best), how_many)
    for _ in search.timed(tied.count()):
        yield search.told(tied)
    yield search.told(tied)


class _Search:
    """The best set so far and what none passes."""

    def __init__(self, covers: Covers, wanted: float, seconds: float) -> None:
        self.covers, self.wanted, self.left = covers, wanted, seconds
        self.best = without_superfluous(covers, picked_in_turn(covers, wanted), wanted)
        self.relaxation = Relaxation(covers, wanted)
        self.bound = 1 + int(np.searchsorted(covers.largest(), wanted - NEAR))
        self._raise(self.relaxation.bound)

    @property
    def is_proved(self) -> bool:
        return self.bound >= len(self.best)

    def told(self, tied: TiedCovers | None = None) -> Cover:
        """Return what is known; the sets as good where they are being counted."""
        if tied and tied.sets:
            return Cover(tuple(tied.sets), len(self.best), self.bound, True, not tied.parts,
                         tied.n_sets)
        return Cover((self.best,), len(self.best), self.bound, self.is_proved, False, 1)

    def timed(self, stage: Iterator[None]) -> Iterator[None]:
        """Go through a stage as long as there is time, that spent outside left out."""
        while self.left > 0:
            began = time.monotonic()
            try:
                next(stage)
            except StopIteration:
                return
            finally:
                self.left -= time.monotonic() - began
            yield

    def priced(self) -> Iterator[None]:
        """Raise the bound by moving prices, which also tell of better sets."""
        last = self.left - _PRICED if len(self.covers.by_group.indices) <= LARGEST else 0
        while not self.is_proved and not self.relaxation.is_done and self.left > last:
            until = time.monotonic() + _SLICE
            while time.monotonic() < until and not self.relaxation.is_done:
                self.relaxation.work(len(self.best), _MOVES)
            self._raise(self.relaxation.bound)
            prices = self.relaxation.prices + _LEAST_PRICE * self.covers.weights
            self._keep(picked_in_turn(self.covers, self.wanted, prices))
            yield

    def programmed(self) -> Iterator[None]:
        """Ask for a smaller set among the rows that one may hold, each time for longer."""
        seconds = 4 * _SLICE
        while not self.is_proved:
            rows = np.flatnonzero(self.relaxation.may_be_in(len(self.best) - 1))
            core = CSR.of_matrix(self.covers.group_matrix[:, rows])
            if len(core.indices) > LARGEST:
                return
            seconds = min(2 * seconds if self.left > 4 * seconds else self.left, LONGEST_SLICE)
            found, bound = fewer_rows(Covers(core, self.covers.weights), self.wanted,
                                      (self.bound, len(self.best) - 1), seconds)
            self._raise(min(bound, len(self.best) if found is None else len(found)))
            if found is not None:
                self._keep(tuple(rows[list(found)].tolist()))
            yield

    def _raise(self, bound: float) -> None:
        self.bound = min(max(self.bound, int(np.ceil(bound - NEAR))), len(self.best))

    def _keep(self, rows: tuple[int, ...]) -> None:
        rows = without_superfluous(self.covers, rows, self.wanted)
        if len(rows) < len(self.best):
            self.best = rows
