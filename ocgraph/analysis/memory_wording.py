"""The memory of the register in words: what was done, and what it changed in each record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ocgraph.i18n import format_day, format_number, say
from ocgraph.io.writing.worded_cells import Cell, territory_name, worded
from ocgraph.model import (
    COLLECTIONS,
    ENTITY_LABELS,
    Engagement,
    Entity,
    FieldDeclaration,
    Indicator,
    Membership,
    Tie,
    ValueType,
    declarations,
)
from ocgraph.model.checks import IDENTIFIERS
from ocgraph.storage import Difference, RecordChange, Save, SaveKind, Store

Names = Mapping[str, str]
_NAMED = 2
"""Records that an edit names; the others are counted."""
_EXACT = 7
"""Decimals of a number: a point on the map is told as it is kept."""


def erased_since_words(erased: Collection[Save], language: str) -> str:
    """Say which erasures a copy does not know: what they erased comes back with it."""
    days = sorted({save.saved_at.astimezone().date() for save in erased})
    return say(language, "copies.erased_since", n=len(erased), days=", ".join(
        format_day(day, language) for day in days))


def save_words(save: Save, kept: Mapping[int, Save], edited: Mapping[int, Collection[str]],
               language: str) -> str:
    """Say what was done.

    Parameters
    ----------
    kept
        Every save by its number: an undoing tells what it took back.
    edited
        The names of what each edit touched, as `edited_names` returns them.
    """
    root, times = save, 0
    while root.kind is SaveKind.UNDO:
        root, times = kept[root.undoes], times + 1
    what = (_edit_words(root, edited.get(root.save_seq, ()), language)
            if root.kind is SaveKind.EDIT else
            say(language, f"memory.kind.{root.kind}", origin=root.origin))
    if not times:
        return what
    return say(language, "memory.undone" if times % 2 else "memory.redone", what=what,
               number=root.save_seq)


def _edit_words(save: Save, names: Collection[str], language: str) -> str:
    """Say what an edit did, and to which records: the first ones, and how many others."""
    changes = save.changes
    done = save.origin or ("add" if not (changes.updated or changes.removed) else "correct")
    what, first = say(language, f"memory.edit.{done}"), tuple(names)[:_NAMED]
    if not first:
        return what
    listed, n_others = ", ".join(first), len(names) - len(first)
    return say(language, "memory.edit.of", what=what, names=say(
        language, "memory.edit.others", names=listed, n=n_others) if n_others else listed)


def edited_names(store: Store, language: str) -> dict[int, tuple[str, ...]]:
    """Return the names of the records that each edit touched, by its number.

    Where it touched an actor, a table or a post, those alone: what holds to them goes with them.
    """
    edited = store.edited()
    names = names_in(store) if edited else {}
    return {save_seq: tuple(dict.fromkeys(
        record_name(record, names, language) for record in _named_first(records)))
        for save_seq, records in edited.items()}


def _named_first(records: Collection[Entity]) -> Collection[Entity]:
    return [record for record in records if type(record) in IDENTIFIERS] or records


def when_words(save: Save, language: str) -> str:
    """Say when it was done, to the minute, in the machine's own time."""
    at = save.saved_at.astimezone()
    return say(language, "memory.when", day=at.date(), hour=f"{at:%H}", minute=f"{at:%M}")


def person_words(account_id: str, names: Names, language: str) -> str:
    """Name who did something; nothing where nobody signs in.

    Parameters
    ----------
    names
        The name of each account, as `People.names` tells them.
    """
    if not account_id:
        return ""
    return names.get(account_id) or say(language, "memory.person_erased")


def names_in(store: Store) -> dict[str, str]:
    """Return the names of actors, tables and posts by identifier: of those that are gone too."""
    return {getattr(record, identifier): record.name
            for entity, identifier in IDENTIFIERS.items()
            for record in store.remembered(entity).values()}


def record_name(record: Entity, names: Names, language: str) -> str:
    """Name a record: what it is called, or whom it joins."""
    def name(identifier: str) -> str:
        return names.get(identifier, identifier)

    if isinstance(record, Membership):
        return say(language, "memory.seat", member=name(record.member_id),
                   concertation_table=name(record.concertation_table_id))
    if isinstance(record, Tie):
        return say(language, "memory.pair", one=name(record.source_id),
                   other=name(record.target_id))
    if isinstance(record, Engagement):
        return say(language, "memory.pair", one=name(record.organizer_id),
                   other=name(record.target_id))
    if isinstance(record, Indicator):
        return " · ".join((record.indicator, territory_name(record.territory_code), record.year))
    return record.name


def what_became(change: Difference, language: str) -> str:
    """Say what became of a record: added, changed, removed, or erased since."""
    erased = isinstance(change, RecordChange) and change.erased
    return say(language, f"memory.became.{'erased' if erased else change.became}")


def change_name(change: Difference, names: Names, language: str) -> str:
    """Name what changed: its kind, and its name; of what was erased, its kind alone."""
    kind = say(language, f"memory.entity.{COLLECTIONS[change.entity]}")
    record = change.after or change.before
    if record is None:
        return kind
    return say(language, "memory.record", kind=kind, name=record_name(record, names, language))


def change_sentence(change: Difference, names: Names, language: str) -> str:
    """Say what changed in a record, field by field."""
    if change.became != "updated":
        return what_became(change, language)
    return " · ".join(
        say(language, "memory.field", field=field.header, before=_told(before, language),
            after=_told(after, language))
        for field, before, after in _fields(change, names, language))


def erasure_words(counted: Mapping[type[Entity], int], language: str) -> str:
    """Say how many records go with one that is erased, by kind."""
    return ", ".join(say(language, "memory.count", entity=ENTITY_LABELS[entity], n=n)
                     for entity, n in counted.items())


def change_titles(language: str) -> list[str]:
    """Return the titles of the columns of `change_rows`."""
    return [say(language, f"memory.column.{column}")
            for column in ("sheet", "record", "became", "field", "before", "after")]


def change_rows(changes: Iterable[Difference], names: Names, language: str) -> list[list[Cell]]:
    """Return changes as the rows of a table: one for each field, one for what was erased."""
    rows: list[list[Cell]] = []
    for change in changes:
        record = change.after or change.before
        told = [ENTITY_LABELS[change.entity].in_language(language),
                record and record_name(record, names, language), what_became(change, language)]
        rows += [[*told, field.header.in_language(language), before, after]
                 for field, before, after in _fields(change, names, language)] or [
                     [*told, None, None, None]]
    return rows


def _fields(change: Difference, names: Names, language: str
            ) -> list[tuple[FieldDeclaration, Cell, Cell]]:
    """Return each field that differs, with what it held before and after."""
    cells = [(field, *(_cell(record, field, names, language)
                       for record in (change.before, change.after)))
             for field in declarations(change.entity)]
    return [told for told in cells if _differs(change, told[0])]


def _differs(change: Difference, field: FieldDeclaration) -> bool:
    held = [getattr(record, field.name) if record else None
            for record in (change.before, change.after)]
    return held[0] != held[1] and any(value not in (None, "", ()) for value in held)


def _cell(record: Entity | None, field: FieldDeclaration, names: Names, language: str) -> Cell:
    if record is None:
        return None
    value = worded(record, field, language)
    return names.get(value, value) if field.value_type is ValueType.REFERENCE else value


def _told(value: Cell, language: str) -> str:
    if value in (None, ""):
        return say(language, "memory.nothing")
    if isinstance(value, str):
        return say(language, "memory.quoted", text=value)
    if isinstance(value, int | float):
        return format_number(value, language, digits=_EXACT)
    return format_day(value, language)
