"""Communities of actors, and how far one may rely on each membership."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocgraph.engine.communities import partitions, stability, step_weights
from ocgraph.measures.measure import Column, Family, Figures, Measure, Parameter, Subject, Unit
from ocgraph.network import PartnershipNetwork


def communities(network: PartnershipNetwork, resolution: float, runs: int) -> Figures:
    """Divide the actors into communities, from 1 for the largest, with the stability of each place.

    The partition shown is the one of highest modularity of all runs: one among several that are
    nearly as good, hence the stability. Actors who are one step from nobody are in none.
    """
    weights = step_weights(network.steps)
    actors = tuple(network.actor_index)
    joined = np.flatnonzero(np.diff(weights.indptr))
    community, stays = np.full(len(actors), np.nan), np.full(len(actors), np.nan)
    facts = {"n_communities": 0}
    if len(joined):
        labels, modularity = partitions(weights[joined][:, joined], resolution, runs)
        best = int(modularity.argmax())
        community[joined] = _by_size(labels[best])
        stays[joined] = stability(labels, best)
        facts = {"n_communities": int(community[joined].max()), "runs": runs,
                 "modularity": round(float(modularity[best]), 3)}
    reason = "one_actor" if len(actors) == 1 else "isolated"
    return Figures(actors, {"community": community, "stability": stays},
                   {actors[row]: reason for row in np.flatnonzero(np.isnan(community))}, facts)


def _by_size(labels: NDArray[np.int32]) -> NDArray[np.int64]:
    """Give number 1 to the largest community; to the one of the first actor, of several."""
    _, first, numbered, sizes = np.unique(labels, return_index=True, return_inverse=True,
                                          return_counts=True)
    rank = np.empty(len(sizes), np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(1, len(sizes) + 1)
    return rank[numbered]


MEASURES = (
    Measure("communities", communities, Family.COHESION, Subject.ACTOR,
            (Column("community", Unit.LABEL), Column("stability", Unit.SHARE, 2)),
            formula="max Σ [w(u, v) − γ k(u)k(v)/2W] over u, v of one community; "
                    "w = 1 a tie + Σ 1/(s − 1) over shared tables and organizers of s actors",
            reference="Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to "
                      "Leiden: guaranteeing well-connected communities. Scientific Reports 9, "
                      "5233.",
            parameters=(Parameter("resolution", 1.0, low=0.1, high=5.0),
                        Parameter("runs", 20, low=10, high=100))),
)
