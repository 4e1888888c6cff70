"""How sure a figure is: against networks of the same degrees, and under ties nobody asked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ocgraph.engine.csr import CSR, Indices
from ocgraph.engine.shuffle import shuffled_edges
from ocgraph.measures.measure import Parameter
from ocgraph.network import Layer, PartnershipNetwork

Statistic = Callable[[CSR], ArrayLike]
"""One figure or several from a graph of ties, always as many, and never NaN."""

UNKNOWN_TIES = Parameter("draws_of_ties", 0, low=99, high=9999, or_zero=True)
"""How many times the ties nobody was asked about are drawn, for an interval; not at all for 0."""

FALSE_DISCOVERIES = 0.05
"""Of what is told of many (clusters, pairs of groups), the share chance may give on average."""

_LOW, _HIGH = 2.5, 97.5
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Uncertain:
    """Figures, and what they would be otherwise; every array has shape ``(n_figures,)``.

    Attributes
    ----------
    value
        What was observed.
    expected
        Mean of the draws.
    low, high
        Between which 95 % of the draws lie.
    p
        Two-sided; NaN where nothing is tested.
    n_draws
        How many networks were drawn.
    reason
        Why nothing could be drawn (code of ``measure.reason.<code>``); the rest is then NaN.
    """

    value: NDArray[np.float64]
    expected: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    p: NDArray[np.float64]
    n_draws: int
    reason: str | None = None


def against_same_degrees(network: PartnershipNetwork, statistic: Statistic, n_draws: int = 499,
                         seed: int = 0) -> Uncertain:
    """Compare figures of the ties seen with those of networks where each actor has as many ties.

    Two-sided p is ``2 (1 + min(#{s ≥ observed}, #{s ≤ observed})) / (1 + n_draws)``, 1 at most.

    Parameters
    ----------
    statistic
        The figures of a graph of ties; they must exist for each graph of these degrees.
    seed
        The same seed gives the same draws.

    Notes
    -----
    Draws are those of `shuffled_edges`.
    """
    ties = network.steps.ties
    return permuted(ties, lambda *ends: statistic(CSR.graph(*ends, ties.n_rows)), n_draws, seed)


def permuted(ties: CSR, statistic: Callable[[Indices, Indices], ArrayLike], n_draws: int = 499,
             seed: int = 0) -> Uncertain:
    """Do as `against_same_degrees` on some of the ties, for figures of their two ends.

    Nothing is drawn for 0 draws.
    """
    ends = ties.edges()
    observed = np.atleast_1d(np.asarray(statistic(*ends), float))
    if not len(ends[0]):
        return _not_drawn(observed, "no_tie")
    drawn = shuffled_edges(*ends, ties.n_rows, n_draws, np.random.default_rng(seed))
    return beside(observed, [statistic(*each) for each in drawn])


def beside(observed: NDArray[np.float64], drawn: Sequence[ArrayLike]) -> Uncertain:
    """Set figures beside those of networks drawn at random; of none, there is nothing to say."""
    if not drawn:
        return _not_drawn(observed, "not_drawn")
    draws = np.array(drawn, float).reshape(len(drawn), -1)
    return _summed_up(observed, draws, two_sided(observed, draws))


def under_missing_ties(network: PartnershipNetwork, statistic: Statistic, n_draws: int = 199,
                       seed: int = 0) -> Uncertain:
    """Say between what figures would lie if the ties nobody was asked about were known.

    Pairs of actors of whom neither was asked are taken to be tied as often as the others. What is
    recorded stays; each other such pair is drawn with what this leaves to draw, and with a rate
    that is itself drawn each time, since few asked tell little of it. The actors asked need not
    resemble the others: the interval holds as far as they do. Nothing is drawn for 0 draws, nor
    when the lens does not show ties.
    """
    ties = network.steps.ties
    observed = np.atleast_1d(np.asarray(statistic(ties), float))
    if not n_draws or Layer.TIES not in network.lens.layers:
        return _not_drawn(observed, "ties_hidden" if n_draws else "not_drawn")
    asked = np.array([actor.asked is True for actor in network.actors], bool)
    if len(asked) < 2 or not asked.any():
        return _not_drawn(observed, "one_actor" if len(asked) < 2 else "nobody_asked")
    unknown = _UnknownPairs.of(ties, np.flatnonzero(~asked))
    generator = np.random.default_rng(seed)
    rates = unknown.left_to_draw(generator.beta(*_asked_pairs(ties, asked), n_draws))
    draws = np.array([statistic(_with(ties, *unknown.drawn(rate, generator)))
                      for rate in rates], float).reshape(n_draws, -1)
    return _summed_up(observed, draws, np.full(len(observed), np.nan))


def _asked_pairs(ties: CSR, asked: NDArray[np.bool_]) -> tuple[float, float]:
    """Count the pairs of whom one at least was asked, tied and not, and a half more of each.

    The parameters of the law of the rate after these, Jeffreys’ before them.
    """
    sources, targets = ties.edges()
    known = np.count_nonzero(asked[sources] | asked[targets])
    n_pairs = comb(len(asked), 2) - comb(int((~asked).sum()), 2)
    return known + 0.5, n_pairs - known + 0.5


@dataclass(frozen=True)
class _UnknownPairs:
    """Pairs of actors nobody was asked about, numbered without being listed.

    The pair of the unasked numbers i < j has the code j(j − 1)/2 + i; the codes of the recorded
    ties, in order, are passed over.
    """

    unasked: NDArray[np.int64]
    recorded: NDArray[np.int64]

    @classmethod
    def of(cls, ties: CSR, unasked: NDArray[np.int64]) -> _UnknownPairs:
        rank = np.full(ties.n_rows, -1, np.int64)
        rank[unasked] = np.arange(len(unasked))
        low, high = (rank[ends] for ends in ties.edges())
        within = (low >= 0) & (high >= 0)
        low, high = low[within], high[within]
        return cls(unasked, np.sort(high * (high - 1) // 2 + low))

    def left_to_draw(self, rates: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how often the pairs not recorded are tied, for all to be tied at these rates."""
        n_pairs, n_recorded = comb(len(self.unasked), 2), len(self.recorded)
        if n_recorded == n_pairs:
            return np.zeros_like(rates)
        return np.clip((rates * n_pairs - n_recorded) / (n_pairs - n_recorded), 0, 1)

    def drawn(self, rate: float, generator: np.random.Generator) -> tuple[ArrayLike, ArrayLike]:
        """Return the two ends of the pairs drawn, each with probability `rate`."""
        n_pairs = comb(len(self.unasked), 2) - len(self.recorded)
        number = generator.choice(n_pairs, generator.binomial(n_pairs, rate), replace=False,
                                  shuffle=False) if n_pairs else np.empty(0, np.int64)
        passed = self.recorded - np.arange(len(self.recorded))
        code = number + np.searchsorted(passed, number, side="right")
        high = ((1 + np.sqrt(1 + 8 * code)) / 2).astype(np.int64)
        high += high * (high + 1) // 2 <= code  # the square root may be rounded either way
        high -= high * (high - 1) // 2 > code
        return self.unasked[code - high * (high - 1) // 2], self.unasked[high]


def _with(ties: CSR, sources: ArrayLike, targets: ArrayLike) -> CSR:
    recorded = ties.edges()
    return CSR.graph(np.concatenate((recorded[0], sources)),
                     np.concatenate((recorded[1], targets)), ties.n_rows)


def two_sided(observed: ArrayLike, draws: NDArray) -> NDArray[np.float64]:
    """Return twice the share of the draws that are as far on the rarer side, the observed one in.

    So that p and the interval, which leaves as much on either side, say the same. Draws are along
    the first axis; figures less than 1e-9 apart are the same.
    """
    above = (draws >= observed - _ROUNDING).sum(axis=0)
    below = (draws <= observed + _ROUNDING).sum(axis=0)
    return np.minimum(1, 2 * (1 + np.minimum(above, below)) / (1 + len(draws)))


def adjusted(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each p the least share of false discoveries at which it would be told.

    Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the
    Royal Statistical Society B 57, 289–300.
    """
    order = np.argsort(p)
    shares = p[order] * len(p) / np.arange(1, len(p) + 1)
    corrected = np.empty_like(p)
    corrected[order] = np.minimum.accumulate(shares[::-1])[::-1]
    return corrected


def _summed_up(observed: NDArray, draws: NDArray, p: NDArray) -> Uncertain:
    low, high = np.percentile(draws, (_LOW, _HIGH), axis=0)
    return Uncertain(observed, draws.mean(axis=0), low, high, p, len(draws))


def _not_drawn(observed: NDArray, reason: str) -> Uncertain:
    nothing = np.full(len(observed), np.nan)
    return Uncertain(observed, nothing, nothing, nothing, nothing, 0, reason)
