"""What a network loses in connection when a node or an edge leaves: one depth-first pass."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse.csgraph import connected_components

from ocgraph.engine.compiled import call, is_compiled
from ocgraph.engine.csr import CSR, Indices


class Cuts(NamedTuple):
    """What each node and each edge of a graph holds together.

    Attributes
    ----------
    pairs_lost
        Pairs of other nodes, by weight, that are joined no more when a node leaves,
        shape ``(n_nodes,)``.
    n_pieces
        How many pieces of some weight the rest of its component is then in, shape ``(n_nodes,)``.
    is_articulation
        Whether the graph then has more components among the other nodes, whatever their weight,
        shape ``(n_nodes,)``.
    bridges
        The two ends of each edge whose loss separates them, the smaller first, in order.
    """

    pairs_lost: NDArray[np.int64]
    n_pieces: NDArray[np.int64]
    is_articulation: NDArray[np.bool_]
    bridges: tuple[Indices, Indices]


def cuts(graph: CSR, weights: ArrayLike) -> Cuts:
    """Find what the leaving of each node and of each edge separates.

    Parameters
    ----------
    graph
        The graph, shape ``(n_nodes, n_nodes)``.
    weights
        How many each node counts for: 1 for an actor, 0 for a table or an organizer,
        shape ``(n_nodes,)``.

    Notes
    -----
    Time and memory grow with the number of edges. After Tarjan, R. E. (1972). Depth-first search
    and linear graph algorithms. SIAM Journal on Computing 1, 146–160.
    """
    weights = np.ascontiguousarray(weights, np.int64)
    found = (_compiled if is_compiled() else _interpreted)(graph, weights)
    first, second = found.bridges
    order = np.lexsort((second, first))
    return found._replace(bridges=(first[order], second[order]))


def components(graph: CSR) -> Indices:
    """Return the number of the component of each node, in the order of their first nodes."""
    if not graph.n_rows:
        return np.empty(0, np.int32)
    labels = connected_components(graph.matrix(np.int8), directed=False)[1]
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[inverse].astype(np.int32)


def pairs_joined(labels: Indices, weights: ArrayLike) -> int:
    """Count the pairs, by weight, that lie in the same component."""
    sizes = np.bincount(labels, np.asarray(weights, np.int64)).astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def _compiled(graph: CSR, weights: NDArray[np.int64]) -> Cuts:
    n_nodes = graph.n_rows
    pairs_lost, n_pieces = np.empty(n_nodes, np.int64), np.empty(n_nodes, np.int64)
    is_articulation = np.empty(n_nodes, bool)
    first, second = np.empty(n_nodes, np.int32), np.empty(n_nodes, np.int32)
    n_bridges = call("ocgraph_cuts", graph, weights, pairs_lost, n_pieces, is_articulation,
                     first, second)
    return Cuts(pairs_lost, n_pieces, is_articulation, (first[:n_bridges], second[:n_bridges]))


def _interpreted(graph: CSR, weights: NDArray[np.int64]) -> Cuts:
    parent, order, low, time = _depth_first(graph)
    found = _pieces(parent, order, low, time, weights.tolist())
    bridges = [sorted((node, parent[node])) for node in order
               if parent[node] >= 0 and low[node] > time[parent[node]]]
    first, second = np.array(bridges, np.int32).reshape(-1, 2).T
    return Cuts(*found, (first, second))


def _depth_first(graph: CSR) -> tuple[list[int], list[int], list[int], list[int]]:
    """Return each node's parent, the order of visits, how high each subtree reaches, and when."""
    neighbours = [row.tolist() for row in np.split(graph.indices, graph.indptr[1:-1])]
    parent, low, time = ([-1] * graph.n_rows for _ in range(3))
    order = []
    ahead = [iter(row) for row in neighbours]
    for root in range(graph.n_rows):
        node = root if time[root] < 0 else -1
        while node >= 0:
            if time[node] < 0:
                time[node] = low[node] = len(order)
                order.append(node)
            for other in ahead[node]:
                if time[other] < 0:
                    parent[other] = node
                    node = other
                    break
                if other != parent[node]:
                    low[node] = min(low[node], time[other])
            else:
                above = parent[node]
                if above >= 0:
                    low[above] = min(low[above], low[node])
                node = above
    return parent, order, low, time


def _pieces(parent: list[int], order: list[int], low: list[int], time: list[int],
            weights: list[int]) -> tuple[NDArray, NDArray, NDArray]:
    """Return the pairs lost, the number of pieces and which nodes separate."""
    below, root_of = list(weights), list(range(len(order)))
    pieces: list[list[int]] = [[] for _ in order]
    for node in reversed(order):
        above = parent[node]
        if above >= 0:
            below[above] += below[node]
            if low[node] >= time[above]:
                pieces[above].append(below[node])
    for node in order:
        root_of[node] = root_of[parent[node]] if parent[node] >= 0 else node
    separates = [len(pieces[node]) > (parent[node] < 0) for node in range(len(order))]
    for node in order:
        pieces[node].append(below[root_of[node]] - weights[node] - sum(pieces[node]))
    lost = [(sum(parts) ** 2 - sum(part * part for part in parts)) // 2 for parts in pieces]
    return (np.array(lost, np.int64),
            np.array([sum(part > 0 for part in parts) for parts in pieces], np.int64),
            np.array(separates, bool))
