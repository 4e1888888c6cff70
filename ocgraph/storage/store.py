"""The register of a team, kept in one SQLite file.

The file is made at the first write. A file of a newer ocgraph, a damaged one or one that is
something else is refused in words and never changed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

import sqlalchemy as sa

from ocgraph import __version__
from ocgraph.model import COLLECTIONS, ENTITY_LABELS, Register
from ocgraph.paths import user_folder
from ocgraph.storage.database import (
    READ,
    WRITE,
    StorageError,
    open_engine,
    refusal,
    set_journal,
    worded_failures,
)
from ocgraph.storage.merge import Changes, compare, merge, repeated_identifier
from ocgraph.storage.schema import (
    RECORD_KEY,
    SCHEMA_VERSION,
    entity_tables,
    imports,
    meta,
    metadata,
)


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
        self.path = path or user_folder() / "register.sqlite"
        self._engine = open_engine(self.path)

    def load(self) -> Register:
        """Return what is kept: an empty register when nothing was ever kept."""
        with self._reading() as connection:
            if connection is None:
                return Register()
            _check_soundness(connection)
            return _read_register(connection)

    def revision(self) -> int:
        """Return a number that grows at each change; 0 when nothing was ever kept."""
        with self._reading() as connection:
            return 0 if connection is None else int(_read_meta(connection)["revision"])

    def last_import(self) -> TakenImport | None:
        """Return the latest import that was taken."""
        with self._reading() as connection:
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
        return self._take(lambda _kept: register, batch_key, file_name)

    def add(self, register: Register, *, batch_key: str, file_name: str) -> TakenImport:
        """Add the records of `register` to what is kept, and update those that are the same.

        Nothing is removed. `batch_key` and `file_name` are those of `replace`.
        """
        return self._take(lambda kept: merge(kept, register), batch_key, file_name)

    def _take(self, change: Callable[[Register], Register], batch_key: str,
              file_name: str) -> TakenImport:
        with self._writing() as connection:
            earlier = connection.execute(
                sa.select(imports).where(imports.c.batch_key == batch_key)).first()
            if earlier:
                return _taken_import(earlier, already_taken=True)
            kept = _read_register(connection)
            new = change(kept)
            _refuse_repeated_identifiers(new)
            _write_register(connection, new)
            taken = TakenImport(batch_key, datetime.datetime.now(datetime.UTC),
                                _name_only(file_name), compare(kept, new))
            _record_import(connection, taken)
            return taken

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection | None]:
        """Open a read transaction; None when there is nothing to read yet."""
        if not self.path.exists() or self.path.stat().st_size == 0:
            yield None
            return
        with self._transaction(READ) as connection:
            yield connection if _is_ours(connection, self.path) else None

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        """Open a write transaction on a file that is ours, made if missing."""
        self._prepare_file()
        with self._transaction(WRITE) as connection:
            if not _is_ours(connection, self.path):
                _create(connection, self.path.stem)
            yield connection

    def _prepare_file(self) -> None:
        with self._reading():
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


def _is_ours(connection: sa.Connection, path: Path) -> bool:
    """Whether the file holds a register we can read; False when it holds nothing yet."""
    inspector = sa.inspect(connection)
    names = inspector.get_table_names()
    if not names:
        return False
    told = meta.name in names and {"name", "value"} <= {
        column["name"] for column in inspector.get_columns(meta.name)}
    facts = _read_meta(connection) if told else {}
    if not facts.get("schema_version", "").isdecimal():
        raise refusal("storage.not_a_register", path)
    if int(facts["schema_version"]) > SCHEMA_VERSION:
        raise refusal("storage.newer_schema", path, ours=__version__,
                      made_by=facts.get("product_version", "?"))
    return True


def _check_soundness(connection: sa.Connection) -> None:
    """Ask SQLite to look at its own file: damage is told before it spreads."""
    path = Path(connection.engine.url.database)
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise refusal("storage.corrupted", path)


def _create(connection: sa.Connection, workspace: str) -> None:
    metadata.create_all(connection)
    connection.execute(meta.insert(), [
        {"name": "schema_version", "value": str(SCHEMA_VERSION)},
        {"name": "product_version", "value": __version__},
        {"name": "workspace", "value": workspace},
        {"name": "revision", "value": "0"},
    ])


def _read_meta(connection: sa.Connection) -> dict[str, str]:
    return {row.name: row.value for row in connection.execute(sa.select(meta))}


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
    revision = int(_read_meta(connection)["revision"]) + 1
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
