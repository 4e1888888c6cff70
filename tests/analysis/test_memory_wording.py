"""The memory told in words: whatever was done, to whatever record, in both languages."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ocgraph.analysis.memory_wording import (
    change_name,
    change_rows,
    change_sentence,
    change_titles,
    names_in,
    save_words,
    when_words,
)
from ocgraph.i18n import LANGUAGES
from ocgraph.io.register_folder import read_demo
from ocgraph.model import Actor, ConcertationTable, Membership, Register, Tie
from ocgraph.storage import (
    Changes,
    Difference,
    Gesture,
    Save,
    SaveKind,
    Store,
    differences,
)

HOUSE = Actor(actor_id="a-1", name="Maison Fictive", latitude=45.76)
GARDEN = Actor(actor_id="a-2", name="Jardin Imaginaire")
TIE = Tie(source_id="a-1", target_id="a-2", level=2, scale="himmelman")
NAMES = {"a-1": "Maison Fictive", "a-2": "Jardin Imaginaire", "t-1": "Table Rêvée"}
AT = datetime.datetime(2026, 11, 1, 15, 5).astimezone()


def plain(text):
    return text.replace("\u00a0", " ")


def save(number, kind, undoes=None, origin=""):
    return Save(number, str(number), AT, kind, "", origin, "", undoes, Changes())


def test_an_undoing_says_what_it_took_back_and_undone_again_that_it_was_done_again():
    kept = {1: save(1, SaveKind.IMPORT, origin="a.xlsx"), 2: save(2, SaveKind.UNDO, 1),
            3: save(3, SaveKind.UNDO, 2), 4: save(4, SaveKind.UNDO, 3)}

    assert [plain(save_words(one, kept, {}, "fr")) for one in kept.values()] == [
        "Apporté : a.xlsx", "Annulé : nº 1, Apporté : a.xlsx", "Refait : nº 1, Apporté : a.xlsx",
        "Annulé : nº 1, Apporté : a.xlsx"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in SaveKind if kind is not SaveKind.UNDO])
def test_every_kind_of_save_has_its_words(kind, language):
    assert save_words(save(1, kind, origin="" if kind is SaveKind.EDIT else "x"), {}, {},
                      language)


def test_an_edit_says_what_was_done_and_names_the_first_two_records():
    def words(save, *names):
        return plain(save_words(save, {}, {1: names}, "fr"))

    added, updated, both = Changes(added=1), Changes(updated=2), Changes(updated=1, removed=1)
    edit = save(1, SaveKind.EDIT)
    assert words(replace(edit, changes=added), "Maison") == "Ajout : Maison"
    assert words(replace(edit, changes=updated), "Maison", "Jardin") == (
        "Correction : Maison, Jardin")
    assert words(replace(edit, changes=both, origin="merge"), "Un", "Deux", "Trois") == (
        "Fusion de doublons : Un, Deux et 1 autre")
    assert words(edit) == "Ajout"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("gesture", Gesture)
def test_every_gesture_has_its_words(gesture, language):
    assert save_words(save(1, SaveKind.EDIT, origin=gesture), {}, {}, language)


def test_a_moment_is_told_in_the_time_of_the_machine():
    assert when_words(save(1, SaveKind.EDIT), "fr") == "1er novembre 2026, 15 h 05"
    assert when_words(save(1, SaveKind.EDIT), "en") == "November 1, 2026, 15:05"


def test_only_the_fields_that_differ_are_told_exactly():
    moved = Difference(Actor, HOUSE, replace(HOUSE, latitude=45.7612345, kind="nonprofit"))

    assert plain(change_sentence(moved, NAMES, "fr")) == (
        "Type d’acteur : rien → « OBNL » · Latitude : 45,76 → 45,7612345")


def test_who_is_referred_to_is_told_by_name_and_by_identifier_when_unknown():
    coordinated = ConcertationTable(concertation_table_id="t-1", name="Table Rêvée",
                                    coordinator_id="a-1")
    change = Difference(ConcertationTable, coordinated, replace(coordinated, coordinator_id="a-9"))

    assert "« Maison Fictive » → « a-9 »" in plain(change_sentence(change, NAMES, "fr"))
    seat = Membership(concertation_table_id="t-1", member_id="a-2")
    assert plain(change_name(Difference(Membership, seat, None), NAMES, "fr")) == (
        "Siège : Jardin Imaginaire, à Table Rêvée")


def test_a_record_added_or_removed_has_one_row_for_each_field_it_fills():
    rows = change_rows([Difference(Tie, TIE, None)], NAMES, "en")

    assert len(change_titles("en")) == 6
    assert [row[3:] for row in rows] == [
        ["Actor A", "Maison Fictive", None], ["Actor B", "Jardin Imaginaire", None],
        ["Intensity scale", "Himmelman (4 levels)", None],
        ["Intensity level", "Coordinating", None]]
    assert {tuple(row[:3]) for row in rows} == {
        ("Ties", "Maison Fictive – Jardin Imaginaire", "removed")}


def test_a_whole_register_is_told_record_by_record():
    changes = differences(Register(), read_demo())
    told = {change_name(change, {}, "fr") for change in changes}

    assert len(told) > 1000 and all(told)
    assert {change_sentence(change, {}, "fr") for change in changes} == {"ajout"}


def test_names_are_those_of_now_and_of_what_is_gone(tmp_path):
    store = Store(tmp_path / "register.sqlite")
    store.replace(Register(actors=(HOUSE, GARDEN)), save_key="one", file_name="a.xlsx")
    store.replace(Register(actors=(replace(HOUSE, name="Renommée"),)), save_key="two",
                  file_name="b.xlsx")

    assert names_in(store) == {"a-1": "Renommée", "a-2": "Jardin Imaginaire"}
