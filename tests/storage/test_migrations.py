"""A register of any earlier version is brought to date whole, or left as it was."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
import time
from pathlib import Path

import psycopg
import pytest

from ocgraph.model import Actor, Register
from ocgraph.storage import Notebook, People, SaveKind, StorageError, Store
from ocgraph.storage.database import Database
from ocgraph.storage.schema import SCHEMA_VERSION
from tests.databases import new_database, postgresql_server, ready_database
from tests.storage.processes import READ_ONCE, start

SCHEMAS = Path(__file__).parent / "schemas"
KEPT = Register(actors=(Actor(actor_id="a-1", name="Maison Fictive", sectors=("youth",),
                              latitude=46.000000000000007, asked=True),))


# What version 4 made of the two imports below, in either database; as later versions left it.
SINCE_VERSION_4 = (
    "INSERT INTO meta VALUES ('product_version', '0.0.9'), ('workspace', 'register')",
    "INSERT INTO saves VALUES (1, 'first', '2026-01-05 14:00:00.000000', 'import', '',"
    " 'a.xlsx', '', NULL, 1, 0, 0, 0), (2, 'second', '2026-02-05 14:00:00.000000',"
    " 'import', '', 'b.xlsx', '', NULL, 1, 0, 0, 0), (3, 'history-begins',"
    " '2026-03-05 14:00:00.000000', 'begin', '', '', '', NULL, 0, 0, 0, 0)",
    *(f"INSERT INTO {table} (record_key{columns}, actor_id, name, sectors, latitude,"
      f" asked, source, public_contact, private_note) VALUES (1{values}, 'a-1',"
      " 'Maison Fictive', '[\"youth\"]', 46.000000000000007, TRUE, '', '', '')"
      for table, columns, values in (
          ("actors", "", ""),
          ("actors_history", ", record_version, save_seq, operation",
           ", 1, 3, 'added'")))
)


def register_of_version(version, path):
    """Write the file that the ocgraph of that version would have kept."""
    if version >= 4:
        with sqlite3.connect(path) as connection:
            connection.executescript(
                (SCHEMAS / f"version_{version}.sql").read_text(encoding="utf-8"))
            connection.execute("INSERT INTO alembic_version VALUES (?)", (str(version),))
            for statement in SINCE_VERSION_4:
                connection.execute(statement)
        connection.close()
        return path
    with sqlite3.connect(path) as connection:
        connection.executescript((SCHEMAS / f"version_{version}.sql").read_text(encoding="utf-8"))
        connection.executemany("INSERT INTO meta VALUES (?, ?)", [
            ("schema_version", str(version)), ("product_version", "0.0.9"),
            ("workspace", "register"), ("revision", "2")])
        connection.execute(
            "INSERT INTO actors (actor_id, name, sectors, latitude, asked, source, public_contact,"
            " private_note) VALUES ('a-1', 'Maison Fictive', '[\"youth\"]', 46.000000000000007, 1,"
            " '', '', '')")
        connection.executemany(
            "INSERT INTO imports (batch_key, taken_at, file_name, added, updated, unchanged,"
            " removed) VALUES (?, ?, ?, 1, 0, 0, 0)",
            [("first", "2026-01-05 14:00:00.000000", "a.xlsx"),
             ("second", "2026-02-05 14:00:00.000000", "b.xlsx")])
    connection.close()
    return path


@pytest.fixture(params=range(1, SCHEMA_VERSION))
def earlier(request, tmp_path):
    if not (SCHEMAS / f"version_{request.param}.sql").exists():
        raise AssertionError(f"no tables are written down for version {request.param}")
    return register_of_version(request.param, tmp_path / "register.sqlite")


def tables_of(path):
    """Return the columns, keys, indexes and triggers of a file, however they were worded."""
    with sqlite3.connect(path) as connection:
        names = [name for name, in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        told = {name: (connection.execute(f"PRAGMA table_info({name})").fetchall(),
                       sorted(index[2:] for index in connection.execute(
                           f"PRAGMA index_list({name})"))) for name in names}
        told["triggers"] = sorted(
            re.sub(r"\s+", " ", sql) for sql, in connection.execute(
                "SELECT sql FROM sqlite_master WHERE type = 'trigger'"))
    connection.close()
    return told


def test_it_reads_as_it_was_kept(earlier):
    assert Store(earlier).load() == KEPT


def test_it_becomes_the_same_as_a_new_one(earlier, tmp_path):
    new = tmp_path / "new.sqlite"
    Store(new).replace(Register(), save_key="one", file_name="a.xlsx")

    Store(earlier).load()

    assert tables_of(earlier) == tables_of(new)


def test_its_imports_are_remembered_and_its_revision_does_not_go_back(earlier):
    store = Store(earlier)

    assert [(save.kind, save.origin) for save in store.saves()] == [
        (SaveKind.BEGIN, ""), (SaveKind.IMPORT, "b.xlsx"), (SaveKind.IMPORT, "a.xlsx")]
    assert store.revision() == 3
    assert store.last_import().save_key == "second"


def test_an_import_it_had_taken_is_not_taken_again(earlier):
    taken = Store(earlier).replace(Register(), save_key="second", file_name="b.xlsx")

    assert taken.already_saved
    assert Store(earlier).load() == KEPT


def test_its_memory_begins_with_what_was_there(earlier):
    store = Store(earlier)
    store.replace(Register(), save_key="third", file_name="c.xlsx")

    assert store.as_after(3) == KEPT
    with pytest.raises(StorageError) as refused:
        store.undo(2, save_key="undo")
    assert refused.value.code == "storage.undo_nothing"
    store.undo(4, save_key="undo")
    assert store.load() == KEPT and store.damaged_records() == 0


def test_what_was_kept_beside_it_is_there(tmp_path):
    path = register_of_version(2, tmp_path / "register.sqlite")
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO scenarios (name, note, changes, made_at, changed_at) VALUES"
                           " ('Départ', '', '[{\"what\": \"x\"}]', '2026-01-05 14:00:00.000000',"
                           " '2026-01-05 14:00:00.000000')")
    connection.close()

    [scenario] = Notebook(path).scenarios()

    assert (scenario.name, scenario.changes) == ("Départ", ({"what": "x"},))


def is_whole(path):
    """Tell a register of version 1 or of today, from one left in between."""
    with sqlite3.connect(path) as connection:
        names = {name for name, in connection.execute("SELECT name FROM sqlite_master")}
    connection.close()
    return ("imports" in names) != ("alembic_version" in names)


@pytest.mark.parametrize("kills", [4, pytest.param(60, marks=pytest.mark.soak)])
def test_a_kill_in_mid_migration_leaves_the_old_register_or_the_new_one(kills, tmp_path):
    moment = random.Random(2026)
    source = register_of_version(1, tmp_path / "source.sqlite")
    for number in range(kills):
        path = tmp_path / f"register-{number}.sqlite"
        shutil.copy(source, path)
        with start(READ_ONCE, path) as process:
            process.stdout.readline()
            time.sleep(moment.uniform(0, .5))
            process.kill()

        assert is_whole(path)
        assert Store(path).load() == KEPT


@pytest.mark.parametrize("version", range(4, SCHEMA_VERSION))
def test_a_server_of_an_earlier_version_is_brought_to_date_with_what_it_holds(version):
    address, tables = new_database(), SCHEMAS / f"version_{version}_postgresql.sql"
    with psycopg.connect(address) as connection:
        connection.execute(tables.read_text(encoding="utf-8"))
        connection.execute("INSERT INTO alembic_version VALUES (%s)", (str(version),))
        for statement in SINCE_VERSION_4:
            connection.execute(statement)
    store, new = Store(address), ready_database()

    assert store.load() == KEPT and store.revision() == 3 and not People(address).has_accounts()
    account = People(address).invite("a@exemple.invalid", "A", "administrator")
    Store(address, account).replace(Register(), save_key="third", file_name="c.xlsx")
    Store(address, account).undo(4, save_key="undo")
    assert store.load() == KEPT and store.damaged_records() == 0
    assert columns_of(address) == columns_of(postgresql_server().get_uri(database=new))
    Database(address).engine.dispose()


def columns_of(address):
    with psycopg.connect(address) as connection:
        return connection.execute(
            "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
            " WHERE table_schema = 'public' ORDER BY 1, 2").fetchall() + connection.execute(
            "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
            " ORDER BY 1, 2").fetchall()
