"""``POST /p/propositions``: what a reader of a shared page sends is received, or refused in words.

She has no account. What lets her in is the visit that a link opened, and what she sends reaches one
table: nothing of the register is read for her, nor told to her.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from dashboard.wished import wished_language
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain
from ocgraph.sharing.proposals import MOST_BYTES, MessageRefusedError, read_message
from ocgraph.storage import CameBy, Message, Proposals

PageOf = Callable[[Request], Awaitable[str]]
"""Return the page that the visit of a request may see now, or raise why it may see none."""

_LOG = logging.getLogger(__name__)

Endpoint = Callable[[Request], Awaitable[Response]]

_STATUS = {"proposal.from_elsewhere": 403, "proposal.not_a_message": 415, "proposal.too_large": 413,
           "proposal.no_such_page": 403, "proposal.not_shown": 422,
           "proposal.too_many_waiting": 429}
_NO_VISIT, _REFUSED, _NOT_NOW = 403, 422, 503


def receiving(page_of: PageOf) -> Endpoint:
    """Return the endpoint that receives messages.

    Parameters
    ----------
    page_of
        Asked at each message, before it is read: **this is where a visit is checked**, and
        nowhere else.
    """
    async def receive(request: Request) -> Response:
        language = wished_language(request)
        try:
            _refuse_elsewhere(request)
            page_id = await page_of(request)
            message = read_message(await _body(request))
            language = message.language
            n = await run_in_threadpool(_kept, message, page_id)
        except MessageRefusedError as refused:
            return _answer_refusal(refused.problems, language)
        except OcgraphError as refused:
            return _answer_refusal((refused,), language)
        return _json({"received": n})
    return receive


def _kept(message: Message, page_id: str) -> int:
    if message.page_id != page_id:
        raise OcgraphError("proposal.from_elsewhere")
    return Proposals().receive(message, CameBy.LINK)


def _refuse_elsewhere(request: Request) -> None:
    """Refuse what another site sends with the reader's cookie, and what no page of ours sends."""
    headers = request.headers
    site, origin = headers.get("sec-fetch-site"), headers.get("origin", "")
    is_ours = (site == "same-origin" if site is not None
               else bool(origin) and origin.partition("://")[2] == headers.get("host"))
    if not is_ours:
        raise OcgraphError("proposal.from_elsewhere")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" or headers.get("content-encoding"):
        raise OcgraphError("proposal.not_a_message")


async def _body(request: Request) -> bytes:
    """Return what was sent; no more of it than what tells that it is too large."""
    body = bytearray()
    try:
        async for part in request.stream():
            body += part[:MOST_BYTES + 1 - len(body)]
            if len(body) > MOST_BYTES:
                break
    except ClientDisconnect:
        raise OcgraphError("proposal.not_a_message") from None
    return bytes(body)


def _answer_refusal(problems: tuple[OcgraphError, ...], language: str) -> Response:
    """Answer in words. What is wrong with the database is not told: it may tell of the server.

    The log of the server has the codes, and nothing of what was sent.
    """
    code = problems[0].code
    _LOG.warning("proposals refused: %s", ", ".join(sorted({each.code for each in problems})))
    if code.startswith("storage."):
        return _json({"refused": [explain(OcgraphError("proposal.not_now"), language)]}, _NOT_NOW)
    status = _NO_VISIT if code.startswith("sharing.") else _STATUS.get(code, _REFUSED)
    return _json({"refused": [explain(problem, language) for problem in problems]}, status)


def _json(told: dict[str, object], status: int = 200) -> Response:
    return JSONResponse(told, status_code=status, headers={"cache-control": "no-store"})
