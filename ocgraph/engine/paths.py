"""How many shortest paths pass through each node, or through a group."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from ocgraph.engine.compiled import call, is_compiled
from ocgraph.engine.csr import CSR, Indices

BLOCK = 64
"""Sources searched together by the SciPy form: a trade of memory for speed."""


class Dependencies(NamedTuple):
    """Shares of shortest paths through each node, each attribute of shape ``(n_nodes,)``.

    Attributes
    ----------
    total
        Sum over the sources, and over who they reach, of the share of shortest paths between
        the two that pass through the node.
    squares
        Sum over the sources of the square of what each gives.
    """

    total: NDArray[np.float64]
    squares: NDArray[np.float64]


def betweenness(graph: CSR, sources: ArrayLike | None = None) -> NDArray[np.float64]:
    """Sum over pairs of nodes the share of their shortest paths that pass through each node.

    Parameters
    ----------
    sources
        Where paths begin; everywhere when not given, each unordered pair then being counted once.

    Notes
    -----
    After Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of
    Mathematical Sociology 25, 163–177.
    """
    if sources is None:
        return dependencies(graph, np.arange(graph.n_rows)).total / 2
    return dependencies(graph, sources).total


def dependencies(graph: CSR, sources: ArrayLike) -> Dependencies:
    """Sum what each source, one after the other, makes pass through each node."""
    sources = np.ascontiguousarray(sources, np.int32)
    found = Dependencies(np.zeros(graph.n_rows), np.zeros(graph.n_rows))
    if is_compiled():
        call("ocgraph_dependencies", graph, sources, len(sources), *found)
        return found
    matrix = graph.matrix()
    for begin in range(0, len(sources), BLOCK):
        given = _dependencies(matrix, sources[begin:begin + BLOCK])
        found.total[:] += given.sum(axis=1)
        found.squares[:] += (given ** 2).sum(axis=1)
    return found


def paths_through(graph: CSR, group: Iterable[int]) -> float:
    """Sum over pairs outside a group the share of shortest paths that pass through it.

    A path passes through the group when at least one of its members is on it; each unordered
    pair is counted once, and a pair that no path joins gives 0.
    """
    closed = np.zeros(graph.n_rows, bool)
    closed[list(group)] = True
    if is_compiled():
        through = np.zeros(1)
        call("ocgraph_through", graph, closed, through)
        return float(through[0]) / 2
    matrix, others = graph.matrix(), np.flatnonzero(~closed)
    return sum(_through(matrix, others[begin:begin + BLOCK], closed)
               for begin in range(0, len(others), BLOCK)) / 2


def _counted_paths(matrix: csr_array, sources: Indices, closed: NDArray[np.bool_] | None = None
                   ) -> tuple[NDArray[np.float64], NDArray[np.float64], list[NDArray[np.bool_]]]:
    """Return the shortest paths to each node, those that avoid what is closed, and each level.

    Arrays are of shape ``(n_nodes, n_sources)``.
    """
    paths = np.zeros((matrix.shape[0], len(sources)))
    paths[sources, np.arange(len(sources))] = 1
    avoiding, levels = paths.copy(), [paths > 0]
    while levels[-1].any():
        met = matrix @ np.where(levels[-1], paths, 0)
        is_new = (met > 0) & (paths == 0)
        if closed is not None:
            ahead = np.where(levels[-1] & ~closed[:, None], avoiding, 0)
            avoiding[is_new] = (matrix @ ahead)[is_new]
        paths[is_new] = met[is_new]
        levels.append(is_new)
    return paths, avoiding, levels[:-1]


def _dependencies(matrix: csr_array, sources: Indices) -> NDArray[np.float64]:
    """Return what each source makes pass through each node, shape ``(n_nodes, n_sources)``."""
    paths, _, levels = _counted_paths(matrix, sources)
    found = np.zeros(paths.shape)
    for nearer, farther in zip(reversed(levels[:-1]), reversed(levels[1:]), strict=True):
        carried = np.divide(1 + found, paths, out=np.zeros(paths.shape), where=farther)
        found[nearer] = (paths * (matrix @ carried))[nearer]
    found[sources, np.arange(len(sources))] = 0
    return found


def _through(matrix: csr_array, sources: Indices, closed: NDArray[np.bool_]) -> float:
    paths, avoiding, levels = _counted_paths(matrix, sources, closed)
    ends = np.logical_or.reduce(levels[1:], axis=0) & ~closed[:, None] if levels[1:] else ()
    return float((1 - avoiding[ends] / paths[ends]).sum()) if len(ends) else 0.0
