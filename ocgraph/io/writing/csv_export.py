"""The register as CSV files in a zip, the way a spreadsheet in Québec opens them.

UTF-8 with its mark, semicolons, a decimal comma in French. A text that a spreadsheet would
compute has an apostrophe before it (`ocgraph.io.writing.written_text`).
"""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable
from decimal import Decimal

from ocgraph.io.writing.worded_cells import Cell, worded
from ocgraph.io.writing.written_text import TextWriter, guard_formula
from ocgraph.model import COLLECTIONS, Entity, Issue, Register, declarations

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the same register gives the same bytes


def register_csv(register: Register, language: str) -> tuple[bytes, list[Issue]]:
    """Return a zip with one CSV file per entity, and what had to change in the texts."""
    stream = io.BytesIO()
    write_text = TextWriter()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for entity, collection in COLLECTIONS.items():
            member = zipfile.ZipInfo(f"{collection}.csv", _ZIP_DATE)
            text = _sheet(register, entity, language, write_text)
            archive.writestr(member, text.encode("utf-8-sig"), zipfile.ZIP_DEFLATED)
    return stream.getvalue(), write_text.notices()


def table_csv(titles: Iterable[str], rows: Iterable[Iterable[Cell]],
              language: str) -> tuple[bytes, list[Issue]]:
    """Return one table as a CSV file, and what had to change in the texts."""
    write_text = TextWriter()
    return _lines(titles, rows, language, write_text).encode("utf-8-sig"), write_text.notices()


def _sheet(register: Register, entity: type[Entity], language: str,
           write_text: TextWriter) -> str:
    fields = declarations(entity)
    return _lines((field.header.in_language(language) for field in fields),
                  ((worded(record, field, language) for field in fields)
                   for record in register.records(entity)), language, write_text)


def _lines(titles: Iterable[str], rows: Iterable[Iterable[Cell]], language: str,
           write_text: TextWriter) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";")
    writer.writerow([_written(title, language, write_text) for title in titles])
    for row in rows:
        writer.writerow([_written(value, language, write_text) for value in row])
    return stream.getvalue()


def _written(value: Cell, language: str, write_text: TextWriter) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guard_formula(write_text(value))
    if isinstance(value, datetime.date):
        return value.isoformat()
    number = str(value)
    if isinstance(value, float) and "e" in number:    # no spreadsheet in French reads 7e-06
        number = f"{Decimal(number):f}"
    return number.replace(".", ",") if language == "fr" else number
