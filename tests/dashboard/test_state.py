"""The address restores the view, and says nothing of what is as usual."""

from __future__ import annotations

import pytest

FULL = {"lang": "en", "source": "demo", "measure": "population", "colour": "mrc", "focus": "2",
        "selection": "o-8", "layers": "liaison,ties", "territories": "61,62",
        "sectors": "immigration", "on": "2024-01-31", "levels": "himmelman:2", "from": "a-1,o-8",
        "changes": "remove_node,o-8;add_actor,n-1,Maison%20%3B%2C%2B,,youth+housing,61",
        "scenario": "Départ, plus loin", "beside": "Un%2C deux,Trois",
        "partition": "mrc", "frame": "lanaudiere", "steps": "3", "share": "1.0",
        "reach": "housing,youth", "in": "61", "analysis": "gaps",
        "mobilisation": "goal"}


def address_of(app):
    return {name: value if isinstance(value, str) else value[0]
            for name, value in app.query_params.items()}


def test_address_written_is_the_address_read(open_app):
    assert address_of(open_app("reseau", **FULL)) == FULL


def test_plain_view_has_a_plain_address(open_app):
    assert address_of(open_app("carte")) == {}


def test_what_is_as_usual_is_left_out_of_the_address(open_app):
    app = open_app("carte", lang="fr", focus="0", measure="links_per_actor", source="own")

    assert address_of(app) == {}


@pytest.mark.parametrize("name, value, first", [
    ("lang", "xx", "fr"), ("measure", "<script>", "links_per_actor"), ("focus", "99", 0),
    ("colour", "taste", "kind"), ("source", "../secret", "own")])
def test_choice_that_does_not_exist_is_the_usual_one(open_app, name, value, first):
    app = open_app("carte", **{name: value})

    assert not app.exception
    assert app.session_state["language" if name == "lang" else name] == first
    assert name not in address_of(app)


@pytest.mark.parametrize("source", ["demo", "quebec"])
def test_demonstration_command_opens_the_demonstration(open_app, monkeypatch, source):
    monkeypatch.setenv("OCGRAPH_DEMO", source)

    assert open_app().session_state["source"] == source
    assert open_app(source="own").session_state["source"] == "own"


def test_another_register_is_opened_with_a_plain_lens_and_nothing_selected(open_app):
    app = open_app(source="demo", territories="62", selection="o-8", focus="2")
    app.button_group(key="source_choice_fr").set_value("own").run()

    assert address_of(app) == {}


@pytest.mark.parametrize("name, value", [("territories", "zzz"), ("sectors", "zzz"),
                                         ("on", "demain")])
def test_filter_that_cannot_be_read_is_said_and_everything_is_shown(open_app, name, value):
    app = open_app("carte", source="demo", **{name: value})

    assert not app.exception
    assert name not in address_of(app)
    (said,) = app.warning
    assert value in said.value


def test_what_is_tried_on_a_register_waits_until_it_is_opened_again(open_app):
    app = open_app(source="demo", changes="remove_node,o-8", scenario="Départ")
    app.button_group(key="source_choice_fr").set_value("own").run()
    assert "changes" not in address_of(app)

    app.button_group(key="source_choice_fr").set_value("demo").run()
    assert address_of(app)["changes"] == "remove_node,o-8"
    assert address_of(app)["scenario"] == "Départ"


def test_what_the_address_asks_in_vain_is_said(open_app):
    app = open_app("mobilisation", source="demo", share="9", reach="foo,housing")

    assert "share=9, reach=foo" in app.warning[0].value.replace("\\", "")
    assert app.session_state["goal_sectors"] == ("housing",)


def test_every_part_of_the_address_that_cannot_be_read_is_said(open_app):
    app = open_app("analyse", source="demo", analysis="what_if", scenario="nope", on="demain",
                   changes="<script>")

    said = [warning.value.replace("\\", "").replace("\u00a0", " ") for warning in app.warning]
    assert any("demain" in each for each in said)
    assert any("<script>" in each and "filtre" not in each for each in said)
    assert "Aucun scénario gardé ici ne s’appelle « nope »." in said


@pytest.mark.parametrize("path, name, widget, chosen", [
    ("reseau", "lens", ("button_group", "lens_layers_fr"), ["ties"]),
    ("reseau", "lens", ("multiselect", "lens_territories_fr"), ["62"]),
    ("reseau", "selection", ("selectbox", "search"), "o-8"),
    ("reseau", "language", ("radio", "language_choice"), "en"),
    ("analyse", "analysis", ("button_group", "part_analysis_fr"), "gaps"),
    ("mobilisation", "starts", ("multiselect", "choices_starts_fr"), ["o-8"]),
    ("", "source", ("button_group", "source_choice_fr"), "own")])
def test_a_widget_of_the_page_before_a_move_changes_nothing(open_app, path, name, widget, chosen):
    """In haste, a run is stopped between the address read and the widgets made anew."""
    app = open_app(path, source="demo")
    before = app.session_state[name]
    app.session_state["moves"] += 1
    kind, key = widget
    getattr(app, kind)(key=key).set_value(chosen).run()

    assert not app.exception
    assert app.session_state[name] == before
