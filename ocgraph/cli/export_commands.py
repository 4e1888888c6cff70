"""``ocgraph export``: the register or its network as a file for another program."""

from __future__ import annotations

import argparse
from pathlib import Path

from ocgraph.cli.chosen import chosen_network, chosen_register, lens_query
from ocgraph.cli.console import Console, UsageError
from ocgraph.io.writing.exports import (
    FILE_SUFFIXES,
    GRAPH_FORMATS,
    REGISTER_FORMATS,
    export_register,
    write_graph,
)

_FORMATS_OF_ENDS = {f".{suffix}": fmt for fmt, suffix in sorted(
    FILE_SUFFIXES.items(), key=lambda told: -len(told[1]))}  # the longest end says most


def export(arguments: argparse.Namespace, console: Console) -> int:
    """Write the register or its network in the format asked for, or that of the file's name."""
    target = Path(arguments.output)
    fmt = arguments.fmt or _format_of(target)
    if fmt in REGISTER_FORMATS:
        if lens_query(arguments):
            raise UsageError("cli.lens_needs_graph", found=fmt, known=", ".join(GRAPH_FORMATS))
        _refuse_false_name(target, fmt)
        notices = export_register(chosen_register(arguments), target, fmt, console.language)
    else:
        _refuse_false_name(target, fmt)
        notices = write_graph(chosen_network(arguments).to_networkx(), target, fmt)
    for notice in notices:
        console.line(notice.sentence(console.language))
    console.say("cli.written", file=str(target))
    console.line(console.text(f"export.{fmt}.keeps"))
    if not arguments.demo:
        console.say("cli.export.for_the_team")
    return 0


def _refuse_false_name(target: Path, fmt: str) -> None:
    """Refuse a name that would hide what the file is: several files come in one zip."""
    if fmt in FILE_SUFFIXES and target.suffix.lower() == f".{fmt}":
        raise UsageError("cli.name_is_not_the_format", file=target.name,
                         named=target.with_suffix(f".{FILE_SUFFIXES[fmt]}").name)


def _format_of(target: Path) -> str:
    fmt = next((fmt for end, fmt in _FORMATS_OF_ENDS.items() if target.name.lower().endswith(end)),
               target.suffix.lower().removeprefix("."))
    if fmt not in (*REGISTER_FORMATS, *GRAPH_FORMATS):
        raise UsageError("cli.format_unknown", file=target.name,
                         known=", ".join((*REGISTER_FORMATS, *GRAPH_FORMATS)))
    return fmt
