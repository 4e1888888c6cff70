"""The register as a GeoPackage: actors, tables and territories, ties and seats as lines.

Each layer has the fields that may be shared, as columns that never change with the content: the
code, and beside it ``<field>_label`` where there is one. A record whose place is not known stays
in its layer, without a point. Codes of a list are joined by ``;``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

from ocgraph.io.places.boundaries import DEGREES, read_boundaries
from ocgraph.io.places.reference import territory_by_code
from ocgraph.io.writing.shared_fields import (
    identifier_of,
    place_of,
    shared_properties,
)
from ocgraph.io.writing.worded_cells import LIST_SEPARATOR
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
    ValueType,
    shared_fields,
)
from ocgraph.paths import scratch_folder

_LABELLED = frozenset({ValueType.TERM, ValueType.TERMS, ValueType.MRC, ValueType.MUNICIPALITY,
                       ValueType.TERRITORIES})
_NUMBERS = frozenset({ValueType.NUMBER, ValueType.INTEGER})
_TERRITORY_COLUMNS = ("code", "name", "population", "boundary_quality")
Row = Mapping[str, Any]


def register_geopackage(register: Register, language: str) -> tuple[bytes, list[Issue]]:
    """Return the GeoPackage and what had to change in the texts."""
    write_text = TextWriter()
    places = {identifier_of(record): place_of(record)
              for record in (*register.actors, *register.concertation_tables)}
    with scratch_folder() as folder:
        path = folder / "register.gpkg"
        for layer, entity in (("actors", Actor), ("tables", ConcertationTable)):
            _write_points(path, layer, (register.records(entity), entity), places,
                          (language, write_text))
        _write_territories(path, register)
        for layer, entity, ends in (("ties", Tie, ("source_id", "target_id")),
                                    ("seats", Membership,
                                     ("member_id", "concertation_table_id"))):
            records = register.records(entity)
            rows = [shared_properties(record, language, write_text) for record in records]
            lines = [_line(*(places.get(getattr(record, end)) for end in ends))
                     for record in records]
            _write(path, layer, _columns(entity), rows, (lines, "LineString"))
        return path.read_bytes(), write_text.notices()


def _write_points(path: Path, layer: str, listed: tuple[Sequence[Entity], type[Entity]],
                  places: Mapping[str, Any], wording: tuple[str, TextWriter]) -> None:
    records, entity = listed
    rows, points = [], []
    for record in records:
        position, placed_by = places[identifier_of(record)] or (None, None)
        rows.append({**shared_properties(record, *wording), "placed_by": placed_by})
        points.append(shapely.Point(position) if position else None)
    _write(path, layer, {**_columns(entity), "placed_by": ValueType.TEXT}, rows,
           (points, "Point"))


def _line(one: tuple | None, other: tuple | None) -> shapely.LineString | None:
    return shapely.LineString([one[0], other[0]]) if one and other else None


def _write_territories(path: Path, register: Register) -> None:
    """Write the outline of each MRC that a record names."""
    outlines = read_boundaries().outlines
    named = {code for actor in register.actors for code in (actor.mrc_code, *actor.serves) if code}
    named |= {code for table in register.concertation_tables for code in table.territories}
    codes = [code for code in outlines.index if code in named]
    known = territory_by_code()
    rows = [{"code": code, "name": known[code].name, "population": known[code].population,
             "boundary_quality": outlines.boundary_quality[code]} for code in codes]
    shapes = [_of_parts(outlines.geometry[code]) for code in codes]
    columns = dict.fromkeys(_TERRITORY_COLUMNS, ValueType.TEXT) | {"population": ValueType.INTEGER}
    _write(path, "territories", columns, rows, (shapes, "MultiPolygon"))


def _of_parts(outline: shapely.Geometry) -> shapely.MultiPolygon:
    parts = [part for part in shapely.get_parts(outline) if isinstance(part, shapely.Polygon)]
    return shapely.MultiPolygon(parts)


def _columns(entity: type[Entity]) -> dict[str, ValueType]:
    """Return the columns of a layer: each shared field, then its label where it has one."""
    found: dict[str, ValueType] = {}
    for field in shared_fields(entity):
        found[field.name] = _kept_as(field)
        if field.value_type in _LABELLED:
            found[f"{field.name}_label"] = ValueType.TEXT
    return found


def _kept_as(field: FieldDeclaration) -> ValueType:
    kept = (*_NUMBERS, ValueType.DATE)
    return field.value_type if field.value_type in kept else ValueType.TEXT


def _write(path: Path, layer: str, columns: Mapping[str, ValueType], rows: Sequence[Row],
           shapes: tuple[Iterable[shapely.Geometry | None], str]) -> None:
    """Add one layer to the file; an unknown value is null."""
    drawn, geometry_type = shapes
    geometry = np.array([None if shape is None else shapely.to_wkb(shape) for shape in drawn],
                        dtype=object)
    values = [_column([row.get(name) for row in rows], kind) for name, kind in columns.items()]
    pyogrio.raw.write(path, geometry, values, list(columns), layer=layer, driver="GPKG",
                      geometry_type=geometry_type, crs=f"EPSG:{DEGREES}", append=path.exists())


def _column(values: list[Any], kind: ValueType) -> np.ndarray:
    if kind in _NUMBERS:
        return np.array([np.nan if value is None else value for value in values], dtype=float)
    if kind is ValueType.DATE:
        return np.array(values, dtype="datetime64[D]")
    return np.array([_text(value) for value in values], dtype=object)


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        return LIST_SEPARATOR.join(value)
    return value.isoformat() if isinstance(value, datetime.date) else value
