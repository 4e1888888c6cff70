"""Données, the copies: made at a press, seen before they are put back."""

from __future__ import annotations

import io

import pytest

from dashboard import data, memory
from dashboard.view import OWN
from ocgraph.i18n import say
from ocgraph.model import Actor, Register
from ocgraph.storage import Copy, StorageError
from ocgraph.storage.copies import copies_folder, copies_in
from ocgraph.storage.database import Database

FIRST = Register(actors=(Actor(actor_id="a-1", name="Maison Fictive"),))
LATER = Register(actors=(Actor(actor_id="a-2", name="Jardin Imaginaire"),))


@pytest.fixture
def kept():
    data.store().replace(FIRST, save_key="one", file_name="registre.xlsx")


def opened(open_app):
    return open_app("donnees", source=OWN, data_part="memory", memory_part="copies")


def test_a_copy_is_offered_and_said_to_hold_everything(kept, open_app):
    page = opened(open_app)

    assert not page.exception
    assert say("fr", "copies.text") in [each.value for each in page.markdown]
    assert Copy(io.BytesIO(memory.copy_content())).manifest.rows("actors") == 1


def test_a_copy_put_back_gives_the_register_back_and_keeps_what_was_there(kept):
    copy = Copy(io.BytesIO(memory.copy_content()))
    data.store().replace(LATER, save_key="two", file_name="autre.xlsx")

    memory.restore(copy, "copie.zip", "back")

    assert data.store().load() == FIRST
    [beside] = copies_in(copies_folder())
    memory.restore(Copy(beside), beside.name, "again")
    assert data.store().load() == LATER


def test_a_register_that_its_memory_does_not_recognise_is_not_offered_as_a_copy(kept, open_app):
    with Database().writing() as connection:
        connection.exec_driver_sql("DELETE FROM actors_history")

    page = opened(open_app)

    assert isinstance(memory.unsound(), StorageError)
    assert [each.value for each in page.error] and not page.exception


def test_an_empty_register_offers_to_put_a_copy_back(open_app):
    page = opened(open_app)

    assert not page.exception
    assert [each.value for each in page.subheader] == [say("fr", "copies.restore.title")]
