"""How near the others are, and whom one can mobilise step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ocgraph.engine.csr import CSR, Indices
from ocgraph.engine.search import Reach, distances, reach, reach_from
from ocgraph.measures.measure import (
    Column,
    Family,
    Figures,
    Measure,
    Parameter,
    Subject,
    Unit,
)
from ocgraph.network import Layer, PartnershipNetwork

_STEPS = (1, 2, 3)


class NotReached(NamedTuple):
    """What a set leaves out: sorted codes of MRC and sectors, tables in their order.

    What is not recorded (an actor without MRC or sector) is not listed.
    """

    mrc_codes: tuple[str, ...]
    sectors: tuple[str, ...]
    concertation_tables: tuple[str, ...]


def closeness(network: PartnershipNetwork) -> Figures:
    """Return one over the mean distance to those reached, times the share of the others reached."""
    found = distances(network.steps)
    others = network.steps.n_actors - 1
    alone = found.n_reached == 0
    share = found.n_reached / max(others, 1)
    values = np.where(alone, np.nan, share * found.n_reached / np.maximum(found.total, 1))
    reason = "isolated" if others else "one_actor"
    actors = tuple(network.actor_index)
    return Figures(actors, {"closeness": values},
                   {actors[number]: reason for number in np.flatnonzero(alone)})


def harmonic(network: PartnershipNetwork) -> Figures:
    """Return the mean, over the others, of one over their distance; 0 where none leads."""
    actors = tuple(network.actor_index)
    if len(actors) == 1:
        return Figures(actors, {"harmonic": np.full(1, np.nan)}, {actors[0]: "one_actor"})
    found = distances(network.steps).inverse_total / max(len(actors) - 1, 1)
    return Figures(actors, {"harmonic": found})


def mobilisation_reach(network: PartnershipNetwork,
                       population_by_mrc: Mapping[str, float | None]) -> Figures:
    """Count the others each actor reaches within 1, 2 and 3 steps, and the inhabitants there."""
    territory_of, population = _territories(network, population_by_mrc)
    found = reach(network.steps, len(_STEPS), territory_of, population)
    actors = tuple(network.actor_index)
    return _with_population(network, actors, _by_step(found), population_by_mrc,
                            starts_count=True)


def organizer_reach(network: PartnershipNetwork,
                    population_by_mrc: Mapping[str, float | None]) -> Figures:
    """Count the actors each organizer reaches within 1, 2 and 3 steps, and the inhabitants there.

    Her first step leads to the actors she is engaged with and to the members of the tables she is
    engaged with.
    """
    rows = tuple(organizer.organizer_id for organizer in network.organizers)
    return _reach_of_hubs(network, rows, population_by_mrc)


def table_reach(network: PartnershipNetwork,
                population_by_mrc: Mapping[str, float | None]) -> Figures:
    """Count the actors each table reaches within 1, 2 and 3 steps: its members, and further."""
    rows = tuple(node.concertation_table_id for node in network.concertation_tables)
    return _reach_of_hubs(network, rows, population_by_mrc)


def set_reach(network: PartnershipNetwork, chosen: tuple[str, ...],
              population_by_mrc: Mapping[str, float | None]) -> Figures:
    """Count the actors within 1, 2 and 3 steps of a set, and weigh them by their distance.

    The actors chosen are counted (they are 0 steps away). ``distance_weighted_reach`` is the mean,
    over the actors *not* chosen, of one over their distance to the set (Borgatti 2006, DR): tables
    and organizers chosen are where steps begin, not actors to count.
    """
    n_actors = len(network.actors)
    if not chosen:
        return _of_set(chosen, dict.fromkeys(_SET_COLUMNS, np.nan), "nobody_chosen")
    away = _away(network, chosen, n_actors + 1)
    counts, people = _within(away, _territories(network, population_by_mrc))
    others = n_actors - int((away == 0).sum())
    values = {f"within_{step}": counts[step - 1] for step in _STEPS}
    values |= {f"within_share_{step}": counts[step - 1] / n_actors if n_actors else np.nan
               for step in _STEPS}
    values |= {f"population_{step}": people[step - 1] or np.nan if counts[step - 1] else 0
               for step in _STEPS}
    values["distance_weighted_reach"] = (1 / away[away > 0]).sum() / others if others else np.nan
    reasons = dict.fromkeys(_PEOPLED, "no_population" if not population_by_mrc else "mrc_unknown")
    reasons |= {"distance_weighted_reach": "nobody_else"}
    lacking = {name: reasons.get(name, "no_actor") for name, value in values.items()
               if np.isnan(value)}
    return _of_set(chosen, values, None, _facts(network, population_by_mrc), lacking)


def group_degree(network: PartnershipNetwork, chosen: tuple[str, ...]) -> Figures:
    """Return the share of the other actors one step away from a set of actors."""
    away, others, reason = _group(network, chosen)
    near = int((away == 1).sum())
    return _of_set(chosen, {"group_near_actors": np.nan if reason else near,
                            "group_degree": np.nan if reason else near / others}, reason)


def group_closeness(network: PartnershipNetwork, chosen: tuple[str, ...]) -> Figures:
    """Return one over the mean distance to a set of actors, times the share of others reached."""
    away, others, reason = _group(network, chosen)
    reached = away[away > 0]
    if not reason and not len(reached):
        reason = "isolated"
    value = np.nan if reason else len(reached) / others * len(reached) / reached.sum()
    return _of_set(chosen, {"group_closeness": value}, reason)


def not_reached(network: PartnershipNetwork, chosen: Iterable[str], max_steps: int) -> NotReached:
    """Return the MRC, the sectors and the tables seen that have no actor within some steps."""
    reached = network.steps_from(chosen, max_steps)
    here = [actor for actor in network.actors if actor.actor_id in reached]
    mrc_codes = {actor.mrc_code for actor in network.actors} - {actor.mrc_code for actor in here}
    sectors = ({code for actor in network.actors for code in actor.sectors}
               - {code for actor in here for code in actor.sectors})
    members = network.steps.members
    numbers = [network.actor_index[actor.actor_id] for actor in here]
    tables = [node.concertation_table_id for hub, node in enumerate(network.concertation_tables)
              if not np.isin(members.row(hub), numbers).any()]
    return NotReached(tuple(sorted(mrc_codes - {None})), tuple(sorted(sectors)), tuple(tables))


def _reach_of_hubs(network: PartnershipNetwork, rows: tuple[str, ...],
                   population_by_mrc: Mapping[str, float | None]) -> Figures:
    """Return a row for each table or organizer, from the actors its first step leads to."""
    territory_of, population = _territories(network, population_by_mrc)
    columns = _by_step(reach_from(network.steps, _first_steps(network, rows), len(_STEPS),
                                  territory_of, population))
    return _with_population(network, rows, columns, population_by_mrc, starts_count=False)


def _first_steps(network: PartnershipNetwork, hubs: tuple[str, ...]) -> CSR:
    """Return the actors the first step leads to, shape ``(n_hubs, n_actors)``.

    From a table, its members; from an organizer, also those of the tables she is engaged with.
    """
    n_actors = len(network.actors)
    number = {hub: row for row, hub in enumerate(hubs)}
    passed = [(number[link.source_id], network.node_index[link.target_id] - n_actors)
              for link in network.links
              if link.layer == Layer.LIAISON and link.source_id in number
              and link.target_id not in network.actor_index]
    passed += [(row, network.node_index[hub] - n_actors) for hub, row in number.items()]
    rows, columns = np.array(passed, np.int64).reshape(-1, 2).T
    through = CSR.of_pairs(rows, columns, (len(hubs), network.steps.n_hubs))
    met = through.matrix(np.int32) @ network.steps.members.matrix(np.int32)
    return CSR.of_matrix(csr_array(met))


def _by_step(found: Reach) -> dict[str, NDArray]:
    return ({f"reached_{step}": found.actors[:, step - 1].astype(float) for step in _STEPS}
            | {f"population_{step}": found.population[:, step - 1] for step in _STEPS})


def _away(network: PartnershipNetwork, starts: Iterable[str], max_steps: int) -> Indices:
    """Return how many steps away each actor is, -1 where none leads."""
    found = network.steps_from(starts, max_steps)
    away = np.full(len(network.actors), -1, np.int32)
    for actor, step in found.items():
        away[network.actor_index[actor]] = step
    return away


def _within(away: Indices, territories: tuple[Indices, NDArray[np.float64]]
            ) -> tuple[list[int], list[float]]:
    """Count the actors within 1, 2 and 3 steps, and the inhabitants of their territories."""
    territory_of, population = territories
    counts, people = [], []
    for step in _STEPS:
        met = (away >= 0) & (away <= step)
        touched = np.unique(territory_of[met])
        counts.append(int(met.sum()))
        people.append(float(population[touched[touched >= 0]].sum()))
    return counts, people


def _territories(network: PartnershipNetwork, population_by_mrc: Mapping[str, float | None]
                 ) -> tuple[Indices, NDArray[np.float64]]:
    """Return the MRC of each actor, -1 where its population is not known, and the populations."""
    known = {code: people for code, people in population_by_mrc.items() if people is not None}
    numbers = {code: number for number, code in enumerate(known)}
    return (np.array([numbers.get(actor.mrc_code, -1) for actor in network.actors], np.int32),
            np.array(list(known.values()), np.float64))


def _facts(network: PartnershipNetwork, population_by_mrc: Mapping[str, float | None]
           ) -> dict[str, int]:
    """Tell how many actors bring no population: their MRC, or its inhabitants, is not known."""
    if not population_by_mrc:
        return {}
    territory_of, _ = _territories(network, population_by_mrc)
    return {"n_without_population": int((territory_of < 0).sum())}


def _with_population(network: PartnershipNetwork, rows: tuple[str, ...],
                     columns: dict[str, NDArray], population_by_mrc: Mapping[str, float | None],
                     *, starts_count: bool) -> Figures:
    """Return the figures; `starts_count` where the MRC of the start is among those counted."""
    if not population_by_mrc:
        unknown = {name: np.full(len(rows), np.nan) for name in _PEOPLED}
        return Figures(rows, columns | unknown,
                       column_reasons=dict.fromkeys(_PEOPLED, "no_population"))
    # Nobody lives nowhere: nothing is known of the MRC of those reached, or nobody is.
    somewhere = {f"population_{step}": np.where(
        (columns[f"population_{step}"] == 0) & (starts_count | (columns[f"reached_{step}"] > 0)),
        np.nan, columns[f"population_{step}"]) for step in _STEPS}
    lacking = np.isnan(np.stack(list(somewhere.values()))).any(axis=0)
    return Figures(rows, columns | somewhere,
                   {rows[row]: "mrc_unknown" for row in np.flatnonzero(lacking)},
                   _facts(network, population_by_mrc))


def _group(network: PartnershipNetwork, chosen: tuple[str, ...]) -> tuple[Indices, int, str | None]:
    """Return the steps from the actors chosen, how many others there are, why there is no figure.

    Tables and organizers chosen are left out: these measures are of actors.
    """
    actors = [node_id for node_id in chosen if node_id in network.actor_index]
    others = len(network.actors) - len(actors)
    away = _away(network, actors, len(network.actors))
    return away, others, "nobody_chosen" if not actors else None if others else "nobody_else"


def _of_set(chosen: tuple[str, ...], values: Mapping[str, float], reason: str | None,
            facts: Mapping[str, int] | None = None,
            column_reasons: Mapping[str, str] | None = None) -> Figures:
    return Figures((chosen,), {name: np.array([value], float) for name, value in values.items()},
                   {chosen: reason} if reason else {}, facts or {}, column_reasons or {})


_REACHED = tuple(Column(f"reached_{step}", Unit.ACTORS) for step in _STEPS)
_POPULATION = tuple(Column(f"population_{step}", Unit.INHABITANTS) for step in _STEPS)
_PEOPLED = tuple(column.column_id for column in _POPULATION)
_SET = (*(Column(f"within_{step}", Unit.ACTORS) for step in _STEPS),
        *(Column(f"within_share_{step}", Unit.SHARE, 3) for step in _STEPS),
        *_POPULATION, Column("distance_weighted_reach", Unit.SCORE, 3))
_SET_COLUMNS = tuple(column.column_id for column in _SET)
_CHOSEN = Parameter("chosen", (), names_nodes=True)
_PEOPLE = Parameter("population_by_mrc", {})
_BORGATTI = ("Borgatti, S. P. (2006). Identifying sets of key players in a social network. "
             "Computational & Mathematical Organization Theory 12, 21–34.")
_EVERETT = ("Everett, M. G., Borgatti, S. P. (1999). The centrality of groups and classes. "
            "Journal of Mathematical Sociology 23, 181–201.")

MEASURES = (
    Measure("closeness", closeness, Family.POSITION, Subject.ACTOR,
            (Column("closeness", Unit.SCORE, 3),),
            formula="C(v) = r/(n − 1) · r/Σd(v, j), over the r others reached",
            reference="Wasserman, S., Faust, K. (1994). Social Network Analysis. "
                      "Cambridge University Press, 200–201."),
    Measure("harmonic", harmonic, Family.POSITION, Subject.ACTOR,
            (Column("harmonic", Unit.SCORE, 3),),
            formula="H(v) = Σ 1/d(v, j) / (n − 1), 1/d = 0 where none leads",
            reference="Rochat, Y. (2009). Closeness centrality extended to unconnected graphs: "
                      "the harmonic centrality index. ASNA 2009."),
    Measure("mobilisation_reach", mobilisation_reach, Family.REACH, Subject.ACTOR,
            (*_REACHED, *_POPULATION), parameters=(_PEOPLE,),
            formula="R_k(v) = #{j ≠ v : d(v, j) ≤ k}; P_k(v) = Σ population of the MRC of v and "
                    "of those j, each once; k = 1, 2, 3",
            reference=_BORGATTI),
    Measure("organizer_reach", organizer_reach, Family.REACH, Subject.ORGANIZER,
            (*_REACHED, *_POPULATION), layers=frozenset((Layer.LIAISON,)), parameters=(_PEOPLE,),
            formula="R_k(o) = #{j : d(o, j) ≤ k}; P_k(o) = Σ population of their MRC, each once; "
                    "k = 1, 2, 3", reference=_BORGATTI),
    Measure("table_reach", table_reach, Family.REACH, Subject.CONCERTATION_TABLE,
            (*_REACHED, *_POPULATION), layers=frozenset((Layer.TABLES,)), parameters=(_PEOPLE,),
            formula="R_k(t) = #{j : d(t, j) ≤ k}, members at 1; P_k(t) = Σ population of their "
                    "MRC, each once; k = 1, 2, 3", reference=_BORGATTI),
    Measure("set_reach", set_reach, Family.REACH, Subject.SET, _SET,
            parameters=(_CHOSEN, _PEOPLE),
            formula="m-reach: #{j : d(K, j) ≤ m}; DR = Σ 1/d(K, j) / (n − |K|), over j not in K",
            reference=_BORGATTI),
    Measure("group_degree", group_degree, Family.REACH, Subject.SET,
            (Column("group_near_actors", Unit.ACTORS), Column("group_degree", Unit.SHARE, 3)),
            parameters=(_CHOSEN,), formula="#{j not in C : d(C, j) = 1} / (n − |C|)",
            reference=_EVERETT),
    Measure("group_closeness", group_closeness, Family.REACH, Subject.SET,
            (Column("group_closeness", Unit.SCORE, 3),), parameters=(_CHOSEN,),
            formula="r/(n − |C|) · r/Σd(C, j), over the r others reached", reference=_EVERETT),
)
