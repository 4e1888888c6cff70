"""Rows that cover columns: who covers what, the sets found, and a first one picked in turn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ocgraph.engine.csr import CSR
from ocgraph.engine.steps import row_items

NEAR = 1e-6
"""What the solver may be off by."""


class Cover(NamedTuple):
    """The best sets of rows found.

    Attributes
    ----------
    sets
        The rows of some of the best sets, sorted; the sets in lexicographic order.
    value
        What they attain: the number of rows, or the weight covered.
    bound
        What no set passes; equal to `value` when it is proved.
    is_proved
        Whether no other set does better.
    is_complete
        Whether every set that does as well was counted; those of `sets` are then the first.
    n_sets
        How many sets that do as well were counted.
    """

    sets: tuple[tuple[int, ...], ...]
    value: float
    bound: float
    is_proved: bool
    is_complete: bool
    n_sets: int


@dataclass(frozen=True)
class Covers:
    """What each row covers, where columns covered by the same rows are one group.

    People who sit at the same tables are many: what is to be solved is then much smaller.

    Attributes
    ----------
    by_group
        The rows that cover each group, shape ``(n_groups, n_rows)``.
    weights
        Weight of the columns of each group together, shape ``(n_groups,)``.
    """

    by_group: CSR
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, covered: CSR, weights: NDArray[np.float64]) -> Covers:
        """Group the columns that rows cover, shape ``(n_rows, n_columns)``."""
        by_column = covered.transposed()
        groups: dict[bytes, list[int]] = {}
        for column in np.flatnonzero(by_column.lengths):
            groups.setdefault(by_column.row(column).tobytes(), []).append(int(column))
        first = [columns[0] for columns in groups.values()]
        return cls(CSR.of_matrix(by_column.matrix(np.int8)[first]) if first
                   else CSR.of_pairs([], [], (0, covered.n_rows)),
                   np.array([weights[columns].sum() for columns in groups.values()]))

    @cached_property
    def by_row(self) -> CSR:
        """The groups each row covers."""
        return self.by_group.transposed()

    @cached_property
    def row_matrix(self) -> csr_array:
        """The same, to be multiplied."""
        return self.by_row.matrix()

    @cached_property
    def group_matrix(self) -> csr_array:
        """The rows that cover each group, to be multiplied."""
        return self.by_group.matrix()

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return self.by_group.n_columns

    @property
    def n_groups(self) -> int:
        """Number of groups of columns."""
        return self.by_group.n_rows

    def held(self, rows: list[int] | tuple[int, ...]) -> float:
        """Return the weight some rows cover together."""
        return float(self.weights[np.unique(row_items(self.by_row, np.array(rows, int)))].sum())

    def largest(self) -> NDArray[np.float64]:
        """Return what 1, 2… rows cover at most, counted as if none covered the same."""
        return np.cumsum(np.sort(self.row_matrix @ self.weights)[::-1])


def picked_in_turn(covers: Covers, wanted: float, prices: NDArray[np.float64] | None = None,
                   most: int | None = None) -> tuple[int, ...]:
    """Return rows picked in turn, each worth the most besides those before, until it is enough.

    Parameters
    ----------
    wanted
        Weight to cover.
    prices
        What covering each group is worth; its weight when not given.
    most
        How many rows to pick at most.
    """
    worth = covers.weights if prices is None else prices
    gains, free = covers.row_matrix @ worth, np.ones(covers.n_groups, bool)
    rows: list[int] = []
    left = min(wanted, float(covers.weights.sum()))
    while left > NEAR and len(rows) != most:
        row = int(np.argmax(gains))
        new = covers.by_row.row(row)
        new = new[free[new]]
        free[new] = False
        left -= covers.weights[new].sum()
        np.subtract.at(gains, row_items(covers.by_group, new),
                       np.repeat(worth[new], covers.by_group.lengths[new]))
        gains[row] = -np.inf
        rows.append(row)
    return tuple(sorted(rows))


def without_superfluous(covers: Covers, rows: tuple[int, ...], wanted: float) -> tuple[int, ...]:
    """Return the rows without those that the others do without, the first of them kept least."""
    times = np.zeros(covers.n_groups, np.int64)
    np.add.at(times, row_items(covers.by_row, np.array(rows, int)), 1)
    spare, kept = covers.weights[times > 0].sum() - wanted, []
    for row in rows:
        groups = covers.by_row.row(row)
        lost = covers.weights[groups[times[groups] == 1]].sum()
        if lost > spare + NEAR:
            kept.append(row)
            continue
        times[groups] -= 1
        spare -= lost
    return tuple(kept)
