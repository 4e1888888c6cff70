"""Changes tried together: made in order, told when they cannot be, adopted whole or not at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocgraph.analysis.changes import (
    AddActor,
    AddLink,
    AddOrganizer,
    AddTable,
    MergeTables,
    MoveOrganizer,
    RemoveLink,
    RemoveNode,
    WhyNot,
)
from ocgraph.analysis.scenario import (
    LARGEST_FILE,
    Scenario,
    Unmade,
    adopted,
    changed,
    read_scenario,
)
from ocgraph.analysis.scenario_wording import told_changes
from ocgraph.errors import OcgraphError
from ocgraph.i18n import LANGUAGES, explain
from ocgraph.io.register_folder import read_demo
from ocgraph.model.checks import check_references
from ocgraph.network import Layer, Lens, PartnershipNetwork
from ocgraph.storage import Store
from tests.small_networks import network
from tests.strategies import HOSTILE_TEXTS

CHAIN = network("A-B", tables={"t": "BC"}, engagements={"o": "CD"}, actors="E")
NEW = AddActor("n", "Maison Fictive", mrc_code="61")


def test_changes_are_made_in_order():
    """Someone comes, then has a partner; the reverse has nobody to tie."""
    tie = AddLink(Layer.TIES, "n", "E")

    assert Scenario(changes=(NEW, tie)).unmade(CHAIN.register) == ()
    assert Scenario(changes=(tie, NEW)).unmade(CHAIN.register) == (Unmade(tie, WhyNot.GONE),)


def test_what_no_longer_applies_is_told_and_the_rest_is_made():
    scenario = Scenario(changes=(RemoveNode("Z"), RemoveNode("A")))

    assert scenario.unmade(CHAIN.register) == (Unmade(RemoveNode("Z"), WhyNot.GONE),)
    assert len(scenario.applied(CHAIN).actors) == 4


def test_the_register_and_the_lens_stay():
    lens = Lens(territories=frozenset({"61"}))
    seen = network("A-B", mrc_code={"A": "61"}, lens=lens)
    register = seen.register

    after = changed(seen, (RemoveNode("B"), NEW))

    assert seen.register is register and len(register.ties) == 1
    assert after.lens == lens
    assert [actor.actor_id for actor in after.actors] == ["A", "n"]


_NAMES = "ABCD"
_PAIRS = [(one, other) for one in _NAMES for other in _NAMES if one < other]


@given(ties=st.sets(st.sampled_from(_PAIRS)), removed=st.sets(st.sampled_from(_NAMES)),
       made=st.sets(st.sampled_from(_PAIRS)), seated=st.sets(st.sampled_from(_NAMES)))
def test_a_scenario_is_the_register_one_would_have_written_by_hand(ties, removed, made, seated):
    now = network(" ".join(f"{a}-{b}" for a, b in sorted(ties)), tables={"t": sorted(seated)},
                  actors=_NAMES)
    changes = (*(AddLink(Layer.TIES, *pair) for pair in sorted(made)),
               *map(RemoveNode, sorted(removed)))
    left = set(_NAMES) - removed
    by_hand = network(" ".join(f"{a}-{b}" for a, b in sorted(ties | made) if {a, b} <= left),
                      tables={"t": sorted(seated & left)}, actors=left)

    after = changed(now, changes)

    assert after.actors == by_hand.actors
    assert after.register.memberships == by_hand.register.memberships
    assert {(one.source_id, one.target_id) for one in after.links} == {
        (one.source_id, one.target_id) for one in by_hand.links}


EVERY_KIND = (
    RemoveNode("o-8"), RemoveNode("a-001"), AddActor("n-1", "Maison Fictive", "nonprofit"),
    AddTable("n-2", "Table Inventée", None, ("61",)),
    AddOrganizer("n-3", "Poste Fictif", ("61",), 35.0),
    AddLink(Layer.TIES, "n-1", "a-002"), AddLink(Layer.TABLES, "n-1", "n-2"),
    AddLink(Layer.LIAISON, "n-3", "n-1"), MoveOrganizer("o-1", ("63",)),
    MergeTables("t-01", "t-02"))


def test_adopted_then_loaded_is_the_network_of_the_scenario(tmp_path):
    seen = PartnershipNetwork(read_demo())
    tie = seen.register.ties[10]
    changes = (*EVERY_KIND, RemoveLink(Layer.TIES, tie.source_id, tie.target_id))
    store = Store(tmp_path / "register.sqlite")
    store.replace(seen.register, save_key="demo", file_name="demo.xlsx")

    store.revise(lambda kept: adopted(kept, changes, ""), save_key="adopt", origin="Essai")

    loaded, wanted = PartnershipNetwork(store.load()), changed(seen, changes)
    assert loaded.node_by_id == wanted.node_by_id
    assert loaded.links == wanted.links
    assert check_references(store.load()) == []


def test_adopting_again_with_the_same_key_changes_nothing_more(tmp_path):
    store = Store(tmp_path / "register.sqlite")
    store.replace(CHAIN.register, save_key="one", file_name="a.xlsx")

    taken = [store.revise(lambda kept: adopted(kept, (RemoveNode("A"),), ""), save_key="adopt",
                          origin="Départ / retour") for _ in range(2)]

    assert [one.already_saved for one in taken] == [False, True]
    assert store.last_import().origin == "Départ / retour"
    assert (len(store.load().actors), store.revision()) == (4, 2)


def test_what_is_made_says_from_which_scenario_and_the_rest_keeps_its_source():
    register = adopted(CHAIN.register, (NEW, AddLink(Layer.TIES, "n", "A")), "Scénario « Essai »")

    assert register.actors[-1].source == register.ties[-1].source == "Scénario « Essai »"
    assert register.ties[0] == CHAIN.register.ties[0]


def test_a_scenario_that_does_not_apply_whole_is_not_adopted(tmp_path):
    store = Store(tmp_path / "register.sqlite")
    store.replace(CHAIN.register, save_key="one", file_name="a.xlsx")
    before = store.path.read_bytes()

    with pytest.raises(OcgraphError) as refused:
        store.revise(lambda kept: adopted(kept, (RemoveNode("A"), RemoveNode("Z")), ""),
                     save_key="adopt", origin="Essai")

    assert refused.value.code == "scenario.not_all_made"
    assert all(explain(refused.value, language) for language in LANGUAGES)
    assert (store.load(), store.revision()) == (CHAIN.register, 1)
    assert store.path.read_bytes() == before


def test_a_scenario_comes_back_from_its_file():
    scenario = Scenario("Départ", "si le poste « OC » part", EVERY_KIND)

    assert read_scenario(json.dumps(scenario.to_json())) == scenario


@pytest.mark.parametrize("text", [
    "", "[]", "{", "null", "{}", '{"name": 3, "changes": []}', '{"name": "Un", "changes": {}}',
    "[" * 100_000, " " * LARGEST_FILE + "{}"])
def test_a_file_that_is_no_scenario_is_refused_in_words(text):
    with pytest.raises(OcgraphError) as refused:
        read_scenario(text)

    assert all(explain(refused.value, language) for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HOSTILE_TEXTS)
def test_every_change_has_its_sentence_whatever_the_names(language, name):
    told = told_changes(CHAIN.register, (
        AddActor("n", name), AddLink(Layer.TIES, "n", "A"), AddLink(Layer.TABLES, "n", "t"),
        AddLink(Layer.LIAISON, "o", "n"), RemoveLink(Layer.TABLES, "n", "t"), RemoveNode("n")),
        language)

    assert all(name in each.sentence and each.why_not is None for each in told)


def test_the_sentence_of_a_merger_says_how_many_members_join():
    """B and C sit at t, C and D at u: D alone joins."""
    register = network(tables={"t": "BC", "u": "CD"}).register

    told, = told_changes(register, (MergeTables("t", "u"),), "en")

    assert "1 member joins it" in told.sentence


def test_the_sentence_of_a_post_says_its_hours():
    told = told_changes(CHAIN.register, (AddOrganizer("n", "Poste", ("61",), 17.5),), "fr")

    assert "17,5 h par semaine" in told[0].sentence.replace("\u00a0", " ")


def test_the_sentence_of_a_move_says_what_ends():
    """Poste OC D’Autray has home territory 52 and leaves for 63: what she does in 52 ends."""
    demo = read_demo()
    ended = MoveOrganizer("o-1", ("63",)).ended_by(demo)

    told, = told_changes(demo, (MoveOrganizer("o-1", ("63",)),), "fr")

    assert f"{len(ended)} accompagnements sont retirés dans D’Autray" in told.sentence
    assert "aucun nouveau n’est supposé" in told.sentence
