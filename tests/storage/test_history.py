"""The memory: what was done, the register as it was, and every change taken back."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ocgraph.model import Actor, Register, Tie
from ocgraph.storage import (
    Addition,
    Correction,
    Gesture,
    Removal,
    SaveKind,
    StorageError,
    Store,
    UndoRefusedError,
    compare,
    counted,
    differences,
    undone_by,
)
from ocgraph.storage.database import Database
from tests.databases import emptied, new_database, ready_database
from tests.strategies import any_texts, registers

HOUSE = Actor(actor_id="a-1", name="Maison Fictive", latitude=46.000000000000007)
GARDEN = Actor(actor_id="a-2", name="Jardin Imaginaire", sectors=("youth",))
BOTH = Register(actors=(HOUSE, GARDEN), ties=(Tie(source_id="a-1", target_id="a-2"),))


@pytest.fixture
def kept(store):
    store.replace(BOTH, save_key="one", file_name="a.xlsx")
    return store


def rename_house(store, name, save_key):
    house = store.kept(Actor)[0]
    return store.edit([Correction(house.record_key, house.version,
                                  replace(house.record, name=name))], save_key=save_key)


def test_what_was_done_is_told_the_latest_first(kept):
    rename_house(kept, "Maison Renommée", "two")
    kept.undo(2, save_key="three")

    assert [(save.save_seq, save.kind, save.undoes) for save in kept.saves()] == [
        (3, SaveKind.UNDO, 2), (2, SaveKind.EDIT, None), (1, SaveKind.IMPORT, None)]
    assert len(kept.saves(limit=2)) == 2


def test_a_save_tells_each_record_before_and_after(kept):
    rename_house(kept, "Maison Renommée", "two")

    [change] = kept.changes_of(2)

    assert (change.before, change.after) == (HOUSE, replace(HOUSE, name="Maison Renommée"))
    assert [(one.before, one.after) for one in kept.changes_of(1)] == [
        (None, HOUSE), (None, GARDEN), (None, BOTH.ties[0])]


def test_an_undone_import_leaves_nothing_of_it(kept):
    kept.undo(1, save_key="two")

    assert kept.load() == Register()


def test_each_edit_tells_the_records_it_touched_those_that_are_gone_too(kept):
    rename_house(kept, "Maison Renommée", "two")
    garden = kept.kept(Actor)[1]
    kept.edit([Removal(Actor, garden.record_key, garden.version)], save_key="three",
              gesture=Gesture.REMOVE)

    assert kept.edited() == {2: (replace(HOUSE, name="Maison Renommée"),), 3: (GARDEN,)}
    assert kept.saves()[0].origin == "remove"


def test_what_is_erased_is_told_by_no_edit(kept):
    rename_house(kept, "Maison Renommée", "two")
    kept.erase(Actor, kept.kept(Actor)[0].record_key, save_key="three", reason="loi")

    assert kept.edited() == {}


def test_undoing_an_undoing_does_it_again(kept):
    kept.undo(1, save_key="two")
    kept.undo(2, save_key="three")

    assert kept.load() == BOTH


def test_a_removal_undone_gives_the_record_its_place_back(kept):
    house = kept.kept(Actor)[0]
    kept.edit([Removal(Actor, house.record_key, house.version)], save_key="two")
    assert kept.load().actors == (GARDEN,)

    kept.undo(2, save_key="three")

    assert kept.load() == BOTH


def test_what_was_changed_again_since_is_not_undone_in_silence(kept):
    rename_house(kept, "Maison Renommée", "two")
    rename_house(kept, "Maison Encore", "three")

    with pytest.raises(UndoRefusedError) as refused:
        kept.undo(2, save_key="four")

    assert refused.value.code == "storage.undo_changed_since"
    assert [one.changed_by for one in refused.value.changed_since] == [3]
    assert kept.load().actors[0].name == "Maison Encore"


def test_an_older_save_is_undone_where_nothing_came_over_it(kept):
    garden = kept.kept(Actor)[1]
    rename_house(kept, "Maison Renommée", "two")
    kept.edit([Correction(garden.record_key, garden.version, replace(GARDEN, kind="nonprofit"))],
              save_key="three")

    kept.undo(2, save_key="four")

    assert kept.load().actors == (HOUSE, replace(GARDEN, kind="nonprofit"))


def test_a_save_that_does_not_exist_is_said(kept):
    with pytest.raises(StorageError) as refused:
        kept.undo(99, save_key="two")

    assert refused.value.code == "storage.no_such_save"


DAY = datetime.datetime(2026, 3, 10, 15, tzinfo=datetime.UTC)


def clock(monkeypatch, moment):
    """Set the machine's clock, as far as saves know it."""
    monkeypatch.setattr("ocgraph.storage.saves.now", lambda: moment)


def test_the_register_is_given_as_it_was_on_a_day(store, monkeypatch):
    clock(monkeypatch, DAY)
    store.replace(BOTH, save_key="one", file_name="a.xlsx")
    clock(monkeypatch, DAY + datetime.timedelta(days=2))
    rename_house(store, "Maison Renommée", "two")
    day = DAY.astimezone().date()

    assert store.as_of(day) == store.as_of(day + datetime.timedelta(days=1)) == BOTH
    assert store.as_of(day + datetime.timedelta(days=2)) == store.load() != BOTH
    with pytest.raises(StorageError) as refused:
        store.as_of(day - datetime.timedelta(days=1))
    assert refused.value.code == "storage.before_memory"


