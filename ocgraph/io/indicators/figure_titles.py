"""Find the row of titles of a sheet of figures, and what each of its columns holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ocgraph.io.indicators.kinds import find_kind
from ocgraph.io.places.place_names import folded
from ocgraph.io.reading.sheets import Sheet
from ocgraph.io.reading.values import is_unknown, read_number, text_of
from ocgraph.io.reading.written_words import field_of, word_key
from ocgraph.model import FieldDeclaration, Indicator, declarations
from ocgraph.model.personal import nature_of_text

WITHHELD = frozenset({"x", "f", "e"})
"""What publishers write for a figure they do not give."""
RANK_WORDS = frozenset({"rang", "rank"})
FIGURE_WORDS = frozenset({"", "indice", "index", "valeur", "value", "ive", "taux", "%"})
FIELDS = {field.name: field for field in declarations(Indicator)}
_SEARCHED_ROWS = 15
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)\d\d))?(?!\d)")


@dataclass(frozen=True)
class Held:
    """What the cells of a column hold; those without an answer, or withheld, are not counted.

    Attributes
    ----------
    numbers, others
        How many hold a number, and something else.
    """

    numbers: int
    others: int

    @property
    def is_figures(self) -> bool:
        """Whether most known cells are numbers, however many are not known."""
        return self.numbers > self.others


@dataclass(frozen=True)
class FigureTitles:
    """The titles of a sheet of figures, by rank of column from 0.

    Attributes
    ----------
    row
        Row of the titles, numbered as the spreadsheet does.
    fields
        The field of an indicator that each title means, ``None`` when it means none.
    years
        The year of a column of figures; none where a column of years tells it row by row.
    held
        What each column holds under its title.
    """

    row: int
    texts: Mapping[int, str]
    fields: Mapping[int, FieldDeclaration | None]
    years: Mapping[int, str]
    held: Mapping[int, Held]

    def of_field(self, *names: str) -> list[int]:
        """Return the columns whose title means one of these fields, leftmost first."""
        return [position for position, field in self.fields.items() if _is(field, *names)]


def year_in(text: str) -> str:
    """Return the year or the period written in a text, empty when there is none.

    >>> year_in("Indice 2022"), year_in("2016 – 2021"), year_in("Rang")
    ('2022', '2016-2021', '')
    """
    found = _YEAR.search(text)
    return "-".join(part for part in found.groups() if part) if found else ""


def without_year(title: str) -> str:
    """Return a title without the year written in it.

    >>> without_year("Locataires (2021)"), without_year("2016-2021")
    ('Locataires', '')
    """
    return _YEAR.sub("", title).strip(" ,;:()-–")


def read_figure_titles(sheet: Sheet) -> FigureTitles | None:
    """Return the titles of a sheet of figures, ``None`` when none names a territory."""
    rows = [_titles(cells) for cells in sheet.rows[:_SEARCHED_ROWS]]
    scores = [_score(titles) for titles in rows]
    if not any(scores):
        return None
    rank, titles, above = _title_rows(rows, scores.index(max(scores)))
    held = {position: _held(sheet.rows[rank + 1:], position) for position in titles}
    fields = {position: _field(title, held[position]) for position, title in titles.items()}
    return FigureTitles(rank + 1, titles, fields, _years_of_columns(titles, above, fields), held)


def _field(title: str, held: Held) -> FieldDeclaration | None:
    """Return the field a title means; "Indice" over numbers names no indicator, row by row."""
    field = field_of(Indicator, title)
    return None if _is(field, "indicator") and held.is_figures else field


def _title_rows(rows: list[dict[int, str]], rank: int
                ) -> tuple[int, dict[int, str], dict[int, str]]:
    """Return the rank of the last row of titles, the titles, and what is written above them.

    Titles on two rows name the territory on either: "MRC, 2022" over "Indice, Rang", or "2022"
    over "MRC, Indice, Rang".
    """
    under = rows[rank + 1] if rank + 1 < len(rows) else {}
    if under and all(word_key(text) in RANK_WORDS | FIGURE_WORDS for text in under.values()):
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


def _held(rows: Sequence[tuple[object, ...]], position: int) -> Held:
    """Count the numbers of a column; an address or a telephone is none."""
    known = [cells[position] for cells in rows if position < len(cells)
             and not is_unknown(cells[position]) and folded(text_of(cells[position])) not in
             WITHHELD]
    numbers = sum(read_number(cell, FIELDS["value"]).value is not None
                  and not (isinstance(cell, str) and nature_of_text(cell)) for cell in known)
    return Held(numbers, len(known) - numbers)
