"""Files of a layer: what lacks a part, is not what it says, or would harm."""

import contextlib
import sqlite3

import pytest

from tests.io.places.invented_layer import as_geojson, as_shapefile, refusal, zipped


@pytest.mark.parametrize("missing", [".shp", ".shx", ".dbf"])
def test_a_shapefile_without_one_of_its_files_names_it(layer, tmp_path, prepare, missing):
    folder = as_shapefile(layer, tmp_path / "SHP")
    (folder / f"mrc_s{missing}").unlink()
    path = folder if missing == ".shp" else folder / "mrc_s.shp"

    error = refusal(prepare, path)

    assert (error.code, error.params["part"]) == ("boundaries.missing_part", missing)


def test_a_geopackage_without_the_layer_names_those_it_has(layer, tmp_path, prepare):
    layer.drop(columns="MRS_CO_MRC").to_file(tmp_path / "other.gpkg", layer="munic_s")

    error = refusal(prepare, tmp_path / "other.gpkg")

    assert (error.code, error.params["found"]) == ("boundaries.no_layer", "munic_s")


def test_an_endless_view_named_as_the_layer_is_not_read(layer, tmp_path, prepare):
    path = tmp_path / "view.gpkg"
    layer.drop(columns="MRS_CO_MRC").to_file(path, layer="munic_s")
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE VIEW mrc_s AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
                           "SELECT i + 1 FROM n) SELECT i AS mrs_co_mrc FROM n")
        connection.execute("INSERT INTO gpkg_contents (table_name, data_type, identifier) "
                           "VALUES ('mrc_s', 'features', 'mrc_s')")

    assert refusal(prepare, path).code == "boundaries.no_layer"


def test_a_vrt_named_as_a_shapefile_is_refused(layer, tmp_path, prepare):
    folder = as_shapefile(layer, tmp_path / "SHP")
    (folder / "mrc_s.shp").write_text("<OGRVRTDataSource/>", encoding="utf-8")

    assert refusal(prepare, folder).code == "boundaries.not_what_it_says"


@pytest.mark.parametrize("text", ["[" * 100_000, "{", "[]", '{"features": [1]}', ""])
def test_a_text_that_is_no_collection_is_refused(tmp_path, prepare, text):
    path = tmp_path / "mrc.geojson"
    path.write_text(text, encoding="utf-8")

    assert refusal(prepare, path).code == "boundaries.not_what_it_says"


def test_a_member_that_climbs_out_of_its_zip_stays_in(layer, tmp_path, prepare):
    file = as_geojson(layer, tmp_path / "mrc_s.geojson")
    path = zipped(tmp_path / "slip.zip", [file], "../../climbed/")

    prepare(path)

    assert not list(tmp_path.parent.glob("climbed"))
    assert len(list((tmp_path / "scratch").rglob("mrc_s.geojson"))) == 1


def test_a_zip_that_unpacks_a_thousand_times_its_weight_is_refused(tmp_path, prepare):
    file = tmp_path / "mrc_s.geojson"
    file.write_bytes(b" " * 20_000_000)

    assert refusal(prepare, zipped(tmp_path / "bomb.zip", [file])).code == "boundaries.bomb"


def test_a_geojson_of_more_than_200_megabytes_is_refused_unread(tmp_path, prepare):
    path = tmp_path / "mrc.geojson"
    with path.open("wb") as stream:
        stream.truncate(201 * 2**20)  # a sparse file: it weighs nothing on the disk

    error = refusal(prepare, path)

    assert (error.code, error.params["megabytes"]) == ("boundaries.too_big", 200)


def test_files_of_another_kind_are_refused(tmp_path, prepare):
    text = tmp_path / "notes.txt"
    text.write_text("rien", encoding="utf-8")
    (tmp_path / "empty").mkdir()

    assert refusal(prepare, text).code == "boundaries.unknown_format"
    assert refusal(prepare, tmp_path / "empty").code == "boundaries.nothing_inside"
    assert refusal(prepare, zipped(tmp_path / "notes.zip", [text])).code == \
        "boundaries.nothing_inside"
