"""What may be shared of the register, for Kumu: elements and connections.

A workbook of two sheets, or one JSON text. Kumu is a site on the Web: posts and what they do, notes
and intensities stay behind. ``docs/exchange.md`` tells the layout and where it is documented.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any

from ocgraph.i18n import say
from ocgraph.io.writing.shared_fields import identifier_of
from ocgraph.io.writing.worded_cells import LIST_SEPARATOR, worded
from ocgraph.io.writing.workbook_export import tables_workbook
from ocgraph.io.writing.written_text import TextWriter
from ocgraph.model import (
    Actor,
    ConcertationTable,
    Entity,
    FieldDeclaration,
    Issue,
    Membership,
    Register,
    Tie,
    shared_fields,
)

LIST_MARK = "|"
ELEMENT_TITLES = ("ID", "Label", "Type")
CONNECTION_TITLES = ("From", "To", "Type", "Direction")
KINDS_OF_ELEMENT: dict[type, str] = {Actor: "node.actor",
                                     ConcertationTable: "node.concertation_table"}
KINDS_OF_CONNECTION: dict[type, str] = {Tie: "layer.ties", Membership: "layer.tables"}
_ENDS: dict[type, tuple[str, str]] = {Tie: ("source_id", "target_id"),
                                      Membership: ("member_id", "concertation_table_id")}
_NAMED_APART = frozenset({"actor_id", "concertation_table_id", "member_id", "name", "source_id",
                          "target_id"})
Item = dict[str, Any]


def register_kumu(register: Register, language: str) -> tuple[bytes, list[Issue]]:
    """Return a workbook with the sheets Elements and Connections, and what had to change."""
    return tables_workbook({
        "Elements": _table(list(_elements(register, language)), ELEMENT_TITLES),
        "Connections": _table(list(_connections(register, language)), CONNECTION_TITLES)})


def register_kumu_json(register: Register, language: str) -> tuple[bytes, list[Issue]]:
    """Return the JSON that Kumu calls a blueprint, and what had to change in the texts."""
    write_text = TextWriter()
    content = {"elements": [_as_json(item, write_text) for item in _elements(register, language)],
               "connections": [_as_json(item, write_text)
                               for item in _connections(register, language)]}
    return (json.dumps(content, ensure_ascii=False, allow_nan=False).encode(),
            write_text.notices())


def _elements(register: Register, language: str) -> Iterator[Item]:
    for entity, key in KINDS_OF_ELEMENT.items():
        for record in register.records(entity):
            yield {"ID": identifier_of(record), "Label": record.name, "Type": say(language, key),
                   **_told(record, language)}


def _connections(register: Register, language: str) -> Iterator[Item]:
    """Yield the ties and the seats; which way a tie goes stays with the team."""
    for entity, key in KINDS_OF_CONNECTION.items():
        source, target = _ENDS[entity]
        for record in register.records(entity):
            yield {"From": getattr(record, source), "To": getattr(record, target),
                   "Type": say(language, key), "Direction": "undirected",
                   **_told(record, language)}


def _told(record: Entity, language: str) -> Item:
    """Return the known fields that have no place of their own, by their title."""
    told = {field.header.in_language(language): _value(record, field, language)
            for field in shared_fields(type(record)) if field.name not in _NAMED_APART}
    return {title: value for title, value in told.items() if value not in (None, "", [])}


def _value(record: Entity, field: FieldDeclaration, language: str) -> Any:
    value = worded(record, field, language)
    if isinstance(getattr(record, field.name), tuple):
        return value.split(LIST_SEPARATOR) if value else []
    return value.isoformat() if isinstance(value, datetime.date) else value


def _table(items: list[Item], first: tuple[str, ...]) -> tuple[list[str], list[list[Any]]]:
    titles = list(dict.fromkeys((*first, *(title for item in items for title in item))))
    return titles, [[_cell(item.get(title)) for title in titles] for item in items]


def _cell(value: Any) -> Any:
    return LIST_MARK.join(value) if isinstance(value, list) else value


def _as_json(item: Item, write_text: TextWriter) -> Item:
    """Write the names that Kumu knows in small letters, as in its documentation."""
    known = {*ELEMENT_TITLES, *CONNECTION_TITLES}
    return {title.lower() if title in known else title: _json_value(value, write_text)
            for title, value in item.items()}


def _json_value(value: Any, write_text: TextWriter) -> Any:
    if isinstance(value, list):
        return [write_text(part) for part in value]
    return write_text(value) if isinstance(value, str) else value
