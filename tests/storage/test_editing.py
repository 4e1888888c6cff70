"""Corrections: kept with their memory, and never over someone else's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocgraph.model import Actor, ConcertationTable, Register, Tie
from ocgraph.storage import (
    Addition,
    Correction,
    EditConflictError,
    Removal,
    SaveKind,
    StorageError,
)

HOUSE = Actor(actor_id="a-1", name="Maison Fictive")
GARDEN = Actor(actor_id="a-2", name="Jardin Imaginaire")
TIE = Tie(source_id="a-1", target_id="a-2")


@pytest.fixture
def kept(store):
    store.replace(Register(actors=(HOUSE, GARDEN), ties=(TIE,)), save_key="one",
                  file_name="a.xlsx")
    return store


def seen(store, position=0, entity=Actor):
    return store.kept(entity)[position]


def renamed(one, name):
    return Correction(one.record_key, one.version, replace(one.record, name=name))


def test_an_addition_a_correction_and_a_removal_are_kept_together(kept):
    house, garden = kept.kept(Actor)

    save = kept.edit([renamed(house, "Maison Renommée"),
                      Removal(Actor, garden.record_key, garden.version),
                      Addition(Actor(actor_id="a-3", name="Atelier Inventé"))],
                     save_key="two", reason="appel du 12")

    assert [actor.name for actor in kept.load().actors] == ["Maison Renommée", "Atelier Inventé"]
    assert (save.kind, save.reason) == (SaveKind.EDIT, "appel du 12")
    assert (save.changes.added, save.changes.updated, save.changes.removed) == (1, 1, 1)


def test_a_record_keeps_its_key_and_its_version_grows_by_one(kept):
    before = seen(kept)
    kept.edit([renamed(before, "Maison Renommée")], save_key="two")
    after = seen(kept)

    assert (after.record_key, after.version) == (before.record_key, before.version + 1)


def test_a_key_is_never_given_again(kept):
    garden = seen(kept, 1)
    kept.edit([Removal(Actor, garden.record_key, garden.version)], save_key="two")
    kept.edit([Addition(Actor(actor_id="a-3", name="Atelier Inventé"))], save_key="three")

    assert seen(kept, 1).record_key == garden.record_key + 1


def test_what_someone_else_changed_meanwhile_is_shown_and_not_overwritten(kept):
    before = seen(kept)
    kept.edit([renamed(before, "Maison de Paul-Émile")], save_key="hers", reason="affiche")

    with pytest.raises(EditConflictError) as refused:
        kept.edit([renamed(before, "Maison Renommée"),
                   Addition(Actor(actor_id="a-3", name="Atelier Inventé"))], save_key="his")

    [conflict] = refused.value.conflicts
    assert conflict.kept.record.name == "Maison de Paul-Émile"
    assert conflict.edit.record.name == "Maison Renommée"
    assert (conflict.save.save_key, conflict.save.reason) == ("hers", "affiche")
    assert [actor.name for actor in kept.load().actors] == ["Maison de Paul-Émile",
                                                            "Jardin Imaginaire"]


def test_what_someone_else_removed_meanwhile_is_said(kept):
    garden = seen(kept, 1)
    kept.edit([Removal(Actor, garden.record_key, garden.version)], save_key="hers")

    with pytest.raises(EditConflictError) as refused:
        kept.edit([renamed(garden, "Jardin Renommé")], save_key="his")

    [conflict] = refused.value.conflicts
    assert conflict.kept is None and conflict.save.save_key == "hers"


def test_every_conflict_is_told_at_once(kept):
    house, garden = kept.kept(Actor)
    kept.edit([renamed(house, "Une"), renamed(garden, "Deux")], save_key="hers")

    with pytest.raises(EditConflictError) as refused:
        kept.edit([renamed(house, "Trois"), renamed(garden, "Quatre")], save_key="his")

    assert len(refused.value.conflicts) == refused.value.params["n"] == 2


def test_choosing_ones_own_version_after_a_conflict_is_a_correction_of_the_new_one(kept):
    before = seen(kept)
    kept.edit([renamed(before, "La sienne")], save_key="hers")
    kept.edit([renamed(seen(kept), "La mienne")], save_key="mine")

    assert kept.load().actors[0].name == "La mienne"


def test_the_same_save_sent_twice_is_kept_once(kept):
    added = [Addition(Actor(actor_id="a-3", name="Atelier Inventé"))]
    first = kept.edit(added, save_key="two")
    again = kept.edit(added, save_key="two")

    assert (first.already_saved, again.already_saved) == (False, True)
    assert len(kept.load().actors) == 3 and kept.revision() == 2


@pytest.mark.parametrize("other", [
    Actor(actor_id="a-1", name="Autre"), ConcertationTable(concertation_table_id="a-1", name="T")])
def test_an_identifier_that_serves_already_is_refused(kept, other):
    with pytest.raises(StorageError) as refused:
        kept.edit([Addition(other)], save_key="two")

    assert refused.value.code == "storage.repeated_identifier"
    assert kept.revision() == 1


def test_the_character_no_database_keeps_is_refused_with_its_place(kept):
    with pytest.raises(StorageError) as refused:
        kept.edit([Addition(Actor(actor_id="a-3", name="Ate\0lier"))], save_key="two")

    assert refused.value.code == "storage.unkeepable_text"
    assert str(refused.value.params["column"].fr) == "Nom"


def test_an_import_keeps_the_key_of_what_it_changes(kept):
    before = seen(kept, 0, Tie)
    kept.replace(Register(actors=(HOUSE, GARDEN), ties=(replace(TIE, level=2),)), save_key="two",
                 file_name="b.xlsx")

    assert seen(kept, 0, Tie).record_key == before.record_key
    assert seen(kept, 0, Tie).record.level == 2
    assert seen(kept, 0, Actor).version == 1


def test_a_form_sent_as_it_was_opened_changes_nothing(kept):
    house = seen(kept)
    save = kept.edit([Correction(house.record_key, house.version, house.record)], save_key="two")

    assert (save.changes.updated, save.changes.unchanged) == (0, 1)
    assert seen(kept) == house
