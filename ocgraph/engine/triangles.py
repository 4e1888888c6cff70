"""What the neighbours of each node are to one another: constraint, triangles, brokerage roles."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ocgraph.engine.compiled import call, is_compiled
from ocgraph.engine.csr import CSR, Indices

COORDINATOR, ITINERANT, GATEKEEPER, REPRESENTATIVE, LIAISON = range(5)
"""Columns of the roles."""

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
        For each entry of `graph`, whether there is an arc from its row to its column; both ways
        everywhere when not given.

    Notes
    -----
    Burt, R. S. (1992). Structural Holes, unweighted; Borgatti, S. P. (1997). Structural holes:
    unpacking Burt's redundancy measures. Connections 20(1), 35-38. Gould, R. V. and Fernandez,
    R. M. (1989). Structures of mediation. Sociological Methodology 19, 89-126.
    """
    _, numbered = np.unique(groups, return_inverse=True)
    groups = np.where(np.asarray(groups) < 0, -1, numbered).astype(np.int32)
    arcs = (np.ones(len(graph.indices), np.uint8) if arcs is None
            else np.ascontiguousarray(arcs, np.uint8))
    found = (_compiled if is_compiled() else _interpreted)(graph, groups, arcs)
    alone = graph.lengths == 0
    found.constraint[alone] = found.effective_size[alone] = np.nan
    return found


def _compiled(graph: CSR, groups: Indices, arcs: NDArray[np.uint8]) -> EgoMeasures:
    n_nodes = graph.n_rows
    found = EgoMeasures(np.zeros(n_nodes), np.zeros(n_nodes), np.zeros(n_nodes, np.int64),
                        np.zeros((n_nodes, 5), np.int64))
    call("ocgraph_triangles", graph, arcs, groups, int(groups.max(initial=-1)) + 1, *found)
    return found


def _interpreted(graph: CSR, groups: Indices, arcs: NDArray[np.uint8]) -> EgoMeasures:
    degrees = np.maximum(graph.lengths, 1)
    common, held = _over_edges(graph, 1 / degrees)
    n_triangles = np.bincount(graph.rows, common, graph.n_rows).astype(np.int64) // 2
    spent = np.bincount(graph.rows, (1 + held) ** 2, graph.n_rows)
    return EgoMeasures(spent / degrees.astype(float) ** 2, degrees - 2 * n_triangles / degrees,
                       n_triangles, _roles(graph, groups, arcs))


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


def _roles(graph: CSR, groups: Indices, arcs: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Count the open pairs of every node by role: all pairs, less those with an arc a→b.

    Arcs inside a group and arcs between groups are held apart: the role of a→v→b is told by which
    of the two each of its arcs is, and a→b.
    """
    rows, known = graph.rows, groups >= 0
    both_known = known[rows] & known[graph.indices] & (arcs != 0)
    is_same = groups[rows] == groups[graph.indices]
    same, other = (_kept(graph, both_known & kept) for kept in (is_same, ~is_same))
    counts = np.zeros((graph.n_rows, 5), np.int64)
    into_same, into_other = (found.sum(axis=0) for found in (same, other))
    from_same, from_other = (found.sum(axis=1) for found in (same, other))
    to_and_from_one = _same_group_pairs(other, groups)
    counts[:, COORDINATOR] = into_same * from_same - _mutual(same) - _closed(same, same, same)
    counts[:, ITINERANT] = to_and_from_one - _mutual(other) - _closed(other, same, other)
    counts[:, GATEKEEPER] = into_other * from_same - _closed(other, other, same)
    counts[:, REPRESENTATIVE] = into_same * from_other - _closed(same, other, other)
    counts[:, LIAISON] = (into_other * from_other - to_and_from_one
                          - _closed(other, other, other))
    return counts


def _kept(graph: CSR, entries: NDArray[np.bool_]) -> csr_array:
    return csr_array((np.ones(entries.sum(), np.int64),
                      (graph.rows[entries], graph.indices[entries])),
                     shape=(graph.n_rows, graph.n_rows))


def _mutual(arcs: csr_array) -> NDArray[np.int64]:
    """Count the arcs of each node that have their opposite."""
    return arcs.multiply(arcs.T).sum(axis=1)


def _same_group_pairs(arcs: csr_array, groups: Indices) -> NDArray[np.int64]:
    """Count, at each node, the arcs in times the arcs out, group by group of their other ends."""
    known = groups >= 0
    of_group = csr_array((np.ones(known.sum(), np.int64), (np.flatnonzero(known), groups[known])),
                         shape=(len(groups), int(groups.max(initial=0)) + 1))
    return csr_array(arcs.T @ of_group).multiply(arcs @ of_group).sum(axis=1)


def _closed(first: csr_array, closing: csr_array, second: csr_array) -> NDArray[np.int64]:
    """Count, at each v, the pairs with a→v in `first`, a→b in `closing`, v→b in `second`."""
    into = csr_array(first.T)
    found = [csr_array(into[begin:begin + _ROWS_AT_ONCE] @ closing)
             .multiply(second[begin:begin + _ROWS_AT_ONCE]).sum(axis=1)
             for begin in range(0, second.shape[0], _ROWS_AT_ONCE)]
    return np.concatenate(found) if found else np.zeros(0, np.int64)
