"""The fewest rows that cover what is wanted, and what a number of rows covers at most.

Integer programmes, solved by HiGHS: exact, with a proof, unless the time runs out.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack

from ocgraph.engine.csr import CSR

SECONDS = 10.0
"""How long all the programmes of one question may take together."""

LARGEST = 200_000
"""Up to how many entries a programme is given to the solver, which does not look at the time while
it prepares a larger one: a greedy set then comes with a bound by counting."""

_NEAR = 1e-6  # the tolerance of the solver
_ROUNDING = 1e-12
_SOLVED, _STOPPED, _INFEASIBLE = 0, 1, 2


class Cover(NamedTuple):
    """The best sets of rows found.

    Attributes
    ----------
    sets
        The rows of each of the best sets, sorted; the sets in lexicographic order.
    value
        What they attain: the number of rows, or the weight covered.
    bound
        What no set passes; equal to `value` when it is proved.
    is_proved
        Whether no other set does better.
    is_complete
        Whether `sets` holds every set that does as well.
    """

    sets: tuple[tuple[int, ...], ...]
    value: float
    bound: float
    is_proved: bool
    is_complete: bool


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
    return _Programme(covered, np.ones(covered.n_columns), seconds).fewest(wanted, how_many)


def largest_covers(covered: CSR, weights: ArrayLike, size: int, how_many: int = 1,
                   seconds: float = SECONDS) -> Cover:
    """Find the `size` rows that together cover most weight.

    Parameters
    ----------
    covered
        The columns each row covers, shape ``(n_rows, n_columns)``.
    weights
        Weight of each column, at least 0, shape ``(n_columns,)``.
    size
        How many rows, at most ``n_rows``.
    how_many, seconds
        As in `smallest_covers`.
    """
    return _Programme(covered, np.asarray(weights, float), seconds).heaviest(size, how_many)


class _Programme:
    """Variables: each row taken or not, then each column covered or not.

    Columns covered by the same rows are one variable, with their weights together: people who sit
    at the same tables are many, and the programme is then much smaller.
    """

    def __init__(self, covered: CSR, weights: NDArray[np.float64], seconds: float) -> None:
        self.until = time.monotonic() + seconds
        by_column = covered.transposed()
        groups: dict[bytes, list[int]] = {}
        for column in np.flatnonzero(by_column.lengths):
            groups.setdefault(by_column.row(column).tobytes(), []).append(int(column))
        first = [columns[0] for columns in groups.values()]
        self.weights = np.array([weights[columns].sum() for columns in groups.values()])
        self.covers = csr_array(by_column.matrix()[first]) if first else csr_array(
            (0, covered.n_rows))
        self.n_rows, self.n_groups = covered.n_rows, len(first)

    def fewest(self, wanted: float, how_many: int) -> Cover:
        if wanted <= 0:
            return Cover(((),), 0, 0, True, True)
        found = self._solve(self._taken(1), [(self._held(self.weights), wanted, np.inf)])
        best = self._first(found, wanted, self.n_rows)
        if found.status != _SOLVED:
            bound = max(float(np.ceil(_told(found.mip_dual_bound, 0) - _NEAR)),
                        1 + int(np.searchsorted(self._largest(), wanted - _NEAR)))
            return Cover((best,), len(best), bound, bound >= len(best), False)
        as_good = [(self._held(self.weights), wanted, np.inf),
                   (self._taken(1), 0, len(best))]
        return self._all(best, as_good, how_many, len(best))

    def heaviest(self, size: int, how_many: int) -> Cover:
        of_size = (self._taken(1), size, size)
        found = self._solve(-self._held(self.weights), [of_size])
        best = self._first(found, np.inf, size)
        value = self._value(best)
        if found.status != _SOLVED:
            bound = max(min(-_told(found.mip_dual_bound, -np.inf), self.weights.sum(),
                            self._largest()[size - 1]), value)
            return Cover((best,), value, bound, bound - value < _NEAR, False)
        as_good = [of_size, (self._held(self.weights), value * (1 - _ROUNDING), np.inf)]
        return self._all(best, as_good, how_many, value)

    def _all(self, best: tuple[int, ...], as_good: list[tuple], how_many: int,
             value: float) -> Cover:
        """List the sets that do as well: each one found is then forbidden."""
        sets, is_complete = [best], False
        while True:
            cuts = [(self._of_rows(rows), -np.inf, len(rows) - 1) for rows in sets]
            if not best:
                is_complete = True
                break
            found = self._solve(self._taken(0), [*as_good, *cuts])
            if found.status == _INFEASIBLE:
                is_complete = True
                break
            if found.x is None or len(sets) == how_many:
                break
            sets.append(self._rows(found))
        return Cover(tuple(sorted(sets)), value, value, True, is_complete)

    def _first(self, found: OptimizeResult, wanted: float, size: int) -> tuple[int, ...]:
        """Return the set found; a greedy one where the time ran out before there was any."""
        if found.x is not None:
            return self._rows(found)
        rows: list[int] = []
        while len(rows) < size and self._value(rows) < wanted - _NEAR:
            left = self.weights * (self.covers @ self._marked(rows) == 0)
            gains = self.covers.T @ left
            gains[rows] = -1
            rows.append(int(np.argmax(gains)))
        return tuple(sorted(rows))

    def _largest(self) -> NDArray[np.float64]:
        """Return what 1, 2… rows cover at most, counted as if none covered the same."""
        return np.cumsum(np.sort(self.covers.T @ self.weights)[::-1])

    def _solve(self, cost: NDArray[np.float64], rows: list[tuple]) -> OptimizeResult:
        if self.covers.nnz > LARGEST:
            return OptimizeResult(x=None, status=_STOPPED, mip_dual_bound=None)
        covering = hstack([self.covers, -eye_array(self.n_groups, format="csr")])
        matrix = vstack([covering, csr_array(np.array([line for line, _, _ in rows]))],
                        format="csr")
        low = np.concatenate((np.zeros(self.n_groups), [low for _, low, _ in rows]))
        high = np.concatenate((np.full(self.n_groups, np.inf), [high for *_, high in rows]))
        return milp(cost, constraints=LinearConstraint(matrix, low, high), bounds=Bounds(0, 1),
                    integrality=np.repeat((1, 0), (self.n_rows, self.n_groups)),
                    options={"mip_rel_gap": 0,
                             "time_limit": max(self.until - time.monotonic(), 0.01)})

    def _taken(self, weight: float) -> NDArray[np.float64]:
        return np.repeat((float(weight), 0.0), (self.n_rows, self.n_groups))

    def _held(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.concatenate((np.zeros(self.n_rows), weights))

    def _of_rows(self, rows: tuple[int, ...]) -> NDArray[np.float64]:
        line = np.zeros(self.n_rows + self.n_groups)
        line[list(rows)] = 1
        return line

    def _rows(self, found: OptimizeResult) -> tuple[int, ...]:
        return tuple(np.flatnonzero(found.x[:self.n_rows] > 0.5).tolist())

    def _value(self, rows: Sequence[int]) -> float:
        return float(self.weights[self.covers @ self._marked(rows) > 0].sum())

    def _marked(self, rows: Sequence[int]) -> NDArray[np.float64]:
        taken = np.zeros(self.n_rows)
        taken[list(rows)] = 1
        return taken


def _told(bound: float | None, otherwise: float) -> float:
    """Return the bound of the solver, if the time let it find one."""
    return float(bound) if bound is not None and np.isfinite(bound) else float(otherwise)
