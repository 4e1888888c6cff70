"""What each role may do, tried through what the pages call; and what the pages say of it."""

from __future__ import annotations

import io

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.view import OWN
from ocgraph.i18n import say
from ocgraph.storage import People, Store
from tests.dashboard.team import NAMES, made_of_four, user

# Written by hand: what the team was promised.
MAY = {
    "organizer": {"read", "edit", "undo", "keep", "keep_beside_demo", "draft"},
    "team_lead": {"read", "edit", "take", "undo", "keep", "keep_beside_demo", "draft", "back_up",
                  "erase", "manage_people"},
    "administrator": {"read", "edit", "take", "undo", "keep", "keep_beside_demo", "draft",
                      "back_up", "erase", "manage_people", "restore"},
    "partner": set(),
}
ALL = MAY["administrator"]


@pytest.fixture
def team(monkeypatch):
    monkeypatch.setenv("OCGRAPH_SIGN_IN", "oidc")
    return made_of_four()


def _everything():
    """Try everything that a page can, in an order in which each leaves something to the next."""
    import io as streams  # noqa: PLC0415 - a page of its own
    from dataclasses import replace  # noqa: PLC0415
    from datetime import date  # noqa: PLC0415

    import streamlit as st  # noqa: PLC0415

    from dashboard import asking, data, editing, memory  # noqa: PLC0415
    from ocgraph.model import Actor, Register  # noqa: PLC0415
    from ocgraph.storage import Copy, Correction, Followed, RightsError, Store  # noqa: PLC0415

    one = next(one for one in Store().kept(Actor) if one.record.actor_id == "a-62")
    gap = Followed("gap", {}, "", date.today())
    tried = {
        "read": lambda: data.register("own"),
        "edit": lambda: editing.keep_edits(
            [Correction(one.record_key, one.version, replace(one.record, private_note="vu"))],
            "edit"),
        "undo": lambda: memory.undo(Store().saves(limit=1)[0].save_seq, "", "undo"),
        "take": lambda: data.keep(Register(actors=(Actor(actor_id="n", name="Neuf"),)), adds=True,
                                  save_key="take", file_name="b.xlsx"),
        "keep": lambda: data.notebook("own").follow(gap),
        "keep_beside_demo": lambda: data.notebook("demo").follow(gap),
        "draft": lambda: asking.drafts("browser").keep("actors:1", {}),
        "back_up": memory.copy_content,
        "manage_people": lambda: asking.people().invite("n@exemple.invalid", "Neuve", "organizer"),
        "erase": lambda: asking.store().erase(Actor, one.record_key, save_key="erase",
                                              reason="demande"),
        "restore": lambda: asking.store().restore(
            Copy(streams.BytesIO(st.session_state["copy"])), save_key="restore",
            file_name="c.zip"),
    }
    for action, call in tried.items():
        try:
            call()
            st.session_state[action] = "done"
        except RightsError as refused:
            st.session_state[action] = refused.code


@pytest.mark.parametrize("role", MAY)
def test_each_role_does_through_pages_what_it_may_and_nothing_else(team, role):
    copy = io.BytesIO()
    Store().back_up(copy)
    page = AppTest.from_function(_everything, default_timeout=60)
    page.user, page.session_state["copy"] = user(role), copy.getvalue()
    page.run()

    assert not page.exception
    assert {action: page.session_state[action] for action in ALL} == {
        action: "done" if action in MAY[role] else "rights.refused" for action in ALL}


@pytest.mark.parametrize(("role", "parameters", "whom"), [
    ("organizer", {"data_part": "memory", "memory_part": "erase"}, "team_lead"),
    ("organizer", {"data_part": "memory", "memory_part": "copies"}, "team_lead"),
    ("team_lead", {"data_part": "memory", "memory_part": "copies"}, "administrator"),
    ("organizer", {"data_part": "figures"}, "team_lead"),
    ("organizer", {"data_part": "import"}, "team_lead"),
    ("organizer", {"data_part": "people"}, "administrator"),
])
def test_a_part_says_what_a_role_may_not_do_and_whom_to_ask(open_app, team, role, parameters,
                                                            whom):
    app = open_app("donnees", user=user(role), source=OWN, **parameters)

    assert not app.exception and not app.error
    assert NAMES[whom] in "".join(info.value for info in app.info).replace("\\", "")
    assert not {"erase", "take", "take_figures", "invite"} & {one.key for one in app.button}


def people_page(open_app, role, whose=None):
    app = open_app("donnees", user=user(role), source=OWN, data_part="people")
    if whose is not None:
        next(box for box in app.selectbox if box.label == say("fr", "people.whose")).set_value(
            whose).run()
    assert not app.exception
    return app


def test_a_team_lead_invites_an_organizer_who_then_signs_in(open_app, team):
    app = people_page(open_app, "team_lead")
    name, email = app.text_input
    name.set_value("Nora Fictive").run()
    email.set_value("nora@exemple.invalid").run()
    app.button(key="invite").click().run()

    assert "Nora Fictive" in app.success[0].value
    assert NAMES["team_lead"] in open_app(user=user("team_lead")).sidebar.caption[0].value
    assert open_app(user=user("nora"), source=OWN).metric


def test_a_team_lead_neither_gives_nor_touches_the_roles_above_her(open_app, team):
    app = people_page(open_app, "team_lead", team["administrator"])

    roles = next(box for box in app.selectbox if box.label == say("fr", "people.role"))
    assert len(roles.options) == 2
    assert "change_account" not in {button.key for button in app.button}
    assert say("fr", "people.of_administrators") in [
        info.value.replace("\\", "") for info in app.info]


def test_an_administrator_reads_what_was_done_to_the_accounts(open_app, team):
    app = people_page(open_app, "administrator")

    assert say("fr", "cli.people.did.invited") in app.table[0].value.to_csv()


def test_a_departure_then_an_erasure_leave_no_name_in_the_memory(open_app, team):
    open_app("donnees", user=user("organizer"), source=OWN, data_part="edit",
             record="actors:1").button(key="verify_record").click().run()
    app = people_page(open_app, "team_lead", team["organizer"])
    app.button(key="leave_yes").click().run()
    assert not app.exception and not app.error
    app.button(key="erase_yes").click().run()

    assert not app.exception and not app.error
    [gone] = [one for one in People().accounts() if one.account_id == team["organizer"]]
    assert (gone.name, gone.email, gone.erased) == ("", None, True)
    memory = open_app("donnees", user=user("team_lead"), source=OWN, data_part="memory")
    told = memory.dataframe[0].value.to_csv()
    assert say("fr", "memory.person_erased") in told and NAMES["organizer"] not in told


def test_lost_access_is_opened_again_and_a_mistake_is_said(open_app, team):
    app = people_page(open_app, "administrator", team["organizer"])
    app.button(key="lost_access_yes").click().run()
    assert NAMES["organizer"] in app.success[0].value
    app = people_page(open_app, "administrator", team["administrator"])
    app.button(key="leave_yes").click().run()

    assert "dernière personne qui administre" in app.error[0].value
