"""Make ``boundaries.geojson``: 104 outlines from the 98 census divisions of amCharts geodata.

Run from the checkout, with the file ``json/region/canada/qcHigh.json`` of the npm package
``@amcharts/amcharts5-geodata`` (5.1.6)::

    python data/reference/build_boundaries.py qcHigh.json

Ninety-three divisions are one territory. The five others hold eleven: each is divided by nearest
municipality. Also writes ``municipalities_outside.csv``: the ordinary municipalities whose point
falls outside the outline of their MRC, with the distance.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from ocgraph.io.places.boundaries import DEGREES, METRES, write_boundaries
from ocgraph.io.places.boundaries_import import outside, points_of
from ocgraph.io.places.coverage import mended_coverage, rounded_coverage
from ocgraph.io.places.reference import read_municipalities, read_territories
from ocgraph.paths import data_path


def territories_by_division() -> dict[str, list[str]]:
    """Return the codes of the territories that each census division holds."""
    held: dict[str, list[str]] = defaultdict(list)
    with data_path("reference", "territories.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            held[row["census_division_code"]].append(row["code"])
    return held


def read_divisions(path: Path) -> dict[str, shapely.Geometry]:
    """Return the outlines of the 98 divisions by code, in degrees."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    return {feature["properties"]["id"]: shapely.geometry.shape(feature["geometry"])
            for feature in collection["features"]}


def divided(division: shapely.Geometry, codes: list[str]) -> dict[str, shapely.Geometry]:
    """Divide an outline among `codes`: each place goes to the MRC of its nearest municipality."""
    municipalities = [place for place in read_municipalities()
                      if place.mrc_code in codes and place.latitude is not None]
    outline = gpd.GeoSeries([division], crs=DEGREES).to_crs(METRES).iloc[0]
    by_point = {point: place.mrc_code for point, place
                in zip(points_of(municipalities).to_crs(METRES), municipalities,
                       strict=True)}
    cells = shapely.get_parts(shapely.voronoi_polygons(
        shapely.MultiPoint(list(by_point)), extend_to=outline.buffer(100_000)))
    kept: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for cell in cells:
        kept[next(code for point, code in by_point.items() if cell.covers(point))].append(cell)
    parts = {code: shapely.union_all(kept[code]) for code in codes}
    degrees = gpd.GeoSeries(parts, crs=METRES).to_crs(DEGREES)
    return {code: polygons_of(part.intersection(division)) for code, part in degrees.items()}


def polygons_of(geometry: shapely.Geometry) -> shapely.Geometry:
    """Drop the points and lines an intersection may leave along a border."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return shapely.union_all(parts)


def build(divisions: dict[str, shapely.Geometry]) -> gpd.GeoDataFrame:
    """Return the 104 outlines as one coverage, with their quality."""
    outlines: dict[str, shapely.Geometry] = {}
    quality: dict[str, str] = {}
    for division_code, codes in territories_by_division().items():
        division = divisions[division_code]
        outlines |= ({codes[0]: division} if len(codes) == 1 else divided(division, codes))
        quality |= dict.fromkeys(codes, "census" if len(codes) == 1 else "approximate")
    territories = read_territories()
    ordered = np.array([outlines[territory.code] for territory in territories])
    return gpd.GeoDataFrame(
        {"name": [territory.name for territory in territories],
         "boundary_quality": [quality[territory.code] for territory in territories]},
        index=[territory.code for territory in territories],
        geometry=rounded_coverage(mended_coverage(ordered, gap_width=0.0)), crs=DEGREES)


def main() -> None:
    """Write both files."""
    outlines = build(read_divisions(Path(sys.argv[1])))
    write_boundaries(outlines, data_path("reference", "boundaries.geojson"),
                     source="census", version="2021")
    with data_path("reference", "municipalities_outside.csv").open(
            "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("code", "name", "mrc_code", "metres"))
        writer.writerows(outside(outlines))


if __name__ == "__main__":
    main()
