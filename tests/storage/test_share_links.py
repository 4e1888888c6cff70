"""A link leads to one page, until it expires or is revoked; and gives back nothing of itself."""

from __future__ import annotations

import datetime
import io
import re

import pytest
import sqlalchemy as sa

from ocgraph.model import Actor, Register
from ocgraph.storage import Openings, SharedPages, ShareLinks, StorageError, Store, Visits
from ocgraph.storage import share_links as links_module
from ocgraph.storage import visits as visits_module
from ocgraph.storage.backup import Copy, table_csv
from ocgraph.storage.database import Database
from ocgraph.storage.schema import metadata, share_links, share_visits
from ocgraph.storage.shared_pages import new_page
from ocgraph.storage.visits import VISIT_HOURS

CONTENT = "<!doctype html>é".encode()
TODAY = datetime.date.today()
WORDS = "le pain du jeudi"


@pytest.fixture
def page(place):
    """A register of one actor, and a page that shows it."""
    Store(place).replace(Register((Actor(actor_id="a-1", name="Maison Fictive"),)),
                         save_key="one", file_name="a.xlsx")
    page = new_page("Rencontre avec Maison Fictive", "fr", {}, {"a1": "a-1", "a2": "a-2"})
    SharedPages(place).keep(page, CONTENT)
    return page.page_id


@pytest.fixture
def token(place, page):
    return ShareLinks(place).make(page, label="Comité")


@pytest.fixture
def later(monkeypatch):
    """Let hours pass for whoever reads."""
    def pass_by(hours):
        moment = links_module.now() + datetime.timedelta(hours=hours)
        monkeypatch.setattr(visits_module, "now", lambda: moment)
    return pass_by


def code_of(work, *told):
    with pytest.raises(StorageError) as refused:
        work(*told)
    return refused.value.code


def only(place):
    [link] = ShareLinks(place).links()
    return link


def write(place, statement):
    with Database(place).writing() as connection:
        connection.execute(statement)


def everything_kept(place):
    """Return every row of every table, as text."""
    with Database(place).reading() as connection:
        return b"".join(table_csv(connection, table)[0] for table in metadata.sorted_tables
                        if table.name != "open_save").decode()


def copied(place):
    content = io.BytesIO()
    Store(place).back_up(content)
    return Copy(content)


def put_back(place, copy):
    Store(place).restore(copy, save_key="back", file_name="c.zip")


def test_a_link_lets_in_to_its_page_and_to_no_other(place, page, token):
    other = new_page("Autre", "fr", {}, {})
    SharedPages(place).keep(other, b"other")
    visits = Visits(place)

    visit = visits.enter(token)

    assert visits.page_of(visit) == page != other.page_id
    assert visits.content(page) == CONTENT
    assert only(place).leads_somewhere(links_module.now()) and only(place).label == "Comité"


def test_neither_token_nor_cookie_nor_passphrase_is_in_what_is_kept(place, page):
    token = ShareLinks(place).make(page, label="Comité", passphrase=WORDS)
    visit = Visits(place).enter(token, WORDS)

    kept = everything_kept(place)
    assert len(token) == len(visit) == 43 and token != visit    # 256 bits, six for each letter
    assert not any(secret in kept for secret in (token, visit, WORDS))
    assert place.read_bytes().find(token.encode()) == -1 if not isinstance(place, str) else True


@pytest.mark.parametrize("guessed", ["", "x", "a" * 43, "é" * 43, "a" * 10_000, "' OR 1=1 --"])
def test_a_token_guessed_lets_nobody_in_and_is_counted(place, token, guessed):
    assert code_of(Visits(place).enter, guessed) == "sharing.link_unknown"
    assert code_of(Visits(place).enter, token[:-1]) == "sharing.link_unknown"
    assert code_of(Visits(place).page_of, guessed) == "sharing.visit_over"
    assert ShareLinks(place).openings() == (Openings(TODAY, "unknown", 2),)


def test_a_token_is_no_visit_and_a_visit_is_no_token(place, token):
    visit = Visits(place).enter(token)

    assert code_of(Visits(place).page_of, token) == "sharing.visit_over"
    assert code_of(Visits(place).enter, visit) == "sharing.link_unknown"


