"""A register as a folder of CSV files: ocgraph's own format, which loses nothing.

One file per entity, named after its collection (``actors.csv``, ``ties.csv``…), in UTF-8 without
a byte-order mark. The columns are the declared field names. Every cell is quoted, so that blanks,
quotes and new lines inside a name come back as they were. Lists are joined by ``;``, dates are
``2026-10-01``, yes and no are ``true`` and ``false``. An empty cell is the field's own empty
value: ``""`` for a text, an empty list, ``None`` (unknown) for everything else.

Nothing is repaired on reading: what a team brings in its own way goes through the import.
"""

from __future__ import annotations

import csv
import datetime
import math
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from ocgraph.errors import FileRefusedError
from ocgraph.model import COLLECTIONS, FieldDeclaration, Register, ValueType, declarations
from ocgraph.paths import demo_path

LIST_MARK = ";"
_WORDS_OF_YES_NO = {"true": True, "false": False}


def _read_list(text: str) -> tuple[str, ...]:
    return tuple(text.split(LIST_MARK))


def _read_number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


_READERS: dict[ValueType, Callable[[str], Any]] = {
    ValueType.TERMS: _read_list,
    ValueType.TERRITORIES: _read_list,
    ValueType.DATE: datetime.date.fromisoformat,
    ValueType.NUMBER: _read_number,
    ValueType.INTEGER: int,
    ValueType.YES_NO: _WORDS_OF_YES_NO.__getitem__,
}

_LISTS = (ValueType.TERMS, ValueType.TERRITORIES)
_EMPTY: dict[ValueType, Any] = {ValueType.TEXT: "", **dict.fromkeys(_LISTS, ())}


def write_register_folder(register: Register, folder: Path) -> None:
    """Write `register` as CSV files in `folder`, made if missing.

    Raises
    ------
    ValueError
        If a code holds the mark that joins lists: such a code could not be read back.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for entity, collection in COLLECTIONS.items():
        fields = declarations(entity)
        with _file(folder, collection).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writerow([field.name for field in fields])
            for record in register.records(entity):
                writer.writerow([_written(getattr(record, field.name)) for field in fields])


def _file(folder: Path, collection: str) -> Path:
    return folder / f"{collection}.csv"


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        if any(LIST_MARK in code or not code for code in value):
            raise ValueError("a code in a list is empty or holds the mark that joins lists")
        return LIST_MARK.join(value)
    return str(value)


def read_register_folder(folder: Path) -> Register:
    """Read back what `write_register_folder` wrote. An absent file holds no record.

    Raises
    ------
    FileRefusedError
        If the folder holds none of the files, a file has a column of another format or lacks a
        needed one, or a cell cannot be read.
    """
    files = {entity: _file(folder, collection) for entity, collection in COLLECTIONS.items()
             if _file(folder, collection).is_file()}
    if not files:
        raise FileRefusedError("register_folder.no_file", folder=folder.name)
    return Register(**{COLLECTIONS[entity]: _records(entity, path)
                       for entity, path in files.items()})


def _records(entity: type, path: Path) -> tuple[Any, ...]:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            header, *rows = list(csv.reader(stream, strict=True)) or [[]]
    except (UnicodeDecodeError, csv.Error):
        raise FileRefusedError("register_folder.unreadable", file=path.name) from None
    fields = _fields(entity, header, path)
    return tuple(_record(entity, fields, cells, path, row)
                 for row, cells in enumerate(rows, start=2))


def _fields(entity: type, header: list[str], path: Path) -> list[FieldDeclaration]:
    """Find the field of each column. A field added since the file was written may be missing."""
    known = {field.name: field for field in declarations(entity)}
    for name in header:
        if name not in known or header.count(name) > 1:
            raise FileRefusedError("register_folder.unknown_column", file=path.name, column=name)
    for field in known.values():
        if field.required and field.name not in header:
            raise FileRefusedError("register_folder.missing_column", file=path.name,
                                   column=field.name)
    return [known[name] for name in header]


def _record(entity: type, fields: list[FieldDeclaration], cells: list[str], path: Path,
            row: int) -> Any:
    if len(cells) != len(fields):
        raise FileRefusedError("register_folder.row_length", file=path.name, row=str(row))
    values: dict[str, Any] = {}
    for field, cell in zip(fields, cells, strict=True):
        try:
            values[field.name] = _value(field, cell)
        except (ValueError, KeyError):
            raise FileRefusedError("register_folder.cell", file=path.name, row=str(row),
                                   column=field.name) from None
    return entity(**values)


def _value(field: FieldDeclaration, cell: str) -> Any:
    if not cell:
        return _empty(field)
    return _READERS.get(field.value_type, str)(cell)


def _empty(field: FieldDeclaration) -> Any:
    if field.required and field.value_type is not ValueType.TEXT:
        raise ValueError(field.name)
    return _EMPTY.get(field.value_type)


@cache
def read_demo(code: str = "lanaudiere") -> Register:
    """Read a demonstration: an invented register, over the six MRC of Lanaudière or all Québec.

    Parameters
    ----------
    code
        One of `ocgraph.paths.DEMONSTRATIONS`.
    """
    return read_register_folder(demo_path(code, "register"))
