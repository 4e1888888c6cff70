"""``/p/``: a shared page opened by a link, without account and outside Streamlit.

A token is exchanged for a cookie and an address without it; the cookie is looked up at every
request. Nothing of who comes is noted. The register is never read.
"""

from __future__ import annotations

import asyncio
import gzip
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property
from html import escape
from typing import NamedTuple
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.together import Limit, Together
from dashboard.wished import wished_language
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain, say
from ocgraph.settings import PUBLIC_URL
from ocgraph.sharing.served import served_page
from ocgraph.storage import StorageError, Visits

COOKIE = "ocgraph_visit"
WRONG_PASSPHRASES, UNKNOWN_TOKENS = 5, 30
_HOUR = 3600
_UNKNOWN_SECONDS = 600
PageOf = Callable[[Request], Awaitable[str]]
Endpoint = Callable[[Request], Awaitable[Response]]
_ROOM, _OPEN, _ANSWERS = "/p", "ouvrir", "propositions"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_PAGES_HELD = 8
_LARGEST_FORM = 4_096
_SCRYPTS = 2    # at once: each takes 16 MB and a core
_HEADERS = {"cache-control": "no-store", "x-robots-tag": "noindex, nofollow, noarchive",
            "referrer-policy": "no-referrer", "x-content-type-options": "nosniff"}
_POLICY = ("default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
           "frame-ancestors 'none'")
_STATUS = {"sharing.link_unknown": 404, "sharing.visit_over": 403, "sharing.link_expired": 410,
           "sharing.link_revoked": 410, "sharing.passphrase_needed": 200,
           "sharing.passphrase_wrong": 403, "sharing.passphrase_paused": 429,
           "sharing.too_many_unknown": 429, "sharing.too_long": 413,
           "sharing.not_this_way": 405}
_UNAVAILABLE = 503
_PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><style>
body {{ font: 16px/1.5 sans-serif; color: #22303a; max-width: 34rem; margin: 4rem auto;
  padding: 0 1rem; }}
