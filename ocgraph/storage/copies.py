"""A folder of copies, made one after the other and kept by number and age."""

from __future__ import annotations

import datetime
import os
import re
from contextlib import suppress
from pathlib import Path

from ocgraph.errors import OcgraphError
from ocgraph.paths import user_folder
from ocgraph.storage.failures import StorageError
from ocgraph.storage.saves import now
from ocgraph.storage.store import Store

KEPT_NUMBER = 14
KEPT_DAYS = 31
_NAME = re.compile(r"ocgraph-(\d{4}-\d{2}-\d{2}-\d{6})\.zip")
_STAMP = "%Y-%m-%d-%H%M%S"


def copies_folder() -> Path:
    """Return the folder of the copies made without being told where."""
    return user_folder() / "copies"


def copies_in(folder: Path) -> tuple[Path, ...]:
    """Return the copies of a folder, the latest first; what is not ours is left alone."""
    return tuple(sorted((path for path in folder.glob("ocgraph-*.zip")
                         if _NAME.fullmatch(path.name)), reverse=True))


def copy_to_put_back(refused: OcgraphError) -> tuple[str, datetime.date] | None:
    """Return the command that puts the latest copy back, and its day, when all is damaged."""
    if refused.code not in ("storage.corrupted", "backup.unsound"):
        return None
    path = next(iter(copies_in(copies_folder())), None)
    if path is None:
        return None
    return f'ocgraph restore "{path}"', _moment(path).astimezone().date()


def copy_name() -> str:
    """Return the name of a copy made now: its moment, in universal time."""
    return f"ocgraph-{now():{_STAMP}}.zip"


def keep_copy(store: Store, folder: Path, *, number: int = KEPT_NUMBER, days: int = KEPT_DAYS
              ) -> Path:
    """Make a copy in a folder, then drop those that are both beyond the number and too old.

    The copy has its name once it is whole: a kill in the middle leaves no copy that lies.

    Returns
    -------
    Path
        The copy.

    Raises
    ------
    StorageError
        ``backup.cannot_write``; what `Store.back_up` raises. No copy is dropped then.
    """
    path = folder / copy_name()
    write_copy_file(store, path)
    for old in copies_in(folder)[max(number, 1):]:
        if old != path and _moment(old) < now() - datetime.timedelta(days=days):
            old.unlink(missing_ok=True)
    return path


def write_copy_file(store: Store, path: Path) -> None:
    """Write a copy to a file, whole or not at all, for its owner alone."""
    partial = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as to:
            store.back_up(to)
            to.flush()
            os.fsync(to.fileno())
        partial.replace(path)
    except OSError:
        raise StorageError("backup.cannot_write", folder=str(path.parent)) from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def is_due(store: Store, folder: Path) -> bool:
    """Tell whether a day has passed since the last copy, and something was saved since."""
    saved = store.saves(limit=1)
    # A copy of a day to come was made while the clock was wrong: it says nothing of today.
    last = next((path for path in copies_in(folder) if _moment(path) <= now()), None)
    if not saved or last is None:
        return bool(saved)
    return saved[0].saved_at > _moment(last) and now() - _moment(last) > datetime.timedelta(days=1)


def _moment(path: Path) -> datetime.datetime:
    told = _NAME.fullmatch(path.name)[1]
    return datetime.datetime.strptime(told, _STAMP).replace(tzinfo=datetime.UTC)
