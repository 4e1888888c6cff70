"""The same promises of the store, held a long time."""

from __future__ import annotations

import random
import time

import pytest

from ocgraph.model import Actor, Register
from ocgraph.storage import Store
from tests.storage.processes import ADD_ONE_BY_ONE, IMPORT_MANY, start

pytestmark = pytest.mark.soak

KILLS = 60
WRITERS = 10
WRITES = 20  # by each, see `ADD_ONE_BY_ONE`


def test_sixty_imports_killed_midway_leave_nothing_half_taken(tmp_path):
    moment = random.Random(2026)
    few = Register(actors=(Actor(actor_id="old", name="Ancien"),))
    found = set()
    for number in range(KILLS):
        store = Store(tmp_path / f"register-{number}.sqlite")
        store.replace(few, save_key="few", file_name="petit.xlsx")
        with start(IMPORT_MANY, store.path) as process:
            process.stdout.readline()
            time.sleep(moment.uniform(0, .15))
            process.kill()
        found.add(len(store.load().actors))

    assert found <= {1, 3000}


def test_ten_processes_writing_lose_nothing(tmp_path):
    store = Store(tmp_path / "register.sqlite")
    writers = [start(ADD_ONE_BY_ONE, store.path, f"w{number}") for number in range(WRITERS)]

    codes = [writer.wait() for writer in writers]
    for writer in writers:
        writer.stdout.close()

    assert codes == [0] * WRITERS
    assert len(store.load().actors) == WRITERS * WRITES
    assert store.revision() == WRITERS * WRITES
