"""How many others an actor is one step from."""

from __future__ import annotations

import numpy as np

from ocgraph.measures.measure import Column, Family, Figures, Measure, Subject, Unit
from ocgraph.network import PartnershipNetwork


def degree(network: PartnershipNetwork) -> Figures:
    """Count the actors one step away from each actor, and their share of all the others."""
    actors = tuple(network.actor_index)
    near = network.step_graph.lengths.astype(float)
    alone = len(actors) == 1
    share = np.full(1, np.nan) if alone else near / (len(actors) - 1)
    return Figures(actors, {"near_actors": near, "near_share": share},
                   {actors[0]: "one_actor"} if alone else {})


MEASURES = (
    Measure("degree", degree, Family.POSITION, Subject.ACTOR,
            (Column("near_actors", Unit.ACTORS), Column("near_share", Unit.SHARE, 3)),
            formula="k(v) = |N(v)|; k(v)/(n − 1)",
            reference="Freeman, L. C. (1978). Centrality in social networks: conceptual "
                      "clarification. Social Networks 1, 215–239."),
)
