"""A disk that is full, or may not be written: said, nothing lost, and writing resumes by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from ocgraph.i18n import explain
from ocgraph.model import Actor, Register
from ocgraph.storage import Correction, Drafts, Notebook, StorageError, Store
from ocgraph.storage.copies import copies_in, keep_copy
from ocgraph.storage.database import Database
from tests.databases import ready_database
from tests.faults import SENTENCES, as_read, full_server_disk, of_another_person, small_disk

FEW = Register(actors=tuple(Actor(actor_id=f"old-{n}", name=f"Ancien {n}") for n in range(3)))
MANY = Register(actors=tuple(Actor(actor_id=f"new-{n}", name=f"Neuf {n}", private_note="x" * 1500)
                             for n in range(3000)))


def correct(store, letters=4_000):
    seen = store.kept(Actor)[0]
    note = replace(seen.record, private_note="x" * letters + str(seen.version))
    return store.edit([Correction(seen.record_key, seen.version, note)],
                      save_key=f"from {seen.version}")


WRITES = {
    "an import": lambda store: store.replace(MANY, save_key="many", file_name="gros.xlsx"),
    "a correction": correct,
    "a draft": lambda store: Drafts(where(store)).keep("actors:1", {"name": "x" * 9000}),
    "a scenario": lambda store: Notebook(where(store)).keep_scenario(
        "Départ", ({"what": "remove_node", "node_id": "x" * 9000},)),
}


def where(store):
    return store.path or store.address


def refused_as(fault, work, **facts):
    with pytest.raises(StorageError) as refused:
        work()
    assert as_read(explain(refused.value, "fr")) == SENTENCES[fault].format(**facts)


@pytest.fixture
def disk():
    with small_disk() as disk:
        yield disk


@pytest.fixture
def kept(disk):
    store = Store(disk.folder / "register.sqlite")
    store.replace(FEW, save_key="few", file_name="petit.xlsx")
    return store


@pytest.mark.soak
@pytest.mark.parametrize("what", WRITES)
def test_a_full_disk_is_said_loses_nothing_and_is_written_again_once_freed(kept, disk, what):
    before = kept.revision()
    disk.fill()

    refused_as("disk full", lambda: WRITES[what](kept), place=kept.path)
    assert kept.load() == FEW and kept.revision() == before
    assert Drafts(kept.path).all() == Notebook(kept.path).scenarios() == ()
    assert kept.damaged_records() == 0

    disk.free()
    if what == "an import":  # greater than the disk itself
        refused_as("disk full", lambda: WRITES[what](kept), place=kept.path)
    else:
        WRITES[what](kept)
    assert kept.damaged_records() == 0


@pytest.mark.soak
def test_a_register_that_a_full_disk_lets_nobody_begin_is_begun_once_freed(disk):
    store = Store(disk.folder / "folder" / "register.sqlite")
    disk.fill()

    refused_as("disk full", lambda: store.replace(FEW, save_key="few", file_name="petit.xlsx"),
               place=store.path)
    assert store.load().is_empty

    disk.free()
    store.replace(FEW, save_key="few", file_name="petit.xlsx")
    assert store.load() == FEW


@pytest.mark.soak
def test_every_write_acknowledged_before_the_disk_was_full_is_there(kept, disk):
    acknowledged = []
    with pytest.raises(StorageError) as refused:
        while len(acknowledged) < 1_000:
            acknowledged.append(correct(kept, 200_000).save_key)

    assert refused.value.code == "storage.disk_full" and len(acknowledged) > 1
    assert {save.save_key for save in kept.saves()} == {*acknowledged, "few"}
    assert kept.damaged_records() == 0


def test_a_file_that_may_not_grow_is_a_full_disk_even_where_no_disk_can_be_mounted(
        tmp_path, monkeypatch):
    store = Store(tmp_path / "register.sqlite")
    store.replace(FEW, save_key="few", file_name="petit.xlsx")

    @sa.event.listens_for(store._door.database.engine, "connect")
    def _limit(connection, _record):
        connection.execute("PRAGMA max_page_count = 1")  # never below what it holds

    refused_as("disk full", lambda: WRITES["an import"](store), place=store.path)
    assert Store(store.path).load() == FEW


@pytest.mark.soak
def test_a_copy_that_a_full_disk_stops_is_said_and_leaves_the_earlier_ones(kept, disk):
    folder = disk.folder / "copies"
    earlier = keep_copy(kept, folder)
    disk.fill()

    refused_as("no room for a copy", lambda: keep_copy(kept, folder), folder=folder)
    assert list(folder.iterdir()) == [earlier]

    disk.free()
    assert len(copies_in(folder)) == 1 and keep_copy(kept, folder).exists()


@pytest.mark.soak
def test_a_disk_that_may_not_be_written_is_read_and_said(kept, disk):
    disk.make_read_only()

    for work in WRITES.values():
        refused_as("read-only", lambda work=work: work(kept), place=kept.path)
    refused_as("no room for a copy", lambda: keep_copy(kept, disk.folder / "copies"),
               folder=disk.folder / "copies")
    assert kept.load() == FEW


def test_a_file_of_another_person_is_read_and_said(tmp_path):
    store = Store(tmp_path / "register.sqlite")
    store.replace(FEW, save_key="few", file_name="petit.xlsx")
    with of_another_person(store.path) as theirs:
        for work in WRITES.values():
            refused_as("read-only", lambda work=work: work(Store(theirs)), place=theirs)
        assert Store(theirs).load() == FEW


@pytest.mark.soak
def test_a_full_disk_of_the_server_is_said_and_is_written_again_once_freed():
    with full_server_disk(ready_database()) as (address, disk):
        store = Store(address)
        store.replace(FEW, save_key="few", file_name="petit.xlsx")
        disk.fill()

        refused_as("disk full", lambda: WRITES["an import"](store), place=store.place)
        assert store.load() == FEW and store.revision() == 1

        disk.free()
        correct(store)
        assert store.revision() == 2 and store.damaged_records() == 0
        Database(address).engine.dispose()
