"""Every page, on the demonstration and on an empty register, in both languages."""

from __future__ import annotations

import pytest

from dashboard import data
from dashboard.view import OWN
from ocgraph.i18n import say
from ocgraph.io.demo_stories import read_demo_stories
from ocgraph.io.register_folder import read_demo
from ocgraph.model import Actor, Register

PATHS = {"home": "", "map": "carte", "graph": "reseau", "analysis": "analyse",
         "mobilisation": "mobilisation", "territories": "territoires",
         "share": "partage", "data": "donnees", "method": "methode"}


def words_of(app):
    """Everything the page says, in one text, its spaces made plain."""
    shown = [*app.title, *app.markdown, *app.caption, *app.info, *app.header,
             *app.subheader]
    return "\n".join(element.value for element in shown).replace("\u00a0", " ")


def sentence(key):
    return say("fr", key).replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("source", ["demo", "own"])
@pytest.mark.parametrize("name, path", PATHS.items())
def test_page_opens_with_its_question_and_nothing_fails(open_app, name, path, source, language):
    app = open_app(path, source=source, lang=language)

    assert not app.exception
    assert not app.error
    assert app.title[0].value == say(language, f"page.{name}.title")


@pytest.mark.parametrize("path", ["carte", "reseau", "analyse", "mobilisation", "territoires",
                                  "partage"])
def test_page_of_an_empty_register_offers_two_ways_out(open_app, path):
    app = open_app(path, source="own")

    assert sentence("empty.text") in words_of(app)
    assert {button.label for button in app.button} == {
        say("fr", "home.open_demo"), say("fr", "empty.import")}


def test_way_out_to_the_demonstration_opens_it(open_app):
    app = open_app("carte", source="own")
    app.button(key="empty_demo").click().run()

    assert not app.exception
    assert "220 acteurs" in words_of(app)


def test_register_kept_is_counted_on_the_home_page(open_app):
    data.store().replace(read_demo(), save_key="one", file_name="registre.xlsx")
    app = open_app(source=OWN)

    assert [metric.value for metric in app.metric] == ["220", "45", "8", "1\u00a0500"]
    assert "« registre.xlsx »" in words_of(app).replace("\\", "")


def test_accueil_of_a_demonstration_offers_the_other_one(open_app):
    app = open_app(source="demo")
    assert app.sidebar.caption[0].value == say("fr", "sidebar.demo")
    app.button(key="open_quebec").click().run()

    assert not app.exception
    assert app.session_state["source"] == "quebec"
    assert [metric.value for metric in app.metric][2] == "505"
    assert app.sidebar.caption[0].value == say("fr", "sidebar.quebec")
    assert "Maskoutains" in words_of(app)
    app.button(key="open_demo").click().run()
    assert app.session_state["source"] == "demo"
    assert app.metric[0].value == "220"


def test_accueil_of_the_team_offers_one_demonstration(open_app):
    app = open_app(source="own")

    assert not {"open_demo", "open_quebec"} & {button.key for button in app.button}


@pytest.mark.parametrize("page", ["carte", "reseau", "analyse", "mobilisation",
                                  "territoires", "donnees"])
def test_every_page_opens_on_all_quebec(open_app, page):
    app = open_app(page, source="quebec", selection="mrc:54")

    assert not app.exception and not app.error
    assert app.session_state["source"] == "quebec"


@pytest.mark.parametrize(("story", "page", "mrc"), [
    ("under_served_cluster", "territories", "54"), ("sparse_north", "map", "972")])
def test_a_story_of_all_quebec_opens_what_tells_it_on_its_mrc(open_app, story, page, mrc):
    app = open_app(source="quebec")
    app.button(key=f"story_{story}").click().run()

    assert app.title[0].value == say("fr", f"page.{page}.title")
    assert app.session_state["selection"] == f"mrc:{mrc}"
    assert page != "map" or app.session_state["measure"] == "actors"


def test_door_of_the_home_page_opens_the_map(open_app):
    app = open_app(source="demo")
    app.button(key="door_map").click().run()

    assert app.title[0].value == say("fr", "page.map.title")


@pytest.mark.parametrize("story", read_demo_stories(), ids=lambda story: story.story_id)
def test_a_story_opens_what_tells_it_with_whom_it_is_about_selected(open_app, story):
    app = open_app(source="demo")
    app.button(key=f"story_{story.story_id}").click().run()

    assert not app.exception
    page, part = {"only_bridge": ("analysis", "roles"), "few_links_north": ("map", "roles")}.get(
        story.story_id, ("analysis", "gaps"))
    assert app.title[0].value == say("fr", f"page.{page}.title")
    assert app.session_state["analysis"] == part
    about = (*story.organizers, *story.concertation_tables, *story.actors, "mrc:62")
    assert app.session_state["selection"] == about[0]
    names = {"twin_tables": "Table lutte à la pauvreté", "no_school": "Réseau scolaire"}
    assert names.get(story.story_id, "") in words_of(app)


