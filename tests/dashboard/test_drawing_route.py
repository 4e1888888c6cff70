"""The address of a drawing gives that drawing, and no other address gives one."""

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
