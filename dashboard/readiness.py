"""``/pret``: whether this server can answer a person now, which takes its database too.

Streamlit's own ``/_stcore/health`` says that the process is alive, and no more.
"""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard import data
from ocgraph.errors import OcgraphError
from ocgraph.i18n import DEFAULT_LANGUAGE, say

SECONDS = 2


class Readiness:
    """Asks the database, one question at a time: one that hangs takes one thread, not one a call.

    Parameters
    ----------
    seconds
        Longest time someone who asks is kept waiting.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._question: asyncio.Task[bool] | None = None

    async def answer(self, _request: Request) -> Response:
        """Answer 200 or 503, with a word, and nothing of the register."""
        is_ready = await self._is_ready()
        word = say(DEFAULT_LANGUAGE, "readiness.ready" if is_ready else "readiness.not_ready")
        return PlainTextResponse(word + "\n", status_code=200 if is_ready else 503,
                                 headers={"cache-control": "no-store"})

    async def _is_ready(self) -> bool:
        if self._question is None or self._question.done():
            self._question = asyncio.create_task(asyncio.to_thread(_database_answers))
        await asyncio.wait({self._question}, timeout=self.seconds)
        return self._question.done() and self._question.result()


def _database_answers() -> bool:
    try:
        data.store().ask()
    except OcgraphError:
        return False
    return True
