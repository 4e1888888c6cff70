"""A small invented layer of MRC, with the columns of the official one.

Each territory is the cell of places nearer to its label point than to any other's: few vertices,
shared borders, every territory where it should be, and nothing that is an official outline.
"""

import json
import zipfile

import geopandas as gpd
import numpy as np
import pytest
import shapely

from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain
from ocgraph.io.places.reference import read_territories

EDITION = "V2099-01"
QUEBEC = shapely.box(-80, 44.9, -56.5, 62.8)


def invented_layer():
    territories = read_territories()
    points = [shapely.Point(territory.longitude, territory.latitude) for territory in territories]
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(points),
                                                       extend_to=QUEBEC, ordered=True))
    inside = [shapely.intersection(cell, QUEBEC) for cell in cells]
    return gpd.GeoDataFrame({"MRS_CO_MRC": [territory.code for territory in territories],
                             "MRS_NM_MRC": [territory.name for territory in territories],
                             "MRS_CO_VER": EDITION}, geometry=inside, crs=4326)


def in_three_parts(layer, code):
    """The layer with one territory cut in three features, two of them islands of it."""
    whole = layer.loc[layer["MRS_CO_MRC"] == code]
    west, south, east, north = whole.total_bounds
    cuts = np.linspace(west, east, 4)
    parts = [whole.assign(geometry=whole.intersection(shapely.box(left, south, right, north)))
             for left, right in zip(cuts, cuts[1:], strict=False)]
    others = layer.loc[layer["MRS_CO_MRC"] != code]
    return gpd.GeoDataFrame(gpd.pd.concat([others, *parts], ignore_index=True), crs=layer.crs)


def without_declared_system(layer):
    """The same coordinates, and no word of what they are."""
    return layer.set_crs(None, allow_override=True)


def as_geojson(layer, path, **members):
    collection = json.loads(layer.to_json(drop_id=True)) | members
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path


def issue_codes(prepared):
    return [issue.code.removeprefix("boundaries.") for issue in prepared.issues]


def refusal(prepare, path):
    """Return the error, once both its sentences have been worded."""
    with pytest.raises(OcgraphError) as caught:
        prepare(path)
    assert explain(caught.value, "fr") != explain(caught.value, "en")
    return caught.value


def zipped(path, files, folder=""):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, f"{folder}{file.name}")
    return path


def as_shapefile(layer, folder, name="mrc_s", encoding="cp1252"):
    folder.mkdir(exist_ok=True)
    layer.to_file(folder / f"{name}.shp", encoding=encoding)
    return folder
