"""The address of a drawing gives that drawing and no other; a page names the browser, once."""

from __future__ import annotations

import asyncio

import pytest
from starlette.requests import Request

from dashboard import asgi, data


def answer(name, headers=()):
    scope = {"type": "http", "path_params": {"name": name}, "headers": list(headers)}
    return asyncio.run(asgi.drawing(Request(scope)))


@pytest.mark.parametrize("name", ["map", "graph"])
def test_a_drawing_is_sent_once_and_then_known_by_its_mark(name):
    first = answer(name)
    again = answer(name, [(b"if-none-match", first.headers["etag"].encode())])

    assert (first.status_code, first.body.decode()) == (200, data.drawing_page(name))
    assert (again.status_code, again.body) == (304, b"")


def test_a_drawing_that_does_not_exist_is_not_another_one():
    assert answer("secret").status_code == 404


def given_cookies(cookie=b""):
    """Return the cookies that the page gives to a browser that has this one."""
    sent = []

    async def page(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200,
                    "headers": [(b"content-type", b"text/html")]})
        await send({"type": "http.response.body", "body": b"<html><head></head></html>"})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "path": "/donnees", "headers": [(b"cookie", cookie)]}
    asyncio.run(asgi.SafeHeaders(page)(scope, None, send))
    return [value for name, value in sent[0]["headers"] if name == b"set-cookie"]


def test_each_browser_is_named_once_out_of_reach_of_the_page_and_of_other_sites():
    first, = given_cookies()
    second, = given_cookies(b"other=1")

    assert first != second and b"HttpOnly" in first and b"SameSite=Lax" in first
    assert given_cookies(first.split(b";")[0]) == []