h1 {{ font-size: 1.7rem; }} label {{ display: block; margin: 1rem 0 .3rem; }}
input {{ font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; border-radius: 6px;
  border: 1px solid #6b7a83; }}
button {{ font: inherit; margin-top: 1rem; padding: .5rem 1rem; border: 0; border-radius: 6px;
  background: #0f5c73; color: #fff; }}
</style></head><body><main><h1>{title}</h1>{parts}</main></body></html>"""


class Prepared(NamedTuple):
    """A page ready to be sent: compressed once, with its policy."""

    compressed: bytes
    policy: str


class SharedLink:
    """Answers what is asked under ``/p/``, and passes the rest on.

    It comes before all else: what is below would give a reader the cookies of the dashboard.

    Parameters
    ----------
    receiving
        Makes what receives the answers of readers, given what checks a visit.
    """

    def __init__(self, app: ASGIApp, receiving: Callable[[PageOf], Endpoint]) -> None:
        self.app = app
        self._receive = receiving(self._page_of)
        self._entering = Together(self._enter_all)
        self._looking = Together(self._pages_of)
        self._pages: OrderedDict[str, asyncio.Task[Prepared]] = OrderedDict()
        self._passphrases = Limit(WRONG_PASSPHRASES, _HOUR)
        self._unknown = Limit(UNKNOWN_TOKENS, _UNKNOWN_SECONDS)
        self._deriving = asyncio.Semaphore(_SCRYPTS)

    @cached_property
    def _visits(self) -> Visits:
        return Visits()

    def _enter_all(self, tokens: Sequence[str]) -> Sequence[str | StorageError]:
        return self._visits.enter_all(tokens)

    def _pages_of(self, visits: Sequence[str]) -> Sequence[str | StorageError]:
        return self._visits.pages_of(visits)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a reader, or pass the request on."""
        path = scope.get("path", "")
        if scope["type"] != "http" or not (path == _ROOM or path.startswith(f"{_ROOM}/")):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            answer = await self._answer(request, path.removeprefix(_ROOM).removeprefix("/"))
        except StorageError as refused:
            answer = _refusal(request, refused)
        for name, value in _HEADERS.items():
            answer.headers[name] = value
        await answer(scope, receive, send)

    async def _answer(self, request: Request, asked: str) -> Response:
        method, answer = {
            "": ("GET", self._page), _OPEN: ("POST", self._open),
            _ANSWERS: ("POST", self._receive)}.get(asked, ("GET", self._follow))
        if request.method != method:
            refused = _refusal(request, StorageError("sharing.not_this_way"))
            refused.headers["allow"] = method
            return refused
        return await answer(request)

    async def _follow(self, request: Request) -> Response:
        """Exchange a token for a cookie and an address that does not tell it."""
        token = request.scope["path"].removeprefix(f"{_ROOM}/")
        if not _TOKEN.fullmatch(token):
            raise self._unknown_to(request)
        told = await self._entering.ask(token)
        if isinstance(told, str):
            return _welcome(request, told)
        if told.code == "sharing.passphrase_needed":
            return _passphrase_page(request, token)
        raise self._unknown_to(request) if told.code == "sharing.link_unknown" else told

    async def _open(self, request: Request) -> Response:
        """Let in whoever types the passphrase of a link; tried too often, it waits an hour."""
        typed = parse_qs((await _body(request, _LARGEST_FORM)).decode("utf-8", "replace"))
        token, passphrase = (typed.get(name, [""])[0] for name in ("token", "passphrase"))
        if not _TOKEN.fullmatch(token):
            raise self._unknown_to(request)
        if seconds := self._passphrases.take(token):
            return _passphrase_page(request, token, StorageError(
                "sharing.passphrase_paused", minutes=-(-seconds // 60)))
        told = await self._tried(token, passphrase)
        if isinstance(told, str):
            return _welcome(request, told)
        if told.code in ("sharing.passphrase_wrong", "sharing.passphrase_needed"):
            return _passphrase_page(request, token, told)
        raise self._unknown_to(request) if told.code == "sharing.link_unknown" else told

    async def _tried(self, token: str, passphrase: str) -> str | StorageError:
        """Try a passphrase; only a wrong one counts among those that make a link wait."""
        told: str | StorageError
        async with self._deriving:
            try:
                told = await asyncio.to_thread(self._visits.enter, token, passphrase)
            except StorageError as refused:
                told = refused
        if isinstance(told, str) or told.code != "sharing.passphrase_wrong":
            self._passphrases.give_back(token)
        return told

    async def _page(self, request: Request) -> Response:
        """Give the page, prepared once, to a visit that is still allowed."""
        page = await self._prepared(await self._page_of(request))
        headers = {"content-security-policy": page.policy, "vary": "accept-encoding"}
        if "gzip" in request.headers.get("accept-encoding", ""):
            return HTMLResponse(page.compressed, headers=headers | {"content-encoding": "gzip"})
        return HTMLResponse(await asyncio.to_thread(gzip.decompress, page.compressed),
                            headers=headers)

    async def _page_of(self, request: Request) -> str:
        visit = request.cookies.get(COOKIE, "")
        if not _TOKEN.fullmatch(visit):
            raise StorageError("sharing.visit_over")
        told = await self._looking.ask(visit)
        if isinstance(told, StorageError):
            raise told
        return told

    async def _prepared(self, page_id: str) -> Prepared:
        """Return a page ready to be sent: whoever comes while it is prepared waits for the same."""
        held = self._pages.get(page_id)
        if held is None or (held.done() and held.exception() is not None):
            held = asyncio.create_task(asyncio.to_thread(self._prepare, page_id))
            self._pages[page_id] = held
        self._pages.move_to_end(page_id)
        while len(self._pages) > _PAGES_HELD:
            self._pages.popitem(last=False)
        return await asyncio.shield(held)

    def _prepare(self, page_id: str) -> Prepared:
        page, policy = served_page(self._visits.content(page_id), f"{_ROOM}/{_ANSWERS}")
        return Prepared(gzip.compress(page, mtime=0), policy)

    def _unknown_to(self, request: Request) -> StorageError:
        """Return why a token of no link is refused. One that is known is never refused for it."""
        too_many = self._unknown.take(request.client.host if request.client else "")
        return StorageError("sharing.too_many_unknown" if too_many else "sharing.link_unknown")


def _welcome(request: Request, visit: str) -> Response:
    answer = RedirectResponse(f"{_ROOM}/", status_code=303)
    answer.set_cookie(COOKIE, visit, path=_ROOM, httponly=True, samesite="lax",
                      secure=request.url.scheme == "https" or bool(PUBLIC_URL.given))
    return answer


def _passphrase_page(request: Request, token: str, refused: OcgraphError | None = None
                     ) -> Response:
    language = wished_language(request)
    said = f'<p role="alert">{escape(explain(refused, language))}</p>' if refused else ""
    form = (f'<form method="post" action="{_ROOM}/{_OPEN}">'
            f'<input type="hidden" name="token" value="{token}">'
            f'<label for="passphrase">{escape(say(language, "link.passphrase"))}</label>'
            '<input id="passphrase" name="passphrase" type="password" required autofocus '
            'autocomplete="off" maxlength="200">'
            f'<button>{escape(say(language, "link.open"))}</button></form>')
    lead = f"<p>{escape(say(language, 'link.passphrase_lead'))}</p>"
    return _html(language, lead + said + form, _STATUS[refused.code] if refused else 200)


def _refusal(request: Request, refused: StorageError) -> Response:
    """Say why there is no page; of a database that does not answer, nothing but that."""
    language = wished_language(request)
    status = _STATUS.get(refused.code, _UNAVAILABLE)
    sentence = (say(language, "link.unavailable") if status == _UNAVAILABLE
                else explain(refused, language))
    return _html(language, f"<p>{escape(sentence)}</p>", status)


def _html(language: str, parts: str, status: int) -> Response:
    page = _PAGE.format(language=language, title=escape(say(language, "link.title")), parts=parts)
    return HTMLResponse(page, status_code=status, headers={"content-security-policy": _POLICY})


async def _body(request: Request, largest: int) -> bytes:
    """Return what was sent; what is too long is not read to its end."""
    content = b""
    async for part in request.stream():
        content += part
        if len(content) > largest:
            raise StorageError("sharing.too_long", largest=largest // 1024)
    return content
