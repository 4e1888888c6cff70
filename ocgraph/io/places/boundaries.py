"""The outlines of the territories: those that travel with ocgraph, or the person's own layer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import geopandas as gpd
import shapely

from ocgraph.errors import BoundariesRefusedError
from ocgraph.i18n import Label
from ocgraph.io.places.coverage import DEGREES_DIGITS
from ocgraph.paths import data_path, user_folder

DEGREES, METRES = 4326, 32198
"""EPSG codes: longitude and latitude; Québec Lambert, where a distance is in metres."""
TOUCHING_METRES = 500
FILE_NAME = "boundaries.geojson"

CENSUS = "census"
OFFICIAL = "official"

CREDITS = {
    CENSUS: Label(
        "Contours\u00a0: amCharts (amcharts.com), d’après Statistique Canada, recensement de 2021",
        "Outlines: amCharts (amcharts.com), after Statistics Canada, 2021 census"),
    OFFICIAL: Label("Contours\u00a0: © Gouvernement du Québec (MRNF), CC BY 4.0",
                    "Outlines: © Gouvernement du Québec (MRNF), CC BY 4.0"),
}
CREDIT_LINKS = {
    CENSUS: "https://www.amcharts.com/",
    OFFICIAL: "https://www.donneesquebec.ca/recherche/dataset/decoupages-administratifs",
}


@dataclass(frozen=True)
class Boundaries:
    """The outlines in use.

    Attributes
    ----------
    outlines
        One row per territory, index ``code``, columns ``name``, ``boundary_quality`` and
        ``geometry`` in degrees (EPSG:4326). Official outlines hold the sea: never compute a
        density from them.
    source
        ``"census"`` for the outlines that travel with ocgraph, ``"official"`` for the SDA layer.
    version
        Year or edition of the limits, for instance ``"V2026-05"``; ``""`` when the layer does not
        say.
    mark
        Of these very outlines: two layers of one edition, or of none, have each their own.
    """

    outlines: gpd.GeoDataFrame
    source: str
    version: str
    mark: str

    @property
    def credit(self) -> Label:
        """The credit every map must show."""
        return CREDITS[self.source]

    @property
    def credit_link(self) -> str:
        """The address the credit leads to."""
        return CREDIT_LINKS[self.source]


def imported_path() -> Path:
    """Return where the person's own layer lies, whether or not there is one."""
    return user_folder() / "boundaries" / FILE_NAME


def read_boundaries() -> Boundaries:
    """Return the person's own layer when there is one, otherwise the outlines of the census.

    The answer is shared by all callers: copy its frame before changing it.

    Raises
    ------
    BoundariesRefusedError
        ``boundaries.damaged`` when the kept layer no longer reads: import it again, or forget it.
    """
    path = imported_path()
    if not path.is_file():
        return embedded_boundaries()
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (ValueError, KeyError, TypeError):
        raise BoundariesRefusedError("boundaries.damaged", file=path) from None


def embedded_boundaries() -> Boundaries:
    """Return the outlines that travel with ocgraph."""
    return _read(data_path("reference", FILE_NAME), 0)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Boundaries:
    content = path.read_bytes()
    collection = json.loads(content)
    features = collection["features"]
    outlines = gpd.GeoDataFrame(
        {"name": [feature["properties"]["name"] for feature in features],
         "boundary_quality": [feature["properties"]["boundary_quality"] for feature in features]},
        index=[feature["properties"]["code"] for feature in features],
        geometry=[shapely.geometry.shape(feature["geometry"]) for feature in features],
        crs=DEGREES)
    outlines.index.name = "code"
    return Boundaries(outlines, collection["source"], collection["version"],
                      sha256(content).hexdigest()[:16])


def neighbouring(outlines: gpd.GeoDataFrame) -> frozenset[tuple[str, str]]:
    """Return the pairs of territories that touch, each once, the smaller code first.

    Outlines are drawn apart from one another by up to some hundred metres: those less than
    `TOUCHING_METRES` apart are taken to touch.
    """
    shapes = outlines.geometry.to_crs(METRES)
    near = shapely.STRtree(shapes.values).query(shapes.values, predicate="dwithin",
                                                distance=TOUCHING_METRES)
    codes = outlines.index
    return frozenset((codes[one], codes[other]) for one, other in near.T
                     if codes[one] < codes[other])


def write_boundaries(outlines: gpd.GeoDataFrame, path: Path, *, source: str,
                     version: str) -> None:
    """Write outlines in degrees, one feature a line, four decimals (about ten metres)."""
    lines = [json.dumps(_feature(code, row), ensure_ascii=False, separators=(",", ":"))
             for code, row in outlines.iterrows()]
    path.write_text(
        f'{{"type":"FeatureCollection","source":"{source}","version":"{version}","features":[\n'
        + ",\n".join(lines) + "\n]}\n", encoding="utf-8")


def _feature(code: str, row: gpd.GeoSeries) -> dict[str, object]:
    geometry = shapely.geometry.mapping(row.geometry)
    return {
        "type": "Feature",
        "properties": {"code": code, "name": row["name"],
                       "boundary_quality": row["boundary_quality"]},
        "geometry": {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])},
    }


def _rounded(coordinates: object) -> object:
    if isinstance(coordinates, float):
        return round(coordinates, DEGREES_DIGITS)
    return [_rounded(part) for part in coordinates]
