"""Données, the journal: an entry noted, taken back, typed and left, and what it never does."""

from __future__ import annotations

import datetime

import pytest

from dashboard import data, journal
from dashboard.view import DEMO, OWN
from ocgraph.i18n import say
from ocgraph.model import Actor, CommunityOrganizer, ConcertationTable, Register

TODAY = datetime.date.today()
TEAM = Register(
    actors=(Actor(actor_id="a", name="Maison inventée", mrc_code="61"),),
    concertation_tables=(ConcertationTable(concertation_table_id="t", name="Table inventée"),),
    community_organizers=(CommunityOrganizer(organizer_id="o", name="Poste inventé"),
                          CommunityOrganizer(organizer_id="p", name="Poste voisin")))


@pytest.fixture
def open_journal(open_app):
    """Open the journal of a post on a register of one's own."""
    def run(register=TEAM, **parameters):
        if data.register(OWN) != register and not register.is_empty:
            data.store().replace(register, save_key="team", file_name="equipe.xlsx")
        app = open_app("donnees", **{"source": OWN, "data_part": "journal"} | parameters)
        assert not app.exception
        return app
    return run


def choose(app, *target_ids, hours=None):
    app.multiselect[0].set_value(list(target_ids)).run()
    if hours is not None:
        pills(app, "journal.hours").set_value(hours).run()


def pills(app, key):
    return next(group for group in app.button_group if group.label == say("fr", key))


def press(app, key):
    next(button for button in app.button if button.key == key).click().run()
    assert not app.exception


def noted():
    return [(one.target_id, one.hours, one.since, one.frame, one.private_note)
            for one in data.register(OWN).engagements]


def test_an_entry_is_noted_in_one_press_then_taken_back_and_comes_back_to_be_mended(open_journal):
    app = open_journal(post="o", frame="nim")
    choose(app, "a", "t", hours=1.5)
    press(app, "note_it")

    assert noted() == [("a", 0.75, TODAY, "nim", ""), ("t", 0.75, TODAY, "nim", "")]
    assert "Maison inventée et Table inventée · 1,5" in app.success[0].value.replace("\\", "")
    assert app.multiselect[0].value == []
    press(app, "journal_undo")
    assert noted() == [] and set(app.multiselect[0].value) == {"a", "t"}


def test_nothing_is_noted_without_someone_nor_with_a_note_that_names_a_person(open_journal):
    app = open_journal(post="o")
    press(app, "note_it")
    assert say("fr", "journal.no_target") in [one.value for one in app.warning]
    choose(app, "a")
    app.text_area[0].set_value("Vu Jeanne Untel").run()
    press(app, "note_it")

    assert noted() == [] and app.text_area[0].value == "Vu Jeanne Untel"
    assert [one.value for one in app.error] == [say("fr", "journal.note_person")]
    app.text_area[0].set_value("Vu la direction").run()
    press(app, "note_it")
    assert noted() == [("a", None, TODAY, "rqiiac-2020", "Vu la direction")]


def test_what_was_typed_is_there_in_another_session_for_that_post_alone(open_journal):
    app = open_journal(post="o")
    choose(app, "t", hours=2.0)
    app.text_area[0].set_value("Ordre du jour").run()

    again, other = open_journal(post="o"), open_journal(post="p")
    assert (again.multiselect[0].value, again.text_area[0].value) == (["t"], "Ordre du jour")
    assert other.multiselect[0].value == []
    press(again, "note_it")
    assert noted() == [("t", 2.0, TODAY, "rqiiac-2020", "Ordre du jour")]
    assert open_journal(post="o").multiselect[0].value == []


def test_pressing_twice_notes_once(open_journal):
    open_journal(post="o")
    typed = journal.blank() | {"targets": ["a"]}
    for _press in range(2):
        journal.note(journal.entries_typed("o", "nim", typed), typed["save_key"])

    assert len(noted()) == 1


def test_a_demonstration_and_an_empty_register_tell_the_way(open_journal):
    empty = open_journal(Register())
    assert [one.value for one in empty.info] == [say("fr", "journal.no_post")]
    demonstration = open_journal(source=DEMO)
    assert [one.value for one in demonstration.info] == [say("fr", "journal.demo")]


@pytest.mark.parametrize("fmt", ["xlsx", "csv"])
def test_the_journal_is_taken_away(open_journal, fmt):
    app = open_journal(post="o")
    choose(app, "a", hours=3.0)
    press(app, "note_it")

    content = journal.file(fmt, "o", "rqiiac-2020", TODAY, "fr")
    assert content[:2] == b"PK" if fmt == "xlsx" else "Maison inventée" in content.decode("utf-8")
