"""Compressed sparse rows: the one form in which the engine holds a graph."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from ocgraph.errors import OcgraphError

Indices = NDArray[np.int32]
LARGEST = np.iinfo(np.int32).max


class CSR(NamedTuple):
    """Rows of distinct, sorted column numbers: the neighbours of each node, or who is in each hub.

    Attributes
    ----------
    indptr
        Where each row begins, shape ``(n_rows + 1,)``.
    indices
        The columns of the rows, one row after the other, shape ``(n_entries,)``.
    n_columns
        Number of columns; in a graph, the number of nodes.
    """

    indptr: Indices
    indices: Indices
    n_columns: int

    @classmethod
    def of_pairs(cls, rows: ArrayLike, columns: ArrayLike, shape: tuple[int, int]) -> CSR:
        """Build from ``(row, column)`` pairs; a pair given several times is kept once.

        Raises
        ------
        OcgraphError
            ``engine.too_large``, above 2,147,483,647 pairs.
        """
        rows, columns = np.asarray(rows, np.int64), np.asarray(columns, np.int64)
        refuse_too_many(len(rows))
        matrix = csr_array((np.ones(len(rows), np.int8), (rows, columns)), shape=shape)
        matrix.sum_duplicates()
        return cls.of_matrix(matrix)

    @classmethod
    def graph(cls, sources: ArrayLike, targets: ArrayLike, n_nodes: int) -> CSR:
        """Build an undirected simple graph: each edge both ways and once, loops left out."""
        sources, targets = np.asarray(sources, np.int64), np.asarray(targets, np.int64)
        apart = sources != targets
        sources, targets = sources[apart], targets[apart]
        return cls.of_pairs(np.concatenate((sources, targets)),
                            np.concatenate((targets, sources)), (n_nodes, n_nodes))

    @classmethod
    def of_matrix(cls, matrix: csr_array) -> CSR:
        """Keep where a SciPy matrix has entries."""
        matrix.sort_indices()
        return cls(matrix.indptr.astype(np.int32, copy=False),
                   matrix.indices.astype(np.int32, copy=False), matrix.shape[1])

    @property
    def n_rows(self) -> int:
        """Number of rows; in a graph, the number of nodes."""
        return len(self.indptr) - 1

    @property
    def lengths(self) -> Indices:
        """Number of entries of each row; in a graph, the degree of each node."""
        return np.diff(self.indptr)

    @property
    def rows(self) -> Indices:
        """Row of each entry, beside `indices`: in a graph, each edge both ways."""
        return np.repeat(np.arange(self.n_rows, dtype=np.int32), self.lengths)

    def row(self, number: int) -> Indices:
        """Return the columns of one row."""
        return self.indices[self.indptr[number]:self.indptr[number + 1]]

    def matrix(self, dtype: type = np.float64) -> csr_array:
        """Return a SciPy matrix of ones, shape ``(n_rows, n_columns)``."""
        return csr_array((np.ones(len(self.indices), dtype), self.indices, self.indptr),
                         shape=(self.n_rows, self.n_columns))

    def transposed(self) -> CSR:
        """Return columns by row: the hubs of each actor from the actors of each hub."""
        return CSR.of_matrix(csr_array(self.matrix(np.int8).T))

    def edges(self) -> tuple[Indices, Indices]:
        """Return the two ends of each edge of a graph, the smaller first, in order."""
        rows = self.rows
        once = rows < self.indices
        return rows[once], self.indices[once]


def starts(lengths: ArrayLike) -> Indices:
    """Return where each row begins, from the lengths of the rows: an ``indptr``.

    Raises
    ------
    OcgraphError
        ``engine.too_large``, above 2,147,483,647 entries.
    """
    ends = np.cumsum(lengths, dtype=np.int64)
    refuse_too_many(int(ends[-1]) if len(ends) else 0)
    return np.concatenate(([0], ends)).astype(np.int32)


def refuse_too_many(n_pairs: int) -> None:
    """Refuse what the arrays could not number."""
    if n_pairs > LARGEST:
        raise OcgraphError("engine.too_large", n_pairs=n_pairs, largest=LARGEST)
