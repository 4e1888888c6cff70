"""Outlines drawn on the map: what lies inside, and what is no outline, told and never mended."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocgraph import i18n
from ocgraph.errors import OcgraphError
from ocgraph.io.places.lived_outlines import (
    MOST_CORNERS,
    corners_of,
    is_inside,
    mrc_of_outline,
    municipalities_of,
    read_outline,
    write_outline,
)
from ocgraph.io.places.reference import municipality_by_code

JOLIETTE = municipality_by_code()["61025"]
SQUARE = ("46.0 -73.5", "46.0 -73.4", "46.1 -73.4", "46.1 -73.5")


def around(place, half):
    south, north = place.latitude - half, place.latitude + half
    west, east = place.longitude - half, place.longitude + half
    return read_outline(write_outline(((south, west), (south, east), (north, east),
                                       (north, west))))


def test_an_outline_holds_the_municipalities_whose_point_lies_inside_counted_one_by_one():
    outline = around(JOLIETTE, 0.2)
    inside = {code for code, place in municipality_by_code().items()
              if place.latitude is not None and is_inside(outline, place.latitude,
                                                          place.longitude)}

    assert set(municipalities_of(outline)) == inside
    assert {"61025", "61030"} <= inside and len(inside) < 30


def test_a_point_on_the_outline_is_inside_and_one_beyond_is_not():
    outline = read_outline(SQUARE)

    assert is_inside(outline, 46.0, -73.45) and is_inside(outline, 46.05, -73.45)
    assert not is_inside(outline, 45.9999, -73.45)


def test_an_outline_without_municipality_is_told_by_the_mrc_that_holds_most_of_it():
    small = around(municipality_by_code()["62037"], 0.001)
    beside = read_outline(write_outline(tuple((lat + 0.005, lng) for lat, lng in small)))

    assert municipalities_of(beside) == ()
    assert mrc_of_outline(beside) == "62"


def test_an_outline_at_sea_lies_in_no_mrc():
    assert mrc_of_outline(read_outline(("48.9 -60.5", "48.9 -60.4", "49.0 -60.4"))) is None


@pytest.mark.parametrize(("written", "code"), [
    (("46.0 -73.5", "46.1 -73.4", "46.1 -73.5", "46.0 -73.4"), "crosses"),     # a bow tie: area 0
    ((*SQUARE, "46.0 -73.6", "46.2 -73.45"), "crosses"),
    ((*SQUARE[:3], "46.0 -73.4", "46.1 -73.5"), "crosses"),                    # through a corner
    (SQUARE[:2], "few"), ((), "few"), ((*SQUARE[:2], SQUARE[0]), "few"),
    (("46.0 -73.5", "46.1 -73.5", "46.2 -73.5"), "few"),                       # all in a line
    (("46.0 -73.5", "46.0 -73.4", "43.0 -73.4"), "elsewhere"),
    ((*SQUARE, "46.0"), "unreadable"), ((*SQUARE, "a b"), "unreadable"),
    ((*SQUARE, "nan -73"), "unreadable"), ((*SQUARE, "46 -73 5"), "unreadable"),
    (SQUARE * MOST_CORNERS, "many")])
def test_what_has_no_inside_in_quebec_is_told_in_both_languages(written, code):
    with pytest.raises(OcgraphError) as refused:
        read_outline(written)

    assert refused.value.code == f"lived.outline_{code}"
    assert all(i18n.explain(refused.value, language) for language in ("fr", "en"))


@given(st.lists(st.tuples(st.integers(445_000, 620_000), st.integers(-800_000, -570_000)),
                max_size=9))
def test_corners_come_back_as_they_were_whatever_they_make(corners):
    outline = tuple((latitude / 10_000, longitude / 10_000) for latitude, longitude in corners)

    assert corners_of(write_outline(outline)) == outline
