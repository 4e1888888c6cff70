"""A copy put back in the place of what is kept, proven the same before it is."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from ocgraph import __version__
from ocgraph.model import Register
from ocgraph.storage.accounts import admitting_nobody_again, everyone
from ocgraph.storage.backup import COPIED, Copy, checksum, table_csv
from ocgraph.storage.failures import StorageError
from ocgraph.storage.history import kept_saves
from ocgraph.storage.merge import Changes, compare
from ocgraph.storage.records import read_register
from ocgraph.storage.saves import Intent, Save, SaveKind, end_save, latest_seq
from ocgraph.storage.schema import SCHEMA_VERSION, alembic_version, meta, saves
from ocgraph.storage.share_links import links_there, opening_no_link_again
from ocgraph.storage.triggers import create_triggers, drop_triggers


def erased_since(copy: Copy, kept: Iterable[Save]) -> tuple[Save, ...]:
    """Return the erasures that a copy does not know: what they erased would come back with it."""
    known = {row["save_key"] for row in copy.rows(saves)}
    return tuple(save for save in kept
                 if save.kind is SaveKind.ERASE and save.save_key not in known)


def put_back(connection: sa.Connection, copy: Copy, intent: Intent, account: str, place: str
             ) -> Save:
    """Make the database what the copy holds, in the one transaction it is given.

    The history is the copy's own, and the marks of what was erased since stay: it is to be erased
    again. One save is added, that tells the restoration; its number is above all those before, so
    that no cache mistakes the restored register for another. Where there
    are accounts already, they stay as they are: a copy gives nobody a right back, and opens no link
    that did not already lead somewhere.

    Raises
    ------
    StorageError
        ``backup.not_the_same`` when what was written is not what the copy holds.
    """
    before, people = latest_seq(connection), everyone(connection)
    links = links_there(connection)
    was, marks = _read(connection, place), erased_since(copy, kept_saves(connection))
    kept = {row.save_key: dict(row._mapping) for row in connection.execute(sa.select(saves))}
    drop_triggers(connection)
    for table in reversed(COPIED):
        connection.execute(table.delete())
    for table in COPIED:
        if rows := list(copy.rows(table)):
            connection.execute(table.insert(), rows)
    _prove(connection, copy)
    admitting_nobody_again(connection, people)
    opening_no_link_again(connection, links)
    _number_on(connection)
    _bring_to_date(connection)
    create_triggers(connection)
    save_seq = max(before, latest_seq(connection)) + 1
    for mark in reversed(marks):
        connection.execute(saves.insert().values(kept[mark.save_key] | {"save_seq": save_seq}))
        save_seq += 1
    changes = Changes() if was is None else compare(was, read_register(connection, place))
    return end_save(connection, save_seq, intent, account, changes)


def _read(connection: sa.Connection, place: str) -> Register | None:
    """Read what is kept, ``None`` when it is too damaged to be."""
    try:
        return read_register(connection, place)
    except StorageError:
        return None


def _prove(connection: sa.Connection, copy: Copy) -> None:
    """Write each table as a copy again: the checksums must be those of the copy."""
    for table in COPIED:
        told = copy.manifest.tables.get(table.name)
        if told is None or set(told.columns) != set(table.columns.keys()):
            continue  # of an older version: what it did not know is empty
        if checksum(table_csv(connection, table)[0]) != told.sha256:
            raise StorageError("backup.not_the_same", table=table.name)


def _number_on(connection: sa.Connection) -> None:
    """Let PostgreSQL number what comes next after what was put back."""
    if connection.dialect.name != "postgresql":
        return
    for table in COPIED:
        column = table.autoincrement_column
        if column is not None:
            connection.execute(sa.text(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'),"
                f" (SELECT coalesce(max({column.name}), 0) + 1 FROM {table.name}), false)"))


def _bring_to_date(connection: sa.Connection) -> None:
    connection.execute(alembic_version.update().values(version_num=str(SCHEMA_VERSION)))
    connection.execute(meta.update().where(meta.c.name == "product_version")
                       .values(value=__version__))
