"""What is kept beside the register: given back as it was, and the register untouched by it."""

from __future__ import annotations

import datetime
import sqlite3
import time

import pytest
from hypothesis import given, settings

from ocgraph import i18n
from ocgraph.model import Actor, Register
from ocgraph.storage import Followed, Notebook, StorageError, Store
from tests.databases import emptied
from tests.storage.processes import KEEP_MANY_SCENARIOS, start
from tests.strategies import any_texts

FEW = Register(actors=(Actor(actor_id="a-1", name="Maison Fictive"),))
LEAVING = ({"what": "remove_node", "node_id": "a-1"},)
DAY = datetime.date(2026, 3, 2)
EVEN = {"weights": ["renters:5", "hours_per_10000:5"], "tolerance": "near"}
ALONE = Followed("isolated|a-1", {"kind": "isolated", "nodes": ["a-1"]}, "à rappeler", DAY)


@pytest.fixture
def notebook(tmp_path):
    return Notebook(tmp_path / "register.sqlite")


@pytest.fixture(scope="module")
def one_notebook(one_file):
    return Notebook(one_file)


def told(notebook):
    return [(each.name, each.note, each.changes) for each in notebook.scenarios()]


def test_nothing_kept_is_nothing_and_makes_no_file(notebook):
    assert (notebook.scenarios(), notebook.followed()) == ((), ())
    assert not notebook.path.exists()


def test_scenarios_and_followed_gaps_come_back_in_order(notebook):
    notebook.keep_scenario("Départ", LEAVING, "si le poste part")
    notebook.keep_scenario("Rien", ())
    notebook.follow(ALONE)

    assert told(notebook) == [("Départ", "si le poste part", LEAVING), ("Rien", "", ())]
    assert notebook.followed() == (ALONE,)


@settings(max_examples=10)
@given(name=any_texts.filter(str.strip), note=any_texts)
def test_any_name_and_note_come_back_as_typed(name, note, one_notebook):
    notebook = emptied(one_notebook)

    notebook.keep_scenario(name, ({"name": note},), note)
    notebook.follow(Followed(name, {"nodes": [note]}, note, DAY))

    assert told(notebook) == [(name.strip(), note, ({"name": note},))]
    assert notebook.followed() == (Followed(name, {"nodes": [note]}, note, DAY),)


def test_the_register_beside_is_not_touched(notebook):
    store = Store(notebook.path)
    store.replace(FEW, save_key="few", file_name="petit.xlsx")

    notebook.keep_scenario("Départ", LEAVING)
    notebook.follow(ALONE)

    assert (store.load(), store.revision()) == (FEW, 1)


def test_a_new_register_leaves_what_is_beside(notebook):
    notebook.keep_scenario("Départ", LEAVING)
    notebook.follow(ALONE)

    Store(notebook.path).replace(FEW, save_key="few", file_name="petit.xlsx")

    assert told(notebook) == [("Départ", "", LEAVING)]
    assert notebook.followed() == (ALONE,)


def test_a_scenario_changed_keeps_the_day_it_was_made(notebook):
    notebook.keep_scenario("Départ", LEAVING)
    before, = notebook.scenarios()
    notebook.keep_scenario("Départ et retour", (), "revu", formerly="Départ")

    after, = notebook.scenarios()
    assert (after.name, after.note, after.changes) == ("Départ et retour", "revu", ())
    assert after.made_at == before.made_at < after.changed_at


def test_keeping_again_the_same_is_safe_and_another_of_that_name_is_refused(notebook):
    notebook.keep_scenario("Départ", LEAVING)
    notebook.keep_scenario(" Départ ", LEAVING)

    with pytest.raises(StorageError) as refused:
        notebook.keep_scenario("Départ", ())

    assert "Départ" in i18n.explain(refused.value, "fr")
    assert told(notebook) == [("Départ", "", LEAVING)]


