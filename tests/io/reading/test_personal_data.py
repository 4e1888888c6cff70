"""What belongs to a person is set aside, counted by column, kept nowhere and said nowhere."""

import pickle

import openpyxl
import pytest

from ocgraph.i18n import LANGUAGES
from ocgraph.io.places.reference import municipality_by_code, read_territories
from ocgraph.io.reading.personal import looks_like_person, names_person
from ocgraph.io.reading.register_files import read_register
from ocgraph.model import Severity

CANARIES = ("Untel", "jeanne.untel", "555-0100", "5145550100", "Sanschagrin")
ACTORS = [["Organisme", "MRC", "Nom", "Prénom", "Courriel", "Tél.", "Contact public", "Notes",
           "Divers"],
          ["Maison Invitante", "Joliette", "Untel", "Jeanne", "jeanne.untel@invente.example",
           "450 555-0100", "info@invitante.example", "Appeler Jeanne au 450 555-0100",
           "jeanne.untel@invente.example"],
          ["École des Vents", "450 555-0100", None, None, None, "5145550100",
           "Jeanne Untel, jeanne.untel@invente.example", "Rien", None]]
WORK = [["OC", "Organisme", "Rôle de l’OC"], ["Jeanne Sanschagrin", "Maison Invitante", "Relier"],
        ["Poste OC Nord", "Maison Invitante", "Relier"]]


@pytest.fixture
def result(tmp_path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in (("Acteurs", ACTORS), ("Liaisons", WORK)):
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(tmp_path / "a.xlsx")
    return read_register(tmp_path / "a.xlsx")


def test_nothing_personal_is_kept_or_said_anywhere(result):
    everything = pickle.dumps(result).decode("utf-8", "replace") + repr(result)
    sentences = "".join(issue.sentence(language) + issue.mend(language)
                        for issue in result.issues for language in LANGUAGES)
    assert [canary for canary in CANARIES if canary in everything + sentences] == []


def test_what_was_set_aside_is_counted_by_column(result):
    counted = {(aside.column, aside.nature): aside.cells for aside in result.set_aside}
    assert counted == {("Nom", "person"): 1, ("Prénom", "person"): 1, ("Courriel", "email"): 1,
                       ("Tél.", "phone"): 2, ("Contact public", "email"): 1,
                       ("Notes", "phone"): 1, ("Divers", "email"): 1, ("MRC", "phone"): 1}
    told = {(issue.place.column, issue.code) for issue in result.issues
            if issue.code.startswith("personal_")}
    assert told == {(column, f"personal_{nature}") for column, nature in counted}


def test_contact_of_a_function_and_the_rest_of_a_note_are_kept(result):
    first, second = result.register.actors
    assert (first.public_contact, second.public_contact) == ("info@invitante.example", "")
    assert first.private_note == "Appeler Jeanne au […]"


def test_post_that_bears_a_name_of_a_person_is_left_out(result):
    assert [post.name for post in result.register.community_organizers] == ["Poste OC Nord"]
    (issue,) = (issue for issue in result.issues if issue.severity is Severity.ERROR)
    assert (issue.code, issue.place.row, issue.found) == ("person_for_post", 2, "")


@pytest.mark.parametrize(("text", "person"), [
    ("Jeanne Untel", True), ("Marie-Ève Sanschagrin", True), ("Untel, Jeanne", True),
    ("Mme Untel", True), ("M. Untel", True), ("Poste OC Nord", False), ("OC Joliette 1", False),
    ("Maison Jeanne-Untel", False), ("Jeanne au village", False),
    ("École Jeanne Untel Nord", False),
    ("Иван Вымышленный", False), ("Jeanne", False)])
def test_name_of_a_person_is_told_from_that_of_a_post(text, person):
    assert looks_like_person(text) is person


@pytest.mark.parametrize(("text", "person"), [
    ("OC Joliette - Jeanne Untel", True), ("OC Joliette (Jeanne Untel)", True),
    ("Poste OC : Marie-Ève Sanschagrin", True), ("appeler Jean Untel", True),
    ("OC Nord, Mme Untel", True), ("OC Nord, M. Untel", True), ("OC JEANNE UNTEL", True),
    ("OC Joliette 1", False), ("Poste OC Nord", False), ("OC Jeanne-Mance Nord", False),
    ("OC Saint Jean Baptiste", False), ("Rencontre à l’école Jeanne Untel", False),
    ("Rappeler Jeanne. Demander la liste", False), ("Jeanne rappellera", False),
    ("OC Pavillon M Joliette", False), ("", False)])
def test_person_named_inside_a_text_is_found(text, person):
    assert names_person(text) is person


def test_post_named_after_any_place_names_no_person():
    places = [*read_territories(), *municipality_by_code().values()]
    assert [place.name for place in places
            if names_person(f"Poste OC {place.name}") or names_person(f"OC {place.name} Est")] == []


def test_post_with_a_person_inside_is_left_out_and_a_note_that_names_one_too(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Équipe"
    for row in (["Poste", "Établissement"], ["OC Joliette - Jeanne Untel", "Inventé"]):
        book.active.append(row)
    page = book.create_sheet("Acteurs")
    for row in (["Nom", "MRC", "Notes"], ["A", "Joliette", "Appeler Jeanne Untel"],
                ["B", "Joliette", "Rencontre en mars"]):
        page.append(row)
    book.save(tmp_path / "a.xlsx")
    result = read_register(tmp_path / "a.xlsx")

    assert [(issue.severity, issue.code, issue.place.row) for issue in result.issues] == [
        (Severity.ERROR, "person_for_post", 2), (Severity.WARNING, "person_in_note", 2)]
    assert result.register.community_organizers == ()
    assert [actor.private_note for actor in result.register.actors] == ["", "Rencontre en mars"]
    assert "Untel" not in pickle.dumps(result).decode("utf-8", "replace") + repr(result)
