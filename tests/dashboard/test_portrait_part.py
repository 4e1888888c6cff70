"""Analyse, the portrait of a place: what is chosen, what is told, what is taken away."""

from __future__ import annotations

import io
import json
import re

import pytest
from docx import Document

from dashboard import decisions, state
from dashboard.components import lived_drawing
from dashboard.components.text import plain
from dashboard.view import DEMO, OWN
from ocgraph.analysis.overview import n_ended
from ocgraph.analysis.place import Place
from ocgraph.i18n import say
from ocgraph.io.places.lived_outlines import municipalities_of, read_outline
from ocgraph.io.places.reference import municipality_by_code
from ocgraph.model import Actor, Register
from ocgraph.network import Lens
from ocgraph.reports.portrait import source_sentences
from tests.dashboard.test_decision_pages import kept
from tests.dashboard.test_pages import words_of
from tests.reports.test_formats import HOSTILE as IN_DOCUMENTS

pytestmark = pytest.mark.soak   # the check has fifteen minutes

HOSTILE = [name for name in IN_DOCUMENTS if "\0" not in name]  # no register keeps U+0000


def portrait(open_app, **parameters):
    app = open_app("analyse", source=parameters.pop("source", "demo"), analysis="portrait",
                   **parameters)
    assert not app.exception
    return app


def test_the_page_opens_on_the_roles_unless_one_comes_for_a_portrait(open_app):
    roles = open_app("analyse", source="demo")

    assert not any(header.value.startswith("Portrait") for header in roles.header)
    assert portrait(open_app).header[0].value.endswith("tout ce qui est montré")


@pytest.mark.parametrize(("parameters", "title"), [
    ({"mrc": "62"}, "Matawinie"), ({"municipality": "64008"}, "Terrebonne"),
    ({"mrc": "61,52", "place": "Pays fictif"}, "Pays fictif"),
    ({"territories": "62"}, "Matawinie"), ({"selection": "mrc:62"}, "Matawinie"),
    ({"mrc": "zzz"}, "tout ce qui est montré"), ({"mrc": "62", "place": "Pays"}, "Matawinie")])
def test_the_place_is_that_of_the_address_of_the_filters_or_of_the_selection(
        open_app, parameters, title):
    assert portrait(open_app, **parameters).header[0].value.endswith(title)


def test_each_sentence_opens_onto_its_figures(open_app):
    app = portrait(open_app, mrc="62")

    assert "25 acteurs connus y ont leur siège" in words_of(app)
    figures = [opened for opened in app.expander if opened.label == "Les chiffres"]
    assert figures[0].table[0].value.iloc[0, 2] == "25"
    assert len(app.expander) > 12


def test_filters_on_a_territory_leave_the_region_to_compare_with(open_app):
    assert "parmi les 217 connus dans la région" in words_of(portrait(open_app, territories="62"))


@pytest.mark.parametrize(("mrc", "filters", "is_said"), [
    ("62", "61", True), ("62", "62", False), ("62", "", False), ("", "61", False)])
def test_which_mrc_counts_is_said_when_the_filters_have_another(open_app, mrc, filters, is_said):
    app = portrait(open_app, source=DEMO, mrc=mrc, territories=filters)

    labels = [field.label for field in app.multiselect]
    assert len(set(labels)) == len(labels)
    assert (say("fr", "portrait.filters_aside").replace("\u00a0", " ") in words_of(app)) is is_said


def test_what_is_chosen_is_kept_in_the_address(open_app):
    app = portrait(open_app, mrc="62")
    app.multiselect(key="choices_place_municipalities_fr").set_value(["64008"]).run()
    app.text_input(key="text_place_name_fr").set_value("Pays fictif").run()

    assert not app.exception
    assert app.header[0].value.endswith("Pays fictif")
    assert (app.query_params["municipality"], app.query_params["place"]) == (
        "64008", "Pays fictif")


def test_an_mrc_of_the_map_leads_to_its_portrait(open_app):
    app = open_app("carte", source="demo", selection="mrc:62")
    app.button(key="open_portrait").click().run()

    assert not app.exception
    assert app.query_params["mrc"] == "62"
    assert app.query_params["analysis"] == "portrait"


