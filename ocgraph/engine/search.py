"""Searches from every actor: how far the others are, and how many are within a few steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components, reverse_cuthill_mckee

from ocgraph.engine.compiled import call, is_compiled
from ocgraph.engine.csr import CSR, Indices, starts
from ocgraph.engine.steps import Steps, row_items

_LANES = 512
_SAMPLE = 64


class Distances(NamedTuple):
    """How far the others are from each actor, each attribute of shape ``(n_actors,)``.

    Attributes
    ----------
    n_reached
        Other actors that steps lead to.
    total
        Sum of their distances, in steps.
    inverse_total
        Sum of one over their distances.
    """

    n_reached: NDArray[np.int64]
    total: NDArray[np.int64]
    inverse_total: NDArray[np.float64]


class Reach(NamedTuple):
    """Whom each actor reaches, within 1, 2… steps, each of shape ``(n_actors, max_steps)``.

    Attributes
    ----------
    actors
        Other actors reached, the start left out.
    population
        Inhabitants of the territories of the start and of those reached, each counted once.
    """

    actors: NDArray[np.int64]
    population: NDArray[np.float64]


def distances(steps: Steps) -> Distances:
    """Measure the distances from every actor to every other.

    Notes
    -----
    Breadth-first searches from 512 actors at once, one bit each (after Then, M. et al. (2014).
    The more the merrier: efficient multi-source graph traversal. PVLDB 8, 449–460).
    """
    n_actors = steps.n_actors
    found = Distances(np.zeros(n_actors, np.int64), np.zeros(n_actors, np.int64),
                      np.zeros(n_actors))
    if is_compiled() and n_actors:
        arranged = _arranged(steps)
        call("ocgraph_distances", *arranged.arguments(), *found)
        return Distances(*map(arranged.back, found))
    for levels in _searches(steps):
        for step, (met, _) in enumerate(levels):
            if step:
                counts = _counts(met)
                found.n_reached[:] += counts
                found.total[:] += step * counts
                found.inverse_total[:] += counts / step
    return found


def reach(steps: Steps, max_steps: int, territory_of: Indices,
          population: NDArray[np.float64]) -> Reach:
    """Count whom every actor reaches, and the inhabitants where they are.

    Parameters
    ----------
    max_steps
        How far to go, at least 1.
    territory_of
        Territory of each actor, -1 where it is not known, shape ``(n_actors,)``.
    population
        Inhabitants of each territory, all known, shape ``(n_territories,)``.

    Notes
    -----
    As `distances`; where the searches meet few actors, one after the other instead.
    """
    territory_of = np.ascontiguousarray(territory_of, np.int32)
    population = np.ascontiguousarray(population, np.float64)
    found = Reach(np.zeros((steps.n_actors, max_steps), np.int64),
                  np.zeros((steps.n_actors, max_steps)))
    if not is_compiled() or not steps.n_actors:
        return _interpreted(steps, territory_of, population, found)
    if _meets_few(steps, max_steps):
        call("ocgraph_reach_one_by_one", *steps, 0, max_steps, territory_of, len(population),
             population, *found)
        return found
    arranged = _arranged(steps)
    call("ocgraph_reach_at_once", *arranged.arguments(), max_steps,
         np.ascontiguousarray(territory_of[arranged.order]), len(population), population, *found)
    return Reach(arranged.back(np.cumsum(found.actors, axis=1)), arranged.back(found.population))


def reach_from(steps: Steps, first: CSR, max_steps: int, territory_of: Indices,
               population: NDArray[np.float64]) -> Reach:
    """Count whom tables or organizers reach, which are no actors, as `reach` does for actors.

    Parameters
    ----------
    first
        Actors met in the first step from each start, shape ``(n_starts, n_actors)``.
    """
    n_starts = first.n_rows
    found = Reach(np.zeros((n_starts, max_steps), np.int64), np.zeros((n_starts, max_steps)))
    territory_of = np.append(territory_of, np.full(n_starts, -1)).astype(np.int32)
    population = np.ascontiguousarray(population, np.float64)
    if is_compiled():
        call("ocgraph_reach_one_by_one", *_with_starts(steps, first), steps.n_actors, max_steps,
             territory_of, len(population), population, *found)
        return found
    for start in range(n_starts):
        away = steps.search((), first.row(start), max_steps)
        for step in range(1, max_steps + 1):
            met = np.flatnonzero((away > 0) & (away <= step))
            touched = np.unique(territory_of[met])
            found.actors[start, step - 1] = len(met)
            found.population[start, step - 1] = population[touched[touched >= 0]].sum()
    return found


def _with_starts(steps: Steps, first: CSR) -> Steps:
    """Add the starts after the actors: their ties lead to actors, and nothing leads to them."""
    n_nodes = steps.n_actors + first.n_rows
    return Steps(
        CSR(np.append(steps.ties.indptr, steps.ties.indptr[-1] + first.indptr[1:]),
            np.append(steps.ties.indices, first.indices), n_nodes),
        steps.members._replace(n_columns=n_nodes),
        steps.hubs_of._replace(indptr=np.append(
            steps.hubs_of.indptr, np.full(first.n_rows, steps.hubs_of.indptr[-1], np.int32))))


def distance_matrix(steps: Steps) -> NDArray[np.int16]:
    """Return the number of steps between all actors, -1 where none leads, shape ``(n, n)``.

    For what asks for the distances again and again: it takes 2 bytes for each pair.
    """
    found = np.full((steps.n_actors, steps.n_actors), -1, np.int16)
    for first, levels in zip(range(0, steps.n_actors, _LANES), _searches(steps), strict=True):
        block = found[:, first:first + _LANES]
        for step, (met, _) in enumerate(levels):
            bits = np.unpackbits(met.view(np.uint8), axis=1, bitorder="little")
            block[bits[:, :block.shape[1]] > 0] = step
    return found


def _meets_few(steps: Steps, max_steps: int) -> bool:
    """Tell whether searches one by one look at less than passes over all, each shared by 512.

    Reading a line of 512 bits costs about as much as looking at one entry; the searches are
    sampled.
    """
    stride = max(1, steps.n_actors // _SAMPLE)
    looked_at = call("ocgraph_looked_at", *steps, max_steps, stride)
    n_sampled = -(-steps.n_actors // stride)
    n_lines = max_steps * (len(steps.ties.indices) + 2 * len(steps.members.indices)
                           + 2 * steps.n_actors)
    return looked_at * _LANES < n_lines * n_sampled


class _Arranged(NamedTuple):
    """The same steps, numbered so that those near one another are near in memory.

    A component is a run of actors and a run of hubs: where each begins, shape
    ``(n_components + 1,)``. `order` is the old number of each actor.
    """

    steps: Steps
    order: NDArray[np.intp]
    first_actors: Indices
    first_hubs: Indices

    def arguments(self) -> tuple[CSR | NDArray | int, ...]:
        return *self.steps, len(self.first_actors) - 1, self.first_actors, self.first_hubs

    def back(self, rows: NDArray) -> NDArray:
        """Return what was found in the order in which the actors were given."""
        found = np.empty_like(rows)
        found[self.order] = rows
        return found


def _arranged(steps: Steps) -> _Arranged:
    graph = steps.incidence_graph().matrix(np.int8)
    order = reverse_cuthill_mckee(graph, symmetric_mode=True)
    labels = connected_components(graph, directed=False)[1][order]
    is_actor = order < steps.n_actors
    begins = np.flatnonzero(np.diff(labels, prepend=-1, append=-1))
    first_actors, first_hubs = (
        np.concatenate(([0], np.cumsum(kind)))[begins].astype(np.int32)
        for kind in (is_actor, ~is_actor))
    actors, hubs = order[is_actor], order[~is_actor] - steps.n_actors
    number = np.empty(steps.n_actors, np.int32)
    number[actors] = np.arange(steps.n_actors, dtype=np.int32)
    ties, members = _renumbered(steps.ties, actors, number), _renumbered(steps.members, hubs,
                                                                         number)
    return _Arranged(Steps.of(ties, members), actors, first_actors, first_hubs)


def _renumbered(rows: CSR, order: NDArray[np.intp], number: Indices) -> CSR:
    """Return the rows in another order, their columns under other numbers and no longer sorted."""
    return CSR(starts(rows.lengths[order]), number[row_items(rows, order)], rows.n_columns)


def _interpreted(steps: Steps, territory_of: Indices, population: NDArray[np.float64],
                 found: Reach) -> Reach:
    known = np.flatnonzero(territory_of >= 0)
    of_territory = CSR.of_pairs(territory_of[known], known, (len(population), steps.n_actors))
    max_steps = found.actors.shape[1]
    for first, levels in zip(range(0, steps.n_actors, _LANES), _searches(steps, max_steps),
                             strict=True):
        starts = slice(first, min(first + _LANES, steps.n_actors))
        for step, (met, seen) in enumerate(levels):
            if step:
                found.actors[:, step - 1:] += _counts(met)[:, None]
                bits = np.unpackbits(_together(of_territory, seen).view(np.uint8), axis=1,
                                     bitorder="little")[:, :starts.stop - first]
                found.population[starts, step - 1:] = (population @ bits)[:, None]
    return found


def _searches(steps: Steps, max_steps: int | None = None
              ) -> Iterator[Iterator[tuple[NDArray[np.uint64], NDArray[np.uint64]]]]:
    """Search from 512 actors at a time: `_levels` of each block."""
    for first in range(0, steps.n_actors, _LANES):
        starts = np.arange(first, min(first + _LANES, steps.n_actors))
        lines = np.zeros((steps.n_actors, _LANES // 8), np.uint8)
        lines[starts, (starts - first) // 8] = 1 << (starts - first) % 8
        yield _levels(steps, lines.view(np.uint64), max_steps)


def _levels(steps: Steps, met: NDArray[np.uint64], max_steps: int | None
            ) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.uint64]]]:
    """Give, at each step from 0, which starts have just met each actor, and which have so far."""
    seen, step = met.copy(), 0
    yield met, seen
    while met.any() and step != max_steps:
        step += 1
        hubs = _together(steps.members, met)
        met = (_together(steps.ties, met) | _together(steps.hubs_of, hubs)) & ~seen
        seen |= met
        yield met, seen


def _together(rows: CSR, lines: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return, for each row, what the lines of its columns hold together."""
    found = np.zeros((rows.n_rows, lines.shape[1]), np.uint64)
    some = rows.lengths > 0
    if some.any():
        found[some] = np.bitwise_or.reduceat(lines[rows.indices], rows.indptr[:-1][some], axis=0)
    return found


def _counts(lines: NDArray[np.uint64]) -> NDArray[np.int64]:
    return np.bitwise_count(lines).sum(axis=1, dtype=np.int64)
