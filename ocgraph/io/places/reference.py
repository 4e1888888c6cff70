"""The reference territories, municipalities and figures that travel with ocgraph.

Sources, years and confidence of every column are in ``data/SOURCES.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ocgraph.io.places.place_names import (
    NO_MATCH,
    MatchedBy,
    NameIndex,
    PlaceMatch,
    as_written,
    folded,
)
from ocgraph.model import Indicator, Territory
from ocgraph.paths import reference_rows

POPULATION_YEAR = 2025
LIST_MARK = " | "
_RANK = {"local": 0, "village": 1, "reserve": 2, "other": 3}
_VILLAGES = {"07", "08", "09"}
_RESERVE = "20"


@dataclass(frozen=True)
class Municipality:
    """A local municipality, a reserve, a northern village or an unorganised territory.

    Attributes
    ----------
    is_local
        Whether it is one of the 1,102 ordinary municipalities.
    latitude, longitude
        A settlement point in degrees, not a centroid; ``None`` when no open source gives one.
    population_2021
        Persons at the census; ``None`` when not published or the code is newer.
    population_2025
        Persons by decree; not comparable with the census.
    local_network
        Code of the réseau local de services, ``""`` when it is not known or there are several.
    institution
        CISSS or CIUSSS, ``""`` when it is not known or there are several.
    """

    code: str
    name: str
    designation: str
    designation_code: str
    is_local: bool
    mrc_code: str
    latitude: float | None
    longitude: float | None
    population_2021: int | None
    population_2025: int | None
    local_network: str
    institution: str


def _typeset(name: str) -> str:
    """Return a name with the apostrophe that French type has; the sources have the typewriter's."""
    return name.replace("'", "\u2019")


def _number(text: str) -> float | None:
    return float(text) if text else None


def _count(text: str) -> int | None:
    return int(text) if text else None


@cache
def read_territories() -> tuple[Territory, ...]:
    """Return the 104 MRC and equivalent territories, in the order of their codes.

    The population is that of the 2025 decree. `boundary_quality` is left unknown: it belongs to
    the outlines in use (`ocgraph.io.places.boundaries`).
    """
    return tuple(Territory(
        code=row["code"], name=_typeset(row["name"]), kind=row["kind"],
        parent_code=row["region_code"],
        region_code=row["region_code"], health_region_code=row["health_region_code"],
        institutions=tuple(row["institutions"].split(LIST_MARK)),
        population=_count(row["population_2025"]), population_year=POPULATION_YEAR,
        latitude=_number(row["label_latitude"]), longitude=_number(row["label_longitude"]),
        version=row["version"]) for row in reference_rows("territories.csv"))


@cache
def territory_codes() -> tuple[str, ...]:
    """Return the 104 codes, in the order of the reference."""
    return tuple(territory.code for territory in read_territories())


@cache
def territory_by_code() -> dict[str, Territory]:
    """Return the territories by code."""
    return {territory.code: territory for territory in read_territories()}


@cache
def region_names() -> dict[str, str]:
    """Return the names of the 17 administrative regions by code."""
    return dict(sorted((row["region_code"], row["region_name"])
                       for row in reference_rows("territories.csv")))


@cache
def read_municipalities() -> tuple[Municipality, ...]:
    """Return the 1,285 municipalities and similar places, in the order of their codes."""
    return tuple(Municipality(
        code=row["code"], name=_typeset(row["name"]), designation=row["designation"],
        designation_code=row["designation_code"], is_local=row["is_local"] == "1",
        mrc_code=row["mrc_code"], latitude=_number(row["latitude"]),
        longitude=_number(row["longitude"]), population_2021=_count(row["population_2021"]),
        population_2025=_count(row["population_2025"]), local_network=row["local_network"],
        institution=row["institution"]) for row in reference_rows("municipalities.csv"))


@cache
def municipality_by_code() -> dict[str, Municipality]:
    """Return the municipalities by code."""
    return {municipality.code: municipality for municipality in read_municipalities()}


@dataclass(frozen=True)
class MovedSubdivision:
    """A municipality of the 2021 census that lies in another MRC since.

    Attributes
    ----------
    code
        Its geographic code at the census.
    municipality_code
        Code of the municipality that it is, or is part of, today.
    year
        When it changed.
    """

    code: str
    name: str
    former_mrc_code: str
    mrc_code: str
    municipality_code: str
    year: int


@cache
def moved_subdivisions() -> dict[str, MovedSubdivision]:
    """Return what changed MRC since the census of 2021, by code at the census."""
    return {row["subdivision_code"]: MovedSubdivision(
        row["subdivision_code"], row["name"], row["former_mrc_code"], row["mrc_code"],
        row["municipality_code"], int(row["year"])) for row in reference_rows("census_moves.csv")}


def mrc_of_subdivision(code: str) -> str | None:
    """Return the MRC that holds today a census subdivision of 2021, ``None`` if nobody knows.

    Parameters
    ----------
    code
        The five digits that follow Québec's 24. A code that is no longer in use lies in the MRC
        of its first two digits, unless its municipality changed MRC since, or several territories
        share these digits.
    """
    if code in moved_subdivisions():
        return moved_subdivisions()[code].mrc_code
    if code in municipality_by_code():
        return municipality_by_code()[code].mrc_code
    return code[:2] if len(code) == 5 and code[:2] in territory_codes() else None


@cache
def census_divisions() -> dict[str, tuple[str, ...]]:
    """Return the territories of each census division of 2021: one, or several for five of them."""
    found: dict[str, tuple[str, ...]] = {}
    for row in reference_rows("territories.csv"):
        division = row["census_division_code"]
        found[division] = (*found.get(division, ()), row["code"])
    return found


