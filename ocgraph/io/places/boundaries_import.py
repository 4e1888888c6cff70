"""The official layer of MRC (SDA) brought in, kept for every map, and told.

The layer is refused when a territory is missing or lies in the wrong place, and then nothing
changes. The file itself is read in a child process (`ocgraph.io.places.layer_preparation`).
"""

from __future__ import annotations

import http.client
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import shapely

from ocgraph.errors import BoundariesRefusedError, FileRefusedError, OcgraphError
from ocgraph.io.isolation import run_isolated
from ocgraph.io.places.boundaries import (
    DEGREES,
    METRES,
    OFFICIAL,
    Boundaries,
    embedded_boundaries,
    imported_path,
    read_boundaries,
    write_boundaries,
)
from ocgraph.io.places.layer_files import GDAL_DRIVERS
from ocgraph.io.places.layer_preparation import PreparedLayer, prepare_layer
from ocgraph.io.places.reference import Municipality, read_municipalities, territory_by_code
from ocgraph.model import Issue
from ocgraph.paths import is_no_room, scratch_folder

OFFICIAL_LAYER = ("https://diffusion.mern.gouv.qc.ca/diffusion/RGQ/Vectoriel/Theme/Local/SDA_20k/"
                  "GPKG/SDA.gpkg.zip")
MOVED_SHARE = 0.05

_SECONDS = 240
_MEGABYTES = 3072
_DOWNLOAD_SECONDS = 60
_MOST_DOWNLOADED_MEGABYTES = 1024


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


def import_boundaries(path: Path) -> BoundaryChange:
    """Take the official layer of MRC as the outlines of every map from now on.

    Parameters
    ----------
    path
        GeoPackage, shapefile (``.shp``, its folder, or zipped), GeoJSON, or a zip of one.

    Raises
    ------
    FileRefusedError
        If it is not what its name says, or cannot be read within limits.
    BoundariesRefusedError
        If a territory is missing, misplaced or without an outline. Nothing is changed.
    """
    if not path.exists():
        raise FileRefusedError("boundaries.not_found", file=path.name)
    prepared = _prepared(path)
    outlines = _frame(prepared)
    before = _present()
    kept = _keep(outlines, prepared.version)
    return BoundaryChange(prepared.version, _moved(before, outlines), outside(outlines),
                          prepared.issues, int(outlines.geometry.count_coordinates().sum()),
                          kept.stat().st_size)


def _prepared(path: Path) -> PreparedLayer:
    """Read the layer in a child process; its death is told in the words of a map, not a sheet."""
    with scratch_folder() as scratch:
        try:
            return run_isolated(prepare_layer, path, scratch, seconds=_SECONDS,
                                megabytes=_MEGABYTES, environment={"OGR_SKIP": other_drivers()})
        except FileRefusedError as error:
            if error.code.startswith("boundaries."):
                raise
            raise FileRefusedError("boundaries.unreadable", file=path.name) from error


def _present() -> Boundaries:
    """Return the outlines in use; a damaged layer is about to be replaced and does not count."""
    try:
        return read_boundaries()
    except BoundariesRefusedError:
        return embedded_boundaries()


def forget_imported_boundaries() -> bool:
    """Go back to the outlines that travel with ocgraph; tell whether there was a layer."""
    path = imported_path()
    existed = path.is_file()
    path.unlink(missing_ok=True)
    return existed


def download_boundaries(url: str = OFFICIAL_LAYER) -> BoundaryChange:
    """Fetch the official layer (about 105 MB) and import it. Called only when someone asks.

    Raises
    ------
    OcgraphError
        ``boundaries.no_network`` when the address cannot be reached.
    """
    with scratch_folder() as scratch:
        target = scratch / (Path(url).name or "SDA.gpkg.zip")
        try:
            with urllib.request.urlopen(url, timeout=_DOWNLOAD_SECONDS) as answer, \
                    target.open("wb") as stream:
                _copy(answer.read, stream.write)
        except (OSError, ValueError, http.client.HTTPException) as failure:
            if isinstance(failure, OSError) and is_no_room(failure):
                raise
            raise OcgraphError("boundaries.no_network", url=url) from None
        return import_boundaries(target)


def _copy(read: Callable[[int], bytes], write: Callable[[bytes], object]) -> None:
    copied = 0
    while block := read(2**20):
        copied += len(block)
        if copied > _MOST_DOWNLOADED_MEGABYTES * 2**20:
            raise FileRefusedError("boundaries.too_big", file="SDA",
                                   megabytes=_MOST_DOWNLOADED_MEGABYTES)
        write(block)


def other_drivers() -> str:
    """Name every driver GDAL must not load in the child."""
    return ",".join(name for name in pyogrio.list_drivers() if name not in GDAL_DRIVERS)


def _frame(prepared: PreparedLayer) -> gpd.GeoDataFrame:
    names = [territory_by_code()[code].name for code in prepared.wkb]
    frame = gpd.GeoDataFrame(
        {"name": names, "boundary_quality": OFFICIAL}, index=list(prepared.wkb),
        geometry=shapely.from_wkb(list(prepared.wkb.values())), crs=DEGREES)
    frame.index.name = "code"
    return frame


def _keep(outlines: gpd.GeoDataFrame, version: str) -> Path:
    """Put the layer in place of the former one, whole or not at all."""
    target = imported_path()
    fresh = target.with_suffix(".new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_boundaries(outlines, fresh, source=OFFICIAL, version=version)
        fresh.replace(target)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise OcgraphError("export.cannot_write", file=target.name,
                           folder=str(target.parent)) from None
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
    metres = shapely.distance(np.asarray(own[apart].to_crs(METRES)),
                              np.asarray(points[apart].to_crs(METRES)))
    strays = [place for place, is_apart in zip(places, apart, strict=True) if is_apart]
    return tuple((place.code, place.name, place.mrc_code, round(distance))
                 for place, distance in zip(strays, metres, strict=True))


def points_of(municipalities: Sequence[Municipality]) -> gpd.GeoSeries:
    """Return the settlement points, in degrees."""
    return gpd.GeoSeries(gpd.points_from_xy([place.longitude for place in municipalities],
                                            [place.latitude for place in municipalities]),
                         crs=DEGREES)
