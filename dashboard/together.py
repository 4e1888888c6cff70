"""What is asked at the same moment, answered together; what is asked too often, refused."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
_MOST_KEYS = 10_000


class Together(Generic[Asked, Answer]):
    """Asks for everybody who came while the last question was answered.

    A room that opens a link at once then takes a few transactions, not one for each reader, and
    one thread.

    Parameters
    ----------
    work
        Answers a list of questions, in their order; run in a thread.
    """

    def __init__(self, work: Callable[[Sequence[Asked]], Sequence[Answer]]) -> None:
        self._work = work
        self._waiting: list[tuple[Asked, asyncio.Future[Answer]]] = []
        self._working: asyncio.Task[None] | None = None

    async def ask(self, asked: Asked) -> Answer:
        """Return the answer to one question; raises what the work raised."""
        told: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, told))
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._answer_all())
        return await told

    async def _answer_all(self) -> None:
        while self._waiting:
            asked, self._waiting = self._waiting, []
            try:
                answers = await asyncio.to_thread(self._work, [each for each, _ in asked])
            except Exception as failure:  # noqa: BLE001 - whoever asked is told, each in turn
                for _, told in asked:
                    if not told.done():
                        told.set_exception(failure)
                continue
            for (_, told), answer in zip(asked, answers, strict=True):
                if not told.done():    # a reader who left no longer waits
                    told.set_result(answer)


class Limit:
    """How many times something may be tried within a while, by key; held in memory alone.

    Parameters
    ----------
    most, seconds
        So many times within so many seconds; then no more until they have passed.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self._tried: dict[str, tuple[float, int]] = {}

    def take(self, key: str) -> int:
        """Count one more try; return the seconds to wait when it is one too many, or 0.

        It is counted before it is made, so that a hundred at once are not all the first.
        """
        now = time.monotonic()
        since, n = self._tried.get(key, (now, 0))
        if now - since >= self.seconds:
            since, n = now, 0
        if n >= self.most:
            return max(1, round(self.seconds - (now - since)))
        if key not in self._tried and len(self._tried) >= _MOST_KEYS:
            self._forget(now)
        self._tried[key] = (since, n + 1)
        return 0

    def give_back(self, key: str) -> None:
        """Take back a try that need not count."""
        since, n = self._tried.get(key, (0.0, 0))
        if n > 1:
            self._tried[key] = (since, n - 1)
        else:
            self._tried.pop(key, None)

    def _forget(self, now: float) -> None:
        """Make room: what is past, and the oldest half when that is not enough."""
        self._tried = {key: told for key, told in self._tried.items()
                       if now - told[0] < self.seconds}
        if len(self._tried) >= _MOST_KEYS:
            self._tried = dict(sorted(self._tried.items(), key=lambda item: item[1][0])
                               [_MOST_KEYS // 2:])
