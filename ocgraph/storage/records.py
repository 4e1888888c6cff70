"""The records of the register in their tables: read with their keys, and written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from ocgraph.model import COLLECTIONS, ENTITY_LABELS, Entity, Register, ValueType, declarations
from ocgraph.model.checks import IDENTIFIERS
from ocgraph.storage.failures import StorageError, corrupted
from ocgraph.storage.merge import Changes, by_identity
from ocgraph.storage.schema import RECORD_KEY, entity_tables, history_tables


@dataclass(frozen=True)
class KeptRecord:
    """A record as it is kept.

    Attributes
    ----------
    record_key
        Number that stays its own, whatever is corrected in it.
    version
        Grows by one each time it changes.
    """

    record_key: int
    version: int
    record: Entity


@dataclass(frozen=True)
class Operations:
    """What is done to the records of one entity. Keys of records added were never used before."""

    added: Mapping[int, Entity] = field(default_factory=dict)
    changed: Mapping[int, Entity] = field(default_factory=dict)
    removed: Sequence[int] = ()
    unchanged: int = 0


def record_of(entity: type[Entity], row: sa.RowMapping) -> Entity:
    """Return the record that a row tells."""
    return entity(**{told.name: row[told.name] for told in declarations(entity)})


def kept_records(connection: sa.Connection, entity: type[Entity], place: str
                 ) -> tuple[KeptRecord, ...]:
    """Return the records of one entity with their keys and versions, the first kept first."""
    table, history = entity_tables[entity], history_tables[entity]
    versions = sa.select(history.c.record_key, sa.func.max(history.c.record_version).label(
        "last_version")).group_by(history.c.record_key).subquery()
    rows = connection.execute(
        sa.select(table, versions.c.last_version)
        .outerjoin(versions, versions.c.record_key == table.c.record_key)
        .order_by(table.c.record_key)).mappings()
    try:
        return tuple(KeptRecord(row[RECORD_KEY], row["last_version"] or 0,
                                record_of(entity, row)) for row in rows)
    except (ValueError, TypeError):  # a date or a list that no longer reads as one
        raise corrupted(place) from None


def kept_record(connection: sa.Connection, entity: type[Entity], record_key: int
                ) -> KeptRecord | None:
    """Return one record with its version; None when it is there no more."""
    table, past = entity_tables[entity], history_tables[entity]
    row = connection.execute(
        sa.select(table).where(table.c.record_key == record_key)).mappings().first()
    if row is None:
        return None
    version = connection.scalar(sa.select(sa.func.max(past.c.record_version))
                                .where(past.c.record_key == record_key))
    return KeptRecord(record_key, version or 0, record_of(entity, row))


def read_register(connection: sa.Connection, place: str) -> Register:
    """Return the register, its records in the order they were first kept."""
    try:
        return Register(**{
            collection: tuple(
                record_of(entity, row) for row in connection.execute(
                    sa.select(entity_tables[entity]).order_by(
                        entity_tables[entity].c.record_key)).mappings())
            for entity, collection in COLLECTIONS.items()})
    except (ValueError, TypeError):
        raise corrupted(place) from None


def operations_between(connection: sa.Connection, entity: type[Entity],
                       kept: Sequence[KeptRecord], wished: Iterable[Entity]) -> Operations:
    """Return what makes the records wished of those kept; the same ones keep their key."""
    named = zip(kept, by_identity(one.record for one in kept), strict=True)
    before = {identity: (one.record_key, one.record) for one, (identity, _record) in named}
    after = dict(by_identity(wished))
    changed = {before[identity][0]: record for identity, record in after.items()
               if identity in before and before[identity][1] != record}
    new = [record for identity, record in after.items() if identity not in before]
    return Operations(
        added=dict(enumerate(new, next_key(connection, entity))), changed=changed,
        removed=[key for identity, (key, _record) in before.items() if identity not in after],
        unchanged=len(before.keys() & after.keys()) - len(changed))


def next_key(connection: sa.Connection, entity: type[Entity]) -> int:
    """Return a key that no record of the entity ever had."""
    used = [connection.scalar(sa.select(sa.func.max(table.c.record_key)))
            for table in (entity_tables[entity], history_tables[entity])]
    return max((key for key in used if key is not None), default=0) + 1


def apply(connection: sa.Connection, operations: Mapping[type[Entity], Operations]) -> Changes:
    """Write the operations and return how many there were.

    Raises
    ------
    StorageError
        ``storage.repeated_identifier`` when two records would bear one identifier;
        ``storage.unkeepable_text`` when a text holds a character no database keeps.
    """
    for entity, done in operations.items():
        _refuse_unkeepable_texts(entity, [*done.added.values(), *done.changed.values()])
    _refuse_repeated_identifiers(connection, operations)
    for entity, done in operations.items():
        _remove(connection, entity_tables[entity], done.removed)
    for entity, done in operations.items():
        _change(connection, entity_tables[entity], done.changed)
        _add(connection, entity_tables[entity], done.added)
    return Changes(*(sum(map(count, operations.values())) for count in (
        lambda done: len(done.added), lambda done: len(done.changed),
        lambda done: done.unchanged, lambda done: len(done.removed))))


def _remove(connection: sa.Connection, table: sa.Table, keys: Sequence[int]) -> None:
    if keys:
        connection.execute(table.delete().where(table.c.record_key == sa.bindparam("gone")),
                           [{"gone": key} for key in keys])


def _change(connection: sa.Connection, table: sa.Table, records: Mapping[int, Entity]) -> None:
    if records:
        connection.execute(
            table.update().where(table.c.record_key == sa.bindparam("of_key")).values(
                {column.name: sa.bindparam(f"new_{column.name}") for column in table.c
                 if column.name != RECORD_KEY}),
            [{"of_key": key, **{f"new_{name}": value for name, value in vars(record).items()}}
             for key, record in records.items()])


def _add(connection: sa.Connection, table: sa.Table, records: Mapping[int, Entity]) -> None:
    if records:
        connection.execute(table.insert(), [{RECORD_KEY: key, **vars(record)}
                                            for key, record in records.items()])


def _refuse_repeated_identifiers(connection: sa.Connection,
                                 operations: Mapping[type[Entity], Operations]) -> None:
    """Refuse an identifier borne twice, even by an actor and a table: a network knows no other."""
    met: set[str] = set()
    for entity, name in IDENTIFIERS.items():
        table, done = entity_tables[entity], operations.get(entity, Operations())
        borne = dict(connection.execute(sa.select(table.c.record_key, table.c[name])).all())
        borne = {key: known for key, known in borne.items() if key not in set(done.removed)}
        borne |= {key: getattr(record, name)
                  for key, record in {**done.changed, **done.added}.items()}
        for identifier in borne.values():
            if identifier in met:
                raise StorageError("storage.repeated_identifier", sheet=ENTITY_LABELS[entity],
                                   found=identifier)
            met.add(identifier)


_TEXTS = {ValueType.TEXT, ValueType.IDENTIFIER, ValueType.REFERENCE, ValueType.TERM}


def _refuse_unkeepable_texts(entity: type[Entity], records: Iterable[Entity]) -> None:
    """Refuse U+0000: SQLite keeps it and PostgreSQL does not, and no one types it."""
    texts = [told for told in declarations(entity) if told.value_type in _TEXTS]
    for record in records:
        for told in texts:
            if "\0" in (getattr(record, told.name) or ""):
                raise StorageError("storage.unkeepable_text", sheet=ENTITY_LABELS[entity],
                                   column=told.header)
