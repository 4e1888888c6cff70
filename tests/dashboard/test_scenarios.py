"""What if, on the page: tried, kept, taken away, adopted; the register untouched until then."""

from __future__ import annotations

import hashlib
import io
import json
import re

import pytest
from openpyxl import load_workbook

from dashboard import data, scenarios
from dashboard.view import CHANGE_FORMS, DEMO, OWN
from ocgraph.analysis.change_forms import read_line
from ocgraph.analysis.changes import AddLink, RemoveNode
from ocgraph.analysis.scenario import Scenario
from ocgraph.errors import OcgraphError
from ocgraph.i18n import say
from ocgraph.model import Actor, CommunityOrganizer, ConcertationTable, Engagement, Register, Tie
from ocgraph.network import Layer, Lens
from tests.dashboard.test_pages import words_of
from tests.strategies import HOSTILE_TEXTS

SMALL = Register(
    actors=tuple(Actor(actor_id=f"a-{n}", name=f"Maison Fictive {n}", mrc_code="61")
                 for n in range(4)),
    concertation_tables=(ConcertationTable(concertation_table_id="t", name="Table Inventée"),
                         ConcertationTable(concertation_table_id="t-2", name="Table Voisine")),
    community_organizers=(CommunityOrganizer(organizer_id="o", name="Poste Fictif",
                                             home_territories=("61",)),),
    ties=(Tie(source_id="a-0", target_id="a-1"), Tie(source_id="a-1", target_id="a-2")),
    engagements=(Engagement(organizer_id="o", target_id="a-3"),
                 Engagement(organizer_id="o", target_id="a-2")))


@pytest.fixture
def opened(open_app):
    """Open the part « Et si… » on the small register, kept as the team's own."""
    data.store().replace(SMALL, save_key="one", file_name="registre.xlsx")

    def run(**parameters):
        return open_app("analyse", source=OWN, analysis="what_if", **parameters)
    return run


def said(app):
    return words_of(app).replace("\\", "")


def table(app):
    return app.table[0].value


def column(app, number):
    return [cell.replace("\\", "").replace("\u00a0", " ") for cell in table(app).iloc[:, number]]


def test_without_the_only_bridge_nine_are_cut_off_and_the_figures_stand_side_by_side(open_app):
    app = open_app("analyse", source="demo", analysis="what_if", changes="remove_node,o-8")

    assert "9 autres acteurs seraient coupés" in words_of(app)
    assert column(app, 1)[0] == column(app, 2)[0] == "220"  # the actors stay
    assert column(app, 2)[6] == "**0** (1 872 de moins)"


def test_a_tie_between_two_circles_is_tried_without_touching_the_register(open_app):
    app = open_app("analyse", source="demo", analysis="what_if",
                   changes="remove_node,o-8;add_link,ties,a-020,a-209")

    assert say("fr", "what_if.nobody_cut_off").replace("\u00a0", " ") in said(app)
    assert len(data.register("demo").ties) == 720


FILLED = {
    "leave": ({"who": "a-1"}, "remove_node,a-1"),
    "tie": ({"who": "a-0", "other": "a-3"}, "add_link,ties,a-0,a-3"),
    "seat": ({"who": "a-0", "other": "t"}, "add_link,tables,a-0,t"),
    "support": ({"who": "o", "other": "a-0"}, "add_link,liaison,o,a-0"),
    "unlink": ({"who": "a-0", "other": (Layer.TIES, "a-0", "a-1")}, "remove_link,ties,a-0,a-1"),
    "actor": ({"name": "Atelier Inventé", "mrc": "62"}, "add_actor,"),
    "table": ({"name": "Table Neuve", "territories": ["62"]}, "add_table,"),
    "post": ({"name": "Poste Neuf", "territories": ["62"]}, "add_organizer,"),
    "move": ({"who": "o", "territories": ["62"]}, "move_organizer,o,62"),
    "merge": ({"who": "t", "other": "t-2"}, "merge_tables,t,t-2")}


