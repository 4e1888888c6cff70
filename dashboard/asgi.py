"""The server: Streamlit, the drawing pages, and headers that let nothing out.

``streamlit run dashboard/asgi.py``, or ``ocgraph demo``.
"""

from __future__ import annotations

import gc
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cache
from hashlib import sha256

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from dashboard import data
from dashboard.failed_sign_in import FailedSignIn, return_cookie
from dashboard.proposed import receiving
from dashboard.readiness import Readiness
from dashboard.shared_link import SharedLink
from dashboard.view import BROWSER_COOKIE
from ocgraph.errors import OcgraphError

_POLICY = ("default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
           "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
           "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
           "frame-src 'self' blob: data:; object-src 'none'; base-uri 'self'; "
           "form-action 'self'; frame-ancestors 'self'")
# Told where the server is, Streamlit does not look for it under the address of each page: a page
# opened by its address asks for nothing that is not there, and comes sooner.
_HERE = b"<head><script>window.__streamlit={BACKEND_BASE_URL:location.origin," \
        b"MAIN_PAGE_BASE_URL:location.origin}</script>"
_DRAWINGS = ("map", "graph")
_HEADERS = ((b"referrer-policy", b"no-referrer"), (b"x-content-type-options", b"nosniff"))


class SafeHeaders:
    """Adds a content policy that forbids third parties, and says the page is in French.

    Plain ASGI, so that WebSockets and streams pass untouched.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the answer gets its headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        page = None
        if scope["path"].rstrip("/").count("/") <= 1:
            page, scope = (_FrenchPage(send, _new_cookie(scope) + return_cookie(scope)),
                           _uncompressed(scope))

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _with_policy(message["headers"])}
            await (page.pass_on(message) if page else send(message))

        await self.app(scope, receive, answer)


def _with_policy(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    names = {name.lower() for name, _ in headers}
    policy = () if b"content-security-policy" in names else (
        (b"content-security-policy", _POLICY.encode()),)
    return [*headers, *_HEADERS, *policy]


class _FrenchPage:
    """Holds Streamlit's one HTML page back to mark its language and where the server is.

    Parameters
    ----------
    cookies
        The headers that give a browser what it does not have yet.
    """

    def __init__(self, send: Send, cookies: list[tuple[bytes, bytes]]) -> None:
        self.send, self.cookies = send, cookies
        self.start: Message | None = None
        self.body = b""

    async def pass_on(self, message: Message) -> None:
        """Send a message, at once or once the page is whole."""
        if message["type"] == "http.response.start" and _is_plain_html(message["headers"]):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish()

    async def _finish(self) -> None:
        body = self.body.replace(b'<html lang="en"', b'<html lang="fr"', 1)
        body = body.replace(b"<head>", _HERE, 1)
        headers = [(name, value) for name, value in self.start["headers"]
                   if name.lower() not in (b"content-length", b"etag", b"last-modified")]
        headers += [(b"content-length", str(len(body)).encode()), *self.cookies]
        await self.send({**self.start, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})


def _new_cookie(scope: Scope) -> list[tuple[bytes, bytes]]:
    """Name a browser that has no name yet, for a year: nothing but its drafts is kept under it."""
    if BROWSER_COOKIE in Request(scope).cookies:
        return []
    named = f"{BROWSER_COOKIE}={uuid.uuid4().hex}"
    return [(b"set-cookie", f"{named}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax".encode())]


def _uncompressed(scope: Scope) -> Scope:
    """Ask for the page as plain text: what is compressed could not be marked."""
    return {**scope, "headers": [(name, value) for name, value in scope["headers"]
                                 if name.lower() != b"accept-encoding"]}


def _is_plain_html(headers: list[tuple[bytes, bytes]]) -> bool:
    values = {name.lower(): value for name, value in headers}
    return (values.get(b"content-type", b"").startswith(b"text/html")
            and b"content-encoding" not in values)


async def drawing(request: Request) -> Response:
    """Serve the page of a drawing. It holds outlines and scripts; names are posted to it."""
    if request.path_params["name"] not in _DRAWINGS:
        return Response(status_code=404)
    page = data.drawing_page(request.path_params["name"])
    mark = f'"{sha256(page.encode()).hexdigest()[:16]}"'
    headers = {"etag": mark, "cache-control": "no-cache",
               "content-security-policy": "default-src 'none'; script-src 'unsafe-inline'; "
               "style-src 'unsafe-inline'; img-src data: blob:; frame-ancestors 'self'"}
    if request.headers.get("if-none-match", "").removeprefix("W/") == mark:
        return Response(status_code=304, headers=headers)
    return HTMLResponse(page, headers=headers)


@asynccontextmanager
async def ready(_app: st.App) -> AsyncIterator[None]:
    """Prepare what every session shares, then spare the collector from going through it again.

    Streamlit collects after each run: over the libraries alone that takes longer than a page.
    """
    with suppress(OcgraphError):  # the page that needs what is damaged says so in words
        for name in _DRAWINGS:
            data.drawing_page(name)
    # Nothing changes an option once it is served, and each look at one takes a lock: of fifty
    # people at once, most waited for that.
    config.get_option = cache(config.get_option)
    gc.collect()
    gc.freeze()
    yield


app = st.App(
    "app.py", lifespan=ready,
    middleware=[Middleware(SharedLink, receiving=receiving), Middleware(SafeHeaders),
                Middleware(FailedSignIn)],
    routes=[Route("/drawings/{name}.html", drawing, middleware=[Middleware(GZipMiddleware)]),
            Route("/pret", Readiness().answer)])
