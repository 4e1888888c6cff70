"""The pairs of actors most likely to gain from a tie they do not have."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array, triu

from ocgraph.engine.compiled import call, is_compiled
from ocgraph.engine.csr import CSR, Indices

_ROWS_AT_ONCE = 1024


class Candidates(NamedTuple):
    """Pairs without an edge, the best first; of equal scores, those of lower numbers first.

    Attributes
    ----------
    first, second
        The actors, ``first < second``.
    scores
        Sum of 1/degree of what the two share.
    """

    first: Indices
    second: Indices
    scores: NDArray[np.float64]


def top_candidates(graph: CSR, n_actors: int, size: int) -> Candidates:
    """Return the best pairs of actors that share something and have no edge.

    Parameters
    ----------
    graph
        Actors, then whatever gathers them; only the first `n_actors` nodes make pairs.
    size
        How many pairs at most.

    Notes
    -----
    The resource allocation index: Zhou, T., Lü, L. and Zhang, Y.-C. (2009). Predicting missing
    links via local information. European Physical Journal B 71, 623–630. Exact: every pair is
    scored, only the best are kept.
    """
    found = (_compiled if is_compiled() else _interpreted)(graph, n_actors, size)
    order = np.lexsort((found.second, found.first, -found.scores))[:size]
    return Candidates(*(column[order] for column in found))


def scores_of(graph: CSR, first: ArrayLike, second: ArrayLike) -> NDArray[np.float64]:
    """Return the score of some pairs, whether they have an edge or not, beside them.

    An edge between the two is not part of what they share.
    """
    adjacency = graph.matrix()
    shares = csr_array(adjacency.multiply(1 / np.maximum(graph.lengths, 1)[None, :]))
    return np.asarray(shares[first].multiply(adjacency[second]).sum(axis=1))


def _compiled(graph: CSR, n_actors: int, size: int) -> Candidates:
    found = Candidates(np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size))
    kept = call("ocgraph_candidates", graph, n_actors, size, *found)
    return Candidates(*(column[:kept] for column in found))


def _interpreted(graph: CSR, n_actors: int, size: int) -> Candidates:
    """Score some rows at a time and keep the best so far, ties at the threshold included."""
    adjacency = graph.matrix()
    to_actors = csr_array(adjacency[:, :n_actors])
    shares = csr_array(adjacency.multiply(1 / np.maximum(graph.lengths, 1)[None, :]))
    best = Candidates(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0))
    for begin in range(0, n_actors, _ROWS_AT_ONCE):
        end = min(begin + _ROWS_AT_ONCE, n_actors)
        scores = csr_array(shares[begin:end] @ to_actors)
        linked = scores.multiply(adjacency[begin:end, :n_actors])
        pairs = triu(scores - csr_array(linked), 1 + begin, format="coo")
        best = _best(best, pairs.coords[0] + begin, pairs.coords[1], pairs.data, size)
    return best


def _best(kept: Candidates, first: NDArray, second: NDArray, scores: NDArray[np.float64],
          size: int) -> Candidates:
    scores = np.concatenate((kept.scores, scores))
    floor = np.partition(scores, -size)[-size] if len(scores) > size else 0
    taken = (scores >= floor) & (scores > 0)
    return Candidates(np.concatenate((kept.first, first))[taken].astype(np.int32),
                      np.concatenate((kept.second, second))[taken].astype(np.int32),
                      scores[taken])
