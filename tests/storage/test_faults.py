"""What may go wrong with the file, and what is promised then."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import time

import pytest

from ocgraph import i18n
from ocgraph.model import Actor, Register
from ocgraph.storage import StorageError, Store
from ocgraph.storage.sqlite_file import journal_mode
from tests.faults import make_newer, truncate, zero
from tests.storage.processes import ADD_ONE_BY_ONE, CORRECT_SHARED, IMPORT_MANY, start

FEW = Register(actors=tuple(Actor(actor_id=f"old-{n}", name=f"Ancien {n}") for n in range(3)))
SHARED = Register(actors=tuple(Actor(actor_id=f"s-{n}", name=f"Commun {n}") for n in range(20)))


@pytest.fixture
def kept(store):
    store.replace(FEW, save_key="few", file_name="petit.xlsx")
    return store


@pytest.fixture
def in_a_file(tmp_path):
    store = Store(tmp_path / "register.sqlite")
    store.replace(FEW, save_key="few", file_name="petit.xlsx")
    return store


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_an_import_killed_midway_can_be_tried_again(kept, place):
    with start(IMPORT_MANY, place) as process:
        process.stdout.readline()
        time.sleep(.05)
        process.kill()
    with start(IMPORT_MANY, place) as process:
        assert process.stdout.read().split() == ["ready", "taken"]

    assert len(kept.load().actors) == 3000


@pytest.mark.soak
def test_two_processes_writing_lose_nothing(kept, place):
    with start(ADD_ONE_BY_ONE, place, "x") as one, start(ADD_ONE_BY_ONE, place, "y") as other:
        assert (one.wait(), other.wait()) == (0, 0)

    assert len(kept.load().actors) == 3 + 20 + 20
    assert kept.revision() == 1 + 20 + 20


@pytest.mark.parametrize(("writers", "times"), [
    (3, 4), pytest.param(1, 200, marks=pytest.mark.soak),
    pytest.param(10, 200, marks=pytest.mark.soak)])
def test_no_correction_is_lost_when_several_correct_the_same_records(
        store, place, writers, times, record_property):
    store.replace(SHARED, save_key="shared", file_name="petit.xlsx")
    processes = [start(CORRECT_SHARED, place, f"w{number}", times, stdin=subprocess.PIPE)
                 for number in range(writers)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    began, conflicts = time.monotonic(), 0
    for process in processes:
        print("go", file=process.stdin, flush=True)
    for process in processes:
        met, _ = process.communicate()
        assert process.returncode == 0
        conflicts += int(met)
    seconds = time.monotonic() - began

    corrections = sum(len(actor.private_note) for actor in store.load().actors)
    assert corrections == writers * times == store.revision() - 1
    record_property("measured", f"{corrections / seconds:.0f} changes a second, "
                    f"{conflicts} conflicts met and tried again, no other error")


def test_a_busy_register_is_said_busy(in_a_file, monkeypatch):
    monkeypatch.setattr("ocgraph.storage.sqlite_file.WAIT_SECONDS", .1)
    hurried = Store(in_a_file.path)
    holder = sqlite3.connect(in_a_file.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(StorageError) as refused:
        hurried.replace(Register(), save_key="two", file_name="a.xlsx")
    holder.close()

    assert refused.value.code == "storage.busy"
    assert in_a_file.load() == FEW


def text(path):
    path.write_text("Ceci n’est pas un registre." * 100, encoding="utf-8")


def unreadable_list(path):
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE actors SET sectors = '[youth'")
    connection.close()


def someone_elses(path):
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE meta (something TEXT)")
    connection.close()


FAULTS = [(make_newer, "storage.newer_schema"), (truncate, "storage.corrupted"),
          (zero, "storage.corrupted"), (text, "storage.corrupted"),
          (unreadable_list, "storage.corrupted"), (someone_elses, "storage.not_a_register")]


@pytest.mark.parametrize(("fault", "code"), FAULTS)
def test_a_file_that_cannot_be_trusted_is_refused_and_left_as_it_is(in_a_file, fault, code):
    fault(in_a_file.path)
    before = digest(in_a_file.path)

    for action in (in_a_file.load,
                   lambda: in_a_file.replace(FEW, save_key="two", file_name="a.xlsx")):
        with pytest.raises(StorageError) as refused:
            action()
        assert refused.value.code == code
    assert digest(in_a_file.path) == before


def test_the_refusal_of_a_newer_register_names_the_version_that_made_it(in_a_file):
    make_newer(in_a_file.path)

    with pytest.raises(StorageError) as refused:
        in_a_file.revision()

    assert "7.0" in i18n.explain(refused.value, "fr")
    assert "7.0" in i18n.explain(refused.value, "en")


def test_an_identifier_used_twice_is_refused_and_nothing_is_kept(kept):
    twice = Register(actors=(Actor(actor_id="a-1", name="Un"), Actor(actor_id="a-1", name="Deux")))

    with pytest.raises(StorageError) as refused:
        kept.replace(twice, save_key="two", file_name="a.xlsx")

    assert refused.value.code == "storage.repeated_identifier"
    assert "a-1" in i18n.explain(refused.value, "fr")
    assert kept.load() == FEW


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    store = Store(tmp_path / "fichier" / "register.sqlite")

    with pytest.raises(StorageError) as refused:
        store.replace(FEW, save_key="one", file_name="a.xlsx")

    assert refused.value.code == "storage.cannot_open"


@pytest.mark.parametrize(("version", "mode"), [
    ((3, 40, 1), "delete"), ((3, 51, 2), "delete"), ((3, 51, 3), "wal"), ((3, 52, 0), "wal"),
    ((3, 50, 6), "delete"), ((3, 50, 7), "wal"), ((3, 44, 6), "wal"), ((3, 45, 0), "delete")])
def test_the_write_ahead_log_is_used_only_where_its_fault_is_corrected(version, mode):
    assert journal_mode(version) == mode
