"""Partage: what would leave is told before anything does, and what left can be listed."""

from __future__ import annotations

import datetime
import json

import pytest

from dashboard import data, sharing
from dashboard.view import DEMO, OWN, SHARE_PARTS
from ocgraph.i18n import LANGUAGES, say
from ocgraph.model import Actor, ConcertationTable, Membership, Register
from tests.dashboard.test_pages import words_of as escaped_words_of

SHOWN = Actor(actor_id="a-1", name="Maison Fictive", mrc_code="61", publication_consent=True,
              private_note="gardé")
KEPT = Actor(actor_id="a-2", name="Jardin Imaginaire", mrc_code="61", publication_consent=False)
UNASKED = Actor(actor_id="a-3", name="Atelier Inventé", mrc_code="62")
TABLE = ConcertationTable(concertation_table_id="t-1", name="Table Rêvée", territories=("61",))
REGISTER = Register(actors=(SHOWN, KEPT, UNASKED), concertation_tables=(TABLE,), memberships=(
    Membership(concertation_table_id="t-1", member_id="a-1"),
    Membership(concertation_table_id="t-1", member_id="a-2")))


def words_of(app):
    return escaped_words_of(app).replace("\\", "")


@pytest.fixture
def page(open_app):
    def run(register=REGISTER, **chosen):
        data.store().replace(register, save_key=f"one-{len(register.actors)}", file_name="a.xlsx")
        return open_app("partage", source=OWN, **chosen)
    return run


def test_what_would_leave_and_why_the_rest_stays_is_told_before_anything_does(page):
    told = words_of(page())

    assert "Acteurs : 1 sur 3 partirait." in told
    assert "refus de paraître : Jardin Imaginaire" in told
    assert "refus de paraître" in told and "aucun accord noté pour paraître" in told
    assert "Sièges : 1 sur 2" in told
    assert sharing.pages(OWN) == ()


def test_a_page_made_is_kept_as_it_leaves_and_says_whom_it_shows(page):
    app = page()
    app.text_input[0].set_value("Rencontre fictive").run()
    app.button(key="make_page").click().run()

    [made] = sharing.pages(OWN)
    assert not app.exception and made.title == "Rencontre fictive"
    assert set(made.shown.values()) == {"a-1", "t-1"}
    content = sharing.pages_of(OWN).content(made.page_id).decode()
    assert "Maison Fictive" in content
    assert not any(hidden in content for hidden in ("Jardin Imaginaire", "Atelier", "gardé"))
    assert app.success and "Rencontre fictive" in words_of(app)


def test_a_page_withdrawn_stays_listed_and_can_no_longer_be_taken(page):
    app = page()
    app.button(key="make_page").click().run()
    [made] = sharing.pages(OWN)

    app.button(key=f"drop_{made.page_id}").click().run()

    assert not app.exception
    assert say("fr", "sharing.dropped").replace("\u00a0", " ") in words_of(app)
    assert [one.is_kept for one in sharing.pages(OWN)] == [False]


def test_an_organisation_that_refused_is_told_that_nothing_is_said_of_it(page):
    app = page()
    app.selectbox[1].set_value("a-2").run()

    assert not app.exception
    assert "Rien sur « Jardin Imaginaire » n’y serait : refus de paraître." in words_of(app)


def test_where_nobody_agreed_there_is_nothing_to_make(page):
    app = page(Register(actors=(KEPT,)))

    assert [one.value for one in app.warning] == [say("fr", "sharing.nobody")]
    assert not [button for button in app.button if button.key == "make_page"]


def test_what_is_made_of_the_demonstration_is_kept_beside_it(open_app):
    app = open_app("partage", source=DEMO)
    app.button(key="make_page").click().run()

    assert not app.exception
    assert len(sharing.pages(DEMO)) == 1 and sharing.pages(OWN) == ()


def message(page_id, *proposals):
    return json.dumps({
        "ocgraph": "proposals", "version": 1, "page": page_id, "language": "fr",
        "made_on": "2026-11-27", "from": "", "proposals": list(proposals)}).encode()


@pytest.fixture
def shared_page(page):
    """A page that went out, and the identifiers it gave to what it shows."""
    app = page()
    app.button(key="make_page").click().run()
    [made] = sharing.pages(OWN)
    return made, {kept: left for left, kept in made.shown.items()}


