"""How presence is spread: who is near it, how unequally, and where those alike lie together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ocgraph.analysis.territory_reading import TerritoryReading, Weighing
from ocgraph.io.places.gazetteer import municipality_points, population_centres
from ocgraph.io.places.reference import Municipality, read_municipalities
from ocgraph.territory import Values
from ocgraph.territory.access import (
    Access,
    Zones,
    enhanced_two_step_access,
    great_circle_km,
    zone_weights,
)
from ocgraph.territory.clusters import LocalCluster, Moran, local_clusters, moran
from ocgraph.territory.evidence import Evidence, Side
from ocgraph.territory.inequality import (
    Decomposition,
    Inequality,
    concentration,
    concentration_by_chance,
    gini,
    theil_by_group,
)

ZONES = {30: ((10.0, 1.0), (20.0, 0.68), (30.0, 0.22)),
         60: ((20.0, 1.0), (40.0, 0.68), (60.0, 0.22)),
         120: ((40.0, 1.0), (80.0, 0.68), (120.0, 0.22))}
"""How far one is taken to go, in km, and what is farther counts for: three zones as wide."""

METHODS = ("zones", "plain")
"""How distance counts: less by zone (E2SFCA), or the same anywhere within reach (2SFCA)."""

PER_INHABITANTS = 10_000


class Reached(NamedTuple):
    """A municipality within reach of the hours of an MRC.

    Attributes
    ----------
    hours
        A week, of the MRC; ``None`` when they are unknown.
    km
        From where they start; the limit, for a municipality of the MRC that is farther still.
    weight
        What an inhabitant there counts for.
    sharing
        Inhabitants among whom these hours are shared, each for its weight.
    """

    mrc_code: str
    municipality_code: str
    hours: float | None
    km: float
    weight: float
    sharing: float


@dataclass(frozen=True)
class NearHours:
    """The hours that the inhabitants of each territory have near, others sharing them.

    Attributes
    ----------
    by_territory
        Hours a week for 10,000 inhabitants: the mean over the municipalities, weighted by their
        inhabitants; ``None`` where none of them can be placed, and where the territory's own hours
        are unknown.
    at_least
        The territories within reach of hours that are unknown: they may have more.
    access
        By municipality, for one inhabitant, and what could not be counted.
    n_unplaced
        Inhabitants of the municipalities that cannot be placed: they are not counted.
    shared
        Hours in all, over the inhabitants: those known, less those that have nobody in reach.
    within_km
        How far one was taken to go.
    reached
        Each municipality within reach of the hours of an MRC: all it takes to redo the figures.
    """

    by_territory: Values
    at_least: tuple[str, ...]
    access: Access
    n_unplaced: int
    shared: float
    within_km: int
    reached: tuple[Reached, ...] = ()


def near_hours(reading: TerritoryReading, within_km: int, method: str = METHODS[0]) -> NearHours:
    """Return the hours near the inhabitants, from where the posts are at home.

    Each territory's hours are taken to start where its inhabitants are on average, and to go to
    municipalities as the crow flies. Those of its own municipalities that are farther still are
    taken to be at the limit: its posts are there for all its inhabitants. Territories whose hours
    are unknown supply nothing, and are told as unknown. All that the register knows is shared,
    whatever territories the lens chooses.

    Parameters
    ----------
    within_km
        One of `ZONES`.
    method
        One of `METHODS`.
    """
    hours = {code: there.hours if there.is_known else None
             for code, there in reading.presence.items() if code in reading.around}
    placed, points = municipality_points(), population_centres()
    places = [place for place in read_municipalities()
              if place.mrc_code in hours and place.population_2025]
    at_home = [place for place in places if place.code in placed]
    distances = _served(great_circle_km([points[code] for code in hours],
                                        [placed[place.code] for place in at_home]),
                        hours, at_home, within_km)
    people = {place.code: place.population_2025 for place in at_home}
    zones = ZONES[within_km] if method == "zones" else ((float(within_km), 1.0),)
    found = enhanced_two_step_access(hours, people, distances, zones)
    unplaced = sum(place.population_2025 for place in places if place.code not in placed)
    shared = sum(near * people[code] for code, near in found.values.items() if near is not None)
    means = _by_mrc(found, at_home, hours)
    told = {code: None if hours[code] is None else means[code] for code in reading.among}
    unsure = {place.mrc_code for place in at_home if place.code in found.at_least}
    return NearHours(told, tuple(code for code in told if code in unsure), found, unplaced,
                     shared, within_km, _reached(hours, people, distances, zones))


def _reached(hours: Values, people: Mapping[str, int], distances: NDArray[np.float64],
             zones: Zones) -> tuple[Reached, ...]:
    """Return each municipality within reach of each territory, by territory."""
    weights = zone_weights(distances, zones)
    sharing = weights @ np.array(list(people.values()), float)
    codes, places = tuple(hours), tuple(people)
    return tuple(Reached(codes[row], places[column], hours[codes[row]],
                         float(distances[row, column]), float(weights[row, column]),
                         float(sharing[row])) for row, column in np.argwhere(weights > 0))


def _served(distances: NDArray[np.float64], codes: Iterable[str], places: Iterable[Municipality],
            within_km: float) -> NDArray[np.float64]:
    """Return distances where no territory is out of reach of its own posts."""
    own = np.array([[place.mrc_code == code for place in places] for code in codes], bool)
    return np.where(own.reshape(distances.shape), np.minimum(distances, within_km), distances)


def _by_mrc(found: Access, places: Iterable[Municipality], codes: Iterable[str]) -> Values:
    """Return the mean over the inhabitants of each MRC, for 10,000 of them."""
    sums: dict[str, list[float]] = {code: [0.0, 0.0] for code in codes}
    for place in places:
        if (near := found.values[place.code]) is not None:
            sums[place.mrc_code][0] += near * place.population_2025
            sums[place.mrc_code][1] += place.population_2025
    return {code: PER_INHABITANTS * near / people if people else None
            for code, (near, people) in sums.items()}


@dataclass(frozen=True)
class Spread:
    """How unequally one figure of presence is spread, each inhabitant having that of its MRC.

    Attributes
    ----------
    by_need
        The concentration index: above 0 when those who need more have more; ``None`` without need.
    by_chance
        Between what the concentration index lies, nineteen times in twenty, when need is shared
        out at random; zeros without need.
    between_regions
        The Theil index, cut between administrative regions and within them.
    """

    gini: Inequality
    by_need: Inequality | None
    by_chance: tuple[float, float]
    between_regions: Decomposition
    n_territories: int

    @property
    def n_told(self) -> int:
        """How many territories the regions are made of here."""
        return self.n_territories - len(self.between_regions.left_out)


def spread(reading: TerritoryReading, weighing: Weighing, values: Values) -> Spread:
    """Tell how unequally a figure for one inhabitant is spread over the territories compared."""
    here = {code: values.get(code) for code in reading.among}
    people = reading.populations
    regions = {code: reading.territories[code].region_code or "" for code in here}
    need = reading.need(weighing)
    return Spread(gini(here, people), concentration(here, people, need) if need else None,
                  concentration_by_chance(here, people, need),
                  theil_by_group(here, people, regions), len(here))


def clusters_of(reading: TerritoryReading, values: Values,
                neighbours: Collection[tuple[str, str]]
                ) -> tuple[Moran, dict[str, LocalCluster]]:
    """Tell whether neighbours look alike, and where those alike lie together."""
    here = {code: values.get(code) for code in reading.among}
    return moran(here, neighbours), local_clusters(here, neighbours)


class SpreadReading(NamedTuple):
    """One figure of presence: how unequally it is spread, and where those alike lie together."""

    evidence: Evidence
    found: Spread
    overall: Moran
    local: dict[str, LocalCluster]


def spread_reading(reading: TerritoryReading, weighing: Weighing,
                   neighbours: Collection[tuple[str, str]], code: str = ""
                   ) -> SpreadReading | None:
    """Return all that is told of how a figure is spread; ``None`` when none is for one inhabitant.

    Parameters
    ----------
    code
        One of `spread_codes`; the first of them when it is not.
    """
    codes = spread_codes(reading)
    if not codes:
        return None
    evidence = reading.evidence[code if code in codes else codes[0]]
    return SpreadReading(evidence, spread(reading, weighing, evidence.values),
                         *clusters_of(reading, evidence.values, neighbours))


def spread_codes(reading: TerritoryReading) -> tuple[str, ...]:
    """Return the figures of presence that are for one inhabitant: they alone can be unequal."""
    return tuple(code for code in reading.of_side(Side.PRESENCE) if code.endswith("_10000"))
