"""``ocgraph map`` and ``ocgraph graph``: pages that open anywhere, drawn from the register."""

from __future__ import annotations

import argparse
from pathlib import Path

from ocgraph.cli.chosen import chosen_network
from ocgraph.cli.console import Console
from ocgraph.io.writing.exports import write_content
from ocgraph.views.standalone import standalone_graph_page, standalone_map_page


def draw_map(arguments: argparse.Namespace, console: Console) -> int:
    """Write the map as one page that opens anywhere, without a network connection."""
    page = standalone_map_page(chosen_network(arguments), console.language,
                               is_demo=arguments.demo is not None)
    return _written(page.encode(), Path(arguments.output), console)


def draw_graph(arguments: argparse.Namespace, console: Console) -> int:
    """Write the graph as one page that opens anywhere, without a network connection."""
    page = standalone_graph_page(chosen_network(arguments), console.language,
                                 is_demo=arguments.demo is not None)
    return _written(page.encode(), Path(arguments.output), console)


def _written(content: bytes, target: Path, console: Console) -> int:
    write_content(content, target)
    console.say("cli.written", file=str(target))
    return 0
