"""Données, the memory: what was done is told, taken back, compared and erased in the page."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

import pytest

from dashboard import data, memory
from dashboard.view import OWN
from ocgraph.i18n import say
from ocgraph.model import Actor, Register, Tie
from ocgraph.network import Lens
from ocgraph.paths import user_folder
from ocgraph.storage import Correction, SaveKind
from tests.dashboard.test_pages import words_of
from tests.strategies import HOSTILE_TEXTS

DAY = datetime.date.today() - datetime.timedelta(days=20)
HOUSE = Actor(actor_id="a-1", name="Maison Fictive", mrc_code="61")
GARDEN = Actor(actor_id="a-2", name="Jardin Imaginaire", mrc_code="62")
REGISTER = Register(actors=(HOUSE, GARDEN), ties=(Tie(source_id="a-1", target_id="a-2"),))


@pytest.fixture
def on_day(monkeypatch):
    """Set the clock of what is kept, so many days after the first one."""
    def clock(number):
        noon = datetime.datetime.combine(DAY, datetime.time(12)).astimezone()
        moment = noon.astimezone(datetime.UTC) + datetime.timedelta(days=number)
        monkeypatch.setattr("ocgraph.storage.saves.now", lambda: moment)
    return clock


@pytest.fixture
def kept(on_day):
    """Keep a register, then rename the house on the fifth day."""
    on_day(0)
    data.store().replace(REGISTER, save_key="one", file_name="classeur.xlsx")
    on_day(5)
    rename("Maison Renommée")
    return data.store()


def rename(name, key="two"):
    house = data.store().kept(Actor)[0]
    data.store().edit([Correction(house.record_key, house.version,
                                  replace(house.record, name=name))], save_key=key)


def memory_page(open_app, **parameters):
    app = open_app("donnees", source=OWN, data_part="memory", **parameters)
    assert not app.exception
    return app


def said(app):
    return words_of(app).replace("\\", "")


@pytest.mark.parametrize(("source", "key"), [("demo", "memory.of_demo"), (OWN, "memory.empty")])
def test_without_a_memory_the_page_says_why(open_app, source, key):
    app = open_app("donnees", source=source, data_part="memory")

    assert not app.exception
    assert [info.value for info in app.info] == [say("fr", key)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_latest_is_told_first_and_nobody_s_name_is_shown_on_a_laptop(open_app, kept, language):
    app = memory_page(open_app, lang=language)

    rows = app.dataframe[0].value
    assert rows.iloc[:, 0].tolist() == [2, 1]
    assert say(language, "memory.column.who") not in rows.columns
    assert len(app.table) == 1 and "Maison Renommée" in app.table[0].value.iloc[0, 1]


def test_the_address_names_what_is_told(open_app, kept):
    app = memory_page(open_app, save="1")

    assert "Nº 1 · Apporté : classeur.xlsx" in said(app)
    assert app.table[0].value.iloc[:, 1].tolist() == ["ajout"] * 3


def test_a_change_is_undone_then_done_again(open_app, kept):
    app = memory_page(open_app, save="2")
    assert "Le registre redeviendra ce qu’il était avant : 1 mise à jour." in said(app)
    app.text_input[0].set_value("erreur").run()
    app.button(key="undo_2").click().run()

    assert not app.exception and app.success
    assert data.register(OWN) == REGISTER
    assert memory.saves()[3].reason == "erreur"
    app.button(key="redo_3").click().run()
    assert data.register(OWN).actors[0].name == "Maison Renommée"
    assert app.button(key="undo_2")


def test_what_stands_in_the_way_is_told_and_leads_there(open_app, kept):
    app = memory_page(open_app, save="1")
    app.button(key="undo_1").click().run()

    assert "1 fiche a été modifiée de nouveau depuis" in app.error[0].value.replace("\\", "")
    app.button(key="in_the_way_2").click().run()
    assert "Nº 2 · Correction" in said(app)
    assert len(memory.saves()) == 2


def test_what_is_pressed_twice_is_undone_once(kept):
    for _press in range(2):
        memory.undo(2, "", "the same press")

    assert [save.kind for save in kept.saves()][:2] == [SaveKind.UNDO, SaveKind.EDIT]


def test_two_days_are_compared_and_taken_away(open_app, kept):
    app = memory_page(open_app, memory_part="then", day=str(DAY + datetime.timedelta(days=1)))

    assert "1 mise à jour." in said(app)
    assert app.table[0].value.iloc[0, 1].replace("\\", "").replace("\u00a0", " ") == (
        "Nom : « Maison Fictive » → « Maison Renommée »")
    first, second = (Lens(known_on=DAY + datetime.timedelta(days=n)) for n in (1, 6))
    assert data.register(OWN, first) == REGISTER
    assert data.register_file(OWN, "csv", "fr", first) != data.register_file(OWN, "csv", "fr",
                                                                             second)
    lines = memory.changes_file(memory.compared(first.known_on, second.known_on), "fr")
    assert "Acteurs;Maison Renommée;mise à jour;Nom;Maison Fictive;Maison Renommée" in (
        lines.decode("utf-8-sig"))


def test_the_same_day_twice_is_not_told_as_nothing_that_changed(open_app, kept):
    today = str(DAY + datetime.timedelta(days=6))
    text = said(memory_page(open_app, memory_part="then", day=today, beside_day=today))

    assert "C’est le même jour deux fois" in text and "rien ne change" not in text


@pytest.mark.parametrize("day", ["1999-01-01", "demain"])
def test_a_day_that_cannot_be_shown_leaves_the_first_one(open_app, kept, day):
    app = memory_page(open_app, memory_part="then", day=day)

    assert app.date_input[0].value == DAY


def erase_page(open_app, reason):
    app = memory_page(open_app, memory_part="erase")
    app.selectbox[0].set_value("a-1").run()
    app.text_input[0].set_value(reason).run()
    app.button(key="erase").click().run()
    return app


def test_erasing_says_what_goes_what_stays_and_asks_twice(open_app, kept):
    data.positions(OWN, data.moment(OWN, Lens()))
    app = erase_page(open_app, "demande reçue")

    assert "Acteurs : 1, Liens : 1" in said(app)
    assert say("fr", "memory.erase.beyond") in [warning.value for warning in app.warning]
    assert len(memory.saves()) == 2
    app.button(key="erase_yes").click().run()
    assert not app.exception and app.success
    assert data.register(OWN) == Register(actors=(GARDEN,))
    assert "Maison" not in repr(data.register(OWN, Lens(known_on=DAY)))
    assert memory.saves()[3].reason == "demande reçue"
    assert set(json.loads((user_folder() / "positions-own.json").read_text())) == {"a-2"}


def test_erasing_without_a_reason_or_with_a_name_is_refused(open_app, kept):
    assert "Dites pourquoi" in erase_page(open_app, " ").error[0].value
    app = erase_page(open_app, "Maison Renommée le demande")
    app.button(key="erase_yes").click().run()

    assert "sans le nommer" in app.error[0].value
    assert len(memory.saves()) == 2


@pytest.mark.parametrize("part", ["saves", "then", "erase"])
def test_hostile_names_are_shown_as_they_are_typed(open_app, part):
    hostile = tuple(Actor(actor_id=f"a-{rank}", name=text)
                    for rank, text in enumerate(HOSTILE_TEXTS))
    data.store().replace(Register(actors=hostile), save_key="one", file_name="<b>x</b>.xlsx")

    app = memory_page(open_app, memory_part=part)

    assert "<img" not in "".join(element.value for element in (*app.markdown, *app.subheader))


def test_a_list_too_long_says_how_many_more_there_are(open_app):
    many = tuple(Actor(actor_id=f"a-{one}", name=f"Maison {one}") for one in range(203))
    data.store().replace(Register(actors=many), save_key="one", file_name="a.xlsx")

    app = memory_page(open_app)

    assert len(app.table[0].value) == 200
    assert say("fr", "memory.more", n=3) in [caption.value for caption in app.caption]
