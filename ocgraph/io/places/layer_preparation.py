"""The official layer made ready: recognised, put in degrees, checked, made whole and light.

Runs in the child process of `ocgraph.io.isolation`. What is mended on the way (parts joined,
borders matched, coordinates recognised) is told, one finding each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyproj
import shapely

from ocgraph.errors import BoundariesRefusedError
from ocgraph.io.places.boundaries import DEGREES, METRES
from ocgraph.io.places.coverage import is_whole, lighter_coverage, mended_coverage, rounded_coverage
from ocgraph.io.places.layer_files import Layer, listed, read_layer
from ocgraph.io.places.place_names import MatchedBy
from ocgraph.io.places.reference import match_territory, read_territories, territory_by_code
from ocgraph.model import Issue, Severity

MOST_VERTICES = 13_000

CANDIDATE_SYSTEMS = (DEGREES, METRES, 3347, 3798, 6623, 3857)
QUEBEC_BOX = shapely.box(-80.5, 44.5, -56.0, 63.5)
_NEAR_DEGREES = 0.1
_LEAST_KEPT = 0.9


@dataclass(frozen=True)
class PreparedLayer:
    """What the child process hands back: plain values alone.

    Attributes
    ----------
    wkb
        The 104 outlines by code, in degrees, as well-known binary.
    version
        Edition the file states, ``""`` when it does not.
    issues
        What was read in another way than it was written.
    """

    wkb: dict[str, bytes]
    version: str
    issues: tuple[Issue, ...]


def prepare_layer(path: Path, scratch: Path) -> PreparedLayer:
    """Read, place, check and lighten a layer.

    Parameters
    ----------
    path
        The file or folder.
    scratch
        An empty folder to unpack into; the caller removes it.

    Raises
    ------
    FileRefusedError
        If it is not what its name says.
    BoundariesRefusedError
        If a territory is missing, misplaced or without an outline.
    """
    layer = read_layer(path, scratch)
    codes, issues = _recognised(layer)
    parts, placed = _in_degrees(layer, codes)
    outlines, joined = _by_code(codes, parts)
    _check_places(outlines)
    whole, mended = _whole(outlines)
    light = rounded_coverage(lighter_coverage(whole, MOST_VERTICES))
    wkb = {code: shapely.to_wkb(outline) for code, outline in zip(outlines, light, strict=True)}
    return PreparedLayer(wkb, layer.version, (*issues, *placed, *joined, *mended))


def _notice(code: str, severity: Severity = Severity.NOTICE, **params: object) -> Issue:
    return Issue(severity, f"boundaries.{code}", params=params)


def _recognised(layer: Layer) -> tuple[list[str | None], list[Issue]]:
    """Return the territory of each feature, and what was repaired or set aside."""
    matches = [match_territory(written) for written in layer.codes]
    repaired = sum(match.how is MatchedBy.REPAIRED_CODE for match in matches)
    unknown = sorted({written for written, match in zip(layer.codes, matches, strict=True)
                      if match.code is None})
    issues = [_notice("repaired_codes", n=repaired)] if repaired else []
    if unknown:
        issues.append(_notice("set_aside", Severity.WARNING, n=len(unknown),
                              codes=listed(written or "—" for written in unknown)))
    return [match.code for match in matches], issues


def _named(codes: Iterable[str]) -> dict[str, object]:
    """Return the parameters of a sentence that names territories."""
    names = [f"{territory_by_code()[code].name} ({code})" for code in codes]
    return {"n": len(names), "names": listed(names)}


def _in_degrees(layer: Layer, codes: list[str | None]) -> tuple[np.ndarray, list[Issue]]:
    """Return the outlines in longitude and latitude, recognising what the file does not say.

    A reference system is believed when most territories then lie where they should; the one
    the file declares is tried first.
    """
    _check_shapes(layer)
    systems = [*([layer.crs] if layer.crs else []), *CANDIDATE_SYSTEMS]
    for rank, system in enumerate(systems):
        if _share_in_place(layer.outlines, codes, system) > 0.5:
            guessed = rank > 0 and system != DEGREES
            issues = [_notice("crs_recognised", system=f"EPSG:{system}")] if guessed else []
            return np.array(gpd.GeoSeries(layer.outlines, crs=system).to_crs(DEGREES)), issues
    swapped = shapely.transform(layer.outlines, lambda points: points[:, ::-1])
    if _share_in_place(swapped, codes, DEGREES) > 0.5:
        return swapped, [_notice("swapped", Severity.WARNING)]
    if not any(codes):
        raise BoundariesRefusedError("boundaries.no_known_code")
    raise BoundariesRefusedError("boundaries.unknown_place")


def _check_shapes(layer: Layer) -> None:
    """Refuse lines and points, and coordinates that are not numbers."""
    present = np.array([outline for outline in layer.outlines if outline is not None])
    kinds = {outline.geom_type for outline in present}
    if not kinds <= {"Polygon", "MultiPolygon"}:
        raise BoundariesRefusedError("boundaries.not_polygons")
    if not np.isfinite(shapely.get_coordinates(present)).all():
        raise BoundariesRefusedError("boundaries.no_numbers")


def _share_in_place(outlines: np.ndarray, codes: list[str | None], system: object) -> float:
    """Return the share of known features' territories whose label point lies in a feature."""
    points = _label_points(system)
    known = {code for code in codes if code}
    found = {code for code, outline in zip(codes, outlines, strict=True)
             if code and outline is not None and outline.intersects(points[code])}
    return len(found) / len(known) if known else 0.0


