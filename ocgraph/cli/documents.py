"""A document in the terminal, as Markdown, or in a file whose name says the format."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from pathlib import Path

from ocgraph.cli.console import Console, UsageError
from ocgraph.io.writing.exports import write_content


def asked_format(arguments: argparse.Namespace, known: Collection[str]) -> str:
    """Return the format asked for, or that of the file's name; a terminal shows Markdown.

    Raises
    ------
    UsageError
        ``cli.output_needed`` for what a terminal cannot show, ``cli.format_unknown``.
    """
    if arguments.output is None:
        if arguments.fmt not in (None, "md"):
            raise UsageError("cli.output_needed", found=arguments.fmt)
        return "md"
    target = Path(arguments.output)
    fmt = arguments.fmt or target.suffix.lower().removeprefix(".")
    if fmt not in known:
        raise UsageError("cli.format_unknown", file=target.name, known=", ".join(known))
    return fmt


def give(content: bytes, arguments: argparse.Namespace, console: Console) -> int:
    """Write the file asked for, or print its lines when there is none."""
    if arguments.output is None:
        for line in content.decode().splitlines():
            console.line(line)
        return 0
    target = Path(arguments.output)
    write_content(content, target)
    console.say("cli.written", file=str(target))
    return 0
