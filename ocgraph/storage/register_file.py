"""The one SQLite file of a team: the transactions that read it and write it.

The register and what is kept beside it lie in the same file, so that one copy keeps all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from ocgraph import __version__
from ocgraph.paths import user_folder
from ocgraph.storage.database import (
    READ,
    WRITE,
    open_engine,
    refusal,
    set_journal,
    worded_failures,
)
from ocgraph.storage.schema import SCHEMA_VERSION, meta, metadata


class RegisterFile:
    """The file, opened for one transaction at a time.

    Parameters
    ----------
    path
        The SQLite file; by default ``register.sqlite`` in the person's own folder.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or user_folder() / "register.sqlite"
        self._engine = open_engine(self.path)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection | None]:
        """Open a read transaction; None when there is nothing to read yet."""
        if not self.path.exists() or self.path.stat().st_size == 0:
            yield None
            return
        with self._transaction(READ) as connection:
            yield connection if _is_ours(connection, self.path) else None

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Open a write transaction on a file that is ours: made if missing, and of today."""
        self._prepare()
        with self._transaction(WRITE) as connection:
            if not _is_ours(connection, self.path):
                _create(connection, self.path.stem)
            _bring_to_date(connection)
            yield connection

    def _prepare(self) -> None:
        with self.reading():
            pass  # a file that is not ours is refused before anything is written to it
        with worded_failures(self.path):
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.path.touch(mode=0o600)  # the team's own: not for the machine's other people
            except OSError:
                raise refusal("storage.cannot_open", self.path) from None
            set_journal(self._engine)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sa.Connection]:
        with (worded_failures(self.path),
              self._engine.connect().execution_options(begin=begin) as connection,
              connection.begin()):
            yield connection


def read_meta(connection: sa.Connection) -> dict[str, str]:
    """Return what the file says of itself, by name."""
    return {row.name: row.value for row in connection.execute(sa.select(meta))}


def is_before(connection: sa.Connection, version: int) -> bool:
    """Tell whether the file was last written by an ocgraph older than a version of the schema."""
    return int(read_meta(connection)["schema_version"]) < version


def _is_ours(connection: sa.Connection, path: Path) -> bool:
    """Whether the file holds a register we can read; False when it holds nothing yet."""
    inspector = sa.inspect(connection)
    names = inspector.get_table_names()
    if not names:
        return False
    told = meta.name in names and {"name", "value"} <= {
        column["name"] for column in inspector.get_columns(meta.name)}
    facts = read_meta(connection) if told else {}
    if not facts.get("schema_version", "").isdecimal():
        raise refusal("storage.not_a_register", path)
    if int(facts["schema_version"]) > SCHEMA_VERSION:
        raise refusal("storage.newer_schema", path, ours=__version__,
                      made_by=facts.get("product_version", "?"))
    return True


def _create(connection: sa.Connection, workspace: str) -> None:
    metadata.create_all(connection)
    connection.execute(meta.insert(), [
        {"name": "schema_version", "value": str(SCHEMA_VERSION)},
        {"name": "product_version", "value": __version__},
        {"name": "workspace", "value": workspace},
        {"name": "revision", "value": "0"},
    ])


def _bring_to_date(connection: sa.Connection) -> None:
    """Make what an older schema lacks, in the transaction of the first write.

    Versions 2 and 3 add tables and change none of those there were.
    """
    if not is_before(connection, SCHEMA_VERSION):
        return
    metadata.create_all(connection)
    for name, value in (("schema_version", str(SCHEMA_VERSION)), ("product_version", __version__)):
        connection.execute(meta.update().where(meta.c.name == name).values(value=value))
