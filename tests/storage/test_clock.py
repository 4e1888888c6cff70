"""A clock set right after it was ahead: nothing is lost, nothing changes its order.

The clock of the machine is the real one: what was kept while it was ahead bears a day to come.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
import sqlalchemy as sa

from ocgraph.model import Actor, Register
from ocgraph.storage import Correction, Drafts, Store
from ocgraph.storage.copies import copies_in, is_due, keep_copy
from ocgraph.storage.database import Database
from ocgraph.storage.schema import drafts, saves

AHEAD = datetime.timedelta(days=40)
FIRST = Register(actors=(Actor(actor_id="a-1", name="Maison Fictive"),))


def kept_ahead(place, table, column):
    """Put a day to come on what is kept, as a clock that was ahead did."""
    with Database(place).writing() as connection:
        moment = connection.scalar(sa.select(sa.func.max(table.c[column])))
        connection.execute(table.update().values({column: moment + AHEAD}))


def rename(store, name):
    seen = store.kept(Actor)[0]
    return store.edit([Correction(seen.record_key, seen.version,
                                  replace(seen.record, name=name))], save_key=name)


@pytest.fixture
def ahead(store, place):
    """Give a register whose first save bears a day to come."""
    store.replace(FIRST, save_key="one", file_name="a.xlsx")
    kept_ahead(place, saves, "saved_at")
    return store


def test_saves_keep_their_order_and_time_never_goes_back(ahead):
    rename(ahead, "Renommée")
    rename(ahead, "Encore")

    latest, middle, first = ahead.saves()
    assert (latest.save_key, middle.save_key, first.save_key) == ("Encore", "Renommée", "one")
    assert latest.saved_at >= middle.saved_at >= first.saved_at
    ahead.undo(latest.save_seq, save_key="undo")
    assert ahead.load().actors[0].name == "Renommée"


def test_the_register_as_of_its_first_day_is_the_one_of_that_day(ahead):
    rename(ahead, "Renommée")
    day = ahead.first_day()

    assert day == (datetime.datetime.now() + AHEAD).date()
    assert ahead.as_of(day) == ahead.load()


def test_what_was_typed_is_found_again_and_typed_over(place):
    typed = Drafts(place)
    typed.keep("actors:1", {"name": "avant"})
    kept_ahead(place, drafts, "typed_at")
    typed.keep("actors:2", {"name": "autre"})
    typed.keep("actors:1", {"name": "après"})

    assert {draft.form: draft.typed["name"] for draft in typed.all()} == {
        "actors:1": "après", "actors:2": "autre"}


def test_a_copy_of_a_day_to_come_stays_and_does_not_stop_the_daily_one(tmp_path):
    store, folder = Store(tmp_path / "register.sqlite"), tmp_path / "copies"
    store.replace(FIRST, save_key="one", file_name="a.xlsx")
    made = keep_copy(store, folder)
    kept_ahead(store.path, saves, "saved_at")
    to_come = made.rename(folder / f"ocgraph-{datetime.datetime.now() + AHEAD:%Y-%m-%d-%H%M%S}.zip")

    assert is_due(store, folder)
    today = keep_copy(store, folder, number=1, days=0)
    assert set(copies_in(folder)) == {to_come, today}
    assert not is_due(store, folder)
