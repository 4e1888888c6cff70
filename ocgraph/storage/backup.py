r"""Backup copies: everything the database keeps, in one file that proves itself.

A copy is a zip: ``manifest.json``, one CSV per table under ``tables/``, each with its checksum,
and, from a SQLite register, ``register.sqlite``, that opens as it is. The CSV are what is restored,
into either database. They are written for exactness, never for a spreadsheet: ``\N`` is nothing,
a first ``\`` is doubled, and no formula is defused.
"""

from __future__ import annotations

import base64
import csv
import datetime
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

import sqlalchemy as sa

from ocgraph import __version__
from ocgraph.storage.failures import StorageError
from ocgraph.storage.schema import SCHEMA_VERSION, TextList, metadata, open_save

_FORMAT = 1
_MANIFEST = "manifest.json"
_NOTHING = "\\N"
_LARGEST = 500_000_000  # bytes, unpacked: twenty times the largest register tried

COPIED = tuple(table for table in metadata.sorted_tables if table is not open_save)
"""The tables of a copy: all but the mark of a save being written."""


@dataclass(frozen=True)
class TableCopy:
    """One table of a copy: how many rows, which columns, and the checksum of its CSV."""

    rows: int
    columns: tuple[str, ...]
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a copy holds.

    Attributes
    ----------
    revision
        Number of the last save it holds.
    """

    made_at: datetime.datetime
    product_version: str
    schema_version: int
    revision: int
    tables: Mapping[str, TableCopy]

    def rows(self, table: str) -> int:
        """Return how many rows a table has; 0 for one that the copy did not know."""
        return self.tables[table].rows if table in self.tables else 0


def write_copy(connection: sa.Connection, target: BinaryIO, *, revision: int,
               made_at: datetime.datetime) -> Manifest:
    """Write a copy of everything one transaction sees."""
    tables = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in COPIED:
            content, rows = table_csv(connection, table)
            archive.writestr(_file_of(table.name), content)
            tables[table.name] = TableCopy(rows, tuple(table.columns.keys()), checksum(content))
        manifest = Manifest(made_at, __version__, SCHEMA_VERSION, revision, tables)
        archive.writestr(_MANIFEST, _written(manifest))
        if connection.dialect.name == "sqlite":
            archive.writestr("register.sqlite", _database_copy(connection))
    return manifest


def table_csv(connection: sa.Connection, table: sa.Table) -> tuple[bytes, int]:
    """Return a table as exact CSV, its rows in the order of its key, and how many there are."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(table.columns.keys())
    rows = 0
    for row in connection.execute(sa.select(table).order_by(*table.primary_key.columns)):
        writer.writerow([_encoded(value) for value in row])
        rows += 1
    return stream.getvalue().encode(), rows


def _encoded(value: Any) -> str:
    if value is None:
        return _NOTHING
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):  # a moment too
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, str):
        return "\\" + value if value.startswith("\\") else value
    return json.dumps(value, ensure_ascii=False)


def _decoder(column: sa.Column[Any]) -> Any:
    kind = column.type
    if isinstance(kind, sa.DateTime):
        return datetime.datetime.fromisoformat
    if isinstance(kind, sa.Date):
        return datetime.date.fromisoformat
    if isinstance(kind, sa.LargeBinary):
        return lambda text: base64.b64decode(text, validate=True)
    if isinstance(kind, TextList):
        return lambda text: tuple(json.loads(text))
    if isinstance(kind, sa.String):
        return lambda text: text[1:] if text.startswith("\\") else text
    return json.loads  # a number, a boolean, codes


def read_rows(content: bytes, table: sa.Table) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table's CSV, with the values that were written."""
    reader = csv.reader(io.StringIO(content.decode(), newline=""))
    names = next(reader)
    decoders = [_decoder(table.columns[name]) for name in names]
    for cells in reader:
        yield {name: None if cell == _NOTHING else decode(cell)
               for name, cell, decode in zip(names, cells, decoders, strict=True)}


def _database_copy(connection: sa.Connection) -> bytes:
    """Return the file itself, as this transaction sees it, with no need of room on a disk."""
    return connection.connection.driver_connection.serialize()


def _file_of(table: str) -> str:
    return f"tables/{table}.csv"


def checksum(content: bytes) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _written(manifest: Manifest) -> str:
    return json.dumps({"format": _FORMAT, **asdict(manifest),
                       "made_at": manifest.made_at.isoformat()}, ensure_ascii=False, indent=1)


class Copy:
    """A copy, opened and checked.

    Parameters
    ----------
    source
        The file, or its content.

    Raises
    ------
    StorageError
        ``backup.not_a_copy`` for something else, ``backup.damaged`` when a file of it lacks or is
        not what it was, ``backup.newer`` when a newer ocgraph made it.
    """

    def __init__(self, source: Path | BinaryIO) -> None:
        try:
            with zipfile.ZipFile(source) as archive:
                self.manifest = _read_manifest(archive)
                self._contents = dict(_checked_contents(archive, self.manifest))
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError):
            raise StorageError("backup.not_a_copy") from None

    def rows(self, table: sa.Table) -> Iterable[dict[str, Any]]:
        """Return the rows of a table; none of one that the copy did not know."""
        content = self._contents.get(table.name)
        return () if content is None else read_rows(content, table)


def _read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """Read what the copy says of itself, with nothing unpacked before its size is known."""
    if sum(one.file_size for one in archive.infolist()) > _LARGEST:
        raise StorageError("backup.not_a_copy")
    try:
        told = json.loads(archive.read(_MANIFEST))
        tables = {name: TableCopy(int(one["rows"]), tuple(one["columns"]), str(one["sha256"]))
                  for name, one in told["tables"].items()}
        manifest = Manifest(datetime.datetime.fromisoformat(told["made_at"]),
                            str(told["product_version"]), int(told["schema_version"]),
                            int(told["revision"]), tables)
    except (KeyError, ValueError, TypeError, AttributeError):
        raise StorageError("backup.not_a_copy") from None
    if told.get("format") != _FORMAT or manifest.schema_version > SCHEMA_VERSION:
        raise StorageError("backup.newer", made_by=manifest.product_version, ours=__version__)
    return manifest


def _checked_contents(archive: zipfile.ZipFile, manifest: Manifest
                      ) -> Iterator[tuple[str, bytes]]:
    """Yield each table's CSV once its checksum holds. Names come from our tables alone."""
    known = {table.name: table for table in COPIED}
    for name, told in manifest.tables.items():
        if name not in known or not set(told.columns) <= set(known[name].columns.keys()):
            raise StorageError("backup.not_a_copy")
        try:
            content = archive.read(_file_of(name))
        except (KeyError, zipfile.BadZipFile):
            raise StorageError("backup.damaged", file=_file_of(name)) from None
        if checksum(content) != told.sha256:
            raise StorageError("backup.damaged", file=_file_of(name))
        yield name, content
