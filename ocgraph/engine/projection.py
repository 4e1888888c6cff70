"""Actors who share hubs, pair by pair: how many they share, and what that weighs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, triu

from ocgraph.engine.compiled import call, is_compiled
from ocgraph.engine.csr import CSR, Indices, refuse_too_many

_ROWS_AT_ONCE = 1024


class SharedHubs(NamedTuple):
    """Each pair of actors that share a hub, once, in the order of the first, then the second.

    Attributes
    ----------
    indptr
        Where the pairs of each first actor begin, shape ``(n_actors + 1,)``.
    second
        The other actor, of a higher number, shape ``(n_pairs,)``.
    counts
        Number of hubs they share.
    weights
        Sum, over the hubs they share, of 1/(s − 1) for a hub of s actors.
    """

    indptr: Indices
    second: Indices
    counts: Indices
    weights: NDArray[np.float64]

    @property
    def first(self) -> Indices:
        """The first actor of each pair."""
        return np.repeat(np.arange(len(self.indptr) - 1, dtype=np.int32), np.diff(self.indptr))


def shared_hubs(members: CSR, hubs_of: CSR) -> SharedHubs:
    """Tell which actors share hubs, how many, and what that weighs.

    The answer grows with the square of the hubs: one of 40 actors makes 780 pairs.

    Parameters
    ----------
    members
        Actors of each hub, shape ``(n_hubs, n_actors)``.
    hubs_of
        Its transpose.

    Notes
    -----
    Newman, M. E. J. (2001). Scientific collaboration networks II. Physical Review E 64, 016132.
    """
    return (_compiled if is_compiled() else _interpreted)(members, hubs_of)


def _compiled(members: CSR, hubs_of: CSR) -> SharedHubs:
    sizes = members.lengths.astype(np.int64)
    room = int((sizes * (sizes - 1) // 2).sum())  # pages that nothing is written to cost nothing
    refuse_too_many(room)
    found = SharedHubs(np.empty(hubs_of.n_rows + 1, np.int32), np.empty(room, np.int32),
                       np.empty(room, np.int32), np.empty(room))
    n_pairs = call("ocgraph_sharing", members, hubs_of, *found)
    for column in found[1:]:
        column.resize(n_pairs, refcheck=False)
    return found


def _interpreted(members: CSR, hubs_of: CSR) -> SharedHubs:
    shared = 1 / np.maximum(members.lengths - 1, 1)
    counts = _upper(hubs_of.matrix(np.int32) @ members.matrix(np.int32))
    weights = _upper(hubs_of.matrix(float) @ diags_array(shared) @ members.matrix(float))
    return SharedHubs(counts.indptr.astype(np.int32), counts.indices.astype(np.int32),
                      counts.data.astype(np.int32), weights.data.astype(float))


def _upper(product: csr_array) -> csr_array:
    """Keep each pair once, sorted."""
    upper = csr_array(triu(product, 1, format="csr"))
    upper.sort_indices()
    return upper


def edges_within(sets: CSR, graph: CSR) -> NDArray[np.int64]:
    """Count, for each set of nodes, the edges of a graph of which both ends are in it.

    Parameters
    ----------
    sets
        Nodes of each set, shape ``(n_sets, n_nodes)``.
    graph
        Undirected, shape ``(n_nodes, n_nodes)``.
    """
    held, edges = sets.matrix(np.int32), graph.matrix(np.int32)
    found = np.zeros(sets.n_rows, np.int64)
    for begin in range(0, sets.n_rows, _ROWS_AT_ONCE):  # the product is large
        part = held[begin:begin + _ROWS_AT_ONCE]
        found[begin:begin + _ROWS_AT_ONCE] = csr_array(part @ edges).multiply(part).sum(axis=1)
    return found // 2
