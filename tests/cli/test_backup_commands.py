"""Copies made and put back from the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ocgraph.cli.console import Console
from ocgraph.cli.dashboard_commands import copy_of_the_day
from ocgraph.model import Actor, Register
from ocgraph.storage import Store
from ocgraph.storage.copies import copies_folder, copies_in

KEPT = Register(actors=(Actor(actor_id="a-1", name="Maison Fictive"),))
LATER = Register(actors=(Actor(actor_id="a-2", name="Jardin Imaginaire"),))


@pytest.fixture
def kept(home):
    Store().replace(KEPT, save_key="one", file_name="a.xlsx")
    return home


def test_a_copy_goes_where_it_is_told(ocgraph, kept):
    code, out, _ = ocgraph("backup", "-o", "ailleurs/copie.zip")

    assert code == 0 and "Acteurs" in out and "copie.zip" in out
    assert Path("ailleurs/copie.zip").exists()


def test_a_copy_without_a_place_goes_to_the_folder_of_copies(ocgraph, kept):
    code, out, _ = ocgraph("backup")

    [path] = copies_in(copies_folder())
    assert code == 0 and str(path) in out


def test_nothing_kept_is_said(ocgraph, home):
    code, _, err = ocgraph("backup")

    assert code == 1 and "rien à copier" in err


def test_keeping_no_copy_at_all_is_refused(ocgraph, kept):
    code, _, err = ocgraph("backup", "--keep", "0")

    assert code != 0 and "au moins une copie" in err
    assert copies_in(copies_folder()) == ()


def test_a_copy_is_put_back_once_told_to_and_what_was_there_is_copied(ocgraph, kept):
    ocgraph("backup", "-o", "copie.zip")
    Store().replace(LATER, save_key="two", file_name="b.xlsx")

    code, out, _ = ocgraph("restore", "copie.zip")
    assert code == 1 and "--yes" in out and Store().load() == LATER
    code, out, _ = ocgraph("restore", "copie.zip", "--yes")

    assert code == 0 and Store().load() == KEPT
    again = re.search(r"copié\s: (\S+\.zip)", out)[1]
    ocgraph("restore", again, "--yes")
    assert Store().load() == LATER


def test_what_was_erased_since_the_copy_is_said_before_it_is_put_back(ocgraph, kept):
    ocgraph("backup", "-o", "copie.zip")
    ocgraph("erase", "a-1", "--reason", "demande reçue", "--yes")

    code, out, _ = ocgraph("restore", "copie.zip")

    assert code == 1 and "1 effacement pour de bon a été fait depuis cette copie" in out
    assert Store().load() == Register()


def test_a_copy_is_put_back_where_there_is_nothing_without_a_question(ocgraph, kept):
    ocgraph("backup", "-o", "copie.zip")
    Store().path.unlink()

    assert ocgraph("restore", "copie.zip")[0] == 0
    assert Store().load() == KEPT


def test_a_damaged_register_is_set_aside_never_erased(ocgraph, kept):
    ocgraph("backup", "-o", "copie.zip")
    Store().path.write_bytes(b"plus rien de lisible" * 500)

    code, out, err = ocgraph("restore", "copie.zip")

    assert code == 0 and "endommagé" in err and "mis de côté" in out
    assert Store().load() == KEPT
    assert Store().path.with_name("register-aside-1.sqlite").read_bytes().startswith(b"plus rien")


def test_something_else_than_a_copy_changes_nothing(ocgraph, kept):
    Path("copie.zip").write_bytes(b"rien")

    code, _, err = ocgraph("restore", "copie.zip", "--yes")

    assert code == 1 and "copie de sauvegarde" in err and Store().load() == KEPT


def test_opening_ones_register_copies_it_once_a_day(kept, capsys):
    copy_of_the_day(Console("fr"))
    copy_of_the_day(Console("fr"))

    [path] = copies_in(copies_folder())
    assert capsys.readouterr().out.count(str(path)) == 1


def test_a_register_that_cannot_be_copied_is_said_and_can_be_opened(kept, capsys):
    Store().path.write_bytes(b"plus rien de lisible" * 500)

    copy_of_the_day(Console("fr"))

    assert "endommag" in capsys.readouterr().err
