"""Bridges: the partnerships between two MRC, or two sectors, judged beside what chance gives.

Chance is networks drawn at random where each actor keeps its number of partnerships. Of few
partnerships nothing is told: one more that somebody happened to mention would reverse it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ocgraph.io.places.reference import territory_by_code
from ocgraph.measures.groups import Groups
from ocgraph.measures.uncertainty import FALSE_DISCOVERIES, adjusted, permuted
from ocgraph.network import PartnershipNetwork

FEWEST = 5
"""Partnerships, found or expected, below which nothing is told of a pair of groups."""
N_DRAWS = 1999

Pair = frozenset[str]


class Verdict(StrEnum):
    """What the partnerships of two groups are beside chance."""

    FEWER = "fewer"
    MORE = "more"
    AS_CHANCE = "as_chance"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class GroupBridge:
    """The partnerships between two groups.

    Attributes
    ----------
    one, other
        Codes of the groups, in order.
    observed
        Partnerships found.
    expected
        Their mean in the networks drawn.
    low, high
        Between which 95 % of the draws lie.
    adjusted_p
        The least share of false discoveries at which the pair would be told; 1 when there are too
        few partnerships.
    """

    one: str
    other: str
    observed: int
    expected: float
    low: float
    high: float
    adjusted_p: float
    verdict: Verdict

    @property
    def is_sure(self) -> bool:
        """Tell whether chance would hardly give it."""
        return self.verdict in (Verdict.FEWER, Verdict.MORE)


@dataclass(frozen=True)
class GroupBridges:
    """The pairs of groups looked at.

    Attributes
    ----------
    partition
        ``"mrc"`` or ``"sector"``.
    within
        Partnerships inside each group, by code, of the groups that have an actor.
    pairs
        Those that chance explains least first; none when there is no partnership.
    """

    partition: str
    within: Mapping[str, int]
    pairs: tuple[GroupBridge, ...]

    def told(self, verdict: Verdict) -> tuple[GroupBridge, ...]:
        """Return the pairs of one verdict."""
        return tuple(pair for pair in self.pairs if pair.verdict is verdict)

    def by_pair(self) -> dict[Pair, GroupBridge]:
        """Return the pairs by their two codes."""
        return {frozenset((pair.one, pair.other)): pair for pair in self.pairs}


def group_bridges(network: PartnershipNetwork, partition: str,
                  near: Collection[Pair] = (), n_draws: int = N_DRAWS) -> GroupBridges:
    """Judge the partnerships between groups, all the pairs looked at together.

    A partnership between two actors of several sectors counts for each pair of sectors.

    Parameters
    ----------
    partition
        ``"mrc"``: the pairs that share a region, and those that touch; ``"sector"``: all pairs.
    near
        The pairs of MRC that touch.

    Notes
    -----
    The more draws, the smaller the p that can be found: at least ``2 / (1 + n_draws)``.
    """
    groups = Groups.of(network, partition)
    ties = groups.known_ties(network.steps.ties)
    inside = np.diag(groups.n_ties(*ties.edges())).tolist()
    within = dict(zip(groups.codes, inside, strict=True))
    looked_at = [(first, second) for first, second in combinations(range(len(groups.codes)), 2)
                 if partition != "mrc" or _is_looked_at(groups.codes[first],
                                                        groups.codes[second], near)]
    if not looked_at or not len(ties.indices):
        return GroupBridges(partition, within, ())
    first, second = np.array(looked_at).T
    found = permuted(ties, lambda *ends: groups.n_ties(*ends)[first, second], n_draws)
    verdicts, p = judged(found.value, found.expected, found.p)
    pairs = [GroupBridge(groups.codes[one], groups.codes[other], int(found.value[row]),
                         float(found.expected[row]), float(found.low[row]),
                         float(found.high[row]), float(p[row]), verdicts[row])
             for row, (one, other) in enumerate(looked_at)]
    return GroupBridges(partition, within, tuple(sorted(pairs, key=_surest_first)))


def _is_looked_at(one: str, other: str, near: Collection[Pair]) -> bool:
    region = _region_of(one)
    return frozenset((one, other)) in near or (
        region is not None and region == _region_of(other))


def _surest_first(pair: GroupBridge) -> tuple[bool, float, float]:
    return (pair.verdict is Verdict.TOO_FEW, pair.adjusted_p, -abs(pair.observed - pair.expected))


def judged(observed: NDArray[np.float64], expected: NDArray[np.float64], p: NDArray[np.float64]
           ) -> tuple[list[Verdict], NDArray[np.float64]]:
    """Return what is told of each pair, and its p once it is counted how many are looked at.

    Where neither the partnerships found nor those expected are `FEWEST`, p is 1: it only grows, so
    that the share of false discoveries holds, and the pair still counts among those looked at.

    Parameters
    ----------
    observed, expected, p
        Partnerships found, their mean by chance, and the two-sided p; shape ``(n_pairs,)`` each.
    """
    enough = np.maximum(observed, expected) >= FEWEST
    corrected = adjusted(np.where(enough, p, 1.0))
    return [_verdict(*each) for each in zip(enough, corrected <= FALSE_DISCOVERIES,
                                            observed < expected, strict=True)], corrected


def _verdict(is_enough: bool, is_sure: bool, is_fewer: bool) -> Verdict:
    if not is_enough:
        return Verdict.TOO_FEW
    if not is_sure:
        return Verdict.AS_CHANCE
    return Verdict.FEWER if is_fewer else Verdict.MORE


def busiest_region(bridges: GroupBridges) -> str | None:
    """Return the code of the region whose MRC have most partnerships with one another, if any."""
    counts: Counter[str] = Counter()
    for pair in bridges.pairs:
        if (region := _region_of(pair.one)) and region == _region_of(pair.other):
            counts[region] += pair.observed
    return max(sorted(counts), key=counts.__getitem__, default=None)


def _region_of(code: str) -> str | None:
    """Return the region of an MRC; none when the reference does not know it."""
    place = territory_by_code().get(code)
    return place.region_code if place else None
