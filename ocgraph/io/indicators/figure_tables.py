"""Read figures by MRC from a table: the code or name of the territory, the year, the value.

The layout of the ISQ's *Indice de vitalité économique* is read here too. Its bulletins ("Indice de
vitalité économique des territoires", editions 2016 to 2025) print, for each MRC, the value of the
index and the rank among the 104 territories, every other year since 2014; the tables of the site
put years across, with "Indice" and "Rang" under each. The published workbook was not at hand when
this was written: the test's file follows the bulletins, and a title that differs is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from ocgraph.io.indicators.figure_columns import FigureColumn, FigureSheet, read_figure_sheet
from ocgraph.io.indicators.figure_titles import WITHHELD, year_in
from ocgraph.io.indicators.found import Asked, FoundIndicators
from ocgraph.io.indicators.kinds import IndicatorKind, find_kind, kind_of
from ocgraph.io.places.place_names import folded
from ocgraph.io.places.reference import match_municipality, match_territory, territory_by_code
from ocgraph.io.reading.drafts import Draft, read_drafts
from ocgraph.io.reading.register_files import ordered
from ocgraph.io.reading.sheets import Sheet
from ocgraph.io.reading.values import text_of
from ocgraph.io.reading.written_words import passed_over_sheets, word_key
from ocgraph.model import Indicator, Issue, Severity

_WHOLE = frozenset({"quebec", "le quebec", "ensemble du quebec", "province de quebec",
                    "total quebec"})
_VITALITY = "vitalite economique"
_FEWEST_COMPARED = 3


def read_figures(sheets: Iterable[Sheet], asked: Asked) -> FoundIndicators:
    """Return the figures of sheets already read as values.

    Parameters
    ----------
    asked
        What the person says of the file; a column that tells it is believed first.
    """
    rows: list[tuple[Draft, Indicator]] = []
    issues: list[Issue] = []
    readable = 0
    for sheet in sheets:
        if word_key(sheet.name) in passed_over_sheets():
            continue
        found = read_figure_sheet(sheet, _completed(asked, sheet))
        issues += sheet.issues
        if found is None:
            issues.append(Issue(Severity.NOTICE, "sheet_without_territories", sheet.place()))
            continue
        readable += 1
        issues += found.issues
        if not any(issue.severity is Severity.ERROR for issue in found.issues):
            rows += _read_sheet(sheet, found, _completed(asked, sheet), issues)
    if not readable:
        issues.append(Issue(Severity.ERROR, "figures_not_recognised"))
    elif not rows and not any(issue.severity is Severity.ERROR for issue in issues):
        issues.append(Issue(Severity.WARNING, "figures_absent"))
    if rows and asked.indicator and all(row.indicator != asked.indicator for _, row in rows):
        issues.append(Issue(Severity.WARNING, "indicator_not_in_file", found=asked.indicator))
    kept = _without_repeats(rows, issues)
    issues += _said_of_fractions(kept)
    return FoundIndicators(tuple(row for _, row in kept), ordered(_each_once(issues)))


def _completed(asked: Asked, sheet: Sheet) -> Asked:
    """Recognise the table of the ISQ by its name, in the sheet's name or in its first rows."""
    heads = [sheet.name, sheet.file, *(text_of(cell) for cells in sheet.rows[:8] for cell in cells)]
    if asked.indicator or not any(_VITALITY in folded(text) for text in heads):
        return asked
    if any(find_kind(text) and find_kind(text).code != "vitality_index" for text in heads[2:]):
        return asked
    return replace(asked, indicator="vitality_index")


def _read_sheet(sheet: Sheet, found: FigureSheet, asked: Asked,
                issues: list[Issue]) -> list[tuple[Draft, Indicator]]:
    """Read each column of figures of a sheet, adding what has to be said to `issues`."""
    rows = []
    for column in found.columns:
        drafts = read_drafts(sheet, column.headings, _given(column, asked, sheet, issues))
        issues += [_reworded(issue) for issue in drafts.issues]
        for draft in drafts.drafts:
            _check_other_name(draft, found, issues)
            _settle(draft, asked, issues)
            if draft.refused:
                continue
            if draft.values["value"] is not None:
                rows.append((draft, draft.build()))
            elif "value" not in draft.unread:
                issues.append(draft.issue(Severity.NOTICE, "figure_not_given", "value"))
    return rows


def _given(column: FigureColumn, asked: Asked, sheet: Sheet, issues: list[Issue]
           ) -> dict[str, str]:
    """Return what holds for every row; without a source, the file's name is one, and it is said."""
    told = {part.field.name for part in column.headings.columns}
    given = {**column.given}
    if asked.unit and "unit" not in told:
        given["unit"] = asked.unit
    if "source" not in told:
        kind = kind_of(given.get("indicator", ""))
        of_publisher = kind.source.fr if kind.code.startswith("vitality") else ""
        given["source"] = asked.source or of_publisher or sheet.file
        if given["source"] == sheet.file:
            issues.append(Issue(Severity.NOTICE, "source_is_file", sheet.place(),
                                found=sheet.file))
    return given


