"""What a step passes through, as arrays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack

from ocgraph.engine.compiled import call, is_compiled
from ocgraph.engine.csr import CSR, Indices, starts


class Steps(NamedTuple):
    """Ties between actors, and hubs (tables, organizers) that gather actors.

    A step joins two actors that share a tie or a hub. A graph read in hops is the same thing
    without hubs: `Steps.in_hops`.

    Attributes
    ----------
    ties
        Graph of the actors, shape ``(n_actors, n_actors)``.
    members
        Actors of each hub, shape ``(n_hubs, n_actors)``.
    hubs_of
        Hubs of each actor, the transpose of `members`.
    """

    ties: CSR
    members: CSR
    hubs_of: CSR

    @classmethod
    def of(cls, ties: CSR, members: CSR) -> Steps:
        """Build from the ties and the members of the hubs."""
        return cls(ties, members, members.transposed())

    @classmethod
    def in_hops(cls, graph: CSR) -> Steps:
        """Read a graph so that a step is one edge."""
        return cls.of(graph, CSR.of_pairs([], [], (0, graph.n_rows)))

    @property
    def n_actors(self) -> int:
        """Number of actors."""
        return self.ties.n_rows

    @property
    def n_hubs(self) -> int:
        """Number of tables and organizers."""
        return self.members.n_rows

    def without_hubs(self, hubs: Iterable[int]) -> Steps:
        """Return the same steps when some hubs are gone; the others keep their number."""
        gone = np.zeros(self.n_hubs, bool)
        gone[list(hubs)] = True
        rows = self.members.rows
        kept = ~gone[rows]
        return Steps.of(self.ties, CSR.of_pairs(rows[kept], self.members.indices[kept],
                                                (self.n_hubs, self.n_actors)))

    def without_actors(self, actors: Iterable[int]) -> Steps:
        """Return the same steps when some actors lose all ties and hubs; none is renumbered."""
        gone = np.zeros(self.n_actors, bool)
        gone[list(actors)] = True
        rows = self.ties.rows
        ties = ~(gone[rows] | gone[self.ties.indices])
        seats = ~gone[self.members.indices]
        return Steps.of(
            CSR.of_pairs(rows[ties], self.ties.indices[ties], (self.n_actors, self.n_actors)),
            CSR.of_pairs(self.members.rows[seats], self.members.indices[seats],
                         (self.n_hubs, self.n_actors)))

    def search(self, starts: Iterable[int], first: Iterable[int] = (),
               max_steps: int | None = None) -> Indices:
        """Return the number of steps to each actor, -1 where none leads within `max_steps`.

        Parameters
        ----------
        starts
            Actors at step 0.
        first
            Actors met at step 1 whatever their groups.
        max_steps
            How far to go; to the end when not given.
        """
        steps = np.full(self.n_actors, -1, np.int32)
        frontier = np.unique(np.fromiter(starts, np.int32))
        met_first = np.fromiter(first, np.int32)
        steps[frontier] = 0
        asked = np.zeros(self.n_hubs, bool)
        step = 0
        while len(frontier) + len(met_first) and step != max_steps:
            step += 1
            met = np.unique(np.concatenate((self._met(frontier, asked), met_first)))
            frontier, met_first = met[steps[met] < 0], met_first[:0]
            steps[frontier] = step
        return steps

    def _met(self, frontier: Indices, asked: NDArray[np.bool_]) -> Indices:
        """Return the actors a step leads to; the hubs passed through are then marked."""
        hubs = np.unique(row_items(self.hubs_of, frontier))
        hubs = hubs[~asked[hubs]]
        asked[hubs] = True
        return np.concatenate((row_items(self.ties, frontier), row_items(self.members, hubs)))

    def incidence_graph(self) -> CSR:
        """Return the graph of actors, then hubs, whose edges are the ties and the seats."""
        # Rows come out sorted: hubs are numbered after the actors.
        lengths = np.concatenate((self.ties.lengths + self.hubs_of.lengths, self.members.lengths))
        of_actors = csr_array(hstack((self.ties.matrix(np.int8), self.hubs_of.matrix(np.int8))))
        return CSR(starts(lengths),
                   np.concatenate((of_actors.indices, self.members.indices)).astype(np.int32),
                   self.n_actors + self.n_hubs)

    def graph(self) -> CSR:
        """Return the graph of single steps: an edge between two actors whom one step joins.

        Its size grows with the square of the tables: a table of 40 makes 780 edges.
        """
        if is_compiled():
            return self._compiled_graph()
        hubs = self.members.matrix(np.int32)
        joined = csr_array(hubs.T @ hubs + self.ties.matrix(np.int32))
        joined.setdiag(0)
        joined.eliminate_zeros()
        return CSR.of_matrix(joined)

    def _compiled_graph(self) -> CSR:
        degrees = np.zeros(self.n_actors, np.int64)
        call("ocgraph_step_degrees", *self, degrees)
        indptr = starts(degrees)
        indices = np.empty(indptr[-1], np.int32)
        call("ocgraph_step_graph", *self, indptr[:-1].copy(), indices)
        return CSR(indptr, indices, self.n_actors)


def row_items(rows: CSR, numbers: Indices) -> Indices:
    """Return the entries of several rows, one row after the other."""
    lengths = rows.lengths[numbers]
    ends = np.cumsum(lengths)
    offsets = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths, lengths)
    return rows.indices[np.repeat(rows.indptr[numbers], lengths) + offsets]