def test_hostile_names_are_shown_as_they_were_typed(open_app):
    kept(Register(actors=tuple(Actor(actor_id=f"a-{number}", name=name, mrc_code="62")
                               for number, name in enumerate(HOSTILE))))
    app = portrait(open_app, source=OWN, mrc="62")

    alone = next(table.value for table in app.table if "Acteur" in table.value.columns)
    assert alone["Acteur"].tolist() == list(map(plain, HOSTILE))
    assert not re.search(r"(?<!\\)<img", words_of(app))


def test_the_document_says_the_data_are_invented(open_app):
    content = decisions.portrait_file(DEMO, Lens(), Place(("62",)), "fr", "docx")

    told = [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]
    assert "Démonstration\u00a0: données inventées." in told


def test_the_document_says_how_many_links_shown_have_ended():
    everywhere = decisions.portrait(DEMO, Lens(), Place())

    assert say("fr", "note.ended", n=n_ended(everywhere.links, everywhere.today)) in (
        source_sentences(everywhere, "fr", is_demo=True))


def test_a_long_table_is_cut_and_the_documents_hold_the_rest(open_app, monkeypatch):
    monkeypatch.setattr("dashboard.components.portrait._ROWS_SHOWN", 3)
    app = open_app("analyse", source="demo", analysis="portrait", mrc="62")

    assert not app.exception
    assert max(len(table.value) for table in app.table) == 3
    assert any("documents à emporter" in caption.value for caption in app.caption)


def square(code, half=0.01):
    place = municipality_by_code()[code]
    west, east = place.longitude - half, place.longitude + half
    south, north = place.latitude - half, place.latitude + half
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def drawn(**named):
    """Write a GeoJSON file with one square around each municipality of each named territory."""
    return json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"nom": name},
         "geometry": {"type": "MultiPolygon", "coordinates": list(map(square, codes))}}
        for name, codes in named.items()]}).encode()


@pytest.fixture
def bring(open_app):
    """Choose a file of lived territories in the part of the portrait."""
    def run(content, name="pays.geojson"):
        app = portrait(open_app, mrc="62")
        app.file_uploader[0].set_value((name, content, "application/json")).run()
        assert not app.exception
        return app
    return run


def test_a_territory_drawn_in_a_file_becomes_the_place_of_the_portrait(bring):
    app = bring(drawn(**{"Pays inventé": ["61025"], "Autre pays": ["61025", "62037"]}))
    next(box for box in app.selectbox if box.label == "Territoire").set_value(1).run()
    app.button(key="take_lived").click().run()

    assert not app.exception
    assert app.header[0].value.endswith("Autre pays")
    assert (app.query_params["municipality"], app.query_params["place"]) == (
        "61025,62037", "Autre pays")
    assert "mrc" not in app.query_params


def test_the_only_territory_of_a_file_is_not_asked_about(bring):
    app = bring(drawn(Pays=["61025"]))

    assert not [box for box in app.selectbox if box.label == "Territoire"]
    assert "1 municipalité" in words_of(app) and "Joliette" in words_of(app)


