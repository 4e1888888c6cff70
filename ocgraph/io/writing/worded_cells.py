"""What a person reads in a cell: labels and names for codes, in her language.

Whatever is written here the import reads back: a label that two codes share, or a place name that
does not lead back to its place, is left as its code.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from functools import cache

from ocgraph.i18n import say
from ocgraph.io.places.reference import (
    match_municipality,
    match_territory,
    municipality_by_code,
    territory_by_code,
)
from ocgraph.model import (
    Engagement,
    Entity,
    FieldDeclaration,
    Term,
    Tie,
    ValueType,
    vocabulary,
)
from ocgraph.model.frames import frame_terms

LIST_SEPARATOR = "; "

Cell = str | float | bool | datetime.date | None


class Share(float):
    """A share (0 to 1), which a workbook shows as a percentage."""


class Points(float):
    """A difference of two shares, which a workbook shows in points."""


def worded(record: Entity, field: FieldDeclaration, language: str) -> Cell:
    """Return what to write for one field: text, number or date; None when it is unknown."""
    value = getattr(record, field.name)
    if value is None or value == ():
        return None
    wording = _WORDINGS.get(field.value_type)
    return wording(record, field, value, language) if wording else value


def _term(record: Entity, field: FieldDeclaration, value: str, language: str) -> str:
    return _labels(_list_name(record, field), language).get(value, value)


def _terms_list(_record: Entity, field: FieldDeclaration, value: tuple[str, ...],
                language: str) -> str:
    labels = _labels(field.vocabulary, language)
    return LIST_SEPARATOR.join(labels.get(code, code) for code in value)


def _mrc(_record: Entity, _field: FieldDeclaration, value: str, _language: str) -> str:
    return territory_name(value)


def _territories(_record: Entity, _field: FieldDeclaration, value: tuple[str, ...],
                 _language: str) -> str:
    return LIST_SEPARATOR.join(map(territory_name, value))


def _municipality(record: Entity, _field: FieldDeclaration, value: str, _language: str) -> str:
    return _municipality_name(value, getattr(record, "mrc_code", None))


def _yes_no(_record: Entity, _field: FieldDeclaration, value: bool, language: str) -> str:
    return say(language, "export.yes" if value else "export.no")


def _level(record: Entity, _field: FieldDeclaration, value: int, language: str) -> Cell:
    """Return the level's name on the scale of the tie, which a number alone would not say."""
    if not isinstance(record, Tie) or record.scale not in vocabulary("intensity_scale"):
        return value
    return _labels(f"intensity:{record.scale}", language).get(str(value), value)


_WORDINGS = {
    ValueType.TERM: _term,
    ValueType.TERMS: _terms_list,
    ValueType.MRC: _mrc,
    ValueType.TERRITORIES: _territories,
    ValueType.MUNICIPALITY: _municipality,
    ValueType.YES_NO: _yes_no,
    ValueType.INTEGER: _level,
}


def _list_name(record: Entity, field: FieldDeclaration) -> str:
    """Return the name of the list of a term; a frame's words depend on the record's frame."""
    kind = field.vocabulary.removeprefix("frame:")
    if not isinstance(record, Engagement) or kind == field.vocabulary:
        return field.vocabulary
    return f"frame:{record.frame or ''}:{kind}"


def _terms(name: str) -> Mapping[str, Term]:
    if not name.startswith("frame:"):
        return vocabulary(name)
    _, frame, kind = name.split(":")
    return frame_terms(frame, kind) if frame in vocabulary("frame") else {}


@cache
def _labels(name: str, language: str) -> Mapping[str, str]:
    """Return the labels of a list by code, without those that two codes share."""
    labels = {code: term.label.in_language(language) for code, term in _terms(name).items()}
    shared = {label for label, count in Counter(labels.values()).items() if count > 1}
    return {code: label for code, label in labels.items() if label not in shared}


@cache
def territory_name(code: str) -> str:
    """Return the name of an MRC, or the code when the name would not lead back to it."""
    territory = territory_by_code().get(code)
    return territory.name if territory and match_territory(territory.name).code == code else code


@cache
def _municipality_name(code: str, mrc_code: str | None) -> str:
    place = municipality_by_code().get(code)
    return place.name if place and match_municipality(place.name, mrc_code).code == code else code
