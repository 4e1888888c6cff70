"""Whether the server can answer a person: it asks its database, and waits for it two seconds."""

from __future__ import annotations

import asyncio
import socket
import threading
import time

import pytest

from dashboard.readiness import SECONDS, Readiness
from ocgraph.storage import Store


@pytest.fixture
def silent_database(monkeypatch):
    """A server that takes every call and never says a word, until the test is over."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        monkeypatch.setenv("OCGRAPH_DATABASE_URL",
                           f"postgresql://a@127.0.0.1:{server.getsockname()[1]}/b")
        yield server


def answers(readiness, n_calls=1):
    async def ask():
        return await asyncio.gather(*(readiness.answer(None) for _ in range(n_calls)))
    return asyncio.run(ask())


def test_ready_on_a_register_and_where_nothing_was_kept_yet():
    told = answers(Readiness())[0]

    assert (told.status_code, told.body.decode()) == (200, "prêt\n")
    assert told.headers["cache-control"] == "no-store"


def test_not_ready_on_what_is_not_a_register():
    Store().path.write_bytes(b"not a database, for sure" * 100)

    told = answers(Readiness())[0]

    assert (told.status_code, told.body.decode()) == (
        503, "pas prêt\u00a0: la base de données ne répond pas\n")


def test_a_database_that_says_nothing_is_waited_for_once_and_not_long(silent_database):
    readiness, told = Readiness(seconds=.3), []
    begun, before = time.monotonic(), threading.active_count()

    async def ask():
        told.extend([await readiness.answer(None) for _ in range(3)])
        n_threads = threading.active_count() - before
        silent_database.close()    # whoever is still asking is sent away
        return n_threads, time.monotonic() - begun

    n_threads, seconds = asyncio.run(ask())

    assert [answer.status_code for answer in told] == [503] * 3
    assert n_threads == 1
    assert seconds < 2 and SECONDS == 2
