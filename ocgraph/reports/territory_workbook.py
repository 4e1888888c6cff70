"""The workbook of territories: every figure, unrounded, and how each is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, repeat
from typing import TYPE_CHECKING

from ocgraph.analysis.bridge_wording import group_name, verdict_words
from ocgraph.analysis.group_bridges import FEWEST, N_DRAWS
from ocgraph.analysis.level_wording import figure_name
from ocgraph.analysis.territory_levels import FIGURES, LEVELS, by_level
from ocgraph.analysis.territory_reading import in_order
from ocgraph.analysis.territory_wording import basis_sentences, evidence_name, turned_words
from ocgraph.i18n import format_share, say, sort_key
from ocgraph.io.writing.workbook_export import tables_workbook
from ocgraph.measures.uncertainty import FALSE_DISCOVERIES
from ocgraph.reports.spread_sheets import (
    ACCESS_COLUMNS,
    CLUSTER_COLUMNS,
    INDEX_COLUMNS,
    REACH_COLUMNS,
    access_rows,
    cluster_rows,
    index_rows,
    reach_rows,
)
from ocgraph.territory.evidence import Side
from ocgraph.territory.wording import level_name

if TYPE_CHECKING:
    from ocgraph.reports.territories import TerritoryReport

Sheet = tuple[list[str], list[list[str | float | None]]]

COLUMNS = ("code", "mrc", "population", "low", "median", "high", "first", "shortfall",
           "shortfall_low", "shortfall_high", "need", "adjusted", "hours", "before", "after",
           "posts")
FORMULA_COLUMNS = ("column", "formula", "source")
LEVEL_COLUMNS = ("level", "code", "place")
ABOUT_COLUMNS = ("about_what", "about_told")
BRIDGE_COLUMNS = ("between", "one", "other", "observed", "expected", "expected_low",
                  "expected_high", "adjusted_p", "said")


def territory_workbook(report: TerritoryReport) -> bytes:
    """Return what is shown, then every figure on its sheet, and how each column is made."""
    sheets = {"figures": _figures(report), "formulas": _formulas(report),
              "access": (_titles(report, ACCESS_COLUMNS), access_rows(report)),
              "reach": (_titles(report, REACH_COLUMNS), reach_rows(report))}
    if report.spread:
        sheets |= {"inequality": (_titles(report, INDEX_COLUMNS), index_rows(report)),
                   "clusters": (_titles(report, CLUSTER_COLUMNS), cluster_rows(report))}
    sheets |= {"bridges": _bridges(report), "levels": _levels(report)}
    return tables_workbook({say(report.language, f"served.sheets.{name}"): sheet for name, sheet in
                            {"about": _about(report, sheets), **sheets}.items()})[0]


def _about(report: TerritoryReport, sheets: Iterable[str]) -> Sheet:
    """Return what is shown and compared, and what each sheet holds."""
    language, basis = report.language, basis_sentences(
        report.reading, report.weighing, report.ranks, report.language)
    rows = [*_under("shown", report.notes(), language), *_under("compared", basis, language)]
    return _titles(report, ABOUT_COLUMNS), [*rows, *(
        [say(language, f"served.sheets.{name}"), say(language, f"served.about.{name}")]
        for name in sheets)]


def _under(name: str, sentences: Iterable[str], language: str) -> list[list[str]]:
    """Return a row for each sentence, the first one headed."""
    heads = chain([say(language, f"served.about.{name}")], repeat(""))
    return [[head, sentence] for head, sentence in zip(heads, sentences, strict=False)]


def _titles(report: TerritoryReport, names: Iterable[str]) -> list[str]:
    return [say(report.language, f"served.sheet.{name}", n=report.reading.n_first)
            for name in names]


def _figures(report: TerritoryReport) -> Sheet:
    """Return, by MRC, all it takes to redo each figure told."""
    reading, language = report.reading, report.language
    counted = [reading.evidence[code] for code, _weight in report.weighing.weights]
    places = {each.code: each.scaled for each in reading.criteria(report.weighing)}
    names = [evidence_name(each, language) for each in counted]
    columns = _by_mrc(report)
    return [*_titles(report, _columns(report)), *names,
            *(say(language, "served.sheet.place_of", name=name) for name in names)], [
        [code, reading.territories[code].name,
         *(columns[name].get(code) for name in _columns(report)[2:]),
         *(each.values.get(code) for each in counted),
         *(places[each.code].get(code) for each in counted)]
        for code in in_order(report.ranks, report.ranks)]


def _columns(report: TerritoryReport) -> tuple[str, ...]:
    """Return the columns of the figures: a scenario tried has its own, and places no post."""
    return (*COLUMNS[:-2], "tried") if report.tried else COLUMNS


def _by_mrc(report: TerritoryReport) -> dict[str, Mapping[str, float | None]]:
    shortfalls, ranks = report.reading.shortfalls(report.weighing), report.ranks
    return {
        "population": report.reading.populations,
        "low": {code: rank.low for code, rank in ranks.items()},
        "median": {code: rank.median for code, rank in ranks.items()},
        "high": {code: rank.high for code, rank in ranks.items()},
        "first": {code: rank.probability_first for code, rank in ranks.items()},
        "shortfall": {code: told.value for code, told in shortfalls.items()},
        "shortfall_low": {code: told.low for code, told in shortfalls.items()},
        "shortfall_high": {code: told.high for code, told in shortfalls.items()},
        "need": report.reading.need(report.weighing), "adjusted": report.planning.adjusted,
        "hours": report.planning.hours, "before": report.effect.before.ratios,
        "after": report.effect.after.ratios, "tried": report.effect.after.ratios,
        "posts": report.plan.posts}


def _formulas(report: TerritoryReport) -> Sheet:
    """Return how each column is made; the names of the columns say of which sheet they are."""
    language, near = report.language, report.nearby
    of_spread = (*INDEX_COLUMNS[1:5], *CLUSTER_COLUMNS[2:]) if report.spread else ()
    figure = evidence_name(report.spread.evidence, language) if report.spread else ""
    named = tuple(dict.fromkeys((
        *_columns(report)[2:], *ACCESS_COLUMNS[2:], *REACH_COLUMNS[2:4], *REACH_COLUMNS[6:],
        *of_spread, *BRIDGE_COLUMNS[3:])))
    rows = [[title, say(language, f"served.formula.{name}", draws=N_DRAWS, fewest=FEWEST,
                        share=format_share(FALSE_DISCOVERIES, language), km=near.within_km,
                        method=say(language, f"access.method.{report.near[1]}"),
                        figure=figure), ""]
            for name, title in zip(named, _titles(report, named), strict=True)]
    for code, weight in report.weighing.weights:
        each = report.reading.evidence[code]
        formula = (say(language, f"measure.{code}.says").rstrip(".")
                   if each.side is Side.PRESENCE else each.unit)
        rows.append([evidence_name(each, language), say(
            language, "served.formula.part", formula=formula, weight=weight,
            turned=turned_words(report.reading, report.weighing, code, language)),
            each.source.in_language(language)])
    rows.append([say(language, "served.sheet.place_of", name="…"),
                 say(language, "served.formula.place_of"), ""])
    return _titles(report, FORMULA_COLUMNS), rows


def _bridges(report: TerritoryReport) -> Sheet:
    language = report.language
    return _titles(report, BRIDGE_COLUMNS), [
        [say(language, f"measure.choice.{found.partition}"),
         *(group_name(found.partition, code, language) for code in (pair.one, pair.other)),
         pair.observed, pair.expected, pair.low, pair.high, pair.adjusted_p,
         verdict_words(pair, language)]
        for found in report.bridges for pair in found.pairs]


def _levels(report: TerritoryReport) -> Sheet:
    """Return the figures of every level; what cannot be told at one is left empty there."""
    language, rows, titles = report.language, [], []
    for level in LEVELS:
        reading = by_level(report.reading, level)
        if not reading.places:
            continue
        titles = [figure_name(name, reading, language) for name in FIGURES]
        rows += [[level_name(level, language), code, place.name, *(
            reading.figures[name][code] if name in reading.told else None for name in FIGURES),
            reading.unknown_hours[code]]
            for code, place in sorted(reading.places.items(),
                                      key=lambda item: sort_key(item[1].name))]
    return [*_titles(report, LEVEL_COLUMNS), *titles,
            say(language, "levels.column.unknown_hours")], rows
