"""The official layer of MRC (SDA) brought in: read, put in place, checked, made light, kept.

The layer is refused when a territory is missing or lies in the wrong place. What is mended
(parts joined, borders matched, coordinates recognised) is told, one finding each.
"""

from __future__ import annotations

import tempfile
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import pyproj
import shapely

from ocgraph.errors import BoundariesRefusedError, FileRefusedError, OcgraphError
from ocgraph.io.boundaries import (
    DEGREES,
    FILE_NAME,
    OFFICIAL,
    Boundaries,
    imported_path,
    read_boundaries,
    write_boundaries,
)
from ocgraph.io.coverage import is_whole, lighter_coverage, mended_coverage, rounded_coverage
from ocgraph.io.isolation import run_isolated
from ocgraph.io.layer_files import GDAL_DRIVERS, Layer, read_layer
from ocgraph.io.place_names import MatchedBy
from ocgraph.io.reference import (
    Municipality,
    match_territory,
    read_municipalities,
    read_territories,
    territory_by_code,
)
from ocgraph.model import Issue, Severity

OFFICIAL_LAYER = ("https://diffusion.mern.gouv.qc.ca/diffusion/RGQ/Vectoriel/Theme/Local/SDA_20k/"
                  "GPKG/SDA.gpkg.zip")
MOST_VERTICES = 13_000
MOVED_SHARE = 0.05

_SECONDS = 240
_MEGABYTES = 4096
_QUEBEC_METRES = 32198
_CANDIDATE_SYSTEMS = (DEGREES, 32198, 3347, 3798, 6623, 3857)
_QUEBEC_BOX = shapely.box(-80.5, 44.5, -56.0, 63.5)
_NEAR_DEGREES = 0.1
_MOST_NAMED = 10
_DOWNLOAD_SECONDS = 60
_MOST_DOWNLOADED_BYTES = 2**30


@dataclass(frozen=True)
class BoundaryChange:
    """What an imported layer changed.

    Attributes
    ----------
    version
        Edition the file states, for instance ``"V2026-05"``; ``""`` when it does not.
    moved
        (code, name, share of the former outline that is now outside) of the territories whose
        outline moved by more than a twentieth, the most moved first.
    outside
        (municipality code, name, MRC code, metres) of the ordinary municipalities whose point
        lies outside the outline of their MRC.
    issues
        What was read in another way than it was written.
    vertices, size
        Points kept, and bytes of the file.
    """

    version: str
    moved: tuple[tuple[str, str, float], ...]
    outside: tuple[tuple[str, str, str, float], ...]
    issues: tuple[Issue, ...]
    vertices: int
    size: int


@dataclass(frozen=True)
class _Prepared:
    """What the child process hands back: plain values alone."""

    wkb: dict[str, bytes]
    version: str
    issues: tuple[Issue, ...]


def import_boundaries(path: Path, *, folder: Path | None = None) -> BoundaryChange:
    """Take the official layer of MRC as the outlines of every map from now on.

    Parameters
    ----------
    path
        GeoPackage, shapefile (``.shp``, its folder, or zipped), GeoJSON, or a zip of one.
    folder
        Where to keep it; the person's own folder when not given.

    Raises
    ------
    FileRefusedError
        If it is not what its name says, or cannot be read within limits.
    BoundariesRefusedError
        If a territory is missing, misplaced or without an outline. Nothing is changed.
    """
    path = Path(path)
    if not path.exists():
        raise FileRefusedError("boundaries.not_found", file=path.name)
    with tempfile.TemporaryDirectory(prefix="ocgraph-") as scratch:
        prepared = run_isolated(prepare_layer, path, Path(scratch), seconds=_SECONDS,
                                megabytes=_MEGABYTES, environment={"OGR_SKIP": _other_drivers()})
    outlines = _frame(prepared)
    before = read_boundaries()
    kept = _keep(outlines, prepared.version, folder)
    return BoundaryChange(prepared.version, _moved(before, outlines), outside(outlines),
                          prepared.issues, int(outlines.geometry.count_coordinates().sum()),
                          kept.stat().st_size)


def forget_imported_boundaries() -> bool:
    """Go back to the outlines that travel with ocgraph; tell whether there was a layer."""
    path = imported_path()
    existed = path.is_file()
    path.unlink(missing_ok=True)
    return existed


def download_boundaries(url: str = OFFICIAL_LAYER, *, folder: Path | None = None
                        ) -> BoundaryChange:
    """Fetch the official layer (about 105 MB) and import it. Called only when someone asks.

    Raises
    ------
    OcgraphError
        ``boundaries.no_network`` when the address cannot be reached.
    """
    with tempfile.TemporaryDirectory(prefix="ocgraph-") as scratch:
        target = Path(scratch) / (Path(url).name or "SDA.gpkg.zip")
        try:
            with urllib.request.urlopen(url, timeout=_DOWNLOAD_SECONDS) as answer, \
                    target.open("wb") as stream:
                _copy(answer.read, stream.write)
        except (urllib.error.URLError, OSError, ValueError):
            raise OcgraphError("boundaries.no_network", url=url) from None
        return import_boundaries(target, folder=folder)


