"""``ocgraph export``: the register or its network as a file for another program."""

from __future__ import annotations

import argparse
from pathlib import Path

from ocgraph.cli.chosen import chosen_network, chosen_register, lens_query
from ocgraph.cli.console import Console, UsageError
from ocgraph.io.writing.exports import GRAPH_FORMATS, REGISTER_FORMATS, export_register, write_graph

_SUFFIX_FORMATS = {".zip": "csv"}


def export(arguments: argparse.Namespace, console: Console) -> int:
    """Write the register or its network in the format asked for, or that of the file's name."""
    target = Path(arguments.output)
    fmt = arguments.fmt or _format_of(target)
    if fmt in REGISTER_FORMATS:
        if lens_query(arguments):
            raise UsageError("cli.lens_needs_graph", found=fmt, known=", ".join(GRAPH_FORMATS))
        notices = export_register(chosen_register(arguments), target, fmt, console.language)
    else:
        notices = write_graph(chosen_network(arguments).to_networkx(), target, fmt)
    for notice in notices:
        console.line(notice.sentence(console.language))
    console.say("cli.written", file=target.name)
    if not arguments.demo:
        console.say("cli.export.for_the_team")
    return 0


def _format_of(target: Path) -> str:
    suffix = target.suffix.lower()
    fmt = _SUFFIX_FORMATS.get(suffix, suffix.removeprefix("."))
    if fmt not in (*REGISTER_FORMATS, *GRAPH_FORMATS):
        raise UsageError("cli.format_unknown", file=target.name,
                         known=", ".join((*REGISTER_FORMATS, *GRAPH_FORMATS)))
    return fmt
