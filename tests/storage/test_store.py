"""The register is kept whole, and given back as it was."""

from __future__ import annotations

import stat
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Membership,
    Register,
    Tie,
)
from ocgraph.paths import user_folder
from ocgraph.storage import Changes, StorageError, Store
from tests.databases import emptied
from tests.strategies import any_texts, registers

TWO_ACTORS = Register(actors=(Actor(actor_id="a-1", name="Maison Fictive", sectors=("youth",)),
                              Actor(actor_id="a-2", name="Jardin Imaginaire")))


@settings(max_examples=13, suppress_health_check=[HealthCheck.too_slow])
@given(register=registers(texts=any_texts))
def test_what_goes_in_comes_out(register, one_store):
    store = emptied(one_store)

    store.replace(register, save_key="one", file_name="classeur.xlsx")

    assert store.load() == register


def test_a_store_never_written_is_empty_and_makes_no_file(tmp_path):
    store = Store(tmp_path / "register.sqlite")
    assert store.load() == Register()
    assert store.revision() == 0
    assert store.last_import() is None
    assert not store.path.exists()


def test_a_fresh_process_reads_what_was_kept(tmp_path):
    store = Store(tmp_path / "register.sqlite")
    store.replace(TWO_ACTORS, save_key="one", file_name="classeur.xlsx")

    script = ("import sys, pathlib; from ocgraph.storage import Store; "
              "print([a.actor_id for a in Store(pathlib.Path(sys.argv[1])).load().actors])")
    answer = subprocess.run([sys.executable, "-c", script, store.path], check=True,
                            capture_output=True, text=True)

    assert answer.stdout.strip() == "['a-1', 'a-2']"


def test_the_default_place_is_the_persons_own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("OCGRAPH_HOME", str(tmp_path))

    assert Store().path == tmp_path / "register.sqlite"


def test_the_file_is_for_its_owner_alone(tmp_path):
    store = Store(tmp_path / "register.sqlite")
    store.replace(TWO_ACTORS, save_key="one", file_name="classeur.xlsx")

    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_a_folder_made_for_a_register_is_for_its_owner_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("OCGRAPH_HOME", str(tmp_path / "new" / "home"))

    assert stat.S_IMODE(user_folder().stat().st_mode) == 0o700


def test_replace_keeps_the_new_register_alone(store):
    store.replace(TWO_ACTORS, save_key="one", file_name="a.xlsx")
    changed = Register(actors=(Actor(actor_id="a-2", name="Jardin Renommé"),
                               Actor(actor_id="a-3", name="Atelier Inventé")))

    taken = store.replace(changed, save_key="two", file_name="b.xlsx")

    assert store.load() == changed
    assert taken.changes == Changes(added=1, updated=1, unchanged=0, removed=1)


def test_add_removes_nothing_and_updates_the_same_records(store):
    store.replace(TWO_ACTORS, save_key="one", file_name="a.xlsx")
    more = Register(actors=(Actor(actor_id="a-2", name="Jardin Renommé"),
                            Actor(actor_id="a-3", name="Atelier Inventé")))

    taken = store.add(more, save_key="two", file_name="b.xlsx")

    assert taken.changes == Changes(added=1, updated=1, unchanged=1, removed=0)
    assert [actor.name for actor in store.load().actors] == [
        "Maison Fictive", "Jardin Renommé", "Atelier Inventé"]


def test_add_keeps_what_the_file_leaves_unknown(store):
    known = Actor(actor_id="a-1", name="Maison Fictive", mrc_code="61", sectors=("youth",),
                  asked=False, private_note="à revoir")
    store.replace(Register(actors=(known,)), save_key="one", file_name="a.xlsx")

    store.add(Register(actors=(Actor(actor_id="a-1", name="Maison Renommée", asked=True),)),
              save_key="two", file_name="membres.csv")

    assert store.load().actors == (replace(known, name="Maison Renommée", asked=True),)


