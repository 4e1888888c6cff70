"""The sheets of access and of inequality: each figure, and all it takes to redo it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocgraph.analysis.spread_wording import cluster_words, computed_on, spread_indices
from ocgraph.analysis.territory_spread import PER_INHABITANTS
from ocgraph.i18n import say
from ocgraph.io.places.reference import municipality_by_code, region_names

if TYPE_CHECKING:
    from ocgraph.reports.territories import TerritoryReport

Row = list[str | float | None]

ACCESS_COLUMNS = ("code", "mrc", "access_near", "at_least", "hours", "placed")
REACH_COLUMNS = ("municipality_code", "municipality", "municipality_mrc", "people", "from_code",
                 "from_mrc", "from_hours", "km", "distance_weight", "sharing", "brought")
INDEX_COLUMNS = ("index", "index_value", "chance_low", "chance_high", "chance_p", "computed_on",
                 "index_formula")
CLUSTER_COLUMNS = ("code", "mrc", "spread_figure", "population", "region", "need", "neighbours",
                   "local_i", "local_p", "local_adjusted_p", "cluster")


def access_rows(report: TerritoryReport) -> list[Row]:
    """Return what each MRC has near: the mean of its municipalities, of the sheet of distances."""
    near, reading = report.nearby, report.reading
    placed = dict.fromkeys(near.by_territory, 0)
    for code in near.access.values:
        place = municipality_by_code()[code]
        if place.mrc_code in placed:
            placed[place.mrc_code] += place.population_2025
    return [[code, reading.territories[code].name, value,
             say(report.language, "access.at_least_yes")
             if code in near.at_least and value is not None else "",
             reading.presence[code].hours if reading.presence[code].is_known else None,
             placed[code]] for code, value in near.by_territory.items()]


def reach_rows(report: TerritoryReport) -> list[Row]:
    """Return each municipality within reach of the hours of an MRC, and what they bring it."""
    municipalities, names = municipality_by_code(), report.reading.territories
    rows = []
    for each in report.nearby.reached:
        place = municipalities[each.municipality_code]
        brought = (None if each.hours is None
                   else PER_INHABITANTS * each.hours * each.weight / each.sharing)
        rows.append([place.code, place.name, place.mrc_code, place.population_2025, each.mrc_code,
                     names[each.mrc_code].name, each.hours, each.km, each.weight, each.sharing,
                     brought])
    return sorted(rows, key=lambda row: (row[0], row[4]))


def index_rows(report: TerritoryReport) -> list[Row]:
    """Return each index of inequality, what chance would give, and its formula."""
    if report.spread is None:
        return []
    language = report.language
    return [[say(language, f"spread.index.{each.name}"), each.value,
             *(each.by_chance or (None, None)), each.p, computed_on(each, language),
             say(language, f"spread.formula.{each.name}")]
            for each in spread_indices(report.spread.found, report.spread.overall)]


def cluster_rows(report: TerritoryReport) -> list[Row]:
    """Return, by MRC, what the indices are computed on, and what it is beside its neighbours."""
    if report.spread is None:
        return []
    reading, values = report.reading, report.spread.evidence.values
    need, beside = reading.need(report.weighing), _beside(report)
    return [[code, reading.territories[code].name, values.get(code), reading.populations[code],
             region_names().get(reading.territories[code].region_code or ""), need.get(code),
             " | ".join(beside[code]), found.local_i, found.p, found.adjusted_p,
             cluster_words(found.cluster, report.language)]
            for code, found in report.spread.local.items()]


def _beside(report: TerritoryReport) -> dict[str, list[str]]:
    """Return the neighbours that count for each MRC: those compared whose figure is known."""
    known = {code for code in report.reading.among
             if report.spread.evidence.values.get(code) is not None}
    beside: dict[str, set[str]] = {code: set() for code in report.reading.among}
    for one, other in report.neighbours:
        for code, near in ((one, other), (other, one)):
            if code in known and near in known and code != near:
                beside[code].add(near)
    return {code: sorted(found) for code, found in beside.items()}
