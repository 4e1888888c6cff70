"""Who signs in sees what her role may see; nobody else sees anything, whatever she sends."""

from __future__ import annotations

import asyncio
import time

import pytest
from google.protobuf.text_format import MessageToString
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from dashboard import asgi, asking, data
from dashboard.view import DATA_PARTS, OWN
from ocgraph.i18n import say
from ocgraph.model import Actor
from ocgraph.storage import People, RightsError, Store
from tests.dashboard.team import KEPT_NAMES, NAMES, NOBODY, REGISTER, made_of_four, user

HOUR = 3600


@pytest.fixture
def team(monkeypatch):
    monkeypatch.setenv("OCGRAPH_SIGN_IN", "oidc")
    return made_of_four()


def seen(app):
    """All that is sent to the browser, in one text."""
    assert not app.exception
    tables = [table.value.to_csv() for table in (*app.dataframe, *app.table)]
    sent = [message_text(one.proto) for one in _elements(app._tree)]
    return "\n".join([*tables, *sent]).replace("\\", "")


def _elements(block):
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _elements(child)
        if getattr(child, "proto", None) is not None:
            yield child


def message_text(proto):
    return MessageToString(proto, as_utf8=True)


def buttons(app):
    return {button.key for button in app.button}


def assert_asked_to_sign_in(app, refused=None):
    """Nothing is shown but the way in, and why it is closed."""
    words = seen(app)
    assert [title.value for title in app.title] == ["ocgraph"]
    assert not any(name in words for name in (*KEPT_NAMES, *NAMES.values()))
    assert buttons(app) <= {"sign_in", "sign_out"}
    assert not app.metric and not app.dataframe and not app.table
    if refused is None:
        assert not app.error
    else:
        start = say("fr", f"error.{refused}", day="", number="", name="").split(".")[0][:25]
        assert start in app.error[0].value.replace("\\", "")


@pytest.mark.parametrize("path", ["", "carte", "donnees"])
def test_before_signing_in_nothing_is_shown_of_any_page_nor_of_the_demonstration(
        open_app, team, path):
    app = open_app(path, user=NOBODY, source=OWN if len(path) % 2 else "demo", record="actors:1",
                   selection="a-62", data_part="memory")

    assert_asked_to_sign_in(app)
    assert buttons(app) == {"sign_in"}


def test_the_way_in_speaks_the_language_of_the_address(open_app, team):
    app = open_app(user=NOBODY, lang="en")

    assert app.button(key="sign_in").label == say("en", "sign_in.go")


@pytest.mark.parametrize("role", ["organizer", "team_lead", "administrator"])
def test_whoever_reads_sees_the_register_her_name_and_her_role(open_app, team, role):
    app = open_app(user=user(role), source=OWN)

    assert app.title[0].value == say("fr", "page.home.title")
    assert NAMES[role] in app.sidebar.caption[0].value
    assert app.metric[0].value == "2"
    assert "sign_out" in buttons(app)


def test_on_a_machine_of_one_s_own_nobody_signs_in_and_no_part_tells_of_people(open_app):
    made_of_four()
    app = open_app("donnees", source=OWN, data_part="people")

    assert "sign_out" not in buttons(app)
    assert app.session_state["data_part"] == "import"
    assert say("fr", "tab.people") not in seen(app)


@pytest.mark.parametrize("path", ["", "carte", "donnees", "territoires"])
def test_a_partner_gets_nothing_right_after_her_team_lead_on_the_same_page(open_app, team, path):
    lead = open_app(path, user=user("team_lead"), source=OWN, data_part="edit")
    app = open_app(path, user=user("partner"), source=OWN, data_part="edit")

    words = seen(app)
    assert not any(name in words for name in KEPT_NAMES)
    assert not app.metric and not app.dataframe and not app.table
    assert buttons(app) == {"sign_out"}
    assert NAMES["partner"] in words
    if path in ("carte", "donnees"):
        assert "Maison Fictive" in seen(lead), "the detector sees nothing"


@pytest.mark.parametrize("part", DATA_PARTS)
def test_a_partner_gets_nothing_by_a_direct_address(open_app, team, part):
    app = open_app("donnees", user=user("partner"), source=OWN, data_part=part,
                   record="actors:1", save="1", memory_part="then", post="o-62")

    assert not any(name in seen(app) for name in KEPT_NAMES)


@pytest.mark.parametrize(("told", "refused"), [
    ({"sub": "stranger", "email": "stranger@exemple.invalid"}, "rights.not_invited"),
    ({"email_verified": False}, "rights.email_not_verified"),
    ({"email_verified": None}, "rights.email_not_verified"),
    ({"email": None}, "rights.email_not_verified"),
    ({"iat": int(time.time()) - 13 * HOUR}, "rights.token_expired"),
    ({"iat": None}, "rights.token_expired"),
    ({"iat": True}, "rights.token_expired"),
    ({"iss": ""}, "rights.not_invited"),
    ({"sub": None}, "rights.not_invited"),
])
def test_each_refusal_is_said_in_words_and_shows_nothing(open_app, team, told, refused):
    assert_asked_to_sign_in(open_app(user=user("team_lead", **told)), refused)


def test_a_second_identity_with_the_same_address_is_refused(open_app, team):
    open_app(user=user("team_lead"))

    assert_asked_to_sign_in(open_app(user=user("other", email="team_lead@exemple.invalid")),
                            "rights.bound_to_another")


def test_the_directory_of_one_institution_may_vouch_for_its_addresses(
        open_app, team, monkeypatch):
    monkeypatch.setenv("OCGRAPH_EMAIL_PROOF", "directory")

    assert open_app(user=user("team_lead", email_verified=None), source=OWN).metric
    assert_asked_to_sign_in(open_app(user=user("organizer", email_verified=False)),
                            "rights.email_not_verified")


