"""Données, the part « Corriger »: records found, corrected, added, retired, merged, removed."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from dashboard import asking, data, editing
from dashboard.view import DEMO, OWN
from ocgraph.i18n import say
from ocgraph.model import (
    Actor,
    ConcertationTable,
    Engagement,
    Membership,
    Register,
    Tie,
    declarations,
)
from ocgraph.storage import Correction, Drafts
from tests.dashboard.test_decision_pages import kept
from tests.dashboard.test_pages import words_of

TODAY = datetime.date.today()


def register(**more):
    return Register(**{"actors": (
        Actor(actor_id="a", name="Maison Fictive", mrc_code="61"),
        Actor(actor_id="b", name="La maison fictive", mrc_code="61", asked=True),
        Actor(actor_id="c", name="Atelier Inventé")), "concertation_tables": (
        ConcertationTable(concertation_table_id="t", name="Table Rêvée"),)} | more)


LINKED = register(memberships=(Membership(concertation_table_id="t", member_id="b"),),
                  ties=(Tie(source_id="b", target_id="c"),))


@pytest.fixture
def opened(open_app):
    """Open the form of a record of the person's own register."""
    def run(record=None, collection="actors", **parameters):
        more = {"record": f"{collection}:{record}"} if record else {}
        app = open_app("donnees", source=OWN, data_part="edit", edited=collection, **more,
                       **parameters)
        assert not app.exception
        return app
    return run


def field(app, name, entity=Actor):
    header = next(each.header for each in declarations(entity) if each.name == name)
    return next(one for kind in (app.text_input, app.text_area, app.selectbox, app.multiselect,
                                 app.date_input, app.number_input, app.radio)
                for one in kind if one.label.split(" *")[0].split(" (")[0] in (
                    header.fr, header.en))


def press(app, key):
    next(button for button in app.button if button.key == key).click().run()
    assert not app.exception
    return app


def keys(app):
    return {button.key for button in app.button}


def titles(app):
    return next(iter(app.dataframe)).value.iloc[:, 0].tolist()


def test_demonstration_is_not_edited_and_shows_the_way_to_ones_own_register(open_app):
    app = open_app("donnees", source=DEMO, data_part="edit")
    assert say("fr", "edit.demo") in [info.value for info in app.info] and not app.dataframe

    press(app, "edit_own")
    assert "add_record" in keys(app)


def test_in_an_empty_register_one_can_begin_to_type(opened):
    app = press(opened(), "add_record")
    field(app, "name").set_value("Maison Rêvée").run()
    field(app, "sectors").set_value(["youth"]).run()
    press(app, "save_record")

    actor, = data.register(OWN).actors
    assert (actor.name, actor.sectors) == ("Maison Rêvée", ("youth",)) and actor.actor_id
    assert say("fr", "edit.done", name="Maison Rêvée") in [one.value for one in app.success]


def test_names_are_searched_without_accents_and_references_are_shown_by_name(opened):
    kept(LINKED)
    app = opened()
    next(one for one in app.text_input if one.label == say("fr", "edit.search")).set_value(
        "ATELIER INVENTE").run()
    assert titles(app) == ["Atelier Inventé"]

    assert opened(collection="ties").dataframe[0].value.values.tolist()[0][:2] == [
        "La maison fictive", "Atelier Inventé"]


def test_all_that_is_wrong_is_said_beside_its_field_and_nothing_is_kept_before(opened):
    kept(LINKED)
    app = opened(1)
    field(app, "name").set_value("").run()
    field(app, "latitude").set_value(10.0).run()
    press(app, "save_record")

    assert say("fr", "edit.to_mend", n=2) in [one.value for one in app.error]
    assert len(app.error) == 3 and data.register(OWN) == LINKED
    field(app, "name").set_value("Maison Corrigée").run()
    assert len(app.error) == 2, "what is mended is no longer said"
    field(app, "latitude").set_value(46.0).run()
    press(app, "save_record")
    assert data.register(OWN).actors[0] == Actor(
        actor_id="a", name="Maison Corrigée", mrc_code="61", latitude=46.0)
    assert len(app.warning) == 1, "half a position is allowed, and said"


def test_what_was_known_can_be_made_unknown_again(opened):
    kept(LINKED)
    app = opened(2)
    field(app, "mrc_code").set_value(None).run()
    field(app, "asked").set_value("unknown").run()
    press(app, "save_record")

    assert data.register(OWN).actors[1] == Actor(actor_id="b", name="La maison fictive")


def test_a_form_left_by_a_server_that_had_saved_it_is_not_opened_again(opened):
    kept(LINKED)
    app = opened(1)
    field(app, "name").set_value("Maison Corrigée").run()
    form = app.session_state["form"]
    press(app, "save_record")
    asking.drafts("").keep("actors:1", {name: getattr(form, name) for name in (
        "seen_version", "opened", "typed", "save_key", "reason")})

    again = opened(1)
    field(again, "name").set_value("Maison Encore Corrigée").run()
    press(again, "save_record")

    assert data.register(OWN).actors[0].name == "Maison Encore Corrigée"


def test_other_words_under_the_same_key_are_another_save(opened):
    kept(LINKED)
    form = editing.open_form("actors", "1", "")
    editing.save(form.with_field("name", "Une"), "")
    again = editing.open_form("actors", "1", "")

    same = replace(again, save_key=form.save_key).with_field("name", "Deux")
    editing.save(same, "")
    assert editing.save(same, "").already_saved
    assert data.register(OWN).actors[0].name == "Deux"