@pytest.mark.parametrize("what", CHANGE_FORMS)
def test_each_change_is_added_by_its_own_form_and_is_in_the_address(opened, what):
    app = opened()
    app.selectbox(key="change_what_fr").select(what).run()
    fields, line = FILLED[what]
    for field, value in fields.items():
        key = f"change_{field}_fr"
        widget = (app.text_input if field == "name" else
                  app.multiselect if field == "territories" else app.selectbox)(key=key)
        widget.set_value(value).run()
    app.button(key="try_change").click().run()

    assert not app.exception
    assert app.query_params["changes"].startswith(line)
    change, = read_line(app.query_params["changes"])
    assert scenarios.told(OWN, Lens(), (change,), "fr")[0].why_not is None


@pytest.mark.parametrize("what", CHANGE_FORMS)
def test_a_form_left_empty_says_that_something_lacks(opened, what):
    app = opened()
    app.selectbox(key="change_what_fr").select(what).run()
    app.button(key="try_change").click().run()

    assert say("fr", "change.incomplete").replace("\u00a0", " ") in said(app)
    assert "changes" not in app.query_params


def test_the_hours_of_a_new_post_are_those_given(opened):
    app = opened()
    app.selectbox(key="change_what_fr").select("post").run()
    app.text_input(key="change_name_fr").set_value("Poste Neuf").run()
    app.number_input(key="change_hours_fr").set_value(17.5).run()
    app.button(key="try_change").click().run()

    assert app.query_params["changes"].endswith(",Poste%20Neuf,,17.5")
    assert app.number_input(key="change_hours_fr").value is None


def test_who_has_left_is_no_longer_offered_and_who_came_is(opened):
    app = opened(changes="remove_node,a-1;add_actor,n-1,Atelier Invent%C3%A9,,,")

    offered = app.selectbox(key="change_who_fr").options
    assert "Atelier Inventé" in offered and "Maison Fictive 1" not in offered


def test_a_change_is_taken_back(opened):
    app = opened(changes="remove_node,a-1;remove_node,a-2")
    app.button(key="take_back_0").click().run()

    assert app.query_params["changes"] == "remove_node,a-2"


def test_a_change_that_no_longer_applies_is_told(opened):
    app = opened(changes="remove_node,parti;remove_node,a-1")

    assert say("fr", "scenario.unmade.gone").replace("\u00a0", " ") in said(app)
    assert column(app, 2)[0] == "**3** (1 de moins)"


def test_changes_of_which_none_can_be_made_are_told_and_have_no_figure(opened):
    data.notebook(OWN).keep_scenario("Dépassé", ({"what": "remove_node", "node_id": "parti"},))
    app = opened(changes="remove_node,zzzz")

    assert "0 changement essayé · 1 ne s’applique plus" in said(app)
    assert "Ce changement ne peut pas être fait : rien ne serait autrement." in said(app)
    assert say("fr", "what_if.nobody_cut_off").replace("\u00a0", " ") not in said(app)
    assert {*column(app, 2), *column(app, 3)} == {"ne s’applique plus"}


def test_who_would_have_nobody_left_is_told(open_app):
    data.store().replace(Register(actors=SMALL.actors[:3], ties=SMALL.ties[:1]), save_key="one",
                         file_name="registre.xlsx")

    app = open_app("analyse", source=OWN, analysis="what_if", changes="remove_node,a-1")

    assert "1 acteur n’aurait plus personne à un pas : Maison Fictive 0." in said(app)
    assert say("fr", "what_if.nobody_cut_off").replace("\u00a0", " ") not in said(app)


@pytest.mark.parametrize(("changes", "is_said"), [
    ("remove_node,o", True), ("add_link,ties,a-0,a-3", False)])
def test_what_pairs_no_longer_joined_do_not_count_in_is_said(opened, changes, is_said):
    app = opened(changes=changes)

    assert (say("fr", "what_if.fewer_joined").replace("\u00a0", " ") in said(app)) is is_said


@pytest.mark.parametrize(("changes", "tried"), [
    ("remove_node,a-1", ["Plan A"]),
    ("remove_node,a-1;remove_node,a-2", ["Plan A (modifié)", "Plan A"])])
def test_what_is_tried_is_told_apart_from_what_was_kept_under_its_name(opened, changes, tried):
    data.notebook(OWN).keep_scenario("Plan A", ({"what": "remove_node", "node_id": "a-1"},))

    app = opened(changes=changes, scenario="Plan A")

    assert [name.replace("\\", "") for name in table(app).columns][2:] == tried