def test_a_name_is_not_taken_from_another_by_renaming(notebook):
    notebook.keep_scenario("Un", LEAVING)
    notebook.keep_scenario("Deux", LEAVING)

    with pytest.raises(StorageError) as refused:
        notebook.keep_scenario("Un", LEAVING, formerly="Deux")

    assert refused.value.code == "storage.scenario_exists"
    assert [each.name for each in notebook.scenarios()] == ["Un", "Deux"]


@pytest.mark.parametrize("name", ["", "   "])
def test_a_scenario_without_a_name_is_refused_and_makes_no_file(notebook, name):
    with pytest.raises(StorageError) as refused:
        notebook.keep_scenario(name, LEAVING)

    assert refused.value.code == "storage.scenario_unnamed"
    assert not notebook.path.exists()


def test_what_is_forgotten_is_gone_and_forgetting_again_is_no_mistake(notebook):
    notebook.keep_scenario("Départ", LEAVING)
    notebook.follow(ALONE)
    for _ in range(2):
        notebook.forget_scenario("Départ")
        notebook.unfollow(ALONE.gap_id)

    assert (notebook.scenarios(), notebook.followed()) == ((), ())


def test_a_gap_followed_again_takes_the_new_note_and_keeps_its_first_day(notebook):
    notebook.follow(ALONE)
    notebook.follow(Followed(ALONE.gap_id, ALONE.codes, "appelé", datetime.date(2026, 5, 4)))

    assert notebook.followed() == (Followed(ALONE.gap_id, ALONE.codes, "appelé", DAY),)


def test_a_choice_of_weights_is_kept_renamed_and_forgotten(notebook):
    notebook.keep_weighing(" Égal ", EVEN, "vu en équipe")
    notebook.keep_weighing("Égal", EVEN, "vu en équipe")    # again the same: safe
    before, = notebook.weighings()
    notebook.keep_weighing("À parts égales", EVEN, formerly="Égal")
    after, = notebook.weighings()
    notebook.forget_weighing("À parts égales")

    assert (before.name, before.note, before.choices) == ("Égal", "vu en équipe", EVEN)
    assert (after.name, after.note, after.choices) == ("À parts égales", "", EVEN)
    assert after.made_at == before.made_at < after.changed_at
    assert notebook.weighings() == ()


def test_a_choice_of_weights_and_a_scenario_may_bear_the_same_name_two_choices_may_not(notebook):
    notebook.keep_scenario("Égal", LEAVING)
    notebook.keep_weighing("Égal", EVEN)

    with pytest.raises(StorageError) as taken:
        notebook.keep_weighing("Égal", EVEN | {"tolerance": "any"})
    with pytest.raises(StorageError) as unnamed:
        notebook.keep_weighing("  ", EVEN)

    assert "choix" in i18n.explain(taken.value, "fr")
    assert unnamed.value.code == "storage.weighing_unnamed"
    assert [each.choices for each in notebook.weighings()] == [EVEN]


@pytest.mark.parametrize("fault", ["UPDATE scenarios SET changes = '[{'",
                                   "UPDATE scenarios SET changes = '7'",
                                   "UPDATE scenarios SET made_at = 'hier'",
                                   "UPDATE weighings SET choices = '7'"])
def test_what_no_longer_reads_is_said_damaged(notebook, fault):
    notebook.keep_scenario("Départ", LEAVING)
    notebook.keep_weighing("Égal", EVEN)
    with sqlite3.connect(notebook.path) as connection:
        connection.execute(fault)
    connection.close()

    with pytest.raises(StorageError) as refused:
        _ = notebook.scenarios(), notebook.weighings()

    assert refused.value.code == "storage.corrupted"


@pytest.mark.parametrize("delay", [0, .02, .05, .1])
def test_a_kill_in_mid_write_loses_nothing_that_was_acknowledged(notebook, delay):
    with start(KEEP_MANY_SCENARIOS, notebook.path) as process:
        process.stdout.readline()
        time.sleep(delay)
        process.kill()
        acknowledged = process.stdout.read().split()

    kept = [each.name for each in notebook.scenarios()]

    assert kept[:len(acknowledged)] == acknowledged
    assert len(kept) <= len(acknowledged) + 2  # one said nothing of, one cut in its saying
