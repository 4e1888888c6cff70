"""Turn the rows kept of a Census Profile into figures by MRC, on today's limits.

From census subdivisions (98-401-X2021020), counts are summed over the municipalities that an MRC
holds today: rate = 100 × Σ part / Σ whole. Counts are rounded to a multiple of 5 by the publisher,
so a sum may differ slightly from a published total. From census divisions (98-401-X2021004), the
published rate is kept, on the limits of the census; a division that holds several territories gives
no figure to any of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ocgraph.io.indicators.census_layout import (
    FIGURES,
    POPULATION_ID,
    SUBDIVISION,
    CensusFigure,
)
from ocgraph.io.indicators.census_stream import CensusCell, CensusRows, finest_level
from ocgraph.io.indicators.found import Asked, FoundIndicators
from ocgraph.io.indicators.kinds import kind_of
from ocgraph.io.places.reference import (
    census_divisions,
    moved_subdivisions,
    mrc_of_subdivision,
    municipality_by_code,
    read_municipalities,
    territory_by_code,
)
from ocgraph.io.reading.register_files import ordered
from ocgraph.model import Indicator, Issue, Place, Severity

LEAST_COUNTED_SHARE = 0.8
"""Below this share of the population with a figure, a sum says too little of an MRC to be given."""

_SHOWN = 12
_WITHHELD = {"suppressed": "census_suppressed", "unreliable": "census_unreliable",
             "not_available": "census_not_available", "not_applicable": "census_not_applicable",
             "absent": "census_absent"}
_DIGITS = 2
_QUEBEC = "24"


@dataclass
class _Notes:
    """What is met on the way, by what is said of it, told once at the end."""

    places: dict[tuple[Severity, str, str], list[str]] = field(
        default_factory=lambda: defaultdict(list))

    def add(self, severity: Severity, code: str, indicator: str, name: str) -> None:
        """Note a place under what has to be said of it."""
        self.places[severity, code, indicator].append(name)

    def issues(self, file: str) -> list[Issue]:
        """Return one finding for each thing to say, with the names it holds for."""
        return [Issue(severity, code, Place(file), params={
            "n": len(dict.fromkeys(names)), "names": _listed(names),
            "indicator": kind_of(indicator).label})
            for (severity, code, indicator), names in self.places.items()]


def _listed(names: Iterable[str]) -> str:
    names = list(dict.fromkeys(names))
    return ", ".join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")


def census_indicators(rows: CensusRows, asked: Asked, file: str) -> FoundIndicators:
    """Return the figures of each MRC that the rows allow, and what has to be said of them.

    Parameters
    ----------
    asked
        When it names an indicator of the census, only that one is read.
    """
    notes = _Notes()
    wanted = [figure for figure in FIGURES if asked.indicator in {"", figure.indicator}]
    by_subdivision = finest_level(rows) == SUBDIVISION
    read = _of_subdivisions if by_subdivision else _of_divisions
    found = read(rows, wanted, asked, notes)
    issues = [*_said_of_rows(rows, file), *notes.issues(file)]
    if not rows.cells["division"] and not rows.cells[SUBDIVISION]:
        issues.append(Issue(Severity.ERROR, "census_without_quebec", Place(file)))
    elif not wanted and asked.indicator != "population_census":
        issues.append(Issue(Severity.ERROR, "indicator_not_in_file", Place(file),
                            found=kind_of(asked.indicator).code))
    return FoundIndicators(tuple(found), ordered(issues))


def _said_of_rows(rows: CensusRows, file: str) -> list[Issue]:
    """Tell a cut file, the rows that could not be read, and numbers that mean something else."""
    issues = [Issue(Severity.ERROR, "census_misnamed", Place(file), found=name,
                    params={"number": number}) for number, name in rows.misnamed.items()]
    if rows.cut_at is not None:
        issues.append(Issue(Severity.ERROR, "census_cut", Place(file, row=rows.cut_at)))
    issues += [Issue(Severity.ERROR, "census_row_unreadable", Place(file, row=row), found=written,
                     params={"n": rows.n_unreadable}) for row, written in rows.unreadable]
    return issues


def _source(rows: CensusRows, what: str) -> str:
    return f"Statistique Canada, Profil du recensement de {rows.year or '2021'}, {what}"


def _year(rows: CensusRows, figure: CensusFigure) -> str:
    return str(int(rows.year if rows.year.isdecimal() else "2021") - figure.years_before)


# --- census subdivisions, summed

def _of_subdivisions(rows: CensusRows, wanted: list[CensusFigure], asked: Asked,
                     notes: _Notes) -> list[Indicator]:
    inside: dict[str, list[str]] = defaultdict(list)
    for code in rows.cells[SUBDIVISION]:
        mrc = mrc_of_subdivision(code)
        if mrc is None:
            notes.add(Severity.WARNING, "census_place_unknown", "", _QUEBEC + code)
        else:
            inside[mrc].append(code)
    version = next(iter(territory_by_code().values())).version
    source = _source(rows, f"somme des subdivisions, limites {version}")
    found = []
    for mrc in sorted(inside):
        places = _Sum(inside[mrc], rows.cells[SUBDIVISION],
                      _absent_population(mrc, rows.cells[SUBDIVISION]))
        values = [(figure.indicator, _year(rows, figure), _summed(mrc, figure, places, notes))
                  for figure in wanted]
        if asked.indicator in {"", "population_census"}:
            values.append(("population_census", rows.year or "2021",
                           _population(mrc, places, notes)))
        found += [_indicator(mrc, code, year, value, source) for code, year, value in values
                  if value is not None]
    return found


def _absent_population(mrc: str, cells: dict[str, dict[str, CensusCell]]) -> int:
    """Return the inhabitants of the municipalities of an MRC that the file leaves out."""
    return sum(place.population_2021 or 0 for place in read_municipalities()
               if place.mrc_code == mrc and place.code not in cells)


def _population(mrc: str, places: _Sum, notes: _Notes) -> float | None:
    """Return the inhabitants counted; a place not published makes it a minimum, which is said."""
    counts = {code: _count(places.cells[code].get(POPULATION_ID)) for code in places.codes}
    if places.absent or not any(count is not None for count in counts.values()):
        notes.add(Severity.WARNING, "census_incomplete", "population_census",
                  territory_by_code()[mrc].name)
        return None
    for code, count in counts.items():
        if count is None:
            notes.add(Severity.WARNING, "census_population_unpublished", "population_census",
                      _name_of(code))
    return sum(count for count in counts.values() if count is not None)


def _count(cell: CensusCell | None) -> float | None:
    return cell.count if cell else None


def _name_of(code: str) -> str:
    place = moved_subdivisions().get(code) or municipality_by_code().get(code)
    return place.name if place else _QUEBEC + code


@dataclass(frozen=True)
class _Sum:
    """The subdivisions of one MRC, their cells, and the inhabitants the file leaves out."""

    codes: list[str]
    cells: dict[str, dict[str, CensusCell]]
    absent: int

    def population(self, code: str) -> float:
        counted = _count(self.cells[code].get(POPULATION_ID))
        place = municipality_by_code().get(code)
        return counted if counted is not None else (place and place.population_2021) or 0


def _summed(mrc: str, figure: CensusFigure, places: _Sum, notes: _Notes) -> float | None:
    """Return 100 × Σ part / Σ whole over the places that give both, if they hold enough people."""
    part = whole = counted = 0.0
    for code in places.codes:
        cells = [places.cells[code].get(number) for number in (figure.part_id, figure.whole_id)]
        if any(cell is not None and cell.caution for cell in cells):
            notes.add(Severity.WARNING, "census_caution", figure.indicator, _name_of(code))
        if any(_count(cell) is None for cell in cells):
            why = next((cell.why_not for cell in cells if cell and cell.why_not), "absent")
            notes.add(Severity.NOTICE, _WITHHELD[why], figure.indicator, _name_of(code))
            continue
        part, whole = part + cells[0].count, whole + cells[1].count
        counted += places.population(code)
    total = sum(map(places.population, places.codes)) + places.absent
    name = territory_by_code()[mrc].name
    if not whole or not total or counted / total < LEAST_COUNTED_SHARE:
        notes.add(Severity.WARNING, "census_too_little", figure.indicator, name)
        return None
    if counted < total:
        notes.add(Severity.WARNING, "census_partial", figure.indicator,
                  f"{name} ({int(100 * counted / total)}\u00a0%)")
    return _checked(100 * part / whole, figure, name, notes)


# --- census divisions, as published

def _of_divisions(rows: CensusRows, wanted: list[CensusFigure], asked: Asked,
                  notes: _Notes) -> list[Indicator]:
    source = _source(rows, "divisions de recensement, limites du recensement")
    moved = {code for place in moved_subdivisions().values()
             for code in (place.former_mrc_code, place.mrc_code)}
    found = []
    for code, cells in rows.cells["division"].items():
        inside = census_divisions().get(_QUEBEC + code, ())
        names = [territory_by_code()[mrc].name for mrc in inside]
        if len(inside) != 1:
            notes.add(Severity.WARNING,
                      "census_division_shared" if inside else "census_place_unknown", "",
                      f"{_QUEBEC}{code} ({', '.join(names)})" if inside else _QUEBEC + code)
            continue
        if inside[0] in moved:
            notes.add(Severity.WARNING, "census_limits_moved", "", names[0])
        population = _count(cells.get(POPULATION_ID))
        if population is not None and asked.indicator in {"", "population_census"}:
            found.append(_indicator(inside[0], "population_census", rows.year or "2021",
                                    population, source))
        for figure in wanted:
            value = _published(cells, figure, names[0], notes)
            if value is not None:
                found.append(_indicator(inside[0], figure.indicator, _year(rows, figure), value,
                                        source))
    return found


def _published(cells: dict[str, CensusCell], figure: CensusFigure, name: str,
               notes: _Notes) -> float | None:
    """Return the published rate, or the one its counts give, which is said."""
    cell = cells.get(figure.rate_id)
    if cell is not None and cell.caution:
        notes.add(Severity.WARNING, "census_caution", figure.indicator, name)
    rate = cell.rate if cell else None
    if rate is None and figure.rate_id != figure.part_id:
        rate = _count(cell)  # some rows hold their rate where others hold their count
    if rate is not None:
        return _checked(rate, figure, name, notes)
    part, whole = (_count(cells.get(number)) for number in (figure.part_id, figure.whole_id))
    if part is not None and whole:
        notes.add(Severity.NOTICE, "census_computed", figure.indicator, name)
        return _checked(100 * part / whole, figure, name, notes)
    why = (cell.why_not if cell else "") or "absent"
    notes.add(Severity.NOTICE, _WITHHELD[why], figure.indicator, name)
    return None


def _checked(rate: float, figure: CensusFigure, name: str, notes: _Notes) -> float | None:
    """Return a rate that may be one."""
    if rate > 100:
        notes.add(Severity.ERROR, "census_rate_outside", figure.indicator, name)
        return None
    return rate


def _indicator(mrc: str, code: str, year: str, value: float, source: str) -> Indicator:
    return Indicator(territory_code=mrc, indicator=code, year=year, value=round(value, _DIGITS),
                     unit=kind_of(code).unit, source=source)
