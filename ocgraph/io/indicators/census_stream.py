"""Read the few rows that matter of a Census Profile, without ever holding the file.

Everything here runs in the child process of `ocgraph.io.isolation`.
"""

from __future__ import annotations

import codecs
import csv
import io
import math
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from ocgraph.errors import FileRefusedError
from ocgraph.io.indicators.census_layout import (
    CAUTION,
    NAMES,
    SUBDIVISION,
    WITHHELD,
    CensusColumns,
    census_columns,
    is_named,
    level_of,
)
from ocgraph.io.reading.content import MOST_RATIO

_QUEBEC = "24"
_LENGTHS = {"division": 4, "subdivision": 7}
_HEAD_BYTES = 4096
_MOST_BYTES = 8 * 2**30
_MOST_ROW = 2**16
_MANY = 5


@dataclass(frozen=True)
class CensusCell:
    """A figure of the census, or why there is none.

    Attributes
    ----------
    count, rate
        The two figures of its row, ``None`` when withheld.
    why_not
        ``suppressed``, ``unreliable``, ``not_available``, ``not_applicable`` or ``absent``;
        ``""`` when there is a figure.
    caution
        Whether the publisher asks for caution.
    """

    count: float | None
    rate: float | None
    why_not: str = ""
    caution: bool = False


@dataclass
class CensusRows:
    """What was kept of a Census Profile.

    Attributes
    ----------
    cells
        By level, then by place (the digits after Québec's 24), then by characteristic.
    misnamed
        Characteristics whose name is not the one their number should have, with that name.
    unreadable
        Rows whose code or figure cannot be read, with what is written, the first ones.
    cut_at
        Row at which the file stops in the middle, ``None`` when it ends well.
    """

    year: str = ""
    cells: dict[str, dict[str, dict[str, CensusCell]]] = field(
        default_factory=lambda: {"division": {}, "subdivision": {}})
    misnamed: dict[str, str] = field(default_factory=dict)
    unreadable: list[tuple[int, str]] = field(default_factory=list)
    n_unreadable: int = 0
    cut_at: int | None = None
    n_rows: int = 0

    def refuse(self, row: int, written: str) -> None:
        """Note a row that cannot be read."""
        self.n_unreadable += 1
        if len(self.unreadable) < _MANY:
            self.unreadable.append((row, written))


def is_census_profile(path: Path) -> bool:
    """Tell whether a file, or the text of a zip, begins as a Census Profile does."""
    try:
        with _opened(path) as stream:
            return stream is not None and census_columns(
                next(csv.reader([_text_of(stream.read(_HEAD_BYTES)).split("\n")[0]]), [])
            ) is not None
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, csv.Error,
            UnicodeError):
        return False


def read_census_rows(path: Path, file: str) -> CensusRows:
    """Return the rows of Québec that an indicator is made of.

    Raises
    ------
    FileRefusedError
        ``census.no_columns`` when the first line is not the expected one, ``file.damaged`` when
        the zip is, ``file.unpacks_too_big`` when it would unpack to far too much.
    """
    try:
        _check_archive(path, file)
        with _opened(path) as stream:
            if stream is None:
                raise FileRefusedError("census.no_columns", file=file)
            return _read(stream, file)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        raise FileRefusedError("file.damaged", file=file) from None


def _check_archive(path: Path, file: str) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        for part in archive.infolist():
            if part.file_size > min(_MOST_BYTES, MOST_RATIO * max(part.compress_size, 1) + 2**20):
                raise FileRefusedError("file.unpacks_too_big", file=file,
                                       megabytes=round(part.file_size / 2**20),
                                       most=round(_MOST_BYTES / 2**20))


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO | None]:
    """Open the file, or in a zip the largest text; None where there is none."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as stream:
            yield stream
        return
    with zipfile.ZipFile(path) as archive:
        parts = [part for part in archive.infolist()
                 if part.filename.lower().endswith((".csv", ".tab", ".txt"))]
        if not parts:
            yield None
            return
        with archive.open(max(parts, key=lambda part: part.file_size)) as stream:
            yield stream


def _text_of(head: bytes) -> str:
    return head.decode(_encoding(head), errors="ignore")


def _encoding(head: bytes) -> str:
    """Tell UTF-16 and UTF-8 by their mark or by the titles; otherwise latin-1, as published.

    Only numbers, codes and the names of characteristics are read; no accented letter is kept.
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    first = head.split(b"\n")[0]
    if head.startswith(codecs.BOM_UTF8) or "É" in first.decode("utf-8", errors="ignore"):
        return "utf-8-sig"
    return "latin-1"


