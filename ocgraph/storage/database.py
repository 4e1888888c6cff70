"""Where a register is kept, and the transactions that read it and write it.

One SQLite file by default; a PostgreSQL database for a team on several machines. The register and
what is kept beside it lie together, so that one copy keeps all.
"""

from __future__ import annotations

import functools
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from ocgraph import __version__
from ocgraph.paths import user_folder
from ocgraph.settings import DATABASE_URL
from ocgraph.storage.failures import StorageError
from ocgraph.storage.making import make_tables
from ocgraph.storage.postgresql_server import PostgresqlServer
from ocgraph.storage.schema import SCHEMA_VERSION, meta, schema_version
from ocgraph.storage.sqlite_file import SqliteFile

# A server that restarts is away a second or two: nobody need be told.
PATIENCE_SECONDS = 5
_Method = TypeVar("_Method", bound=Callable[..., Any])


class Database:
    """A place that keeps one register, opened for one transaction at a time.

    Parameters
    ----------
    where
        A SQLite file, or the address of a PostgreSQL database. By default the address that
        ``OCGRAPH_DATABASE_URL`` holds; without one, ``register.sqlite`` in the person's own folder.

    Raises
    ------
    StorageError
        ``storage.address`` when the address is not that of a PostgreSQL database.
    """

    def __init__(self, where: Path | str | None = None) -> None:
        where = where or DATABASE_URL.given or user_folder() / "register.sqlite"
        self._at = SqliteFile(where) if isinstance(where, Path) else _server(where)
        self.path = self._at.path
        self.place = self._at.place
        self.engine = self._at.engine

    @contextmanager
    def reading(self) -> Iterator[sa.Connection | None]:
        """Open a transaction that sees one moment of the database; None if it holds nothing yet."""
        if not self._at.exists():
            yield None
            return
        with self._transaction(self._at.begin_read) as connection:
            version = self._version(connection)
            if version in (None, SCHEMA_VERSION):
                yield connection if version else None
                return
        self._bring_to_date()
        with self._transaction(self._at.begin_read) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Open a write transaction on a database that is ours: made if empty, and of today."""
        with self.reading():
            pass  # what is not ours is refused before anything is written to it
        with self._worded():
            self._at.make_ready()
        with self._transaction(self._at.begin_write) as connection:
            self._at.lock(connection)
            if self._version(connection) is None:
                make_tables(connection, self._name())
            yield connection

    def look_for_damage(self, connection: sa.Connection) -> None:
        """Ask the database to look at itself.

        Raises
        ------
        StorageError
            ``storage.corrupted``.
        """
        self._at.look_for_damage(connection)

    def _name(self) -> str:
        return self.path.stem if self.path else "register"

    def _bring_to_date(self) -> None:
        """Give a register of an older ocgraph today's tables: all of them, or none."""
        with self._transaction(self._at.begin_write) as connection:
            self._at.lock(connection)
            # Alembic takes a third of a second to load, and most starts need none of it.
            from ocgraph.storage.migrations import upgrade  # noqa: PLC0415
            upgrade(connection)

    def _version(self, connection: sa.Connection) -> int | None:
        """Return the version of the tables, None when there are none; refuse what is not ours."""
        version = schema_version(connection)
        if version is None and sa.inspect(connection).get_table_names():
            raise StorageError("storage.not_a_register", place=self.place)
        if version is not None and version > SCHEMA_VERSION:
            raise StorageError("storage.newer_schema", place=self.place, ours=__version__,
                               made_by=read_meta(connection).get("product_version", "?"))
        return version

    @contextmanager
    def _transaction(self, begin: Mapping[str, Any]) -> Iterator[sa.Connection]:
        with (self._worded(), self.engine.connect().execution_options(**begin) as connection,
              connection.begin()):
            yield connection

    @contextmanager
    def _worded(self) -> Iterator[None]:
        """Turn the database's failures into what a person can mend.

        The database's own text is dropped: it may hold what was typed.
        """
        try:
            yield
        except (sa.exc.DBAPIError, sqlite3.Error) as failure:
            worded = self._at.worded(getattr(failure, "orig", failure))
            if worded is None:
                raise
            raise worded from None


def tried_again(method: _Method) -> _Method:
    """Try a method again for a few seconds while its server cannot be reached.

    What the method does must be safe to do twice: a save has its key for that.
    """
    @functools.wraps(method)
    def patient(*args: Any, **kwargs: Any) -> Any:
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return method(*args, **kwargs)
            except StorageError as refused:
                if refused.code != "storage.server_lost" or time.monotonic() > until:
                    raise
                time.sleep(.2)
    return patient  # type: ignore[return-value]


def read_meta(connection: sa.Connection) -> dict[str, str]:
    """Return what the database says of itself, by name."""
    return {row.name: row.value for row in connection.execute(sa.select(meta))}


def _server(address: str) -> PostgresqlServer:
    try:
        url = sa.make_url(address)
    except sa.exc.ArgumentError:
        raise StorageError("storage.address") from None
    if url.get_backend_name() != "postgresql":
        raise StorageError("storage.address")
    return PostgresqlServer(url)

