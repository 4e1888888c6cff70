"""What was done is told, taken back and erased from the command line; nothing without a word."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from ocgraph.model import Actor, Register, Tie
from ocgraph.paths import positions_path
from ocgraph.storage import Correction, Store

REGISTER = Register(
    actors=(Actor(actor_id="a-1", name="Maison Fictive"), Actor(actor_id="a-2", name="Jardin"),
            Actor(actor_id="a-3", name="Jardin")),
    ties=(Tie(source_id="a-1", target_id="a-2"),))


@pytest.fixture
def kept(home):
    store = Store()
    store.replace(REGISTER, save_key="one", file_name="/dossier/de/quelqu’un/a.xlsx")
    house = store.kept(Actor)[0]
    store.edit([Correction(house.record_key, house.version,
                           replace(house.record, name="Maison Renommée"))],
               save_key="two", reason="a changé de nom")
    return store


def test_what_was_done_is_listed_the_latest_first_without_a_folder(ocgraph, kept):
    code, out, _ = ocgraph("memory")

    lines = out.replace("\u00a0", " ").splitlines()
    assert code == 0
    assert lines[0].startswith("nº 2 · ") and lines[0].endswith("Correction : Maison Renommée")
    assert lines[1].strip() == "1 mise à jour · a changé de nom"
    assert lines[2].endswith("Apporté : a.xlsx") and lines[3].strip() == "4 ajouts"
    assert "quelqu" not in out


def test_a_number_tells_each_record_before_and_after(ocgraph, kept):
    out = ocgraph("memory", "2")[1].replace("\u00a0", " ")

    assert "Acteur : Maison Renommée · Nom : « Maison Fictive » → « Maison Renommée »" in out


@pytest.mark.parametrize("words", [("memory",), ("memory", "1"), ("undo", "1", "--yes")])
def test_an_empty_register_has_no_memory_and_it_is_said(ocgraph, words):
    code, _, err = ocgraph(*words)

    assert code == 1 and "Aucun registre n’est gardé" in err


@pytest.mark.parametrize("command", ["memory", "undo"])
def test_a_number_that_does_not_exist_is_said(ocgraph, kept, command):
    code, _, err = ocgraph(command, "9")

    assert code == 1 and "numéro 9" in err


def test_nothing_is_undone_nor_erased_where_nobody_can_answer(ocgraph, kept):
    before = kept.load()

    assert ocgraph("undo", "2")[0] == 1
    assert ocgraph("erase", "a-1", "--reason", "demande")[0] == 1
    assert (kept.load(), len(kept.saves())) == (before, 2)


def test_a_change_is_undone_and_the_command_that_does_it_again_is_told(ocgraph, kept):
    out = ocgraph("undo", "2", "--yes", "--reason", "erreur")[1]

    assert "ocgraph undo 3" in out
    assert kept.load() == REGISTER
    assert kept.saves()[0].reason == "erreur"
    ocgraph("undo", "3", "--yes")
    assert kept.load().actors[0].name == "Maison Renommée"


def test_what_stands_in_the_way_of_an_undoing_is_told(ocgraph, kept):
    code, _, err = ocgraph("undo", "1", "--yes")

    assert code == 1
    assert "nº 2" in err and len(kept.saves()) == 2


def test_an_actor_is_erased_by_name_with_what_goes_with_it(ocgraph, kept):
    code, out, err = ocgraph("erase", "maison renommee", "--reason", "demande reçue", "--yes")

    assert (code, err) == (0, "")
    assert "Acteurs : 1, Liens : 1" in out.replace("\u00a0", " ")
    assert "copies de sauvegarde" in out
    assert kept.load() == Register(actors=REGISTER.actors[1:])


def test_where_an_actor_erased_was_drawn_is_forgotten_too(ocgraph, kept):
    positions_path("own").write_text('{"a-1": [0, 0]}', encoding="utf-8")
    ocgraph("erase", "a-1", "--reason", "demande reçue", "--yes")

    assert not positions_path("own").exists()


@pytest.mark.parametrize(("name", "reason", "said"), [
    ("Jardin", "demande", "a-2, a-3"), ("Personne", "demande", "Personne"),
    ("a-1", "la Maison Fictive le veut", "sans le nommer"), ("a-1", " ", "Dites pourquoi")])
def test_what_cannot_be_erased_so_is_refused_in_words(ocgraph, kept, name, reason, said):
    code, _, err = ocgraph("erase", name, "--reason", reason, "--yes")

    assert code in (1, 2) and said in err
    assert len(kept.saves()) == 2


def test_a_sound_register_is_said_sound_and_an_empty_one_empty(ocgraph, home):
    assert "Rien n’est encore gardé" in ocgraph("verify")[1]
    Store().replace(REGISTER, save_key="one", file_name="a.xlsx")

    code, out, _ = ocgraph("verify")

    assert code == 0 and "3" in out and "intact" in out


def test_a_record_that_the_memory_never_wrote_is_damage(ocgraph, kept):
    with sqlite3.connect(kept.path) as connection:
        for trigger, in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        connection.execute("UPDATE actors SET name = 'Abîmé' WHERE actor_id = 'a-2'")

    code, _, err = ocgraph("verify")

    assert code == 1 and "1 fiche n’est pas" in err
