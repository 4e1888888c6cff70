"""Say of each column of a sheet of figures that is not read: which one, why, what to write."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ocgraph.io.indicators.figure_titles import FigureTitles
from ocgraph.io.reading.headings import untitled_columns
from ocgraph.io.reading.sheets import Sheet, column_letters
from ocgraph.io.reading.written_words import word_key
from ocgraph.model import Issue, Severity

_FIRST_OF_LABELS = frozenset({"code", "numero", "no", "id", "identifiant", "identifier", "region",
                              "rang", "rank", "dguid", "idugd"})
_LAST_OF_LABELS = frozenset({"code", "id", "identifier", "rank"})
_Why = tuple[Severity, str, int | None]
"""How much it matters that a column is not read, why, and the column read in its place."""


def is_label(title: str) -> bool:
    """Tell a title that announces a code or a rank: its numbers count nothing.

    >>> is_label("Code de région"), is_label("Region code"), is_label("Ménages précaires")
    (True, True, False)
    """
    words = word_key(title).split()
    return bool(words) and (words[0] in _FIRST_OF_LABELS or words[-1] in _LAST_OF_LABELS)


def said_of_unread(sheet: Sheet, titles: FigureTitles, figures: Sequence[int],
                   read: Collection[int]) -> list[Issue]:
    """Return a finding for each column that is not read.

    Where no column of figures is found, a known title (the year, the unit) is not in question.

    Parameters
    ----------
    figures
        Ranks of the columns of figures.
    read
        Ranks of the columns that are read; a second column of territories is compared with the
        first.
    """
    read = {*read, *titles.of_field("territory_code")[:2]}
    issues = [_said(sheet, titles, position, _why(titles, position, figures, read))
              for position, field in titles.fields.items()
              if position not in read and (figures or field is None)]
    return issues + [Issue(Severity.NOTICE, "untitled_column",
                           sheet.place(titles.row, column_letters(position + 1)))
                     for position in untitled_columns(sheet, titles.row, titles.texts)]


def _said(sheet: Sheet, titles: FigureTitles, position: int, why: _Why) -> Issue:
    severity, code, kept = why
    title, held = titles.texts[position], titles.held[position]
    params = {"n": held.numbers, "total": held.numbers + held.others}
    return Issue(severity, code, sheet.place(titles.row, title), found=title,
                 params=params | {"kept": titles.texts[kept]} if kept is not None else params)


def _why(titles: FigureTitles, position: int, figures: Sequence[int], read: Collection[int]
         ) -> _Why:
    """Return why a column is not read: what is told elsewhere first, then what it holds."""
    field, held = titles.fields[position], titles.held[position]
    if field is not None and field.name != "value":
        same = [place for place in titles.of_field(field.name) if place in read]
        return (Severity.WARNING, "same_field_twice" if same else "column_of_indicators",
                same[0] if same else None)
    if is_label(titles.texts[position]):
        return Severity.NOTICE, "column_of_labels", None
    if not held.numbers:
        return Severity.NOTICE, "column_without_figures", None
    if not held.is_figures:
        return Severity.WARNING, "column_of_words", None
    return _why_not_figures(titles, figures)


def _why_not_figures(titles: FigureTitles, figures: Sequence[int]) -> _Why:
    """Return why a column of numbers is not read as figures."""
    if any(place in titles.years for place in figures):
        return Severity.WARNING, "column_without_year", None
    if figures and titles.fields[figures[0]] is not None:
        return Severity.WARNING, "column_beside_values", figures[0]
    severity = Severity.WARNING if figures else Severity.ERROR
    return severity, "column_without_indicator", titles.of_field("indicator")[0]
