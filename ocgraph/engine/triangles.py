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
    groups = np.ascontiguousarray(groups, np.int32)
    if groups.max(initial=0) > graph.n_rows:  # there is room for each number up to the last
        numbered = np.unique(groups, return_inverse=True)[1]
        groups = np.where(groups < 0, -1, numbered).astype(np.int32)
    arcs = None if arcs is None else np.ascontiguousarray(arcs, np.uint8)
    found = (_compiled if is_compiled() else _interpreted)(graph, groups, arcs)
    alone = graph.lengths == 0
    found.constraint[alone] = found.effective_size[alone] = np.nan
    return found


def _compiled(graph: CSR, groups: Indices, arcs: NDArray[np.uint8] | None) -> EgoMeasures:
    n_nodes = graph.n_rows
    found = EgoMeasures(np.zeros(n_nodes), np.zeros(n_nodes), np.zeros(n_nodes, np.int64),
                        np.zeros((n_nodes, 5), np.int64))
    call("ocgraph_triangles", graph, arcs, groups, int(groups.max(initial=-1)) + 1, *found)
    return found


def _interpreted(graph: CSR, groups: Indices, arcs: NDArray[np.uint8] | None) -> EgoMeasures:
    arcs = np.ones(len(graph.indices), np.uint8) if arcs is None else arcs
    degrees = np.maximum(graph.lengths, 1)
    adjacency = graph.matrix()
    n_triangles = _closed(adjacency, adjacency, adjacency).astype(np.int64) // 2
    held = [_held(adjacency, 1 / degrees, begin)
            for begin in range(0, graph.n_rows, _ROWS_AT_ONCE)]
    sums, squares = np.hstack(held) if held else np.zeros((2, 0))
    spent = graph.lengths + 2 * sums + squares
    return EgoMeasures(spent / degrees.astype(float) ** 2, degrees - 2 * n_triangles / degrees,
                       n_triangles, _roles(graph, groups, arcs))


def _held(adjacency: csr_array, shares: NDArray[np.float64], begin: int) -> NDArray[np.float64]:
    """Return, for some rows, the sum over their edges of what the ends share, and of its square.

    What two ends share is the sum of the shares of their common neighbours.
    """
    rows = adjacency[begin:begin + _ROWS_AT_ONCE]
    shared = csr_array(rows.multiply(shares[None, :])) @ adjacency
    over_edges = csr_array(shared).multiply(rows)
    return np.array([over_edges.sum(axis=1), over_edges.power(2).sum(axis=1)])


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


def _closed(first: csr_array, closing: csr_array, second: csr_array) -> NDArray:
    """Count, at each v, the pairs with a→v in `first`, a→b in `closing`, v→b in `second`."""
    into = csr_array(first.T)
    found = [csr_array(into[begin:begin + _ROWS_AT_ONCE] @ closing)
             .multiply(second[begin:begin + _ROWS_AT_ONCE]).sum(axis=1)
             for begin in range(0, second.shape[0], _ROWS_AT_ONCE)]
    return np.concatenate([np.zeros(0, np.int64), *found])