def _label_points(system: object) -> dict[str, shapely.Point]:
    """Return a point well inside each territory, in the system asked for."""
    territories = read_territories()
    try:
        points = gpd.GeoSeries(gpd.points_from_xy(
            [territory.longitude for territory in territories],
            [territory.latitude for territory in territories]), crs=DEGREES).to_crs(system)
    except pyproj.exceptions.ProjError:
        points = [shapely.Point() for _ in territories]
    return {territory.code: point for territory, point in zip(territories, points, strict=True)}


def _by_code(codes: list[str | None], parts: np.ndarray
             ) -> tuple[dict[str, shapely.Geometry], list[Issue]]:
    """Join the features of each territory, in the order of the reference.

    Raises
    ------
    BoundariesRefusedError
        If a territory has no feature, or only empty ones.
    """
    grouped: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for code, part in zip(codes, parts, strict=True):
        if code and part is not None and not part.is_empty:
            grouped[code].append(part)
    missing = [code for code in territory_by_code() if code not in grouped]
    if missing:
        raise BoundariesRefusedError("boundaries.incomplete", **_named(missing))
    several = [code for code in territory_by_code() if len(grouped[code]) > 1]
    joined = {code: grouped[code][0] if len(grouped[code]) == 1 else shapely.union_all(
        shapely.make_valid(grouped[code])) for code in territory_by_code()}
    return joined, [_notice("joined_parts", **_named(several))] if several else []


def _check_places(outlines: dict[str, shapely.Geometry]) -> None:
    """Refuse a territory whose label point is not in it, or a part of it out of Québec."""
    points = _label_points(DEGREES)
    misplaced = [code for code, outline in outlines.items()
                 if outline.distance(points[code]) > _NEAR_DEGREES
                 or not QUEBEC_BOX.covers(shapely.box(*outline.bounds))]
    if misplaced:
        raise BoundariesRefusedError("boundaries.misplaced", **_named(misplaced))


def _whole(outlines: dict[str, shapely.Geometry]) -> tuple[np.ndarray, list[Issue]]:
    """Match the borders; refuse territories that lie over one another."""
    separate = np.array(list(outlines.values()))
    if is_whole(separate):
        return separate, []
    whole = mended_coverage(separate)
    kept = shapely.area(whole) / shapely.area(separate)
    covered = [code for code, share in zip(outlines, kept, strict=True) if share < _LEAST_KEPT]
    if covered:
        raise BoundariesRefusedError("boundaries.overlapping", **_named(covered))
    return whole, [_notice("borders_matched")]
