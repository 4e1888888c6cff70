"""What was damaged since it was kept is said in words on the page, never as a traceback."""

from __future__ import annotations

import pytest

from dashboard import data
from dashboard.view import DEMO
from ocgraph.io.places.boundaries import imported_path
from ocgraph.network import Lens
from ocgraph.paths import user_folder


@pytest.mark.parametrize("path", ["", "carte", "donnees"])
def test_damaged_register_is_said(open_app, path):
    (user_folder() / "register.sqlite").write_bytes(b"SQLite format 3\x00" + b"x" * 5000)

    app = open_app(path)

    assert not app.exception
    assert "register.sqlite" in app.error[0].value.replace("\\", "")


def test_damaged_outlines_are_said_where_a_map_would_be(open_app):
    imported_path().parent.mkdir()
    imported_path().write_text('{"type": "Feat', encoding="utf-8")

    app = open_app("carte", source="demo")

    assert not app.exception
    assert "boundaries.geojson" in app.error[0].value.replace("\\", "")
    assert not open_app("reseau", source="demo").error


def test_damaged_positions_are_computed_anew(open_app):
    kept = user_folder() / "positions-demo.json"
    expected = data.positions(DEMO, data.moment(DEMO, Lens()))
    kept.write_text('{"a', encoding="utf-8")
    data.positions.cache_clear()

    assert data.positions(DEMO, data.moment(DEMO, Lens())) == expected
    assert "a-001" in kept.read_text(encoding="utf-8")
