"""What is wrong with one record before it is kept: the same rules and sentences as an import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ocgraph.analysis.record_forms import Typed, blank, record_of
from ocgraph.io.places.reference import municipality_by_code, territory_by_code, territory_codes
from ocgraph.io.reading.personal import (
    is_general_contact,
    looks_like_person,
    names_person,
)
from ocgraph.model import (
    COLLECTIONS,
    Actor,
    CommunityOrganizer,
    Entity,
    Issue,
    Register,
    Severity,
    ValueType,
    declarations,
)
from ocgraph.model.checks import IDENTIFIERS, check_register, record_name
from ocgraph.model.personal import nature_of_text
from ocgraph.storage import KeptRecord

Kept = Mapping[type[Entity], tuple[KeptRecord, ...]]
"""The records of a register with their keys and versions, by entity."""

_NOTES = ("private_note", "public_contact")
_TEXTS = (ValueType.TEXT, ValueType.IDENTIFIER)


def problems_of(record: Entity, kept: Kept, record_key: int | None = None) -> tuple[Issue, ...]:
    """Return what is wrong with a record, as it would be among those kept.

    Parameters
    ----------
    record_key
        The record whose place it takes; None for a new one.
    """
    register = register_with(record, kept, record_key)
    name = record_name(record, len(register.records(type(record))) - 1)
    # Of two that bear one identifier, a register names the second: both are named here.
    borne = getattr(record, IDENTIFIERS.get(type(record), ""), None) or ""
    found = [issue for issue in check_register(register, territory_codes())
             if issue.record == name or (issue.code == "identifier_twice"
                                         and issue.found == borne)]
    return (*found, *_municipality(record), *_persons(record))


def without_persons(typed: Typed, entity: type[Entity]) -> Typed:
    """Return what a form holds without the fields that tell of a person: they are kept nowhere."""
    personal = {issue.field_name for issue in _persons(record_of(entity, typed))
                if issue.severity is Severity.ERROR}
    empty = blank(entity)
    return {name: empty[name] if name in personal else value for name, value in typed.items()}


def register_with(record: Entity, kept: Kept, record_key: int | None = None) -> Register:
    """Return the register with a record in the place of another, last of its kind."""
    others = {COLLECTIONS[entity]: tuple(
        one.record for one in records
        if entity is not type(record) or one.record_key != record_key)
        for entity, records in kept.items()}
    collection = COLLECTIONS[type(record)]
    return Register(**others | {collection: (*others.get(collection, ()), record)})


def _issue(code: str, name: str, found: str = "", severity: Severity = Severity.ERROR,
           **params: object) -> Issue:
    return Issue(severity, code, found=found, field_name=name, params=params)


def _municipality(record: Entity) -> Iterator[Issue]:
    """Yield a municipality that nobody knows, or that is in another MRC than the one told."""
    code = getattr(record, "municipality_code", None)
    if code is None:
        return
    place = municipality_by_code().get(code)
    if place is None:
        yield _issue("unknown_municipality", "municipality_code", code)
    elif record.mrc_code not in (None, place.mrc_code):
        yield _issue("municipality_elsewhere", "municipality_code", place.name,
                     mrc=territory_by_code()[place.mrc_code].name)


def _persons(record: Entity) -> Iterator[Issue]:
    """Yield what belongs to a person, which no register keeps."""
    for field in declarations(type(record)):
        text = getattr(record, field.name) if field.value_type in _TEXTS else ""
        if not text:
            continue
        if nature_of_text(text) and not (field.name == "public_contact"
                                         and is_general_contact(text)):
            yield _issue("contact_of_person" if field.name == "public_contact" else
                         "contact_typed", field.name)
        if field.name in _NOTES and names_person(text):
            yield _issue("person_in_note", field.name)
    name = getattr(record, "name", None) or ""
    if isinstance(record, CommunityOrganizer) and (looks_like_person(name) or names_person(name)):
        yield _issue("person_typed", "name")
    if isinstance(record, Actor) and looks_like_person(name):
        yield _issue("person_for_actor", "name", severity=Severity.WARNING)
