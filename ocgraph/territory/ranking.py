"""Who is most under-served, and how sure that is: shortfall, and ranks as intervals.

A shortfall adds up criteria on one scale, with weights that are a choice. Another choice gives
other ranks: what each territory's rank would be is told over all the choices allowed, and over
what nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocgraph.territory.presence import Values
from ocgraph.territory.values import as_array, codes_where

Weights = Mapping[str, float]
"""How much each criterion counts, by its code: 0 or more, on any scale."""

_SAME = 2**30   # shortfalls less than about 1e-9 apart are the same: only rounding parts them
_CELLS = 2**17  # shortfalls held at once, of some draws: what a processor keeps at hand
_LOW, _MEDIAN, _HIGH = 0.05, 0.5, 0.95


@dataclass(frozen=True)
class Criterion:
    """A figure that tells need, or presence, on the scale of `percentiles`.

    Attributes
    ----------
    code
        Of the figure.
    scaled
        By territory, from 0 (least need, or most presence) to 1; None where there is no data.
    """

    code: str
    scaled: Values


@dataclass(frozen=True)
class Shortfall:
    """How far the presence falls short of the need in one territory, and what makes it.

    Attributes
    ----------
    value
        From 0 (best served) to 1; None where a criterion that counts has no data.
    parts
        What each criterion that counts adds, weight × scaled figure; None where there is no data.
        They sum to `value`.
    low, high
        Between which it lies whatever the missing figures are. Both are `value` when none is.
    missing
        The criteria that count and have no data.
    """

    value: float | None
    parts: dict[str, float | None]
    low: float
    high: float
    missing: tuple[str, ...]


@dataclass(frozen=True)
class RankInterval:
    """The ranks of one territory over the draws; 1 is the most under-served.

    Ranks of equal shortfalls are shared: two territories that come first are both 1.5.

    Attributes
    ----------
    best, worst
        The lowest and the highest rank met: of the draws made. More draws can only part
        them further.
    low, median, high
        The rank that 5 %, 50 % and 95 % of the draws do not pass.
    probability_first
        Share of the draws in which the rank is among the first, 5 unless asked otherwise.
    missing
        The criteria that count and have no data here, drawn at random.
    """

    best: float
    low: float
    median: float
    high: float
    worst: float
    probability_first: float
    missing: tuple[str, ...]


def shortfalls(criteria: Sequence[Criterion], weights: Weights) -> dict[str, Shortfall]:
    """Add up the criteria of each territory: Σ w(i) s(i), the weights made to sum to 1.

    Parameters
    ----------
    criteria
        Of need and of presence together. A territory is told when one of them names it.
    weights
        For each criterion; one of weight 0 does not count, and lacks nowhere.

    Raises
    ------
    ValueError
        When the weights are not those of the criteria, one is below 0 or infinite, none is above
        0, two criteria have one code, or a scaled figure is not within 0 and 1.

    Notes
    -----
    Weighted sum: Keeney, R. L. and Raiffa, H. (1976). Decisions with Multiple Objectives. Wiley.
    What is low on one criterion is made up for by what is high on another.
    """
    criteria, shares = _counting(criteria, weights)
    codes, scaled = _scaled(criteria)
    return {code: _shortfall(criteria, shares, row)
            for code, row in zip(codes, scaled, strict=True)}


def _shortfall(criteria: Sequence[Criterion], shares: NDArray, row: NDArray) -> Shortfall:
    parts = {criterion.code: None if np.isnan(part) else float(part)
             for criterion, part in zip(criteria, shares * row, strict=True)}
    known = ~np.isnan(row)
    low = min(1.0, float(shares[known] @ row[known]))  # rounding may leave it just above
    high = min(1.0, low + float(shares[~known].sum()))
    return Shortfall(low if known.all() else None, parts, low, high, _missing(criteria, known))


def rank_intervals(criteria: Sequence[Criterion], weights: Weights, tolerance: float | None, *,
                   n_draws: int = 10_000, first: int = 5, seed: int = 0
                   ) -> dict[str, RankInterval]:
    """Rank the territories by their shortfall, over the weights allowed and the figures missing.

    In each draw every weight is drawn, and every missing figure, uniformly from 0 to 1 since
    nothing is known of it. A territory without any figure is ranked too: it may be anywhere, and
    the others are the less sure of their own rank.

    Parameters
    ----------
    weights
        As for `shortfalls`. A criterion of weight 0 does not count in any draw.
    tolerance
        How far from its own value t each weight may be, uniformly within (1 − t) w and (1 + t) w,
        before they are made to sum to 1: 0 draws the missing figures alone. None allows any
        weights, uniformly among those that sum to 1.
    n_draws
        A share told of 10,000 draws is within 0.01 of the true one 19 times in 20.
    first
        How many are the first: ranks 1 to `first`.
    seed
        The same seed gives the same draws; weights are the same whatever figures are missing.

    Raises
    ------
    ValueError
        As `shortfalls`; when the tolerance is not within 0 and 1; when nothing is drawn, or
        nobody is first.

    Notes
    -----
    Rank acceptability: Lahdelma, R. and Salminen, P. (2001). SMAA-2: stochastic multicriteria
    acceptability analysis for group decision making. Operations Research 49, 444–454. A territory
    that another equals or passes on each criterion, data missing for neither, is never ranked
    before it.
    """
    if min(n_draws, first) < 1 or (tolerance is not None and not 0 <= tolerance <= 1):
        raise ValueError("draws and first: 1 or more; tolerance: from 0 to 1")
    criteria, shares = _counting(criteria, weights)
    codes, scaled = _scaled(criteria)
    counts = np.zeros((len(codes), 2 * len(codes) + 1), np.int64)
    for scores in _drawn_shortfalls(scaled, shares, tolerance, n_draws, seed):
        counts += _rank_counts(scores)
    known = ~np.isnan(scaled)
    return {code: _interval(row, first, _missing(criteria, known[place]))
            for place, (code, row) in enumerate(zip(codes, counts, strict=True))}


def _counting(criteria: Sequence[Criterion], weights: Weights
              ) -> tuple[list[Criterion], NDArray[np.float64]]:
    """Return the criteria that count, and their weights, which sum to 1."""
    if sorted(weights) != sorted(criterion.code for criterion in criteria):
        raise ValueError("one weight for each criterion, and each criterion once")
    given = np.array([weights[criterion.code] for criterion in criteria], float)
    if not np.isfinite(given).all() or (given < 0).any() or not (given > 0).any():
        raise ValueError("weights: 0 or more, and one above 0")
    kept = given > 0
    return ([criterion for criterion, keep in zip(criteria, kept, strict=True) if keep],
            given[kept] / given.sum())


def _scaled(criteria: Sequence[Criterion]) -> tuple[list[str], NDArray[np.float64]]:
    """Return the territories and their scaled figures, of shape ``(n_territories, n_criteria)``."""
    codes = list(dict.fromkeys(code for criterion in criteria for code in criterion.scaled))
    scaled = np.array([as_array(criterion.scaled, codes) for criterion in criteria]).T
    if (scaled < 0).any() or (scaled > 1).any():
        raise ValueError("scaled figures: from 0 to 1")
    return codes, scaled


def _missing(criteria: Sequence[Criterion], known: NDArray[np.bool_]) -> tuple[str, ...]:
    return codes_where((criterion.code for criterion in criteria), ~known)


def _drawn_shortfalls(scaled: NDArray, shares: NDArray, tolerance: float | None, n_draws: int,
                      seed: int) -> Iterator[NDArray[np.float64]]:
    """Yield shortfalls of some draws at a time, of shape ``(n_territories, n_draws)``.

    Criteria are added one by one, in the same order for all: then equal figures give equal sums,
    and higher ones never a lower sum, to the last digit, which a product of matrices may not do.
    """
    of_weights, of_figures = np.random.default_rng(seed).spawn(2)
    missing = np.isnan(scaled)
    at_once = max(1, _CELLS // max(1, len(scaled)))
    for start in range(0, n_draws, at_once):
        weights = _drawn_weights(shares, tolerance, min(at_once, n_draws - start), of_weights)
        scores = np.zeros((len(scaled), len(weights)))
        for figures, absent, weight in zip(scaled.T, missing.T, weights.T, strict=True):
            added = figures[:, None] * weight
            added[absent] = of_figures.random((np.count_nonzero(absent), len(weight))) * weight
            scores += added
        yield scores


def _drawn_weights(shares: NDArray, tolerance: float | None, n_draws: int,
                   generator: np.random.Generator) -> NDArray[np.float64]:
    """Return weights that sum to 1, of shape ``(n_draws, n_criteria)``."""
    shape = (n_draws, len(shares))
    if tolerance is None:
        drawn = generator.standard_exponential(shape)
    else:  # 1 − u is above 0, so that no draw has all its weights at 0
        drawn = shares * (1 - tolerance + 2 * tolerance * (1 - generator.random(shape)))
    return drawn / drawn.sum(axis=1, keepdims=True)


def _rank_counts(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Count how often each territory has each rank, of shape ``(n_territories, 2n + 1)``.

    Columns are twice the rank, which is a whole number even where equals share the mean of theirs.
    """
    n_places, n_draws = scores.shape
    if not n_places:
        return np.zeros((0, 1), np.int64)
    bits = n_places.bit_length()
    rounded = np.rint(scores * -_SAME).astype(np.int64)
    order = ((rounded << bits) | np.arange(n_places)[:, None]).T.copy()
    order.sort(axis=1)
    place, value = order & ((1 << bits) - 1), order >> bits
    column = place * (2 * n_places + 1) + _twice_the_ranks(value)
    return np.bincount(column.ravel(), minlength=n_places * (2 * n_places + 1)
                       ).reshape(n_places, -1)


def _twice_the_ranks(ordered: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return first + last position of each run of equals, along rows already sorted."""
    position = np.arange(ordered.shape[1])
    parted = ordered[:, 1:] != ordered[:, :-1]
    if parted.all():
        return np.broadcast_to(2 * position + 2, ordered.shape)
    first, last = np.zeros_like(ordered), np.full_like(ordered, position[-1])
    first[:, 1:] = np.where(parted, position[1:], 0)
    last[:, :-1] = np.where(parted, position[:-1], position[-1])
    first = np.maximum.accumulate(first, axis=1)
    last = np.minimum.accumulate(last[:, ::-1], axis=1)[:, ::-1]
    return first + last + 2


def _interval(counts: NDArray[np.int64], first: int, missing: tuple[str, ...]) -> RankInterval:
    passed = np.cumsum(counts) / counts.sum()
    met = np.flatnonzero(counts)
    low, median, high = np.searchsorted(passed, (_LOW, _MEDIAN, _HIGH)) / 2
    return RankInterval(float(met[0] / 2), float(low), float(median), float(high),
                        float(met[-1] / 2), float(passed[min(2 * first, len(passed) - 1)]),
                        missing)
