"""The memory of the team's own register: what was done, taken back, compared, erased.

As in `dashboard.data`, keys hold the register's revision, and nothing personal to a session is
kept here. A demonstration, never written, has no memory.
"""

from __future__ import annotations

import datetime
import io
from functools import lru_cache

from dashboard import data
from dashboard.view import OWN
from ocgraph.analysis.memory_wording import (
    change_rows,
    change_titles,
    edited_names,
    names_in,
    save_words,
)
from ocgraph.io.writing.csv_export import table_csv
from ocgraph.model import Entity
from ocgraph.model.checks import IDENTIFIERS
from ocgraph.network import Lens
from ocgraph.storage import (
    Changes,
    Copy,
    Difference,
    RecordChange,
    Save,
    StorageError,
    differences,
)
from ocgraph.storage.copies import copies_folder, keep_copy


def saves() -> dict[int, Save]:
    """Return what was done by its number, the latest first."""
    return _saves(data.revision(OWN))


@lru_cache(maxsize=2)
def _saves(_revision: int) -> dict[int, Save]:
    return {save.save_seq: save for save in data.store().saves()}


def changes_of(save_seq: int) -> tuple[RecordChange, ...]:
    """Return what a save changed, record by record."""
    return _changes_of(data.revision(OWN), save_seq)


@lru_cache(maxsize=8)
def _changes_of(_revision: int, save_seq: int) -> tuple[RecordChange, ...]:
    return data.store().changes_of(save_seq)


def names() -> dict[str, str]:
    """Return the names of actors, tables and posts by identifier: of those that are gone too."""
    return _names(data.revision(OWN))


@lru_cache(maxsize=2)
def _names(_revision: int) -> dict[str, str]:
    return names_in(data.store())


def done_words(save: Save, language: str) -> str:
    """Say what a save did, and to which records."""
    return save_words(save, saves(), _edited(data.revision(OWN), language), language)


@lru_cache(maxsize=2)
def _edited(_revision: int, language: str) -> dict[int, tuple[str, ...]]:
    return edited_names(data.store(), language)


def undone(changes: Changes) -> Changes:
    """Count what taking back a save does: what it added goes, what it removed comes back."""
    return Changes(added=changes.removed, updated=changes.updated, removed=changes.added)


def undo(save_seq: int, reason: str, save_key: str) -> Save:
    """Take back a save; an undoing taken back is done again.

    Raises
    ------
    UndoRefusedError
        When what it changed was changed again since, or erased.
    """
    return data.store().undo(save_seq, save_key=save_key, reason=reason.strip())


def first_day() -> datetime.date:
    """Return the first day that the memory tells; today when nothing was ever kept."""
    return data.first_day(OWN) or datetime.date.today()


def compared(first: datetime.date, second: datetime.date) -> tuple[Difference, ...]:
    """Return what changed in the register between the ends of two days, record by record."""
    return _compared(*(data.moment(OWN, Lens(known_on=day)) for day in (first, second)))


@lru_cache(maxsize=4)
def _compared(first: data.Moment, second: data.Moment) -> tuple[Difference, ...]:
    return differences(data.register_at(OWN, first), data.register_at(OWN, second))


def changes_file(changes: tuple[Difference, ...], language: str) -> bytes:
    """Return changes as a CSV file: a line for each field."""
    return table_csv(change_titles(language), change_rows(changes, names(), language),
                     language)[0]


def erasable() -> dict[str, tuple[type[Entity], int]]:
    """Return what can be erased, by identifier: of what is gone too, its kind and its key."""
    return _erasable(data.revision(OWN))


@lru_cache(maxsize=2)
def _erasable(_revision: int) -> dict[str, tuple[type[Entity], int]]:
    return {getattr(record, identifier): (entity, key)
            for entity, identifier in IDENTIFIERS.items()
            for key, record in data.store().remembered(entity).items()}


def erasure_of(identifier: str) -> dict[type[Entity], int]:
    """Count what would be erased with an actor, a table or a post, by kind."""
    return data.store().erasure_of(*erasable()[identifier])


def erase(identifier: str, reason: str, save_key: str) -> Save:
    """Erase an actor, a table or a post for good, and where it stood in the graph.

    Raises
    ------
    OcgraphError
        When the reason is missing, or names what is erased.
    """
    save = data.store().erase(*erasable()[identifier], save_key=save_key, reason=reason.strip())
    data.forget_positions(OWN)
    return save


def unsound() -> StorageError | None:
    """Return why no copy should be made; None when the register is what its memory kept."""
    return _unsound(data.revision(OWN))


@lru_cache(maxsize=2)
def _unsound(_revision: int) -> StorageError | None:
    damaged = data.store().damaged_records()
    return StorageError("backup.unsound", n=damaged, place=data.store().place) if damaged else None


def copy_content() -> bytes:
    """Return a copy of everything that is kept."""
    content = io.BytesIO()
    data.store().back_up(content)
    return content.getvalue()


def erased_since(copy: Copy) -> tuple[Save, ...]:
    """Return the erasures that a copy does not know."""
    return data.store().erased_since(copy)


def restore(copy: Copy, name: str, save_key: str) -> Save:
    """Put a copy in the place of what is kept, once that is copied beside it.

    Raises
    ------
    StorageError
        When the copy beside cannot be made, or what was written is not what the copy holds.
    """
    if data.store().saves(limit=1):
        keep_copy(data.store(), copies_folder())
    return data.store().restore(copy, save_key=save_key, file_name=name)
