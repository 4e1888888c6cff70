"""Read the cells of an Excel or OpenDocument workbook. Runs in the child process."""

from __future__ import annotations

import zipfile
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ocgraph.errors import FileRefusedError
from ocgraph.io.reading.content import check_archive
from ocgraph.io.reading.extents import Extent, workbook_extents
from ocgraph.io.reading.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, column_letters
from ocgraph.model import Issue, Place, Severity


def read_workbook(path: Path, file: str, kind: str) -> list[Sheet]:
    """Return the sheets of a workbook, `kind` being ``"xlsx"`` or ``"ods"``."""
    with zipfile.ZipFile(path) as archive:
        check_archive(archive, file)
        extents = workbook_extents(archive, kind)
    try:
        with path.open("rb") as stream, CalamineWorkbook.from_filelike(stream) as workbook:
            return [_read_sheet(workbook.get_sheet_by_name(sheet.name), file,
                                extents.get(sheet.name, Extent(sheet.name)),
                                hidden=sheet.visible is not SheetVisibleEnum.Visible)
                    for sheet in workbook.sheets_metadata
                    if sheet.typ is SheetTypeEnum.WorkSheet]
    except PasswordError:
        raise FileRefusedError("file.is_encrypted", file=file) from None
    except CalamineError:
        raise FileRefusedError("file.damaged", file=file) from None


def _read_sheet(sheet: CalamineSheet, file: str, extent: Extent, *, hidden: bool) -> Sheet:
    place = Place(file, sheet.name)
    cells = [[None if value == "" else value for value in row[:MOST_COLUMNS]]
             for row in sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)]
    issues = [*_said_of_size(extent, place), *_said_of_cells(extent, place),
              *_fill_merged(sheet, cells, place)]
    return Sheet(file, sheet.name, tuple(tuple(row) for row in cells), hidden=hidden,
                 issues=tuple(issues))


def _said_of_size(extent: Extent, place: Place) -> list[Issue]:
    issues = []
    if extent.last_row > MOST_ROWS:
        issues.append(Issue(Severity.WARNING, "rows_not_read", place,
                            params={"most": MOST_ROWS}))
    if extent.last_column > MOST_COLUMNS:
        issues.append(Issue(Severity.WARNING, "columns_not_read", place,
                            params={"most": MOST_COLUMNS}))
    return issues


def _said_of_cells(extent: Extent, place: Place) -> list[Issue]:
    """Tell the cells that show no value of their own, and the rows that nobody sees."""
    named = {"formula_without_value": extent.valueless, "cell_in_error": extent.in_error}
    issues = [Issue(Severity.WARNING, code, place, found=", ".join(cells),
                    params={"n": len(cells)}) for code, cells in named.items() if cells]
    return issues + [Issue(Severity.NOTICE, "hidden_row", Place(place.file, place.sheet, row))
                     for row in extent.hidden_rows if row <= MOST_ROWS]


def _fill_merged(sheet: CalamineSheet, cells: list[list[object]], place: Place) -> list[Issue]:
    """Write the value of cells merged downwards in each of their rows, and say so."""
    issues = []
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom == top or top >= len(cells) or left >= len(cells[top]):
            continue
        value = cells[top][left]
        if value is None:
            continue
        for row in cells[top + 1:bottom + 1]:
            row[left] = value
        issues.append(Issue(Severity.NOTICE, "merged_filled", params={"last": str(bottom + 1)},
                            place=Place(place.file, place.sheet, top + 1,
                                        column_letters(left + 1))))
    return issues
