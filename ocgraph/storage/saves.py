"""Who changed what, when and why: one save for each change that was kept."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import PurePosixPath, PureWindowsPath

import sqlalchemy as sa

from ocgraph.storage.merge import Changes
from ocgraph.storage.schema import open_save, saves


class SaveKind(StrEnum):
    """What was done."""

    IMPORT = "import"
    EDIT = "edit"
    ADOPT = "adopt"
    UNDO = "undo"
    ERASE = "erase"
    RESTORE = "restore"
    BEGIN = "begin"
    OUTSIDE = "outside"


class Gesture(StrEnum):
    """What a person did that edited records, where it was more than to add or correct one."""

    MERGE = "merge"
    RETIRE = "retire"
    REMOVE = "remove"
    JOURNAL = "journal"


@dataclass(frozen=True)
class Intent:
    """What someone wishes to keep, before it is.

    Attributes
    ----------
    save_key
        Names this save. One that was already kept changes nothing, so that trying again after a
        doubt is safe.
    origin
        Where it comes from: a file's name without its folder, a scenario's name; of an edit, the
        `Gesture` that made it, if any.
    reason
        Why, as the person says it.
    undoes
        Number of the save that this one takes back.
    """

    save_key: str
    kind: SaveKind
    origin: str = ""
    reason: str = ""
    undoes: int | None = None


@dataclass(frozen=True)
class Save:
    """A change that was kept.

    Attributes
    ----------
    save_seq
        Its number. Saves are told in this order: clocks go back.
    account
        Who: the identifier of an account, empty where nobody signs in.
    already_saved
        Whether it had been kept before, so that nothing was done this time.
    """

    save_seq: int
    save_key: str
    saved_at: datetime.datetime
    kind: SaveKind
    account: str
    origin: str
    reason: str
    undoes: int | None
    changes: Changes
    already_saved: bool = False


def undone_by(kept: Iterable[Save]) -> dict[int, int]:
    """Return the number of the save that took each one back, of those that are taken back now.

    Parameters
    ----------
    kept
        Every save, the latest first: an undoing that was itself undone no longer counts.
    """
    undone: dict[int, int] = {}
    for save in kept:
        if save.kind is SaveKind.UNDO and save.save_seq not in undone:
            undone.setdefault(save.undoes, save.save_seq)
    return undone


def name_only(file_name: str) -> str:
    """Drop the folders, whichever system wrote them: a path may hold a person's name."""
    return PureWindowsPath(PurePosixPath(file_name).name).name


def save_of(row: sa.Row, *, already_saved: bool = False) -> Save:
    """Return the save that a row of the database tells."""
    return Save(row.save_seq, row.save_key, row.saved_at.replace(tzinfo=datetime.UTC),
                SaveKind(row.kind), row.account, row.origin, row.reason, row.undoes,
                Changes(row.added, row.updated, row.unchanged, row.removed), already_saved)


def earlier_save(connection: sa.Connection, save_key: str) -> Save | None:
    """Return the save of this key, if it was kept already."""
    row = connection.execute(sa.select(saves).where(saves.c.save_key == save_key)).first()
    return row and save_of(row, already_saved=True)


def latest_seq(connection: sa.Connection) -> int:
    """Return the number of the latest save; 0 when nothing was ever kept."""
    return connection.scalar(sa.select(sa.func.coalesce(sa.func.max(saves.c.save_seq), 0)))


def begin_save(connection: sa.Connection) -> int:
    """Say to the history which save its next versions belong to; return its number."""
    save_seq = latest_seq(connection) + 1
    connection.execute(open_save.insert().values(save_seq=save_seq))
    return save_seq


def end_save(connection: sa.Connection, save_seq: int, intent: Intent, account: str,
             changes: Changes) -> Save:
    """Keep the save itself, with who made it, once its changes are made."""
    saved_at = _no_earlier_than_the_last(connection)
    connection.execute(saves.insert().values(
        save_seq=save_seq, saved_at=saved_at.replace(tzinfo=None), account=account,
        **asdict(intent), **asdict(changes)))
    connection.execute(open_save.delete())
    return Save(save_seq, saved_at=saved_at, account=account, changes=changes, **asdict(intent))


def now() -> datetime.datetime:
    """Return the time that the machine's clock tells."""
    return datetime.datetime.now(datetime.UTC)


def _no_earlier_than_the_last(connection: sa.Connection) -> datetime.datetime:
    """Keep time going forward, so that « as it was on a day » has one answer."""
    last = connection.scalar(sa.select(sa.func.max(saves.c.saved_at)))
    return now() if last is None else max(now(), last.replace(tzinfo=datetime.UTC))
