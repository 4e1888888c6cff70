"""How far the written cells of a workbook reach, read as a stream before the workbook is opened.

A reader that lays cells out in a rectangle asks for gigabytes when one cell stands at the far
corner of a sheet; the file that holds it may weigh a kilobyte.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from defusedxml import ElementTree

from ocgraph.errors import FileRefusedError
from ocgraph.io.reading.sheets import column_letters

MOST_CELLS = 2_000_000
MOST_AREA = 5_000_000
_MOST_NAMED = 20
_CELL = re.compile(r"([A-Za-z]{1,3})(\d{1,7})$")


@dataclass
class Extent:
    """What was seen of one sheet.

    Attributes
    ----------
    valueless
        First cells whose formula was saved without its result.
    in_error
        First cells that show an error of the spreadsheet, as #REF!.
    hidden_rows
        Rows hidden by hand or by a filter.
    """

    name: str
    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    valueless: list[str] = field(default_factory=list)
    in_error: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)

    def add(self, row: int, column: int, count: int = 1) -> None:
        """Count written cells that end at `row` and `column`, and refuse too much of them."""
        self.cells += count
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)
        if self.cells > MOST_CELLS:
            raise FileRefusedError("file.too_many_cells", sheet=self.name, most=MOST_CELLS)
        if self.last_row * self.last_column > MOST_AREA:
            raise FileRefusedError("file.far_cell", sheet=self.name,
                                   cell=f"{column_letters(column)}{row}")


def workbook_extents(archive: zipfile.ZipFile, kind: str) -> Mapping[str, Extent]:
    """Return the extent of every sheet by its name.

    Raises
    ------
    FileRefusedError
        If a sheet reaches too far, holds too much, or its XML declares entities.
    """
    if kind == "ods":
        scan = _OpenDocumentScan()
        _scan(archive, _part(archive, "content.xml"), scan)
        return scan.extents
    extents = {}
    for part, name in _worksheets(archive).items():
        scan = _WorksheetScan(Extent(name))
        _scan(archive, part, scan)
        scan.close_cell()
        extents[name] = scan.extent
    return extents


def _part(archive: zipfile.ZipFile, name: str) -> str:
    """Return the name of a part as the archive writes it; some writers change the case."""
    return next(part for part in archive.namelist() if part.lower() == name)


def _scan(archive: zipfile.ZipFile, part: str, scan: Any) -> None:
    parser = scan.parser
    parser.StartElementHandler = scan.start
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        with archive.open(part) as stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, zipfile.BadZipFile):
        raise FileRefusedError("file.damaged") from None


def _refuse_doctype(*_: object) -> None:
    raise FileRefusedError("file.declares_entities")


def _worksheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the name of each worksheet by its part; the part's own name when none is told."""
    parts = [part for part in archive.namelist() if "worksheets/" in part.lower()
             and part.lower().endswith(".xml")]
    named = _names_by_target(archive)
    return {part: named.get(part.rpartition("/")[2].lower(), part) for part in parts}


def _names_by_target(archive: zipfile.ZipFile) -> dict[str, str]:
    try:
        book = ElementTree.fromstring(archive.read(_part(archive, "xl/workbook.xml")))
        links = ElementTree.fromstring(archive.read(_part(archive, "xl/_rels/workbook.xml.rels")))
    except (StopIteration, ElementTree.ParseError):
        return {}
    targets = {link.get("Id"): (link.get("Target") or "").rpartition("/")[2].lower()
               for link in links}
    sheets = [element for element in book.iter() if element.tag.endswith("}sheet")]
    return {targets.get(_relation(sheet), ""): sheet.get("name") or "" for sheet in sheets}


def _relation(sheet: Any) -> str | None:
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)


class _WorksheetScan:
    """Follow the cells of one Excel sheet; a cell counts once it holds a value."""

    def __init__(self, extent: Extent) -> None:
        self.extent = extent
        self.parser = expat.ParserCreate()
        self._row = 0
        self._column = 0
        self._has_formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self.close_cell()
            self._place(attributes.get("r", ""))
            if attributes.get("t") == "e":
                self._note(self.extent.in_error)
        elif tag in {"v", "is"}:
            self.extent.add(self._row, self._column)
            if self._has_formula:
                self.parser.CharacterDataHandler = self._result
        elif tag == "f":
            self._has_formula = True
        elif tag == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0
            if attributes.get("hidden") in {"1", "true"}:
                self.extent.hidden_rows.append(self._row)

    def close_cell(self) -> None:
        """Note a formula that no value followed."""
        if self._has_formula:
            self._note(self.extent.valueless)
        self._has_formula = False
        self.parser.CharacterDataHandler = None

    def _note(self, cells: list[str]) -> None:
        """Name the cell where the scan stands, among the first of its sort."""
        if len(cells) < _MOST_NAMED:
            cells.append(f"{column_letters(self._column)}{self._row}")

    def _result(self, _text: str) -> None:
        """Note that a formula has its result; the handler costs nothing elsewhere."""
        self._has_formula = False
        self.parser.CharacterDataHandler = None

    def _place(self, reference: str) -> None:
        found = _CELL.match(reference)
        self._column += 1
        if found:
            self._row = int(found[2])
            self._column = 0
            for letter in found[1].upper():
                self._column = 26 * self._column + ord(letter) - ord("A") + 1


class _OpenDocumentScan:
    """Follow the cells of an OpenDocument workbook, where cells and rows repeat by number."""

    def __init__(self) -> None:
        self.extents: dict[str, Extent] = {}
        self.parser = expat.ParserCreate()
        self.parser.EndElementHandler = self.end
        self._extent = Extent("")
        self._row = 0
        self._repeated = 1
        self._column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._extent = Extent(attributes.get("table:name", ""))
            self.extents[self._extent.name] = self._extent
            self._row = 0
        elif name == "table:table-row":
            self._repeated = int(attributes.get("table:number-rows-repeated", 1))
            self._column = 0
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            repeated = int(attributes.get("table:number-columns-repeated", 1))
            self._column += repeated
            if "office:value-type" in attributes:
                self._extent.add(self._row + self._repeated, self._column,
                                 repeated * self._repeated)

    def end(self, name: str) -> None:
        if name == "table:table-row":
            self._row += self._repeated
