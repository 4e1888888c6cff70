"""Read the INSPQ's material and social deprivation by dissemination area, and sum it by MRC.

Each area has its population and, for each dimension, the fifth of Québec's population it belongs to
(1 the least deprived, 5 the most). A mean of fifths means nothing: what is counted, for an MRC, is
the share of its population that lives in areas of the most deprived fifth.

Layout of the equivalence table of 2021 ("1. TableCorrespondancesCompleteQuebec2021_fr.xlsx", sheet
"Données") and of the layer "Ad_2021_IndDef": ``AD`` or ``ADIDU``, ``ADPOP2021``, ``QuintMat`` and
``QuintSoc`` (Québec's fifths; ``QuintMatRSS``, ``QuintSocRSS`` are those of each health region and
are not read), ``SDRIDU`` and ``SDRNOM``, ``RSS``, ``RTS``, ``RLS``, ``CLSC`` and ``FRAC_CLSC``. An
area that several CLSC share is written once for each, with the same population: it counts once.
Names of columns as public projects that hold these files use them; the files were not at hand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ocgraph.io.indicators.census_figures import LEAST_COUNTED_SHARE
from ocgraph.io.indicators.found import Asked, FoundIndicators
from ocgraph.io.indicators.kinds import kind_of
from ocgraph.io.places.reference import (
    census_divisions,
    match_territory,
    moved_subdivisions,
    mrc_of_subdivision,
    territory_by_code,
)
from ocgraph.io.reading.register_files import ordered
from ocgraph.io.reading.sheets import Sheet
from ocgraph.io.reading.values import is_unknown, parse_number, text_of
from ocgraph.model import Indicator, Issue, Severity

_SEARCHED_ROWS = 15
_WRITTEN = {
    "area": r"ad|adidu|dauid|da|ididu",
    "population": r"(?:ad|da)pop(\d{4})?",
    "material": r"quintmat|quintmatqc|quintmat_qc",
    "social": r"quintsoc|quintsocqc|quintsoc_qc",
    "subdivision": r"sdridu|csduid|sdr|csd",
    "mrc": r"mrc|code_?mrc|codemrc|mrsid|mrs_co_mrc",
}
_MOST_DEPRIVED = 5
_DIGITS = 2
_SOURCE = "INSPQ, Indice de défavorisation matérielle et sociale {year}, par population"


@dataclass(frozen=True)
class _Columns:
    """The row of titles, the position and title of each column read, and the year in a title."""

    row: int
    places: Mapping[str, int]
    titles: Mapping[str, str]
    year: str


@dataclass(frozen=True)
class _Area:
    """A dissemination area; a fifth is ``None`` where the index has none."""

    row: int
    population: float
    material: int | None
    social: int | None
    mrc: str | None


def is_deprivation(sheet: Sheet) -> bool:
    """Tell whether a sheet lists dissemination areas with their fifths."""
    return _columns(sheet) is not None


def _columns(sheet: Sheet) -> _Columns | None:
    for number, cells in enumerate(sheet.rows[:_SEARCHED_ROWS], 1):
        titles = [re.sub(r"\s+", "", text_of(cell)).casefold() for cell in cells]
        found = {name: position for name, pattern in _WRITTEN.items()
                 for position, title in reversed(list(enumerate(titles)))
                 if re.fullmatch(pattern, title)}
        if {"area", "population"} <= found.keys() and {"material", "social"} & found.keys():
            year = re.fullmatch(_WRITTEN["population"], titles[found["population"]])[1]
            return _Columns(number, found, {name: text_of(cells[place])
                                            for name, place in found.items()}, year or "")
    return None


def deprivation_indicators(sheet: Sheet, asked: Asked) -> FoundIndicators:
    """Return, by MRC, the share of the population in the most deprived fifth of each dimension."""
    columns = _columns(sheet)
    year = asked.year or columns.year
    issues = list(sheet.issues)
    if not year:
        issues.append(Issue(Severity.ERROR, "figures_without_year", sheet.place(columns.row),
                            params={"n": 1}))
        return FoundIndicators((), ordered(issues))
    areas = _areas(sheet, columns, issues)
    source = asked.source or _SOURCE.format(year=year)
    found = [Indicator(territory_code=mrc, indicator=code, year=year, value=round(share, _DIGITS),
                       unit="%", source=source)
             for code, shares in _shares(areas, columns, sheet, issues).items()
             for mrc, share in shares.items() if asked.indicator in {"", code}]
    if asked.indicator and not found:
        issues.append(Issue(Severity.ERROR, "indicator_not_in_file", sheet.place(),
                            found=asked.indicator))
    return FoundIndicators(tuple(found), ordered(issues))


def _areas(sheet: Sheet, columns: _Columns, issues: list[Issue]) -> list[_Area]:
    """Read the areas, each once; a row that cannot be read is placed and left out."""
    kept: dict[str, _Area] = {}
    for number, cells in enumerate(sheet.rows[columns.row:], columns.row + 1):
        texts = {name: text_of(cells[place]) if place < len(cells) else ""
                 for name, place in columns.places.items()}
        if not any(texts.values()):
            continue
        area = _area(sheet, number, texts, columns, issues)
        if area is None:
            continue
        earlier = kept.setdefault(texts["area"], area)
        if _told(earlier) != _told(area):
            issues.append(Issue(Severity.ERROR, "area_twice", sheet.place(number),
                                found=texts["area"], params={"first": str(earlier.row)}))
    if not kept:
        issues.append(Issue(Severity.WARNING, "figures_absent", sheet.place(columns.row)))
    return list(kept.values())


def _told(area: _Area) -> tuple[float, int | None, int | None]:
    return area.population, area.material, area.social


def _area(sheet: Sheet, number: int, texts: Mapping[str, str], columns: _Columns,
          issues: list[Issue]) -> _Area | None:
    """Read one row, saying each cell that cannot be."""
    wrong = []
    if not re.fullmatch(r"24\d{6}", texts["area"]):
        wrong.append(("area", "area_code_unreadable"))
    population = 0.0 if is_unknown(texts["population"]) else parse_number(texts["population"])
    if population is None or population < 0:
        wrong.append(("population", "not_a_number"))
    fifths: dict[str, int | None] = {}
    for name in ("material", "social"):
        written = texts.get(name, "")
        fifths[name] = int(written) if written in {"1", "2", "3", "4", "5"} else None
        if fifths[name] is None and not is_unknown(written):
            wrong.append((name, "fifth_unreadable"))
    issues += [Issue(Severity.ERROR, code, sheet.place(number, columns.titles[name]),
                     found=texts[name]) for name, code in wrong]
    if wrong:
        return None
    return _Area(number, population, fifths["material"], fifths["social"], _mrc_of(texts))


def _mrc_of(texts: Mapping[str, str]) -> str | None:
    """Return the MRC of an area: of its subdivision, of its own column, or of its division.

    The first four digits of an area are its census division, which five times holds several MRC.
    """
    subdivision = texts.get("subdivision", "")
    if re.fullmatch(r"24\d{5}", subdivision):
        return mrc_of_subdivision(subdivision[2:])
    if texts.get("mrc"):
        return match_territory(texts["mrc"]).code
    inside = census_divisions().get(texts["area"][:4], ())
    return inside[0] if len(inside) == 1 else None


def _shares(areas: list[_Area], columns: _Columns, sheet: Sheet, issues: list[Issue]
            ) -> dict[str, dict[str, float]]:
    """Return 100 × population of the most deprived fifth / population that has a fifth."""
    inside: dict[str, list[_Area]] = defaultdict(list)
    for area in areas:
        if area.mrc:
            inside[area.mrc].append(area)
    _say_unplaced(areas, columns, sheet, issues)
    wanted = {"material_deprivation": ("material",), "social_deprivation": ("social",),
              "both_deprivations": ("material", "social")}
    return {code: _by_mrc(code, names, inside, sheet, issues)
            for code, names in wanted.items() if columns.places.keys() >= set(names)}


def _by_mrc(code: str, names: tuple[str, ...], inside: Mapping[str, list[_Area]], sheet: Sheet,
            issues: list[Issue]) -> dict[str, float]:
    shares, too_little = {}, []
    for mrc in sorted(inside):
        fifths = [(area.population, [getattr(area, name) for name in names])
                  for area in inside[mrc]]
        known = sum(population for population, ranks in fifths if None not in ranks)
        total = sum(population for population, _ in fifths)
        if not known or known / total < LEAST_COUNTED_SHARE:
            too_little.append(territory_by_code()[mrc].name)
            continue
        deprived = sum(population for population, ranks in fifths
                       if set(ranks) == {_MOST_DEPRIVED})
        shares[mrc] = 100 * deprived / known
    if too_little:
        issues.append(Issue(Severity.WARNING, "deprivation_too_little", sheet.place(),
                            params={"n": len(too_little), "names": ", ".join(too_little),
                                    "indicator": kind_of(code).label}))
    return shares


def _say_unplaced(areas: list[_Area], columns: _Columns, sheet: Sheet,
                  issues: list[Issue]) -> None:
    """Tell the inhabitants of areas whose MRC cannot be told, and limits older than today's."""
    lost = [area for area in areas if area.mrc is None]
    if lost:
        issues.append(Issue(Severity.WARNING, "areas_unplaced", sheet.place(), params={
            "n": len(lost), "population": round(sum(area.population for area in lost))}))
    if "subdivision" not in columns.places:
        moved = {territory_by_code()[code].name for place in moved_subdivisions().values()
                 for code in (place.former_mrc_code, place.mrc_code)}
        issues.append(Issue(Severity.NOTICE, "areas_on_former_limits", sheet.place(),
                            params={"names": ", ".join(sorted(moved))}))
