"""What a document says, before it is a file: every format is rendered from it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from ocgraph.analysis.note_wording import demo_sentences, shown_sentences
from ocgraph.analysis.section import FigureTable, Section, Statement
from ocgraph.i18n import harmless, say
from ocgraph.network import Lens

MOST_ROWS = 30
"""Rows of a table in a document, unless it is to be whole; the dashboard shows them all."""

SHORT_TABLE, SHORT_TEXTS = 8, 600
"""Rows, and letters in all, up to which a table is kept whole on one page."""

_FULL_WIDTH, _MOST_LETTERS, _MARGIN = 88, 40, 4
"""Letters that fill the width of a page in a table, most for one column, and those of margins."""

_SMALLEST = 0.7
"""How small the letters of a table of many columns may be, for those of another."""

_BOLD = 1.2
"""Room of a bold letter, in plain ones: what a word of a title takes, in the widest fonts."""


@dataclass(frozen=True)
class Picture:
    """A picture, its title and what it shows for who cannot see it.

    Attributes
    ----------
    content
        The PNG file.
    """

    content: bytes
    title: str
    description: str


@dataclass(frozen=True)
class Document:
    """A document in one language; its texts are plain, on one line each.

    Attributes
    ----------
    lead
        One line under the title.
    day
        The day it was made.
    pictures_title
        Title of the part that holds the pictures.
    """

    language: str
    title: str
    lead: str
    day: datetime.date
    sections: tuple[Section, ...]
    pictures_title: str = ""
    pictures: tuple[Picture, ...] = ()

    @property
    def locale(self) -> str:
        """The language as documents declare it."""
        return f"{self.language}-CA"


def lead_of(lens: Lens, today: datetime.date, language: str, *, is_demo: bool, ends: str) -> str:
    """Return the line under the title: whose data, all that is shown of it, and the day.

    Parameters
    ----------
    is_demo
        Whether the data are invented, which is then said first.
    ends
        What else a reader must know, last.
    """
    whose = demo_sentences(language, is_demo=is_demo) or [say(language, "report.own")]
    return " ".join((*whose, *shown_sentences(lens, today, language), ends))


def plain_document(document: Document) -> Document:
    """Return a document of which no text can break a line, and whose tables are not endless."""
    return Document(
        document.language, one_line(document.title), one_line(document.lead), document.day,
        tuple(_plain_section(section, document.language) for section in document.sections),
        one_line(document.pictures_title),
        tuple(Picture(picture.content, one_line(picture.title), one_line(picture.description))
              for picture in document.pictures))


def one_line(text: str) -> str:
    """Return a text on one line, without what a document would obey."""
    return harmless(text).strip()


def _plain_section(section: Section, language: str) -> Section:
    return Section(section.code, one_line(section.title), tuple(
        plain for statement in section.statements
        for plain in _plain_statements(statement, language)))


def _plain_statements(statement: Statement, language: str) -> Iterable[Statement]:
    figures = statement.figures
    yield Statement(one_line(statement.sentence), figures and _plain_table(figures))
    if figures and (n_left_out := len(figures.rows) - _most(figures)) > 0:
        yield Statement(say(language, "report.left_out", n=n_left_out))


def _most(figures: FigureTable) -> int:
    """Return how many rows of a table are written at most."""
    return len(figures.rows) if figures.is_whole else MOST_ROWS


def _plain_table(figures: FigureTable) -> FigureTable:
    return FigureTable(tuple(map(one_line, figures.titles)),
                       tuple(tuple(map(one_line, row)) for row in figures.rows[:_most(figures)]),
                       figures.n_words, figures.is_whole)


def is_short(figures: FigureTable) -> bool:
    """Tell whether a table is kept whole on one page."""
    n_letters = sum(len(cell) for row in figures.rows for cell in row)
    return len(figures.rows) <= SHORT_TABLE and n_letters <= SHORT_TEXTS


def column_shares(figures: FigureTable) -> list[float]:
    """Return the share of the width of the page that each column is given, 1 in all at most.

    A column is given its longest word at least, up to a limit. One of words is given more when
    its cells are long, of what is left.
    """
    least, more = _letters(figures)
    left = max(_FULL_WIDTH - sum(least), 0)
    given = min(left / max(sum(more), 1), 1)
    letters = [low + given * high for low, high in zip(least, more, strict=True)]
    return [each / max(sum(letters), _FULL_WIDTH) for each in letters]


def text_scale(figures: FigureTable) -> float:
    """Return how much smaller the letters of a table are, for no word to be cut: 1 at most."""
    least, _more = _letters(figures)
    return max(_SMALLEST, min(1.0, _FULL_WIDTH / max(sum(least), 1)))


def _letters(figures: FigureTable) -> tuple[list[float], list[float]]:
    """Return the letters that each column is given at least, and how many more it could use."""
    least, more = [], []
    for number, (title, *cells) in enumerate(zip(figures.titles, *figures.rows, strict=True)):
        longest = max(map(len, cells), default=0)
        word = min(max(map(len, " ".join((title, *cells)).split(" "))), _MOST_LETTERS)
        usual = 1.5 * sum(map(len, cells)) / max(len(cells), 1)
        wanted = min(longest, usual, _MOST_LETTERS) if number < figures.n_words else longest
        least.append(_BOLD * word + _MARGIN)
        more.append(max(wanted - word, 0))
    return least, more
