"""The memory of the register: every version of every record, read, undone, and erased."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa

from ocgraph.model import COLLECTIONS, Entity, Register
from ocgraph.storage.failures import StorageError, corrupted
from ocgraph.storage.merge import Difference
from ocgraph.storage.records import Operations, record_of
from ocgraph.storage.saves import Save, SaveKind, save_of
from ocgraph.storage.schema import ERASED, REMOVED, entity_tables, history_tables, saves


@dataclass(frozen=True, kw_only=True)
class RecordChange(Difference):
    """What a save changed in one record: before it, and after.

    Attributes
    ----------
    now
        The record today. None, as for `before` and `after`, where there is none, or where it was
        erased since.
    changed_by
        Number of the save that changed it last.
    erased
        Whether what it held was erased, as the law may ask.
    """

    record_key: int
    now: Entity | None
    changed_by: int
    erased: bool = False


class UndoRefusedError(StorageError):
    """What a save changed was changed again since, or erased: nothing was undone.

    Attributes
    ----------
    changed_since
        What the save did to each record concerned, with what it is now and what made it so.
    """

    def __init__(self, code: str, *, changed_since: tuple[RecordChange, ...] = (),
                 **params: object) -> None:
        super().__init__(code, **params)
        self.changed_since = changed_since


def kept_saves(connection: sa.Connection, limit: int | None = None) -> tuple[Save, ...]:
    """Return the saves, the latest first."""
    return tuple(map(save_of, connection.execute(
        sa.select(saves).order_by(saves.c.save_seq.desc()).limit(limit))))


def save_numbered(connection: sa.Connection, save_seq: int) -> Save:
    """Return a save. Raises `StorageError` ``storage.no_such_save``."""
    row = connection.execute(sa.select(saves).where(saves.c.save_seq == save_seq)).first()
    if row is None:
        raise StorageError("storage.no_such_save", number=save_seq)
    return save_of(row)


def last_save_of(connection: sa.Connection, entity: type[Entity], record_key: int
                 ) -> Save | None:
    """Return what changed a record last."""
    past = history_tables[entity]
    row = connection.execute(
        sa.select(saves).join(past, past.c.save_seq == saves.c.save_seq)
        .where(past.c.record_key == record_key)
        .order_by(past.c.record_version.desc()).limit(1)).first()
    return row and save_of(row)


def last_seq_on(connection: sa.Connection, day: datetime.date) -> int:
    """Return the number of the last save of a day, in the machine's own time; 0 before all."""
    midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    until = midnight.astimezone().astimezone(datetime.UTC).replace(tzinfo=None)
    return connection.scalar(sa.select(sa.func.coalesce(sa.func.max(saves.c.save_seq), 0))
                             .where(saves.c.saved_at < until))


def first_day(connection: sa.Connection) -> datetime.date | None:
    """Return the first day that the memory tells; None when nothing was ever kept."""
    past = [sa.select(sa.func.min(table.c.save_seq)) for table in history_tables.values()]
    begun = [seq for seq in map(connection.scalar, past) if seq is not None]
    if not begun:
        return None
    return save_numbered(connection, min(begun)).saved_at.astimezone().date()


def refuse_before_memory(connection: sa.Connection, day: datetime.date) -> None:
    """Refuse a day that the memory does not reach. Raises ``storage.before_memory``."""
    begun = first_day(connection)
    if begun is not None and day < begun:
        raise StorageError("storage.before_memory", day=day, first=begun)


def register_at(connection: sa.Connection, save_seq: int, place: str) -> Register:
    """Return the register as it was after a save, its records in their order."""
    try:
        return Register(**{
            collection: tuple(record_of(entity, row)
                              for row in _rows_at(connection, entity, save_seq))
            for entity, collection in COLLECTIONS.items()})
    except (ValueError, TypeError):
        raise corrupted(place) from None


def _rows_at(connection: sa.Connection, entity: type[Entity], save_seq: int
             ) -> sa.MappingResult:
    past = history_tables[entity]
    last = (sa.select(past.c.record_key, sa.func.max(past.c.record_version).label("version"))
            .where(past.c.save_seq <= save_seq).group_by(past.c.record_key).subquery())
    return connection.execute(
        sa.select(past)
        .join(last, (last.c.record_key == past.c.record_key)
              & (last.c.version == past.c.record_version))
        .where(past.c.operation.not_in([REMOVED, ERASED]))
        .order_by(past.c.record_key)).mappings()


def edited(connection: sa.Connection) -> dict[int, tuple[Entity, ...]]:
    """Return the records that each edit touched, as they were last told, by its number."""
    found: dict[int, list[Entity]] = {}
    for entity, past in history_tables.items():
        touched = (sa.select(past.c.save_seq, past.c.record_key)
                   .join(saves, saves.c.save_seq == past.c.save_seq)
                   .where(saves.c.kind == SaveKind.EDIT).distinct()
                   .order_by(past.c.save_seq, past.c.record_key)).subquery()
        records = remembered(connection, entity, sa.select(touched.c.record_key))
        for save_seq, key in connection.execute(sa.select(touched)):
            if key in records:
                found.setdefault(save_seq, []).append(records[key])
    return {save_seq: tuple(records) for save_seq, records in found.items()}


