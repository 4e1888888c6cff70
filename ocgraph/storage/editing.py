"""Corrections of single records, each with the version that the person saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from ocgraph.model import Entity
from ocgraph.storage.failures import StorageError
from ocgraph.storage.history import last_save_of
from ocgraph.storage.records import KeptRecord, Operations, kept_record, next_key
from ocgraph.storage.saves import Save


@dataclass(frozen=True)
class Addition:
    """A new record."""

    record: Entity


@dataclass(frozen=True)
class Correction:
    """A record corrected.

    Attributes
    ----------
    seen_version
        Version of the record that the person corrected.
    """

    record_key: int
    seen_version: int
    record: Entity

    @property
    def entity(self) -> type[Entity]:
        """What kind of record it is."""
        return type(self.record)


@dataclass(frozen=True)
class Removal:
    """A record removed: it was a mistake. What has ended has a last day instead."""

    entity: type[Entity]
    record_key: int
    seen_version: int


Edit = Addition | Correction | Removal


@dataclass(frozen=True)
class Conflict:
    """A record that someone else changed since it was seen.

    Attributes
    ----------
    edit
        What the person wished.
    kept
        The record as it is now; None when it is there no more.
    save
        What changed it last.
    """

    edit: Correction | Removal
    kept: KeptRecord | None
    save: Save | None


class EditConflictError(StorageError):
    """Nothing was saved: some records were changed by someone else meanwhile.

    Attributes
    ----------
    conflicts
        Each of them, with both versions.
    """

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__("storage.conflict", n=len(conflicts))
        self.conflicts = conflicts


def operations_of(connection: sa.Connection, edits: Sequence[Edit]
                  ) -> dict[type[Entity], Operations]:
    """Return what the edits do, by entity.

    Raises
    ------
    EditConflictError
        When a record is no longer the one that was seen: all of them are told, nothing is done.
    """
    kept = {edit: kept_record(connection, edit.entity, edit.record_key)
            for edit in edits if not isinstance(edit, Addition)}
    conflicts = tuple(
        Conflict(edit, now, last_save_of(connection, edit.entity, edit.record_key))
        for edit, now in kept.items() if now is None or now.version != edit.seen_version)
    if conflicts:
        raise EditConflictError(conflicts)
    operations: dict[type[Entity], Operations] = {}
    for edit in edits:
        entity = type(edit.record) if isinstance(edit, Addition) else edit.entity
        done = operations.get(entity) or Operations()
        operations[entity] = _with(done, edit, kept.get(edit),
                                   len(done.added) + next_key(connection, entity))
    return operations


def _with(done: Operations, edit: Edit, kept: KeptRecord | None, new_key: int) -> Operations:
    if isinstance(edit, Addition):
        return replace(done, added={**done.added, new_key: edit.record})
    if isinstance(edit, Removal):
        return replace(done, removed=[*done.removed, edit.record_key])
    if kept.record == edit.record:  # a form sent as it was opened changes nothing
        return replace(done, unchanged=done.unchanged + 1)
    return replace(done, changed={**done.changed, edit.record_key: edit.record})
