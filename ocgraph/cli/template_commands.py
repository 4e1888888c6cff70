"""``ocgraph template``: the empty workbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from ocgraph.cli.console import Console
from ocgraph.errors import OcgraphError
from ocgraph.io.template import write_template


def make_template(arguments: argparse.Namespace, console: Console) -> int:
    """Write the empty workbook."""
    target = Path(arguments.output)
    try:
        write_template(target, console.language)
    except OSError:
        raise OcgraphError("export.cannot_write", file=target.name,
                           folder=str(target.parent)) from None
    console.say("cli.written", file=target.name)
    return 0
