"""The official layer of MRC read from a file, whatever dress it comes in.

Everything here runs in the child process of `ocgraph.io.isolation`. What a file is, is decided
by its name and confirmed by its first bytes; GDAL only ever sees a GeoPackage or a shapefile,
because it would otherwise open whatever the content pretends to be.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NoReturn
from urllib.parse import quote

import numpy as np
import pyogrio
import shapely

from ocgraph.errors import BoundariesRefusedError, FileRefusedError

LAYER = "mrc_s"
CODE_COLUMN = "mrs_co_mrc"
VERSION_COLUMN = "mrs_co_ver"
GDAL_DRIVERS = ("GPKG", "ESRI Shapefile")

_MOST_JSON_MEGABYTES = 200
_MOST_UNPACKED_BYTES = 2 * 2**30
_MOST_RATIO = 100
_MOST_MEMBERS = 2_000
GEOPACKAGE_START = b"SQLite format 3\x00"
_SHP_START = b"\x00\x00\x27\x0a"
_ZIP_START = b"PK\x03\x04"
_JSON_SUFFIXES = (".geojson", ".json")
_SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_USEFUL_SUFFIXES = (".gpkg", *_JSON_SUFFIXES, *_SHAPEFILE_PARTS)


@dataclass(frozen=True)
class Layer:
    """The features of a file, as they are.

    Attributes
    ----------
    codes
        MRC code of each feature as text, ``""`` where there is none.
    outlines
        Geometry of each feature, in two dimensions; ``None`` where there is none.
    crs
        What the file says of its coordinates, for instance ``"EPSG:32198"``; ``None`` when silent.
    version
        Edition of the limits, ``""`` when the file does not say.
    """

    codes: tuple[str, ...]
    outlines: np.ndarray
    crs: str | None
    version: str


def read_layer(path: Path, scratch: Path) -> Layer:
    """Read the MRC of a GeoPackage, shapefile, GeoJSON, or of a zip or folder that holds one.

    Parameters
    ----------
    path
        The file or folder.
    scratch
        An empty folder to unpack into; the caller removes it.

    Raises
    ------
    FileRefusedError, BoundariesRefusedError
        If it cannot be read safely, is not what its name says, or holds no layer of MRC.
    """
    if path.is_dir():
        path = _chosen([part for part in path.rglob("*") if part.is_file()], path.name)
    elif path.suffix.lower() == ".zip":
        path = _unpacked(path, scratch)
    suffix = path.suffix.lower()
    if suffix in _JSON_SUFFIXES:
        return _read_geojson(path)
    if suffix == ".gpkg":
        return _read_geopackage(path)
    if suffix in _SHAPEFILE_PARTS:
        return _read_shapefile(path.with_suffix(".shp") if suffix != ".shp" else path)
    raise BoundariesRefusedError("boundaries.unknown_format", file=path.name)


def starts_with(path: Path, start: bytes) -> None:
    """Check that a file begins as its name promises."""
    with path.open("rb") as stream:
        if stream.read(len(start)) != start:
            _refuse_disguise(path)


def _refuse_disguise(path: Path) -> NoReturn:
    raise FileRefusedError("boundaries.not_what_it_says", file=path.name)


def _chosen(paths: Sequence[Path], where: str) -> Path:
    """Choose the file to read among those of a folder or zip."""
    for suffixes in ((".gpkg",), (".shp",), _JSON_SUFFIXES):
        found = [path for path in paths if path.suffix.lower() in suffixes]
        named = [path for path in found if path.stem.lower() == LAYER]
        if named or len(found) == 1:
            return (named or found)[0]
        if found:
            raise BoundariesRefusedError("boundaries.no_layer", file=where, found=listed(
                sorted(path.stem for path in found)))
    if any(path.suffix.lower() in {".dbf", ".shx"} for path in paths):
        raise BoundariesRefusedError("boundaries.missing_part", file=where, part=".shp")
    raise BoundariesRefusedError("boundaries.nothing_inside", file=where)


def listed(names: Iterable[str], most: int = 10) -> str:
    """Return the first of some names, to show in a sentence."""
    names = list(names)
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def _unpacked(path: Path, scratch: Path) -> Path:
    """Unpack the useful members of a zip, under their last name only, and choose one."""
    starts_with(path, _ZIP_START)
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir() and
                       PurePosixPath(member.filename).suffix.lower() in _USEFUL_SUFFIXES]
            _check_size(archive.infolist(), path)
            unpacked = [_unpack(archive, member, scratch) for member in _needed(members)]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        _refuse_disguise(path)
    return _chosen(unpacked, path.name)


def _check_size(members: Sequence[zipfile.ZipInfo], path: Path) -> None:
    """Refuse a zip that says it unpacks to far more than it weighs."""
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if (len(members) > _MOST_MEMBERS or unpacked > _MOST_UNPACKED_BYTES
            or unpacked / packed > _MOST_RATIO):
        raise FileRefusedError("boundaries.bomb", file=path.name)


def _parts_of_name(member: zipfile.ZipInfo) -> tuple[str, str]:
    """Return the folder and the last name of a member, whichever way its slashes lean."""
    folder, _, name = member.filename.replace("\\", "/").rpartition("/")
    return folder, name


def _needed(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Keep what is needed: of the many shapefiles of the SDA, only that of the MRC."""
    named = [member for member in members
             if PurePosixPath(_parts_of_name(member)[1]).stem.lower() == LAYER]
    return named or members


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, scratch: Path) -> Path:
    """Write one member into a folder of our own naming: its path in the archive is not trusted."""
    folder, name = _parts_of_name(member)
    target = scratch / hashlib.sha256(folder.encode()).hexdigest()[:16] / name
    target.parent.mkdir(exist_ok=True)
    with archive.open(member) as source, target.open("wb") as stream:
        shutil.copyfileobj(source, stream)
    return target


