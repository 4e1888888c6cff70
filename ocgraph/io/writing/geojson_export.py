"""Actors and tables as points, ties as lines, for a mapping program.

Properties are the fields that may be shared: codes, and beside them their labels. A point that
is not the record's own coordinates says what it rests on (``placed_by``): the same points of
reference as on the map, without its spread.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any

from ocgraph.io.places.gazetteer import municipality_points, population_centres
from ocgraph.io.writing.worded_cells import worded
from ocgraph.io.writing.written_text import TextWriter
from ocgraph.model import (
    Actor,
    ConcertationTable,
    Entity,
    Issue,
    Privacy,
    Register,
    Severity,
    declarations,
)

Position = list[float]


def register_geojson(register: Register, language: str) -> tuple[bytes, list[Issue]]:
    """Return the GeoJSON file (RFC 7946) and what is not in it, or changed."""
    write_text = TextWriter()
    records = (*register.actors, *register.concertation_tables)
    places = {_identifier(record): _place(record) for record in records}
    placed = {identifier: place for identifier, place in places.items() if place is not None}
    features = [*_points(records, placed, language, write_text),
                *_lines(register, placed, language, write_text)]
    content = json.dumps({"type": "FeatureCollection", "features": features},
                         ensure_ascii=False, allow_nan=False).encode()
    return content, [*write_text.notices(), *_left_out(len(places) - len(placed))]


def _left_out(unplaced: int) -> list[Issue]:
    if not unplaced:
        return []
    return [Issue(Severity.NOTICE, "export.not_placed", params={"n": unplaced})]


def _identifier(record: Actor | ConcertationTable) -> str:
    return record.actor_id if isinstance(record, Actor) else record.concertation_table_id


def _place(record: Actor | ConcertationTable) -> tuple[Position, str] | None:
    """Return longitude and latitude in degrees, and what they rest on."""
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


def _points(records: tuple[Actor | ConcertationTable, ...],
            placed: dict[str, tuple[Position, str]], language: str,
            write_text: TextWriter) -> Iterator[dict[str, Any]]:
    for record in records:
        identifier = _identifier(record)
        if identifier in placed:
            position, placed_by = placed[identifier]
            node_type = "actor" if isinstance(record, Actor) else "concertation_table"
            yield _feature({"type": "Point", "coordinates": position}, node_type=node_type,
                           placed_by=placed_by, **_properties(record, language, write_text))


def _lines(register: Register, placed: dict[str, tuple[Position, str]], language: str,
           write_text: TextWriter) -> Iterator[dict[str, Any]]:
    for tie in register.ties:
        if tie.source_id in placed and tie.target_id in placed:
            line = [placed[tie.source_id][0], placed[tie.target_id][0]]
            yield _feature({"type": "LineString", "coordinates": line}, layer="ties",
                           **_properties(tie, language, write_text))


def _feature(geometry: dict[str, Any], **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _properties(record: Entity, language: str, write_text: TextWriter) -> dict[str, Any]:
    """Return the shareable fields that are known, codes first, then ``<field>_label``."""
    found: dict[str, Any] = {}
    for field in declarations(type(record)):
        value = getattr(record, field.name)
        if field.privacy is not Privacy.SHAREABLE or value in (None, "", ()):
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
