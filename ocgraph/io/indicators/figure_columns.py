"""Find, in a sheet, which column names the territory and which columns hold figures.

Three shapes are understood, in any order of columns:

* long: one row for each figure, with a column of values, and columns for the indicator and the
  year unless they are given beside;
* years across: one row for each territory, and a year in the title of each column of figures, or
  in the row above it ("Indice", "Rang" under "2022");
* indicators across: one row for each territory, or for each of its years; each other column of
  numbers is an indicator, known or named by its title.

A column that is not read is said (`unread_columns`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ocgraph.io.indicators.figure_titles import (
    FIELDS,
    FIGURE_WORDS,
    RANK_WORDS,
    FigureTitles,
    read_figure_titles,
    without_year,
    year_in,
)
from ocgraph.io.indicators.found import Asked
from ocgraph.io.indicators.kinds import find_kind, kind_of
from ocgraph.io.indicators.unread_columns import is_label, said_of_unread
from ocgraph.io.reading.headings import Column, Headings
from ocgraph.io.reading.sheets import Sheet
from ocgraph.io.reading.written_words import word_key
from ocgraph.model import Indicator, Issue, Severity

_BESIDE = ("indicator", "year", "unit", "source")
_RANKED = {"vitality_index": "vitality_rank", "vitality_rank": "vitality_rank"}
_Columns = dict[int, dict[str, str]]
"""What holds for all rows of each column of figures, by name of field, by rank of column."""


@dataclass(frozen=True)
class FigureColumn:
    """One column of figures.

    Attributes
    ----------
    headings
        The columns its rows are read from: the territory, the figure, and what stands beside.
    given
        What holds for all its rows, by name of field.
    """

    headings: Headings
    given: Mapping[str, str]


@dataclass(frozen=True)
class FigureSheet:
    """How a sheet of figures is laid out.

    Attributes
    ----------
    row
        Row of the titles, as the spreadsheet numbers it.
    other_territory
        A second column that names the territory, to compare, with its title.
    """

    row: int
    columns: tuple[FigureColumn, ...] = ()
    other_territory: tuple[int, str] | None = None
    issues: tuple[Issue, ...] = ()


def read_figure_sheet(sheet: Sheet, asked: Asked) -> FigureSheet | None:
    """Tell how a sheet is laid out, ``None`` when no title names a territory."""
    titles = read_figure_titles(sheet)
    if titles is None:
        return None
    if titles.of_field("value") and not titles.years:
        columns = _long(titles, asked)
    else:
        across = _across(titles, asked)
        columns = dict(sorted((across | _named_by_title(titles, asked, across)).items()))
    return _laid_out(sheet, titles, columns)


def _across(titles: FigureTitles, asked: Asked) -> _Columns:
    """Return the columns that a year or a known indicator tells, when they lie side by side."""
    found: _Columns = {}
    for position, title in titles.texts.items():
        if position in titles.of_field("territory_code", *_BESIDE):
            continue
        code = _indicator_of(title, asked, is_dated=position in titles.years)
        if code is not None and not (code == without_year(title) and _is_words(titles, position)):
            found[position] = {"indicator": code} | _year_given(titles, asked, position)
    return found


def _is_words(titles: FigureTitles, position: int) -> bool:
    """Tell a column that holds words and no number, whatever year its title tells."""
    return titles.held[position].others > 0 and not titles.held[position].numbers


def _year_given(titles: FigureTitles, asked: Asked, position: int) -> dict[str, str]:
    """Return the year of a column; one that is told row by row is believed first."""
    year = titles.years.get(position) or (not titles.of_field("year") and asked.year)
    return {"year": year} if year else {}


def _indicator_of(title: str, asked: Asked, *, is_dated: bool) -> str | None:
    """Return the indicator a title names; ``""`` when the title leaves it to be said."""
    bare = without_year(title)
    key = word_key(bare)
    if key in RANK_WORDS:
        return _RANKED.get(asked.indicator)
    if key in FIGURE_WORDS:
        return asked.indicator if asked.indicator or is_dated else None
    kind = find_kind(bare)
    if kind is not None:
        return kind.code
    return bare if is_dated else None


def _long(titles: FigureTitles, asked: Asked) -> _Columns:
    """Return the first column of values, with what is given beside it."""
    position = titles.of_field("value")[0]
    year = asked.year or year_in(titles.texts[position])
    return {position: _not_beside(titles, {"indicator": asked.indicator, "year": year})}


def _not_beside(titles: FigureTitles, given: Mapping[str, str]) -> dict[str, str]:
    """Return what is given and that no column tells, row by row."""
    return {name: value for name, value in given.items() if value and not titles.of_field(name)}


def _named_by_title(titles: FigureTitles, asked: Asked, across: _Columns) -> _Columns:
    """Return the columns of numbers that nothing else explains: each title names its indicator.

    Beside columns with a year, one without is not read unless its year is said; nor is one of
    several where a column names the indicator row by row.
    """
    if not asked.year and any(position in titles.years for position in across):
        return {}
    numbers = _unexplained(titles, across)
    is_alone = len(numbers) == 1 and not across
    if titles.of_field("indicator") and not is_alone:
        return {}
    return {position: _not_beside(titles, {
        "indicator": _title_or_asked(titles.texts[position], asked, is_alone=is_alone),
        "year": titles.years.get(position) or asked.year}) for position in numbers}


def _unexplained(titles: FigureTitles, across: Collection[int]) -> list[int]:
    """Return the columns of numbers whose title means nothing known."""
    return [position for position, held in titles.held.items()
            if titles.fields[position] is None and position not in across
            and held.is_figures and not is_label(titles.texts[position])]


def _title_or_asked(title: str, asked: Asked, *, is_alone: bool) -> str:
    """Return the name of an indicator: what was said of the only column, otherwise its title."""
    says_nothing = word_key(title) in FIGURE_WORDS
    return asked.indicator if is_alone and asked.indicator or says_nothing else title


def _laid_out(sheet: Sheet, titles: FigureTitles, columns: _Columns) -> FigureSheet:
    """Build the headings of each column of figures; what is lacking is said, all at once."""
    territories = titles.of_field("territory_code")
    other = (territories[1], titles.texts[territories[1]]) if len(territories) > 1 else None
    beside = {titles.fields[position].name: position
              for position in reversed(titles.of_field(*_BESIDE)) if position not in columns}
    built = [FigureColumn(_headings(titles, position, {
        "territory_code": territories[0], "value": position,
        **{name: place for name, place in beside.items() if name not in given}}), given)
        for position, given in columns.items()]
    return FigureSheet(titles.row, tuple(built), other, (
        *_said_of_lacking(sheet, titles, built, columns), *_said_twice(sheet, titles, columns),
        *said_of_unread(sheet, titles, tuple(columns), {
            column.position for each in built for column in each.headings.columns})))


def _headings(titles: FigureTitles, position: int, places: Mapping[str, int]) -> Headings:
    """Return the headings that read one column of figures and what stands beside it."""
    return Headings(titles.row, Indicator, tuple(
        Column(place, titles.texts[place], Indicator, FIELDS[name])
        for name, place in places.items()))


def _said_of_lacking(sheet: Sheet, titles: FigureTitles, built: list[FigureColumn],
                     columns: _Columns) -> list[Issue]:
    """Tell that there is no column of figures, or which ones lack an indicator or a year."""
    if not columns:
        return [] if _unexplained(titles, ()) else [
            Issue(Severity.ERROR, "figures_without_value", sheet.place(titles.row))]
    issues = []
    for name in ("indicator", "year"):
        lacking = [titles.texts[position]
                   for (position, given), each in zip(columns.items(), built, strict=True)
                   if not given.get(name)
                   and name not in {column.field.name for column in each.headings.columns}]
        if lacking:
            issues.append(Issue(Severity.ERROR, f"figures_without_{name}",
                                sheet.place(titles.row, lacking[0]),
                                params={"n": len(lacking), "names": ", ".join(lacking)}))
    return issues


def _said_twice(sheet: Sheet, titles: FigureTitles, columns: _Columns) -> list[Issue]:
    """Tell two columns that hold the same indicator of the same year."""
    first: dict[tuple[str, str], int] = {}
    issues = []
    for position, given in columns.items():
        key = given.get("indicator", ""), given.get("year", "")
        if key[0] and key in first:
            issues.append(Issue(
                Severity.ERROR, "figure_column_twice",
                sheet.place(titles.row, titles.texts[position]), found=titles.texts[position],
                params={"first": titles.texts[first[key]],
                        "indicator": kind_of(key[0]).label}))
        first.setdefault(key, position)
    return issues
