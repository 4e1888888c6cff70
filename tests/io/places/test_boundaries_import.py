"""The official layer takes the place of the outlines, or is refused and changes nothing."""

import contextlib
import functools
import http.server
import threading
import time

import numpy as np
import pyogrio
import pytest
import shapely

from ocgraph.errors import BoundariesRefusedError, FileRefusedError, OcgraphError
from ocgraph.i18n import explain
from ocgraph.io.isolation import run_isolated
from ocgraph.io.places.boundaries import imported_path, read_boundaries
from ocgraph.io.places.boundaries_import import (
    download_boundaries,
    forget_imported_boundaries,
    import_boundaries,
    other_drivers,
)
from ocgraph.io.places.layer_preparation import MOST_VERTICES
from ocgraph.io.places.reference import territory_codes
from tests.io.places.invented_layer import EDITION, as_geojson, as_shapefile, refusal, zipped

pytestmark = pytest.mark.soak   # the check has fifteen minutes


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """A person who has imported nothing."""
    monkeypatch.setenv("OCGRAPH_HOME", str(tmp_path / "home"))


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


@pytest.mark.soak
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


def test_a_damaged_layer_is_told_and_can_be_replaced(layer, tmp_path):
    imported_path().parent.mkdir(parents=True)
    imported_path().write_text('{"type": "Feat', encoding="utf-8")

    with pytest.raises(BoundariesRefusedError) as caught:
        read_boundaries()
    import_boundaries(as_geojson(layer, tmp_path / "mrc.geojson"))

    assert str(imported_path()) in explain(caught.value, "fr")
    assert read_boundaries().version == EDITION


def test_the_child_can_open_nothing_but_geopackages_and_shapefiles():
    drivers = run_isolated(pyogrio.list_drivers, environment={"OGR_SKIP": other_drivers()})

    assert set(drivers) == {"GPKG", "ESRI Shapefile"}


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


@pytest.mark.soak
def test_a_detailed_layer_is_made_light_enough_for_a_page(layer, tmp_path):
    fine = layer.assign(geometry=shapely.segmentize(layer.geometry.values, 0.004))
    wavy = fine.assign(geometry=shapely.transform(
        fine.geometry.values, lambda points: points + 0.01 * np.sin(90 * points[:, ::-1])))

    change = import_boundaries(as_geojson(wavy, tmp_path / "fine.geojson"))

    assert fine.geometry.count_coordinates().sum() > 10 * MOST_VERTICES
    assert change.vertices <= MOST_VERTICES
    assert change.size < 300_000


def test_a_shapefile_cut_short_is_said_unreadable(layer, tmp_path):
    folder = as_shapefile(layer, tmp_path / "SHP")
    for part in (folder / "mrc_s.shp", folder / "mrc_s.dbf"):
        part.write_bytes(part.read_bytes()[:60])

    assert refusal(import_boundaries, folder).code == "boundaries.unreadable"


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    assert refusal(import_boundaries, tmp_path / "none.gpkg").code == "boundaries.not_found"


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
