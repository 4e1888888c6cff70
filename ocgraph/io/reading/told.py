"""What a person says of a file that does not say it itself, and what is left to ask."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ocgraph.io.reading.headings import Headings
from ocgraph.io.reading.sheets import Sheet
from ocgraph.io.reading.values import text_of
from ocgraph.io.reading.written_words import word_key
from ocgraph.model import Issue, Term, vocabulary

NOT_LEVELS = "none"
"""Said in place of a scale: the numbers that links carry are no levels."""
TOLD_VOCABULARIES = ("tie_kind", "actor_kind", "sector", "mission_domain", "theme", "table_level",
                     "membership_role", "intensity_scale")
"""The lists that a word of a file may be told to belong to."""
_SEARCHED_ROWS = 15
_BETWEEN_PARTS = re.compile(r"(\s*[;|\n\r•,/]\s*)")


@dataclass(frozen=True)
class Told:
    """What the person says of a file; each empty when not said.

    Attributes
    ----------
    words
        ``(vocabulary, what is written, code)``: the code a word of the file stands for.
    columns
        ``(title, name of a field)``: what a column holds, whatever its title.
    scale
        Code of the intensity scale of the numbers that links carry; `NOT_LEVELS` when they are
        none.
    post
        Name of the post whose log the file is, where no column tells it.
    """

    words: tuple[tuple[str, str, str], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    scale: str = ""
    post: str = ""

    def with_titles(self, sheet: Sheet) -> Sheet:
        """Return the sheet with the names of fields in place of the titles that were told."""
        names = {word_key(title): name for title, name in self.columns}
        if not names:
            return sheet
        first = tuple(tuple(names.get(word_key(cell), cell) if isinstance(cell, str) else cell
                            for cell in cells) for cells in sheet.rows[:_SEARCHED_ROWS])
        return replace(sheet, rows=first + sheet.rows[_SEARCHED_ROWS:])

    def with_words(self, sheet: Sheet, headings: Headings) -> Sheet:
        """Return the sheet with codes in place of the words that were told, column by column."""
        lists: dict[str, dict[str, str]] = {}
        for name, written, code in self.words:
            lists.setdefault(name, {})[word_key(written)] = code
        told = {column.position: lists[column.field.vocabulary] for column in headings.columns
                if column.field.vocabulary in lists}
        if not told:
            return sheet
        rows = tuple(tuple(_settled(cell, told[position]) if position in told else cell
                           for position, cell in enumerate(cells))
                     for cells in sheet.rows[headings.row:])
        return replace(sheet, rows=sheet.rows[:headings.row] + rows)


def _settled(cell: object, codes: dict[str, str]) -> object:
    """Put the code in place of a word, or of each word of a list."""
    if not isinstance(cell, str):
        return cell
    whole = codes.get(word_key(text_of(cell)))
    if whole is not None:
        return whole
    return "".join(codes.get(word_key(part), part) if rank % 2 == 0 else part
                   for rank, part in enumerate(_BETWEEN_PARTS.split(cell)))


@dataclass(frozen=True)
class UnsettledWord:
    """A word of the file that its list does not have, and the code of the nearest one, if any."""

    vocabulary: str
    written: str
    proposed: str = ""

    @property
    def choices(self) -> dict[str, Term]:
        """The terms it may stand for, by code."""
        return dict(vocabulary(self.vocabulary))


def unsettled_words(issues: Iterable[Issue]) -> tuple[UnsettledWord, ...]:
    """Return each word met that is in no list a person can choose from, once, in their order."""
    found = {}
    for issue in issues:
        name = issue.params.get("vocabulary")
        if issue.code == "unknown_term" and name in TOLD_VOCABULARIES and issue.found:
            word = UnsettledWord(name, issue.found, _code_of(name, issue.suggestion))
            found.setdefault((name, word_key(issue.found)), word)
    return tuple(found.values())


def _code_of(name: str, label: object) -> str:
    return next((code for code, term in vocabulary(name).items() if term.label == label), "")