def test_a_revoked_link_refuses_at_the_next_request_who_was_in_and_who_comes(place, token):
    visits = Visits(place)
    visit = visits.enter(token)

    ShareLinks(place).revoke(only(place).link_id)

    assert code_of(visits.page_of, visit) == "sharing.link_revoked"
    assert code_of(visits.enter, token) == "sharing.link_revoked"
    assert code_of(Visits(place).page_of, visit) == "sharing.link_revoked"    # another replica


def test_revoked_twice_a_link_keeps_its_first_moment_and_one_that_is_none_is_said(place, token):
    links = ShareLinks(place)
    links.revoke(only(place).link_id)
    first = only(place).revoked_at

    links.revoke(only(place).link_id)

    assert only(place).revoked_at == first
    assert code_of(links.revoke, "none") == "sharing.no_such_link"


def test_revoking_one_link_leaves_the_others(place, page, token):
    other = ShareLinks(place).make(page, label="Autre")
    visit = Visits(place).enter(other)

    ShareLinks(place).revoke(next(link.link_id for link in ShareLinks(place).links(page)
                                  if link.label == "Comité"))

    assert Visits(place).page_of(visit) == page


def test_a_link_expires_on_its_day_for_those_inside_too(place, page, later):
    token = ShareLinks(place).make(page, label="Comité", days=1)
    later(23)
    visit = Visits(place).enter(token)

    later(25)

    assert code_of(Visits(place).page_of, visit) == "sharing.link_expired"
    assert code_of(Visits(place).enter, token) == "sharing.link_expired"


def test_a_visit_is_over_after_half_a_day_and_old_ones_are_swept(place, token, later):
    visit = Visits(place).enter(token)
    later(VISIT_HOURS + 1)

    assert code_of(Visits(place).page_of, visit) == "sharing.visit_over"
    Visits(place).enter(token)
    with Database(place).reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(share_visits)) == 1


def test_a_page_let_go_of_revokes_its_links_at_once(place, page, token):
    visit = Visits(place).enter(token)

    SharedPages(place).drop(page)

    assert code_of(Visits(place).page_of, visit) == "sharing.link_revoked"
    assert code_of(Visits(place).content, page) == "sharing.link_revoked"
    assert only(place).revoked_at is not None


def test_a_passphrase_is_asked_and_only_the_right_one_opens(place, page):
    token = ShareLinks(place).make(page, label="Comité", passphrase=WORDS)
    visits = Visits(place)

    assert only(place).has_passphrase
    assert code_of(visits.enter, token) == "sharing.passphrase_needed"
    assert code_of(visits.enter, token, "le pain du lundi") == "sharing.passphrase_wrong"
    assert visits.page_of(visits.enter(token, f"  {WORDS.replace(' ', '  ')} ")) == page
    assert [(one.outcome, one.n) for one in ShareLinks(place).openings(only(place).link_id)] == [
        ("opened", 1), ("wrong_passphrase", 1)]


def test_a_passphrase_is_the_same_however_its_accents_were_typed(place, page):
    token = ShareLinks(place).make(page, label="Comité", passphrase="caf\u00e9 du matin")

    assert Visits(place).enter(token, "cafe\u0301 du matin")


def test_a_passphrase_opens_no_link_that_is_over(place, page):
    token = ShareLinks(place).make(page, label="Comité", passphrase=WORDS)
    ShareLinks(place).revoke(only(place).link_id)

    assert code_of(Visits(place).enter, token, WORDS) == "sharing.link_revoked"
    assert code_of(Visits(place).enter, token, "faux faux") == "sharing.link_revoked"


def test_two_links_with_one_passphrase_are_kept_differently(place, page):
    for label in ("Un", "Deux"):
        ShareLinks(place).make(page, label=label, passphrase=WORDS)

    with Database(place).reading() as connection:
        proofs = connection.scalars(sa.select(share_links.c.passphrase_hash)).all()
    assert len(set(proofs)) == 2


