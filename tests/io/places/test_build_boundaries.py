"""The script that made the outlines inside: how a division is shared among territories."""

import importlib.util

import pytest
import shapely

from ocgraph.io.places.reference import read_municipalities
from ocgraph.paths import data_path


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location(
        "build_boundaries", data_path("reference", "build_boundaries.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_five_divisions_hold_eleven_territories(script):
    held = script.territories_by_division()
    several = [codes for codes in held.values() if len(codes) > 1]

    assert len(held) == 98
    assert sum(map(len, several)) == 11
    assert ["371", "372"] in several


def test_a_divided_division_gives_each_municipality_to_its_mrc(script):
    division = shapely.box(-73.0, 46.2, -72.0, 46.8)
    parts = script.divided(division, ["371", "372"])

    assert shapely.area(list(parts.values())).sum() == pytest.approx(division.area, rel=1e-4)
    assert shapely.area(parts["371"].intersection(parts["372"])) == pytest.approx(0, abs=1e-9)
    for place in read_municipalities():
        point = shapely.Point(place.longitude or 0, place.latitude or 0)
        if place.mrc_code in parts and division.contains(point):
            assert parts[place.mrc_code].covers(point)
