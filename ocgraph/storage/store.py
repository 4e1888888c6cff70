"""The register of a team, kept in its database: the one door to it.

The file is made at the first write. A register of a newer ocgraph, a damaged one or something else
is refused in words and never changed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

import sqlalchemy as sa

from ocgraph.model import COLLECTIONS, Engagement, Entity, Register
from ocgraph.storage import erasing, history
from ocgraph.storage.backup import Copy, Manifest, write_copy
from ocgraph.storage.database import tried_again
from ocgraph.storage.door import Door
from ocgraph.storage.editing import Edit, operations_of
from ocgraph.storage.failures import StorageError
from ocgraph.storage.history import RecordChange
from ocgraph.storage.merge import merge
from ocgraph.storage.proposals import ProposalState, answer_there
from ocgraph.storage.records import (
    KeptRecord,
    Operations,
    apply,
    kept_records,
    operations_between,
    read_register,
)
from ocgraph.storage.restoring import erased_since, put_back
from ocgraph.storage.rights import Action
from ocgraph.storage.saves import (
    Gesture,
    Intent,
    Save,
    SaveKind,
    begin_save,
    earlier_save,
    end_save,
    latest_seq,
    name_only,
    now,
)

_Work = Callable[[sa.Connection], Mapping[type[Entity], Operations]]


class Store:
    """The register in its database.

    Parameters
    ----------
    where
        A SQLite file, or the address of a PostgreSQL database; by default the team's own (see
        `Database`).
    account
        Who acts, as `People.sign_in` gives it. None is the one user of a machine without
        accounts, or whoever holds the address of the database. Each method asks the database,
        in its own transaction, whether the account may; it raises `RightsError` when not.

    Attributes
    ----------
    n_writes
        How many times this object wrote: who remembers a revision knows when to ask again.
    """

    def __init__(self, where: Path | str | None = None, account: str | None = None) -> None:
        self._door = Door(where, account)
        self.path = self._door.database.path
        self.place = self._door.database.place
        self.n_writes = 0

    @tried_again
    def load(self) -> Register:
        """Return what is kept: an empty register when nothing was ever kept."""
        with self._door.reading(Action.READ) as connection:
            if connection is None:
                return Register()
            self._door.database.look_for_damage(connection)
            return read_register(connection, self.place)

    @tried_again
    def revision(self) -> int:
        """Return a number that grows at each change; 0 when nothing was ever kept."""
        with self._door.reading(Action.READ) as connection:
            return 0 if connection is None else latest_seq(connection)

    def ask(self) -> None:
        """Ask the database whether it is there, and a register; without trying again.

        Raises
        ------
        StorageError
            Whatever stands in the way of reading it.
        """
        with self._door.database.reading():
            pass

    @tried_again
    def kept(self, entity: type[Entity]) -> tuple[KeptRecord, ...]:
        """Return the records of an entity with what an edit needs: their key and version."""
        with self._door.reading(Action.READ) as connection:
            return () if connection is None else kept_records(connection, entity, self.place)

    def replace(self, register: Register, *, save_key: str, file_name: str) -> Save:
        """Keep `register` in the place of what was kept.

        Parameters
        ----------
        save_key
            Names this import. One that was already taken changes nothing, so that trying again
            after a doubt is safe.
        file_name
            Where it comes from; only the name is kept, never its folder.
        """
        return self.revise(lambda _kept: register, save_key=save_key, origin=name_only(file_name))

    def add(self, register: Register, *, save_key: str, file_name: str) -> Save:
        """Add the records of `register` to what is kept, and update those that are the same.

        Nothing is removed. `save_key` and `file_name` are those of `replace`. A log, which adds
        engagements alone, is to correct (``edit``); all else is to take.
        """
        return self._save(Action.EDIT, Intent(save_key, SaveKind.IMPORT, name_only(file_name)),
                          lambda connection: self._added(connection, register))

    def _added(self, connection: sa.Connection, register: Register
               ) -> dict[type[Entity], Operations]:
        operations = self._revised(connection, lambda kept: merge(kept, register))
        if any(done.added or done.changed for entity, done in operations.items()
               if entity is not Engagement):
            self._door.demand(connection, Action.TAKE)
        return operations

    def revise(self, change: Callable[[Register], Register], *, save_key: str, origin: str,
               kind: SaveKind = SaveKind.IMPORT) -> Save:
        """Keep what `change` makes of what is kept, in one transaction.

        Parameters
        ----------
        change
            Given the register as it is kept at that moment; what it raises leaves it so.
        save_key
            That of `replace`.
        origin
            What is said of where it comes from.
        """
        return self._save(Action.TAKE, Intent(save_key, kind, origin),
                          lambda connection: self._revised(connection, change))

    def _revised(self, connection: sa.Connection, change: Callable[[Register], Register]
                 ) -> dict[type[Entity], Operations]:
        kept = {entity: kept_records(connection, entity, self.place) for entity in COLLECTIONS}
        new = change(Register(**{COLLECTIONS[entity]: tuple(one.record for one in records)
                                 for entity, records in kept.items()}))
        return {entity: operations_between(connection, entity, records, new.records(entity))
                for entity, records in kept.items()}

    def edit(self, edits: Iterable[Edit], *, save_key: str, reason: str = "",
             gesture: Gesture | None = None) -> Save:
        """Keep corrections of single records: all of them, or none.

        Parameters
        ----------
        save_key
            Names this save, as in `replace`.
        reason
            Why, as the person says it.
        gesture
            What she did, when it was more than to add or correct a record.

        Raises
        ------
        EditConflictError
            When someone changed one of the records since it was seen.
        """
        edits = tuple(edits)
        intent = Intent(save_key, SaveKind.EDIT, origin=gesture or "", reason=reason)
        return self._save(Action.EDIT, intent,
                          lambda connection: operations_of(connection, edits))

    def accept(self, proposal_id: str, edits: Iterable[Edit], *, save_key: str, reason: str = "",
               answer: str = "") -> Save:
        """Keep the edits that a proposal asks for, and answer it: both, or neither.

        Raises
        ------
        StorageError
            What `edit` and `Proposals.answer` raise; the proposal waits then.
        """
        edits = tuple(edits)

        def work(connection: sa.Connection) -> Mapping[type[Entity], Operations]:
            self._door.demand(connection, Action.SHARE)
            answer_there(connection, proposal_id, ProposalState.ACCEPTED, answer,
                         self._door.signature)
            return operations_of(connection, edits)

        return self._save(Action.EDIT, Intent(save_key, SaveKind.EDIT, reason=reason), work)

    def undo(self, save_seq: int, *, save_key: str, reason: str = "") -> Save:
        """Give back the register as it was before a save; undoing an undoing does it again.

        Raises
        ------
        UndoRefusedError
            When what it changed was changed again since, or erased.
        """
        intent = Intent(save_key, SaveKind.UNDO, reason=reason, undoes=save_seq)
        return self._save(Action.UNDO, intent,
                          lambda connection: self._undoing(connection, save_seq))

    def _undoing(self, connection: sa.Connection, save_seq: int
                 ) -> dict[type[Entity], Operations]:
        self._door.refuse_save_of_another(connection, save_seq)
        return history.operations_undoing(connection, save_seq)

    @tried_again
    def erasure_of(self, entity: type[Entity], record_key: int) -> dict[type[Entity], int]:
        """Count what would be erased with a record, by entity."""
        with self._door.reading(Action.ERASE) as connection:
            erased = {} if connection is None else erasing.concerned(connection, entity,
                                                                     record_key)
        return {other: len(keys) for other, keys in erased.items() if keys}

    @tried_again
    def erase(self, entity: type[Entity], record_key: int, *, save_key: str, reason: str) -> Save:
        """Erase a record and what goes with it, in the memory too. This cannot be undone.

        Parameters
        ----------
        reason
            Why, without naming what is erased: it stays.

        Raises
        ------
        StorageError
            ``storage.no_such_record``; ``storage.reason_missing`` or ``storage.reason_names`` for
            a reason that says nothing, or says whom.
        """
        intent = Intent(save_key, SaveKind.ERASE, reason=reason)
        with self._door.writing(Action.ERASE) as connection:
            if earlier := earlier_save(connection, save_key):
                return earlier
            erased = erasing.concerned(connection, entity, record_key)
            erasing.refuse_reason(connection, entity, record_key, reason)
            named = erasing.identifiers_of(connection, entity, record_key)
            save = self._kept(connection, intent,
                              erasing.operations_erasing(connection, erased, named))
            erasing.erase_past(connection, erased, named)
        self.n_writes += 1
        return save

    @tried_again
    def _save(self, action: Action, intent: Intent, work: _Work) -> Save:
        with self._door.writing(action) as connection:
            if earlier := earlier_save(connection, intent.save_key):
                return earlier
            operations = work(connection)
            self._door.refuse_others(connection, action, operations)
            save = self._kept(connection, intent, operations)
        self.n_writes += 1
        return save

    @tried_again
    def saves(self, limit: int | None = None) -> tuple[Save, ...]:
        """Return what was done, the latest first."""
        with self._door.reading(Action.READ) as connection:
            return () if connection is None else history.kept_saves(connection, limit)

    def last_import(self) -> Save | None:
        """Return the latest import that was taken."""
        return next((save for save in self.saves() if save.kind in _BROUGHT), None)

    @tried_again
    def changes_of(self, save_seq: int) -> tuple[RecordChange, ...]:
        """Return what a save changed, record by record."""
        with self._door.reading(Action.READ) as connection:
            return () if connection is None else history.changes_of(connection, save_seq)

    @tried_again
    def edited(self) -> dict[int, tuple[Entity, ...]]:
        """Return the records that each edit touched, as they were last told, by its number.

        None that was erased since. In the order of the register: actors before their ties.
        """
        with self._door.reading(Action.READ) as connection:
            return {} if connection is None else history.edited(connection)

    @tried_again
    def remembered(self, entity: type[Entity]) -> dict[int, Entity]:
        """Return each record as it was last told, by key: those that are gone too, none erased."""
        with self._door.reading(Action.READ) as connection:
            return {} if connection is None else history.remembered(connection, entity)

    @tried_again
    def first_day(self) -> datetime.date | None:
        """Return the first day that the memory tells; None when nothing was ever kept."""
        with self._door.reading(Action.READ) as connection:
            return None if connection is None else history.first_day(connection)

    @tried_again
    def last_seq_on(self, day: datetime.date) -> int:
        """Return the number of the last save of a day or of the days before; 0 before all.

        Raises
        ------
        StorageError
            ``storage.before_memory`` for a day that the memory does not reach.
        """
        with self._door.reading(Action.READ) as connection:
            if connection is None:
                return 0
            history.refuse_before_memory(connection, day)
            return history.last_seq_on(connection, day)

    def as_of(self, day: datetime.date) -> Register:
        """Return the register as it was at the end of a day; what it raises, `last_seq_on` does."""
        return self.as_after(self.last_seq_on(day))

    @tried_again
    def as_after(self, save_seq: int) -> Register:
        """Return the register as it was once a save was kept."""
        with self._door.reading(Action.READ) as connection:
            return (Register() if connection is None
                    else history.register_at(connection, save_seq, self.place))

    @tried_again
    def damaged_records(self) -> int:
        """Count the records that are not what their history last wrote.

        Some damage leaves a file that still opens: this finds what the database does not.
        """
        with self._door.reading(Action.READ) as connection:
            return 0 if connection is None else history.damaged_records(connection)

    @tried_again
    def back_up(self, target: BinaryIO) -> Manifest:
        """Write a copy of everything that is kept, once it is known to be sound.

        Raises
        ------
        StorageError
            ``backup.nothing`` when nothing was ever kept; ``backup.unsound`` when records are not
            what their history last wrote: a copy made before is then worth more.
        """
        with self._door.reading(Action.BACK_UP) as connection:
            if connection is None:
                raise StorageError("backup.nothing")
            self._door.database.look_for_damage(connection)
            if damaged := history.damaged_records(connection):
                raise StorageError("backup.unsound", n=damaged, place=self.place)
            return write_copy(connection, target, revision=latest_seq(connection), made_at=now())

    @tried_again
    def erased_since(self, copy: Copy) -> tuple[Save, ...]:
        """Return the erasures that a copy does not know: what they erased would come back."""
        with self._door.reading(Action.RESTORE) as connection:
            return () if connection is None else erased_since(
                copy, history.kept_saves(connection))

    @tried_again
    def restore(self, copy: Copy, *, save_key: str, file_name: str) -> Save:
        """Put a copy in the place of everything that is kept. This cannot be undone.

        Raises
        ------
        StorageError
            ``backup.not_the_same`` when what was written is not what the copy holds; nothing is
            changed then.
        """
        intent = Intent(save_key, SaveKind.RESTORE, name_only(file_name))
        with self._door.writing(Action.RESTORE) as connection:
            save = earlier_save(connection, save_key) or put_back(
                connection, copy, intent, self._door.signature, self.place)
        self.n_writes += 1
        return save

    def _kept(self, connection: sa.Connection, intent: Intent,
              operations: Mapping[type[Entity], Operations]) -> Save:
        save_seq = begin_save(connection)
        return end_save(connection, save_seq, intent, self._door.signature,
                        apply(connection, operations))


_BROUGHT = {SaveKind.IMPORT, SaveKind.ADOPT}
