"""The register as it was known on a day: chosen beside the date, kept, said, applied everywhere."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from dashboard import asking, data, decisions
from dashboard.view import OWN, View
from ocgraph.errors import OcgraphError
from ocgraph.i18n import format_day
from ocgraph.network import Lens
from tests.dashboard.test_memory_part import (  # noqa: F401 - fixtures
    DAY,
    HOUSE,
    kept,
    on_day,
    rename,
)
from tests.dashboard.test_pages import words_of

THEN = Lens(on=DAY, known_on=DAY)


def names(lens):
    return [actor.name for actor in data.network(OWN, lens).actors]


@pytest.mark.usefixtures("kept")
def test_what_was_learnt_since_is_left_out_of_that_day_alone():
    assert names(THEN)[0] == names(replace(THEN, on=None))[0] == "Maison Fictive"
    assert names(Lens())[0] == names(Lens(on=DAY))[0] == "Maison Renommée"
    assert names(Lens(known_on=DAY + datetime.timedelta(days=5)))[0] == "Maison Renommée"


@pytest.mark.usefixtures("kept")
def test_drawings_figures_and_files_are_of_that_day():
    view = View(OWN, THEN, "fr", "links_per_actor", "kind", 0, None)
    for draw in (data.map_drawing, data.graph_drawing):
        assert draw(view)["words"]["a-1"][0] == "Maison Fictive"
        assert draw(replace(view, lens=Lens()))["words"]["a-1"][0] == "Maison Renommée"
    assert decisions.portrait(OWN, THEN, decisions.Place(("61",))).network.actors[0] == HOUSE


@pytest.mark.usefixtures("kept")
def test_who_is_known_now_stands_where_it_stood_whatever_the_day():
    now = data.positions(OWN, data.moment(OWN, Lens()))
    then = data.positions(OWN, data.moment(OWN, THEN))

    assert then == now


@pytest.mark.usefixtures("kept")
def test_the_choice_is_offered_beside_a_day_of_the_memory_and_kept_in_the_address(open_app):
    app = open_app("carte", source=OWN)
    assert not [box for box in app.radio if box.key.startswith("lens_known")]
    app.date_input(key="lens_on_fr").set_value(DAY).run()
    assert [box.value for box in app.radio if box.key.startswith("lens_known")] == ["now"]
    app.radio(key="lens_known_fr").set_value("then").run()

    assert not app.exception
    assert app.query_params["known"] == str(DAY)
    assert f"registre tel qu’on le connaissait le {format_day(DAY, 'fr')}" in words_of(
        app).replace("\\", "")
    next_day = DAY + datetime.timedelta(days=1)
    app.date_input(key="lens_on_fr").set_value(next_day).run()
    assert app.session_state["lens"] == Lens(on=next_day, known_on=next_day)
    app.date_input(key="lens_on_fr").set_value(None).run()
    assert app.session_state["lens"] == Lens()


@pytest.mark.usefixtures("kept")
def test_it_is_not_offered_for_a_day_the_memory_does_not_reach(open_app):
    app = open_app("carte", source=OWN, on=str(DAY - datetime.timedelta(days=1)))

    assert not [box for box in app.radio if box.key.startswith("lens_known")]


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(("source", "day"), [(OWN, "2001-01-01"), ("demo", str(DAY))])
def test_an_address_that_asks_for_what_is_not_remembered_is_said(open_app, source, day):
    app = open_app("carte", source=source, known=day)

    assert not app.exception and app.warning
    assert app.session_state["lens"] == Lens()


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("path", ["reseau", "analyse", "mobilisation", "territoires"])
def test_every_page_opens_on_a_register_of_the_past(open_app, path):
    app = open_app(path, source=OWN, on=str(DAY), known=str(DAY))

    assert not app.exception and not app.error


def test_a_demonstration_was_never_known_otherwise():
    with pytest.raises(OcgraphError) as refused:
        data.register("demo", THEN)

    assert refused.value.code == "memory.demo"
    assert not data.remembers("demo", DAY)


@pytest.mark.usefixtures("kept")
def test_the_register_is_asked_its_number_once_in_a_run_and_again_after_a_change(monkeypatch):
    asked, ask = [], data.store().revision
    monkeypatch.setattr(data.store(), "revision", lambda: asked.append(1) or ask())
    with asking.asked_once():
        for _time in range(5):
            assert data.revision(OWN) == 2
        assert len(asked) == 1
        rename("Maison Encore", "three")
        assert data.revision(OWN) == 3
        assert data.register(OWN).actors[0].name == "Maison Encore"
    assert data.revision(OWN) == 3
