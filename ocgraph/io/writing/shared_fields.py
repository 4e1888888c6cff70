"""What may be shared of a record, and where it stands: the same in every file that leaves.

A point that is not the record’s own coordinates says what it rests on: the same points of
reference as on the map, without its spread.
"""

from __future__ import annotations

import datetime
from typing import Any

from ocgraph.io.places.gazetteer import municipality_points, population_centres
from ocgraph.io.writing.worded_cells import worded
from ocgraph.io.writing.written_text import TextWriter
from ocgraph.model import (
    Actor,
    ConcertationTable,
    Entity,
    shared_fields,
)

Position = list[float]


def shared_properties(record: Entity, language: str, write_text: TextWriter) -> dict[str, Any]:
    """Return the shareable fields that are known, codes first, then ``<field>_label``."""
    found: dict[str, Any] = {}
    for field in shared_fields(type(record)):
        value = getattr(record, field.name)
        if value in (None, "", ()):
            continue
        found[field.name] = _plain(value, write_text)
        label = worded(record, field, language)
        if label != value and isinstance(label, str):
            found[f"{field.name}_label"] = label
    return found


def _plain(value: Any, write_text: TextWriter) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return write_text(value) if isinstance(value, str) else value


def identifier_of(record: Actor | ConcertationTable) -> str:
    """Return the identifier of an actor or of a table."""
    return record.actor_id if isinstance(record, Actor) else record.concertation_table_id


def place_of(record: Actor | ConcertationTable) -> tuple[Position, str] | None:
    """Return longitude and latitude in degrees, and what they rest on; none when unknown."""
    if record.latitude is not None and record.longitude is not None:
        return [record.longitude, record.latitude], "coordinates"
    if isinstance(record, Actor) and record.municipality_code in municipality_points():
        latitude, longitude = municipality_points()[record.municipality_code]
        return [longitude, latitude], "municipality"
    points = [population_centres()[code] for code in _territories(record)
              if code in population_centres()]
    if not points:
        return None
    latitude, longitude = (round(sum(values) / len(points), 6)
                           for values in zip(*points, strict=True))
    return [longitude, latitude], "territory"


def _territories(record: Actor | ConcertationTable) -> tuple[str, ...]:
    if isinstance(record, Actor):
        return (record.mrc_code,) if record.mrc_code else ()
    return record.territories
