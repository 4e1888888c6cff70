"""What is cached never outlives the data it was made from."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dashboard import data
from dashboard.view import DEMO, OWN, QUEBEC, SOURCES, View
from ocgraph.io.register_folder import read_demo
from ocgraph.model import Actor, Register
from ocgraph.network import Lens
from ocgraph.paths import user_folder

VIEW = View(OWN, Lens(), "fr", "links_per_actor", "kind", 0, None)


def keep(*names):
    actors = tuple(Actor(actor_id=f"a-{rank}", name=name, mrc_code="61")
                   for rank, name in enumerate(names))
    data.store().replace(Register(actors=actors), save_key=str(names), file_name="r.xlsx")


def test_register_taken_replaces_what_the_caches_hold():
    keep("Organisme Inventé")
    before = data.register(OWN)
    assert data.register(OWN) is before

    keep("Organisme Inventé", "Cercle Fictif")

    assert len(data.register(OWN).actors) == 2
    assert len(data.network(OWN, Lens()).actors) == 2
    assert data.facts(OWN, Lens()).network.actors == data.register(OWN).actors


@pytest.mark.parametrize("draw, things", [(data.map_drawing, "marks"),
                                          (data.graph_drawing, "nodes")])
def test_drawing_follows_the_register(draw, things):
    keep("Organisme Inventé")
    assert len(draw(VIEW)[things]) == 1

    keep("Organisme Inventé", "Cercle Fictif", "Atelier Rêvé")

    assert len(draw(VIEW)[things]) == 3


def test_name_corrected_is_drawn_under_its_new_name():
    keep("Organisme Inventé")
    assert data.graph_drawing(VIEW)["words"]["a-0"][0] == "Organisme Inventé"

    keep("Organisme Corrigé")

    assert data.graph_drawing(VIEW)["words"]["a-0"][0] == "Organisme Corrigé"
    assert data.map_drawing(VIEW)["words"]["a-0"][0] == "Organisme Corrigé"


@pytest.mark.parametrize("draw", [data.map_drawing, data.graph_drawing])
def test_key_of_a_drawing_changes_with_what_is_seen(draw):
    view = replace(VIEW, source=DEMO)
    views = [view, replace(view, language="en"), replace(view, selection="o-8"),
             replace(view, lens=Lens(territories=frozenset({"62"})))]

    assert len({draw(each)["key"] for each in views}) == len(views)


def test_positions_are_kept_from_one_opening_to_the_next():
    first = data.positions(DEMO, data.moment(DEMO, Lens()))
    kept = json.loads((user_folder() / "positions-demo.json").read_text(encoding="utf-8"))

    assert kept == {node_id: list(point) for node_id, point in first.items()}
    assert set(kept) == set(data.network(DEMO, Lens()).node_by_id)


def test_graph_around_a_selection_holds_no_edge_without_its_ends():
    near = data.graph_drawing(replace(VIEW, source=DEMO, selection="o-8", focus=1))
    shown = {node["id"] for node in near["nodes"]}

    assert shown == data.network(DEMO, Lens()).around("o-8", 1)
    assert {end for edge in near["edges"] for end in (edge["from"], edge["to"])} <= shown
    assert set(near["words"]) == shown


def test_demonstration_is_never_written_to_the_persons_register():
    data.register(DEMO)
    data.graph_drawing(replace(VIEW, source=DEMO))

    assert data.register(OWN).is_empty
    assert data.register(DEMO) == read_demo()


def test_each_demonstration_keeps_what_is_noted_in_a_file_of_its_own():
    paths = {source: data.notebook(source).path.name for source in SOURCES}

    assert paths[DEMO] == "demo.sqlite" and paths[QUEBEC] == "quebec.sqlite"
    assert len(set(paths.values())) == len(SOURCES)


def test_each_demonstration_is_read_apart_and_never_written():
    assert data.register(DEMO) == read_demo()
    assert data.register(QUEBEC) == read_demo("quebec")
    assert data.revision(QUEBEC) == 0 and data.last_import(QUEBEC) is None