def _copy(read: Callable[[int], bytes], write: Callable[[bytes], object]) -> None:
    copied = 0
    while block := read(2**20):
        copied += len(block)
        if copied > _MOST_DOWNLOADED_BYTES:
            raise FileRefusedError("boundaries.bomb", file="")
        write(block)


def _other_drivers() -> str:
    """Name every driver GDAL must not load in the child."""
    return ",".join(name for name in pyogrio.list_drivers() if name not in GDAL_DRIVERS)


def prepare_layer(path: Path, scratch: Path) -> _Prepared:
    """Read, place, check and lighten a layer. Runs in the child process."""
    layer = read_layer(path, scratch)
    codes, issues = _recognised(layer)
    parts, placed = _in_degrees(layer, codes)
    outlines, joined = _by_code(codes, parts)
    _check_places(outlines)
    whole, mended = _whole(outlines)
    light = rounded_coverage(lighter_coverage(whole, MOST_VERTICES))
    wkb = {code: shapely.to_wkb(outline) for code, outline in zip(outlines, light, strict=True)}
    return _Prepared(wkb, layer.version, (*issues, *placed, *joined, *mended))


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
                              codes=_some(written or "—" for written in unknown)))
    return [match.code for match in matches], issues


def _some(words: Iterable[str]) -> str:
    words = list(words)
    return ", ".join(words[:_MOST_NAMED]) + (" …" if len(words) > _MOST_NAMED else "")


def _named(codes: Iterable[str]) -> dict[str, object]:
    """Return the parameters of a sentence that names territories."""
    names = [f"{territory_by_code()[code].name} ({code})" for code in codes]
    return {"n": len(names), "names": _some(names)}


def _in_degrees(layer: Layer, codes: list[str | None]) -> tuple[np.ndarray, list[Issue]]:
    """Return the outlines in longitude and latitude, recognising what the file does not say.

    A reference system is believed when most territories then lie where they should; the one
    the file declares is tried first.
    """
    _check_shapes(layer)
    systems = [*([layer.crs] if layer.crs else []), *_CANDIDATE_SYSTEMS]
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
                 or not _QUEBEC_BOX.covers(shapely.box(*outline.bounds))]
    if misplaced:
        raise BoundariesRefusedError("boundaries.misplaced", **_named(misplaced))


def _whole(outlines: dict[str, shapely.Geometry]) -> tuple[np.ndarray, list[Issue]]:
    """Match the borders; refuse territories that lie over one another."""
    separate = np.array(list(outlines.values()))
    if is_whole(separate):
        return separate, []
    whole = mended_coverage(separate)
    kept = shapely.area(whole) / shapely.area(separate)
    covered = [code for code, share in zip(outlines, kept, strict=True) if share < 0.9]
    if covered:
        raise BoundariesRefusedError("boundaries.overlapping", **_named(covered))
    return whole, [_notice("borders_matched")]


def _frame(prepared: _Prepared) -> gpd.GeoDataFrame:
    names = [territory_by_code()[code].name for code in prepared.wkb]
    frame = gpd.GeoDataFrame(
        {"name": names, "boundary_quality": OFFICIAL}, index=list(prepared.wkb),
        geometry=shapely.from_wkb(list(prepared.wkb.values())), crs=DEGREES)
    frame.index.name = "code"
    return frame


def _keep(outlines: gpd.GeoDataFrame, version: str, folder: Path | None) -> Path:
    """Put the layer in place of the former one, whole or not at all."""
    target = folder / FILE_NAME if folder else imported_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".new")
    write_boundaries(outlines, fresh, source=OFFICIAL, version=version)
    fresh.replace(target)
    return target


def _moved(before: Boundaries, after: gpd.GeoDataFrame) -> tuple[tuple[str, str, float], ...]:
    """Return the territories that lost more than a twentieth of their former outline."""
    former = np.asarray(before.outlines.geometry)
    current = np.asarray(after.geometry.reindex(before.outlines.index))
    lost = 1 - shapely.area(shapely.intersection(former, current)) / shapely.area(former)
    moved = [(code, after.loc[code, "name"], round(float(share), 3))
             for code, share in zip(before.outlines.index, lost, strict=True)
             if share > MOVED_SHARE]
    return tuple(sorted(moved, key=lambda row: -row[2]))


def outside(outlines: gpd.GeoDataFrame) -> tuple[tuple[str, str, str, float], ...]:
    """Return the ordinary municipalities whose point is outside their MRC, with the metres."""
    places = [place for place in read_municipalities() if place.is_local]
    own = outlines.geometry[[place.mrc_code for place in places]]
    points = points_of(places)
    apart = ~shapely.intersects(np.asarray(own), np.asarray(points))
    metres = shapely.distance(np.asarray(own[apart].to_crs(_QUEBEC_METRES)),
                              np.asarray(points[apart].to_crs(_QUEBEC_METRES)))
    strays = [place for place, is_apart in zip(places, apart, strict=True) if is_apart]
    return tuple((place.code, place.name, place.mrc_code, round(distance))
                 for place, distance in zip(strays, metres, strict=True))


def points_of(municipalities: Iterable[Municipality]) -> gpd.GeoSeries:
    """Return the settlement points, in degrees."""
    places = list(municipalities)
    return gpd.GeoSeries(gpd.points_from_xy([place.longitude for place in places],
                                            [place.latitude for place in places]), crs=DEGREES)
