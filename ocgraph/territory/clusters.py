"""Whether territories that are neighbours look alike: overall, and around each one.

Neighbours are those that have data: one that has none is nobody's neighbour. Each counts as much,
whatever the length of the border (row-standardised contiguity).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ocgraph.measures.uncertainty import FALSE_DISCOVERIES, adjusted, two_sided
from ocgraph.territory.presence import Values
from ocgraph.territory.values import as_array, codes_where

Neighbours = Iterable[tuple[str, str]]
"""Pairs of territories that share a border, each either way round, once or twice."""

_ROUNDING = 1e-9


class Cluster(StrEnum):
    """What a territory is beside its neighbours, against the mean of all."""

    HIGH_HIGH = "high_high"
    LOW_LOW = "low_low"
    HIGH_LOW = "high_low"
    LOW_HIGH = "low_high"
    NOT_SIGNIFICANT = "not_significant"
    NO_NEIGHBOUR = "no_neighbour"
    NO_DATA = "no_data"


@dataclass(frozen=True)
class Moran:
    """Moran's I.

    Attributes
    ----------
    value
        Above `expected` when neighbours look alike, below when they contrast. None when all
        figures are equal, or no two neighbours have data.
    expected
        Its mean if the figures were dealt out at random: −1 / (n − 1).
    p
        Two-sided share of the permutations as far from it.
    n_territories
        How many have data.
    n_alone
        How many of these have no neighbour with data.
    """

    value: float | None
    expected: float | None
    p: float | None
    n_territories: int
    n_alone: int


@dataclass(frozen=True)
class LocalCluster:
    """What one territory is beside its neighbours, and how sure that is.

    Attributes
    ----------
    cluster
        Its class. The first word is the territory, the second its neighbours.
    local_i
        Local Moran's I; None where there is no data or no neighbour, or all figures are equal.
    p
        Two-sided share of the permutations as far; None as `local_i`.
    adjusted_p
        The same once it is counted how many territories are looked at: to compare with the share
        of false discoveries allowed.
    n_neighbours
        Those that have data.
    """

    cluster: Cluster
    local_i: float | None
    p: float | None
    adjusted_p: float | None
    n_neighbours: int


def moran(values: Values, neighbours: Neighbours, *, n_permutations: int = 999,
          seed: int = 0) -> Moran:
    """Tell whether neighbours look alike more than if the figures were dealt out at random.

    I = (n / S) Σ z(i) Σ w(i, j) z(j) / Σ z(i)², z being the distance to the mean, w(i, j) one
    over the number of neighbours of i, and S the sum of w.

    Parameters
    ----------
    values
        A figure for each territory, in any unit; None where there is no data.
    neighbours
        A pair that names a territory without data counts for nothing.
    n_permutations
        p is ``2 (1 + min(#{I ≥ observed}, #{I ≤ observed})) / (1 + n_permutations)``, 1 at most.
    seed
        The same seed gives the same permutations.

    Raises
    ------
    ValueError
        When a figure is infinite, or no permutation is asked for.

    Notes
    -----
    Moran, P. A. P. (1950). Notes on continuous stochastic phenomena. Biometrika 37, 17–23.
    """
    areas = _Areas.of(values, neighbours, n_permutations)
    n_areas, n_alone = len(areas.z), int((areas.n_neighbours == 0).sum())
    if not areas.differ or n_alone == n_areas:
        return Moran(None, None, None, n_areas, n_alone)
    generator = np.random.default_rng(seed)
    dealt = generator.permuted(np.tile(areas.z, (n_permutations, 1)), axis=1)
    observed = areas.z @ (areas.weights @ areas.z) / (n_areas - n_alone)
    drawn = np.einsum("ij,ji->i", dealt, areas.weights @ dealt.T) / (n_areas - n_alone)
    p = two_sided(observed, drawn)
    return Moran(float(observed), -1 / (n_areas - 1), float(p), n_areas, n_alone)


def local_clusters(values: Values, neighbours: Neighbours, *, n_permutations: int = 9999,
                   false_discoveries: float = FALSE_DISCOVERIES, seed: int = 0
                   ) -> dict[str, LocalCluster]:
    """Tell where high figures lie together, or low ones, or where one stands out (LISA).

    I(i) = z(i) Σ w(i, j) z(j) / (Σ z² / n). The figure of i stays, those of the others are dealt
    out at random over its neighbours (conditional permutation).

    Parameters
    ----------
    values, neighbours, seed
        As for `moran`.
    n_permutations
        p is as for `moran`, and never below 2 / (1 + n_permutations): with 999, for 104
        territories, no cluster of fewer than five would ever be told.
    false_discoveries
        The share of the clusters told that may be due to chance, on average.

    Returns
    -------
    dict
        For each territory of `values`, in the same order.

    Raises
    ------
    ValueError
        As `moran`; when the share is not above 0 and at most 1.

    Notes
    -----
    Anselin, L. (1995). Local indicators of spatial association: LISA. Geographical Analysis 27,
    93–115. Adjusted for the number of territories as in Benjamini, Y. and Hochberg, Y. (1995).
    Controlling the false discovery rate. Journal of the Royal Statistical Society B 57, 289–300;
    with Caldas de Castro, M. and Singer, B. H. (2006). Geographical Analysis 38, 180–208.
    """
    if not 0 < false_discoveries <= 1:
        raise ValueError("false_discoveries: above 0, and at most 1")
    areas = _Areas.of(values, neighbours, n_permutations)
    told = dict.fromkeys(values, LocalCluster(Cluster.NO_DATA, None, None, None, 0))
    lag = areas.weights @ areas.z
    p = _local_p(areas, lag, n_permutations, np.random.default_rng(seed))
    tested = areas.n_neighbours > 0
    corrected = np.ones(len(p))
    corrected[tested] = adjusted(p[tested])
    for place, code in enumerate(areas.codes):
        told[code] = _told(areas, place, lag[place], (p[place], corrected[place]),
                           false_discoveries)
    return told


def _told(areas: _Areas, place: int, lag: float, p: tuple[float, float],
          false_discoveries: float) -> LocalCluster:
    n_neighbours = int(areas.n_neighbours[place])
    if not n_neighbours:
        return LocalCluster(Cluster.NO_NEIGHBOUR, None, None, None, 0)
    if not areas.differ:
        return LocalCluster(Cluster.NOT_SIGNIFICANT, None, None, None, n_neighbours)
    z = areas.z[place]
    cluster = Cluster.NOT_SIGNIFICANT
    if p[1] <= false_discoveries:
        cluster = Cluster(f"{'high' if z > 0 else 'low'}_{'high' if lag > 0 else 'low'}")
    return LocalCluster(cluster, float(z * lag), float(p[0]), float(p[1]),
                        n_neighbours)


@dataclass(frozen=True)
class _Areas:
    """The territories that have data, how far each is from their mean, and their neighbours.

    The distances are in standard deviations, all 0 when the figures do not differ.
    """

    codes: tuple[str, ...]
    z: NDArray[np.float64]
    weights: csr_array
    n_neighbours: NDArray[np.int64]
    differ: bool

    @classmethod
    def of(cls, values: Values, neighbours: Neighbours, n_permutations: int) -> _Areas:
        if n_permutations < 1:
            raise ValueError("permutations: 1 or more")
        found = as_array(values, values)
        known = ~np.isnan(found)
        codes, found = codes_where(values, known), found[known]
        place = {code: number for number, code in enumerate(codes)}
        pairs = {(place[one], place[other]) for one, other in neighbours
                 if one != other and one in place and other in place}
        pairs |= {(other, one) for one, other in pairs}
        rows, columns = np.array(sorted(pairs), int).reshape(-1, 2).T
        n_neighbours = np.bincount(rows, minlength=len(codes))
        weights = csr_array((1 / n_neighbours[rows], (rows, columns)), (len(codes), len(codes)))
        differ = len(found) > 1 and bool(np.ptp(found) > _ROUNDING * np.abs(found).max())
        z = (found - found.mean()) / found.std() if differ else np.zeros(len(found))
        return cls(codes, z, weights, n_neighbours, differ)


def _local_p(areas: _Areas, lag: NDArray, n_permutations: int, generator: np.random.Generator
             ) -> NDArray[np.float64]:
    """Deal out the figures of the others over the neighbours of each; p is 1 without neighbours.

    The same permutations serve all territories, as in PySAL: only whose figures they deal differ.
    """
    p = np.ones(len(areas.z))
    if not areas.differ:
        return p
    others = np.tile(np.arange(len(p) - 1, dtype=np.int32), (n_permutations, 1))
    dealt = generator.permuted(others, axis=1)[:, :areas.n_neighbours.max()].T.copy()
    for place in np.flatnonzero(areas.n_neighbours):
        z, n_neighbours = areas.z[place], areas.n_neighbours[place]
        drawn = np.delete(areas.z, place)[dealt[:n_neighbours]].mean(axis=0)
        p[place] = two_sided(z * lag[place], z * drawn)
    return p