def test_an_actor_told_in_another_mrc_leaves_its_former_point(store):
    known = Actor(actor_id="a-1", name="Maison Fictive", mrc_code="61", municipality_code="61025",
                  latitude=46.0, longitude=-73.4, kind="nonprofit")
    store.replace(Register(actors=(known,)), save_key="one", file_name="a.xlsx")

    store.add(Register(actors=(Actor(actor_id="a-1", name="Maison Fictive", mrc_code="62"),)),
              save_key="two", file_name="b.xlsx")

    assert store.load().actors == (Actor(actor_id="a-1", name="Maison Fictive", mrc_code="62",
                                         kind="nonprofit"),)


@pytest.mark.parametrize("other", [
    {"concertation_tables": (ConcertationTable(concertation_table_id="a-1", name="Table"),)},
    {"community_organizers": (CommunityOrganizer(organizer_id="a-1", name="Poste"),)}])
def test_an_identifier_of_an_actor_is_refused_to_anything_else(store, other):
    store.replace(TWO_ACTORS, save_key="one", file_name="a.xlsx")

    with pytest.raises(StorageError) as refused:
        store.add(Register(**other), save_key="two", file_name="b.xlsx")

    assert refused.value.code == "storage.repeated_identifier"
    assert store.load() == TWO_ACTORS


@settings(max_examples=6)
@given(register=registers())
def test_adding_what_is_already_there_changes_nothing(register, one_store):
    store = emptied(one_store)
    store.replace(register, save_key="one", file_name="a.xlsx")

    taken = store.add(register, save_key="two", file_name="a.xlsx")

    assert store.load() == register
    assert (taken.changes.added, taken.changes.updated, taken.changes.removed) == (0, 0, 0)


@settings(max_examples=6)
@given(pair=st.tuples(registers(), registers()))
def test_adding_counts_every_kept_record_once(pair, one_store):
    first, second = pair
    store = emptied(one_store)
    store.replace(first, save_key="one", file_name="a.xlsx")

    changes = store.add(second, save_key="two", file_name="b.xlsx").changes

    kept = store.load()
    assert len(kept.actors) == len({a.actor_id for a in first.actors + second.actors})
    assert changes.added + changes.updated + changes.unchanged == sum(
        map(len, vars(kept).values()))


def test_a_seat_written_twice_is_kept_twice(store):
    seat = Membership(concertation_table_id="t-1", member_id="a-1")

    store.add(Register(memberships=(seat, seat)), save_key="one", file_name="a.xlsx")
    store.add(Register(memberships=(seat, seat)), save_key="two", file_name="a.xlsx")

    assert store.load().memberships == (seat, seat)


def test_a_tie_without_direction_is_the_same_told_from_either_end(store):
    store.add(Register(ties=(Tie(source_id="a-1", target_id="a-2"),)), save_key="one",
              file_name="a.xlsx")
    taken = store.add(Register(ties=(Tie(source_id="a-2", target_id="a-1", level=None,
                                         source="sondage fictif"),)),
                      save_key="two", file_name="a.xlsx")

    assert taken.changes == Changes(updated=1)
    assert len(store.load().ties) == 1


def test_the_same_batch_taken_twice_is_taken_once(store):
    first = store.replace(TWO_ACTORS, save_key="one", file_name="a.xlsx")
    again = store.replace(Register(), save_key="one", file_name="a.xlsx")

    assert (first.already_saved, again.already_saved) == (False, True)
    assert again.changes == first.changes
    assert store.load() == TWO_ACTORS
    assert store.revision() == 1


def test_the_revision_grows_at_each_change(store):
    store.replace(TWO_ACTORS, save_key="one", file_name="a.xlsx")
    before = store.revision()
    store.add(TWO_ACTORS, save_key="two", file_name="a.xlsx")

    assert store.revision() > before


@pytest.mark.parametrize("given_name", [
    "/home/personne.fictive/classeur.xlsx", r"C:\Users\personne.fictive\classeur.xlsx",
    "classeur.xlsx"])
def test_an_import_keeps_the_name_of_the_file_without_its_folder(store, given_name):
    store.replace(TWO_ACTORS, save_key="one", file_name=given_name)

    assert store.last_import().origin == "classeur.xlsx"
