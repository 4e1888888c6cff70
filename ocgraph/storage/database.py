"""The connection to the SQLite file: how it is opened, and its failures said in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from ocgraph.errors import OcgraphError

WAIT_SECONDS = 15
READ = "BEGIN"
# A write takes its lock at once: one that starts by reading and asks for it later is refused
# without waiting when another process writes.
WRITE = "BEGIN IMMEDIATE"

# Corrected releases of the older series; see `journal_mode`.
_SAFE_WAL = {(3, 50): (3, 50, 7), (3, 44): (3, 44, 6)}

_ERROR_CODES = {
    sqlite3.SQLITE_BUSY: "storage.busy",
    sqlite3.SQLITE_LOCKED: "storage.busy",
    sqlite3.SQLITE_NOTADB: "storage.corrupted",
    sqlite3.SQLITE_CORRUPT: "storage.corrupted",
    sqlite3.SQLITE_FULL: "storage.disk_full",
    sqlite3.SQLITE_IOERR: "storage.disk_error",
    sqlite3.SQLITE_READONLY: "storage.read_only",
    sqlite3.SQLITE_CANTOPEN: "storage.cannot_open",
    sqlite3.SQLITE_PERM: "storage.cannot_open",
}


class StorageError(OcgraphError):
    """The register's file cannot be read or written; it is left as it was."""


def refusal(code: str, path: Path, **params: object) -> StorageError:
    """Return the error `code` about the file `path`."""
    return StorageError(code, file=path.name, folder=str(path.parent), **params)


def open_engine(path: Path) -> sa.Engine:
    """Return an engine on the file `path`. Nothing is opened until it is used.

    No connection outlives its transaction: a forked process never shares one, and the file can
    be copied or moved between two actions.
    """
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), poolclass=NullPool,
                              connect_args={"timeout": WAIT_SECONDS}, hide_parameters=True)
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN would not be the one we choose
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", READ))


def journal_mode(version: tuple[int, int, int]) -> str:
    """Return the journal that is safe with this version of SQLite.

    Versions 3.7.0 to 3.51.2 may corrupt a file when its write-ahead log is reset (see the
    release notes of SQLite 3.51.3, https://sqlite.org/releaselog/3_51_3.html); the correction
    was carried back to 3.50.7 and 3.44.6.
    """
    return "wal" if version >= _SAFE_WAL.get(version[:2], (3, 51, 3)) else "delete"


def set_journal(engine: sa.Engine) -> None:
    """Choose the journal, once the file is known to be ours. Not possible in a transaction."""
    mode = journal_mode(sqlite3.sqlite_version_info)
    connection = engine.raw_connection()
    try:
        connection.cursor().execute(f"PRAGMA journal_mode = {mode}")
    finally:
        connection.close()


@contextmanager
def worded_failures(path: Path) -> Iterator[None]:
    """Turn the database's failures into what a person can mend.

    The database's own text is dropped: it may hold what was typed.
    """
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.Error) as failure:
        cause = getattr(failure, "orig", failure)
        code = _ERROR_CODES.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
        if code is None:
            raise
        raise refusal(code, path) from None
