"""Points of reference of the places people name, to set on the map what has no coordinates."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from ocgraph.io.places.reference import read_municipalities, read_territories

Point = tuple[float, float]


@cache
def municipality_points() -> dict[str, Point]:
    """Return ``(latitude, longitude)`` of the settlement of each municipality, by code."""
    return {place.code: (place.latitude, place.longitude) for place in read_municipalities()
            if place.latitude is not None}


@cache
def population_centres() -> dict[str, Point]:
    """Return the mean point of the inhabitants of each MRC, by code, in degrees.

    Settlement points weighted by the population of the 2025 decree; the label point where no
    municipality can be placed. In a long MRC it lies where people live, not in the forest.
    """
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for place in read_municipalities():
        if place.latitude is not None and place.population_2025:
            weight = place.population_2025
            sums[place.mrc_code][0] += weight
            sums[place.mrc_code][1] += weight * place.latitude
            sums[place.mrc_code][2] += weight * place.longitude
    return {place.code: _centre(sums[place.code], (place.latitude, place.longitude))
            for place in read_territories()}


def _centre(sums: list[float], label_point: Point) -> Point:
    population, latitude, longitude = sums
    return (latitude / population, longitude / population) if population else label_point
