"""How a field of the data contract is declared: once, here, for every use.

The import mapping, the workbook template, the database column, the form, the documentation and
the list of what may leave all read the same `FieldDeclaration`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from ocgraph.i18n import Label


class ValueType(StrEnum):
    """What a cell holds once it is read."""

    TEXT = "text"
    IDENTIFIER = "identifier"
    REFERENCE = "reference"
    TERM = "term"
    TERMS = "terms"
    MRC = "mrc"
    TERRITORIES = "territories"
    MUNICIPALITY = "municipality"
    DATE = "date"
    NUMBER = "number"
    INTEGER = "integer"
    YES_NO = "yes_no"


class Privacy(StrEnum):
    """How far a field may go. Sharing is an allow-list: the default stays in the team."""

    SHAREABLE = "shareable"
    TEAM = "team"


@dataclass(frozen=True)
class FieldDeclaration:
    """One field of one entity.

    Attributes
    ----------
    name
        Name of the attribute, of the database column and of the CSV column.
    value_type
        What the field holds.
    header
        Column title people see, in both languages.
    vocabulary
        Name of the vocabulary of a `TERM` or `TERMS` field.
    refers_to
        Names of the entities that a `REFERENCE` may point to.
    unit
        Unit of a number, for instance ``"h"`` or ``"°"``.
    minimum, maximum
        Bounds of a number, both included.
    required
        Whether a record without it is refused.
    privacy
        Whether the field may be part of something shared outside the team.
    meaning
        What to write in it, in both languages.
    """

    name: str
    value_type: ValueType
    header: Label
    vocabulary: str | None = None
    refers_to: tuple[str, ...] = ()
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    required: bool = False
    privacy: Privacy = Privacy.TEAM
    meaning: Label = Label("", "")


_EMPTY: dict[ValueType, Any] = {ValueType.TERMS: (), ValueType.TERRITORIES: (), ValueType.TEXT: ""}


def declare(value_type: ValueType, fr: str, en: str, **facts: Any) -> Any:
    """Declare a dataclass field: its type, its two headers, and the facts that apply.

    A required field has no default; the others are empty: ``""`` for a text, ``()`` for a
    list, ``None`` (unknown) for everything else.
    """
    meaning = Label(facts.pop("help_fr", ""), facts.pop("help_en", ""))
    default = facts.pop("default", _EMPTY.get(value_type))
    required = facts.get("required", False)
    return dataclasses.field(
        default=MISSING if required else default,
        metadata={"value_type": value_type, "header": Label(fr, en), "meaning": meaning, **facts},
    )


@cache
def declarations(entity: type) -> tuple[FieldDeclaration, ...]:
    """Return the declared fields of `entity`, in the order a sheet shows them."""
    return tuple(FieldDeclaration(name=field.name, **field.metadata)
                 for field in dataclasses.fields(entity))


def shared_fields(entity: type) -> tuple[FieldDeclaration, ...]:
    """Return the fields of `entity` that may leave the team, in their order."""
    return tuple(field for field in declarations(entity) if field.privacy is Privacy.SHAREABLE)
