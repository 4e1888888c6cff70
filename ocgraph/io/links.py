"""Join the rows that name others to the records they name; make those that only seats name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ocgraph.io.drafts import Draft
from ocgraph.io.identities import NameBook
from ocgraph.io.place_names import folded
from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    FieldDeclaration,
    Issue,
    Membership,
    Severity,
    Tie,
    ValueType,
    declarations,
)
from ocgraph.model.checks import IDENTIFIERS

_SEVERAL = re.compile(r"\s*[;|\n\r]\s*")
_TABLE_WORDS = frozenset({"table", "comite", "concertation", "regroupement", "coalition",
                          "committee"})
_LINKS = (Membership, Tie, Engagement)


def reference_fields(entity: type) -> list[FieldDeclaration]:
    """Return the fields of `entity` that name another record."""
    return [field for field in declarations(entity)
            if field.value_type is ValueType.REFERENCE]


def one_link_each(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield one draft for each pair where a cell names several records, by lines or ``;``."""
    for draft in drafts:
        yield from _split(draft, [field.name for field in reference_fields(draft.entity)
                                  if field.required]) if draft.entity in _LINKS else (draft,)


def _split(draft: Draft, names: list[str]) -> Iterator[Draft]:
    if not names:
        yield draft
        return
    parts = [part for part in _SEVERAL.split(draft.values.get(names[0]) or "") if part] or [None]
    for part in parts:
        split = replace(draft, values={**draft.values, names[0]: part})
        yield from _split(split, names[1:])


def make_named_only(drafts: list[Draft], listed: set[type]) -> tuple[list[Draft], list[Issue]]:
    """Make the actors, tables and organizers that only seats, ties or engagements name.

    Parameters
    ----------
    drafts
        What was read.
    listed
        The entities that have a sheet of their own: what it does not list is a mistake, and is
        not made.

    Returns
    -------
    tuple
        The drafts made, and one notice for each sheet they were found on.
    """
    book = NameBook(drafts)
    made: list[Draft] = []
    for draft in drafts:
        if draft.entity in IDENTIFIERS or draft.refused:
            continue
        for field in reference_fields(draft.entity):
            name = draft.values.get(field.name)
            entity = _entity_to_make(name, field) if name else None
            if entity is None or entity in listed:
                continue
            made += _made_or_completed(draft, field, name, entity, book)
    return made, _said_of_made(made)


def _entity_to_make(name: str, field: FieldDeclaration) -> type | None:
    """Return what a name must be: by the field, or by its words where a field allows two."""
    by_name = {entity.__name__: entity for entity in IDENTIFIERS}
    allowed = [by_name[name] for name in field.refers_to]
    if field.name == "reported_by":
        return None
    is_table = bool(_TABLE_WORDS & set(folded(name).split()[:1]))
    return ConcertationTable if is_table and ConcertationTable in allowed else allowed[0]


def _made_or_completed(draft: Draft, field: FieldDeclaration, name: str, entity: type,
                       book: NameBook) -> list[Draft]:
    """Make a record from its name and what its row tells, or complete the one already made.

    Two rows that name alike but lie in two MRC speak of two records.
    """
    told = draft.beside.get(entity, {}) if draft.entity is Membership else {}
    known = [other for other in book.find(name, field.refers_to).drafts
             if other.entity is not entity or _same_place(other.values, told)]
    if known:
        _complete(known[0], told)
        return []
    new = Draft(entity, draft.sheet, draft.row, {**told, "name": name},
                {"name": draft.titles.get(field.name, "")})
    book.add(new)
    return [new]


def _same_place(values: dict[str, object], told: dict[str, object]) -> bool:
    return None in (values.get("mrc_code"), told.get("mrc_code")) or (
        values["mrc_code"] == told["mrc_code"])


def _complete(draft: Draft, told: dict[str, object]) -> None:
    for name, value in told.items():
        if draft.values.get(name) in (None, "", ()):
            draft.values[name] = value


def _said_of_made(made: list[Draft]) -> list[Issue]:
    return [draft.issue(Severity.NOTICE, _MADE[draft.entity], "name", draft.values["name"])
            for draft in made]


_MADE = {Actor: "actor_made", ConcertationTable: "table_made",
         CommunityOrganizer: "organizer_made"}


def resolve(draft: Draft, book: NameBook) -> list[Issue]:
    """Replace each name of a draft by the identifier of its record, and say what names nothing."""
    issues = []
    for field in reference_fields(draft.entity):
        name = draft.values.get(field.name)
        if not name:
            continue
        issue = _resolve_one(draft, field, name, book)
        if issue:
            issues.append(issue)
            draft.values[field.name] = None
    return issues


def _resolve_one(draft: Draft, field: FieldDeclaration, name: str, book: NameBook) -> Issue | None:
    severity = Severity.ERROR if field.required else Severity.WARNING
    found = book.find(name, field.refers_to)
    candidates = _in_the_place_told(draft, found.drafts)
    if not candidates:
        return draft.issue(severity, "reference_not_found", field.name, name, found.near)
    if len(candidates) > 1:
        identifiers = [other.values[IDENTIFIERS[other.entity]] for other in candidates]
        return draft.issue(severity, "reference_ambiguous", field.name, name,
                           count=len(candidates), identifiers=", ".join(identifiers))
    target = candidates[0]
    if target.refused:
        return draft.issue(severity, "refers_to_left_out", field.name, name,
                           row=str(target.row), sheet=target.sheet.name)
    draft.values[field.name] = target.values[IDENTIFIERS[target.entity]]
    return None


def _in_the_place_told(draft: Draft, candidates: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Among records of one name, keep those of the MRC that the row tells, if it tells one."""
    told = draft.beside.get(Actor, {})
    if len(candidates) < 2 or draft.entity is not Membership:
        return candidates
    alike = tuple(other for other in candidates if _same_place(other.values, told)
                  and (told.get("mrc_code") or other.values.get("mrc_code") is None))
    return alike or candidates
