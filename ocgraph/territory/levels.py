"""The levels at which figures are told, and which place of a level holds what.

From an MRC one goes up to its region. To a health region, an institution or a local network (RLS)
the way goes through the municipality, because an MRC may lie in several: what is known only by such
an MRC belongs to none of them, and is counted apart. Nothing is ever shared out by guess.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from ocgraph.io.places.health_network import (
    NETWORK_VERSION,
    Networks,
    health_regions,
    institutions,
    local_networks,
    networks_of_mrc,
    networks_of_municipality,
)
from ocgraph.io.places.lived_territories import LivedTerritory
from ocgraph.io.places.reference import (
    POPULATION_YEAR,
    municipality_by_code,
    read_municipalities,
    read_territories,
    region_names,
    territory_by_code,
)
from ocgraph.territory.presence import Values


class Level(StrEnum):
    """What places are counted in, from the widest to the finest, then what a team draws."""

    REGION = "region"
    HEALTH_REGION = "health_region"
    INSTITUTION = "institution"
    LOCAL_NETWORK = "local_network"
    MRC = "mrc"
    MUNICIPALITY = "municipality"
    LIVED_TERRITORY = "lived_territory"


class Where(NamedTuple):
    """What is known of where something is; each ``None`` when it is not known."""

    mrc_code: str | None = None
    municipality_code: str | None = None


@dataclass(frozen=True)
class LevelPlace:
    """One place of a level.

    Attributes
    ----------
    population
        Inhabitants by decree, summed over its municipalities; ``None`` when one that it shares
        with another place cannot be split, or when nobody tells.
    population_year
        Year of the decree.
    version
        Edition of the limits.
    """

    code: str
    name: str
    population: int | None
    population_year: int
    version: str


@dataclass(frozen=True)
class Sums:
    """Amounts summed by place of a level.

    Attributes
    ----------
    by_place
        Sum by code; a place that nothing falls in has 0.
    not_attributed
        What belongs to no place that can be told. The amounts given are the sum of both, where
        places do not overlap.
    """

    by_place: dict[str, float]
    not_attributed: float


@dataclass(frozen=True)
class MrcFigures:
    """Figures of MRC brought up to a level.

    Attributes
    ----------
    values
        By code of place; ``None`` where no MRC that lies wholly inside has a figure.
    counted
        Share, from 0 to 1, of the population of the MRC wholly inside that the figure rests on.
    apart
        Codes of the MRC that lie in several places, so in the figure of none.
    """

    values: Values
    counted: dict[str, float]
    apart: tuple[str, ...]


_NETWORK = {Level.HEALTH_REGION: "health_regions", Level.INSTITUTION: "institutions",
            Level.LOCAL_NETWORK: "local_networks"}


def belongs(level: Level, where: Where, lived: Sequence[LivedTerritory] = ()) -> tuple[str, ...]:
    """Return the codes of the places of a level that hold something: none when it cannot be told.

    Parameters
    ----------
    lived
        The lived territories, coded by their rank from ``"0"``. They may overlap: several may hold
        one municipality. One of which only the MRC is known lies in those that hold it whole.
    """
    municipality = municipality_by_code().get(where.municipality_code or "")
    mrc = municipality.mrc_code if municipality else where.mrc_code
    if level is Level.MUNICIPALITY:
        return (municipality.code,) if municipality else ()
    if level is Level.LIVED_TERRITORY:
        return _lived_holding(municipality.code if municipality else None, mrc, lived)
    if mrc not in territory_by_code():
        return ()
    if level is Level.MRC:
        return (mrc,)
    if level is Level.REGION:
        return (territory_by_code()[mrc].region_code,)
    networks = (networks_of_municipality()[municipality.code] if municipality
                else networks_of_mrc()[mrc])
    codes = _codes_of(networks, level)
    return codes if len(codes) == 1 else ()


def may_hold(level: Level, where: Where) -> tuple[str, ...]:
    """Return the codes of the places of a level that may hold something: those it could lie in.

    Where `belongs` cannot tell, they are all the places that share its MRC; none when not even the
    MRC is known, since it may then be anywhere.
    """
    municipality = municipality_by_code().get(where.municipality_code or "")
    mrc = municipality.mrc_code if municipality else where.mrc_code
    if (told := belongs(level, where)) or mrc not in territory_by_code():
        return told
    if level is Level.MUNICIPALITY:
        return _municipalities_of()[mrc]
    networks = (networks_of_municipality()[municipality.code] if municipality
                else networks_of_mrc()[mrc])
    return _codes_of(networks, level)


@cache
def _municipalities_of() -> dict[str, tuple[str, ...]]:
    held: dict[str, list[str]] = {code: [] for code in territory_by_code()}
    for place in read_municipalities():
        held[place.mrc_code].append(place.code)
    return {code: tuple(codes) for code, codes in held.items()}


def _codes_of(networks: Networks, level: Level) -> tuple[str, ...]:
    return getattr(networks, _NETWORK[level])


def _lived_holding(municipality: str | None, mrc: str | None,
                   lived: Sequence[LivedTerritory]) -> tuple[str, ...]:
    wanted = {municipality} if municipality else _ordinary(mrc)
    return tuple(str(rank) for rank, place in enumerate(lived)
                 if wanted and wanted <= set(place.municipalities))


def _ordinary(mrc: str | None) -> set[str]:
    """Return the ordinary municipalities of an MRC, those that a team draws around."""
    return {place.code for place in read_municipalities()
            if place.mrc_code == mrc and place.is_local}


def places(level: Level, lived: Sequence[LivedTerritory] = ()) -> dict[str, LevelPlace]:
    """Return the places of a level by code, with their population.

    Parameters
    ----------
    lived
        The lived territories, when these are the level.
    """
    if level is not Level.LIVED_TERRITORY:
        return _places(level)
    return {str(rank): LevelPlace(str(rank), place.name,
                                  _total(municipality_by_code()[code].population_2025
                                         for code in place.municipalities),
                                  POPULATION_YEAR, "") for rank, place in enumerate(lived)}


def _total(counts: Iterable[int | None]) -> int | None:
    known = list(counts)
    return None if not known or None in known else sum(known)


@cache
def _places(level: Level) -> dict[str, LevelPlace]:
    names = {Level.REGION: region_names, Level.HEALTH_REGION: health_regions,
             Level.INSTITUTION: institutions, Level.LOCAL_NETWORK: local_networks,
             Level.MRC: lambda: {place.code: place.name for place in read_territories()},
             Level.MUNICIPALITY: lambda: {place.code: place.name
                                          for place in read_municipalities()}}[level]()
    populations = _populations(level)
    version = NETWORK_VERSION if level in _NETWORK else read_territories()[0].version
    return {code: LevelPlace(code, name, populations.get(code), POPULATION_YEAR, version)
            for code, name in names.items()}


def _populations(level: Level) -> dict[str, int | None]:
    """Sum the municipalities of each place; one shared with another makes it unknown."""
    if level is Level.MUNICIPALITY:
        return {place.code: place.population_2025 for place in read_municipalities()}
    counted: dict[str, int | None] = defaultdict(int)
    for place in read_municipalities():
        codes = belongs(level, Where(municipality_code=place.code))
        for code in codes:
            if counted[code] is not None:
                counted[code] += place.population_2025 or 0
        if not codes and place.population_2025:
            counted |= dict.fromkeys(_codes_of(networks_of_municipality()[place.code], level))
    return dict(counted)


def add_up(amounts: Iterable[tuple[Where, float]], level: Level,
           lived: Sequence[LivedTerritory] = ()) -> Sums:
    """Sum amounts by place of a level: actors, hours, posts, seats.

    Parameters
    ----------
    amounts
        What is known of where each is, and how much it counts.
    """
    by_place = dict.fromkeys(places(level, lived), 0.0)
    apart = 0.0
    for where, amount in amounts:
        codes = belongs(level, where, lived)
        apart += 0.0 if codes else amount
        for code in codes:
            by_place[code] += amount
    return Sums(by_place, apart)


def sum_of_mrc(values: Mapping[str, float | None], level: Level,
               lived: Sequence[LivedTerritory] = ()) -> MrcFigures:
    """Sum a figure of MRC that can be added (a number), by place of a level.

    The sum is ``None`` as soon as an MRC wholly inside has no figure.
    """
    return _brought_up(values, level, lived, is_rate=False)


def mean_of_mrc(values: Mapping[str, float | None], level: Level,
                lived: Sequence[LivedTerritory] = ()) -> MrcFigures:
    """Average a rate of MRC by place of a level: Σ P(m) v(m) / Σ P(m), over the MRC that have one.

    P(m) is the population by decree. An MRC without a figure leaves the mean, and `counted` says
    so. A rate whose base is not the whole population (households, adults) is only approached.
    """
    return _brought_up(values, level, lived, is_rate=True)


def _brought_up(values: Mapping[str, float | None], level: Level,
                lived: Sequence[LivedTerritory], *, is_rate: bool) -> MrcFigures:
    inside: dict[str, list[str]] = {code: [] for code in places(level, lived)}
    apart = []
    for mrc in values:
        codes = belongs(level, Where(mrc), lived)
        if not codes:
            apart.append(mrc)
        for code in codes:
            inside[code].append(mrc)
    combine = _mean if is_rate else _sum
    found = {code: combine(values, codes) for code, codes in inside.items()}
    return MrcFigures({code: value for code, (value, _) in found.items()},
                      {code: share for code, (_, share) in found.items()}, tuple(apart))


def _known(values: Mapping[str, float | None], codes: list[str]) -> tuple[dict[str, int], float]:
    """Return the populations of the MRC that have a figure, and their share of all."""
    people = {code: territory_by_code()[code].population or 0 for code in codes}
    known = {code: people[code] for code in codes if values[code] is not None}
    total = sum(people.values())
    return known, sum(known.values()) / total if total else float(bool(known))


def _sum(values: Mapping[str, float | None], codes: list[str]) -> tuple[float | None, float]:
    known, share = _known(values, codes)
    whole = bool(codes) and len(known) == len(codes)
    return (sum(values[code] for code in codes) if whole else None), share


def _mean(values: Mapping[str, float | None], codes: list[str]) -> tuple[float | None, float]:
    known, share = _known(values, codes)
    people = sum(known.values())
    if not people:
        return None, share
    return sum(count * values[code] for code, count in known.items()) / people, share
