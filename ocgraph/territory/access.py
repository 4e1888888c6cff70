"""Access by distance: how much of what is supplied each place has near, others sharing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ocgraph.territory.presence import Values
from ocgraph.territory.values import as_amounts, as_values, codes_where

EARTH_RADIUS_KM = 6371.0088
"""Mean radius (2a + b) / 3 of the ellipsoid GRS 80: Moritz, H. (2000). Journal of Geodesy 74."""

CATCHMENT_KM = 60.0
"""How far one is taken to go, when nothing else is said."""

Zones = Sequence[tuple[float, float]]
"""For each zone, nearest first: up to how many km it goes, included, and its weight."""

ZONES: Zones = ((20.0, 1.0), (40.0, 0.68), (60.0, 0.22))
"""The slow Gaussian decay of Luo and Qi 2009, of three zones as wide."""


@dataclass(frozen=True)
class Access:
    """What each place has access to, and what could not be counted.

    Attributes
    ----------
    values
        By place where people live: supply for one inhabitant, in the unit of the supply. 0 where
        nothing is in reach; None where the population, or the distances, are unknown.
    lost
        The suppliers that have nobody in reach, and something to supply: it is in no figure.
    lost_supply
        What they supply in all.
    unknown_supply
        The suppliers whose supply is unknown: not counted, so that access near them may be more.
    at_least
        The places within reach of one of these: what they have may be more than their value.
    """

    values: Values
    lost: tuple[str, ...]
    lost_supply: float
    unknown_supply: tuple[str, ...]
    at_least: tuple[str, ...] = ()


def great_circle_km(origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.float64]:
    """Return distances in km over a sphere, as the crow flies, of shape ``(n, m)``.

    2 R arcsin √(sin²(Δφ / 2) + cos φ cos φ′ sin²(Δλ / 2)), R = 6371.0088 km; at most 0.6 % from
    those of the ellipsoid.

    Parameters
    ----------
    origins, destinations
        Latitude and longitude in degrees, of shapes ``(n, 2)`` and ``(m, 2)``; None or NaN
        where a place is not known: then its distances are NaN.

    Raises
    ------
    ValueError
        When a latitude is not within −90 and 90, or a longitude within −180 and 180.

    Notes
    -----
    Haversine: Sinnott, R. W. (1984). Virtues of the haversine. Sky and Telescope 68, 159.
    """
    (phi, lam), (other_phi, other_lam) = (_radians(points) for points in (origins, destinations))
    by_latitude = np.sin((phi[:, None] - other_phi) / 2)**2
    by_longitude = np.sin((lam[:, None] - other_lam) / 2)**2
    chord = by_latitude + np.cos(phi)[:, None] * np.cos(other_phi) * by_longitude
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))


def _radians(points: ArrayLike) -> NDArray[np.float64]:
    degrees = np.asarray(points, float).reshape(-1, 2).T
    if (np.abs(degrees) > np.array([[90], [180]])).any():
        raise ValueError("latitude: from -90 to 90; longitude: from -180 to 180")
    return np.radians(degrees)


def two_step_access(supply: Values, population: Values, distances_km: ArrayLike,
                    catchment_km: float = CATCHMENT_KM) -> Access:
    """Share each supply among those within a distance, then add up what each place has near.

    R(j) = S(j) / Σ P(i), over the places i within the distance of j; A(i) = Σ R(j), over the
    suppliers j within the distance of i (2SFCA). Σ P(i) A(i) = Σ S(j), over the suppliers that
    have somebody in reach.

    Parameters
    ----------
    supply
        By supplier: hours a week, or seats. None where it is unknown.
    population
        By place where people live: inhabitants. None where it is unknown: nobody is counted there.
    distances_km
        From each supplier to each place, in the order of both, of shape
        ``(n_suppliers, n_places)``; NaN where it is unknown, and then out of reach.
    catchment_km
        The distance, itself within reach.

    Raises
    ------
    ValueError
        When an amount is below 0 or infinite, a distance below 0, or the shape not this one.

    Notes
    -----
    Luo, W. and Wang, F. (2003). Measures of spatial accessibility to health care in a GIS
    environment. Environment and Planning B 30, 865–884. All within the distance are taken to be
    as near, and nobody beyond it to come.
    """
    return enhanced_two_step_access(supply, population, distances_km, ((catchment_km, 1.0),))


def enhanced_two_step_access(supply: Values, population: Values, distances_km: ArrayLike,
                             zones: Zones = ZONES) -> Access:
    """Do as `two_step_access`, where what is farther counts less, zone by zone (E2SFCA).

    R(j) = S(j) / Σ P(i) W(i, j); A(i) = Σ R(j) W(i, j), W being the weight of the zone the
    distance falls in. The sum is kept just as well.

    Parameters
    ----------
    zones
        By default 1 up to 20 km, 0.68 up to 40, 0.22 up to 60, 0 beyond.

    Raises
    ------
    ValueError
        As `two_step_access`; when zones do not widen, or a weight is not above 0.

    Notes
    -----
    Luo, W. and Qi, Y. (2009). An enhanced two-step floating catchment area (E2SFCA) method for
    measuring spatial accessibility to primary care physicians. Health & Place 15, 1100–1107.
    """
    supplied, people = as_amounts(supply, supply), as_amounts(population, population)
    distances = np.asarray(distances_km, float)
    if distances.shape != (len(supplied), len(people)):
        raise ValueError(f"distances: of shape {(len(supplied), len(people))}")
    weights = zone_weights(distances, zones)
    demand = weights @ np.nan_to_num(people)
    known = ~np.isnan(supplied)
    ratio = np.divide(supplied, demand, out=np.zeros(len(demand)), where=known & (demand > 0))
    is_lost = known & (supplied > 0) & (demand == 0)
    placed = ~np.isnan(np.asarray(distances_km, float)).all(axis=0) | (len(supplied) == 0)
    access = np.where(placed & ~np.isnan(people), ratio @ weights, np.nan)
    return Access(as_values(population, access), codes_where(supply, is_lost),
                  float(supplied[is_lost].sum()), codes_where(supply, ~known),
                  codes_where(population, (weights[~known] > 0).any(axis=0)))


def zone_weights(distances_km: ArrayLike, zones: Zones) -> NDArray[np.float64]:
    """Return the weight of each distance, 0 when it is unknown or beyond the last zone.

    Raises
    ------
    ValueError
        When a distance is below 0, zones do not widen, or a weight is not above 0.
    """
    distances = np.asarray(distances_km, float)
    if (distances < 0).any():
        raise ValueError("distances: 0 or more")
    limits, values = np.array(zones, float).T
    if not (np.diff(limits, prepend=0) > 0).all() or not (values > 0).all():
        raise ValueError("zones: each wider than the one before, of weight above 0")
    zone = np.searchsorted(limits, distances)  # NaN sorts after the last zone
    return np.append(values, 0.0)[zone]
