"""The work that is compared: what ours calls, against whom, and how much faster it is to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from benchmarks.cases import (
    GREEDY_STEPS,
    HOPS,
    MAX_STEPS,
    N_CANDIDATES,
    N_PICKED,
    STEPS,
    Case,
    Part,
    pair_numbers,
)
from ocgraph.engine.candidates import top_candidates
from ocgraph.engine.cuts import cuts
from ocgraph.engine.greedy import greedy_reach
from ocgraph.engine.paths import betweenness
from ocgraph.engine.projection import shared_hubs
from ocgraph.engine.removal import inverse_distances_without
from ocgraph.engine.search import distances, reach
from ocgraph.engine.triangles import ego_measures

NETWORKX, IGRAPH, RUSTWORKX, SCIPY, DUCKDB = ("NetworkX", "igraph", "rustworkx", "SciPy", "DuckDB")
OURS, OURS_IN_SCIPY = "ours", "ours, SciPy form"
EVERYTHING = 10**9


@dataclass(frozen=True)
class Line:
    """One line of the table.

    Attributes
    ----------
    key
        What baselines call it.
    numbers
        How many nodes each engine works on at most, where doing all would take too long; 0 leaves
        the engine out. ``"engine, reading"`` says it for one reading.
    goals
        How many times faster than each other ours is to be.
    seconds
        How long ours may take.
    in_scipy
        How many times faster than NetworkX the SciPy form alone is to be.
    """

    key: str
    title: str
    ours: Callable[[Case, int], Part]
    goals: Mapping[str, float] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    seconds: float | None = None
    in_scipy: float | None = None
    readings: tuple[str, ...] = (HOPS, STEPS)


def _reach(case: Case, _: int) -> Part:
    found = reach(case.steps, MAX_STEPS, case.territory_of, case.drawn.population)
    return Part(np.column_stack((found.actors, found.population)))


def _closeness(case: Case, _: int) -> Part:
    found = distances(case.steps)
    close = np.divide(found.n_reached ** 2., found.total * (case.n_nodes - 1.),
                      out=np.zeros(case.n_nodes), where=found.total > 0)
    return Part(np.column_stack((close, found.inverse_total)))


def _pairs_lost(case: Case, _: int) -> Part:
    return Part(cuts(case.linked, case.is_actor).pairs_lost[case.organizers])


def _fragmentation(case: Case, _: int) -> Part:
    return Part(inverse_distances_without(case.steps, case.organizers))


def _one_organizer(case: Case, _: int) -> Part:
    return Part(inverse_distances_without(case.steps, case.organizers[:1]))


def _ego(case: Case, _: int) -> Part:
    found = ego_measures(case.graph, case.groups)
    return Part(lambda: np.column_stack((found.constraint, found.effective_size, found.roles)))


def _candidates(case: Case, _: int) -> Part:
    return Part(top_candidates(case.graph, case.n_actors, N_CANDIDATES).scores)


def _projection(case: Case, _: int) -> Part:
    found = shared_hubs(case.drawn.seats, case.actors_seats)
    return Part(lambda: pair_numbers(found.first, found.second, found.counts))


def _cuts(case: Case, _: int) -> Part:
    found = cuts(case.linked, case.is_actor)
    return Part((np.flatnonzero(found.is_articulation), len(found.bridges[0])))


def _greedy(case: Case, _: int) -> Part:
    return Part(greedy_reach(case.steps, N_PICKED, GREEDY_STEPS)[0])


def _betweenness(case: Case, number: int) -> Part:
    nodes = case.some(number)
    return Part(betweenness(case.graph, nodes), None, len(nodes) / case.n_nodes)


LINES = (
    Line("reach", "three-step reach of everybody, with population", _reach,
         {NETWORKX: 150, IGRAPH: 30, SCIPY: 10}, {NETWORKX: 300, IGRAPH: 3_000, SCIPY: 3_000},
         in_scipy=8),
    Line("closeness", "closeness and harmonic, all", _closeness,
         {NETWORKX: 1_000, IGRAPH: 25}, {NETWORKX: 40, IGRAPH: 500}),
    Line("pairs lost", "pairs lost, all organizers", _pairs_lost,
         {NETWORKX: 5_000, IGRAPH: 1_500}, {NETWORKX: 60, IGRAPH: 250}, seconds=.020),
    Line("fragmentation", "exact distance-weighted fragmentation, all organizers", _fragmentation,
         {NETWORKX: 10_000, IGRAPH: 300}, {NETWORKX: 40, IGRAPH: 500, OURS_IN_SCIPY: 0}),
    Line("one organizer", "the same, one organizer", _one_organizer,
         numbers={OURS_IN_SCIPY: 0}, seconds=1.),
    Line("ego", "constraint, effective size and brokerage roles, all", _ego,
         {NETWORKX: 120, IGRAPH: 5}, in_scipy=8),
    Line("candidates", "missing ties, exact best 1,000", _candidates,
         {NETWORKX: 300, IGRAPH: 100, SCIPY: 4}, {NETWORKX: 400, IGRAPH: 1_000}, in_scipy=8),
    Line("projection", "projection with counts", _projection,
         {NETWORKX: 400, DUCKDB: 4}, readings=(STEPS,)),
    Line("cuts", "articulation points and bridges", _cuts, {NETWORKX: 300, IGRAPH: 5}),
    Line("greedy", "best 20 to mobilise, within two steps", _greedy, {NETWORKX: 50, IGRAPH: 20}),
    Line("betweenness", "betweenness, exact", _betweenness,
         {NETWORKX: 60, IGRAPH: .9, RUSTWORKX: 3},
         {OURS: 512, IGRAPH: 512, NETWORKX: 16, OURS_IN_SCIPY: 64, f"{RUSTWORKX}, {STEPS}": 0}),
)
LINE_BY_KEY = {line.key: line for line in LINES}
