"""The records that leave, as tables in words: what is shared is all there to be read."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

from ocgraph.i18n import format_day
from ocgraph.io.writing.worded_cells import worded
from ocgraph.model import (
    ENTITY_LABELS,
    Actor,
    ConcertationTable,
    Entity,
    FieldDeclaration,
    Register,
    ValueType,
    shared_fields,
)
from ocgraph.privacy import SHARED_ENTITIES, SharedRegister

Cell = str | list[str]
"""A text; or the name of an actor or a table, and its identifier."""


def listed_records(shared: SharedRegister, language: str) -> list[dict[str, Any]]:
    """Return a table for each entity that leaves: code, title, columns and rows.

    Where ``isOfNodes``, a row begins with the name of what it is about, and ``fields`` gives code
    and header of all that can be said of it, known or not; each column has its code. A column that
    is empty all along is left out.
    """
    return [_table(entity, shared.register, language) for entity in SHARED_ENTITIES
            if shared.register.records(entity)]


def _table(entity: type, register: Register, language: str) -> dict[str, Any]:
    records = register.records(entity)
    told = [field for field in shared_fields(entity)
            if field.value_type is not ValueType.IDENTIFIER]
    fields = [field for field in told
              if any(getattr(record, field.name) not in (None, "", ()) for record in records)]
    is_of_nodes = entity in (Actor, ConcertationTable)
    return {"code": entity.__name__, "isOfNodes": is_of_nodes,
            "title": ENTITY_LABELS[entity].in_language(language),
            "fields": [[field.name, field.header.in_language(language)] for field in told]
            if is_of_nodes else [],
            "codes": [field.name for field in fields],
            "columns": [field.header.in_language(language) for field in fields],
            "rows": [[_cell(record, field, register, language) for field in fields]
                     for record in records]}


def _cell(record: Entity, field: FieldDeclaration, register: Register, language: str) -> Cell:
    value = getattr(record, field.name)
    if field.value_type is ValueType.REFERENCE:
        return [register.named(value).name, value] if value else ""
    if field.name == "name":
        return [value, next(getattr(record, each.name) for each in shared_fields(type(record))
                            if each.value_type is ValueType.IDENTIFIER)]
    if isinstance(value, datetime.date):
        return format_day(value, language)
    return str(worded(record, field, language) or "")


def located(register: Register) -> dict[str, list[str]]:
    """Return, by ``mrc:<code>``, the actors that have their seat there, then the tables there."""
    found: dict[str, list[str]] = defaultdict(list)
    for actor in register.actors:
        if actor.mrc_code:
            found[f"mrc:{actor.mrc_code}"].append(actor.actor_id)
    for table in register.concertation_tables:
        for code in table.territories:
            found[f"mrc:{code}"].append(table.concertation_table_id)
    return dict(found)
