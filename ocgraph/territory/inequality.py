"""How unequally something is spread over territories, each counting for those who live there.

All figures are weighted by population, as if each inhabitant had the figure of its territory. What
differs between inhabitants of one territory is not seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import rel_entr

from ocgraph.territory.presence import Values
from ocgraph.territory.values import as_amounts, as_array, codes_where


@dataclass(frozen=True)
class Inequality:
    """One index, and what it leaves out.

    Attributes
    ----------
    value
        None when there is nothing to share: no territory that has data, no inhabitant, or all
        figures 0.
    left_out
        The territories whose figure, population, need or group is unknown.
    """

    value: float | None
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Decomposition:
    """The Theil index, cut in what lies between groups and what lies within.

    Attributes
    ----------
    total
        ``between + within``; None as in `Inequality`, and so is all the rest.
    between
        What would be left if all were equal inside each group.
    within
        What would be left if all groups had the same mean.
    by_group
        The index of each group alone; None when its figures are all 0.
    shares
        What share of the whole each group has. ``within`` is the sum of index × share.
    left_out
        As in `Inequality`.
    """

    total: float | None
    between: float | None
    within: float | None
    by_group: dict[str, float | None]
    shares: dict[str, float]
    left_out: tuple[str, ...]


def gini(values: Values, population: Values) -> Inequality:
    """Return the Gini index: 0 when all have as much, near 1 when one inhabitant has all.

    1 − Σ (p(k) − p(k−1)) (L(k) + L(k−1)), territories in increasing order of their figure; p and
    L are the cumulated shares of the inhabitants and of what they have (trapezoids).

    Parameters
    ----------
    values
        By territory, for one inhabitant: hours for 10,000 inhabitants, access. 0 or more.
    population
        Inhabitants. A territory without any counts for nothing.

    Raises
    ------
    ValueError
        When a figure or a population is below 0 or infinite.

    Notes
    -----
    Gini, C. (1914). Sulla misura della concentrazione e della variabilità dei caratteri. Atti del
    Reale Istituto Veneto 73, 1203–1248. With weights: Lerman, R. I. and Yitzhaki, S. (1989).
    Improving the accuracy of estimates of Gini coefficients. Journal of Econometrics 42, 43–47.
    """
    found = concentration(values, population, values)
    return found if found.value is None else replace(found, value=max(0.0, found.value))


def concentration(values: Values, population: Values, need: Values) -> Inequality:
    """Return the concentration index, from −1 to 1: above 0, those who need more have more.

    The formula of `gini`, territories in increasing order of their need; those of the same need
    are taken together. 0 when what one has does not go with need, and also when it goes up with
    it and then down.

    Parameters
    ----------
    values, population
        As for `gini`.
    need
        What territories are ranked by, more being more need; only the order counts.

    Raises
    ------
    ValueError
        As `gini`.

    Notes
    -----
    Wagstaff, A., Paci, P. and van Doorslaer, E. (1991). On the measurement of inequalities in
    health. Social Science & Medicine 33, 545–557.
    """
    amounts, people, known = _amounts(values, population)
    ranked = as_array(need, values)
    known &= ~np.isnan(ranked)
    left_out = codes_where(values, ~known)
    amounts, people = amounts[known], people[known]
    if not amounts.sum() > 0:
        return Inequality(None, left_out)
    _, level = np.unique(ranked[known], return_inverse=True)
    return Inequality(_concentration(amounts, people, level), left_out)


def concentration_by_chance(values: Values, population: Values, need: Values,
                            n_draws: int = 1_999, seed: int = 0) -> tuple[float, float]:
    """Return between what the concentration index lies when need is shared out at random.

    Nineteen draws in twenty are within: each gives the needs of the territories to one another,
    every order being as likely. ``(0, 0)`` where `concentration` has no value.

    Parameters
    ----------
    values, population, need
        As for `concentration`.

    Notes
    -----
    Permutation: Fisher, R. A. (1935). The Design of Experiments. Oliver and Boyd, § 21.
    """
    amounts, people, known = _amounts(values, population)
    ranked = as_array(need, values)
    known &= ~np.isnan(ranked)
    amounts, people = amounts[known], people[known]
    if not amounts.sum() > 0:
        return 0.0, 0.0
    _, level = np.unique(ranked[known], return_inverse=True)
    generator = np.random.default_rng(seed)
    low, high = np.quantile([_concentration(amounts, people, generator.permutation(level))
                             for _ in range(n_draws)], (0.025, 0.975))
    return float(low), float(high)


def _concentration(amounts: NDArray[np.float64], people: NDArray[np.float64],
                   level: NDArray[np.int64]) -> float:
    share = np.bincount(level, people) / people.sum()
    held = np.bincount(level, amounts) / amounts.sum()
    curve = np.cumsum(held)
    return float(1 - share @ (2 * curve - held))


def theil(values: Values, population: Values) -> Inequality:
    """Return the Theil index: 0 when all have as much, up to ln(inhabitants).

    Σ P (y / μ) ln(y / μ) / Σ P, μ = Σ P y / Σ P, and 0 ln 0 = 0.

    Parameters
    ----------
    values, population
        As for `gini`.

    Raises
    ------
    ValueError
        As `gini`.

    Notes
    -----
    Theil, H. (1967). Economics and Information Theory. North-Holland, ch. 4. It weighs more than
    `gini` what those who have most have.
    """
    amounts, people, known = _amounts(values, population)
    return Inequality(_theil(amounts[known], people[known]), codes_where(values, ~known))


def theil_by_group(values: Values, population: Values, groups: Mapping[str, str]
                   ) -> Decomposition:
    """Cut the Theil index in what lies between groups (regions) and within them.

    T = Σ s(g) ln(μ(g) / μ) + Σ s(g) T(g), s(g) being the share of the whole that group g has and
    μ(g) its mean: between, then within.

    Parameters
    ----------
    values, population
        As for `gini`.
    groups
        Of each territory, its group; one that has none is left out, and counted.

    Raises
    ------
    ValueError
        As `gini`.

    Notes
    -----
    Shorrocks, A. F. (1980). The class of additively decomposable inequality measures. Econometrica
    48, 613–625.
    """
    amounts, people, known = _amounts(values, population)
    grouped = np.array([groups.get(code, "") for code in values], str)
    known &= grouped != ""
    left_out = codes_where(values, ~known)
    amounts, people, grouped = amounts[known], people[known], grouped[known]
    total = _theil(amounts, people)
    if total is None:
        return Decomposition(None, None, None, {}, {}, left_out)
    names, group = np.unique(grouped, return_inverse=True)
    held, lived = np.bincount(group, amounts), np.bincount(group, people)
    by_group = {str(name): _theil(amounts[grouped == name], people[grouped == name])
                for name in names}
    shares = dict(zip(by_group, (held / held.sum()).tolist(), strict=True))
    within = sum(shares[name] * (index or 0) for name, index in by_group.items())
    return Decomposition(total, _theil(held, lived), within, by_group, shares, left_out)


def _amounts(values: Values, population: Values
             ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Return what each territory has in all, its inhabitants, and whether both are known."""
    people = as_amounts(population, values)
    amounts = as_amounts(values, values) * people
    return amounts, people, ~np.isnan(amounts)


def _theil(amounts: NDArray[np.float64], people: NDArray[np.float64]) -> float | None:
    """Return Σ a ln(a / p), a and p being the shares of the whole and of the inhabitants."""
    if not amounts.sum() > 0:
        return None
    index = rel_entr(amounts / amounts.sum(), people / people.sum()).sum()
    return max(0.0, float(index))  # rounding may leave it just below