def test_the_shelf_says_how_many_changes_no_longer_apply(opened):
    gone, there = ({"what": "remove_node", "node_id": name} for name in ("parti", "a-1"))
    data.notebook(OWN).keep_scenario("Adopté", (gone, there))
    assert "2 changements · 1 ne s’applique plus" in said(opened())

    data.notebook(OWN).keep_scenario("Adopté", (there,), formerly="Adopté")
    assert "ne s’applique plus" not in said(opened())


def test_ties_to_propose_are_not_compared(opened):
    app = opened(changes="remove_node,a-1")

    assert say("fr", "gap.list.tie_to_propose") not in [
        cell for shown in app.table for cell in shown.value.iloc[:, 0]]


def test_an_address_that_holds_no_change_is_said_and_the_page_stays(opened):
    app = opened(changes="fly,away")

    assert not app.exception
    assert any("« fly,away »" in warning.value.replace("\\", "") for warning in app.warning)


def test_two_scenarios_kept_stand_side_by_side_and_the_register_is_the_same(opened):
    app = opened(changes="remove_node,a-1")
    before = data.store().load()
    app.text_input(key="scenario_name__fr").set_value("Départ").run()
    app.text_area(key="scenario_note__fr").set_value("à voir").run()
    app.button(key="keep_scenario").click().run()
    other = opened(changes="remove_node,a-2")
    other.text_input(key="scenario_name__fr").set_value("Autre départ, plus loin").run()
    other.button(key="keep_scenario").click().run()

    assert other.query_params["scenario"] == "Autre départ, plus loin"
    assert [name.replace("\\", "") for name in table(other).columns] == [
        say("fr", "what_if.figure"), say("fr", "what_if.before"), "Autre départ, plus loin",
        "Départ"]
    assert [(each.scenario.name, each.scenario.note) for each in scenarios.kept_scenarios(OWN)
            ] == [("Départ", "à voir"), ("Autre départ, plus loin", "")]
    assert (data.store().load(), data.revision(OWN)) == (before, 1)


def test_a_scenario_is_opened_renamed_and_forgotten(opened):
    data.notebook(OWN).keep_scenario("Départ", ({"what": "remove_node", "node_id": "a-1"},), "vu")
    app = opened()
    app.button(key="open_0").click().run()
    assert app.query_params["changes"] == "remove_node,a-1"
    app.text_input(key="scenario_name_Départ_fr").set_value("Grand départ").run()
    app.button(key="save_scenario").click().run()
    assert [each.name for each in data.notebook(OWN).scenarios()] == ["Grand départ"]
    assert app.query_params["scenario"] == "Grand départ"

    app.button(key="forget_0").click().run()

    assert data.notebook(OWN).scenarios() == ()
    assert "scenario" not in app.query_params and app.query_params["changes"] == "remove_node,a-1"


def test_a_scenario_without_a_name_is_not_kept_and_it_is_said(opened):
    app = opened(changes="remove_node,a-1")
    app.button(key="keep_scenario").click().run()

    assert [error.value for error in app.error] == [
        say("fr", "error.storage.scenario_unnamed").replace(".", "\\.")]
    assert data.notebook(OWN).scenarios() == ()


def test_only_four_kept_scenarios_stand_beside_and_which_is_in_the_address(opened):
    for number in range(6):
        data.notebook(OWN).keep_scenario(f"Essai, {number}", ())
    app = opened()
    assert len(table(app).columns) == 2 + 4

    app.multiselect(key="beside_choice_fr").set_value(["Essai, 1"]).run()

    assert [name.replace("\\", "") for name in table(app).columns][2:] == ["Essai, 1"]
    assert table(opened(beside=app.query_params["beside"])).shape[1] == 3


def test_nothing_is_written_before_adopting(opened):
    digest = hashlib.sha256(data.store().path.read_bytes()).hexdigest
    opened()
    before = digest()
    app = opened(changes="remove_node,a-1;add_link,ties,a-0,a-2;move_organizer,o,62")
    app.button(key="adopt").click().run()
    app.button(key="adopt_no").click().run()

    assert not app.exception
    assert digest() == before
    assert hashlib.sha256(data.store().path.read_bytes()).hexdigest() == before


