"""Join the rows that name others to the records they name; make those that only seats name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ocgraph.i18n import LANGUAGES, Label, say
from ocgraph.io.places.place_names import folded
from ocgraph.io.reading.drafts import Draft, title_key
from ocgraph.io.reading.identities import NameBook
from ocgraph.io.reading.personal import looks_like_person
from ocgraph.io.reading.sheets import Sheet
from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    FieldDeclaration,
    Issue,
    Membership,
    Register,
    Severity,
    Tie,
    ValueType,
    declarations,
)
from ocgraph.model.checks import IDENTIFIERS

_SEVERAL = re.compile(r"\s*[;|\n\r]\s*")
_TABLE_WORDS = frozenset({"table", "comite", "concertation", "regroupement", "coalition",
                          "committee"})
_SHOWN_ROWS = 12
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


def make_named_only(drafts: list[Draft], listed: set[type], kept: Register | None = None
                    ) -> tuple[list[Draft], list[Issue]]:
    """Make the actors, tables and organizers that only seats, ties or engagements name.

    Parameters
    ----------
    drafts
        What was read.
    listed
        The entities that have a sheet of their own: what it does not list is a mistake, and is
        not made.
    kept
        The register the file may be added to: what it names that is there already is that one.

    Returns
    -------
    tuple
        The drafts made, and what was found on the way.
    """
    book, kept_book = NameBook(drafts), NameBook(_drafts_of(kept or Register()))
    made: list[Draft] = []
    issues: list[Issue] = []
    for draft in drafts:
        if draft.entity in IDENTIFIERS or draft.refused:
            continue
        for field in reference_fields(draft.entity):
            name = draft.values.get(field.name)
            entity = _entity_to_make(name, field) if name else None
            if entity is None:
                continue
            known = _known(draft, field, entity, book)
            if len(known) == 1:
                issues += _complete(known[0], draft)
            elif known:
                continue  # ambiguous: said when the name is resolved
            elif entity not in listed or field.name not in draft.titles:  # named by its sheet
                made.append(_kept_already(draft, field, kept_book)
                            or _made(draft, field, entity))
                book.add(made[-1])
    return made, [*issues, *_said_of_made(made)]


def _entity_to_make(name: str, field: FieldDeclaration) -> type | None:
    """Return what a name must be: by the field, or by its words where a field allows two."""
    by_name = {entity.__name__: entity for entity in IDENTIFIERS}
    allowed = [by_name[name] for name in field.refers_to]
    if field.name == "reported_by":
        return None
    is_table = bool(_TABLE_WORDS & set(folded(name).split()[:1]))
    return ConcertationTable if is_table and ConcertationTable in allowed else allowed[0]


def _known(draft: Draft, field: FieldDeclaration, entity: type, book: NameBook
           ) -> tuple[Draft, ...]:
    """Return what a name answers to; in another MRC, one of that name is another record."""
    told = draft.beside.get(entity, {})
    alike = tuple(other for other in book.find(draft.values[field.name], field.refers_to).drafts
                  if other.entity is not entity or _same_place(other.values, told))
    return _in_the_place_told(draft, alike)


def _made(draft: Draft, field: FieldDeclaration, entity: type) -> Draft:
    """Make a record from its name and what its row tells of it."""
    told = draft.beside.get(entity, {})
    titles = {name: draft.titles.get(title_key(draft.entity, entity, name), "") for name in told}
    return Draft(entity, draft.sheet, draft.row, {**told, "name": draft.values[field.name]},
                 {**titles, "name": draft.titles.get(field.name, "")})


def _drafts_of(register: Register) -> Iterator[Draft]:
    """Yield the actors, tables and posts of a register as drafts, but for whom they refer to."""
    nowhere = Sheet("", "", ())
    for entity in IDENTIFIERS:
        left_out = {field.name for field in reference_fields(entity)}
        for record in register.records(entity):
            yield Draft(entity, nowhere, 0, {field.name: getattr(record, field.name)
                                             for field in declarations(entity)
                                             if field.name not in left_out})


def _kept_already(draft: Draft, field: FieldDeclaration, kept_book: NameBook) -> Draft | None:
    """Return the record of the register that a row names, where one alone answers to the name."""
    found = kept_book.find(draft.values[field.name], field.refers_to)
    alike = [other for other in _in_the_place_told(draft, found.drafts)
             if _same_place(other.values, draft.beside.get(other.entity, {}))]
    if len(alike) != 1:
        return None
    return replace(alike[0], sheet=draft.sheet, row=draft.row, is_kept=True,
                   titles={"name": draft.titles.get(field.name, "")})


def _same_place(values: dict[str, object], told: dict[str, object]) -> bool:
    return None in (values.get("mrc_code"), told.get("mrc_code")) or (
        values["mrc_code"] == told["mrc_code"])


def _complete(known: Draft, draft: Draft) -> list[Issue]:
    """Add what a row tells of a record already known, and say where the two disagree."""
    issues = []
    for name, value in draft.beside.get(known.entity, {}).items():
        kept = known.values.get(name)
        if isinstance(kept, tuple) and isinstance(value, tuple):
            known.values[name] = tuple(dict.fromkeys(kept + value))
        elif kept in (None, ""):
            known.values[name] = value
        elif value not in (None, "", kept):
            key = title_key(draft.entity, known.entity, name)
            issues.append(draft.issue(Severity.WARNING, "told_otherwise", key,
                                      name=known.values["name"], row=str(known.row),
                                      sheet=known.sheet.name))
    return issues


def _said_of_made(made: list[Draft]) -> list[Issue]:
    """Say what was made; an actor that seems to be a person is to be looked at, unnamed."""
    return [draft.issue(Severity.NOTICE, "named_in_register", "name", draft.values["name"])
            if draft.is_kept else draft.issue(Severity.WARNING, "person_for_actor", "name")
            if draft.entity is Actor and looks_like_person(draft.values["name"])
            else draft.issue(Severity.NOTICE, _MADE[draft.entity], "name", draft.values["name"])
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
            issues.append(replace(issue, left_empty=not field.required))
            draft.values[field.name] = None
    return issues


def _resolve_one(draft: Draft, field: FieldDeclaration, name: str, book: NameBook) -> Issue | None:
    severity = Severity.ERROR if field.required else Severity.WARNING
    found = book.find(name, field.refers_to)
    candidates = _in_the_place_told(draft, found.drafts)
    if not candidates:
        return draft.issue(severity, "reference_not_found", field.name, name, found.near)
    if len(candidates) > 1:
        return draft.issue(severity, "reference_ambiguous", field.name, name,
                           count=len(found.drafts), places=_rows_of(found.drafts))
    target = candidates[0]
    if target.refused:
        return draft.issue(severity, "refers_to_left_out", field.name, name,
                           row=str(target.row), sheet=target.sheet.name)
    draft.values[field.name] = target.values[IDENTIFIERS[target.entity]]
    return None


def _in_the_place_told(draft: Draft, candidates: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Among records of one name, keep those of the MRC that the row tells, if it tells one.

    A row that tells no MRC does not choose the record whose MRC is unknown.
    """
    told = draft.beside.get(Actor, {}).get("mrc_code")
    alike = tuple(other for other in candidates if told and other.values.get("mrc_code") == told)
    return alike or candidates


def _rows_of(drafts: Iterable[Draft]) -> Label:
    """Return where records stand, sheet by sheet: « feuille « Acteurs », lignes 4 et 9 »."""
    rows: dict[str, list[int]] = {}
    for draft in drafts:
        rows.setdefault(draft.sheet.name, []).append(draft.row)
    return Label(*(", ".join(_rows_of_sheet(language, sheet, numbers)
                             for sheet, numbers in rows.items()) for language in LANGUAGES))


def _rows_of_sheet(language: str, sheet: str, rows: list[int]) -> str:
    numbers = [str(row) for row in sorted(set(rows))]
    written = numbers[0]
    if len(numbers) > _SHOWN_ROWS:
        written = ", ".join(numbers[:_SHOWN_ROWS]) + "…"
    elif len(numbers) > 1:
        written = say(language, "import.place.rows_listed", first=", ".join(numbers[:-1]),
                      last=numbers[-1])
    return say(language, "import.place.rows", sheet=sheet, rows=written, n=len(numbers))