def remembered(connection: sa.Connection, entity: type[Entity],
               among: sa.Select[tuple[int]] | None = None) -> dict[int, Entity]:
    """Return each record as it was last told, by key: those that are gone too, none erased.

    Parameters
    ----------
    among
        The keys asked for; all of them when left out.
    """
    past = history_tables[entity]
    last = (sa.select(past.c.record_key, sa.func.max(past.c.record_version).label("version"))
            .where(past.c.operation.not_in([REMOVED, ERASED]),
                   sa.true() if among is None else past.c.record_key.in_(among))
            .group_by(past.c.record_key).subquery())
    rows = connection.execute(
        sa.select(past)
        .join(last, (last.c.record_key == past.c.record_key)
              & (last.c.version == past.c.record_version))
        .order_by(past.c.record_key)).mappings()
    return {row["record_key"]: record_of(entity, row) for row in rows}


def changes_of(connection: sa.Connection, save_seq: int) -> tuple[RecordChange, ...]:
    """Return what a save changed, record by record, in the order of the register."""
    return tuple(_change_told(entity, key, versions, save_seq)
                 for entity in COLLECTIONS
                 for key, versions in _touched(connection, entity, save_seq).items())


def _touched(connection: sa.Connection, entity: type[Entity], save_seq: int
             ) -> dict[int, list[sa.RowMapping]]:
    """Return every version of each record that a save touched, the first one first."""
    past = history_tables[entity]
    keys = sa.select(past.c.record_key).where(past.c.save_seq == save_seq)
    versions: dict[int, list[sa.RowMapping]] = {}
    for row in connection.execute(
            sa.select(past).where(past.c.record_key.in_(keys))
            .order_by(past.c.record_key, past.c.record_version)).mappings():
        versions.setdefault(row["record_key"], []).append(row)
    return versions


def _change_told(entity: type[Entity], key: int, versions: list[sa.RowMapping], save_seq: int
                 ) -> RecordChange:
    before = [row for row in versions if row["save_seq"] < save_seq]
    after = [row for row in versions if row["save_seq"] == save_seq]
    return RecordChange(
        entity, _record(entity, before), _record(entity, after), record_key=key,
        now=_record(entity, versions), changed_by=versions[-1]["save_seq"],
        erased=versions[-1]["operation"] == ERASED)


def _record(entity: type[Entity], versions: list[sa.RowMapping]) -> Entity | None:
    if not versions or versions[-1]["operation"] in (REMOVED, ERASED):
        return None
    return record_of(entity, versions[-1])


_UNDOABLE = set(SaveKind) - {SaveKind.BEGIN, SaveKind.ERASE, SaveKind.RESTORE}


def operations_undoing(connection: sa.Connection, save_seq: int
                       ) -> dict[type[Entity], Operations]:
    """Return what gives back the register as it was before a save.

    Raises
    ------
    UndoRefusedError
        ``storage.undo_changed_since`` or ``storage.undo_erased`` when a record it changed is no
        longer what it made of it, or was erased; ``storage.undo_nothing`` for what cannot be
        undone: an import from before there was a memory, an erasure.
    """
    changes = changes_of(connection, save_seq)
    if save_numbered(connection, save_seq).kind not in _UNDOABLE or not changes:
        raise UndoRefusedError("storage.undo_nothing")
    if erased := tuple(change for change in changes if change.erased):
        raise UndoRefusedError("storage.undo_erased", n=len(erased), changed_since=erased)
    if later := tuple(change for change in changes if change.now != change.after):
        raise UndoRefusedError("storage.undo_changed_since", n=len(later), changed_since=later)
    return {entity: _undoing([one for one in changes if one.entity is entity])
            for entity in COLLECTIONS}


def _undoing(changes: list[RecordChange]) -> Operations:
    return Operations(
        added={one.record_key: one.before for one in changes if one.after is None and one.before},
        changed={one.record_key: one.before for one in changes if one.after and one.before},
        removed=[one.record_key for one in changes if one.after and not one.before])


def damaged_records(connection: sa.Connection) -> int:
    """Count the records that are not what their history last wrote: a sign of damage."""
    return sum(_differing(connection, entity) for entity in COLLECTIONS)


def _differing(connection: sa.Connection, entity: type[Entity]) -> int:
    now = {row["record_key"]: record_of(entity, row) for row in connection.execute(
        sa.select(entity_tables[entity])).mappings()}
    then = {row["record_key"]: record_of(entity, row)
            for row in _rows_at(connection, entity, 2**31 - 1)}
    return sum(now.get(key) != then.get(key) for key in now.keys() | then.keys())
