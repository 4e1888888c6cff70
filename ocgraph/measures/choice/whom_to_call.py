"""Whom to call: the fewest actors that reach a share of all, and the best set of a size."""

from __future__ import annotations

from math import comb

import numpy as np

from ocgraph.engine.best_sets import Scores, all_sets, exchanged_sets
from ocgraph.engine.covering import largest_covers
from ocgraph.engine.covers import Cover
from ocgraph.engine.csr import CSR, Indices
from ocgraph.engine.search import distance_matrix
from ocgraph.measures.choice import criteria, questions
from ocgraph.measures.choice.told import facts_of, nothing, rows_of
from ocgraph.measures.measure import Column, Family, Figures, Measure, Parameter, Subject, Unit
from ocgraph.network import PartnershipNetwork

EVALUATIONS = 200_000
"""Up to how many sets are all tried."""

LARGEST_PROGRAMME = 200_000
"""Up to how many entries an integer programme is attempted; a search by exchanges above."""

_CRITERIA = (criteria.REACH, criteria.DISTANCE_REACH, criteria.FRAGMENTATION,
             criteria.DISTANCE_FRAGMENTATION)
_COST = {criteria.REACH: 1, criteria.DISTANCE_REACH: 1, criteria.FRAGMENTATION: 5,
         criteria.DISTANCE_FRAGMENTATION: 20}  # how much longer a pass takes


def smallest_set(network: PartnershipNetwork, max_steps: int = 1, target_share: float = 1.0,
                 targets: tuple[str, ...] = (), *, candidates: tuple[str, ...] = (),
                 how_many_sets: int = 10) -> Figures:
    """Find the fewest actors whose reach, themselves included, attains a share of those wanted.

    Only the actors among the targets are wanted; every actor when none is named.
    """
    asked = questions.whom_to_call(network, max_steps, target_share, targets, candidates)
    if not asked.wanted or not asked.candidates:
        return nothing(_SMALLEST, "no_candidate" if asked.wanted else
                       "no_target" if network.actors else "no_actor")
    if not asked.is_attainable:
        return nothing(_SMALLEST, "target_unreachable",
                       {"attainable_share": asked.n_attainable / len(asked.wanted)})
    *_, found = asked.search(how_many_sets)
    counts = np.array(asked.n_met(found), float)
    return Figures(asked.names(found), {
        "set_size": np.array([len(members) for members in found.sets], float),
        "set_reached": counts, "set_reached_share": counts / len(asked.wanted)}, {},
        facts_of(found))


def best_set(network: PartnershipNetwork, size: int = 2, criterion: str = criteria.REACH,
             max_steps: int = 1, *, candidates: tuple[str, ...] = (),
             how_many_sets: int = 10) -> Figures:
    """Find the sets of a size that reach, or whose departure breaks, the most."""
    allowed = questions.numbers_of(network, candidates)
    reason = _impossible(len(network.actors), len(allowed), size, criterion)
    if reason:
        return nothing(_BEST, reason)
    question = _Question(network, allowed, size, criterion, max_steps)
    found = question.answer(how_many_sets)
    return Figures(rows_of(found, tuple(network.actor_index)),
                   {"set_value": np.full(len(found.sets), found.value)}, {}, facts_of(found))


