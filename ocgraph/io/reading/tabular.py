"""Read every table of a file or folder as rows of values. Runs in the child process."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path, PurePosixPath

from ocgraph.errors import FileRefusedError
from ocgraph.io.reading.content import (
    MOST_MEGABYTES,
    TEXT_ENDINGS,
    check_archive,
    recognise,
    refuse_other_contents,
)
from ocgraph.io.reading.delimited import read_text_table
from ocgraph.io.reading.graph_files import read_graph
from ocgraph.io.reading.kumu_files import read_blueprint
from ocgraph.io.reading.sheets import Sheet


def read_tables(path: Path, file: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, a text file, a graph, a zip or a folder of text files.

    Parameters
    ----------
    path
        The file or folder to read.
    file
        The name people know it by, which also tells its ending.

    Raises
    ------
    FileRefusedError
        If it is not one of these, or cannot be read safely.
    """
    if path.is_dir():
        return _read_folder(path)
    kind = recognise(path, file)
    if kind == "text":
        return (read_text_table(path.read_bytes(), file),)
    if kind == "zip":
        return _read_archive(path, file)
    if kind == "graph":
        return read_graph(path, file)
    if kind == "json":
        return read_blueprint(path, file)
    from ocgraph.io.reading.workbooks import read_workbook  # noqa: PLC0415 (loads the parser)

    return tuple(read_workbook(path, file, kind))


def shown_name(name: str) -> str:
    """Return the last part of a file's name without anything that cannot be shown.

    >>> shown_name("../../etc/cron.d/acteurs.csv")
    'acteurs.csv'
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(c for c in last if unicodedata.category(c)[0] != "C") or "?"


def _is_table(name: str) -> bool:
    return name.lower().endswith(TEXT_ENDINGS) and not name.startswith((".", "~"))


def _read_folder(folder: Path) -> tuple[Sheet, ...]:
    """Read the text files of a folder, not those of its folders nor links out of it."""
    paths = [path for path in sorted(folder.iterdir())
             if _is_table(path.name) and path.is_file() and not path.is_symlink()]
    if not paths:
        raise FileRefusedError("file.no_tables", file=folder.name)
    for path in paths:
        recognise(path, path.name)
    return tuple(read_text_table(path.read_bytes(), path.name) for path in paths)


def _read_archive(path: Path, file: str) -> tuple[Sheet, ...]:
    """Read the text files of a zip; their names are shown, never used as paths."""
    with zipfile.ZipFile(path) as archive:
        check_archive(archive, file)
        parts = [part for part in archive.infolist() if not part.is_dir()
                 and "__MACOSX" not in part.filename and _is_table(shown_name(part.filename))]
        for part in parts:
            if part.file_size > MOST_MEGABYTES * 2**20:
                raise FileRefusedError("file.too_heavy", file=shown_name(part.filename),
                                       megabytes=part.file_size / 2**20, most=MOST_MEGABYTES)
        return tuple(_read_part(archive.read(part), shown_name(part.filename))
                     for part in sorted(parts, key=lambda part: part.filename))


def _read_part(data: bytes, file: str) -> Sheet:
    refuse_other_contents(data, file)
    return read_text_table(data, file)
