"""A sheet as it was found: values in rows, before anything is recognised."""

from __future__ import annotations

from dataclasses import dataclass

from ocgraph.i18n import say
from ocgraph.model import Issue, Place

MOST_ROWS = 50_000
MOST_COLUMNS = 200


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet, or of one text file.

    Attributes
    ----------
    file
        Name of the file it comes from, to show; never a path to open.
    name
        Name of the sheet; for a text file, its name without extension.
    rows
        Cells by row, empty ones as ``None``; the first is row 1 of the spreadsheet.
    separator
        What parts the cells of a text file, empty for a workbook.
    form
        ``"nodes"`` or ``"links"`` where the file itself says that it lists them, as a graph does.
    numbers
        Number in the file of each row, where the rows were gathered from elsewhere in it.
    issues
        What was noticed while reading, placed.
    """

    file: str
    name: str
    rows: tuple[tuple[object, ...], ...]
    hidden: bool = False
    separator: str = ""
    form: str = ""
    numbers: tuple[int, ...] = ()
    issues: tuple[Issue, ...] = ()

    def place(self, row: int | None = None, column: str = "") -> Place:
        """Return a place in this sheet."""
        return Place(self.file, self.name, row, column)

    def number(self, row: int) -> int:
        """Return the number in the file of a row, counted from 1 among `rows`."""
        return self.numbers[row - 1] if self.numbers else row


def place_label(place: Place, language: str) -> str:
    """Say where a finding is: « Feuille « Acteurs », ligne 14, colonne « MRC » ».

    Empty when the place says nothing; the file's name when it says nothing more precise.
    """
    parts = [say(language, f"import.place.{part}", **{part: value})
             for part, value in (("sheet", place.sheet), ("row", str(place.row or "")),
                                 ("column", place.column)) if value]
    text = ", ".join(parts) or place.file
    return text[:1].upper() + text[1:]


def column_letters(number: int) -> str:
    """Return the letters of a column numbered from 1.

    >>> column_letters(1), column_letters(28), column_letters(16384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
