"""The register of a team, kept in one SQLite file.

The file is made at the first write. A file of a newer ocgraph, a damaged one or one that is
something else is refused in words and never changed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

import sqlalchemy as sa

from ocgraph.model import COLLECTIONS, ENTITY_LABELS, Register
from ocgraph.storage.database import StorageError, refusal
from ocgraph.storage.merge import Changes, compare, merge, repeated_identifier
from ocgraph.storage.register_file import RegisterFile, read_meta
from ocgraph.storage.schema import RECORD_KEY, entity_tables, imports, meta


@dataclass(frozen=True)
class TakenImport:
    """One import that was taken.

    Attributes
    ----------
    already_taken
        Whether the same batch had been taken before, so that nothing was done this time.
    """

    batch_key: str
    taken_at: datetime.datetime
    file_name: str
    changes: Changes
    already_taken: bool = False


class Store:
    """The register in its file.

    Parameters
    ----------
    path
        The SQLite file; by default ``register.sqlite`` in the person's own folder.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._file = RegisterFile(path)
        self.path = self._file.path

    def load(self) -> Register:
        """Return what is kept: an empty register when nothing was ever kept."""
        with self._file.reading() as connection:
            if connection is None:
                return Register()
            _check_soundness(connection)
            return _read_register(connection)

    def revision(self) -> int:
        """Return a number that grows at each change; 0 when nothing was ever kept."""
        with self._file.reading() as connection:
            return 0 if connection is None else int(read_meta(connection)["revision"])

    def last_import(self) -> TakenImport | None:
        """Return the latest import that was taken."""
        with self._file.reading() as connection:
            if connection is None:
                return None
            row = connection.execute(
                sa.select(imports).order_by(imports.c[RECORD_KEY].desc()).limit(1)).first()
            return row and _taken_import(row)

    def replace(self, register: Register, *, batch_key: str, file_name: str) -> TakenImport:
        """Keep `register` in the place of what was kept.

        Parameters
        ----------
        batch_key
            Names this import. A batch that was already taken changes nothing, so that trying
            again after a doubt is safe.
        file_name
            Where it comes from; only the name is kept, never its folder.
        """
        return self.revise(lambda _kept: register, batch_key=batch_key,
                           origin=_name_only(file_name))

    def add(self, register: Register, *, batch_key: str, file_name: str) -> TakenImport:
        """Add the records of `register` to what is kept, and update those that are the same.

        Nothing is removed. `batch_key` and `file_name` are those of `replace`.
        """
        return self.revise(lambda kept: merge(kept, register), batch_key=batch_key,
                           origin=_name_only(file_name))

    def revise(self, change: Callable[[Register], Register], *, batch_key: str,
               origin: str) -> TakenImport:
        """Keep what `change` makes of what is kept, in one transaction.

        Parameters
        ----------
        change
            Given the register as it is kept at that moment; what it raises leaves it so.
        batch_key
            That of `replace`.
        origin
            What is said of where it comes from.
        """
        with self._file.writing() as connection:
            earlier = connection.execute(
                sa.select(imports).where(imports.c.batch_key == batch_key)).first()
            if earlier:
                return _taken_import(earlier, already_taken=True)
            kept = _read_register(connection)
            new = change(kept)
            _refuse_repeated_identifiers(new)
            _write_register(connection, new)
            taken = TakenImport(batch_key, datetime.datetime.now(datetime.UTC),
                                origin, compare(kept, new))
            _record_import(connection, taken)
            return taken


def _check_soundness(connection: sa.Connection) -> None:
    """Ask SQLite to look at its own file: damage is told before it spreads."""
    path = Path(connection.engine.url.database)
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise refusal("storage.corrupted", path)


def _read_register(connection: sa.Connection) -> Register:
    try:
        return Register(**{
            COLLECTIONS[entity]: tuple(
                entity(**{name: value for name, value in row.items() if name != RECORD_KEY})
                for row in connection.execute(
                    sa.select(table).order_by(table.c[RECORD_KEY])).mappings())
            for entity, table in entity_tables.items()})
    except (ValueError, TypeError):  # a date or a list that no longer reads as one
        path = Path(connection.engine.url.database)
        raise refusal("storage.corrupted", path) from None


def _write_register(connection: sa.Connection, register: Register) -> None:
    for entity, table in entity_tables.items():
        connection.execute(table.delete())
        rows = [vars(record) for record in register.records(entity)]
        if rows:
            connection.execute(table.insert(), rows)


def _record_import(connection: sa.Connection, taken: TakenImport) -> None:
    connection.execute(imports.insert().values(
        batch_key=taken.batch_key, taken_at=taken.taken_at.replace(tzinfo=None),
        file_name=taken.file_name, **asdict(taken.changes)))
    revision = int(read_meta(connection)["revision"]) + 1
    connection.execute(meta.update().where(meta.c.name == "revision").values(value=str(revision)))


def _taken_import(row: sa.Row, *, already_taken: bool = False) -> TakenImport:
    changes = Changes(row.added, row.updated, row.unchanged, row.removed)
    return TakenImport(row.batch_key, row.taken_at.replace(tzinfo=datetime.UTC), row.file_name,
                       changes, already_taken)


def _name_only(file_name: str) -> str:
    """Drop the folders, whichever system wrote them: a path may hold a person's name."""
    return PureWindowsPath(PurePosixPath(file_name).name).name


def _refuse_repeated_identifiers(register: Register) -> None:
    repeated = repeated_identifier(register)
    if repeated:
        entity, identifier = repeated
        raise StorageError("storage.repeated_identifier", sheet=ENTITY_LABELS[entity],
                           found=identifier)
