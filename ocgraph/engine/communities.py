"""Communities of a weighted graph, many times over: Leiden, by graspologic-native."""

from __future__ import annotations

import numpy as np
from graspologic_native import leiden_csr
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ocgraph.engine.csr import Indices
from ocgraph.engine.projection import shared_hubs
from ocgraph.engine.steps import Steps


def step_weights(steps: Steps) -> csr_array:
    """Weigh each single step: 1 for a tie, and 1/(s − 1) for each shared hub of s actors.

    Shape ``(n_actors, n_actors)``, symmetric, nothing on the diagonal. What an actor shares in a
    hub then sums to 1 whatever its size, as a tie does.
    """
    shared = shared_hubs(steps.members, steps.hubs_of)
    upper = csr_array((shared.weights, shared.second, shared.indptr),
                      shape=(steps.n_actors, steps.n_actors))
    weights = csr_array(upper + upper.T + steps.ties.matrix())
    weights.sort_indices()
    return weights


def partitions(weights: csr_array, resolution: float, n_runs: int
               ) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Divide the nodes into communities that seek the highest modularity, each run on its own.

    Parameters
    ----------
    weights
        Symmetric and positive, with one entry at least, shape ``(n_nodes, n_nodes)``.
    resolution
        Above 1, smaller communities; below, larger ones.

    Returns
    -------
    labels
        Community of each node at each run, shape ``(n_runs, n_nodes)``.
    modularity
        Of each run, at this resolution.

    Notes
    -----
    Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing
    well-connected communities. Scientific Reports 9, 5233. Run number r is seeded with r.
    """
    n_nodes = weights.shape[0]
    labels = np.empty((n_runs, n_nodes), np.int32)
    modularity = np.empty(n_runs)
    arrays = weights.indptr.astype(np.int64), weights.indices.astype(np.int32), weights.data
    for run in range(n_runs):
        modularity[run], found = leiden_csr(*arrays, n_nodes, resolution=float(resolution),
                                            seed=run)
        labels[run] = [found[node] for node in range(n_nodes)]
    return labels, modularity


def stability(labels: NDArray[np.int32], reference: int) -> NDArray[np.float64]:
    """Tell how often, in the other runs, a node is with the members of its community.

    Mean over the other members of the share of the other runs that put both together; for a
    community of one, the share that leaves it alone. Shape ``(n_nodes,)``.
    """
    of = _numbered(labels[reference])
    size = np.bincount(of)[of]
    others = np.delete(labels, reference, axis=0)
    kept = np.zeros(len(of))
    for run in others:
        together = _count_of(of.astype(np.int64) * (run.max() + 1) + run)
        alone = _count_of(run) == 1
        kept += np.where(size > 1, (together - 1) / np.maximum(size - 1, 1), alone)
    return kept / len(others)


def _count_of(labels: NDArray) -> NDArray[np.int64]:
    """Return how many nodes share the label of each."""
    numbered = _numbered(labels)
    return np.bincount(numbered)[numbered]


def _numbered(labels: NDArray) -> Indices:
    return np.unique(labels, return_inverse=True)[1]
