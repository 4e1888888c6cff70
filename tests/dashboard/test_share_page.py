"""Partage: what would leave is told before anything does, and what left can be listed."""

from __future__ import annotations

import pytest

from dashboard import data, sharing
from dashboard.view import DEMO, OWN
from ocgraph.i18n import say
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
