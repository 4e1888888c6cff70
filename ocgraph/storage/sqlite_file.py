"""One SQLite file: how it is opened, and its failures said in words."""

from __future__ import annotations

import errno
import random
import sqlite3
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from ocgraph.storage.failures import StorageError, corrupted

WAIT_SECONDS = 30
_LONGEST_PAUSE = .02  # seconds between two times that a writer asks for the lock

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
_SYSTEM_CODES = {errno.ENOSPC: "storage.disk_full", errno.EDQUOT: "storage.disk_full",
                 errno.EROFS: "storage.read_only"}


class SqliteFile:
    """A SQLite file, opened for one transaction at a time.

    No connection outlives its transaction: a forked process never shares one, and the file can
    be copied or moved between two actions.
    """

    dialect = "sqlite"
    # A write takes its lock at once: one that starts by reading and asks for it later is refused
    # without waiting when another process writes.
    begin_read, begin_write = {"begin": "BEGIN"}, {"begin": "BEGIN IMMEDIATE"}

    def __init__(self, path: Path) -> None:
        self.path = path
        self.place = str(path)
        self.engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(path)), poolclass=NullPool,
            connect_args={"timeout": WAIT_SECONDS}, hide_parameters=True)
        sa.event.listen(self.engine, "connect", _prepare)
        sa.event.listen(self.engine, "begin", _begin)

    def exists(self) -> bool:
        """Tell whether there is anything to read."""
        try:
            return self.path.exists() and self.path.stat().st_size > 0
        except OSError as failure:
            raise self._cannot_open(failure) from None

    def make_ready(self) -> None:
        """Make the file if there is none, for its owner alone, and choose its journal."""
        try:
            if not self.path.exists():  # one that may only be read is told so when it is written
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.path.touch(mode=0o600)
        except OSError as failure:
            raise self._cannot_open(failure) from None
        _set_journal(self.engine)

    def _cannot_open(self, failure: OSError) -> StorageError:
        return StorageError(_SYSTEM_CODES.get(failure.errno, "storage.cannot_open"),
                            place=self.place)

    def lock(self, _connection: sa.Connection) -> None:
        """Do nothing more: the transaction of a write begins with the lock."""

    def look_for_damage(self, connection: sa.Connection) -> None:
        """Ask SQLite to look at its own file: damage is told before it spreads."""
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise corrupted(self.place)

    def worded(self, failure: Exception) -> StorageError | None:
        """Return what a failure of the driver means; None when it is a fault of ours."""
        code = _ERROR_CODES.get(getattr(failure, "sqlite_errorcode", 0) & 0xFF)
        return code and StorageError(code, place=self.place)


def set_aside(path: Path) -> Path:
    """Rename a file that can no longer be trusted, never deleting it; return its new name."""
    for number in range(1, 1000):
        aside = path.with_name(f"{path.stem}-aside-{number}{path.suffix}")
        if not aside.exists():
            return path.rename(aside)
    raise StorageError("storage.cannot_open", place=str(path))


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN would not be the one we choose
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")  # what is erased leaves no trace in the file


def _begin(connection: sa.Connection) -> None:
    """Begin, asking for the lock of a write again and again, as often as any other writer.

    SQLite's own waiting asks less and less often: among ten writers, one may never have its turn.
    """
    asked = connection.get_execution_options().get("begin", "BEGIN")
    until = time.monotonic() + WAIT_SECONDS
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    while True:
        try:
            connection.exec_driver_sql(asked)
            break
        except sa.exc.OperationalError as failure:
            if not _is_busy(failure) or time.monotonic() > until:
                raise
        time.sleep(random.uniform(0, _LONGEST_PAUSE))
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {round(WAIT_SECONDS * 1000)}")


def _is_busy(failure: sa.exc.OperationalError) -> bool:
    return getattr(failure.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def journal_mode(version: tuple[int, int, int]) -> str:
    """Return the journal that is safe with this version of SQLite.

    Versions 3.7.0 to 3.51.2 may corrupt a file when its write-ahead log is reset (see the
    release notes of SQLite 3.51.3, https://sqlite.org/releaselog/3_51_3.html); the correction
    was carried back to 3.50.7 and 3.44.6.
    """
    return "wal" if version >= _SAFE_WAL.get(version[:2], (3, 51, 3)) else "delete"


def _set_journal(engine: sa.Engine) -> None:
    """Choose the journal, once the file is known to be ours. Not possible in a transaction."""
    mode = journal_mode(sqlite3.sqlite_version_info)
    connection = engine.raw_connection()
    try:
        connection.cursor().execute(f"PRAGMA journal_mode = {mode}")
    finally:
        connection.close()