def _read(stream: BinaryIO, file: str) -> CensusRows:
    head = stream.read(_HEAD_BYTES)
    text = io.TextIOWrapper(io.BufferedReader(_Rest(head, stream)), encoding=_encoding(head),
                            errors="replace", newline="")
    reader = csv.reader(_bounded(text, file))
    columns = census_columns(next(reader, []))
    if columns is None:
        raise FileRefusedError("census.no_columns", file=file)
    rows = CensusRows()
    try:
        for cells in reader:
            rows.n_rows += 1
            _take(rows, cells, columns, reader.line_num)
    except csv.Error:
        rows.cut_at = reader.line_num
    return rows


class _Rest(io.RawIOBase):
    """What was read of a stream to look at it, then the rest of the stream."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:
        data = self._head[:len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(buffer):]
        buffer[:len(data)] = data
        return len(data)


def _bounded(text: io.TextIOWrapper, file: str) -> Iterator[str]:
    """Yield the lines, refusing one that no Census Profile has."""
    while line := text.readline(_MOST_ROW):
        if len(line) == _MOST_ROW:
            raise FileRefusedError("file.damaged", file=file)
        yield line


def _take(rows: CensusRows, cells: list[str], columns: CensusColumns, number: int) -> None:
    """Keep a row of Québec that matters; a row too short, if it is the last, is a cut file."""
    if rows.cut_at is not None:
        rows.refuse(rows.cut_at, "")
        rows.cut_at = None
    if len(cells) < columns.width:
        rows.cut_at = number if cells else None
        return
    characteristic = cells[columns.characteristic].strip()
    level = level_of(cells[columns.level])
    if characteristic not in NAMES:
        if not characteristic.isdecimal():
            rows.refuse(number, characteristic)
    elif level is not None and _is_in_quebec(rows, cells[columns.place].strip(), level, number):
        _keep(rows, cells, columns, number)


def _is_in_quebec(rows: CensusRows, place: str, level: str, number: int) -> bool:
    if not place.isdecimal() or len(place) != _LENGTHS[level]:
        rows.refuse(number, place)
        return False
    return place.startswith(_QUEBEC)


def _keep(rows: CensusRows, cells: list[str], columns: CensusColumns, number: int) -> None:
    """Keep the figures of a row whose number bears the name it should have."""
    characteristic, name = cells[columns.characteristic].strip(), cells[columns.name].strip()
    if not is_named(characteristic, name):
        rows.misnamed[characteristic] = name
        return
    if columns.year >= 0:
        rows.year = rows.year or cells[columns.year].strip()[:4]
    place, cell = cells[columns.place].strip(), _cell(cells, columns)
    if cell is None:
        rows.refuse(number, cells[columns.count].strip())
        return
    of_level = rows.cells[level_of(cells[columns.level]) or ""]
    if of_level.setdefault(place[len(_QUEBEC):], {}).setdefault(characteristic, cell) != cell:
        rows.refuse(number, place)


def _cell(cells: list[str], columns: CensusColumns) -> CensusCell | None:
    """Read the two figures of a row and their symbols; None when neither can be understood."""
    figures, reasons, caution = [], [], False
    for position in (columns.count, columns.rate):
        written = cells[position].strip()
        symbol = cells[position + 1].strip().casefold() if position + 1 < len(cells) else ""
        reason = WITHHELD.get(symbol) or WITHHELD.get(written.casefold())
        if not reason and not written:
            reason = "absent"
        figure = None if reason else _number(written)
        if figure is None and not reason:
            return None
        figures.append(figure)
        reasons.append(reason or "")
        caution = caution or symbol == CAUTION
    known = any(figure is not None for figure in figures)
    why = "" if known else next((why for why in reasons if why not in {"", "absent"}), "absent")
    return CensusCell(figures[0], figures[1], why, caution)


def _number(written: str) -> float | None:
    try:
        number = float(written.replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def finest_level(rows: CensusRows) -> str:
    """Return the level to read: subdivisions, which can be summed on today's limits, if any."""
    return SUBDIVISION if rows.cells[SUBDIVISION] else "division"
