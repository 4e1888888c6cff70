"""What is typed is kept as it is typed, for whoever typed it."""

import pytest

from ocgraph.model import Register
from ocgraph.storage import Drafts, Store


@pytest.fixture
def drafts(place):
    return Drafts(place, browser="marie")


def test_a_form_is_given_back_as_it_was_left(drafts, place):
    drafts.keep("actors:1", {"name": "Maison", "sectors": ["youth"], "latitude": None})
    drafts.keep("actors:1", {"name": "Maison Ficti", "sectors": [], "latitude": 46.5})

    there = Drafts(place, browser="marie").get("actors:1")

    assert there.typed == {"name": "Maison Ficti", "sectors": [], "latitude": 46.5}


def test_nobody_sees_the_draft_of_another(drafts, place):
    drafts.keep("actors:1", {"name": "Maison"})

    assert Drafts(place, browser="paul").all() == ()
    assert Drafts(place).get("actors:1") is None


def test_drafts_are_told_the_latest_first_and_forgotten_when_dropped(drafts):
    for form in ("actors:1", "ties:2", "actors:1"):
        drafts.keep(form, {"name": form})

    assert [draft.form for draft in drafts.all()] == ["actors:1", "ties:2"]
    drafts.drop("actors:1")
    drafts.drop("actors:1")
    assert [draft.form for draft in drafts.all()] == ["ties:2"]


def test_a_draft_changes_neither_the_register_nor_its_revision(drafts, place):
    drafts.keep("actors:1", {"name": "Maison"})

    assert Store(place).load() == Register() and Store(place).revision() == 0