def _read_geopackage(path: Path) -> Layer:
    starts_with(path, GEOPACKAGE_START)
    tables = geopackage_tables(path)
    found = [name for name in tables if name.lower() == LAYER] or [
        name for name in tables if CODE_COLUMN in map(str.lower, tables[name])]
    if not found:
        raise BoundariesRefusedError("boundaries.no_layer", file=path.name,
                                     found=listed(sorted(tables)))
    return _read_with_gdal(path, found[0])


def geopackage_tables(path: Path) -> Mapping[str, list[str]]:
    """Return the columns of each layer that is a plain table: a view could run for ever."""
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True)
    try:
        connection.execute("PRAGMA trusted_schema = off")
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            " AND name IN (SELECT table_name FROM gpkg_contents)").fetchall()
        return {name: [row[0] for row in connection.execute(
            "SELECT name FROM pragma_table_info(?)", (name,))] for (name,) in names}
    except sqlite3.DatabaseError:
        _refuse_disguise(path)
    finally:
        connection.close()


def _read_shapefile(path: Path) -> Layer:
    for suffix in (".shp", ".shx", ".dbf"):
        if not _sibling(path, suffix):
            raise BoundariesRefusedError("boundaries.missing_part", file=path.name, part=suffix)
    starts_with(_sibling(path, ".shp") or path, _SHP_START)
    return _read_with_gdal(_sibling(path, ".shp") or path, None)


def _sibling(path: Path, suffix: str) -> Path | None:
    """Return the part of a shapefile with this suffix, in small or capital letters."""
    for part in (path.with_suffix(suffix), path.with_suffix(suffix.upper())):
        if part.is_file():
            return part
    return None


def _read_with_gdal(path: Path, layer: str | None) -> Layer:
    """Read code, edition and outline of each feature; nothing else is asked for."""
    info = pyogrio.read_info(path, layer=layer)
    columns = {name.lower(): name for name in info["fields"]}
    _check_columns(columns, path)
    wanted = [columns[name] for name in (CODE_COLUMN, VERSION_COLUMN) if name in columns]
    meta, _, wkb, values = pyogrio.raw.read(path, layer=layer, columns=wanted, force_2d=True)
    fields = {name.lower(): column for name, column in zip(meta["fields"], values, strict=True)}
    return Layer(tuple(_text(code) for code in fields[CODE_COLUMN]), flat(shapely.from_wkb(wkb)),
                 meta["crs"], _edition(fields.get(VERSION_COLUMN, ())))


def _check_columns(columns: Mapping[str, str], path: Path) -> None:
    if CODE_COLUMN not in columns:
        raise BoundariesRefusedError("boundaries.no_code_column", file=path.name,
                                     found=listed(sorted(columns.values())))


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124 (NaN)


def _edition(values: Iterable[object]) -> str:
    """Return the most frequent edition."""
    editions = [_text(value) for value in values if _text(value)]
    return max(set(editions), key=editions.count) if editions else ""


def flat(outlines: np.ndarray) -> np.ndarray:
    """Return the outlines in two dimensions."""
    return shapely.force_2d(np.asarray(outlines, dtype=object))


def _read_geojson(path: Path) -> Layer:
    collection = json_of(path)
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        _refuse_disguise(path)
    properties = [one.get("properties") or {} for one in features]
    _check_columns({str(name).lower(): str(name) for row in properties for name in row}, path)
    rows = [{str(name).lower(): value for name, value in row.items()} for row in properties]
    outlines = [outline_of(one.get("geometry"), rank, path)
                for rank, one in enumerate(features, start=1)]
    return Layer(tuple(_text(row.get(CODE_COLUMN)) for row in rows), flat(np.array(outlines)),
                 declared_crs(collection), _edition(row.get(VERSION_COLUMN) for row in rows))


def json_of(path: Path) -> object:
    """Parse a JSON text; a text that is not JSON, or is too deep, is not what its name says."""
    if path.stat().st_size > _MOST_JSON_MEGABYTES * 2**20:
        raise FileRefusedError("boundaries.too_big", file=path.name,
                               megabytes=_MOST_JSON_MEGABYTES)
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=float)
    except (ValueError, RecursionError):
        _refuse_disguise(path)


def outline_of(geometry: object, rank: int, path: Path) -> shapely.Geometry | None:
    """Return the shape of one feature; a null one is unknown, a broken one is named."""
    if geometry is None:
        return None
    try:
        return shapely.geometry.shape(geometry)
    except (shapely.errors.ShapelyError, ValueError, TypeError, KeyError, AttributeError,
            IndexError):
        raise BoundariesRefusedError("boundaries.broken_feature", file=path.name,
                                     rank=rank) from None


def declared_crs(collection: Mapping[str, object]) -> str | None:
    """Return the reference system an older GeoJSON names; silence means degrees."""
    name = str(collection.get("crs") or "")
    number = re.search(r"EPSG:+(\d{4,6})", name)
    return f"EPSG:{number[1]}" if number else None
