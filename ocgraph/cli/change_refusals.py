"""Changes asked for by options: those that cannot be made are refused together, each with why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ocgraph.analysis.changes import (
    AddLink,
    AddOrganizer,
    Change,
    MergeTables,
    MoveOrganizer,
    RemoveNode,
)
from ocgraph.analysis.scenario import apply_changes
from ocgraph.cli.chosen import near_nodes, nearest
from ocgraph.cli.console import Console, UsageError
from ocgraph.model import Register
from ocgraph.network import Layer

_ACTORS, _TABLES, _POSTS = "actor_by_id", "concertation_table_by_id", "organizer_by_id"
_MAY_BE = {"node": (_ACTORS, _TABLES, _POSTS), "actor": (_ACTORS,), "member": (_ACTORS, _TABLES),
           "table": (_TABLES,), "post": (_POSTS,)}


Asked = AddLink | AddOrganizer | MergeTables | MoveOrganizer | RemoveNode


class AskedChange(NamedTuple):
    """A change, and the option that asks for it as it was written."""

    change: Asked
    written: str


def refuse_unmade(register: Register, read: Iterable[Change], asked: Iterable[AskedChange],
                  console: Console) -> None:
    """Refuse options whose changes cannot be made, once those read from a file are.

    Raises
    ------
    UsageError
        ``cli.what_if_unmade`` with every refused option and why.
    """
    register, refused = apply_changes(register, read).register, []
    for each in asked:
        made = apply_changes(register, (each.change,))
        if made.unmade:
            refused.append(f"{each.written} → {_reason(each.change, register, console)}")
        register = made.register
    if refused:
        raise UsageError("cli.what_if_unmade", told=" ".join(refused))


def _reason(change: Asked, register: Register, console: Console) -> str:
    if _is_backwards(change, register):
        return console.text("cli.what_if_order", one=change.target_id, other=change.source_id)
    for node_id, role in _named(change):
        known = {one: record.name for index in _MAY_BE[role]
                 for one, record in getattr(register, index).items()}
        if node_id not in known:
            return console.text(f"cli.what_if_not_{role}", found=node_id,
                                near=nearest(near_nodes(known, node_id)))
    if isinstance(change, AddLink) and change.source_id == change.target_id:
        return console.text("cli.what_if_itself")
    if isinstance(change, MergeTables):
        return console.text("cli.what_if_same_table")
    return console.text("cli.what_if_already")


def _is_backwards(change: Change, register: Register) -> bool:
    """Tell whether a seat names the table first, then who would sit there."""
    return (isinstance(change, AddLink) and change.layer == Layer.TABLES
            and change.source_id in register.concertation_table_by_id
            and change.target_id in register.actor_by_id)


def _named(change: Asked) -> Iterator[tuple[str, str]]:
    """Give each identifier a change names, with what it has to be."""
    if isinstance(change, RemoveNode):
        yield change.node_id, "node"
    elif isinstance(change, MoveOrganizer):
        yield change.organizer_id, "post"
    elif isinstance(change, MergeTables):
        yield from ((change.table_id, "table"), (change.merged_id, "table"))
    elif isinstance(change, AddLink):
        is_seat = change.layer == Layer.TABLES
        yield change.source_id, "member" if is_seat else "actor"
        yield change.target_id, "table" if is_seat else "actor"
