"""A copy gives everything back, in either database, or says why it cannot."""

from __future__ import annotations

import datetime
import io
import json
import sqlite3
import zipfile
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import Phase, given, settings

from ocgraph import i18n
from ocgraph.model import Actor, Register
from ocgraph.storage import (
    Copy,
    Correction,
    Drafts,
    Followed,
    Notebook,
    SaveKind,
    StorageError,
    Store,
)
from ocgraph.storage.copies import copies_in, is_due, keep_copy
from ocgraph.storage.database import Database
from tests.databases import emptied, ready_place
from tests.strategies import HOSTILE_TEXTS, any_texts, registers

HOSTILE = Register(actors=tuple(
    Actor(actor_id=f"a-{number}", name=text, private_note=text, sectors=("youth", text),
          latitude=46.1 + number / 3)
    for number, text in enumerate((*HOSTILE_TEXTS, "\\N", "\\", "", "a\rb", "\ufeff", "\u202e"))))


@pytest.fixture
def kept(store, place):
    store.replace(HOSTILE, save_key="one", file_name="a.xlsx")
    first = store.kept(Actor)[0]
    store.edit([Correction(first.record_key, first.version, replace(first.record, name="Autre"))],
               save_key="two", reason="=1+1")
    Notebook(place).keep_scenario("Départ", ({"what": "x", "n": [1, None, "é"]},))
    Notebook(place).follow(Followed("g", {"nodes": ["a-1"]}, "", datetime.date(2026, 1, 1)))
    Drafts(place).keep("actors:1", {"name": "Mais"})
    return store


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    place = ready_place(request.param, tmp_path / "elsewhere")
    yield place
    if isinstance(place, str):
        Database(place).engine.dispose()


def copied(store):
    content = io.BytesIO()
    store.back_up(content)
    return content.getvalue()


def remade(content, change):
    """Return a copy with its files changed: a mapping of name to content, None to leave it out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        files = {name: old.read(name) for name in old.namelist()}
        for name, told in (files | change(files)).items():
            if told is not None:
                new.writestr(name, told)
    return made.getvalue()


def everything(store, place):
    return (store.load(), [replace(save, already_saved=False) for save in store.saves()],
            [store.as_after(save.save_seq) for save in store.saves()],
            Notebook(place).scenarios(), Notebook(place).followed(), Drafts(place).all())


def test_a_copy_put_back_elsewhere_is_the_same_register_with_its_memory(kept, place, elsewhere):
    there = Store(elsewhere)

    save = there.restore(Copy(io.BytesIO(copied(kept))), save_key="back", file_name="c.zip")

    register, saves, states, *beside = everything(there, elsewhere)
    expected = everything(kept, place)
    assert (register, beside) == (expected[0], list(expected[3:]))
    assert (saves[1:], states[1:]) == (expected[1], expected[2])
    assert (save.kind, save.origin, save.save_seq) == (SaveKind.RESTORE, "c.zip", 3)
    assert there.damaged_records() == 0


def test_what_is_put_back_goes_on_being_kept_and_undone(kept, elsewhere):
    there = Store(elsewhere)
    there.restore(Copy(io.BytesIO(copied(kept))), save_key="back", file_name="c.zip")
    there.undo(2, save_key="undo")
    there.add(Register(actors=(Actor(actor_id="new", name="Neuve"),)), save_key="three",
              file_name="b.xlsx")
    Notebook(elsewhere).keep_scenario("Encore", ())

    assert there.load().actors == (*HOSTILE.actors, Actor(actor_id="new", name="Neuve"))
    assert len(Notebook(elsewhere).scenarios()) == 2


def test_putting_back_takes_the_place_of_everything_and_no_cache_is_fooled(kept):
    content = copied(kept)
    kept.replace(Register(), save_key="three", file_name="vide.xlsx")
    before = kept.revision()

    kept.restore(Copy(io.BytesIO(content)), save_key="back", file_name="c.zip")

    assert kept.load().actors[0].name == "Autre"
    assert kept.revision() == before + 1
    assert kept.restore(Copy(io.BytesIO(content)), save_key="back", file_name="c.zip").already_saved


def test_what_was_erased_since_a_copy_is_told_and_its_mark_stays(kept):
    """The law's erasure outlives the copy: what came back is to be erased again."""
    content, key = copied(kept), kept.kept(Actor)[0].record_key
    erased = kept.erase(Actor, key, save_key="erase", reason="demande reçue")

    assert [save.save_key for save in kept.erased_since(Copy(io.BytesIO(content)))] == ["erase"]
    back = kept.restore(Copy(io.BytesIO(content)), save_key="back", file_name="c.zip")

    mark = next(save for save in kept.saves() if save.save_key == "erase")
    assert (mark.kind, mark.reason, mark.saved_at) == (SaveKind.ERASE, "demande reçue",
                                                       erased.saved_at)
    assert back.save_seq > mark.save_seq and back.changes.added >= 1
    assert kept.damaged_records() == 0


