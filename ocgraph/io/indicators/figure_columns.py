"""Find, in a sheet, which column names the territory and which columns hold figures.

Three shapes are understood, in any order of columns:

* long: one row for each figure, with a column of values, and columns for the indicator and the
  year unless they are given beside;
* years across: one row for each territory, and a year in the title of each column of figures, or
  in the row above it ("Indice", "Rang" under "2022");
* indicators across: one row for each territory, and known indicators as titles; when no title is
  known, the only other column that holds numbers, its title being the name of the indicator.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ocgraph.io.indicators.found import Asked
from ocgraph.io.indicators.kinds import find_kind, kind_of
from ocgraph.io.reading.headings import Column, Headings
from ocgraph.io.reading.sheets import Sheet
from ocgraph.io.reading.values import text_of
from ocgraph.io.reading.written_words import field_of, word_key
from ocgraph.model import FieldDeclaration, Indicator, Issue, Severity, declarations

_SEARCHED_ROWS = 15
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)\d\d))?(?!\d)")
_NUMBER = re.compile(r"[-−]?\d[\d\s]*(?:[.,]\d+)?\s*%?")
_FIELDS = {field.name: field for field in declarations(Indicator)}
_RANK_WORDS = frozenset({"rang", "rank"})
_FIGURE_WORDS = frozenset({"", "indice", "index", "valeur", "value", "ive", "taux", "%"})
_RANKED = {"vitality_index": "vitality_rank", "vitality_rank": "vitality_rank"}


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


def year_in(text: str) -> str:
    """Return the year or the period written in a text, empty when there is none.

    >>> year_in("Indice 2022"), year_in("2016 – 2021"), year_in("Rang")
    ('2022', '2016-2021', '')
    """
    found = _YEAR.search(text)
    return "-".join(part for part in found.groups() if part) if found else ""


def read_figure_sheet(sheet: Sheet, asked: Asked) -> FigureSheet | None:
    """Tell how a sheet is laid out, ``None`` when no title names a territory."""
    rows = [_titles(cells) for cells in sheet.rows[:_SEARCHED_ROWS]]
    scores = [_score(titles) for titles in rows]
    if not any(scores):
        return None
    rank, titles, above = _title_rows(rows, scores.index(max(scores)))
    fields = {position: field_of(Indicator, title) for position, title in titles.items()}
    years = _years_of_columns(titles, above, fields)
    columns = (_across(titles, fields, years, asked) or _long(titles, fields, asked)
               or _alone(titles, fields, asked, sheet.rows[rank + 1:]))
    return _laid_out(sheet, rank + 1, titles, fields, columns)


def _title_rows(rows: list[dict[int, str]], rank: int
                ) -> tuple[int, dict[int, str], dict[int, str]]:
    """Return the rank of the last row of titles, the titles, and what is written above them.

    Titles on two rows name the territory on either: "MRC, 2022" over "Indice, Rang", or "2022"
    over "MRC, Indice, Rang".
    """
    under = rows[rank + 1] if rank + 1 < len(rows) else {}
    if under and all(word_key(text) in _RANK_WORDS | _FIGURE_WORDS for text in under.values()):
        named = {position: title for position, title in rows[rank].items()
                 if position not in under}
        return rank + 1, named | under, rows[rank]
    return rank, rows[rank], rows[rank - 1] if rank else {}


def _titles(cells: tuple[object, ...]) -> dict[int, str]:
    """Return the texts of a row by position; a year is a title even where it is a number."""
    texts = {position: text_of(cell) for position, cell in enumerate(cells) if cell is not None}
    return {position: text for position, text in texts.items()
            if isinstance(cells[position], str) and text or year_in(text) == text != ""}


def _score(titles: Mapping[int, str]) -> int:
    """Count the titles understood, none unless one names the territory."""
    fields = [field_of(Indicator, title) for title in titles.values()]
    if not any(_is(field, "territory_code") for field in fields):
        return 0
    return sum(field is not None or bool(year_in(title)) or find_kind(title) is not None
               for field, title in zip(fields, titles.values(), strict=True))


def _is(field: FieldDeclaration | None, *names: str) -> bool:
    return field is not None and field.name in names


def _years_of_columns(titles: Mapping[int, str], above: Mapping[int, str],
                      fields: Mapping[int, FieldDeclaration | None]) -> dict[int, str]:
    """Return the year of each column of figures: of its title, or of the nearest above, leftward.

    None when a column of years says it row by row.
    """
    if any(_is(field, "year") for field in fields.values()):
        return {}
    dated = {position: year_in(text) for position, text in above.items()
             if year_in(text) == re.sub(r"\s*[–/]\s*", "-", text)}
    years = {}
    for position, title in titles.items():
        if _is(fields[position], "territory_code", "unit", "source"):
            continue
        lefts = [place for place in dated if place <= position]
        years[position] = year_in(title) or (dated[max(lefts)] if lefts else "")
    return {position: year for position, year in years.items() if year}


def _across(titles: Mapping[int, str], fields: Mapping[int, FieldDeclaration | None],
            years: Mapping[int, str], asked: Asked) -> list[tuple[int, dict[str, str]]]:
    """Return the columns of figures, with their indicator and year, when they lie side by side."""
    if not years and any(_is(field, "value") for field in fields.values()):
        return []
    found = []
    for position, title in titles.items():
        field = fields[position]
        if _is(field, "territory_code", "unit", "source", "year") or (
                _is(field, "indicator") and not years and not asked.indicator):
            continue
        code = _indicator_of(title, asked, is_dated=position in years)
        if code is not None:
            year = years.get(position) or asked.year
            found.append((position, {"indicator": code, "year": year} if year
                          else {"indicator": code}))
    return found


def _indicator_of(title: str, asked: Asked, *, is_dated: bool) -> str | None:
    """Return the indicator a title names; ``""`` when the title leaves it to be said."""
    bare = _YEAR.sub("", title).strip(" ,;:()-–")
    key = word_key(bare)
    if key in _RANK_WORDS:
        return _RANKED.get(asked.indicator)
    if key in _FIGURE_WORDS:
        return asked.indicator if asked.indicator or is_dated else None
    kind = find_kind(bare)
    if kind is not None:
        return kind.code
    return bare if is_dated else None


def _long(titles: Mapping[int, str], fields: Mapping[int, FieldDeclaration | None],
          asked: Asked) -> list[tuple[int, dict[str, str]]]:
    """Return the first column of values, with what is given beside it."""
    position = next((place for place, field in fields.items() if _is(field, "value")), None)
    if position is None:
        return []
    beside = {field.name for field in fields.values() if field is not None}
    given = {"indicator": asked.indicator, "year": asked.year or year_in(titles[position])}
    return [(position, {name: value for name, value in given.items()
                        if value and name not in beside})]


def _alone(titles: Mapping[int, str], fields: Mapping[int, FieldDeclaration | None],
           asked: Asked, rows: Sequence[tuple[object, ...]]) -> list[tuple[int, dict[str, str]]]:
    """Return the only column of numbers that no title explains: its title names the indicator."""
    numbers = [place for place, field in fields.items()
               if field is None and _holds_numbers(rows, place)]
    if len(numbers) != 1:
        return []
    beside = {field.name for field in fields.values() if field is not None}
    given = {"indicator": asked.indicator or titles[numbers[0]], "year": asked.year}
    return [(numbers[0], {name: value for name, value in given.items()
                          if value and name not in beside})]


def _holds_numbers(rows: Sequence[tuple[object, ...]], place: int) -> bool:
    """Tell whether most cells of a column that hold something hold a number."""
    written = [text for cells in rows if place < len(cells) and (text := text_of(cells[place]))]
    return 2 * sum(_NUMBER.fullmatch(text) is not None for text in written) > len(written)


def _laid_out(sheet: Sheet, row: int, titles: Mapping[int, str],
              fields: Mapping[int, FieldDeclaration | None],
              columns: list[tuple[int, dict[str, str]]]) -> FigureSheet:
    """Build the headings of each column of figures; what is lacking is said, all at once."""
    territories = [place for place, field in fields.items() if _is(field, "territory_code")]
    other = (territories[1], titles[territories[1]]) if len(territories) > 1 else None
    issues = [] if columns else [Issue(Severity.ERROR, "figures_without_value", sheet.place(row))]
    built = []
    for position, given in columns:
        parts = [(territories[0], "territory_code"), (position, "value")]
        parts += [(place, field.name) for place, field in fields.items()
                  if _is(field, "indicator", "year", "unit", "source") and field is not None
                  and field.name not in given and place != position]
        held = {name for _, name in parts} | given.keys()
        issues += [Issue(Severity.ERROR, f"figures_without_{name}",
                         sheet.place(row, titles[position]))
                   for name in ("indicator", "year")
                   if name not in held or given.get(name) == ""]
        built.append(FigureColumn(Headings(row, Indicator, tuple(
            Column(place, titles[place], Indicator, _FIELDS[name]) for place, name in parts)),
            given))
    return FigureSheet(row, tuple(built), other, (*issues, *_said_twice(sheet, row, titles,
                                                                       columns)))


def _said_twice(sheet: Sheet, row: int, titles: Mapping[int, str],
                columns: list[tuple[int, dict[str, str]]]) -> list[Issue]:
    """Tell two columns that hold the same indicator of the same year."""
    first: dict[tuple[str, ...], int] = {}
    issues = []
    for position, given in columns:
        key = tuple(given.values())
        if key in first:
            issues.append(Issue(
                Severity.ERROR, "figure_column_twice", sheet.place(row, titles[position]),
                found=titles[position], params={
                    "first": titles[first[key]],
                    "indicator": kind_of(given.get("indicator", "")).label}))
        first.setdefault(key, position)
    return issues
