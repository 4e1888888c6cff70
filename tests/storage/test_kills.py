"""Writers killed in the middle of a write: what was acknowledged is there, and no half of it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time

import pytest

from ocgraph.model import Actor, Register
from ocgraph.storage import SaveKind, Store
from tests.storage.processes import WRITERS_TO_KILL, start

CORRECTED = Actor(actor_id="corrected", name="Maison Fictive", private_note="first")
LONGEST = {"correction": .05, "import": .15}  # seconds within which the kill falls
N_WRITES = 6  # one of the first that a writer begins is cut


class Writers:
    """Writers of one register, each killed in the middle of a write."""

    def __init__(self, place):
        self._warm = start(WRITERS_TO_KILL, place, stdin=subprocess.PIPE)
        self._draw = random.Random(2026)
        self.acknowledged = set()

    def kill_one(self, number):
        """Start a writer, kill it in one of its writes; return that write if it was cut.

        Every second writer is killed in an import, the others in a correction.
        """
        print(f"w{number}", file=self._warm.stdin, flush=True)
        child, begun = None, []
        in_which = self._draw.randrange(0, N_WRITES, 2) + number % 2
        for word, told in self._lines():
            if word == "writer":
                child = int(told)
            elif word == "kept":
                self.acknowledged.add(told)
            else:
                begun.append(told)
            if child and len(begun) > in_which:
                time.sleep(self._draw.uniform(0, LONGEST[kind_of(begun[-1])]))
                os.kill(child, signal.SIGKILL)
                in_which = float("inf")
        return begun[-1] if begun[-1] not in self.acknowledged else None

    def _lines(self):
        """Yield what is said until the writer is gone."""
        while (line := self._warm.stdout.readline().split()) != ["gone"]:
            yield line[0], line[1]

    def stop(self):
        self._warm.communicate()


@pytest.fixture
def writers(place):
    Store(place).replace(Register(actors=(CORRECTED,)), save_key="first", file_name="petit.xlsx")
    writers = Writers(place)
    yield writers
    writers.stop()


def kind_of(save_key):
    return save_key.split("-")[1]


def assert_whole(store, acknowledged):
    """Hold that each save is whole, the last ones visible, and those acknowledged among them."""
    saves = store.saves()
    assert acknowledged <= {save.save_key for save in saves}
    notes = {actor.actor_id: actor.private_note for actor in store.load().actors}
    assert notes.pop("corrected") == next(
        (save.save_key for save in saves if save.kind is SaveKind.EDIT), "first")
    imported = [save.save_key for save in saves if save.kind is SaveKind.IMPORT][:1]
    assert len(notes) in (0, 200) and set(notes.values()) <= set(imported)


@pytest.mark.parametrize("kills", [4, pytest.param(200, marks=pytest.mark.soak)])
def test_a_writer_killed_in_mid_write_loses_nothing_acknowledged_and_leaves_no_half(
        writers, place, kills, record_property):
    store, cut, started = Store(place), [], 0
    while len(cut) < kills:
        started += 1
        cut += filter(None, [writers.kill_one(started)])
        assert started < 5 * kills, "most kills fall between two writes"
        assert_whole(store, writers.acknowledged)

    imports = sum(kind_of(key) == "import" for key in cut)
    there = {save.save_key for save in store.saves()}
    record_property("measured", f"{len(cut)} writes cut, {imports} of them imports; "
                    f"{len(writers.acknowledged)} acknowledged, all there; "
                    f"{len(there & set(cut))} cut after they were kept")
    assert kills < 50 or 0 < imports < len(cut)   # of few, all may be of one kind
    assert store.damaged_records() == 0
