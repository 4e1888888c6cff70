"""``ocgraph backup`` and ``ocgraph restore``: copies of everything that is kept."""

from __future__ import annotations

import argparse
import uuid
from pathlib import Path

from ocgraph.analysis.memory_wording import erased_since_words
from ocgraph.cli.console import Console, UsageError
from ocgraph.model import COLLECTIONS, ENTITY_LABELS
from ocgraph.storage import Copy, StorageError, Store
from ocgraph.storage.copies import copies_folder, keep_copy, write_copy_file
from ocgraph.storage.sqlite_file import set_aside


def back_up(arguments: argparse.Namespace, console: Console) -> int:
    """Make a copy where told, or in the folder of copies, where old ones are dropped."""
    store = Store()
    if arguments.output:
        path = Path(arguments.output)
        write_copy_file(store, path)
    else:
        if arguments.keep < 1 or arguments.days < 0:
            raise UsageError("backup.kept_at_least_one")
        path = keep_copy(store, copies_folder(), number=arguments.keep, days=arguments.days)
    _tell(Copy(path), console)
    console.say("cli.backup.made", path=str(path))
    return 0


def restore(arguments: argparse.Namespace, console: Console) -> int:
    """Show what a copy holds, and put it in the place of the register when told to."""
    path = Path(arguments.file)
    copy = Copy(path)
    _tell(copy, console)
    store = Store()
    lost = _told_of_what_is_there(store, console)
    if lost and (erased := store.erased_since(copy)):
        console.line(erased_since_words(erased, console.language))
    if lost and not (arguments.yes or console.agrees("import")):
        console.say("cli.restore.not_done")
        return 1
    store.restore(copy, save_key=uuid.uuid4().hex, file_name=path.name)
    console.say("cli.restore.done")
    return 0


def _told_of_what_is_there(store: Store, console: Console) -> bool:
    """Say what the copy would take the place of; keep a copy of it first, or set it aside."""
    try:
        if not store.saves(limit=1):
            return False
        console.say("cli.restore.replaces", path=str(keep_copy(store, copies_folder())))
    except StorageError as refused:
        if refused.code not in ("storage.corrupted", "storage.not_a_register", "backup.unsound"):
            raise
        console.explain(refused)
        if store.path is not None:
            console.say("cli.restore.set_aside", path=str(set_aside(store.path)))
            return False
    return True


def _tell(copy: Copy, console: Console) -> None:
    told = copy.manifest
    counts = [console.text("cli.check.count", entity=ENTITY_LABELS[entity], n=n)
              for entity, table in COLLECTIONS.items() if (n := told.rows(table))]
    console.say("cli.backup.holds", day=told.made_at.astimezone().date(),
                hour=f"{told.made_at.astimezone():%H:%M}", counts=", ".join(counts) or "—")