class _Question:
    """The best set of a size for a criterion, by the surest of the ways that are affordable."""

    def __init__(self, network: PartnershipNetwork, allowed: Indices, size: int, criterion: str,
                 max_steps: int) -> None:
        self.steps, self.allowed, self.size = network.steps, allowed, size
        self.criterion = criterion
        self.reached = (criteria.within(self.steps, max_steps)
                        if criterion == criteria.REACH else None)
        self.away = (distance_matrix(self.steps)
                     if criterion == criteria.DISTANCE_REACH else None)

    def answer(self, how_many: int) -> Cover:
        """Return the best sets."""
        if comb(len(self.allowed), self.size) * _COST[self.criterion] <= EVALUATIONS:
            return all_sets(self._scores(), self.allowed, self.size, how_many)
        if self._entries() <= LARGEST_PROGRAMME:
            return self._programme(how_many)
        fragments = self.reached is None and self.away is None
        hints = criteria.surroundings(self.steps, self.allowed, self.size) if fragments else ()
        return exchanged_sets(self._scores(), self.allowed, self.size, self._bound(),
                              hints=hints)

    def _scores(self) -> Scores:
        if self.reached is not None:
            return criteria.reach_scores(self.reached)
        if self.away is not None:
            return criteria.distance_reach_scores(self.away)
        return (criteria.fragmentation_scores if self.criterion == criteria.FRAGMENTATION
                else criteria.distance_fragmentation_scores)(self.steps)

    def _bound(self) -> float:
        if self.reached is not None:
            return criteria.reach_bound(self.reached, self.size)
        return (criteria.distance_reach_bound if self.away is not None
                else criteria.fragmentation_bound)(self.steps, self.size)

    def _entries(self) -> float:
        """Count the entries of the integer programme, infinite when there is none."""
        if self.reached is not None:
            return len(self.reached.indices)
        if self.away is not None:
            farthest = max(int(self.away.max()), 1)
            return float(np.where(self.away >= 0, farthest + 1 - np.maximum(self.away, 1), 0).sum())
        return np.inf

    def _programme(self, how_many: int) -> Cover:
        if self.reached is not None:
            covered, weights = self.reached, np.ones(self.reached.n_rows)
        else:
            covered, weights = criteria.levels(self.away)
        found = _renamed(largest_covers(_rows(covered, self.allowed), weights, self.size,
                                        how_many), self.allowed)
        if self.reached is not None:
            return found
        others = self.steps.n_actors - self.size  # each member covers itself at 1
        return found._replace(value=(found.value - self.size) / others,
                              bound=min((found.bound - self.size) / others, self._bound()))


def _impossible(n_actors: int, n_allowed: int, size: int, criterion: str) -> str | None:
    if n_allowed < size:
        return "no_actor" if not n_actors else "too_few_candidates"
    if criterion == criteria.DISTANCE_REACH and n_actors == size:
        return "nobody_else"
    fragments = criterion in (criteria.FRAGMENTATION, criteria.DISTANCE_FRAGMENTATION)
    return "two_others_needed" if fragments and n_actors - size < 2 else None


def _rows(covered: CSR, allowed: Indices) -> CSR:
    return CSR.of_matrix(covered.matrix(np.int8)[allowed])


def _renamed(found: Cover, allowed: Indices) -> Cover:
    return found._replace(sets=tuple(tuple(allowed[list(members)].tolist())
                                     for members in found.sets))


_SMALLEST = (Column("set_size", Unit.ACTORS), Column("set_reached", Unit.ACTORS),
             Column("set_reached_share", Unit.SHARE, 3))
_BEST = (Column("set_value", Unit.SCORE, 3),)
_STEPS = Parameter("max_steps", 1, 1, 3)
_CANDIDATES = Parameter("candidates", (), names_nodes=True)
_HOW_MANY = Parameter("how_many_sets", 10, 1, 50)

MEASURES = (
    Measure("smallest_set", smallest_set, Family.CHOICE, Subject.SET, _SMALLEST,
            formula="min |K|; |{j in T : d(K, j) ≤ m}| ≥ t·|T|, T everyone or those wanted",
            reference="Church, R. & ReVelle, C. (1974). The maximal covering location problem. "
                      "Papers of the Regional Science Association 32, 101–118.",
            parameters=(_STEPS, Parameter("target_share", 1.0, 0.05, 1.0),
                        Parameter("targets", (), names_nodes=True), _CANDIDATES, _HOW_MANY)),
    Measure("best_set", best_set, Family.CHOICE, Subject.SET, _BEST,
            formula="max over |K| = k of |{j : d(K, j) ≤ m}|, Σ 1/d(K, j)/(n − k), F or dF",
            reference="Borgatti, S. P. (2006). Identifying sets of key players in a social "
                      "network. Computational and Mathematical Organization Theory 12, 21–34.",
            parameters=(Parameter("size", 2, 1, 10),
                        Parameter("criterion", criteria.REACH, choices=_CRITERIA), _STEPS,
                        _CANDIDATES, _HOW_MANY)),
)
