"""``ocgraph memory``, ``undo``, ``erase`` and ``verify``: what was done to the register."""

from __future__ import annotations

import argparse
import uuid
from dataclasses import asdict, dataclass

from ocgraph.analysis.memory_wording import (
    change_name,
    change_sentence,
    edited_names,
    erasure_words,
    names_in,
    person_words,
    save_words,
    when_words,
)
from ocgraph.cli.chosen import near_nodes, nearest, node_id_of
from ocgraph.cli.console import Console, UsageError
from ocgraph.errors import OcgraphError
from ocgraph.model import Entity
from ocgraph.model.checks import IDENTIFIERS
from ocgraph.paths import positions_path
from ocgraph.storage import People, Save, Store, UndoRefusedError


@dataclass(frozen=True)
class _Memory:
    """What was done by number, the latest first, and the names of what each edit touched."""

    saves: dict[int, Save]
    edited: dict[int, tuple[str, ...]]


def tell_memory(arguments: argparse.Namespace, console: Console) -> int:
    """List what was done, the latest first; or tell each record that one of them changed."""
    store = Store()
    memory = _memory(store, console)
    if arguments.number is None:
        for save in memory.saves.values():
            _tell_save(save, memory, console)
        return 0
    _tell_save(_numbered(memory, arguments.number), memory, console)
    _tell_changes(store, arguments.number, console)
    return 0


def undo(arguments: argparse.Namespace, console: Console) -> int:
    """Take back what was done, when nothing it changed was changed since."""
    store = Store()
    memory = _memory(store, console)
    _tell_save(_numbered(memory, arguments.number), memory, console)
    if not (arguments.yes or console.agrees("undo")):
        console.say("cli.undo.not_done")
        return 1
    try:
        save = store.undo(arguments.number, save_key=uuid.uuid4().hex, reason=arguments.reason)
    except UndoRefusedError as refused:
        console.explain(refused)
        for number in sorted({change.changed_by for change in refused.changed_since}):
            console.complain(_save_line(memory.saves[number], memory, console))
        return 1
    console.say("cli.undo.done", number=save.save_seq)
    return 0


def erase(arguments: argparse.Namespace, console: Console) -> int:
    """Erase an actor, a table or a post, and what goes with it, from the memory too."""
    store = Store()
    entity, record_key, name = _found(store, arguments.name)
    console.say("cli.erase.would", name=name,
                counts=erasure_words(store.erasure_of(entity, record_key), console.language))
    console.say("memory.erase.beyond")
    if not (arguments.yes or console.agrees("erase")):
        console.say("cli.erase.not_done")
        return 1
    store.erase(entity, record_key, save_key=uuid.uuid4().hex, reason=arguments.reason)
    positions_path("own").unlink(missing_ok=True)   # it names who is drawn; it is made anew
    console.say("cli.erase.done")
    return 0


def verify(_arguments: argparse.Namespace, console: Console) -> int:
    """Look for damage in the file, and for records that are not what the memory last wrote."""
    store = Store()
    register = store.load()
    if register.is_empty and not store.saves():
        console.say("cli.verify.nothing")
        return 0
    if damaged := store.damaged_records():
        raise OcgraphError("cli.damaged", n=damaged)
    console.say("cli.verify.sound", n=sum(len(register.records(entity)) for entity in IDENTIFIERS),
                saves=len(store.saves()))
    return 0


def _memory(store: Store, console: Console) -> _Memory:
    """Return what was done; nothing done is said."""
    saves = {save.save_seq: save for save in store.saves()}
    if not saves:
        raise OcgraphError("cli.nothing_kept")
    return _Memory(saves, edited_names(store, console.language))


def _numbered(memory: _Memory, number: int) -> Save:
    if number not in memory.saves:
        raise OcgraphError("storage.no_such_save", number=number)
    return memory.saves[number]


def _save_line(save: Save, memory: _Memory, console: Console) -> str:
    return console.text("cli.memory.save", number=save.save_seq,
                        when=when_words(save, console.language),
                        what=save_words(save, memory.saves, memory.edited, console.language))


def _tell_save(save: Save, memory: _Memory, console: Console) -> None:
    """Say when and what, then how much it changed and why."""
    console.line(_save_line(save, memory, console))
    counts = [console.text(f"changes.{change}", n=n) for change, n in asdict(save.changes).items()
              if n and change != "unchanged"]
    console.line(" · ".join(filter(None, (
        ", ".join(counts) or console.text("changes.none"),
        person_words(save.account, People().names(), console.language) if save.account else "",
        save.reason))), indent=4)


def _tell_changes(store: Store, number: int, console: Console) -> None:
    names, language = names_in(store), console.language
    for change in store.changes_of(number):
        console.say("cli.memory.change", indent=4, name=change_name(change, names, language),
                    what=change_sentence(change, names, language))


def _found(store: Store, written: str) -> tuple[type[Entity], int, str]:
    """Return what is written by identifier or by name: its kind, its key and its name."""
    found = {getattr(record, identifier): (entity, key, record.name)
             for entity, identifier in IDENTIFIERS.items()
             for key, record in store.remembered(entity).items()}
    names = {identifier: name for identifier, (_entity, _key, name) in found.items()}
    node_id = node_id_of(names, written)
    if node_id not in names:
        raise UsageError("cli.node_unknown", found=written,
                         near=nearest(near_nodes(names, written)))
    alike = [other for other, name in names.items() if name == names[node_id]]
    if written != node_id and len(alike) > 1:
        raise UsageError("cli.several_named", found=written, known=", ".join(alike))
    return found[node_id]
