"""The outlines that travel with ocgraph."""

import csv

import numpy as np
import pytest
import shapely

from ocgraph.io.places.boundaries import embedded_boundaries, read_boundaries, write_boundaries
from ocgraph.io.places.boundaries_import import outside
from ocgraph.io.places.coverage import (
    is_whole,
    lighter_coverage,
    mended_coverage,
    rounded_coverage,
    vertex_count,
)
from ocgraph.io.places.reference import read_territories, territory_codes
from ocgraph.paths import data_path

APPROXIMATE = {"371", "372", "941", "942", "971", "972", "981", "982", "991", "992", "993"}


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """A person who has imported nothing."""
    monkeypatch.setenv("OCGRAPH_HOME", str(tmp_path))


@pytest.fixture
def outlines():
    return embedded_boundaries().outlines


def test_there_is_one_outline_for_each_territory(outlines):
    assert tuple(outlines.index) == territory_codes()
    assert list(outlines.columns) == ["name", "boundary_quality", "geometry"]
    assert outlines.crs.to_epsg() == 4326


def test_the_eleven_that_share_a_division_are_approximate(outlines):
    quality = outlines["boundary_quality"]

    assert set(quality.index[quality == "approximate"]) == APPROXIMATE
    assert (quality == "census").sum() == 93


def test_outlines_are_valid_and_share_their_borders(outlines):
    assert is_whole(np.asarray(outlines.geometry))


def test_outlines_stay_in_quebec_and_under_200_kb(outlines):
    west, south, east, north = outlines.total_bounds

    assert west > -80.5
    assert south > 44.5
    assert east < -56
    assert north < 63.5
    assert data_path("reference", "boundaries.geojson").stat().st_size < 200_000


def test_most_label_points_lie_in_their_own_outline(outlines):
    inside = [outlines.geometry[territory.code].covers(
        shapely.Point(territory.longitude, territory.latitude)) for territory in read_territories()]

    assert sum(inside) >= 100


def test_every_ordinary_municipality_is_in_its_mrc_or_listed_with_its_distance(outlines):
    path = data_path("reference", "municipalities_outside.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        listed = [(row["code"], row["name"].replace("'", "\u2019"), row["mrc_code"],
                   float(row["metres"]))
                  for row in csv.DictReader(stream)]

    assert list(outside(outlines)) == listed
    assert len(listed) == 21
    assert max(metres for *_, metres in listed) < 8_000


def test_the_census_outlines_say_whose_they_are():
    boundaries = read_boundaries()

    assert (boundaries.source, boundaries.version) == ("census", "2021")
    assert "amCharts" in boundaries.credit.fr
    assert "Statistics Canada" in boundaries.credit.en
    assert boundaries.credit_link == "https://www.amcharts.com/"


def test_writing_then_reading_changes_nothing(tmp_path, outlines):
    kept = tmp_path / "boundaries" / "boundaries.geojson"
    kept.parent.mkdir()
    write_boundaries(outlines, kept, source="official", version="V2099-01")

    again = read_boundaries()

    assert again.outlines.equals(outlines)
    assert again.version == "V2099-01"
    assert "CC BY 4.0" in again.credit.fr


def test_a_border_simplified_stays_one_border(outlines):
    light = lighter_coverage(np.asarray(outlines.geometry), 3_000)

    assert vertex_count(light) <= 3_000
    assert shapely.coverage_is_valid(light)


def test_slits_and_overlaps_between_neighbours_are_closed():
    torn = np.array([shapely.box(0, 0, 1.01, 1), shapely.box(1, 0, 2, 1),
                     shapely.box(2.005, 0, 3, 1), shapely.box(0, 1, 3, 2),
                     shapely.box(0, -1, 3, 0)])

    mended = mended_coverage(torn)

    assert not is_whole(torn)
    assert is_whole(mended)
    assert shapely.area(mended).sum() == pytest.approx(9.0)  # 3 wide, 3 high, nothing between


def test_rounding_keeps_shared_borders_equal():
    left = shapely.Polygon([(0, 0), (1.00004, 0.33333), (1, 1), (0, 1)])
    right = shapely.Polygon([(1.00004, 0.33333), (2, 0), (2, 1), (1, 1)])

    rounded = rounded_coverage(np.array([left, right]), digits=3)

    assert is_whole(rounded)
    assert (1.0, 0.333) in rounded[0].exterior.coords
    assert (1.0, 0.333) in rounded[1].exterior.coords