def test_a_clock_moved_back_does_not_change_the_order(store, monkeypatch):
    clock(monkeypatch, DAY)
    store.replace(BOTH, save_key="one", file_name="a.xlsx")
    clock(monkeypatch, DAY - datetime.timedelta(days=3))
    late = rename_house(store, "Maison Renommée", "two")

    assert late.saved_at == DAY
    assert store.as_of(DAY.astimezone().date()) == store.load()
    assert [save.save_key for save in store.saves()] == ["two", "one"]


def test_a_change_made_outside_ocgraph_is_remembered_and_can_be_undone(kept, place):
    before = kept.revision()
    with Database(place).writing() as connection:
        connection.execute(sa.text("UPDATE actors SET name = 'À la main' WHERE actor_id = 'a-1'"))

    [change] = kept.changes_of(kept.revision())
    assert kept.revision() == before + 1
    assert kept.saves()[0].kind is SaveKind.OUTSIDE
    assert (change.before, change.after) == (HOUSE, replace(HOUSE, name="À la main"))
    kept.undo(kept.revision(), save_key="two")
    assert kept.load() == BOTH


def test_sound_records_are_those_their_history_last_wrote(kept):
    rename_house(kept, "Maison Renommée", "two")
    kept.undo(2, save_key="three")

    assert kept.damaged_records() == 0


@settings(max_examples=6, phases=[Phase.generate])  # shrinking a database takes minutes
@given(kind=st.sampled_from(["sqlite", "sqlite", "sqlite", "postgresql"]), data=st.data())
def test_any_sequence_of_changes_undone_gives_the_register_back_exactly(kind, data, one_store):
    address = None if kind == "sqlite" else new_database(ready_database())
    store = emptied(one_store) if address is None else Store(address)
    first = data.draw(registers(texts=any_texts))
    store.replace(first, save_key="first", file_name="a.xlsx")
    was = {store.revision(): store.load()}

    for number in range(data.draw(st.integers(1, 5))):
        change(store, data, f"change-{number}")
        was[store.revision()] = store.load()
    undone = [save.save_seq for save in store.saves()
              if save.save_key != "first" and store.changes_of(save.save_seq)]
    for save_seq in undone:
        store.undo(save_seq, save_key=f"undo-{save_seq}")

    assert store.load() == first
    assert {save_seq: store.as_after(save_seq) for save_seq in was} == was
    assert store.damaged_records() == 0
    if address is not None:
        Database(address).engine.dispose()


def change(store, data, key):
    """Add, correct or remove one actor drawn among those there, or import another register."""
    actors = store.kept(Actor)
    free = [Addition(Actor(actor_id=key, name=data.draw(any_texts)))]
    some = actors and data.draw(st.sampled_from(actors))
    kinds = ["add", "import"] + ["correct", "remove"] * bool(actors)
    what = data.draw(st.sampled_from(kinds))
    if what == "import":
        store.add(data.draw(registers(texts=any_texts)), save_key=key, file_name="b.xlsx")
    elif what == "add":
        store.edit(free, save_key=key)
    elif what == "remove":
        store.edit([Removal(Actor, some.record_key, some.version)], save_key=key)
    else:
        store.edit([Correction(some.record_key, some.version,
                               replace(some.record, name=data.draw(any_texts)))], save_key=key)


def test_a_save_is_undone_until_its_undoing_is_undone(kept):
    rename_house(kept, "Maison Renommée", "two")
    for save_seq, undone in ((2, {2: 3}), (3, {3: 4}), (2, {3: 4, 2: 5}), (5, {3: 4, 5: 6})):
        kept.undo(save_seq, save_key=f"undo-{save_seq}-{len(kept.saves())}")

        assert undone_by(kept.saves()) == undone


def test_what_is_gone_is_remembered_as_it_was_last(kept):
    rename_house(kept, "Maison Renommée", "two")
    kept.replace(Register(), save_key="three", file_name="b.xlsx")

    assert kept.remembered(Actor) == {1: replace(HOUSE, name="Maison Renommée"), 2: GARDEN}


def test_a_day_is_after_its_last_save_and_the_memory_begins_with_the_first(store, monkeypatch):
    assert (store.first_day(), store.last_seq_on(DAY.date())) == (None, 0)
    clock(monkeypatch, DAY)
    store.replace(BOTH, save_key="one", file_name="a.xlsx")
    clock(monkeypatch, DAY + datetime.timedelta(days=2))
    rename_house(store, "Maison Renommée", "two")
    day = DAY.astimezone().date()

    assert store.first_day() == day
    assert [store.last_seq_on(day + datetime.timedelta(days=n)) for n in range(4)] == [1, 1, 2, 2]


@settings(max_examples=5, phases=[Phase.generate])
@given(registers(), registers())
def test_the_differences_of_two_registers_are_those_that_are_counted(old, new):
    told = differences(old, new)

    assert counted(told) == replace(compare(old, new), unchanged=0)
    assert differences(old, old) == ()
    assert sum(one.before is not None for one in told) == counted(told).updated + counted(
        told).removed
