"""A record in words: its title, and what each field holds."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from ocgraph.i18n import format_day, format_number, say
from ocgraph.io.writing.worded_cells import Cell, worded
from ocgraph.model import Entity, FieldDeclaration, ValueType, declarations

_DIGITS = 6   # of a coordinate; a longer number is read as well without the rest
_NOT_IN_TITLE = "source"


def cell(record: Entity, field: FieldDeclaration, names: Mapping[str, str], language: str) -> Cell:
    """Return what a table shows of a field: whom it refers to by name, numbers and dates as such.

    Parameters
    ----------
    names
        Names of the actors, tables and organizers, by identifier.
    """
    value = worded(record, field, language)
    return names.get(value, value) if field.value_type is ValueType.REFERENCE else value


def told(record: Entity, field: FieldDeclaration, names: Mapping[str, str], language: str) -> str:
    """Return what a field holds, in words; « unknown » when nobody knows."""
    value = cell(record, field, names, language)
    if value in (None, ""):
        return say(language, "edit.unknown")
    if isinstance(value, datetime.date):
        return format_day(value, language)
    return value if isinstance(value, str) else format_number(value, language, digits=_DIGITS)


def title_of(record: Entity, names: Mapping[str, str], language: str) -> str:
    """Return what a record is called: its name, or that of what it joins or counts."""
    fields = [field for field in declarations(type(record)) if field.required
              and field.value_type is not ValueType.IDENTIFIER and field.name != _NOT_IN_TITLE]
    return " – ".join(told(record, field, names, language) for field in fields)
