"""The form of a record, derived from the declarations: what it holds, and what each field offers.

What is typed is kept as JSON holds it, so that a form left in the middle is given back as it was.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any

from ocgraph.i18n import sort_key
from ocgraph.io.places.reference import municipality_by_code, territory_by_code
from ocgraph.io.reading.cells import default_value
from ocgraph.io.reading.values import text_of
from ocgraph.model import (
    Entity,
    FieldDeclaration,
    Register,
    Term,
    ValueType,
    declarations,
    frame_terms,
    vocabulary,
)
from ocgraph.model.checks import IDENTIFIERS

Typed = Mapping[str, Any]
"""What the fields of a form hold, by name, as JSON does."""

LONG_TEXTS = ("private_note",)


def typed_of(record: Entity) -> dict[str, Any]:
    """Return what the form of a record holds; `record_of` gives the record back exactly."""
    return {name: _written(value) for name, value in vars(record).items()}


def blank(entity: type[Entity]) -> dict[str, Any]:
    """Return what a form for a new record holds: nothing but what is usual."""
    usual = {field.name: field.default for field in dataclasses.fields(entity)}
    return {field.name: _written(default_value(field) if usual[field.name] is dataclasses.MISSING
                                 else usual[field.name]) for field in declarations(entity)}


def record_of(entity: type[Entity], typed: Typed) -> Entity:
    """Return the record that a form tells; a field it does not know is empty."""
    return entity(**{field.name: _read(field, typed.get(field.name))
                     for field in declarations(entity)})


def save_key_of(form_key: str, typed: Typed) -> str:
    """Return what names the save of what a form holds: pressed twice, the same is saved once.

    A form may come back with other words in it, after a server that had saved it was lost: they
    are another save, never mistaken for the one that is there.

    Parameters
    ----------
    form_key
        Given to the form when it was opened.
    """
    told = json.dumps(typed, sort_keys=True, default=str)
    return f"{form_key}-{sha256(told.encode()).hexdigest()[:16]}"


def typed_value(field: FieldDeclaration, value: Any) -> Any:
    """Return what someone typed or chose as the form keeps it, cleaned as an import does."""
    if isinstance(value, str) and field.name not in LONG_TEXTS:
        value = text_of(value)
    elif isinstance(value, str):
        value = "\n".join(map(text_of, value.strip().splitlines()))
    return default_value(field) if value in (None, "") else _written(value)


def _written(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple | list) else value


def _read(field: FieldDeclaration, written: Any) -> Any:
    if written is None:
        return default_value(field)
    if field.value_type is ValueType.DATE:
        return datetime.date.fromisoformat(written)
    return tuple(written) if isinstance(written, list) else written


def names_of(register: Register) -> dict[str, str]:
    """Return the name of each actor, table and organizer, by identifier."""
    return {getattr(record, identifier): record.name
            for entity, identifier in IDENTIFIERS.items() for record in register.records(entity)}


def choices_for(field: FieldDeclaration, typed: Typed, register: Register, language: str
                ) -> dict[Any, str]:
    """Return what may be chosen in a field by its wording, given what the others hold.

    What the field holds already is always among them, even where it is no longer offered: it is
    for a person to change it, and for the checks to say what is wrong with it.
    """
    offered = _OFFERED[field.value_type](field, typed, register, language)
    held = typed.get(field.name)
    return offered | {code: str(code) for code in (held if isinstance(held, list) else [held])
                      if code is not None and code not in offered}


def is_level(field: FieldDeclaration, typed: Typed) -> bool:
    """Tell a whole number that is a degree of the scale chosen beside it."""
    return field.value_type is ValueType.INTEGER and "scale" in typed


def _terms(field: FieldDeclaration, typed: Typed, _register: Register, language: str
           ) -> dict[str, str]:
    return {code: term.label.in_language(language)
            for code, term in _list_of(field, typed).items()}


def _list_of(field: FieldDeclaration, typed: Typed) -> Mapping[str, Term]:
    """Return the list of a field; the words of a frame are those of the frame chosen."""
    kind = field.vocabulary.removeprefix("frame:")
    if kind == field.vocabulary:
        return vocabulary(kind)
    frame = typed.get("frame")
    return frame_terms(frame, kind) if frame in vocabulary("frame") else {}


def _levels(_field: FieldDeclaration, typed: Typed, _register: Register, language: str
            ) -> dict[int, str]:
    scale = typed.get("scale")
    return {int(code): term.label.in_language(language) for code, term in
            (vocabulary(f"intensity:{scale}") if scale else {}).items()}


def _territories(_field: FieldDeclaration, _typed: Typed, _register: Register, _language: str
                 ) -> dict[str, str]:
    return _by_wording({code: place.name for code, place in territory_by_code().items()})


def _municipalities(_field: FieldDeclaration, typed: Typed, _register: Register, _language: str
                    ) -> dict[str, str]:
    """Offer the municipalities of the MRC chosen; of all of them, told apart, when none is."""
    mrc, territories = typed.get("mrc_code"), territory_by_code()
    return _by_wording({
        code: place.name if mrc else f"{place.name} ({territories[place.mrc_code].name})"
        for code, place in municipality_by_code().items() if mrc in (None, place.mrc_code)})


def _references(field: FieldDeclaration, _typed: Typed, register: Register, _language: str
                ) -> dict[str, str]:
    """Offer records by their name; two of one name are told apart by their identifier."""
    named = {getattr(record, identifier): record.name for entity, identifier in IDENTIFIERS.items()
             if entity.__name__ in field.refers_to for record in register.records(entity)}
    met = Counter(named.values())
    return _by_wording({code: name if met[name] == 1 else f"{name} ({code})"
                        for code, name in named.items()})


def _by_wording(worded: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(worded.items(), key=lambda each: sort_key(each[1])))


_OFFERED: dict[ValueType, Callable[[FieldDeclaration, Typed, Register, str], dict]] = {
    ValueType.TERM: _terms, ValueType.TERMS: _terms, ValueType.INTEGER: _levels,
    ValueType.MRC: _territories, ValueType.TERRITORIES: _territories,
    ValueType.MUNICIPALITY: _municipalities, ValueType.REFERENCE: _references}


def shown_fields(entity: type[Entity]) -> Iterable[FieldDeclaration]:
    """Return the fields of a form, the identifier last: it is proposed, and rarely looked at."""
    fields = declarations(entity)
    return sorted(fields, key=lambda field: field.value_type is ValueType.IDENTIFIER)
