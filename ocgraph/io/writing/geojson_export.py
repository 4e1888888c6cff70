"""Actors and tables as points, ties as lines, for a mapping program.

Properties are the fields that may be shared: codes, and beside them their labels. A point that
is not the record's own coordinates says what it rests on (``placed_by``): the same points of
reference as on the map, without its spread.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ocgraph.io.writing.shared_fields import (
    Position,
    identifier_of,
    place_of,
    shared_properties,
)
from ocgraph.io.writing.written_text import TextWriter
from ocgraph.model import Actor, ConcertationTable, Issue, Register, Severity


def register_geojson(register: Register, language: str) -> tuple[bytes, list[Issue]]:
    """Return the GeoJSON file (RFC 7946) and what is not in it, or changed."""
    write_text = TextWriter()
    records = (*register.actors, *register.concertation_tables)
    places = {identifier_of(record): place_of(record) for record in records}
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


def _points(records: tuple[Actor | ConcertationTable, ...],
            placed: dict[str, tuple[Position, str]], language: str,
            write_text: TextWriter) -> Iterator[dict[str, Any]]:
    for record in records:
        identifier = identifier_of(record)
        if identifier in placed:
            position, placed_by = placed[identifier]
            node_type = "actor" if isinstance(record, Actor) else "concertation_table"
            yield _feature({"type": "Point", "coordinates": position}, node_type=node_type,
                           placed_by=placed_by, **shared_properties(record, language, write_text))


def _lines(register: Register, placed: dict[str, tuple[Position, str]], language: str,
           write_text: TextWriter) -> Iterator[dict[str, Any]]:
    for tie in register.ties:
        if tie.source_id in placed and tie.target_id in placed:
            line = [placed[tie.source_id][0], placed[tie.target_id][0]]
            yield _feature({"type": "LineString", "coordinates": line}, layer="ties",
                           **shared_properties(tie, language, write_text))


def _feature(geometry: dict[str, Any], **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}