@settings(max_examples=6, phases=[Phase.generate])
@given(register=registers(texts=any_texts))
def test_any_register_copied_and_put_back_is_identical(register, one_store, another_store):
    store, there = emptied(one_store), emptied(another_store)
    store.replace(register, save_key="one", file_name="a.xlsx")

    there.restore(Copy(io.BytesIO(copied(store))), save_key="back", file_name="c.zip")

    assert there.load() == register


@pytest.fixture(scope="module")
def another_store(tmp_path_factory):
    return Store(tmp_path_factory.mktemp("there") / "register.sqlite")


def test_the_copy_of_a_file_holds_the_file_itself(tmp_path):
    store = Store(tmp_path / "register.sqlite")
    store.replace(HOSTILE, save_key="one", file_name="a.xlsx")
    with zipfile.ZipFile(io.BytesIO(copied(store))) as archive:
        archive.extract("register.sqlite", tmp_path / "out")

    assert Store(tmp_path / "out" / "register.sqlite").load() == HOSTILE


def test_the_manifest_tells_what_is_in_the_copy(kept):
    manifest = Copy(io.BytesIO(copied(kept))).manifest

    assert (manifest.revision, manifest.rows("actors"), manifest.rows("scenarios")) == (
        2, len(HOSTILE.actors), 1)
    assert manifest.rows("unheard_of") == 0


def changed_byte(files):
    content = bytearray(files["tables/actors.csv"])
    content[len(content) // 2] ^= 1
    return {"tables/actors.csv": bytes(content)}


def manifest_with(**told):
    return lambda files: {"manifest.json": json.dumps(json.loads(files["manifest.json"]) | told)}


TABLE = {"rows": 0, "columns": [], "sha256": ""}


@pytest.mark.parametrize(("change", "code"), [
    (changed_byte, "backup.damaged"),
    (lambda files: {"tables/actors.csv": None}, "backup.damaged"),
    (lambda files: {"manifest.json": None}, "backup.not_a_copy"),
    (lambda files: {"manifest.json": "[]"}, "backup.not_a_copy"),
    (manifest_with(tables={"../../etc/passwd": TABLE}), "backup.not_a_copy"),
    (manifest_with(tables={"actors": TABLE | {"columns": ["unheard_of"]}}), "backup.not_a_copy"),
    (manifest_with(schema_version=99, product_version="7.0"), "backup.newer"),
    (manifest_with(format=2, product_version="7.0"), "backup.newer")])
def test_a_copy_that_is_not_what_it_was_is_refused(kept, change, code):
    with pytest.raises(StorageError) as refused:
        Copy(io.BytesIO(remade(copied(kept), change)))

    assert refused.value.code == code


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"Ceci n'est pas une copie"])
def test_something_else_than_a_copy_is_refused(content):
    with pytest.raises(StorageError) as refused:
        Copy(io.BytesIO(content))

    assert refused.value.code == "backup.not_a_copy"


def test_a_copy_that_unpacks_too_large_is_refused_before_it_is_unpacked(monkeypatch, kept):
    monkeypatch.setattr("ocgraph.storage.backup._LARGEST", 1000)

    with pytest.raises(StorageError) as refused:
        Copy(io.BytesIO(copied(kept)))

    assert refused.value.code == "backup.not_a_copy"