def test_a_departure_is_felt_at_the_next_press_of_an_open_page_and_by_a_copied_cookie(
        open_app, team):
    copied = user("organizer")
    app = open_app("donnees", user=copied, source=OWN, data_part="edit")
    assert "Maison Fictive" in str(app.dataframe[0].value)
    People().leave(team["organizer"])
    app.button(key="add_record").click().run()

    assert_asked_to_sign_in(app, "rights.left")
    assert_asked_to_sign_in(open_app("donnees", user=copied, data_part="edit"), "rights.left")


def test_a_cookie_from_before_lost_access_is_refused_and_the_next_sign_in_is_not(open_app, team):
    stolen = user("organizer", iat=int(time.time()) - 60)
    open_app(user=stolen)
    People().lose_access(team["organizer"])

    # bound no longer, it would bind again were it not from before
    assert_asked_to_sign_in(open_app(user=stolen), "rights.token_too_old")
    assert open_app(user=user("organizer", sub="anew", iat=int(time.time()) + 1), source=OWN).metric


def test_a_forged_session_opens_nothing(open_app, team):
    app = open_app("donnees", user=user("organizer"), source=OWN, data_part="memory",
                   memory_part="erase")
    for name in ("of_account", "account", "me"):
        app.session_state[name] = team["administrator"]
    app.session_state["erasing"] = ("a-63", "forged")
    app.run()

    assert not app.exception
    assert "erase_yes" not in buttons(app)
    assert NAMES["organizer"] in app.sidebar.caption[0].value
    assert Store().load() == REGISTER


def test_a_page_that_changes_hands_forgets_what_the_first_one_left_in_it(open_app, team):
    app = open_app("donnees", user=user("team_lead"), source=OWN, data_part="edit",
                   edited="actors", record="actors:1")
    app.session_state["taken"] = "what she saw"
    app.user = user("organizer")
    app.run()

    assert not app.exception
    assert "taken" not in app.session_state
    assert NAMES["organizer"] in app.sidebar.caption[0].value


def _kept_download():
    import streamlit as st  # noqa: PLC0415 - a page of its own

    from dashboard import asking as asks  # noqa: PLC0415
    from dashboard import data as shown  # noqa: PLC0415

    st.session_state["make"] = asks.for_whom_it_is_shown(
        lambda: shown.register_file("own", "csv", "fr"))


def test_a_file_offered_is_made_for_its_reader_alone_and_not_once_she_left(team):
    page = AppTest.from_function(_kept_download, default_timeout=60)
    page.user = user("team_lead")
    make = page.run().session_state["make"]

    assert make()
    with pytest.raises(RightsError) as nobody:
        data.register(OWN)
    assert nobody.value.code == "rights.not_signed_in"
    People().leave(team["team_lead"])
    with pytest.raises(RightsError) as left:
        make()
    assert left.value.code == "rights.left"


def test_the_address_of_a_drawing_holds_no_name(open_app, team):
    open_app("carte", user=user("team_lead"), source=OWN)
    scope = {"type": "http", "path_params": {"name": "map"}, "headers": []}
    body = asyncio.run(asgi.drawing(Request(scope))).body.decode()

    assert not any(name in body for name in KEPT_NAMES)


def test_a_server_whose_people_have_accounts_serves_nobody_without_sign_in(
        open_app, team, monkeypatch):
    monkeypatch.setattr(asking, "is_on_a_server", lambda: True)
    monkeypatch.setenv("OCGRAPH_SIGN_IN", "none")

    assert_asked_to_sign_in(open_app(source=OWN), "rights.sign_in_off")


def test_settings_that_lead_nowhere_are_said_when_the_button_is_pressed(open_app, team):
    app = open_app(user=NOBODY)
    app.button(key="sign_in").click().run()

    assert_asked_to_sign_in(app, "sign_in.not_set_up")


def test_the_record_of_another_s_territory_is_read_and_its_form_is_not_offered(open_app, team):
    keys = {one.record.actor_id: one.record_key for one in Store().kept(Actor)}
    theirs = open_app("donnees", user=user("organizer"), source=OWN, data_part="edit",
                      record=f"actors:{keys['a-63']}")
    hers = open_app("donnees", user=user("organizer"), source=OWN, data_part="edit",
                    record=f"actors:{keys['a-62']}")

    assert NAMES["team_lead"] in theirs.info[0].value and "Joliette" not in theirs.info[0].value
    assert "save_record" not in buttons(theirs) and not theirs.text_input[1:]
    assert "save_record" in buttons(hers)


def test_what_is_saved_bears_the_name_of_whoever_is_signed_in(open_app, team):
    [one] = [one for one in Store().kept(Actor) if one.record.actor_id == "a-62"]
    app = open_app("donnees", user=user("organizer"), source=OWN, data_part="edit",
                   record=f"actors:{one.record_key}")
    app.button(key="verify_record").click().run()
    assert not app.exception and not app.error
    memory = open_app("donnees", user=user("team_lead"), source=OWN, data_part="memory")

    assert Store().saves()[0].account == team["organizer"]
    assert NAMES["organizer"] in seen(memory)
    assert team["organizer"] not in seen(memory)


def test_an_organizer_undoes_what_she_did_and_is_told_whom_to_ask_for_the_rest(open_app, team):
    app = open_app("donnees", user=user("organizer"), source=OWN, data_part="memory", save="1")
    assert "undo_1" not in buttons(app)
    assert NAMES["team_lead"] in seen(app)


def test_the_journal_opens_on_one_s_own_post(open_app, team):
    app = open_app("donnees", user=user("organizer"), source=OWN, data_part="journal")

    assert app.selectbox[0].value == "o-62"
