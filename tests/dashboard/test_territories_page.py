"""Territoires: what a team lead finds there, chooses, and takes away."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from dashboard import data, served
from dashboard.components import territory_map
from dashboard.components.downloads import IMAGES
from dashboard.view import TERRITORY_PARTS
from ocgraph.analysis.change_forms import read_line
from ocgraph.analysis.territory_scenario import COMPARED
from ocgraph.analysis.territory_wording import rank_table
from ocgraph.i18n import say
from ocgraph.model import Actor, Indicator, Register
from ocgraph.network import Lens
from ocgraph.territory.posts import Objective
from tests.dashboard.test_decision_pages import kept
from tests.dashboard.test_pages import words_of
from tests.strategies import HOSTILE_TEXTS


@pytest.fixture
def quebec(open_app):
    """Open the page on the demonstration of all Québec."""
    return lambda **chosen: open_app("territoires", source="quebec", **chosen)


def said(app):
    return words_of(app).replace("\u00a0", " ").replace("\\", "")


@pytest.mark.parametrize("part", TERRITORY_PARTS)
@pytest.mark.parametrize("shown", ["map", "list"])
def test_every_part_is_told_on_all_quebec(quebec, part, shown):
    app = quebec(territory_part=part, served_as=shown)

    assert not app.exception
    assert app.title[0].value == say("fr", "page.territories.title")


def test_the_poorly_served_planted_are_told_first(quebec):
    text = said(quebec())

    for name in ("Trois-Rivières", "Portneuf", "Les Maskoutains"):
        assert name in text.split("Ce qui compte")[0]


def test_a_weight_changed_is_kept_in_the_address(quebec):
    app = quebec()
    app.slider(key="weight_hours_per_10000_fr").set_value(9).run()

    assert not app.exception
    assert "hours_per_10000:9" in app.query_params["weights"].replace("%3A", ":")


def test_the_address_brings_the_weights_back(quebec):
    app = quebec(weights="demo_low_income:3,tables_per_10000:7")

    assert app.slider(key="weight_tables_per_10000_fr").value == 7
    assert len(app.slider) == 2


@pytest.mark.parametrize("weights", ["nothing:3", "demo_low_income", "demo_low_income:a", ":", "é",
                                     "demo_low_income:99", "demo_low_income:0"])
def test_weights_that_mean_nothing_are_said_and_leave_the_usual_ones(quebec, weights):
    app = quebec(weights=weights)

    assert not app.exception
    assert len(app.slider) == 5
    told = app.warning[0].value.replace("\\", "").replace("\u2060", "")
    assert f"n’est pas compté\u00a0: {weights}." in told


def test_a_known_figure_read_backwards_is_said_and_can_be_undone(quebec):
    app = quebec(weights="demo_low_income:-3,hours_per_10000:4")
    assert "plus élevé compte comme moins de besoin" in said(app)

    app.checkbox(key="turned_demo_low_income_fr").uncheck().run()

    assert not app.exception
    assert "plus élevé compte comme moins de besoin" not in said(app)


def test_need_alone_is_said_and_drawn_as_chances_rather_than_hatched(quebec):
    app = quebec(weights="demo_low_income:3")

    assert not app.exception
    assert say("fr", "served.no_presence").replace("\u00a0", " ") in said(app)
    assert not [box for box in app.selectbox if box.key == "choice_served_map_fr"]


def test_a_choice_of_weights_is_kept_chosen_again_renamed_and_forgotten(quebec):
    app = quebec(weights="demo_low_income:3,tables_per_10000:7", tolerance="exact")
    app.text_input(key="weighing_name__fr").set_value("Faible revenu, tables").run()
    app.button(key="keep_weighing").click().run()
    kept, = data.notebook("quebec").weighings()
    assert kept.choices == {"weights": ["demo_low_income:3", "tables_per_10000:7"],
                            "tolerance": "exact"}
    assert app.query_params["weighing"] == "Faible revenu, tables"

    again = quebec()
    again.button(key="open_0").click().run()
    assert {slider.key.removesuffix("_fr_1"): slider.value for slider in again.slider} == {
        "weight_demo_low_income": 3, "weight_tables_per_10000": 7}
    assert again.query_params["tolerance"] == "exact"
    again.text_input(key="weighing_name_Faible revenu, tables_fr_1").set_value("Revenu").run()
    again.button(key="save_weighing").click().run()
    assert [each.name for each in data.notebook("quebec").weighings()] == ["Revenu"]

    again.button(key="forget_0").click().run()
    assert data.notebook("quebec").weighings() == ()
    assert "weighing" not in again.query_params
    assert len(again.slider) == 2    # what is weighed stays


def test_a_choice_changed_since_it_was_kept_says_so(quebec):
    data.notebook("quebec").keep_weighing("Revenu", {"weights": ["demo_low_income:3"],
                                                     "tolerance": "near"})

    assert "Choix gardé sous le nom « Revenu »" in said(quebec(
        weighing="Revenu", weights="demo_low_income:3"))
    assert "« Revenu », modifié depuis" in said(quebec(
        weighing="Revenu", weights="demo_low_income:4"))
    assert "Aucun choix gardé ici ne s’appelle « Autre »" in said(quebec(weighing="Autre"))


def test_a_figure_kept_that_is_no_longer_known_is_named_and_one_unread_is_said(quebec):
    notebook = data.notebook("quebec")
    notebook.keep_weighing("Ancien", {"weights": ["demo_low_income:3", "parti:2"],
                                      "tolerance": "near"})
    notebook.keep_weighing("Du futur", {"fly": True})
    app = quebec()

    assert "2 chiffres comptent · 1 n’est plus connu et ne compte pas : parti" in said(app)
    assert "Ce choix ne se lit pas" in said(app)
    assert [button.key for button in app.button if button.key.startswith("open_")] == ["open_0"]


@pytest.mark.parametrize("name", HOSTILE_TEXTS)
def test_a_hostile_name_of_a_choice_is_shown_as_it_was_typed(quebec, name):
    data.notebook("quebec").keep_weighing(name, {"weights": ["demo_low_income:3"],
                                                 "tolerance": "near"}, name)
    app = quebec()
    app.button(key="open_0").click().run()

    assert not app.exception
    assert not re.search(r"(?<!\\)<img|(?<!\\)!\[", words_of(app))


def test_a_choice_without_a_name_is_not_kept_and_it_is_said(quebec):
    app = quebec()
    app.button(key="keep_weighing").click().run()

    assert [error.value for error in app.error] == [
        say("fr", "error.storage.weighing_unnamed").replace(".", "\\.")]
    assert data.notebook("quebec").weighings() == ()


def test_a_figure_no_longer_chosen_no_longer_counts(quebec):
    app = quebec()
    app.multiselect(key="figures_need_fr").set_value(["demo_renters"]).run()

    assert not app.exception
    assert {slider.key for slider in app.slider} == {
        "weight_demo_renters_fr", "weight_hours_per_10000_fr", "weight_reached_per_100_fr"}


def test_the_last_figure_is_not_taken_away_without_a_word(quebec):
    app = quebec(weights="hours_per_10000:3")
    app.multiselect(key="figures_presence_fr").set_value([]).run()

    assert [toast.value for toast in app.toast] == [say("fr", "served.weigh.one_at_least")]
    assert app.multiselect(key="figures_presence_fr_1").value == ["hours_per_10000"]


def test_the_parts_of_the_mrc_selected_and_those_like_it_are_shown(quebec):
    app = quebec(selection="mrc:62")

    assert len(app.table) == 2
    assert "Matawinie" in said(app)


def test_the_demonstration_of_one_region_says_that_no_need_counts(open_app):
    app = open_app("territoires", source="demo")

    assert not app.exception
    assert say("fr", "served.no_need").replace("\u00a0", " ") in said(app)


def test_how_distance_counts_is_chosen_explained_and_in_the_address(quebec):
    app = quebec(territory_part="access", served_as="list")
    usual, figures = said(app), app.dataframe[0].value
    app.selectbox(key="choice_access_method_fr").set_value("plain").run()

    assert "(méthode E2SFCA" in usual and "(méthode 2SFCA" in said(app)
    assert not figures.equals(app.dataframe[0].value)
    assert "ni plus ni moins" in usual and "ni plus ni moins" in said(app)
    assert app.query_params["access_method"] == "plain"


def test_a_departure_chosen_is_costed(quebec):
    app = quebec(territory_part="posts")
    post = data.register("quebec").community_organizers[0]
    app.selectbox(key="leaving_fr").set_value(post.organizer_id).run()

    assert not app.exception
    assert f"Sans {post.name}" in said(app)


def test_the_posts_of_a_plan_are_tried_in_what_if(quebec):
    app = quebec(territory_part="posts", posts="3")
    app.button(key="try_posts").click().run()

    changes = read_line(app.query_params["changes"])
    assert not app.exception
    assert app.query_params["analysis"] == "what_if"
    assert [change.weekly_hours for change in changes] == [35.0] * 3
    assert all(change.name in said(app) for change in changes)


def test_the_scenario_tried_is_compared_on_two_maps_and_in_words(quebec):
    post = data.register("quebec").community_organizers[0]
    app = quebec(territory_part="posts", changes=f"remove_node,{post.organizer_id};remove_node,x")

    assert not app.exception
    assert "2 changements essayés (1 ne s’applique plus)" in said(app)
    assert "Heures par semaine : " in said(app)
    assert say("fr", "posts.of.scenario") in said(app)
    assert not [button for button in app.button if button.key == "try_posts"]


@pytest.mark.parametrize("which", [
    COMPARED[0], *(pytest.param(other, marks=pytest.mark.soak) for other in COMPARED[1:])])
@pytest.mark.parametrize("shown", ["map", "list"])
def test_any_figure_is_compared_before_and_after_with_the_same_classes(
        quebec, which, shown, monkeypatch):
    drawn = []
    monkeypatch.setattr(territory_map, "picture", lambda _name, draw, **_how: drawn.append(draw()))
    post = data.register("quebec").community_organizers[0]
    app = quebec(territory_part="posts", changes=f"remove_node,{post.organizer_id}",
                 compared=which, served_as=shown)

    assert not app.exception
    assert which == "ratio" or "ce chiffre change" in said(app) or "nulle part" in said(app)
    if shown == "map":
        before, after = drawn
        assert before["legend"] == [entry for entry in after["legend"]
                                    if entry["label"] != say("fr", "territory_map.changed")]
    else:
        assert {"Aujourd’hui", say("fr", "posts.of.scenario")} <= set(app.dataframe[0].value)


@pytest.mark.parametrize("shown", ["map", "list"])
def test_the_plan_may_be_seen_again_beside_a_scenario(quebec, shown):
    app = quebec(territory_part="posts", changes="merge_tables,x,y", posts_of="plan",
                 served_as=shown)

    assert not app.exception
    assert app.button(key="try_posts")


@pytest.mark.parametrize("fmt", ["docx", "xlsx", *(
    pytest.param(fmt, marks=pytest.mark.soak) for fmt in ("pdf", "md"))])
def test_what_the_page_tells_can_be_taken_away(monkeypatch, fmt):
    six = served.Lens(territories=frozenset({"52", "60", "61", "62", "63", "64"}))
    chosen = {"source": "quebec", "lens": six, "weights": (), "tolerance": "near",
              "posts": 2, "within_km": 120, "access_method": "plain",
              "objective": Objective.WORST, "language": "fr", "spread": "actors_per_10000"}
    for name in ("source", "lens", "language"):
        monkeypatch.setattr(served.state, name, lambda name=name: chosen[name])
    monkeypatch.setattr(served.state, "choice", chosen.get)
    monkeypatch.setattr(served.state, "chosen_list", chosen.get)
    content = served.report_maker()(fmt)

    assert content[:4] in (b"PK\x03\x04", b"%PDF", "# Où".encode()[:4])
    assert len(content) > 3_000


def test_an_indicator_only_the_team_knows_is_read_either_way_and_the_address_says_it(open_app):
    kept(Register(actors=tuple(
        Actor(actor_id=f"a-{code}", name=f"Maison {code}", mrc_code=code)
        for code in ("52", "60", "61", "62", "63", "64")), indicators=tuple(
        Indicator(territory_code=code, indicator="Jardins inventés", year="2024", source="Équipe",
                  value=value) for code, value in (("61", 30.0), ("62", 20.0), ("63", 10.0)))))
    app = open_app("territoires", weights="Jardins inventés:3", tolerance="exact",
                   selection="mrc:61")
    place = app.table[0].value.iloc[0, 2]
    app.checkbox(key="turned_Jardins inventés_fr").check().run()

    assert not app.exception
    assert (place, app.table[0].value.iloc[0, 2]) == ("100", "0")   # the most is now the least
    assert app.query_params["weights"] == quote("Jardins inventés:-3", safe=" ")
    again = open_app("territoires", weights=app.query_params["weights"])
    assert again.checkbox(key="turned_Jardins inventés_fr").value


@pytest.mark.parametrize("part", ["need", "access", "inequality"])
def test_a_map_can_be_taken_as_an_image(quebec, part):
    app = quebec(territory_part=part)

    assert not app.exception
    offered = {button.proto.label for button in app.get("download_button")}
    assert {say("fr", f"download.{fmt}") for fmt in IMAGES} <= offered


def test_the_address_brings_back_the_sectors_whose_bridges_are_drawn(open_app):
    app = open_app("territoires", source="demo", territory_part="bridges", between="sector",
                   sectors_between="youth,seniors")

    assert not app.exception
    assert app.multiselect(key="choices_bridge_sectors_fr").value == ["youth", "seniors"]
    assert not app.table


def test_the_table_of_bridges_says_what_chance_would_give(open_app):
    app = open_app("territoires", source="demo", territory_part="bridges", bridges_as="list")

    assert not app.exception
    assert say("fr", "bridges.column.expected") in list(app.table[0].value.columns)


def test_too_many_mrc_are_not_drawn_and_it_is_said(quebec):
    app = quebec(territory_part="bridges", regions="12,14,16,01,05")

    assert not app.exception
    assert say("fr", "bridges.too_many") in [told.value for told in app.info]


def test_the_list_tells_the_shortfall_of_an_mrc_as_the_document_does(open_app):
    """Montcalm has no known hours: its shortfall is an interval, in both."""
    app = open_app("territoires", source="demo", served_as="list")
    listed = dict(zip(*(app.dataframe[0].value[say("fr", f"served.column.{name}")]
                        for name in ("mrc", "shortfall")), strict=True))
    told = served.TerritoryReading(data.network("demo", Lens()))
    figures = rank_table(told, told.first_weighing, told.ranks(told.first_weighing), "fr")

    assert listed == {row[0]: row[3] for row in figures.rows}
    assert " à " in listed["Montcalm"]