def test_a_copy_that_would_not_be_the_same_changes_nothing(kept, monkeypatch):
    content = copied(kept)
    kept.replace(Register(actors=HOSTILE.actors[:2]), save_key="three", file_name="b.xlsx")
    before = kept.load()
    read = Copy.rows
    monkeypatch.setattr(Copy, "rows", lambda self, table: list(read(self, table))[1:])

    with pytest.raises(StorageError) as refused:
        kept.restore(Copy(io.BytesIO(content)), save_key="back", file_name="c.zip")

    assert refused.value.code == "backup.not_the_same"
    assert kept.load() == before and kept.revision() == 3


def test_a_register_that_its_memory_does_not_recognise_is_not_copied(tmp_path):
    store = Store(tmp_path / "register.sqlite")
    store.replace(HOSTILE, save_key="one", file_name="a.xlsx")
    with sqlite3.connect(store.path) as connection:
        connection.execute("DROP TRIGGER actors_changed")
        connection.execute("UPDATE actors SET name = 'Abîmée' WHERE actor_id = 'a-3'")
    connection.close()

    with pytest.raises(StorageError) as refused:
        copied(store)

    assert refused.value.code == "backup.unsound" and refused.value.params["n"] == 1
    assert "1 fiche" in i18n.explain(refused.value, "fr")


def test_nothing_kept_is_nothing_to_copy(tmp_path):
    with pytest.raises(StorageError) as refused:
        copied(Store(tmp_path / "register.sqlite"))

    assert refused.value.code == "backup.nothing"


NOON = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)


@pytest.fixture
def clock(monkeypatch):
    """Set the clock, as far as copies and saves know it."""
    def set_to(moment):
        monkeypatch.setattr("ocgraph.storage.saves.now", lambda: moment)
        monkeypatch.setattr("ocgraph.storage.copies.now", lambda: moment)
    return set_to


def test_copies_are_kept_by_number_and_by_age(tmp_path, clock):
    store = Store(tmp_path / "register.sqlite")
    store.replace(HOSTILE, save_key="one", file_name="a.xlsx")
    (tmp_path / "ocgraph-2020.zip").write_bytes(b"la mienne")
    for day in range(6):
        clock(NOON + datetime.timedelta(days=day))
        keep_copy(store, tmp_path, number=2, days=3)

    assert [path.name for path in copies_in(tmp_path)] == [
        f"ocgraph-2026-03-{day}-120000.zip" for day in (15, 14, 13, 12)]
    assert (tmp_path / "ocgraph-2020.zip").exists()


def test_a_copy_is_due_once_a_day_if_something_was_saved(tmp_path, clock):
    store = Store(tmp_path / "register.sqlite")
    assert not is_due(store, tmp_path)
    clock(NOON)
    store.replace(HOSTILE, save_key="one", file_name="a.xlsx")
    assert is_due(store, tmp_path)
    clock(NOON + datetime.timedelta(hours=1))
    keep_copy(store, tmp_path)
    clock(NOON + datetime.timedelta(days=2))
    assert not is_due(store, tmp_path)
    store.replace(Register(), save_key="two", file_name="a.xlsx")

    assert is_due(store, tmp_path)


def test_a_folder_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path):
    store = Store(tmp_path / "register.sqlite")
    store.replace(HOSTILE, save_key="one", file_name="a.xlsx")
    (tmp_path / "fichier").write_text("", encoding="utf-8")

    with pytest.raises(StorageError) as refused:
        keep_copy(store, tmp_path / "fichier")

    assert refused.value.code == "backup.cannot_write"


def test_a_copy_refused_leaves_the_earlier_ones_and_no_half(tmp_path):
    store = Store(tmp_path / "register.sqlite")
    store.replace(HOSTILE, save_key="one", file_name="a.xlsx")
    good = keep_copy(store, tmp_path / "copies", number=1, days=0)
    with Database(store.path).writing() as connection:
        connection.execute(sa.text("DELETE FROM actors_history"))

    with pytest.raises(StorageError):
        keep_copy(store, tmp_path / "copies", number=1, days=0)

    assert list((tmp_path / "copies").iterdir()) == [good]
