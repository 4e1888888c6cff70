"""The register as a workbook that a person reads, edits and imports again."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ocgraph.io.writing.worded_cells import Cell, Points, Share, worded
from ocgraph.io.writing.written_text import TextWriter, guard_formula
from ocgraph.model import ENTITY_LABELS, Issue, Register, ValueType, declarations

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

LONGEST_CELL = 32_767
# Excel counts days from 1900 and believes that year to be a leap year.
_FIRST_EXCEL_DAY = datetime.date(1900, 3, 1)
_WIDTHS = {ValueType.TEXT: 32, ValueType.TERMS: 28, ValueType.TERRITORIES: 28}
_USUAL_WIDTH = 18
_NARROWEST, _WIDEST = 10, 60


def register_workbook(register: Register, language: str) -> tuple[bytes, list[Issue]]:
    """Return the XLSX file, one sheet per entity, and what had to change in the texts."""
    book = _new_book()
    write_text = TextWriter(LONGEST_CELL)
    for entity, label in ENTITY_LABELS.items():
        sheet = book.create_sheet(label.in_language(language))
        fields = declarations(entity)
        _write_headers(sheet, [(field.header.in_language(language),
                                _WIDTHS.get(field.value_type, _USUAL_WIDTH)) for field in fields],
                       write_text)
        for record in register.records(entity):
            sheet.append([_cell(sheet, worded(record, field, language), write_text)
                          for field in fields])
    return _saved(book), write_text.notices()


def table_workbook(title: str, titles: Iterable[str],
                   rows: Iterable[Iterable[Cell]]) -> tuple[bytes, list[Issue]]:
    """Return one table as an XLSX file, and what had to change in the texts."""
    return tables_workbook({title: (titles, rows)})


def tables_workbook(tables: Mapping[str, tuple[Iterable[str], Iterable[Iterable[Cell]]]]
                    ) -> tuple[bytes, list[Issue]]:
    """Return tables, each on its sheet, as an XLSX file, and what had to change in the texts.

    Parameters
    ----------
    tables
        The column titles and the rows of each sheet, by the sheet's name.
    """
    book = _new_book()
    write_text = TextWriter(LONGEST_CELL)
    for title, (titles, rows) in tables.items():
        _write_table(book.create_sheet(title), list(titles), list(map(list, rows)), write_text)
    return _saved(book), write_text.notices()


def _write_table(sheet: WriteOnlyWorksheet, titles: list[str], rows: list[list[Cell]],
                 write_text: TextWriter) -> None:
    _write_headers(sheet, list(zip(titles, _widths(titles, rows), strict=True)), write_text)
    for row in rows:
        sheet.append([_figure_cell(sheet, value) if type(value) is float else
                      _cell(sheet, value, write_text) for value in row])


def _widths(titles: list[str], rows: list[list[Cell]]) -> list[int]:
    """Return the width of each column: of its longest word or text, within reason."""
    longest = [max(map(len, title.split()), default=0) for title in titles]
    for row in rows:
        longest = [max(width, len(value) if isinstance(value, str) else 0)
                   for width, value in zip(longest, row, strict=True)]
    return [max(_NARROWEST, min(_WIDEST, 2 + width)) for width in longest]


def _figure_cell(sheet: WriteOnlyWorksheet, value: float) -> WriteOnlyCell:
    """Return a figure kept as it is, and shown with a few decimals when it has some."""
    return _number_cell(sheet, value, "0" if value.is_integer() else "0.00##")


def _new_book() -> Workbook:
    book = Workbook(write_only=True)
    book.properties.creator = "ocgraph"
    return book


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_headers(sheet: WriteOnlyWorksheet, headers: list[tuple[str, int]],
                   write_text: TextWriter) -> None:
    """Write the titles, each with the width of its column, and keep them in sight.

    A title may have been typed, as the name of a scenario: it stays text.
    """
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}1"
    cells = []
    for number, (header, width) in enumerate(headers, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        cell = _cell(sheet, header, write_text)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cells.append(cell)
    sheet.append(cells)


def _cell(sheet: WriteOnlyWorksheet, value: Cell, write_text: TextWriter) -> Cell | WriteOnlyCell:
    """Return what to append: numbers and dates as they are, text that stays text."""
    if isinstance(value, datetime.date):
        return _date_cell(sheet, value)
    if isinstance(value, Share):
        return _number_cell(sheet, float(value), "0.00%")
    if isinstance(value, Points):
        return _number_cell(sheet, value * 100, '0.00" points"')
    if not isinstance(value, str):
        return value
    if not value:
        return None
    text = write_text(value)
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # never a formula nor an error value, whatever it looks like
    cell.number_format = "@"
    if guard_formula(text) != text:
        cell.quotePrefix = True  # still text after someone edits the cell
    return cell


def _number_cell(sheet: WriteOnlyWorksheet, value: float, shown_as: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = shown_as
    return cell


def _date_cell(sheet: WriteOnlyWorksheet, day: datetime.date) -> WriteOnlyCell:
    if day < _FIRST_EXCEL_DAY:
        return WriteOnlyCell(sheet, day.isoformat())
    cell = WriteOnlyCell(sheet, day)
    cell.number_format = "yyyy-mm-dd"
    return cell
