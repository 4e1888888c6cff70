"""Who is on the shortest paths between others, alone or as a group."""

from __future__ import annotations

import numpy as np

from ocgraph.engine.paths import dependencies, paths_through
from ocgraph.measures.measure import Column, Family, Figures, Measure, Parameter, Subject, Unit
from ocgraph.network import PartnershipNetwork

SEED = 1977
_FEWEST_PIVOTS = 2  # one alone tells nothing of how far another would have been


def betweenness(network: PartnershipNetwork, pivots: int = 0) -> Figures:
    """Tell the share of shortest paths between two others that pass through each actor.

    Parameters
    ----------
    pivots
        Paths are followed from so many actors drawn at random only, at least two, and the error
        is told; from all of them, without error, for 0 and for as many as there are.
    """
    actors = tuple(network.actor_index)
    n_actors = len(actors)
    if n_actors < 3:
        nothing = np.full(n_actors, np.nan)
        return Figures(actors, {"betweenness": nothing, "betweenness_error": nothing},
                       dict.fromkeys(actors, "three_actors_needed"))
    n_drawn = max(pivots, _FEWEST_PIVOTS) if 0 < pivots < n_actors else n_actors
    drawn = np.sort(np.random.default_rng(SEED).choice(n_actors, n_drawn, replace=False))
    found = dependencies(network.step_graph, drawn)
    scale = n_actors / ((n_actors - 1) * (n_actors - 2))
    mean = found.total / n_drawn
    spread = np.maximum(found.squares / n_drawn - mean ** 2, 0) * n_drawn / (n_drawn - 1)
    error = scale * np.sqrt(spread / n_drawn * (1 - n_drawn / n_actors))
    # What no path drawn shows is not sure: paths from someone not drawn may all pass there.
    unseen = np.flatnonzero((error <= 0) & (n_drawn < n_actors))
    error[unseen] = np.nan
    return Figures(actors, {"betweenness": scale * mean, "betweenness_error": error},
                   {actors[row]: "error_unseen" for row in unseen})


def group_betweenness(network: PartnershipNetwork, chosen: tuple[str, ...] = ()) -> Figures:
    """Tell the share of shortest paths between others that pass through a chosen group.

    Only the actors chosen make the group; a table or an organizer is passed through by all.
    """
    group = [network.actor_index[node_id] for node_id in chosen if node_id in network.actor_index]
    n_others = len(network.actors) - len(group)
    reason = "nobody_chosen" if not group else "two_others_needed" if n_others < 2 else None
    share = np.nan if reason else (
        paths_through(network.step_graph, group) / (n_others * (n_others - 1) / 2))
    return Figures((chosen,), {"group_betweenness": np.array([share])},
                   {chosen: reason} if reason else {})


MEASURES = (
    Measure("betweenness", betweenness, Family.POSITION, Subject.ACTOR,
            (Column("betweenness", Unit.SHARE, 4), Column("betweenness_error", Unit.SHARE, 4)),
            formula="2 Σ σ(s, t | v)/σ(s, t)/((n − 1)(n − 2))",
            reference="Freeman, L. C. (1977). A set of measures of centrality based on "
                      "betweenness. Sociometry 40, 35–41. Brandes, U. and Pich, C. (2007). "
                      "Centrality estimation in large networks. International Journal of "
                      "Bifurcation and Chaos 17, 2303–2318.",
            parameters=(Parameter("pivots", 0, 0, 1_000_000),)),
    Measure("group_betweenness", group_betweenness, Family.REACH, Subject.SET,
            (Column("group_betweenness", Unit.SHARE, 3),),
            formula="2 Σ σ(s, t | C)/σ(s, t)/((n − |C|)(n − |C| − 1))",
            reference="Everett, M. G. and Borgatti, S. P. (1999). The centrality of groups and "
                      "classes. Journal of Mathematical Sociology 23, 181–201.",
            parameters=(Parameter("chosen", (), names_nodes=True),)),
)
