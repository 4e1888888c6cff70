"""Erasure, as the law may ask: out of the register, and out of its memory.

What is erased leaves its number and a mark, so that one can tell that something was erased, when
and by whom; and nothing of what it held. Seats, ties and engagements of an actor, a table or an
organizer go with it. Backups made before still hold it: see ``docs/decisions/0015-memory.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from ocgraph.i18n import name_finder
from ocgraph.model import COLLECTIONS, Entity, ValueType, declarations
from ocgraph.model.checks import IDENTIFIERS
from ocgraph.storage.accounts import forget_posts
from ocgraph.storage.failures import StorageError
from ocgraph.storage.notebook import forget_mentions
from ocgraph.storage.proposals import forget_proposals
from ocgraph.storage.records import Operations, record_of
from ocgraph.storage.schema import (
    ERASED,
    REMOVED,
    entity_tables,
    history_tables,
    saves,
)
from ocgraph.storage.shared_pages import forget_shown

Erased = Mapping[type[Entity], Collection[int]]


def concerned(connection: sa.Connection, entity: type[Entity], record_key: int) -> Erased:
    """Return the keys of what goes with a record, now or in the past: itself, and what names it.

    Raises
    ------
    StorageError
        ``storage.no_such_record`` when there never was such a record.
    """
    past = history_tables[entity]
    if not connection.scalar(sa.select(sa.func.count()).where(past.c.record_key == record_key)):
        raise StorageError("storage.no_such_record", number=record_key)
    identifiers = identifiers_of(connection, entity, record_key)
    found = {other: set(connection.scalars(
        sa.select(history_tables[other].c.record_key)
        .where(_names(history_tables[other], _bound_references(other), identifiers))))
        for other in COLLECTIONS}
    found[entity] |= {record_key, *_bearers(connection, entity, identifiers)}
    return found


def _bearers(connection: sa.Connection, entity: type[Entity], identifiers: Collection[str]
             ) -> Iterable[int]:
    """Return the keys of what bore one of these identifiers: removed, then brought again."""
    if not identifiers:
        return ()
    past = history_tables[entity]
    return connection.scalars(sa.select(past.c.record_key).distinct().where(
        past.c[IDENTIFIERS[entity]].in_(identifiers))).all()


def refuse_reason(connection: sa.Connection, entity: type[Entity], record_key: int, reason: str
                  ) -> None:
    """Refuse a reason that is missing, or that names what is erased: it stays.

    Raises
    ------
    StorageError
        ``storage.reason_missing`` or ``storage.reason_names``.
    """
    if not reason.strip():
        raise StorageError("storage.reason_missing")
    names = identifiers_of(connection, entity, record_key) | _names_of(connection, entity,
                                                                       [record_key])
    if name_finder(names)(reason):
        raise StorageError("storage.reason_names")


def _names_of(connection: sa.Connection, entity: type[Entity], keys: Collection[int]
              ) -> frozenset[str]:
    """Return every name that records ever had; none for a seat, a tie, an engagement."""
    past = history_tables[entity]
    return frozenset(connection.scalars(
        sa.select(past.c.name).where(past.c.record_key.in_(keys), past.c.name.is_not(None)))
    ) if "name" in past.c else frozenset()


def identifiers_of(connection: sa.Connection, entity: type[Entity], record_key: int
                   ) -> frozenset[str]:
    """Return every identifier that a record ever had; none for a seat, a tie, an engagement."""
    if entity not in IDENTIFIERS:
        return frozenset()
    past = history_tables[entity]
    return frozenset(connection.scalars(
        sa.select(past.c[IDENTIFIERS[entity]]).where(
            past.c.record_key == record_key, past.c[IDENTIFIERS[entity]].is_not(None))))


def operations_erasing(connection: sa.Connection, erased: Erased, identifiers: Iterable[str]
                       ) -> dict[type[Entity], Operations]:
    """Return what takes it all out of the register, and its name out of what only mentions it."""
    return {entity: Operations(
        removed=[key for key in _kept_keys(connection, entity) if key in erased[entity]],
        changed=dict(_without_mentions(connection, entity, erased[entity], identifiers)))
        for entity in COLLECTIONS}


def erase_past(connection: sa.Connection, erased: Erased, identifiers: Collection[str]) -> None:
    """Take it out of the memory too, once it is out of the register."""
    names = {name for entity, keys in erased.items()
             for name in _names_of(connection, entity, keys)}
    for entity, keys in erased.items():
        past = history_tables[entity]
        _drop_reasons(connection, past, keys)
        for key in keys:
            _leave_a_mark(connection, past, key)
        for name in _loose_references(entity):
            connection.execute(past.update().where(past.c[name].in_(identifiers))
                               .values({name: None}))
    forget_mentions(connection, identifiers)
    forget_posts(connection, identifiers)
    forget_shown(connection, identifiers, names)
    forget_proposals(connection, identifiers, names)


def _leave_a_mark(connection: sa.Connection, past: sa.Table, key: int) -> None:
    last = connection.scalar(sa.select(sa.func.max(past.c.record_version))
                             .where(past.c.record_key == key))
    connection.execute(past.delete().where(past.c.record_key == key,
                                           past.c.record_version < last))
    connection.execute(past.update().where(past.c.record_key == key).values(operation=ERASED))


def _drop_reasons(connection: sa.Connection, past: sa.Table, keys: Collection[int]) -> None:
    """Forget why the record was changed: it may tell what was erased."""
    touched = sa.select(past.c.save_seq).where(past.c.record_key.in_(keys),
                                               past.c.operation != REMOVED)
    connection.execute(saves.update().where(saves.c.save_seq.in_(touched)).values(reason=""))


def _kept_keys(connection: sa.Connection, entity: type[Entity]) -> Iterable[int]:
    return connection.scalars(sa.select(entity_tables[entity].c.record_key)).all()


def _without_mentions(connection: sa.Connection, entity: type[Entity], erased: Collection[int],
                      identifiers: Iterable[str]) -> Iterator[tuple[int, Entity]]:
    """Yield the records that only mention what is erased, without the mention."""
    table, loose = entity_tables[entity], _loose_references(entity)
    rows: Iterable[Any] = connection.execute(
        sa.select(table).where(_names(table, loose, identifiers))).mappings()
    for row in rows:
        if row["record_key"] not in erased:
            cleaned = {name: None if row[name] in set(identifiers) else row[name]
                       for name in loose}
            yield row["record_key"], record_of(entity, {**row, **cleaned})


def _names(table: sa.Table, fields: Iterable[str], identifiers: Iterable[str]
           ) -> sa.ColumnElement[bool]:
    return sa.or_(sa.false(), *(table.c[name].in_(list(identifiers)) for name in fields))


def _bound_references(entity: type[Entity]) -> list[str]:
    """Return the fields without which a record means nothing: the two ends of a tie, of a seat."""
    return [told.name for told in declarations(entity)
            if told.value_type is ValueType.REFERENCE and told.required]


def _loose_references(entity: type[Entity]) -> list[str]:
    return [told.name for told in declarations(entity)
            if told.value_type is ValueType.REFERENCE and not told.required]