@pytest.mark.parametrize(("told", "code"), [
    ({"label": " "}, "sharing.link_label"), ({"label": "x" * 201}, "sharing.link_label"),
    ({"days": 0}, "sharing.link_days"), ({"days": 366}, "sharing.link_days"),
    ({"passphrase": "court"}, "sharing.passphrase_length"),
    ({"passphrase": "x" * 201}, "sharing.passphrase_length")])
def test_a_link_that_cannot_be_made_is_said_and_not_made(place, page, told, code):
    links = ShareLinks(place)

    with pytest.raises(StorageError) as refused:
        links.make(page, **{"label": "Comité"} | told)
    assert refused.value.code == code and links.links() == ()


def test_no_link_leads_to_a_page_that_is_not_there(place, page):
    links = ShareLinks(place)
    SharedPages(place).drop(page)

    assert code_of(lambda: links.make(page, label="Comité")) == "sharing.page_dropped"
    assert code_of(lambda: links.make("none", label="Comité")) == "sharing.no_such_page"


def test_a_room_that_comes_at_once_is_let_in_one_by_one(place, page, token):
    answers = Visits(place).enter_all([token, "guessed", token, token])

    visits = [answer for answer in answers if isinstance(answer, str)]
    assert len(set(visits)) == 3 and answers[1].code == "sharing.link_unknown"
    assert Visits(place).pages_of([*visits, "none"])[:3] == (page,) * 3
    assert ShareLinks(place).openings(only(place).link_id) == (Openings(TODAY, "opened", 3),)
    Visits(place).enter(token)
    assert ShareLinks(place).openings(only(place).link_id) == (Openings(TODAY, "opened", 4),)


def test_where_nothing_was_kept_nobody_enters_and_nothing_is_made(tmp_path):
    path = tmp_path / "none.sqlite"

    assert code_of(Visits(path).enter, "a" * 43) == "sharing.link_unknown"
    assert code_of(Visits(path).page_of, "a" * 43) == "sharing.visit_over"
    assert ShareLinks(path).links() == () and not path.exists()


def test_what_is_erased_is_in_no_page_under_no_link_and_in_no_title(place, page, token):
    other = new_page("Autre", "fr", {}, {"a1": "a-3"})
    SharedPages(place).keep(other, b"other")
    ShareLinks(place).make(page, label="Pour Maison-fictive")
    visit = Visits(place).enter(token)

    Store(place).erase(Actor, 1, save_key="erase", reason="demande de l’organisme")

    pages = {each.page_id: each for each in SharedPages(place).pages()}
    assert (pages[page].title, pages[page].shown, pages[page].is_kept) == (
        "", {"a2": "a-2"}, False)
    assert (pages[other.page_id].title, pages[other.page_id].is_kept) == ("Autre", True)
    assert code_of(Visits(place).page_of, visit) == "sharing.link_revoked"
    assert {link.label for link in ShareLinks(place).links()} == {"", "Comité"}
    assert not re.search(r"a-1\b|Maison.Fictive", everything_kept(place), re.I)


def test_a_copy_brings_no_revoked_link_back_to_life_and_lets_nobody_be_in(place, page, token):
    kept = ShareLinks(place).make(page, label="Gardé")
    visit = Visits(place).enter(kept)
    copy = copied(place)
    ShareLinks(place).revoke(next(link.link_id for link in ShareLinks(place).links()
                                  if link.label == "Comité"))

    put_back(place, copy)

    assert code_of(Visits(place).enter, token) == "sharing.link_revoked"
    assert code_of(Visits(place).page_of, visit) == "sharing.visit_over"
    assert Visits(place).enter(kept)    # as it was before the copy: it leads there still


def test_on_another_machine_no_link_of_a_copy_leads_anywhere(place, page, token, tmp_path):
    other = tmp_path / "other.sqlite"

    put_back(other, copied(place))

    assert SharedPages(other).content(page) == CONTENT
    assert code_of(Visits(other).enter, token) == "sharing.link_revoked"


def test_a_link_that_lasts_longer_in_a_copy_than_it_does_now_is_not_trusted(place, page, token):
    copy = copied(place)
    write(place, share_links.update().values(
        expires_at=share_links.c.made_at))

    put_back(place, copy)

    assert code_of(Visits(place).enter, token) == "sharing.link_revoked"
