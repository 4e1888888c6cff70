"""What one takes away: a picture, or the page itself, that says what it shows and when."""

from __future__ import annotations

import datetime
import struct
from xml.etree import ElementTree

import pytest

from ocgraph.i18n import format_day
from tests.browser.pages import DRAWN, Drawing, open_page

pytestmark = pytest.mark.soak  # what is in each file is held by tests/views

TITLES = {"map": "Carte des partenariats", "graph": "Réseau des partenariats"}
BUTTONS = {"png": "Image (PNG)", "svg": "Image (SVG)", "html": "Page à ouvrir sans Internet (HTML)"}


@pytest.fixture
def downloaded(page, address, tmp_path):
    def download(path, fmt, **parameters):
        open_page(page, address, path, **parameters)
        with page.expect_download() as waited:
            page.get_by_role("button", name=BUTTONS[fmt]).click()
        kept = tmp_path / waited.value.suggested_filename
        waited.value.save_as(kept)
        assert kept.suffix == f".{fmt}"
        return kept
    return download


@pytest.mark.parametrize("path", DRAWN)
def test_png_is_a_picture_wide_enough_to_project(downloaded, path):
    content = downloaded(path, "png").read_bytes()

    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">I", content[16:20])[0] > 800


@pytest.mark.parametrize("path", DRAWN)
def test_svg_holds_title_legend_date_and_where_it_comes_from(downloaded, path):
    root = ElementTree.fromstring(downloaded(path, "svg").read_bytes())
    words = " ".join("".join(root.itertext()).split())

    assert TITLES[DRAWN[path]] in words
    assert "Table de concertation" in words
    assert " ".join(format_day(datetime.date.today(), "fr").split()) in words
    assert "données inventées" in words
    assert (DRAWN[path] == "graph") or "Statistique Canada" in words


@pytest.mark.parametrize("path", DRAWN)
def test_page_taken_away_opens_without_any_request(downloaded, new_page, path):
    kept = downloaded(path, "html", selection="o-8")
    offline, asked = new_page(offline=True), []
    offline.on("request", lambda request: asked.append(request.url))
    offline.goto(kept.as_uri())
    offline.wait_for_function("document.body.dataset.drawn !== undefined")

    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == [kept.as_uri()]
    assert offline.locator("#ocgraph-title").inner_text() == TITLES[DRAWN[path]]
    assert offline.locator("#ocgraph-legend").is_visible()
    assert "données inventées" in offline.locator("#ocgraph-notes").inner_text()
    offline.screenshot(path=kept.with_suffix(".png"))


def test_picture_shows_what_is_looked_at_in_its_language(page, address, tmp_path):
    open_page(page, address, "reseau", lang="en", territories="62")
    Drawing(page, "graph")
    with page.expect_download() as waited:
        page.get_by_role("button", name="Image (SVG)").click()
    waited.value.save_as(tmp_path / "network.svg")
    words = (tmp_path / "network.svg").read_text(encoding="utf-8")

    assert "Network of partnerships" in words
    assert "Matawinie" in words
