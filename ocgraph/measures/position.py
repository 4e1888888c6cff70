"""Standing by that of one's neighbours: eigenvector and PageRank, on the graph of single steps."""

from __future__ import annotations

from math import ceil, log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import eigsh

from ocgraph.engine.csr import CSR
from ocgraph.measures.measure import Column, Family, Figures, Measure, Parameter, Subject, Unit
from ocgraph.network import PartnershipNetwork

_FEW = 50  # below, the whole spectrum is quick and sure
_PRECISION = 1e-12
_AS_LARGE = 1e-9  # part of the largest eigenvalue within which another cannot be told from it


def eigenvector(network: PartnershipNetwork) -> Figures:
    """Weigh each actor by the weight of those one step away, in the largest component.

    Of components of the same size, the one that holds the first actor is taken. Norm 1.
    """
    graph = network.step_graph
    actors = tuple(network.actor_index)
    found = np.full(len(actors), np.nan)
    if len(graph.indices):
        largest = _largest_component(graph)
        found[largest] = _leading(graph.matrix()[largest][:, largest])
    alone = "one_actor" if len(actors) == 1 else "isolated"
    reasons = {actors[row]: "other_component" if graph.lengths[row] else alone
               for row in np.flatnonzero(np.isnan(found))}
    return Figures(actors, {"eigenvector": found}, reasons)


def _largest_component(graph: CSR) -> NDArray[np.int64]:
    _, component = connected_components(graph.matrix(), directed=False)
    _, first, sizes = np.unique(component, return_index=True, return_counts=True)
    return np.flatnonzero(component == np.lexsort((first, -sizes))[0])


def _leading(matrix: csr_array) -> NDArray[np.float64]:
    """Return the eigenvector of the largest eigenvalue of a connected graph, all positive.

    Where two are as large to the last digits (two alike parts far apart), any mixture would do:
    the one nearest to the same weight for all is taken, which treats alike those who are.
    """
    size = matrix.shape[0]
    if size < _FEW:
        values, vectors = np.linalg.eigh(matrix.toarray())
    else:
        values, vectors = eigsh(matrix, k=2, which="LA", v0=np.ones(size))
    leading = vectors[:, values >= values.max() * (1 - _AS_LARGE)]
    vector = np.abs(leading @ (leading.T @ np.ones(size)))
    return vector / np.linalg.norm(vector)


def pagerank(network: PartnershipNetwork, damping: float) -> Figures:
    """Tell where a walk at random from actor to actor is found, one that at times starts again.

    Sums to 1. From an actor who is one step from nobody, the walk starts again anywhere.
    """
    actors = tuple(network.actor_index)
    return Figures(actors, {"pagerank": _walk(network.step_graph, damping)})


def _walk(graph: CSR, damping: float) -> NDArray[np.float64]:
    n_nodes = graph.n_rows
    where = np.full(n_nodes, 1 / max(n_nodes, 1))
    lost = graph.lengths == 0
    onward = damping / np.maximum(graph.lengths, 1)
    matrix = graph.matrix()
    # Each round divides the error by 1/damping at least: so many are always enough.
    for _ in range(ceil(log(_PRECISION) / log(damping))):
        again = (1 - damping + damping * where[lost].sum()) / max(n_nodes, 1)
        before, where = where, matrix @ (where * onward) + again
        if np.abs(where - before).sum() < _PRECISION:
            break
    return where


MEASURES = (
    Measure("eigenvector", eigenvector, Family.POSITION, Subject.ACTOR,
            (Column("eigenvector", Unit.SCORE, 3),),
            formula="A x = λ₁ x, Σ x² = 1",
            reference="Bonacich, P. (1972). Factoring and weighting approaches to status scores "
                      "and clique identification. Journal of Mathematical Sociology 2, 113–120."),
    Measure("pagerank", pagerank, Family.POSITION, Subject.ACTOR,
            (Column("pagerank", Unit.SHARE, 4),),
            formula="x(v) = (1 − α)/n + α [Σ x(u)/k(u) over the neighbours u + Σ x(w)/n over "
                    "the isolates w]",
            reference="Brin, S. and Page, L. (1998). The anatomy of a large-scale hypertextual "
                      "Web search engine. Computer Networks and ISDN Systems 30, 107–117.",
            parameters=(Parameter("damping", 0.85, low=0.5, high=0.99),)),
)
