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
    pairs_parted
        Pairs of nodes, by weight, that are joined no more when that edge is lost, beside
        `bridges`.
    """

    pairs_lost: NDArray[np.int64]
    n_pieces: NDArray[np.int64]
    is_articulation: NDArray[np.bool_]
    bridges: tuple[Indices, Indices]
    pairs_parted: NDArray[np.int64]


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
    return found._replace(bridges=(first[order], second[order]),
                          pairs_parted=found.pairs_parted[order])


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
    parted = np.empty(n_nodes, np.int64)
    n_bridges = call("ocgraph_cuts", graph, weights, pairs_lost, n_pieces, is_articulation,
                     first, second, parted)
    return Cuts(pairs_lost, n_pieces, is_articulation, (first[:n_bridges], second[:n_bridges]),
                parted[:n_bridges])


def _interpreted(graph: CSR, weights: NDArray[np.int64]) -> Cuts:
    parent, order, low, time = _depth_first(graph)
    below, whole = _subtrees(parent, order, weights.tolist())
    bridges = [node for node in order if parent[node] >= 0 and low[node] > time[parent[node]]]
    ends = np.array([sorted((node, parent[node])) for node in bridges], np.int32)
    first, second = ends.reshape(-1, 2).T
    parted = [below[node] * (whole[node] - below[node]) for node in bridges]
    pieces: list[list[int]] = [[] for _ in order]
    for node in order:
        if parent[node] >= 0 and low[node] >= time[parent[node]]:
            pieces[parent[node]].append(below[node])
    separates = [len(parts) > (parent[node] < 0) for node, parts in enumerate(pieces)]
    for node, parts in enumerate(pieces):
        parts.append(whole[node] - int(weights[node]) - sum(parts))
    lost = [(sum(parts) ** 2 - sum(part * part for part in parts)) // 2 for parts in pieces]
    n_pieces = [sum(part > 0 for part in parts) for parts in pieces]
    return Cuts(np.array(lost, np.int64), np.array(n_pieces, np.int64),
                np.array(separates, bool), (first, second), np.array(parted, np.int64))


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


def _subtrees(parent: list[int], order: list[int],
              weights: list[int]) -> tuple[list[int], list[int]]:
    """Return the weight of each node's subtree, and of its component."""
    below = list(weights)
    for node in reversed(order):
        if parent[node] >= 0:
            below[parent[node]] += below[node]
    whole = list(below)
    for node in order:
        if parent[node] >= 0:
            whole[node] = whole[parent[node]]
    return below, whole
