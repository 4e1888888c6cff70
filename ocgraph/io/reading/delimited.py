"""Read a text file of separated values as a sheet, losing nothing in silence."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice

from ocgraph.io.reading.encodings import SHOWN, DecodedText, decode
from ocgraph.io.reading.sheets import MOST_COLUMNS, MOST_ROWS, Sheet
from ocgraph.io.writing.written_text import unguard_formula
from ocgraph.model import Issue, Place, Severity

_SEPARATORS = (";", ",", "\t", "|")
_SAMPLED_ROWS = 60


def read_text_table(data: bytes, file: str) -> Sheet:
    """Return the one sheet of a CSV, TSV or text file.

    Raises
    ------
    FileRefusedError
        If the bytes cannot be text.
    """
    decoded = decode(data, file)
    name = file.rpartition(".")[0] or file
    place = Place(file, name)
    text, declared = _without_declared_separator(decoded.text)
    separator = declared or _likeliest_separator(text)
    rows, broken = _parse(text, separator, first_row=2 if declared else 1)
    is_wide = any(any(row[MOST_COLUMNS:]) for row in rows)
    rows = [row[:MOST_COLUMNS] for row in rows]
    if declared:
        rows.insert(0, ())
    issues = [*_said_of_encoding(decoded, place), *_said_of_breaks(broken, len(rows), place)]
    if is_wide:
        issues.append(Issue(Severity.WARNING, "columns_not_read", place,
                            params={"most": MOST_COLUMNS}))
    return Sheet(file, name, tuple(rows[:MOST_ROWS]), separator=separator, issues=tuple(issues))


def _without_declared_separator(text: str) -> tuple[str, str]:
    """Take away the line ``sep=;`` that some spreadsheets write first."""
    first, _, rest = text.partition("\n")
    marked = first.strip().strip('"')
    if marked.lower().startswith("sep=") and len(marked) == 5:
        return rest, marked[4]
    if marked.lower() == "sep=" and first.rstrip("\r").endswith("\t"):
        return rest, "\t"
    return text, ""


def _likeliest_separator(text: str) -> str:
    """Return the separator that cuts most rows into the same number of cells."""
    return max(_SEPARATORS, key=lambda separator: _agreement(text, separator))


def _agreement(text: str, separator: str) -> float:
    widths = Counter()
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        widths.update(len(row) for row in islice(reader, _SAMPLED_ROWS) if row)
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, rows = max(widths.items(), key=lambda item: (item[0] > 1) * item[1] * item[0])
    return 0.0 if width < 2 else rows / widths.total() + width / 1000


def _parse(text: str, separator: str, first_row: int
           ) -> tuple[list[tuple[object, ...]], int | None]:
    """Return the rows, and the row at which the quotes stop making sense, if any."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[object, ...]] = []
    try:
        for row in islice(reader, MOST_ROWS + 1):
            rows.append(tuple(unguard_formula(value) or None for value in row))
    except csv.Error:
        return rows, first_row + len(rows)
    return rows, None


def _said_of_encoding(decoded: DecodedText, place: Place) -> list[Issue]:
    issues = []
    if not decoded.encoding.startswith("utf-8"):
        issues.append(Issue(Severity.NOTICE, "encoding_guessed", place,
                            params={"encoding": SHOWN[decoded.encoding]}))
    issues += [Issue(Severity.WARNING, "other_encoding", Place(place.file, place.sheet, line))
               for line in decoded.other_lines]
    return issues


def _said_of_breaks(broken: int | None, rows: int, place: Place) -> list[Issue]:
    if broken is not None:
        return [Issue(Severity.ERROR, "unclosed_quote", Place(place.file, place.sheet, broken))]
    if rows > MOST_ROWS:
        return [Issue(Severity.WARNING, "rows_not_read", place,
                      params={"most": MOST_ROWS})]
    return []
