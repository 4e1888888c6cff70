"""How the tests are spread over the processes of ``make test`` (pytest-xdist)."""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

BROWSER = "tests/browser"


class ByFile(LoadScopeScheduling):
    """A file stays whole, so that what it makes is made once; the browser tests stay together.

    Two browsers at once would wait for each other, and each would need a server of its own.
    """

    def __init__(self, config: pytest.Config, log: Producer) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False      # `longest_first` is the order

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def group_of(nodeid: str) -> str:
    """Return what a test shares its process with, by its identifier."""
    path = nodeid.split("::", 1)[0]
    return BROWSER if path.startswith(f"{BROWSER}/") else path


def longest_first(items: list[pytest.Item]) -> None:
    """Begin with the browser tests: they are nearly half of the work, and cannot be shared out."""
    items.sort(key=lambda item: group_of(item.nodeid) != BROWSER)
