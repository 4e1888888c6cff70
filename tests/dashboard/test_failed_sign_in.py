"""A sign-in that fails is said in words; one that succeeds leads to the page first asked for."""

from __future__ import annotations

import asyncio

import pytest

from dashboard.failed_sign_in import RETURN_COOKIE, FailedSignIn, return_cookie
from ocgraph.i18n import say

SIGNED_IN = (b"set-cookie", b"_streamlit_user=signed; Path=/")
SIGNED_OUT = (b"set-cookie", b'_streamlit_user=""; Max-Age=0; Path=/')


def answered(path, status, headers=(), query="", cookie=""):
    """Return the status, headers and body that reach the browser when Streamlit answers this."""
    sent = []

    async def streamlit(_scope, _receive, send):
        await send({"type": "http.response.start", "status": status, "headers": list(headers)})
        await send({"type": "http.response.body", "body": b"Authentication error"})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(),
             "headers": [(b"cookie", cookie.encode())] if cookie else []}
    asyncio.run(FailedSignIn(streamlit)(scope, None, send))
    return (sent[0]["status"], sent[0]["headers"],
            b"".join(part.get("body", b"") for part in sent[1:]).decode())


def location(headers):
    return dict(headers)[b"location"].decode()


@pytest.mark.parametrize(("path", "status", "headers", "query", "key"), [
    ("/auth/login", 400, [], "provider=x", "sign_in.unreachable"),
    ("/oauth2callback", 302, [(b"location", b"/")], "error=access_denied", "sign_in.not_done"),
    ("/oauth2callback", 302, [(b"location", b"/"), SIGNED_OUT], "code=x&state=y",
     "sign_in.not_done"),
    ("/oauth2callback", 500, [], "code=x", "sign_in.not_done"),
])
def test_a_sign_in_that_fails_is_said_in_both_languages(path, status, headers, query, key):
    status, _headers, body = answered(path, status, headers, query)

    assert status in (403, 503)
    assert say("fr", key) in body and say("en", key) in body
    assert "error" not in body and "access_denied" not in body


@pytest.mark.parametrize(("path", "status", "headers", "query"), [
    ("/auth/login", 302, [(b"location", b"https://connexion.exemple.invalid/")], "provider=x"),
    ("/oauth2callback", 302, [(b"location", b"/")], ""),          # back from signing out
    ("/oauth2callback", 302, [(b"location", b"/"), SIGNED_IN], "code=x&state=y"),
    ("/carte", 404, [], "code=x"),
])
def test_all_else_passes_as_it_is(path, status, headers, query):
    told = answered(path, status, headers, query)

    assert told[0] == status and told[2] == "Authentication error"


def back_from(address):
    scope = {"path": address.partition("?")[0],
             "query_string": address.partition("?")[2].encode()}
    [(_name, value)] = return_cookie(scope)
    kept = value.decode().partition(";")[0]
    return location(answered("/oauth2callback", 302, [(b"location", b"/"), SIGNED_IN],
                             "code=x&state=y", kept)[1])


@pytest.mark.parametrize("address", [
    "/carte?lang=en&selection=a-1", "/donnees?record=actors%3A1&data_part=edit", "/"])
def test_one_who_signs_in_comes_to_the_page_first_asked_for(monkeypatch, address):
    monkeypatch.setenv("OCGRAPH_SIGN_IN", "oidc")

    assert back_from(address) == address


@pytest.mark.parametrize("forged", [
    "https%3A%2F%2Fvoleur.invalid", "%2F%2Fvoleur.invalid", "%2F%5Cvoleur.invalid",
    "%2Fa%2F..%2F%2Fvoleur.invalid", "%2Fcarte%0D%0Aset-cookie%3A%20x", "%2Foauth2callback", ""])
def test_a_forged_address_leads_nowhere_else(forged):
    _status, headers, _body = answered(
        "/oauth2callback", 302, [(b"location", b"/"), SIGNED_IN], "code=x&state=y",
        f"{RETURN_COOKIE}={forged}")

    assert location(headers) == "/"


def test_where_nobody_signs_in_no_address_is_remembered():
    assert return_cookie({"path": "/carte", "query_string": b""}) == []