def test_a_correction_that_came_back_is_told_and_accepted(shared_page, open_app):
    made, ids = shared_page
    sharing.receive(message(made.page_id, {
        "kind": "correction", "about": ids["a-1"], "field": "name", "text": "Maison Renommée"}))
    app = open_app("partage", source=OWN, share_part="proposals")
    [one] = sharing.proposals()
    told = words_of(app)
    assert "Maison Fictive" in told and "Maison Renommée" in told

    app.button(key=f"accept_{one.proposal_id}").click().run()

    assert not app.exception and data.register(OWN).actors[0].name == "Maison Renommée"
    assert sharing.n_waiting() == 0


def test_one_that_asks_to_be_removed_is_in_no_page_made_from_then_on(shared_page, open_app):
    made, ids = shared_page
    sharing.receive(message(made.page_id, {
        "kind": "removal", "about": ids["a-1"], "text": ""}))
    app = open_app("partage", source=OWN, share_part="proposals")
    [one] = sharing.proposals()

    next(one for one in app.checkbox if one.key.startswith("withdraw")).check()
    app.button(key=f"accept_{one.proposal_id}").click().run()

    assert data.register(OWN).actors[0].publication_consent is False
    assert [page.is_kept for page in sharing.pages(OWN)] == [False]
    assert not sharing.shared(OWN, sharing.Terms(datetime.date.today())).register.actors


def test_to_decline_takes_a_word(shared_page, open_app):
    made, _ids = shared_page
    sharing.receive(message(made.page_id, {"kind": "remark", "about": "", "text": "Merci"}))
    app = open_app("partage", source=OWN, share_part="proposals")
    [one] = sharing.proposals()

    app.button(key=f"decline_{one.proposal_id}").click().run()
    assert app.error and sharing.n_waiting() == 1
    app.text_input(key=f"word_{one.proposal_id}_fr").set_value("Vu.")
    app.button(key=f"decline_{one.proposal_id}").click().run()
    assert sharing.n_waiting() == 0 and sharing.proposals()[0].answer == "Vu."


def test_a_link_is_told_once_and_revoked(shared_page, open_app, monkeypatch):
    monkeypatch.setenv("OCGRAPH_PUBLIC_URL", "https://ocgraph.exemple.invalid")
    made, _ids = shared_page
    app = open_app("partage", source=OWN, share_part="out")
    label = next(one for one in app.text_input if one.key.startswith("link_label"))
    label.set_value("Comité")
    next(one for one in app.text_input if one.key.startswith("link_passphrase")).set_value(
        "le pain du jeudi")

    app.button(key=f"make_link_{made.page_id}").click().run()

    assert not app.exception
    [link] = sharing.links(made.page_id)
    address = app.code[0].value
    assert address.startswith("https://ocgraph.exemple.invalid/p/") and link.label == "Comité"
    assert link.has_passphrase, "what is typed goes with the press"
    app.button(key="link_noted").click().run()
    assert not app.code
    app.button(key=f"revoke_{link.link_id}").click().run()
    assert sharing.links(made.page_id)[0].revoked_at is not None


def test_a_presentation_is_prepared_view_by_view_and_played_by_the_page(page):
    app = page(share_part="presentation")
    app.text_input[0].set_value("Réunion")
    app.button(key="begin_presentation").click().run()
    app.button(key="add_view").click().run()
    app.text_area[0].set_value("Voici la carte.").run()
    app.button(key="add_view").click().run()
    app.button(key="down_0").click().run()

    [kept] = data.notebook(OWN).presentations()
    assert not app.exception
    assert [view["sentence"]["fr"] for view in kept.views] == ["", "Voici la carte."]
    sharing.make(OWN, sharing.Terms(datetime.date.today()), "", "fr")


@pytest.mark.parametrize("part", SHARE_PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_opens(open_app, part, language):
    app = open_app("partage", source=DEMO, share_part=part, lang=language)

    assert not app.exception and not app.error


def test_the_notice_can_be_given_before_anything_is_noted(open_app):
    app = open_app("partage", source=OWN, share_part="notice")

    assert not app.exception and "Ce que nous gardons sur votre organisme" in words_of(app)