def test_a_story_is_seen_though_another_part_was_open(open_app):
    app = open_app(source="demo", analysis="what_if", shown="map")
    app.button(key="story_only_bridge").click().run()

    assert app.segmented_control(key="part_analysis_fr").value == "roles"
    assert app.segmented_control(key="part_shown_fr").value == "list"


def test_sidebar_holds_the_lens_only_where_it_acts(open_app):
    assert "lens.title" not in [x.value for x in open_app(source="demo").sidebar.header]
    assert [x.value for x in open_app("carte", source="demo").sidebar.header] == [
        say("fr", "lens.title")]


def test_lens_changed_changes_what_is_seen_and_can_be_put_back(open_app):
    app = open_app("carte", source="demo")
    app.multiselect(key="lens_territories_fr").select("62").run()
    assert "25 acteurs" in words_of(app)

    back = next(button for button in app.button if button.label == say("fr", "lens.reset"))
    back.click().run()
    assert "220 acteurs" in words_of(app)


@pytest.mark.parametrize("page", ["carte", "reseau"])
def test_language_switched_there_and_back_keeps_the_page_and_the_lens(open_app, page):
    app = open_app(page, source="demo", territories="62", levels="himmelman:2")

    for language in ("en", "fr"):
        app.radio(key="language_choice").set_value(language).run()

        assert not app.exception
        assert "levels" in app.query_params
        assert app.selectbox(key=f"choice_colour_{language}").value == "kind"


@pytest.mark.parametrize(("name", "content"), [
    ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(20)), ("rapport.pdf", b"%PDF-1.7 invente")])
def test_a_file_that_is_no_table_is_refused_in_our_words(open_app, name, content):
    app = open_app("donnees")
    assert app.file_uploader[0].allowed_type == []
    app.file_uploader[0].set_value((name, content, "application/octet-stream")).run()

    assert not app.exception
    (refused,) = app.error
    assert name in refused.value.replace("\\", "")


def test_lens_that_leaves_nobody_is_said(open_app):
    app = open_app("reseau", source="demo", territories="981")

    assert sentence("empty.lens") in words_of(app)


def test_address_that_cannot_be_read_is_said_once(open_app):
    app = open_app("carte", source="demo", layers="<script>")

    assert "\\<script\\>" in app.warning[0].value
    assert "220 acteurs" in words_of(app)
    assert not app.run().warning


@pytest.mark.parametrize("selection", ["o-8", "t-18", "a-209", "mrc:62", "mrc:981", "mrc:", "x"])
def test_any_selection_of_the_address_is_shown_or_said(open_app, selection):
    app = open_app("carte", source="demo", selection=selection)

    assert not app.exception
    known = selection in ("o-8", "t-18", "a-209", "mrc:62", "mrc:981")
    assert (sentence("panel.out_of_lens") in words_of(app)) is not known


@pytest.mark.parametrize("asked, said", [
    (True, "panel.asked"), (False, "panel.not_asked"), (None, "panel.asked_unknown")])
def test_not_knowing_whether_an_actor_was_asked_is_not_a_no(open_app, asked, said):
    actor = Actor(actor_id="a-1", name="Maison Fictive", mrc_code="62", asked=asked)
    data.store().replace(Register(actors=(actor,)), save_key=said, file_name="registre.xlsx")
    app = open_app("reseau", source=OWN, selection="a-1")

    assert say("fr", said) in "\n".join(text.value for text in app.text)


@pytest.mark.parametrize("part", ["access", "posts"])
def test_how_territories_are_compared_is_told_where_measures_are(open_app, part):
    app = open_app("methode", source="demo")

    assert say("fr", f"method.{part}") in [text.value.replace("\\", "") for text in app.markdown]


def test_one_frame_is_read_under_another_and_what_has_no_equivalent_is_said(open_app):
    app = open_app("methode", source="demo")

    crosswalk = next(table.value for table in app.table
                     if say("fr", "crosswalk.relation") in table.value.columns)
    none = crosswalk[crosswalk[say("fr", "crosswalk.relation")] == "Aucun équivalent"]

    assert len(crosswalk) == 9      # the Lanaudière frame: 4 axes, 5 services
    assert (none.iloc[:, 3] == "").all()
