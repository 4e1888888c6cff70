"""Données, the figures of need: brought in a file, completed by the person, taken when told to."""

from __future__ import annotations

import pytest
from streamlit.testing.v1.element_tree import Selectbox

from dashboard import data
from dashboard.view import OWN
from ocgraph.i18n import say
from ocgraph.model import Indicator, Register
from tests.dashboard.test_decision_pages import actors, kept
from tests.dashboard.test_pages import words_of

pytestmark = pytest.mark.soak   # the check has fifteen minutes

TABLE = "MRC;Locataires\nJoliette;12,5\nMatawinie;8\nJoliete;3\n"
BARE = "MRC;Valeur\nJoliette;12,5\nMatawinie;8\n"


@pytest.fixture
def bring(open_app):
    """Choose a file of figures in the page."""
    def run(content, source=OWN, name="chiffres.csv"):
        app = open_app("donnees", source=source, data_part="figures")
        app.file_uploader[0].set_value((name, content.encode(), "text/csv")).run()
        assert not app.exception
        return app
    return run


def field(app, name):
    return next(box for box in app.text_input if box.label == say("fr", f"figures.ask.{name}"))


@pytest.fixture
def typed_choices(monkeypatch):
    """Let a choice be typed, as the browser does: the test's own choices are from the list."""
    index = Selectbox.index.fget

    def among(self):
        if self.value is not None and self.format_func(self.value) not in self.options:
            self.options.append(self.format_func(self.value))
        return index(self)

    monkeypatch.setattr(Selectbox, "index", property(among))


def figures():
    return {(row.territory_code, row.indicator, row.year): (row.value, row.unit, row.source)
            for row in data.register(OWN).indicators}


def test_nothing_is_taken_before_what_is_missing_is_said_and_the_word_given(bring):
    app = bring(TABLE)
    assert not [button for button in app.button if button.key == "take_figures"]
    field(app, "year").set_value("2021").run()
    field(app, "source").set_value("Enquête inventée").run()

    assert figures() == {}
    table = app.table[0].value
    assert table.iloc[0].tolist()[:2] == ["Ménages locataires", "2021"]
    assert table.iloc[0, 3] == "2 sur 104"
    assert "« Joliette »" in app.table[1].value.iloc[0, 2].replace("\u00a0", " ")
    app.button(key="take_figures").click().run()
    assert not app.exception
    assert figures() == {("61", "renters", "2021"): (12.5, "%", "Enquête inventée"),
                         ("62", "renters", "2021"): (8, "%", "Enquête inventée")}
    assert "2 ajout" in app.success[0].value


def test_an_indicator_that_only_the_team_knows_is_named_with_its_unit(bring, typed_choices):
    app = bring(BARE)
    choice = app.selectbox[0]
    assert choice.label == "Indicateur"
    choice.set_value("Jardins inventés").run()
    field(app, "year").set_value("2024").run()
    field(app, "unit").set_value("jardins").run()
    app.button(key="take_figures").click().run()

    assert figures()["61", "Jardins inventés", "2024"] == (12.5, "jardins", "chiffres.csv")


def test_figures_are_added_and_nobody_leaves_the_register(bring):
    kept(Register(actors=actors(3), indicators=(Indicator(
        territory_code="61", indicator="renters", year="2021", value=1.0, source="Avant"),)))
    app = bring(TABLE)
    field(app, "year").set_value("2021").run()
    app.button(key="take_figures").click().run()

    assert len(data.register(OWN).actors) == 3
    assert figures()["61", "renters", "2021"][0] == 12.5


def test_a_demonstration_is_said_never_to_change(bring):
    app = bring(TABLE, source="demo")
    assert say("fr", "figures.demo") in [info.value for info in app.info]
    field(app, "year").set_value("2021").run()
    app.button(key="take_figures").click().run()

    assert app.session_state["source"] == OWN
    assert not data.register("demo").indicators


@pytest.mark.parametrize("content", ["", "\0\1\2", "rien;du;tout\n1;2;3\n", "<html></html>"])
def test_what_is_no_table_of_figures_is_refused_in_words(bring, content):
    app = bring(content)

    assert app.error
    assert not [button for button in app.button if button.key == "take_figures"]


def test_what_the_open_register_knows_is_shown(open_app):
    app = open_app("donnees", source="quebec", data_part="figures")

    assert not app.exception
    assert "98 sur 104" in app.table[0].value.to_string()


def test_without_a_need_the_territories_lead_there(open_app):
    app = open_app("territoires", source="demo")
    app.button(key="bring_need").click().run()

    assert not app.exception
    assert app.title[0].value == say("fr", "page.data.title")
    assert app.query_params["data_part"] == "figures"
    assert say("fr", "figures.text").split(" : ")[0][:30] in words_of(app)


@pytest.mark.parametrize(("how", "n_kept"), [("add", 2), ("replace", 0)])
def test_a_register_brought_after_figures_asks_whether_they_stay(open_app, how, n_kept):
    """Figures alone are something kept: nothing of them goes without a word."""
    kept(Register(indicators=tuple(
        Indicator(territory_code=code, indicator="renters", year="2021", value=12.5,
                  source="Enquête inventée") for code in ("61", "62"))))
    app = open_app("donnees", source=OWN)
    app.file_uploader[0].set_value((
        "acteurs.csv", b"Nom;MRC\nMaison Fictive;Joliette\n", "text/csv")).run()
    app.radio(key="import_how_fr").set_value(how).run()
    said = words_of(app)
    app.button(key="take").click().run()

    assert not app.exception
    assert ("2 retraits" in said.replace("\u00a0", " ")) == (how == "replace")
    assert len(data.register(OWN).indicators) == n_kept
    assert len(data.register(OWN).actors) == 1