def _reworded(issue: Issue) -> Issue:
    """Say in the words of a table of figures what a row or a cell is."""
    if issue.code == "unknown_mrc" and folded(issue.found) in _WHOLE:
        return _as_notice(issue, "row_of_quebec")
    if issue.code == "region_not_mrc":
        return _as_notice(issue, "row_of_region")
    if issue.code == "unknown_mrc" and match_municipality(issue.found).code:
        return replace(issue, code="row_of_municipality", suggestion="")
    if issue.code == "not_a_number" and folded(issue.found) in WITHHELD:
        return _as_notice(issue, "figure_withheld")
    return issue


def _as_notice(issue: Issue, code: str) -> Issue:
    return replace(issue, code=code, severity=Severity.NOTICE, suggestion="", left_empty=False)


def _check_other_name(draft: Draft, found: FigureSheet, issues: list[Issue]) -> None:
    """Refuse a row whose code and name are those of two territories."""
    if found.other_territory is None or draft.values.get("territory_code") is None:
        return
    position, title = found.other_territory
    cells = draft.sheet.rows[draft.row - 1]
    other = match_territory(text_of(cells[position]) if position < len(cells) else "")
    if other.code and other.code != draft.values["territory_code"]:
        issue = draft.issue(Severity.ERROR, "code_and_name_differ", "territory_code",
                            text_of(cells[position]),
                            written=draft.values["territory_code"],
                            name=territory_by_code()[draft.values["territory_code"]].name)
        issues.append(replace(issue, place=draft.sheet.place(draft.row, title)))


def _settle(draft: Draft, asked: Asked, issues: list[Issue]) -> None:
    """Give a draft the code of its indicator and its unit, and check its year and its figure."""
    values = draft.values
    kind = find_kind(values.get("indicator") or "") or kind_of(values.get("indicator") or "")
    values["indicator"] = kind.code
    values["unit"] = values.get("unit") or asked.unit or kind.unit
    year = year_in(values.get("year") or "")
    if not year and not draft.refused:
        issues.append(draft.issue(Severity.ERROR, "year_not_read", "year",
                                  values.get("year") or ""))
    values["year"] = year
    _check_share(draft, kind, issues)


def _check_share(draft: Draft, kind: IndicatorKind, issues: list[Issue]) -> None:
    """Refuse a share that is not between 0 and 100; a change may be negative."""
    value = draft.values.get("value")
    if value is None or kind.unit != "%" or kind.code == "population_change":
        return
    if not 0 <= value <= 100:
        issues.append(draft.issue(Severity.ERROR, "share_outside", "value", f"{value:g}",
                                  indicator=kind.label))


def _without_repeats(rows: list[tuple[Draft, Indicator]], issues: list[Issue]
                     ) -> list[tuple[Draft, Indicator]]:
    """Refuse the figures given twice for one territory, indicator and year: none is chosen."""
    groups: dict[tuple[str, str, str], list[tuple[Draft, Indicator]]] = defaultdict(list)
    for draft, row in rows:
        groups[row.territory_code, row.indicator, row.year].append((draft, row))
    for (code, indicator, year), group in groups.items():
        first = group[0][0]
        issues += [draft.issue(Severity.ERROR, "figure_twice", "value", f"{row.value:g}",
                               name=territory_by_code()[code].name, year=year,
                               indicator=kind_of(indicator).label, first=str(first.row))
                   for draft, row in group[1:]]
    return [group[0] for group in groups.values() if len(group) == 1]


def _said_of_fractions(rows: list[tuple[Draft, Indicator]]) -> list[Issue]:
    """Tell shares that are all between 0 and 1: a workbook keeps 24 % as 0.24."""
    groups: dict[tuple[str, str], list[tuple[Draft, Indicator]]] = defaultdict(list)
    for draft, row in rows:
        if row.unit == "%" and row.indicator != "population_change":
            groups[row.indicator, row.year].append((draft, row))
    return [Issue(Severity.WARNING, "shares_as_fractions", group[0][0].place("value"),
                  params={"indicator": kind_of(indicator).label, "year": year})
            for (indicator, year), group in groups.items()
            if len(group) >= _FEWEST_COMPARED and all(row.value <= 1 for _, row in group)]


def _each_once(issues: list[Issue]) -> list[Issue]:
    """Leave out what is said again for another column of the same row."""
    return list({(issue.code, issue.place, issue.found, issue.severity, repr(issue.params)): issue
                 for issue in issues}.values())
