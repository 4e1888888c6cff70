"""A sign-in that fails is said in words, and one that succeeds leads where one was going.

Streamlit answers a bare word when the provider cannot be reached, and nothing at all when it
refuses: the person is back where she pressed, without knowing why.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ocgraph.i18n import LANGUAGES, say
from ocgraph.settings import PUBLIC_URL, signs_in

RETURN_COOKIE = "ocgraph_return"
"""Holds the address first asked for, while its reader is at the sign-in service."""
_LOGIN, _BACK = "/auth/login", "/oauth2callback"
_SIGNED_IN = b"_streamlit_user="
_LONGEST = 2_000
_PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>ocgraph</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
body {{ font: 16px/1.5 sans-serif; color: #22303a; max-width: 34rem; margin: 4rem auto;
  padding: 0 1rem; }}
h1 {{ font-size: 1.7rem; }} a {{ display: inline-block; padding: .5rem 1rem; border-radius: 6px;
  background: #0f5c73; color: #fff; text-decoration: none; }}
</style></head><body><h1>ocgraph</h1>{parts}</body></html>"""


class FailedSignIn:
    """Puts our own page in the place of a sign-in that failed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and look at how its answer begins."""
        if scope["type"] != "http" or scope["path"] not in (_LOGIN, _BACK):
            await self.app(scope, receive, send)
            return
        request, is_replaced = Request(scope), False

        async def answer(message: Message) -> None:
            nonlocal is_replaced
            if message["type"] == "http.response.start":
                is_replaced = _has_failed(request, message)
                if is_replaced:
                    await _page(scope["path"])(scope, receive, send)
                else:
                    message = _leading_back(request, message)
            if not is_replaced:
                await send(message)

        await self.app(scope, receive, answer)


def return_cookie(scope: Scope) -> list[tuple[bytes, bytes]]:
    """Remember the address of a page for an hour, for whoever may have to sign in to see it."""
    if not signs_in():
        return []
    query = scope.get("query_string", b"").decode("latin-1")
    address = quote(scope["path"] + (f"?{query}" if query else ""), safe="")
    return [_cookie(address, 3600)] if len(address) <= _LONGEST else []


def _has_failed(request: Request, start: Message) -> bool:
    if start["status"] >= 400:
        return True
    if request.url.path == _LOGIN or not {"code", "error"} & set(request.query_params):
        return False    # on the way there, or back from signing out
    return not _is_signed_in(start) and "_streamlit_user" not in request.cookies


def _is_signed_in(start: Message) -> bool:
    return any(value.startswith(_SIGNED_IN) and b'_user="";' not in value
               for value in _set_cookies(start))


def _set_cookies(start: Message) -> Iterable[bytes]:
    return (value for name, value in start["headers"] if name.lower() == b"set-cookie")


def _leading_back(request: Request, start: Message) -> Message:
    """Lead someone who has just signed in to the address she asked for: one of ours, or none."""
    address = unquote(request.cookies.get(RETURN_COOKIE, ""))
    if request.url.path != _BACK or not _is_signed_in(start) or not _is_a_page(address):
        return start
    others = [(name, value) for name, value in start["headers"] if name.lower() != b"location"]
    return {**start, "headers": [*others, (b"location", quote(address, safe="/?&=%,:+").encode()),
                                 _cookie("", 0)]}


def _is_a_page(address: str) -> bool:
    """Tell whether an address is a page of this dashboard, and no way to another site."""
    path = address.partition("?")[0]
    return (address.startswith("/") and path.count("/") == 1 and "\\" not in address
            and address.isprintable() and path != _BACK)


def _cookie(value: str, seconds: int) -> tuple[bytes, bytes]:
    secure = "; Secure" if PUBLIC_URL.given else ""
    return (b"set-cookie", f"{RETURN_COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; "
                           f"SameSite=Lax{secure}".encode())


def _page(path: str) -> HTMLResponse:
    """Say in both languages that it failed: where it did, no language is known."""
    key = "sign_in.unreachable" if path == _LOGIN else "sign_in.not_done"
    parts = "".join(f'<div lang="{language}"><p>{say(language, key)}</p>'
                    f'<p><a href="/">{say(language, "sign_in.try_again")}</a></p></div>'
                    for language in LANGUAGES)
    return HTMLResponse(_PAGE.format(parts=parts), status_code=503 if path == _LOGIN else 403,
                        headers={"cache-control": "no-store"})
