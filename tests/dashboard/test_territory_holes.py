"""Territoires where figures have holes: every part is told, and what is missing is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard import data
from dashboard.view import OWN, TERRITORY_PARTS
from ocgraph.analysis import territory_reading
from ocgraph.i18n import say
from ocgraph.io.places.boundaries import embedded_boundaries, imported_path, write_boundaries
from ocgraph.io.places.reference import territory_by_code
from tests.analysis.test_territory_holes import SIX, indicators
from tests.analysis.test_territory_reading import LOW_INCOME, register
from tests.dashboard.test_pages import words_of


@pytest.fixture
def opened(open_app):
    """Open a part of the page on a small register, kept as the team's own."""
    def run(part, kept=None, **chosen):
        data.store().replace(kept or register(), save_key="one", file_name="registre.xlsx")
        app = open_app("territoires", source=OWN, territory_part=part, **chosen)
        assert not app.exception
        return words_of(app).replace("\u00a0", " ").replace("\\", "")
    return run


def plain(key):
    return say("fr", key).replace("\u00a0", " ")


@pytest.mark.parametrize("part", TERRITORY_PARTS)
@pytest.mark.parametrize("value", [None, float("nan")])
def test_every_part_is_told_with_an_indicator_that_says_nothing(opened, part, value):
    empty = register(indicators=indicators(**dict.fromkeys(LOW_INCOME, value)))

    text = opened(part, empty, weights="low_income_lim_at:3")

    assert part != "need" or plain("served.no_need") in text


@pytest.mark.parametrize("part", TERRITORY_PARTS)
def test_every_part_is_told_where_nobody_lives_in_one_territory(opened, part, monkeypatch):
    places = territory_by_code()
    monkeypatch.setattr(territory_reading, "territory_by_code", lambda: places | {
        "60": replace(places["60"], population=0)})

    text = opened(part)

    assert part not in ("need", "posts") or places["60"].name in text


@pytest.mark.parametrize("part", TERRITORY_PARTS)
def test_every_part_is_told_on_outlines_that_lack_six_territories(opened, part):
    outlines = embedded_boundaries()
    imported_path().parent.mkdir(parents=True)
    write_boundaries(outlines.outlines.drop(list(SIX)), imported_path(), source=outlines.source,
                     version="incomplete")

    text = opened(part)

    assert len(data.boundaries().outlines) == 98
    assert part != "inequality" or territory_by_code()["61"].name in text


@pytest.mark.parametrize("part", TERRITORY_PARTS)
def test_every_part_is_told_on_islands_alone(opened, part):
    """The Îles-de-la-Madeleine have no neighbour, and are compared with those of their region."""
    islands = register()
    moved = replace(islands, actors=tuple(replace(actor, mrc_code="01")
                                          for actor in islands.actors),
                    community_organizers=tuple(replace(post, home_territories=("01",))
                                               for post in islands.community_organizers))

    opened(part, moved)
