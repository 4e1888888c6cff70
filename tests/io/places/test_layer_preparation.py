"""The official layer in every dress people bring it: recognised, joined, checked, mended."""

import json

import numpy as np
import pytest
import shapely

from ocgraph.io.places.coverage import is_whole
from ocgraph.io.places.reference import territory_codes
from tests.io.places.invented_layer import (
    EDITION,
    as_geojson,
    as_shapefile,
    in_three_parts,
    issue_codes,
    refusal,
    without_declared_system,
    zipped,
)


@pytest.mark.parametrize("system", [4326, 4269, 32198, 3347, 3798])
def test_a_shapefile_says_its_system(layer, tmp_path, prepare, system):
    folder = as_shapefile(layer.to_crs(system), tmp_path / "SHP")

    prepared = prepare(folder)

    assert list(prepared.wkb) == list(territory_codes())
    assert "crs_recognised" not in issue_codes(prepared)


@pytest.mark.parametrize("system", [32198, 3347])
def test_metres_without_a_system_are_recognised_and_told(layer, tmp_path, prepare, system):
    metres = without_declared_system(layer.to_crs(system))

    prepared = prepare(as_geojson(metres, tmp_path / "metres.geojson"))

    told = [issue for issue in prepared.issues if issue.code == "boundaries.crs_recognised"]
    assert told[0].params == {"system": f"EPSG:{system}"}
    assert f"EPSG:{system}" in told[0].sentence("fr")


def test_an_older_geojson_may_name_its_system(layer, tmp_path, prepare):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32198"}}
    metres = without_declared_system(layer.to_crs(32198))

    prepared = prepare(as_geojson(metres, tmp_path / "metres.geojson", crs=crs))

    assert "crs_recognised" not in issue_codes(prepared)


def test_a_system_wrongly_declared_is_not_believed(layer, tmp_path, prepare):
    wrong = layer.to_crs(32198).set_crs(4326, allow_override=True)

    prepared = prepare(as_geojson(wrong, tmp_path / "wrong.geojson"))

    assert "crs_recognised" in issue_codes(prepared)


def test_swapped_latitude_and_longitude_are_put_back_and_told(layer, tmp_path, prepare):
    swapped = layer.assign(geometry=shapely.transform(layer.geometry.values,
                                                      lambda points: points[:, ::-1]))

    prepared = prepare(as_geojson(swapped, tmp_path / "swapped.geojson"))

    assert "swapped" in issue_codes(prepared)
    assert shapely.from_wkb(prepared.wkb["66"]).bounds[0] < -70


def test_a_zipped_shapefile_in_a_folder_without_cpg_or_prj_is_read(layer, tmp_path, prepare):
    folder = as_shapefile(layer.to_crs(32198), tmp_path / "SHP")
    parts = [folder / f"mrc_s{suffix}" for suffix in (".shp", ".shx", ".dbf")]
    other = [as_shapefile(layer, tmp_path / "other", "munic_s") / "munic_s.shp"]
    path = zipped(tmp_path / "SHP.zip", parts + other, "Sda/version_courante/SHP/")

    prepared = prepare(path)

    assert prepared.version == EDITION
    assert "crs_recognised" in issue_codes(prepared)


def test_column_names_in_small_letters_are_understood(layer, tmp_path, prepare):
    small = layer.rename(columns=str.lower)

    assert prepare(as_geojson(small, tmp_path / "small.geojson")).version == EDITION


def test_the_parts_of_a_territory_are_joined_by_code(layer, tmp_path, prepare):
    parts = in_three_parts(in_three_parts(layer, "993"), "981")

    prepared = prepare(as_geojson(parts, tmp_path / "parts.geojson"))

    assert len(parts) == 108
    assert len(prepared.wkb) == 104
    joined = next(issue for issue in prepared.issues if issue.code == "boundaries.joined_parts")
    assert joined.params["n"] == 2
    assert "(993)" in joined.params["names"]


def test_a_feature_given_twice_is_taken_once(layer, tmp_path, prepare):
    path = as_geojson(layer.iloc[[*range(104), 7]], tmp_path / "twice.geojson")

    assert len(prepare(path).wkb) == 104


def test_codes_that_lost_their_zero_are_repaired_and_told(layer, tmp_path, prepare):
    numbers = layer.assign(MRS_CO_MRC=layer["MRS_CO_MRC"].astype(int))

    prepared = prepare(as_geojson(numbers, tmp_path / "numbers.geojson"))

    repaired = next(issue for issue in prepared.issues
                    if issue.code == "boundaries.repaired_codes")
    assert repaired.params == {"n": 9}  # 01 to 09
    assert "9 codes" in repaired.sentence("fr")


