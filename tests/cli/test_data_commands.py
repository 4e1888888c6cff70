"""A file is checked in words, and taken only when told to."""

from __future__ import annotations

import io

import openpyxl
import pytest

from ocgraph.model import Actor, Register
from ocgraph.storage import Store

TITLES = ("Nom", "Type", "MRC", "Courriel", "Latitude")
FAULTY = (("Maison Fictive", "OBNL", "Joliete", "personne.fictive@exemple.invalid", None),
          ("Jardin Imaginaire", "OBNL", "Matawinie", None, None),
          ("Jardin imaginaire", "OBNL", "Matawinie", None, None),
          (None, "OBNL", "Matawinie", None, None))
SOUND = (("Atelier Inventé", "OBNL", "Matawinie", None, None),)


@pytest.fixture
def workbook(home):
    """Write ``classeur.xlsx`` with one sheet of actors."""
    def write(rows):
        book = openpyxl.Workbook()
        book.active.title = "Acteurs"
        for row in (TITLES, *rows):
            book.active.append(row)
        book.save(home / "classeur.xlsx")
    return write


def test_check_names_each_problem_with_its_place_and_mend_and_takes_nothing(ocgraph, workbook):
    workbook(FAULTY)

    code, out, _ = ocgraph("check", "classeur.xlsx")

    assert code == 1
    assert "Ligne 2, colonne «\u00a0MRC\u00a0» — à vérifier" in out
    assert "«\u00a0Joliette\u00a0»" in out
    assert "Ligne 5, colonne «\u00a0Nom\u00a0» — à corriger" in out
    assert "Rien n’a été pris." in out
    assert Store().load().is_empty


def test_check_shows_probable_duplicates_and_what_is_set_aside(ocgraph, workbook):
    workbook(FAULTY)

    out = ocgraph("check", "classeur.xlsx")[1]

    assert "1 doublon probable" in out
    assert "Dans 1 colonne, ce qui tient à une personne est mis de côté" in out
    assert "personne.fictive" not in out


def test_check_of_a_sound_file_says_so_with_code_0(ocgraph, workbook):
    workbook(SOUND)

    code, out, _ = ocgraph("check", "classeur.xlsx", "--lang", "en")

    assert code == 0
    assert "1 row read, 1 to take" in out


def test_import_takes_nothing_where_nobody_can_say_yes(ocgraph, workbook, monkeypatch):
    workbook(SOUND)
    monkeypatch.setattr("sys.stdin", io.StringIO("oui\n"))

    code, out, _ = ocgraph("import", "classeur.xlsx")

    assert code == 1
    assert "1 ajout" in out
    assert "ajoutez --yes" in out
    assert Store().load().is_empty


class Terminal(io.StringIO):
    """A keyboard with someone at it."""

    def isatty(self):
        return True


@pytest.mark.parametrize(("typed", "taken"), [
    ("oui\n", True), ("Y\n", True), ("non\n", False), ("\n", False), ("", False)])
def test_import_asks_and_does_what_is_answered(ocgraph, workbook, monkeypatch, typed, taken):
    workbook(SOUND)
    monkeypatch.setattr("sys.stdin", Terminal(typed))

    assert ocgraph("import", "classeur.xlsx")[0] == (0 if taken else 1)
    assert Store().load().is_empty != taken


def test_import_takes_the_sound_rows_when_told_to(ocgraph, workbook):
    workbook(FAULTY)

    code, out, _ = ocgraph("import", "classeur.xlsx", "--yes")

    assert code == 0
    assert len(Store().load().actors) == 3
    assert "3 ajouts" in out
    assert Store().last_import().origin == "classeur.xlsx"


@pytest.mark.parametrize(("option", "kept"), [("--replace", ["Atelier Inventé"]),
                                              ("--add", ["Ancien", "Atelier Inventé"]),
                                              (None, ["Ancien", "Atelier Inventé"])])
def test_import_adds_unless_told_to_replace(ocgraph, workbook, option, kept):
    old = Register(actors=(Actor(actor_id="ancien", name="Ancien"),))
    Store().replace(old, save_key="old", file_name="ancien.xlsx")
    workbook(SOUND)

    ocgraph("import", "classeur.xlsx", "--yes", *filter(None, [option]))

    assert sorted(actor.name for actor in Store().load().actors) == kept


def test_a_file_with_nothing_to_take_leaves_the_register(ocgraph, workbook):
    workbook(FAULTY[-1:])

    code, _, err = ocgraph("import", "classeur.xlsx", "--yes")

    assert code == 1
    assert "Aucune ligne" in err


def test_a_missing_file_is_said(ocgraph):
    code, _, err = ocgraph("check", "absent.xlsx")

    assert code == 1
    assert "introuvable" in err
