"""What the neighbours of each node are to one another: constraint, triangles, brokerage roles."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ocgraph.engine.csr import CSR, Indices

OUT = 1
"""Bit of an entry: there is an arc from its row to its column."""

_ROWS_AT_ONCE = 4096


class EgoMeasures(NamedTuple):
    """One figure per node, or five.

    Attributes
    ----------
    constraint
        Burt's constraint; NaN for an isolate.
    effective_size
        Neighbours less redundancy, ``k − 2t/k``; NaN for an isolate.
    n_triangles
        Triangles of the node.
    roles
        Pairs of arcs a→v→b without a→b, by the groups of a, v, b: coordinator AAA, itinerant ABA,
        gatekeeper ABB, representative AAB, liaison ABC. Shape ``(n_nodes, 5)``.
    """

    constraint: NDArray[np.float64]
    effective_size: NDArray[np.float64]
    n_triangles: NDArray[np.int64]
    roles: NDArray[np.int64]


def ego_measures(graph: CSR, groups: Indices, arcs: NDArray[np.uint8] | None = None
                 ) -> EgoMeasures:
    """Measure the neighbourhood of every node of a simple graph.

    Parameters
    ----------
    graph
        Undirected: where arcs are given, an edge wherever there is one either way.
    groups
        Group of each node, -1 when unknown: pairs that involve one are not counted.
    arcs
        For each entry of `graph`, its bit `OUT`; both ways everywhere when not given.

    Notes
    -----
    Burt, R. S. (1992). Structural Holes, unweighted; Borgatti, S. P. (1997). Structural holes:
    unpacking Burt's redundancy measures. Connections 20(1), 35-38. Gould, R. V. and Fernandez,
    R. M. (1989). Structures of mediation. Sociological Methodology 19, 89-126.
    """
    degrees = graph.lengths
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where(degrees, 1 / degrees, np.nan)
    common, held = _over_edges(graph, np.nan_to_num(shares))
    n_triangles = np.bincount(graph.rows, common, graph.n_rows).astype(np.int64) // 2
    spent = np.bincount(graph.rows, (1 + held) ** 2, graph.n_rows)
    roles = _roles(_arc_matrix(graph, arcs), np.asarray(groups))
    return EgoMeasures(spent * shares ** 2, degrees - 2 * n_triangles * shares, n_triangles, roles)


def _over_edges(graph: CSR, shares: NDArray[np.float64]
                ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return, for each entry, how many neighbours its ends share, and their summed shares."""
    adjacency = graph.matrix()
    shared = csr_array(adjacency.multiply(shares[None, :]))
    found = [np.empty(len(graph.indices)) for _ in range(2)]
    for first in range(0, graph.n_rows, _ROWS_AT_ONCE):
        last = min(first + _ROWS_AT_ONCE, graph.n_rows)
        begin, end = graph.indptr[first], graph.indptr[last]
        rows = np.repeat(np.arange(last - first), graph.lengths[first:last])
        columns = graph.indices[begin:end]
        for place, left in zip(found, (adjacency, shared), strict=True):
            product = csr_array(left[first:last] @ adjacency)
            place[begin:end] = np.asarray(product[rows, columns]).ravel() if end > begin else 0
    return found[0], found[1]


def _arc_matrix(graph: CSR, arcs: NDArray[np.uint8] | None) -> csr_array:
    matrix = graph.matrix(np.int64)
    if arcs is not None:
        matrix.data[:] = (np.asarray(arcs) & OUT) != 0
        matrix.eliminate_zeros()
    return matrix


def _roles(arcs: csr_array, groups: NDArray) -> NDArray[np.int64]:
    """Count the open pairs of every node by role: all pairs, less those with an arc a→b."""
    n_nodes = len(groups)
    known = groups >= 0
    _, of = np.unique(groups, return_inverse=True)
    counts = np.zeros((n_nodes, 5), np.int64)
    rows = np.repeat(np.arange(n_nodes), np.diff(arcs.indptr))
    kept = known[rows] & known[arcs.indices]
    arcs = csr_array((arcs.data[kept], (rows[kept], arcs.indices[kept])), shape=arcs.shape)
    for group in np.unique(of[known]):
        _add_from(counts, arcs, of, int(group))
    return counts


def _add_from(counts: NDArray[np.int64], arcs: csr_array, of: NDArray, group: int) -> None:
    """Add the pairs whose first, a, is of a group."""
    is_own = of == group
    of_group = is_own.astype(np.int64)
    from_group = csr_array(arcs.T.multiply(of_group[None, :]))
    closed = csr_array((from_group @ arcs).multiply(arcs))
    # a→v→a is no pair: one less for every first who is also an end
    n_firsts, n_back = (np.asarray(found.sum(axis=1)).ravel()
                        for found in (from_group, from_group.multiply(arcs)))
    total = n_firsts * arcs.sum(axis=1) - closed.sum(axis=1) - n_back
    own = n_firsts * _to_own(arcs, of) - _to_own(closed, of) - n_back * of_group
    first = n_firsts * (arcs @ of_group) - closed @ of_group - n_back
    for role, where, added in ((0, is_own, own), (3, is_own, total - own), (1, ~is_own, first),
                               (2, ~is_own, own), (4, ~is_own, total - first - own)):
        counts[where, role] += added[where]


def _to_own(entries: csr_array, of: NDArray) -> NDArray[np.int64]:
    """Sum the entries of each row that are of its own group."""
    rows = np.repeat(np.arange(len(of)), np.diff(entries.indptr))
    own = of[entries.indices] == of[rows]
    return np.bincount(rows[own], entries.data[own], len(of)).astype(np.int64)