def test_an_unknown_code_is_set_aside_and_told(layer, tmp_path, prepare):
    extra = layer.iloc[[*range(104), 0]].reset_index(drop=True)
    extra.loc[104, "MRS_CO_MRC"] = "000"

    prepared = prepare(as_geojson(extra, tmp_path / "extra.geojson"))

    assert issue_codes(prepared)[0] == "set_aside"
    assert prepared.issues[0].params == {"n": 1, "codes": "000"}


def test_a_layer_without_some_territories_is_refused_by_name(layer, tmp_path, prepare):
    lacking = layer[~layer["MRS_CO_MRC"].isin({"61", "993"})]

    error = refusal(prepare, as_geojson(lacking, tmp_path / "lacking.geojson"))

    assert error.code == "boundaries.incomplete"
    assert error.params == {"n": 2, "names": "Joliette (61), Eeyou Istchee (993)"}


def test_a_territory_with_a_null_outline_is_missing(layer, tmp_path, prepare):
    path = as_geojson(layer, tmp_path / "null.geojson")
    collection = json.loads(path.read_text(encoding="utf-8"))
    collection["features"][0]["geometry"] = None
    path.write_text(json.dumps(collection), encoding="utf-8")

    assert refusal(prepare, path).params["names"].endswith("(01)")


def test_a_territory_far_from_its_place_is_refused(layer, tmp_path, prepare):
    far = layer.geometry.copy()
    far.iloc[40] = shapely.transform(far.iloc[40], lambda points: points + [-50, 0])

    error = refusal(prepare, as_geojson(layer.set_geometry(far), tmp_path / "far.geojson"))

    assert error.code == "boundaries.misplaced"
    assert error.params["n"] == 1


def test_two_territories_that_exchanged_their_codes_are_refused(layer, tmp_path, prepare):
    exchanged = layer.replace({"MRS_CO_MRC": {"61": "66", "66": "61"}})

    error = refusal(prepare, as_geojson(exchanged, tmp_path / "exchanged.geojson"))

    assert error.params == {"n": 2, "names": "Joliette (61), Montréal (66)"}


def test_a_territory_that_covers_its_neighbours_is_refused(layer, tmp_path, prepare):
    outlines = layer.geometry.copy()
    outlines.iloc[60] = outlines.iloc[60].buffer(0.7)

    path = as_geojson(layer.set_geometry(outlines), tmp_path / "covering.geojson")

    assert refusal(prepare, path).code == "boundaries.overlapping"


def test_another_province_is_refused(layer, tmp_path, prepare):
    elsewhere = layer.assign(geometry=layer.translate(-40, 0))
    unknown = layer.assign(MRS_CO_MRC="35XX")
    census = layer.rename(columns={"MRS_CO_MRC": "CDUID"})

    assert refusal(prepare, as_geojson(elsewhere, tmp_path / "a.geojson")).code == \
        "boundaries.unknown_place"
    assert refusal(prepare, as_geojson(unknown, tmp_path / "b.geojson")).code == \
        "boundaries.no_known_code"
    refused = refusal(prepare, as_geojson(census, tmp_path / "c.geojson"))
    assert refused.code == "boundaries.no_code_column"
    assert refused.params["found"] == "CDUID, MRS_CO_VER, MRS_NM_MRC"


def test_lines_and_coordinates_that_are_no_numbers_are_refused(layer, tmp_path, prepare):
    lines = layer.set_geometry(layer.boundary)
    path = as_geojson(layer, tmp_path / "huge.geojson")
    first = str(json.loads(path.read_text())["features"][0]["geometry"]["coordinates"][0][0][0])
    path.write_text(path.read_text().replace(first, "1e400"), encoding="utf-8")

    assert refusal(prepare, as_geojson(lines, tmp_path / "lines.geojson")).code == \
        "boundaries.not_polygons"
    assert refusal(prepare, path).code == "boundaries.no_numbers"


def test_a_ring_of_two_points_is_refused_with_its_rank(layer, tmp_path, prepare):
    path = as_geojson(layer, tmp_path / "broken.geojson")
    collection = json.loads(path.read_text(encoding="utf-8"))
    collection["features"][2]["geometry"]["coordinates"] = [[[-70, 46], [-71, 46]]]
    path.write_text(json.dumps(collection), encoding="utf-8")

    assert refusal(prepare, path).params["rank"] == 3


def test_borders_torn_by_simplifying_each_outline_alone_are_matched(layer, tmp_path, prepare):
    fine = layer.assign(geometry=shapely.segmentize(layer.geometry.values, 0.05))
    shaken = shapely.transform(fine.geometry.values, lambda points: points + 0.003 * np.sin(
        1000 * points[:, ::-1]))
    torn = fine.assign(geometry=shapely.simplify(shaken, 0.002))

    prepared = prepare(as_geojson(torn, tmp_path / "torn.geojson"))

    assert not shapely.coverage_is_valid(torn.geometry.values)
    assert "borders_matched" in issue_codes(prepared)
    assert is_whole(shapely.from_wkb(list(prepared.wkb.values())))
