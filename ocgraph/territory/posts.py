"""What one more post, or one fewer, changes: hours for the inhabitants, adjusted for their need.

All is in hours a week. A ratio is told for 10,000 inhabitants adjusted for need; no figure says
how many hours are enough, only how unequally they are spread.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

from ocgraph.territory.inequality import gini, theil
from ocgraph.territory.presence import Values
from ocgraph.territory.values import as_amounts, as_array, as_values, codes_where

PER_INHABITANTS = 10_000
"""For how many adjusted inhabitants a ratio is told."""

_SAME = 1e-9  # ratios, or gains, as near as this for their size are equal: only rounding parts them


class Objective(StrEnum):
    """What posts are placed for."""

    WORST = "worst"
    INEQUALITY = "inequality"


@dataclass(frozen=True)
class Situation:
    """How hours are spread.

    Attributes
    ----------
    hours
        A week, by territory.
    ratios
        Hours a week for 10,000 adjusted inhabitants; None for those left out.
    worst
        The lowest ratio, None when all are left out.
    worst_codes
        The territories that have it.
    theil, gini
        Of the ratios, each weighted by its adjusted inhabitants; None when there is no hour.
    left_out
        The territories whose hours or adjusted inhabitants are unknown, or without inhabitant.
    """

    hours: Values
    ratios: Values
    worst: float | None
    worst_codes: tuple[str, ...]
    theil: float | None
    gini: float | None
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Effect:
    """A situation, and what it becomes."""

    before: Situation
    after: Situation


@dataclass(frozen=True)
class Plan:
    """Where posts are placed.

    Attributes
    ----------
    posts
        How many in each territory, those left out excepted; all 0 when none is asked for.
    effect
        What they change.
    tied
        The territories the last posts could go to just as well, those that have them included;
        empty when the plan is the only best one.
    """

    posts: dict[str, int]
    effect: Effect
    tied: tuple[str, ...]


@dataclass(frozen=True)
class PostEffect:
    """What one more post in a territory would change.

    Attributes
    ----------
    ratio
        What the ratio of this territory would be.
    worst
        What the lowest ratio would be: that of another territory, most often.
    theil, gini
        What the inequality would be.
    best_for
        The objectives for which no other territory is better.
    """

    ratio: float
    worst: float
    theil: float
    gini: float
    best_for: tuple[Objective, ...]


def adjusted_population(population: Values, need: Values) -> Values:
    """Count each inhabitant for more where there is more need: P′(m) = P(m) (0.5 + need(m)).

    Parameters
    ----------
    population
        Inhabitants.
    need
        From 0 to 1: the shortfall over the criteria of need alone. The neediest territory counts
        three times as much for an inhabitant as the least needy one (1.5 against 0.5).

    Returns
    -------
    dict
        By territory of `population`; None where either is unknown.

    Raises
    ------
    ValueError
        When a population is below 0 or infinite, or a need not within 0 and 1.

    Notes
    -----
    ocgraph's own, in the manner of formulas that share budgets between regions by inhabitants and
    need: Rice, N. and Smith, P. C. (2001). Capitation and risk adjustment in health care financing.
    Milbank Quarterly 79, 81–113. The range from 0.5 to 1.5 is a choice, to be shown.
    """
    people, needs = as_amounts(population, population), as_amounts(need, population)
    if (needs > 1).any():
        raise ValueError("need: from 0 to 1")
    return as_values(population, people * (0.5 + needs))


def situation(hours: Values, adjusted: Values) -> Situation:
    """Tell how hours are spread: a(m) = 10,000 H(m) / P′(m), its lowest, and its inequality.

    Parameters
    ----------
    hours
        A week, by territory; None where they are unknown.
    adjusted
        Inhabitants adjusted for need, as `adjusted_population` gives them.

    Raises
    ------
    ValueError
        When hours or inhabitants are below 0 or infinite.
    """
    held, people = as_amounts(hours, hours), as_amounts(adjusted, hours)
    ratios = PER_INHABITANTS * np.divide(held, people, out=np.full(len(held), np.nan),
                                         where=people > 0)
    known = ~np.isnan(ratios)
    by_code = as_values(hours, ratios)
    if not known.any():
        return Situation(dict(hours), by_code, None, (), None, None, tuple(hours))
    worst = float(ratios[known].min())
    return Situation(dict(hours), by_code, worst, codes_where(hours, _near(ratios, worst)),
                     theil(by_code, adjusted).value, gini(by_code, adjusted).value,
                     codes_where(hours, ~known))


def after_change(hours: Values, adjusted: Values, change: Mapping[str, float]) -> Effect:
    """Tell what becomes of the hours when some are added, or taken away (below 0).

    A move takes from one territory what it gives to another.

    Raises
    ------
    ValueError
        As `situation`; when a territory is not among those of `hours`, or has fewer hours than
        are taken away. Unknown hours stay unknown.
    """
    if unknown := sorted(set(change) - set(hours)):
        raise ValueError(f"no such territory: {unknown}")
    added = np.array([change.get(code, 0) for code in hours], float)
    if not np.isfinite(added).all():
        raise ValueError("hours added or taken away: numbers")
    changed = as_array(hours, hours) + added
    changed[np.abs(changed) < _SAME] = 0  # what is all taken away leaves nothing
    return Effect(situation(hours, adjusted), situation(as_values(hours, changed), adjusted))


def allocate(hours: Values, adjusted: Values, n_posts: int, weekly_hours: float,
             objective: Objective) -> Plan:
    """Place posts where they do most, one after the other: no other plan does better.

    WORST: the lowest ratio as high as can be, then the next lowest, and so on. Each post goes to
    the lowest ratio; of equal ones, to the fewest adjusted inhabitants, where it raises it most.

    INEQUALITY: the lowest Theil index. Each post goes where H ln(H / P′) grows least.

    Parameters
    ----------
    hours, adjusted
        As for `situation`. What it leaves out receives no post, and no post is placed when that
        is every territory.
    n_posts
        How many, all alike.
    weekly_hours
        Of each.

    Raises
    ------
    ValueError
        As `situation`; when `n_posts` is below 0, `weekly_hours` not above 0, or the objective not
        one of these.

    Notes
    -----
    Exact, because a ratio only grows, and because with the total given the Theil index is a sum
    of convex functions of the hours of one territory: Fox, B. (1966). Discrete optimization via
    marginal analysis. Management Science 13, 210–216.
    """
    if n_posts < 0 or not 0 < weekly_hours < np.inf:
        raise ValueError("n_posts: 0 or more; weekly_hours: above 0")
    before = situation(hours, adjusted)
    codes = [code for code in hours if code not in before.left_out]
    if not codes:
        return Plan({}, Effect(before, before), ())
    placed, tied = _placed(as_array(hours, codes), as_array(adjusted, codes),
                           (n_posts, weekly_hours), Objective(objective))
    posts = dict(zip(codes, placed.tolist(), strict=True))
    added = {code: count * weekly_hours for code, count in posts.items()}
    return Plan(posts, after_change(hours, adjusted, added), codes_where(codes, tied))


def effects_of_one_post(hours: Values, adjusted: Values, weekly_hours: float
                        ) -> dict[str, PostEffect]:
    """Tell what one more post would change in each territory, so that near choices are seen.

    Territories that `situation` leaves out have no row.

    Raises
    ------
    ValueError
        As `allocate`.
    """
    best = {}
    for objective in Objective:
        plan = allocate(hours, adjusted, 1, weekly_hours, objective)
        best[objective] = plan.tied or tuple(code for code, count in plan.posts.items() if count)
    effects = {}
    for code in plan.posts:
        after = situation(hours | {code: hours[code] + weekly_hours}, adjusted)
        effects[code] = PostEffect(
            after.ratios[code], after.worst, after.theil, after.gini,
            tuple(objective for objective in Objective if code in best[objective]))
    return effects


def _placed(hours: NDArray[np.float64], people: NDArray[np.float64], posts: tuple[int, float],
            objective: Objective) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return how many posts each territory receives, and which the last could go to as well."""
    n_posts, weekly_hours = posts
    placed = np.zeros(len(hours), np.int64)
    given = []
    for _ in range(n_posts):
        turns = _turns(hours + placed * weekly_hours, people, weekly_hours, objective)
        first = _first(turns)
        placed[first] += 1
        given.append((first, turns[first]))
    if not given:
        return placed, np.zeros(len(hours), bool)
    last = given[-1][1]
    tied = _near(_turns(hours + placed * weekly_hours, people, weekly_hours, objective),
                 last).all(axis=1)
    if tied.any():
        tied[[place for place, turn in given if _near(turn, last).all()]] = True
    return placed, tied


def _turns(hours: NDArray, people: NDArray, weekly_hours: float, objective: Objective
           ) -> NDArray[np.float64]:
    """Return what decides whose turn it is, lowest first, then lowest of the second column."""
    if objective is Objective.WORST:
        return np.column_stack((PER_INHABITANTS * hours / people, people))
    grown = hours + weekly_hours
    growth = xlogy(grown, grown / people) - xlogy(hours, hours / people)
    return np.column_stack((growth / weekly_hours, np.zeros(len(people))))


def _first(turns: NDArray[np.float64]) -> int:
    lowest = np.flatnonzero(_near(turns[:, 0], turns[:, 0].min()))
    return int(lowest[np.argmin(turns[lowest, 1])])


def _near(figures: NDArray[np.float64], one: float | NDArray) -> NDArray[np.bool_]:
    return np.abs(figures - one) <= _SAME * np.abs(one) + _SAME / 1000
