"""A search that goes on as long as somebody looks at it, and tells how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from threading import Event, Lock, Thread
from typing import NamedTuple

from ocgraph.engine.covering import SECONDS
from ocgraph.engine.covers import Cover
from ocgraph.measures.choice.questions import Question

UNWATCHED = 3.0
"""Seconds without a look after which the search rests: whoever asked has left."""


_LEAST = 1.0  # seconds of search, however long it took to put the question


class Progress(NamedTuple):
    """How far a search is.

    Attributes
    ----------
    asked
        The question; ``None`` while it is being put.
    found
        The best found so far; ``None`` before there is any, or when there is none.
    is_over
        Whether nothing more will come: all is known, or the time is used up.
    seconds_left
        Time it may still take.
    share_spent
        Share of the time allowed that is used up.
    """

    asked: Question | None
    found: Cover | None
    is_over: bool
    seconds_left: float
    share_spent: float


class Search:
    """The search for the fewest, in a thread of its own.

    It begins, or goes on from where it was, when it is looked at; it rests soon after the last
    look, once the slice it is in is over (`ocgraph.engine.fewest.LONGEST_SLICE`).
    """

    def __init__(self, ask: Callable[[], Question], how_many: int, seconds: float = SECONDS
                 ) -> None:
        self._ask, self._how_many, self._seconds = ask, how_many, seconds
        self._asked: Question | None = None
        self._found: Cover | None = None
        self._failure: BaseException | None = None
        self._answers = self._search()
        self._over, self._lock = Event(), Lock()
        self._thread: Thread | None = None
        self._looked_at = self._began = 0.0
        self._spent = 0.0

    def look(self, wait: float = 0.0) -> Progress:
        """Return how far it is, after waiting a little for its end, and have it go on."""
        self._looked_at = time.monotonic() + wait
        with self._lock:
            if not self._over.is_set() and (self._thread is None or not self._thread.is_alive()):
                self._began = time.monotonic()
                self._thread = Thread(target=self._go_on, name="search", daemon=True)
                self._thread.start()
        self._over.wait(wait)
        return self.so_far()

    def so_far(self) -> Progress:
        """Return how far it is; this is no look, and does not have it go on.

        Raises
        ------
        Exception
            What stopped it, if something did.
        """
        if self._failure is not None:
            raise self._failure
        left = max(self._seconds - self._time_spent(), 0.0)
        return Progress(self._asked, self._found, self._over.is_set(), left,
                        1 - left / self._seconds)

    def _time_spent(self) -> float:
        is_on = self._thread is not None and self._thread.is_alive()
        return self._spent + (time.monotonic() - self._began if is_on else 0.0)

    def _search(self) -> Iterator[Cover | None]:
        self._asked = self._ask()
        yield None
        if self._asked.is_attainable:
            left = max(self._seconds - self._time_spent(), _LEAST)
            yield from self._asked.search(self._how_many, left)

    def _go_on(self) -> None:
        try:
            for found in self._answers:
                self._found = found
                if time.monotonic() - self._looked_at > UNWATCHED:
                    return
            self._over.set()
        except Exception as failure:  # told to whoever looks, in the thread of the page
            self._failure = failure
            self._over.set()
        finally:
            self._spent += time.monotonic() - self._began
