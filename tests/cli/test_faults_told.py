"""What goes wrong with the register, as the command tells it: the very sentence, and a code of 1.

The faults are brought about for real, and the sentences stand in `tests.faults`.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from ocgraph import __version__
from ocgraph.i18n import format_day
from ocgraph.model import Actor, Register
from ocgraph.storage import Store
from ocgraph.storage.copies import copies_folder, keep_copy
from ocgraph.storage.database import Database
from tests.databases import new_database, postgresql_server, ready_database
from tests.faults import (
    DAMAGES,
    SENTENCES,
    as_read,
    flip_one_bit,
    following,
    full_server_disk,
    held_by_another,
    make_newer,
    small_disk,
)

KEPT = Register(actors=tuple(Actor(actor_id=f"a-{n}", name=f"Maison Fictive {n}")
                             for n in range(40)))
READ, WRITE = ("memory",), ("undo", "1", "--yes")


def keep():
    Store().replace(KEPT, save_key="one", file_name="a.xlsx")
    return Store()


@pytest.fixture
def told(ocgraph):
    """Run a command that must be refused; return what it says."""
    def run(*words):
        code, _, err = ocgraph(*words)
        assert code == 1
        return as_read(err)
    return run


@pytest.fixture
def impatient(monkeypatch):
    for place in ("sqlite_file", "postgresql_server"):
        monkeypatch.setattr(f"ocgraph.storage.{place}.WAIT_SECONDS", .1)
    monkeypatch.setattr("ocgraph.storage.database.PATIENCE_SECONDS", 0)


@pytest.fixture
def disk(home, monkeypatch):
    with small_disk() as disk:
        monkeypatch.setenv("OCGRAPH_HOME", str(disk.folder / "home"))
        yield disk


@pytest.fixture
def server(home, monkeypatch):
    """Keep the register on a server; give its address, with which it is cut from it at the end."""
    address = f"{new_database(ready_database())}&application_name=commande"
    monkeypatch.setenv("OCGRAPH_DATABASE_URL", address)
    yield address
    Database(address).engine.dispose()


@pytest.mark.soak
def test_a_full_disk_whatever_is_written(disk, told, ocgraph):
    store = keep()
    earlier = keep_copy(store, copies_folder())
    disk.fill()

    assert told(*WRITE) == SENTENCES["disk full"].format(place=store.path)
    assert told("backup") == SENTENCES["no room for a copy"].format(folder=copies_folder())
    target = disk.folder / "registre.csv.zip"
    assert told("export", "-o", str(target)) == SENTENCES[
        "no room for an export"].format(file=target.name, folder=disk.folder)
    assert store.load() == KEPT and list(copies_folder().iterdir()) == [earlier]
    assert not target.exists()

    disk.free()
    assert ocgraph("export", "-o", str(target))[0] == ocgraph(*WRITE)[0] == 0


@pytest.mark.soak
def test_no_room_to_work(disk, home, told, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(disk.folder))
    monkeypatch.setenv("OCGRAPH_HOME", str(home.parent / "home"))
    store = keep()
    disk.fill()

    assert told("export", "-o", "r.gpkg") == SENTENCES["no room to work"].format(
        folder=disk.folder)
    assert not Path("r.gpkg").exists() and store.load() == KEPT


@pytest.mark.soak
def test_a_disk_that_may_only_be_read(disk, told, ocgraph):
    store = keep()
    disk.make_read_only()

    assert told(*WRITE) == SENTENCES["read-only"].format(place=store.path)
    assert ocgraph(*READ)[0] == 0


def test_a_register_that_someone_else_writes(home, told, impatient):
    store = keep()
    with held_by_another(store.path):
        assert told(*WRITE) == SENTENCES["locked"].format(place=store.path)
    assert store.load() == KEPT


def test_a_register_of_a_version_to_come(home, told):
    store = keep()
    make_newer(store.path)
    before = store.path.read_bytes()

    for words in (READ, WRITE, ("backup",)):
        assert told(*words) == SENTENCES["newer"].format(place=store.path, ours=__version__)
    assert store.path.read_bytes() == before


@pytest.mark.parametrize("damage", [
    "truncated", *(pytest.param(one, marks=pytest.mark.soak) for one in ("zeroed", "scrambled"))])
def test_a_damaged_register_is_said_and_its_last_good_copy_gives_it_back(
        home, told, ocgraph, damage):
    store = keep()
    copy = keep_copy(store, copies_folder())
    DAMAGES[damage](store.path)
    damaged = store.path.read_bytes()

    offered = SENTENCES["copy to put back"].format(
        path=copy, day=format_day(datetime.date.today(), "fr"))
    for words in (("export", "-o", "r.zip", "--format", "csv"), ("backup",)):
        assert told(*words).splitlines() == [
            SENTENCES["damaged"].format(place=store.path), offered]
    assert store.path.read_bytes() == damaged
    assert ocgraph("restore", str(copy), "--yes")[0] == 0
    assert Store().load() == KEPT
    assert store.path.with_name("register-aside-1.sqlite").read_bytes() == damaged


def test_a_bit_that_only_the_memory_tells(home, told):
    store = keep()
    earlier = keep_copy(store, copies_folder())
    flip_one_bit(store.path, b"Maison Fictive 20")

    assert told("backup").startswith(SENTENCES["bits flipped"].format(place=store.path))
    assert list(copies_folder().iterdir()) == [earlier]


@pytest.mark.soak
def test_a_full_disk_of_the_server(home, told, ocgraph, monkeypatch):
    with full_server_disk(ready_database()) as (address, disk):
        monkeypatch.setenv("OCGRAPH_DATABASE_URL", address)
        store = keep()
        disk.fill()
        while not (refused := ocgraph("undo", str(store.revision()), "--yes"))[0]:
            pass   # until the pages that the tables already have are full

        assert as_read(refused[2]) == SENTENCES["disk full"].format(place=store.place)
        assert store.damaged_records() == 0
        disk.free()
        assert ocgraph("undo", str(store.revision()), "--yes")[0] == 0
        Database(address).engine.dispose()


def test_a_server_that_only_follows_another(server, told, ocgraph):
    store = keep()
    with following():
        assert told(*WRITE) == SENTENCES["read-only"].format(place=store.place)
        assert ocgraph(*READ)[0] == 0
    assert ocgraph(*WRITE)[0] == 0


def test_a_register_that_someone_else_writes_on_the_server(server, told, impatient):
    store = keep()
    Database(server).engine.dispose()
    hurried = f"{server}-pressee"
    with Database(server).writing(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("OCGRAPH_DATABASE_URL", hurried)
        assert told(*WRITE) == SENTENCES["locked"].format(place=store.place)
    Database(hurried).engine.dispose()
    assert store.load() == KEPT


def test_a_register_of_a_version_to_come_on_the_server(server, told):
    store = keep()
    with Database(server).writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '99'"))
        connection.execute(sa.text(
            "UPDATE meta SET value = '7.0' WHERE name = 'product_version'"))

    for words in (READ, WRITE):
        assert told(*words) == SENTENCES["newer"].format(place=store.place, ours=__version__)


def test_a_damaged_table_of_the_server(server, told):
    store = keep()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        [(path,)] = connection.execute("SELECT pg_relation_filepath('actors')").fetchall()
    Database(server).engine.dispose()
    running = postgresql_server()
    running.stop()
    with (running.pgdata / path).open("r+b") as table:
        table.write(b"\x55" * 8192)
    running.ensure_postgres_running()

    assert told("export", "-o", "r.zip", "--format", "csv") == SENTENCES["damaged"].format(
        place=store.place)


def test_a_server_that_is_stopped_is_said_and_all_is_there_once_it_is_started(
        server, told, impatient, ocgraph):
    store = keep()
    running = postgresql_server()
    running.stop()
    try:
        assert told(*WRITE) == SENTENCES["server stopped"].format(place=store.place)
    finally:
        running.ensure_postgres_running()
    assert store.load() == KEPT and ocgraph(*WRITE)[0] == 0
