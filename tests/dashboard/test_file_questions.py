"""What a file does not say is asked, with the nearest answer proposed, and read once confirmed."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import uploads
from ocgraph.io.reading.told import NOT_LEVELS, Told
from tests.io.reading.other_programs import csv_text

ROWS = [["From", "To", "Direction", "Type", "Strength"],
        ["Maison Inventée", "Jardin Imaginaire", "directed", "Financemant", "2"],
        ["Maison Inventée", "Cuisine Fictive", "directed", "![x](https://exemple.invalid)", "3"]]
FORM = [["Votre groupe", "_id", "_submission_time"], ["Maison Inventée", "1", "2026-09-02"]]


def questions_page(result, told):  # its body alone is run: it imports what it needs
    from dashboard.components.file_questions import file_questions  # noqa: PLC0415

    file_questions(result, told, "one")


def read(rows, told=None):
    return uploads.read_upload("liens.csv", csv_text(rows).encode(), told)


def shown(result, told=None):
    app = AppTest.from_function(questions_page, args=(result, told or Told()), default_timeout=60)
    app.session_state["language"] = "fr"
    app.session_state["moves"] = 0
    app.run()
    assert not app.exception
    return app


def labels(app):
    return [box.label.replace("\u00a0", " ").replace("\\", "") for box in app.selectbox]


@pytest.fixture(scope="module")
def result():
    return read(ROWS)


def test_each_unknown_word_and_the_scale_are_asked_the_nearest_answer_proposed(result):
    app = shown(result)

    assert labels(app)[0] == "« Financemant » veut dire"
    assert [box.value for box in app.selectbox] == ["funding", "", NOT_LEVELS]


def test_typed_words_are_escaped_in_a_question(result):
    assert "![x](https://exemple.invalid)" not in [box.label for box in shown(result).selectbox]
    assert any("\\!\\[x\\]" in box.label for box in shown(result).selectbox)


def test_nothing_is_told_before_it_is_confirmed_then_the_file_is_read_so(result):
    app = shown(result)
    assert "told_of_file" not in app.session_state

    app.selectbox[1].set_value("other")
    app.selectbox[2].set_value("himmelman")
    app.button[0].click().run()

    mark, told = app.session_state["told_of_file"]
    assert mark == "one"
    ties = read(ROWS, told).register.ties
    assert [(tie.kind, tie.scale, tie.level) for tie in ties] == [
        ("funding", "himmelman", 2), ("other", "himmelman", 3)]


def test_what_was_told_can_still_be_changed(result):
    told = Told(words=(("tie_kind", "Financemant", "funding"),), scale="himmelman")

    app = shown(read(ROWS, told), told)

    assert [box.value for box in app.selectbox] == ["funding", "", "himmelman"]


def test_a_column_is_asked_where_something_lacks():
    app = shown(read(FORM))
    assert labels(app) == ["La colonne « Votre groupe » contient"]

    app.selectbox[0].set_value("name")
    app.button[0].click().run()

    told = app.session_state["told_of_file"][1]
    assert [actor.name for actor in read(FORM, told).register.actors] == ["Maison Inventée"]


def test_a_file_that_says_everything_asks_nothing():
    assert not shown(read([["Nom", "MRC"], ["Maison Inventée", "Joliette"]])).selectbox