@cache
def read_indicators() -> tuple[Indicator, ...]:
    """Return the published figures by MRC that have a source."""
    return tuple(Indicator(**{**row, "value": _number(row["value"])})
                 for row in reference_rows("indicators.csv"))


def match_territory(text: str) -> PlaceMatch:
    """Recognise an MRC or equivalent territory by its code or by any usual writing.

    Understands the code ("01", "46", "371"), the code that lost its zero ("1"), the code of the
    ministry's directory ("460", "AR460"), the census division when it is one territory ("2446"),
    the name with or without accents, hyphens, article, "MRC de", and a few former names.
    A two-digit text is always the official code, even where a spreadsheet may have taken the
    zero of a three-digit one ("020").
    """
    written = re.sub(r"^(\d+)\.0$", r"\1", as_written(text))
    if re.fullmatch(r"(?:AR)?\d+", written):
        return _match_territory_code(written.removeprefix("AR"))
    codes, how = _territory_index().find(written)
    if codes:
        return _only(codes, how)
    codes, _ = _alias_index().find(written)
    return _only(codes, MatchedBy.OTHER_NAME)


def _match_territory_code(digits: str) -> PlaceMatch:
    if digits in territory_codes():
        return PlaceMatch(digits, MatchedBy.CODE)
    if digits in _other_codes():
        return PlaceMatch(*_other_codes()[digits])
    padded = digits.zfill(2)
    return (PlaceMatch(padded, MatchedBy.REPAIRED_CODE) if padded in territory_codes()
            else NO_MATCH)


@cache
def _other_codes() -> dict[str, tuple[str, MatchedBy]]:
    """Return the ministry's codes, and those of the census divisions that are one territory."""
    rows = reference_rows("territories.csv")
    divisions = [row["census_division_code"] for row in rows]
    census = {row["census_division_code"]: (row["code"], MatchedBy.CENSUS_CODE) for row in rows
              if divisions.count(row["census_division_code"]) == 1}
    return census | {row["mamh_code"]: (row["code"], MatchedBy.MAMH_CODE) for row in rows
                     if row["mamh_code"]}


def _only(codes: tuple[str, ...], how: MatchedBy) -> PlaceMatch:
    if len(codes) == 1:
        return PlaceMatch(codes[0], how)
    return PlaceMatch(candidates=codes)


@cache
def _territory_index() -> NameIndex:
    return NameIndex((row["name"], row["code"]) for row in reference_rows("territories.csv"))


@cache
def _alias_index() -> NameIndex:
    return NameIndex((row["written"], row["code"])
                     for row in reference_rows("territory_aliases.csv"))


def near_territories(text: str, limit: int = 3) -> tuple[str, ...]:
    """Return the names of territories nearest to what is written, the best first."""
    return _territory_index().near(text, limit)


def match_municipality(text: str, mrc_code: str | None = None) -> PlaceMatch:
    """Recognise a municipality by its code or its name, inside `mrc_code` when it is known.

    Thirty-one names belong to two ordinary municipalities: the MRC, or the designation
    ("Valcourt (canton)"), tells them apart; otherwise the match carries the candidates. An
    ordinary municipality wins over a reserve or an unorganised territory of the same name.
    """
    written = re.sub(r"^(\d+)\.0$", r"\1", as_written(text))
    if written.isdecimal():
        return _match_municipality_code(written)
    codes, how = _municipality_index().find(written)
    if not codes:
        codes, how = _municipality_index().find(_without_designation(written))
    found = [municipality_by_code()[code] for code in codes]
    if mrc_code is not None:
        found = [place for place in found if place.mrc_code == mrc_code]
    found = _of_designation(found, written)
    best = min((_rank(place) for place in found), default=0)
    return _only(tuple(place.code for place in found if _rank(place) == best), how)


def _match_municipality_code(digits: str) -> PlaceMatch:
    known = municipality_by_code()
    if digits in known:
        return PlaceMatch(digits, MatchedBy.CODE)
    if len(digits) == 7 and digits.startswith("24") and digits[2:] in known:
        return PlaceMatch(digits[2:], MatchedBy.CENSUS_CODE)
    if digits.zfill(5) in known:
        return PlaceMatch(digits.zfill(5), MatchedBy.REPAIRED_CODE)
    return NO_MATCH


def _without_designation(text: str) -> str:
    """Return the name without a designation written after it, "Valcourt (canton)"."""
    return re.sub(r"\s*[,(]\s*[^,()]+\)?$", "", text)


def _of_designation(found: Iterable[Municipality], written: str) -> list[Municipality]:
    """Keep the places whose designation is written, or all when none is."""
    places = list(found)
    words = folded(written).split()
    named = [place for place in places if folded(place.designation).split()[0] in words
             and folded(place.designation) not in folded(place.name)]
    return named or places


def _rank(place: Municipality) -> int:
    if place.is_local:
        return _RANK["local"]
    if place.designation_code in _VILLAGES:
        return _RANK["village"]
    return _RANK["reserve" if place.designation_code == _RESERVE else "other"]


@cache
def _municipality_index() -> NameIndex:
    return NameIndex((place.name, place.code) for place in read_municipalities())


def near_municipalities(text: str, mrc_code: str | None = None, limit: int = 3) -> tuple[str, ...]:
    """Return the names of municipalities nearest to what is written, the best first."""
    if mrc_code is None:
        return _municipality_index().near(text, limit)
    inside = NameIndex((place.name, place.code) for place in read_municipalities()
                       if place.mrc_code == mrc_code)
    return inside.near(text, limit)
