"""How the tests are spread over the processes of ``make test`` (pytest-xdist)."""

from __future__ import annotations

from typing import Any

from xdist.scheduler import LoadScopeScheduling

BROWSER = "tests/browser"


class ByFile(LoadScopeScheduling):
    """A file stays whole, so that what it makes is made once; the browser tests stay together.

    Two browsers at once would wait for each other, and each would need a server of its own.
    Together they are the most tests, and so begin first.
    """

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def group_of(nodeid: str) -> str:
    """Return what a test shares its process with, by its identifier."""
    path = nodeid.split("::", 1)[0]
    return BROWSER if path.startswith(f"{BROWSER}/") else path
