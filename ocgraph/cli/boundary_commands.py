"""``ocgraph boundaries``: which outlines the maps use, the official layer, and back."""

from __future__ import annotations

import argparse
from pathlib import Path

from ocgraph.cli.console import Console
from ocgraph.io.places.boundaries import read_boundaries
from ocgraph.io.places.boundaries_import import (
    BoundaryChange,
    download_boundaries,
    forget_imported_boundaries,
    import_boundaries,
)

_MOST_LISTED = 12


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Run the action asked for."""
    if arguments.action == "import":
        _tell(import_boundaries(Path(arguments.file)), console)
    elif arguments.action == "download":
        console.say("cli.boundaries.downloading")
        _tell(download_boundaries(), console)
    elif arguments.action == "reset":
        _reset(console)
    else:
        _show(console)
    return 0


def _reset(console: Console) -> None:
    existed = forget_imported_boundaries()
    console.say("cli.boundaries.forgotten" if existed else "cli.boundaries.none_imported")
    _show(console)


def _show(console: Console) -> None:
    boundaries = read_boundaries()
    console.say("cli.boundaries.in_use", n=len(boundaries.outlines), version=boundaries.version)
    console.line(boundaries.credit.in_language(console.language))
    console.line(boundaries.credit_link)


def _tell(change: BoundaryChange, console: Console) -> None:
    """Say what the layer changed."""
    for issue in change.issues:
        console.line(issue.sentence(console.language))
    _show(console)
    if change.moved:
        console.say("cli.boundaries.moved", n=len(change.moved))
        for code, name, share in change.moved[:_MOST_LISTED]:
            console.say("cli.boundaries.moved_one", indent=2, name=name, code=code,
                        share=round(100 * share))
    if change.outside:
        console.say("cli.boundaries.outside", n=len(change.outside))
        for _code, name, mrc_code, metres in change.outside[:_MOST_LISTED]:
            console.say("cli.boundaries.outside_one", indent=2, name=name, mrc=mrc_code,
                        metres=round(metres))
