"""Need and presence of each territory, weighed as a team chooses, and how sure the order is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, log

from ocgraph.io.indicators.kinds import Direction
from ocgraph.io.places.reference import read_indicators, territory_by_code
from ocgraph.model import Territory
from ocgraph.network import PartnershipNetwork
from ocgraph.territory import Values, presence_by_mrc
from ocgraph.territory.evidence import Evidence, Side, need_evidence, presence_evidence
from ocgraph.territory.peers import similar
from ocgraph.territory.presence import Presence
from ocgraph.territory.ranking import (
    Criterion,
    RankInterval,
    Shortfall,
    rank_intervals,
    shortfalls,
)

N_FIRST = 5
"""How many territories are told as the most under-served; a quarter, of fewer than twenty."""

HEAVIEST = 10

_NEEDS_FIRST = 3
_FIRST_WEIGHTS = {"hours_per_10000": 4, "reached_per_100": 2}
_NEED_WEIGHT = 2


@dataclass(frozen=True)
class Weighing:
    """What counts, how much, and how far another choice is allowed.

    Attributes
    ----------
    weights
        Code of each figure that counts, and its weight from 1 to `HEAVIEST`.
    turned
        Codes of the figures that the team reads the other way: more means less need.
    tolerance
        As in `rank_intervals`.
    """

    weights: tuple[tuple[str, int], ...]
    turned: frozenset[str] = frozenset()
    tolerance: float | None = 0.5


class TerritoryReading:
    """What is known of the need and of the presence in each territory.

    Parameters
    ----------
    network
        What the lens shows.
    territories
        Those of the reference, by code, unless others are given.
    beside
        What it is compared with, for a scenario: the same territories are compared, and what is
        known of one stays known.
    """

    def __init__(self, network: PartnershipNetwork,
                 territories: Mapping[str, Territory] | None = None,
                 beside: TerritoryReading | None = None) -> None:
        self.network = network
        self.territories = territories or territory_by_code()
        self._beside = beside

    @cached_property
    def whole(self) -> PartnershipNetwork:
        """The network without the choice of territories: they reach one another all the same."""
        lens = self.network.lens
        return PartnershipNetwork(self.network.register, replace(lens, territories=frozenset())
                                  ) if lens.territories else self.network

    @cached_property
    def presence(self) -> Mapping[str, Presence]:
        """What the network shows in each territory, whichever the lens chooses."""
        found = presence_by_mrc(self.whole, self.territories.values())
        if self._beside is None:
            return found
        before = self._beside.presence
        return {code: replace(there, was_known=before[code].is_known)
                for code, there in found.items()}

    @cached_property
    def around(self) -> tuple[str, ...]:
        """The territories of the regions where the register knows someone, and those chosen."""
        if self._beside is not None:
            return self._beside.around
        regions = {self.territories[code].region_code for code, there in self.presence.items()
                   if there.is_known}
        return tuple(code for code, place in self.territories.items()
                     if place.region_code in regions or code in self.network.lens.territories)

    @cached_property
    def among(self) -> tuple[str, ...]:
        """The territories compared: those the register knows someone in, or the lens chooses.

        One that it says nothing of would be anywhere, and push the others down or up.
        """
        if self._beside is not None:
            return self._beside.among
        chosen = self.network.lens.territories
        return tuple(code for code in self.around
                     if (code in chosen if chosen else self.presence[code].is_known))

    @property
    def unspoken(self) -> tuple[str, ...]:
        """The territories around that the register says nothing of, unless the lens chooses."""
        return () if self.network.lens.territories else tuple(
            code for code in self.around if code not in self.among)

    @property
    def n_first(self) -> int:
        """How many are told as the most under-served."""
        return min(N_FIRST, ceil(len(self.among) / 4))

    @cached_property
    def evidence(self) -> Mapping[str, Evidence]:
        """What tells need, then what tells presence, by code, where at least two are compared."""
        figures = (*self.network.register.indicators, *read_indicators())
        told = (*need_evidence(figures, among=frozenset(self.among)),
                *presence_evidence(self.presence))
        return {each.code: each for each in told if each.n_known(self.among) > 1}

    def of_side(self, side: Side) -> tuple[str, ...]:
        """Return the codes of what tells need, or presence."""
        return tuple(code for code, each in self.evidence.items() if each.side is side)

    @cached_property
    def first_weighing(self) -> Weighing:
        """What counts until the team chooses: need and presence as much as each other."""
        half = len(self.around) / 2     # what counts first does not hang on the lens's choice
        needs = [code for code in self.of_side(Side.NEED)
                 if self.evidence[code].direction is not Direction.TO_ASK
                 and self.evidence[code].n_known(self.around) > half][:_NEEDS_FIRST]
        return Weighing((*((code, _NEED_WEIGHT) for code in needs),
                         *((code, weight) for code, weight in _FIRST_WEIGHTS.items()
                           if code in self.evidence)))

    def counts_need(self, weighing: Weighing) -> bool:
        """Tell whether a figure of need counts; without one, only presence is compared."""
        return any(self.evidence[code].side is Side.NEED for code, _weight in weighing.weights)

    def counts_presence(self, weighing: Weighing) -> bool:
        """Tell whether a figure of presence counts; without one, only need is compared."""
        return any(self.evidence[code].side is Side.PRESENCE for code, _weight in weighing.weights)

    def more_is_need(self, code: str, weighing: Weighing) -> bool:
        """Tell what a higher figure means under a weighing."""
        return (self.evidence[code].direction is not Direction.LESS_NEED) != (
            code in weighing.turned)

    def criteria(self, weighing: Weighing, side: Side | None = None) -> tuple[Criterion, ...]:
        """Return the figures that count, of one side or of both, on one scale."""
        return tuple(self.evidence[code].criterion(
            self.among, more_is_need=self.more_is_need(code, weighing))
            for code, _weight in weighing.weights
            if code in self.evidence and side in (None, self.evidence[code].side))

    def shortfalls(self, weighing: Weighing, side: Side | None = None) -> dict[str, Shortfall]:
        """Return how far presence falls short of need, or what one side alone tells.

        Of need alone, a higher figure is more need; of presence alone, less presence.
        """
        criteria = self.criteria(weighing, side)
        return shortfalls(criteria, _weights(criteria, weighing)) if criteria else {}

    def ranks(self, weighing: Weighing) -> dict[str, RankInterval]:
        """Return the rank of each territory as an interval, over the weighings allowed."""
        criteria = self.criteria(weighing)
        if not criteria:
            return {}
        return rank_intervals(criteria, _weights(criteria, weighing), weighing.tolerance,
                              first=self.n_first)

    def peers(self, code: str, weighing: Weighing) -> tuple[str, ...]:
        """Return the territories most like one: by population, density and need."""
        need = self.need(weighing)
        features = {"population": _logarithms(self.populations), "density": self._densities}
        return similar(code, features | ({"need": need} if need else {}))

    def need(self, weighing: Weighing) -> Values:
        """Return the need of each territory, from 0 to 1; nothing when no need counts."""
        return {code: told.value for code, told in self.shortfalls(weighing, Side.NEED).items()}

    @cached_property
    def populations(self) -> Values:
        """Inhabitants of the territories compared."""
        return {code: self.territories[code].population for code in self.among}

    @cached_property
    def _densities(self) -> Values:
        found = {row.territory_code: row.value for row in read_indicators()
                 if row.indicator == "population_density"}
        return _logarithms({code: found.get(code) for code in self.among})


def _weights(criteria: Iterable[Criterion], weighing: Weighing) -> dict[str, float]:
    chosen = dict(weighing.weights)
    return {criterion.code: float(chosen[criterion.code]) for criterion in criteria}


def _logarithms(values: Values) -> Values:
    return {code: log(value) if value else None for code, value in values.items()}


def surely_first(ranks: Mapping[str, RankInterval], at_least: float,
                 below: float = 1.01) -> tuple[str, ...]:
    """Return the territories often among the first, in the order of `in_order`.

    Parameters
    ----------
    at_least, below
        Within what bounds the probability of being among the first lies.
    """
    return in_order(ranks, [code for code, rank in ranks.items()
                            if at_least <= rank.probability_first < below])


def in_order(ranks: Mapping[str, RankInterval], codes: Collection[str]) -> tuple[str, ...]:
    """Return territories from the most to the least under-served, by their middle rank.

    Of equal ones, the one most often among the first comes before.
    """
    return tuple(sorted(codes, key=lambda code: (
        ranks[code].median, -ranks[code].probability_first, code)))
