"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def table(titles: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of a table; all columns but the first are to the right."""
    titles = list(titles)
    yield "| " + " | ".join(titles) + " |"
    yield "|---|" + "---:|" * (len(titles) - 1)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""