def test_adopting_lists_every_change_then_makes_them_once_and_says_so(opened):
    app = opened(changes="remove_node,a-1;add_link,ties,a-0,a-3", scenario="Départ")
    app.button(key="adopt").click().run()
    tried = read_line("remove_node,a-1;add_link,ties,a-0,a-3")
    for told in scenarios.told(OWN, Lens(), tried, "fr"):
        assert f"- {told.sentence}".replace("\u00a0", " ") in said(app)
    app.button(key="adopt_yes").click().run()

    kept = data.store().load()
    assert not app.exception and "changes" not in app.query_params
    assert [actor.actor_id for actor in kept.actors] == ["a-0", "a-2", "a-3"]
    assert [tie.source for tie in kept.ties] == ["Scénario adopté\u00a0: Départ"]
    assert data.revision(OWN) == 2
    assert any("1 ajout" in success.value for success in app.success)


def test_the_confirmation_opens_in_front_and_says_what_the_changes_say(opened):
    app = opened(changes="remove_node,o")
    assert "sont retirés" in said(app) and not app.get("dialog")
    app.button(key="adopt").click().run()
    (asked,) = app.get("dialog")
    assert "sont retirés" in asked.markdown[0].value
    assert asked.caption[0].value.startswith("Ce qui est retiré est effacé du registre")
    app.button(key="adopt_no").click().run()

    assert not app.get("dialog")
    assert data.revision(OWN) == 1


def test_a_scenario_that_no_longer_applies_whole_is_not_adopted(opened):
    app = opened(changes="remove_node,a-1;remove_node,parti")
    app.button(key="adopt").click().run()
    app.button(key="adopt_yes").click().run()

    assert len(app.error) == 1
    assert (data.store().load(), data.revision(OWN)) == (SMALL, 1)


def test_the_demonstration_is_not_adopted_and_keeps_its_scenarios_apart(open_app):
    app = open_app("analyse", source="demo", analysis="what_if", changes="remove_node,o-8")
    app.button(key="adopt").click().run()

    assert any("démonstration" in error.value for error in app.error)
    with pytest.raises(OcgraphError):
        scenarios.adopt(DEMO, (RemoveNode("o-8"),), save_key="one", origin="Essai")
    data.notebook(DEMO).keep_scenario("Essai", ())
    assert data.notebook(OWN).scenarios() == ()
    assert not data.store().path.exists()


@pytest.mark.parametrize("name", HOSTILE_TEXTS)
def test_a_hostile_name_is_shown_and_written_as_it_was_typed(opened, name):
    data.notebook(OWN).keep_scenario(name, ({"what": "add_actor", "node_id": "n", "name": name},),
                                     name)
    app = opened()
    app.button(key="open_0").click().run()

    assert not app.exception
    assert not re.search(r"(?<!\\)<img|(?<!\\)!\[", words_of(app))
    book = load_workbook(io.BytesIO(scenarios.scenario_workbook(
        OWN, Lens(), tuple(each.scenario for each in scenarios.kept_scenarios(OWN)), "fr")))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    book.close()


def test_the_workbook_holds_the_changes_and_the_figures_of_each_scenario(opened):
    opened()
    tried = (Scenario("Départ", "", (RemoveNode("a-1"),)),
                 Scenario("Lien", "", (AddLink(Layer.TIES, "a-0", "a-3"),)))

    book = load_workbook(io.BytesIO(scenarios.scenario_workbook(OWN, Lens(), tried, "fr")))
    changes, figures = book

    assert [row[0].value for row in changes][1:] == ["Départ", "Lien"]
    assert [cell.value for cell in figures[2]] == ["Acteurs", 4, 3, -1, 4, 0]
    joined = next(row for row in figures if row[0].value == say("fr", "what_if.joined_share"))
    assert [round(cell.value, 2) for cell in joined[1:4]] == [1, .33, -66.67]
    assert [cell.number_format for cell in joined[1:4]] == [
        "0.00%", "0.00%", '0.00" points"']
    book.close()


def test_a_scenario_kept_by_a_newer_ocgraph_is_said_and_can_be_forgotten(opened):
    data.notebook(OWN).keep_scenario("Du futur", ({"what": "fly"},))
    app = opened()

    assert not app.exception
    assert "Du futur" in said(app) and json.dumps("fly").strip('"') in said(app)
    app.button(key="forget_0").click().run()
    assert data.notebook(OWN).scenarios() == ()


def test_the_page_in_english_has_no_french_word_of_ours(opened):
    app = opened(lang="en", changes="remove_node,a-1")

    assert not app.exception
    assert table(app).columns[1] == "Today"
