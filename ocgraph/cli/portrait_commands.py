"""``ocgraph portrait``: the portrait of a place, in the terminal or as a document."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from ocgraph.analysis.place import Place
from ocgraph.analysis.portrait import Portrait
from ocgraph.cli.arguments import DOCUMENT_FORMATS
from ocgraph.cli.chosen import chosen_network, listed_codes, mrc_code, municipality_code
from ocgraph.cli.console import Console, UsageError
from ocgraph.io.places.boundaries import neighbouring, read_boundaries
from ocgraph.io.writing.exports import write_content
from ocgraph.reports import portrait_document, written


def tell_portrait(arguments: argparse.Namespace, console: Console) -> int:
    """Write the portrait of a place, or print it as Markdown when there is no file to write."""
    fmt = _format(arguments)
    place = Place(listed_codes(arguments.territory, mrc_code),
                  listed_codes(arguments.municipality, municipality_code), arguments.name)
    portrait = Portrait(chosen_network(arguments), place, datetime.date.today(),
                        neighbouring(read_boundaries().outlines))
    content = written(portrait_document(portrait, console.language,
                                        is_demo=arguments.demo is not None,
                                        with_pictures=fmt != "md"), fmt)
    if arguments.output is None:
        for line in content.decode().splitlines():
            console.line(line)
        return 0
    target = Path(arguments.output)
    write_content(content, target)
    console.say("cli.written", file=str(target))
    return 0


def _format(arguments: argparse.Namespace) -> str:
    """Return the format asked for, or that of the file's name; a terminal shows Markdown."""
    if arguments.output is None:
        if arguments.fmt not in (None, "md"):
            raise UsageError("cli.output_needed", found=arguments.fmt)
        return "md"
    target = Path(arguments.output)
    fmt = arguments.fmt or target.suffix.lower().removeprefix(".")
    if fmt not in DOCUMENT_FORMATS:
        raise UsageError("cli.format_unknown", file=target.name, known=", ".join(DOCUMENT_FORMATS))
    return fmt
