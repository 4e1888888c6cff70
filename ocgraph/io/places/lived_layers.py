"""Read the territories a team draws: polygons with a name, as GeoJSON, GeoPackage or KML.

Each is kept as the municipalities whose settlement point lies inside it: that is what a portrait
and a level count by. An outline drawn finer than a municipality holds none, and it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

import defusedxml
import defusedxml.ElementTree
import geopandas as gpd
import numpy as np
import pyogrio
import pyproj
import shapely

from ocgraph.errors import BoundariesRefusedError, FileRefusedError
from ocgraph.io.isolation import run_isolated
from ocgraph.io.places.boundaries import DEGREES
from ocgraph.io.places.boundaries_import import other_drivers
from ocgraph.io.places.layer_files import (
    GEOPACKAGE_START,
    declared_crs,
    flat,
    geopackage_tables,
    json_of,
    listed,
    outline_of,
    starts_with,
)
from ocgraph.io.places.layer_preparation import CANDIDATE_SYSTEMS, QUEBEC_BOX
from ocgraph.io.places.lived_territories import LivedTerritory
from ocgraph.io.places.place_names import as_written, folded
from ocgraph.io.places.reference import read_municipalities
from ocgraph.io.reading.tabular import shown_name
from ocgraph.model import Issue, Place, Severity

LIVED_ENDINGS = (".geojson", ".json", ".gpkg", ".kml")
"""Endings of the files that can be read."""

_SECONDS = 60
_MEGABYTES = 2048
_MOST_KML_MEGABYTES = 50
_MOST_NAMED = 12
_NAMES = ("nom", "name", "titre", "title", "libelle", "label", "quartier", "secteur", "territoire")
_POLYGONS = frozenset({"Polygon", "MultiPolygon"})
_WORDED = {"boundaries.too_big": "lived.too_big"}


@dataclass(frozen=True)
class LivedLayer:
    """The lived territories of a file, and what has to be said of it."""

    territories: tuple[LivedTerritory, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True)
class _Drawn:
    """Names and shapes as they are in the file; its reference system, ``None`` when silent."""

    names: list[str]
    shapes: list[shapely.Geometry | None]
    crs: object = None


def read_lived_territories(path: Path, *, name: str | None = None) -> LivedLayer:
    """Read the named polygons of a file, and the municipalities inside each.

    Parameters
    ----------
    path
        ``.geojson``, ``.json``, ``.gpkg`` or ``.kml``. Several polygons of one name are one
        territory.
    name
        The name to show, when the file was received under another.

    Raises
    ------
    FileRefusedError
        If it is not what its name says, cannot be read within limits, holds no polygon, or does
        not lie in Québec.
    """
    file = shown_name(name or path.name)
    if not path.is_file():
        raise FileRefusedError("lived.missing", file=file)
    try:
        return run_isolated(read_layer_of_lived, path.resolve(), file, seconds=_SECONDS,
                            megabytes=_MEGABYTES, environment={"OGR_SKIP": other_drivers()})
    except FileRefusedError as error:
        if error.code.startswith("lived."):
            raise
        raise FileRefusedError("lived.unreadable", file=file) from error


def read_layer_of_lived(path: Path, name: str | None = None) -> LivedLayer:
    """Read a file of lived territories, shown under a name. Runs in the child process."""
    file = name or path.name
    readers = {".geojson": _read_geojson, ".json": _read_geojson, ".gpkg": _read_geopackage,
               ".kml": _read_kml}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise FileRefusedError("lived.unknown_format", file=file)
    try:
        drawn = reader(path)
    except (FileRefusedError, BoundariesRefusedError) as error:
        code = error.code if error.code.startswith("lived.") else _WORDED.get(
            error.code, "lived.not_what_it_says")
        raise FileRefusedError(code, **{**error.params, "file": file}) from None
    return _lived(drawn, file)


# --- the three formats

def _read_geojson(path: Path) -> _Drawn:
    content = json_of(path)
    kind = content.get("type") if isinstance(content, dict) else None
    features = {"FeatureCollection": lambda: content.get("features"),
                "Feature": lambda: [content]}.get(kind, lambda: None)()
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise FileRefusedError("lived.not_what_it_says", file=path.name)
    names = [_name_among(one.get("properties")) for one in features]
    shapes = [outline_of(one.get("geometry"), rank, path)
              for rank, one in enumerate(features, start=1)]
    return _Drawn(names, shapes, declared_crs(content))


def _name_among(properties: object) -> str:
    """Return the name among the properties: under a usual title, else the first text."""
    texts = {folded(str(title)): as_written(value) for title, value in (
        properties.items() if isinstance(properties, dict) else ())
        if isinstance(value, str) and value.strip()}
    return next((texts[title] for title in _NAMES if title in texts),
                next(iter(texts.values()), ""))


def _read_geopackage(path: Path) -> _Drawn:
    starts_with(path, GEOPACKAGE_START)
    names: list[str] = []
    shapes: list[shapely.Geometry | None] = []
    crs = None
    for layer in geopackage_tables(path):
        meta, _, wkb, values = pyogrio.raw.read(path, layer=layer, force_2d=True)
        if wkb is None:
            continue
        if crs is not None and meta["crs"] != crs:
            raise FileRefusedError("lived.several_systems", file=path.name)
        crs = meta["crs"]
        rows = zip(*values, strict=True) if len(values) else iter([()] * len(wkb))
        names += [_name_among(dict(zip(meta["fields"], row, strict=True))) for row in rows]
        shapes += list(shapely.from_wkb(wkb))
    return _Drawn(names, shapes, crs)


def _read_kml(path: Path) -> _Drawn:
    """Read the placemarks; KML is always in degrees, longitude first."""
    if path.stat().st_size > _MOST_KML_MEGABYTES * 2**20:
        raise FileRefusedError("lived.too_big", file=path.name, megabytes=_MOST_KML_MEGABYTES)
    try:
        root = defusedxml.ElementTree.parse(path, forbid_dtd=True).getroot()
        marks = [mark for mark in root.iter() if _tag(mark) == "Placemark"]
        shapes = [_shape_of_placemark(mark) for mark in marks]
    except (ParseError, defusedxml.DefusedXmlException, ValueError, shapely.errors.ShapelyError):
        raise FileRefusedError("lived.not_what_it_says", file=path.name) from None
    if _tag(root) != "kml":
        raise FileRefusedError("lived.not_what_it_says", file=path.name)
    names = [next((as_written(part.text or "") for part in mark if _tag(part) == "name"), "")
             for mark in marks]
    return _Drawn(names, shapes, DEGREES)


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _shape_of_placemark(mark: Element) -> shapely.Geometry | None:
    """Return the polygons of a placemark; an empty line for one that has none."""
    polygons = [_polygon(part) for part in mark.iter() if _tag(part) == "Polygon"]
    if not polygons:
        return shapely.LineString()
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _polygon(element: Element) -> shapely.Polygon:
    rings = {side: [_ring(part) for part in element.iter() if _tag(part) == side]
             for side in ("outerBoundaryIs", "innerBoundaryIs")}
    if len(rings["outerBoundaryIs"]) != 1:
        raise ValueError
    return shapely.Polygon(rings["outerBoundaryIs"][0], rings["innerBoundaryIs"])


def _ring(element: Element) -> list[tuple[float, float]]:
    written = " ".join(part.text or "" for part in element.iter() if _tag(part) == "coordinates")
    points = [point.split(",") for point in written.split()]
    return [(float(point[0]), float(point[1])) for point in points if len(point) > 1]


# --- what they hold

def _lived(drawn: _Drawn, file: str) -> LivedLayer:
    """Keep the polygons, in degrees, and find the municipalities of each name."""
    issues = list(_said_of_features(drawn, file))
    kept = [(name, shape) for name, shape in zip(drawn.names, drawn.shapes, strict=True)
            if name and _is_polygon(shape)]
    if not any(map(_is_polygon, drawn.shapes)):
        raise FileRefusedError("lived.no_polygon", file=file)
    if not kept:
        return LivedLayer((), tuple(issues))
    shapes, placed = _in_degrees(flat(np.array([shape for _, shape in kept])), drawn.crs, file)
    found: dict[str, dict[str, None]] = {}
    for (name, _), shape in zip(kept, shapes, strict=True):
        found.setdefault(name, {}).update(dict.fromkeys(municipalities_inside(shape)))
    territories = tuple(LivedTerritory(name, tuple(sorted(codes)))
                        for name, codes in found.items() if codes)
    empty = [name for name, codes in found.items() if not codes]
    if empty:
        issues.append(Issue(Severity.WARNING, "lived_without_municipality", Place(file), params={
            "n": len(empty), "names": listed(empty, _MOST_NAMED)}))
    return LivedLayer(territories, (*issues, *placed, *_said_of_pointless(territories, file)))


def _is_polygon(shape: shapely.Geometry | None) -> bool:
    return shape is not None and shape.geom_type in _POLYGONS and not shape.is_empty


def _said_of_features(drawn: _Drawn, file: str) -> Iterator[Issue]:
    """Tell the polygons without a name, by rank, and how much is no polygon."""
    for rank, (name, shape) in enumerate(zip(drawn.names, drawn.shapes, strict=True), start=1):
        if _is_polygon(shape) and not name:
            yield Issue(Severity.ERROR, "lived_without_name", Place(file),
                        params={"rank": str(rank)})
    others = sum(not _is_polygon(shape) for shape in drawn.shapes)
    if others and others < len(drawn.shapes):
        yield Issue(Severity.NOTICE, "lived_not_polygons", Place(file), params={"n": others})


def _in_degrees(shapes: np.ndarray, crs: object, file: str) -> tuple[np.ndarray, list[Issue]]:
    """Return the polygons in degrees, made valid, by the first system that sets them in Québec.

    The system the file declares is tried first; another that does is believed and told.
    """
    if not np.isfinite(shapely.get_coordinates(shapes)).all():
        raise FileRefusedError("lived.not_what_it_says", file=file)
    declared = [crs] if crs else []
    for system in dict.fromkeys([*declared, *CANDIDATE_SYSTEMS]):
        moved = _moved(shapes, system)
        if moved is not None and QUEBEC_BOX.covers(shapely.box(*shapely.total_bounds(moved))):
            said = system not in {crs, DEGREES}
            return _valid(moved), [Issue(
                Severity.NOTICE, "boundaries.crs_recognised", Place(file),
                params={"system": f"EPSG:{system}"})] if said else []
    raise FileRefusedError("lived.elsewhere", file=file)


def _moved(shapes: np.ndarray, system: object) -> np.ndarray | None:
    try:
        return np.array(gpd.GeoSeries(shapes, crs=system).to_crs(DEGREES))
    except pyproj.exceptions.ProjError:
        return None


def _valid(shapes: np.ndarray) -> np.ndarray:
    return shapely.make_valid(shapes, method="structure", keep_collapsed=False)


def municipalities_inside(shape: shapely.Geometry) -> list[str]:
    """Return the codes of the municipalities whose point lies in a shape, or on its border."""
    codes, longitudes, latitudes = _points()
    return list(codes[shapely.intersects_xy(shape, longitudes, latitudes)])


@cache
def _points() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    known = [place for place in read_municipalities() if place.latitude is not None]
    return (np.array([place.code for place in known]),
            np.array([place.longitude for place in known]),
            np.array([place.latitude for place in known]))


def _said_of_pointless(territories: Iterable[LivedTerritory], file: str) -> list[Issue]:
    """Tell the places without coordinates in the same MRC: nobody knows if they lie inside."""
    names = _pointless({mrc: None for place in territories for mrc in place.mrc_codes})
    return [Issue(Severity.NOTICE, "lived_places_without_point", Place(file), params={
        "n": len(names), "names": listed(names, _MOST_NAMED)})] if names else []


def _pointless(mrc_codes: Mapping[str, None]) -> list[str]:
    return [place.name for place in read_municipalities()
            if place.mrc_code in mrc_codes and place.latitude is None]
