"""Groups of actors as integer arrays, and the search that goes from group to group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Indices = NDArray[np.int32]


@dataclass(frozen=True)
class Groups:
    """Who belongs to which group, both ways.

    Attributes
    ----------
    ids
        Identifier of each group, length ``n_groups``.
    members
        Group by actor, shape ``(n_groups, n_actors)``, 1 where the actor belongs.
    of_actor
        The same, actor by group.
    """

    ids: tuple[str, ...]
    members: csr_array
    of_actor: csr_array

    @classmethod
    def of(cls, members: Mapping[str, Sequence[int]], n_actors: int) -> Groups:
        """Build the arrays from the actors of each group, each counted once."""
        rows = [sorted(set(actors)) for actors in members.values()]
        starts = np.cumsum([0, *map(len, rows)], dtype=np.int32)
        columns = np.array([actor for row in rows for actor in row], dtype=np.int32)
        matrix = csr_array((np.ones(len(columns), dtype=np.int8), columns, starts),
                           shape=(len(rows), n_actors))
        return cls(tuple(members), matrix, csr_array(matrix.T))

    def steps(self, starts: set[int], first: set[int], max_steps: int) -> Indices:
        """Return the number of steps to each actor, -1 where none leads within `max_steps`.

        Parameters
        ----------
        starts
            Actors at step 0.
        first
            Actors met at step 1 whatever their groups.
        max_steps
            How far to go.
        """
        steps = np.full(self.members.shape[1], -1, dtype=np.int32)
        steps[list(starts)] = 0
        frontier = np.fromiter(starts, dtype=np.int32)
        asked = np.zeros(len(self.ids), dtype=bool)
        for step in range(1, max_steps + 1):
            met = self._met(frontier, asked)
            if step == 1:
                met = np.union1d(met, np.fromiter(first, dtype=np.int32)).astype(np.int32)
            frontier = met[steps[met] < 0]
            steps[frontier] = step
        return steps

    def _met(self, frontier: Indices, asked: NDArray[np.bool_]) -> Indices:
        """Return the actors of the groups not asked before; those groups are then marked."""
        groups = np.unique(_row_items(self.of_actor, frontier))
        groups = groups[~asked[groups]]
        asked[groups] = True
        return np.unique(_row_items(self.members, groups))


def _row_items(matrix: csr_array, rows: Indices) -> Indices:
    """Return the column numbers of several rows, one after the other."""
    pieces = [matrix.indices[matrix.indptr[row]:matrix.indptr[row + 1]] for row in rows]
    return np.concatenate(pieces) if pieces else np.empty(0, dtype=np.int32)