@pytest.mark.parametrize(("content", "name"), [
    (b"", "pays.geojson"), (b"{}", "pays.geojson"), (b"abc", "pays.kml"),
    (b"SQLite format 3\0", "pays.gpkg"), (b"x", "../../etc/passwd"), (b"x", "pays.shp"),
    (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml>&a;</kml>', "pays.kml")])
def test_a_file_that_holds_no_territory_is_refused_in_words(bring, content, name):
    app = bring(content, name)

    assert app.error
    assert "upload" not in app.error[0].value
    assert not [button for button in app.button if button.key == "take_lived"]


def test_municipalities_are_chosen_and_left_on_the_map(open_app, monkeypatch):
    clicked = []
    monkeypatch.setattr("dashboard.components.portrait.picture",
                        lambda _name, draw, told, **_how: clicked.append((draw(), told)))
    app = portrait(open_app, municipality="61025")
    app.toggle(key="portrait_draw").set_value(True).run()

    drawn, told = clicked[-1]
    styles = {mark[0]: mark[6] for mark in drawn["marks"]}
    assert not app.exception
    assert styles["61025"] == "loud" and styles["62037"] == "hollow"
    assert told is state.toggle_municipality


def test_a_click_takes_a_municipality_another_leaves_it_and_an_mrc_is_none(monkeypatch):
    session = {"place_municipalities": ("61025",), "moves": 0}
    monkeypatch.setattr(state.st, "session_state", session)
    state.toggle_municipality("62037")
    assert session["place_municipalities"] == ("61025", "62037")
    state.toggle_municipality("61025")
    for elsewhere in ("mrc:62", "", None):
        state.toggle_municipality(elsewhere)

    assert session == {"place_municipalities": ("62037",), "moves": 2}


AROUND_JOLIETTE = "45.9500 -73.5500,45.9500 -73.3000,46.1000 -73.3000,46.1000 -73.5500"
CROSSED = "45.9500 -73.5500,46.1000 -73.3000,45.9500 -73.3000,46.1000 -73.5500"


@pytest.fixture
def draw(open_app, monkeypatch):
    """Draw an outline on the map of the part of the portrait, as its frame tells it."""
    maps = []
    monkeypatch.setattr("dashboard.components.lived_drawing.picture",
                        lambda _name, draw, **_how: maps.append(draw()))

    def run(corners, **parameters):
        app = portrait(open_app, **parameters)
        app.toggle(key="lived_draw").set_value(True)
        app.session_state["drawn_outline"] = tuple(filter(None, corners.split(",")))
        app.run()
        assert not app.exception
        return app, maps[-1]
    return run


def test_an_outline_drawn_is_said_in_words_and_becomes_the_place_of_the_portrait(draw):
    app, shown = draw(AROUND_JOLIETTE)
    assert "Joliette" in words_of(app) and "acteurs sont situés dedans" in words_of(app)
    assert "loud" in {mark[6] for mark in shown["marks"]}
    app.text_input(key="drawn_name_fr").set_value("Pays inventé").run()
    app.button(key="take_drawn").click().run()

    assert not app.exception
    assert app.header[0].value.endswith("Pays inventé")
    assert app.query_params["outline"].replace("%2C", ",") == AROUND_JOLIETTE
    assert "61025" in app.query_params["municipality"].split(",")


def test_an_outline_that_crosses_itself_is_told_and_stays_on_the_map_as_it_was_drawn(draw):
    app, shown = draw(CROSSED)

    assert "se croise" in app.error[0].value
    assert len(shown["drawing"]["corners"]) == 4
    assert not [button for button in app.button if button.key == "take_drawn"]


def test_nothing_drawn_says_how(draw):
    app, shown = draw("")

    assert shown["drawing"]["corners"] == [] and not app.error
    assert any("Cliquez pour poser les coins" in caption.value for caption in app.caption)


@pytest.mark.parametrize("told", ["mrc:62", "61025", "", None])
def test_what_is_no_outline_is_not_kept_as_one(monkeypatch, told):
    session = {"drawn_outline": ("46.0000 -73.5000",)}
    monkeypatch.setattr(lived_drawing.st, "session_state", session)
    lived_drawing._keep(told)

    assert session == {"drawn_outline": ("46.0000 -73.5000",)}


def test_an_outline_opened_again_is_no_longer_one(monkeypatch):
    session = {}
    monkeypatch.setattr(lived_drawing.st, "session_state", session)
    lived_drawing._keep(f"outline:{AROUND_JOLIETTE}")
    assert session["drawn_outline"] == tuple(AROUND_JOLIETTE.split(","))
    lived_drawing._keep("outline:")

    assert session == {"drawn_outline": ()}


def test_an_outline_of_the_address_is_left_aside_once_others_are_chosen_and_said(open_app):
    held = ",".join(municipalities_of(read_outline(AROUND_JOLIETTE.split(","))))
    same = portrait(open_app, outline=AROUND_JOLIETTE, municipality=held, place="Pays")
    other = portrait(open_app, outline=AROUND_JOLIETTE, municipality="62037", place="Pays")
    broken = portrait(open_app, outline="46 -73,x", municipality="62037")

    aside = "contour tracé est laissé de côté"
    assert "situés dedans" in words_of(same) and aside not in words_of(same)
    assert "situés dedans" not in words_of(other) and aside in words_of(other)
    assert any("Un coin du contour ne se lit pas" in each.value for each in broken.warning)
