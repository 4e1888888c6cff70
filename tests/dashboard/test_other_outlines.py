"""Other outlines in place of those shipped, while the dashboard is open: nothing of the former."""

from __future__ import annotations

import re

import pytest

from dashboard import data, decisions, scenarios, served, state
from dashboard.view import DEMO, QUEBEC, TERRITORY_PARTS
from ocgraph.analysis.place import Place
from ocgraph.i18n import say
from ocgraph.io.places.boundaries import embedded_boundaries, imported_path, write_boundaries
from ocgraph.io.places.lived_outlines import mrc_of_outline, read_outline
from ocgraph.network import Lens
from tests.dashboard.test_pages import words_of

pytestmark = pytest.mark.soak   # the check has fifteen minutes

EDITION = "V2099-01"
# Montréal and what lies around: nobody is known to touch what is left of the layer there.
LACKING = ("66", "58", "65", "72", "73", "371")


def lay(outlines, version=EDITION):
    imported_path().parent.mkdir(exist_ok=True)
    write_boundaries(outlines, imported_path(), source="official", version=version)


def kept():
    """A layer of 98 territories out of 104, put by hand: an import would refuse it."""
    whole = embedded_boundaries().outlines
    return whole.drop(index=list(LACKING))


@pytest.mark.parametrize("version", [pytest.param(EDITION, marks=pytest.mark.soak), ""])
def test_two_layers_of_one_edition_or_of_none_are_told_apart(version, monkeypatch):
    monkeypatch.setattr(state, "source", lambda: QUEBEC)
    monkeypatch.setattr(state, "lens", Lens)

    def found():
        return (data.boundaries().mark, data.drawing_page("map"), served.neighbours(),
                served.clusters("hours_per_10000"), decisions.gaps(QUEBEC, Lens()),
                scenarios.compared(QUEBEC, Lens(), ()))

    lay(embedded_boundaries().outlines, version)
    whole = found()
    lay(kept(), version)
    less = found()

    assert len(whole[2]) > len(less[2])
    assert not any(set(LACKING) & pair for pair in less[2])
    assert all(one != other for one, other in zip(whole[:4], less[:4], strict=True))
    lay(embedded_boundaries().outlines, version)
    assert found()[:4] == whole[:4]


def test_a_layer_put_back_is_that_of_before_and_an_edition_alone_makes_another():
    shipped = data.boundaries().mark
    lay(embedded_boundaries().outlines)
    official = data.boundaries().mark
    imported_path().unlink()

    assert data.boundaries().mark == shipped != official


@pytest.mark.parametrize("part", TERRITORY_PARTS)
@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.soak)])
def test_with_98_territories_of_104_every_part_is_told(open_app, part, language):
    lay(kept())
    app = open_app("territoires", source=QUEBEC, territory_part=part, lang=language)

    assert not app.exception
    assert app.title[0].value == say(language, "page.territories.title")


def test_territories_without_outline_are_counted_among_those_of_no_known_neighbour(open_app):
    def alone():
        app = open_app("territoires", source=QUEBEC, territory_part="inequality")
        told = words_of(app).replace("\\", "")
        return int(re.search(r"Sans voisine dont on sait le chiffre, .*? \((\d+)\)", told)[1])

    lay(kept())
    less = alone()
    imported_path().unlink()

    assert less == alone() + len(LACKING) - 2    # of 66 and 58 no hours are known


def test_an_outline_drawn_where_the_layer_lacks_its_mrc_lies_in_none_and_has_a_portrait():
    in_montreal = read_outline(("45.50 -73.60", "45.50 -73.59", "45.51 -73.59"))
    assert mrc_of_outline(in_montreal) == "66"
    lay(kept())

    assert mrc_of_outline(in_montreal) is None
    assert decisions.portrait(DEMO, Lens(), Place(outline=in_montreal)).actors == ()
