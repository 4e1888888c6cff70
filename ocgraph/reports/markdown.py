"""A document as Markdown: sentences and tables, without the pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ocgraph.analysis.section import FigureTable
from ocgraph.reports.document import Document

_MARKS = re.compile(r"([\\`*_\[\]<>|$~&#])")
_AT_START = re.compile(r"^(\d*)([-+=.)])")


def markdown_file(document: Document) -> bytes:
    """Return the file, in UTF-8."""
    return ("\n".join(_lines(document)) + "\n").encode()


def _lines(document: Document) -> Iterator[str]:
    yield f"# {escaped(document.title)}"
    yield from ("", escaped(document.lead))
    for section in document.sections:
        yield from ("", f"## {escaped(section.title)}")
        for statement in section.statements:
            yield from ("", escaped(statement.sentence))
            if statement.figures:
                yield from ("", *_table(statement.figures))


def _table(figures: FigureTable) -> Iterator[str]:
    yield _row(map(escaped, figures.titles))
    yield _row("---" if number < figures.n_words else "---:"
               for number in range(len(figures.titles)))
    for row in figures.rows:
        yield _row(map(escaped, row))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def escaped(text: str) -> str:
    """Return a text of one line that Markdown shows as it is: no link, list, formula or markup."""
    return _AT_START.sub(r"\1\\\2", _MARKS.sub(r"\\\1", text))
