"""What the command prints: sentences of the catalogue, and nothing a terminal would obey."""

from __future__ import annotations

import sys

from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain, harmless, say

_YES = {"o", "oui", "y", "yes"}


class UsageError(OcgraphError):
    """A command written in a way that asks for two things or for nothing."""


class Console:
    """Prints in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def text(self, key: str, **params: object) -> str:
        """Return the sentence `key`."""
        return say(self.language, key, **params)

    def say(self, key: str, *, indent: int = 0, **params: object) -> None:
        """Print the sentence `key`."""
        self.line(self.text(key, **params), indent=indent)

    def line(self, text: str = "", *, indent: int = 0) -> None:
        """Print one line of text."""
        print(" " * indent + harmless(text), flush=True)

    def agrees(self, what: str) -> bool:
        """Ask ``cli.<what>.question``; where nobody can answer, the answer is no."""
        if not sys.stdin.isatty():
            self.say(f"cli.{what}.add_yes")
            return False
        print(self.text(f"cli.{what}.question"), end=" ", flush=True)
        return sys.stdin.readline().strip().casefold() in _YES

    def complain(self, text: str) -> None:
        """Print one line where errors go."""
        print(harmless(text), file=sys.stderr)

    def explain(self, error: OcgraphError) -> None:
        """Say what is wrong and how to mend it, where errors go."""
        self.complain(explain(error, self.language))
