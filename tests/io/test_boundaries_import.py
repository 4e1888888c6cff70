"""The official layer, in every dress people bring it, and what is refused."""

import contextlib
import functools
import http.server
import json
import sqlite3
import threading
import time
import zipfile

import numpy as np
import pytest
import shapely

from ocgraph.errors import BoundariesRefusedError, FileRefusedError, OcgraphError
from ocgraph.i18n import explain
from ocgraph.io.boundaries import imported_path, read_boundaries
from ocgraph.io.boundaries_import import (
    MOST_VERTICES,
    download_boundaries,
    forget_imported_boundaries,
    import_boundaries,
    prepare_layer,
)
from ocgraph.io.coverage import is_whole
from ocgraph.io.reference import territory_codes
from tests.io.invented_layer import (
    EDITION,
    in_three_parts,
    invented_layer,
    without_declared_system,
)


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """A person who has imported nothing."""
    monkeypatch.setenv("OCGRAPH_HOME", str(tmp_path / "home"))


@pytest.fixture
def layer():
    return invented_layer()


@pytest.fixture
def prepare(tmp_path):
    """Read a file without the child process: the same function, a second less each time."""
    def run(path):
        scratch = tmp_path / "scratch"
        scratch.mkdir(exist_ok=True)
        return prepare_layer(path, scratch)
    return run


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


def test_an_imported_layer_replaces_the_outlines_and_their_credit(layer, tmp_path):
    change = import_boundaries(as_geojson(layer, tmp_path / "mrc.geojson"))

    boundaries = read_boundaries()
    assert (boundaries.source, boundaries.version) == ("official", EDITION)
    assert tuple(boundaries.outlines.index) == territory_codes()
    assert set(boundaries.outlines["boundary_quality"]) == {"official"}
    assert change.version == EDITION
    assert change.size == imported_path().stat().st_size
    assert forget_imported_boundaries()
    assert read_boundaries().source == "census"


def test_an_import_tells_which_outlines_moved_and_who_is_now_outside(layer, tmp_path):
    path = as_geojson(layer, tmp_path / "mrc.geojson")

    first = import_boundaries(path)
    second = import_boundaries(path)

    assert first.moved == tuple(sorted(first.moved, key=lambda row: -row[2]))
    assert all(share > 0.05 for *_, share in first.moved)
    assert len(first.moved) > 50  # invented cells are nowhere near the real outlines
    assert second.moved == ()
    assert all(metres >= 0 for *_, metres in second.outside)


def test_a_refused_import_leaves_what_was_there(layer, tmp_path):
    import_boundaries(as_geojson(layer, tmp_path / "mrc.geojson"))
    before = imported_path().read_bytes()

    with pytest.raises(BoundariesRefusedError):
        import_boundaries(as_geojson(layer.iloc[1:], tmp_path / "partial.geojson"))

    assert imported_path().read_bytes() == before


def test_a_geopackage_in_nad83_with_heights_is_read_through_the_child(layer, tmp_path):
    path = tmp_path / "SDA.gpkg"
    raised = layer.assign(geometry=shapely.force_3d(layer.geometry.values, 12.0)).to_crs(4269)
    raised.to_file(path, layer="regio_s")
    raised.to_file(path, layer="mrc_s")

    change = import_boundaries(path)

    assert change.version == EDITION
    assert not read_boundaries().outlines.has_z.any()


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


@pytest.mark.parametrize("name", ["mrc.geojson", "mrc.gpkg", "mrc.zip", "mrc.json"])
def test_a_vrt_in_disguise_is_refused_in_words_within_seconds(tmp_path, name):
    path = tmp_path / name
    path.write_text('<OGRVRTDataSource><OGRVRTLayer name="mrc_s"><SrcDataSource>/etc/passwd'
                    "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>", encoding="utf-8")
    started = time.monotonic()

    with pytest.raises(FileRefusedError) as caught:
        import_boundaries(path)

    assert time.monotonic() - started < 20
    assert caught.value.code == "boundaries.not_what_it_says"
    assert name in explain(caught.value, "fr")


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


def test_files_of_another_kind_are_refused(tmp_path, prepare):
    text = tmp_path / "notes.txt"
    text.write_text("rien", encoding="utf-8")
    (tmp_path / "empty").mkdir()

    assert refusal(prepare, text).code == "boundaries.unknown_format"
    assert refusal(prepare, tmp_path / "empty").code == "boundaries.nothing_inside"
    assert refusal(import_boundaries, tmp_path / "none.gpkg").code == "boundaries.not_found"
    assert refusal(prepare, zipped(tmp_path / "notes.zip", [text])).code == \
        "boundaries.nothing_inside"


def test_borders_torn_by_simplifying_each_outline_alone_are_matched(layer, tmp_path, prepare):
    fine = layer.assign(geometry=shapely.segmentize(layer.geometry.values, 0.05))
    shaken = shapely.transform(fine.geometry.values, lambda points: points + 0.003 * np.sin(
        1000 * points[:, ::-1]))
    torn = fine.assign(geometry=shapely.simplify(shaken, 0.002))

    prepared = prepare(as_geojson(torn, tmp_path / "torn.geojson"))

    assert not shapely.coverage_is_valid(torn.geometry.values)
    assert "borders_matched" in issue_codes(prepared)
    assert is_whole(shapely.from_wkb(list(prepared.wkb.values())))


def test_a_detailed_layer_is_made_light_enough_for_a_page(layer, tmp_path):
    fine = layer.assign(geometry=shapely.segmentize(layer.geometry.values, 0.004))
    wavy = fine.assign(geometry=shapely.transform(
        fine.geometry.values, lambda points: points + 0.01 * np.sin(90 * points[:, ::-1])))

    change = import_boundaries(as_geojson(wavy, tmp_path / "fine.geojson"))

    assert fine.geometry.count_coordinates().sum() > 10 * MOST_VERTICES
    assert change.vertices <= MOST_VERTICES
    assert change.size < 300_000


@contextlib.contextmanager
def served(folder):
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words):
        """Print nothing."""


def test_the_official_layer_is_downloaded_then_imported(layer, tmp_path):
    layer.to_file(tmp_path / "SDA.gpkg", layer="mrc_s")
    zipped(tmp_path / "SDA.gpkg.zip", [tmp_path / "SDA.gpkg"])

    with served(tmp_path) as address:
        change = download_boundaries(f"{address}/SDA.gpkg.zip")

    assert change.version == EDITION


def test_without_a_network_the_download_says_what_to_do(tmp_path):
    with served(tmp_path) as address:
        pass

    with pytest.raises(OcgraphError) as caught:
        download_boundaries(f"{address}/SDA.gpkg.zip")

    assert caught.value.code == "boundaries.no_network"
    assert "navigateur" in explain(caught.value, "fr")
