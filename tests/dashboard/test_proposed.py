"""What a reader sends is received through her visit alone, bounded, and refused in words."""

from __future__ import annotations

import asyncio
import json
from typing import NamedTuple

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from dashboard.proposed import receiving
from ocgraph.model import Actor, Register
from ocgraph.sharing.proposals import MOST_BYTES
from ocgraph.storage import Proposals, SharedPages, StorageError, Store
from ocgraph.storage.proposals import MOST_WAITING
from ocgraph.storage.shared_pages import new_page
from tests.sharing.messages import PAGE, correction, remark, written

OURS = {"sec-fetch-site": "same-origin", "content-type": "application/json"}
ADDRESS = "/p/propositions"


@pytest.fixture
def page(_a_folder_of_its_own):
    """Share a page."""
    Store().replace(Register((Actor(actor_id="a-1", name="Maison Fictive"),)), save_key="one",
                    file_name="a.xlsx")
    SharedPages().keep(page := new_page("Rencontre", "fr", {}, {"a1": "a-1"}), b"page")
    return page.page_id


@pytest.fixture
def visits():
    """Give the pages that visits may see, by cookie: none at first."""
    return {}


class Answer(NamedTuple):
    """What came back."""

    status_code: int
    headers: dict[str, str]
    content: bytes
    n_parts_read: int

    def json(self):
        return json.loads(self.content)


def asked(app, parts, headers, method="POST"):
    """Ask an application, as a server does; return what it answers."""
    given = {"host": "testserver", "cookie": "visit=mine", **headers}
    scope = {"type": "http", "method": method, "path": ADDRESS, "query_string": b"",
             "headers": [(name.encode(), value.encode()) for name, value in given.items()]}
    left, sent, read = list(parts), [], []

    async def receive():
        read.append(1)
        body = left.pop(0) if left else b""
        return {"type": "http.request", "body": body, "more_body": bool(left)}

    async def send(told):
        sent.append(told)

    asyncio.run(app(scope, receive, send))
    start, *bodies = sent
    return Answer(start["status"], {name.decode(): value.decode() for name, value in
                                    start["headers"]},
                  b"".join(body.get("body", b"") for body in bodies), len(read))


@pytest.fixture
def app(visits):
    async def page_of(request):
        if (page := visits.get(request.cookies.get("visit"))) is None:
            raise StorageError("sharing.no_such_page")
        return page
    return Starlette(routes=[Route(ADDRESS, receiving(page_of), methods=["POST"])])


@pytest.fixture
def send(app, visits, page):
    """Send, as the page does, from a visit that may see the page."""
    visits["mine"] = page

    def post(*proposals, headers=OURS, **told):
        return asked(app, [written(*proposals, **{"page": page} | told)], headers)
    return post


def test_what_is_sent_is_kept_once(send):
    assert send(correction(), remark()).json() == {"received": 2}
    answer = send(correction(), remark())

    assert (answer.status_code, answer.json()) == (200, {"received": 0})
    assert answer.headers["cache-control"] == "no-store"
    assert [each.came_by for each in Proposals().all()] == ["link", "link"]
    assert Store().load().actor_by_id["a-1"].name == "Maison Fictive"


def test_a_visit_that_ended_receives_nothing_at_the_next_message(send, visits):
    visits.clear()

    answer = send(remark())

    assert answer.status_code == 403
    assert answer.json()["refused"][0].startswith("Cette page ")
    assert Proposals().all() == ()


def test_a_message_for_another_page_than_that_of_the_visit_is_refused(send):
    other = new_page("Autre", "fr", {}, {})
    SharedPages().keep(other, b"page")

    assert [send(remark(), page=page).status_code for page in (other.page_id, PAGE)] == [403, 403]
    assert Proposals().all() == ()


@pytest.mark.parametrize(("headers", "status"), [
    ({"sec-fetch-site": "same-origin"}, 200), ({"origin": "http://testserver"}, 200),
    ({}, 403), ({"origin": "null"}, 403), ({"origin": "https://ailleurs.invalid"}, 403),
    ({"origin": "http://["}, 403), ({"origin": "http://testserver.invalid"}, 403),
    ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, 403),
    ({"sec-fetch-site": "same-site"}, 403), ({"sec-fetch-site": "none"}, 403)])
def test_what_another_site_sends_is_refused(send, headers, status):
    headers = {"content-type": "application/json; charset=utf-8", **headers}

    assert send(remark(), headers=headers).status_code == status


@pytest.mark.parametrize("headers", [
    {"content-type": "text/plain"}, {"content-type": "application/x-www-form-urlencoded"},
    {"content-type": ""}, {"content-type": "application/json", "content-encoding": "gzip"}])
def test_what_no_page_of_ours_sends_is_refused(send, headers):
    assert send(remark(), headers={**OURS, **headers}).status_code == 415


def test_no_more_is_read_than_what_tells_that_it_is_too_large(app, visits, page):
    visits["mine"] = page

    answer = asked(app, [b" " * 1_024] * 10_000, OURS)

    assert (answer.status_code, answer.n_parts_read) == (413, MOST_BYTES // 1_024 + 1)
    assert answer.json() == {"refused": ["C’est trop long\u00a0: 64 ko au plus. Envoyez moins de "
                                         "propositions à la fois."]}


def test_a_reader_who_goes_away_leaves_nothing(app, visits, page):
    visits["mine"] = page

    async def receive():
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "POST", "path": ADDRESS, "query_string": b"",
             "headers": [(name.encode(), value.encode()) for name, value in
                         {**OURS, "cookie": "visit=mine"}.items()]}
    asyncio.run(app(scope, receive, _nobody))
    assert Proposals().all() == ()


async def _nobody(_told):
    """Send to nobody."""


def test_every_problem_is_told_in_the_language_of_the_reader(send):
    answer = send(remark(text=""), correction(about=""),
                  headers={**OURS, "accept-language": "es, en-CA;q=0.8, fr;q=0.5"})

    assert (answer.status_code, answer.json()) == (422, {"refused": [
        "Proposal 1: write what you propose.",
        "Proposal 2: say which organisation or table it is about."]})
    unknown = send(correction(about="a9"), language="en")
    assert (unknown.status_code, unknown.json()["refused"][0].split(" or ")[0]) == (
        422, "One of these proposals is about something that the page does not show,")


def test_what_is_refused_is_logged_by_its_code_and_nothing_of_what_was_sent(send, caplog):
    send(remark(text="=HYPERLINK(secret)\x07"))

    assert [each.getMessage() for each in caplog.records] == [
        "proposals refused: proposal.control"]


def test_once_too_many_wait_a_reader_is_told(send):
    for first in range(0, MOST_WAITING, 50):
        send(*[remark(text=str(number)) for number in range(first, first + 50)])

    assert send(remark()).status_code == 429


def test_trouble_with_the_register_is_told_without_saying_where_it_lies(send, page):
    path = Store().path
    path.write_bytes(b"not a database" * 1_000)

    answer = send(remark())

    assert answer.status_code == 503
    assert str(path) not in answer.content.decode()
    assert answer.json()["refused"][0].startswith("Rien n’a pu être gardé")


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_nothing_but_a_post_is_answered(app, method):
    assert asked(app, [b""], OURS, method).status_code == 405