def test_what_is_typed_is_found_again_in_another_session_then_saved_or_given_up(opened):
    kept(LINKED)
    app = opened(1)
    field(app, "name").set_value("Maison en chantier").run()
    again = opened()
    assert "Maison en chantier" in words_of(again).replace("\\", "")
    again = press(again, next(key for key in keys(again) if key.startswith("resume_")))
    assert field(again, "name").value == "Maison en chantier"
    assert data.register(OWN) == LINKED

    press(again, "give_up_record")
    assert Drafts().all() == () and field(opened(1), "name").value == "Maison Fictive"


def test_reason_is_kept_with_the_change(opened):
    kept(LINKED)
    app = opened(1)
    field(app, "source").set_value("Rencontre inventée").run()
    next(one for one in app.text_input if one.label == say("fr", "edit.reason")).set_value(
        "Fusion annoncée").run()
    press(app, "save_record")

    assert data.store().saves(1)[0].reason == "Fusion annoncée"


def test_words_of_a_frame_follow_the_frame_chosen(opened):
    kept(register())
    app = opened("new", "engagements")
    field(app, "frame", Engagement).set_value("lanaudiere").run()

    assert field(app, "axis", Engagement).options
    assert field(app, "role", Engagement).options == [], "this frame names no role"


def test_verified_today_is_one_press(opened):
    kept(LINKED)
    press(opened(1), "verify_record")

    assert data.register(OWN).actors[0].verified_on == TODAY


def test_retired_record_stays_with_its_last_day_and_what_holds_to_it_ends_too(opened):
    kept(LINKED)
    press(opened(2), "retire_yes")
    now = data.register(OWN)

    assert [one.until for one in (now.actors[1], now.memberships[0], now.ties[0])] == [TODAY] * 3
    assert len(now.actors) == 3 and now.actors[0].until is None


def test_last_day_before_the_first_is_refused_in_words(opened):
    kept(register(actors=(Actor(actor_id="a", name="Maison", since=datetime.date(2090, 1, 1)),)))
    app = opened(1)

    assert len(app.error) == 1
    assert next(one for one in app.button if one.key == "retire_yes").disabled


def test_removal_tells_what_goes_with_it_and_takes_it(opened):
    kept(LINKED)
    app = opened(2)
    assert "1 siège, 1 lien" in words_of(app)
    press(app, "remove_yes")

    assert data.register(OWN) == register(actors=(LINKED.actors[0], LINKED.actors[2]))


def test_duplicate_is_found_by_its_name_told_then_merged(opened):
    kept(LINKED)
    app = opened(1)
    other = next(box for box in app.selectbox if box.label == say("fr", "edit.merge.other"))
    assert other.options[0] == "La maison fictive (b)"
    other.set_value(2).run()
    assert "1 siège, 1 lien" in words_of(app)
    press(app, "merge_yes")
    now = data.register(OWN)

    assert [actor.actor_id for actor in now.actors] == ["a", "c"] and now.actors[0].asked
    assert now.memberships[0].member_id == now.ties[0].source_id == "a"


def test_second_of_two_people_overwrites_nothing_and_may_put_back_what_was_removed(opened):
    kept(LINKED)
    app = opened(1)
    field(app, "name").set_value("Maison de la seconde").run()
    one = editing.kept_record("actors", "1")
    data.store().edit([Correction(1, one.version, Actor(actor_id="a", name="Première"))],
                      save_key="other")
    press(app, "save_record")
    assert data.register(OWN).actors[0].name == "Première"
    assert next(one for one in app.button if one.key == "settle").disabled

    press(app, "leave_theirs")
    assert data.register(OWN).actors[0].name == "Première" and Drafts().all() == ()


def test_record_that_the_other_removed_may_be_put_back(opened):
    kept(LINKED)
    app = opened(3)
    field(app, "source").set_value("Rencontre inventée").run()
    data.store().replace(register(actors=LINKED.actors[:2]), save_key="gone", file_name="r.xlsx")
    press(app, "save_record")
    press(press(app, "again"), "save_record")

    assert data.register(OWN).actors[2] == Actor(actor_id="c", name="Atelier Inventé",
                                                 source="Rencontre inventée")


@pytest.mark.parametrize("record", ["99", "abc", "new"])
def test_address_of_no_record_opens_none_or_a_new_one(opened, record):
    kept(LINKED)

    assert ("save_record" in keys(opened(record, lang="en"))) == (record == "new")


def test_names_are_never_read_as_marks(opened):
    name = "**Gras** ![x](https://exemple.invalid/x.png) <b>"
    kept(register(actors=(Actor(actor_id="a", name=name), Actor(actor_id="b", name="B"))))
    app = opened(1)

    assert all("![x]" not in one.value for one in (*app.markdown, *app.subheader))


def test_pressing_twice_saves_once(opened):
    kept(LINKED)
    app = opened("new")
    field(app, "name").set_value("Maison Rêvée").run()
    form = app.session_state["form"]
    press(app, "save_record")
    editing.save(form, "")

    assert [actor.name for actor in data.register(OWN).actors].count("Maison Rêvée") == 1
