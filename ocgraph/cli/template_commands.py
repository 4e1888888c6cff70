"""``ocgraph template``: the empty workbook."""

from __future__ import annotations

import argparse
import io
from pathlib import Path

from ocgraph.cli.console import Console
from ocgraph.errors import OcgraphError
from ocgraph.io.writing.exports import write_content
from ocgraph.io.writing.template import write_template


def make_template(arguments: argparse.Namespace, console: Console) -> int:
    """Write the empty workbook."""
    target = Path(arguments.output)
    if target.exists():
        raise OcgraphError("cli.file_exists", file=target.name)
    stream = io.BytesIO()
    write_template(stream, console.language)
    write_content(stream.getvalue(), target)
    console.say("cli.written", file=str(target))
    return 0
