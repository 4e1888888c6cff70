"""What a number of rows covers at most, and whether fewer would do: integer programmes.

Solved by HiGHS: exact, with a proof, unless the time runs out.
"""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack

from ocgraph.engine.covers import NEAR, Cover, Covers, picked_in_turn
from ocgraph.engine.csr import CSR

SECONDS = 10.0
"""How long one question may take."""

LARGEST = 200_000
"""Up to how many entries a programme is given to the solver, which does not look at the time while
it prepares a larger one: a greedy set then comes with a bound by counting."""

_ROUNDING = 1e-12
_SOLVED, _STOPPED, _INFEASIBLE = 0, 1, 2

_Row = tuple[NDArray[np.float64], float, float]  # a line of the programme, its least and its most


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
    how_many
        How many tied sets to list at most.
    seconds
        Time allowed.
    """
    covers = Covers.of(covered, np.asarray(weights, float))
    return _Programme(covers, seconds).heaviest(size, how_many)


def fewer_rows(covers: Covers, wanted: float, within: tuple[float, float], seconds: float
               ) -> tuple[tuple[int, ...] | None, float]:
    """Look for a set of a number of rows that covers a weight, the smallest there is.

    Parameters
    ----------
    within
        The fewest rows there can be, and how many one would be content with.
    seconds
        Time allowed.

    Returns
    -------
    rows
        The smallest set found, ``None`` where none was.
    bound
        How many rows such a set has at least; infinite when it is proved that there is none.
    """
    programme = _Programme(covers, seconds)
    found = programme.solved(programme.taken(1), [(programme.weights, wanted, np.inf),
                                                  (programme.taken(1), *within)])
    if found.status == _INFEASIBLE:
        return None, np.inf
    rows = None if found.x is None else programme.rows(found)
    if found.status == _SOLVED:
        return rows, len(rows)
    return rows, float(np.ceil(_told(found.mip_dual_bound, within[0]) - NEAR))


class _Programme:
    """Variables: each row taken or not, then each group of columns covered or not."""

    def __init__(self, covers: Covers, seconds: float) -> None:
        self.covers = covers
        self.until = time.monotonic() + seconds
        self.weights = np.concatenate((np.zeros(covers.n_rows), covers.weights))

    def heaviest(self, size: int, how_many: int) -> Cover:
        of_size = (self.taken(1), size, size)
        found = self.solved(-self.weights, [of_size])
        best = picked_in_turn(self.covers, np.inf, most=size)
        best = _filled(best, size, self.covers.n_rows)
        if found.x is not None:
            best = max(self.rows(found), best, key=self.covers.held)
        value = self.covers.held(best)
        if found.status != _SOLVED:
            bound = max(min(-_told(found.mip_dual_bound, -np.inf), self.covers.weights.sum(),
                            self.covers.largest()[size - 1]), value)
            return Cover((best,), value, bound, bound - value < NEAR, False, 1)
        return self._all(best, [of_size, (self.weights, value * (1 - _ROUNDING), np.inf)],
                         how_many, value)

    def _all(self, best: tuple[int, ...], as_good: list[_Row], how_many: int, value: float
             ) -> Cover:
        """List the sets that do as well: each one found is then forbidden."""
        sets, is_complete = [best], False
        while True:
            cuts = [(self._of_rows(rows), -np.inf, len(rows) - 1) for rows in sets]
            found = self.solved(self.taken(0), [*as_good, *cuts])
            if found.status == _INFEASIBLE:
                is_complete = True
                break
            if found.x is None or len(sets) == how_many:
                break
            sets.append(self.rows(found))
        return Cover(tuple(sorted(sets)), value, value, True, is_complete, len(sets))

    def solved(self, cost: NDArray[np.float64], rows: list[_Row]) -> OptimizeResult:
        """Return the cheapest choice of rows that keeps within some lines."""
        n_rows, n_groups = self.covers.n_rows, self.covers.n_groups
        if len(self.covers.by_group.indices) > LARGEST:
            return OptimizeResult(x=None, status=_STOPPED, mip_dual_bound=None)
        covering = hstack([self.covers.group_matrix, -eye_array(n_groups, format="csr")])
        matrix = vstack([covering, csr_array(np.array([line for line, _, _ in rows]))],
                        format="csr")
        low = np.concatenate((np.zeros(n_groups), [low for _, low, _ in rows]))
        high = np.concatenate((np.full(n_groups, np.inf), [high for *_, high in rows]))
        return milp(cost, constraints=LinearConstraint(matrix, low, high), bounds=Bounds(0, 1),
                    integrality=np.repeat((1, 0), (n_rows, n_groups)),
                    options={"mip_rel_gap": 0,
                             "time_limit": max(self.until - time.monotonic(), 0.01)})

    def taken(self, weight: float) -> NDArray[np.float64]:
        """Return the line that counts the rows taken."""
        return np.repeat((float(weight), 0.0), (self.covers.n_rows, self.covers.n_groups))

    def rows(self, found: OptimizeResult) -> tuple[int, ...]:
        """Return the rows a solution takes."""
        return tuple(np.flatnonzero(found.x[:self.covers.n_rows] > 0.5).tolist())

    def _of_rows(self, rows: tuple[int, ...]) -> NDArray[np.float64]:
        line = np.zeros(len(self.weights))
        line[list(rows)] = 1
        return line


def _filled(rows: tuple[int, ...], size: int, n_rows: int) -> tuple[int, ...]:
    """Return the rows with others besides, the first there are, up to a size."""
    others = [row for row in range(n_rows) if row not in set(rows)]
    return tuple(sorted((*rows, *others[:size - len(rows)])))


def _told(bound: float | None, otherwise: float) -> float:
    """Return the bound of the solver, if the time let it find one."""
    return float(bound) if bound is not None and np.isfinite(bound) else float(otherwise)
