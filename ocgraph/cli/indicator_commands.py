"""``ocgraph indicators``: the figures known by MRC, and those of a file."""

from __future__ import annotations

import argparse
import uuid
from collections.abc import Iterable
from pathlib import Path

from ocgraph.cli.console import Console
from ocgraph.cli.data_commands import tell_changes, tell_issues
from ocgraph.errors import OcgraphError
from ocgraph.io.indicators.found import Asked, Coverage, coverage_of
from ocgraph.io.indicators.indicator_files import read_indicator_file
from ocgraph.io.indicators.kinds import code_of, indicator_kinds, kind_of
from ocgraph.io.places.reference import read_indicators, territory_codes
from ocgraph.model import Register, Severity
from ocgraph.storage import Store

_MOST_NAMED = 12


def run(arguments: argparse.Namespace, console: Console) -> int:
    """List what is known, or check a file of figures, and take it when told to."""
    if arguments.file is None:
        return _list(console)
    path = Path(arguments.file)
    found = read_indicator_file(path, Asked(code_of(arguments.kind), arguments.year,
                                            arguments.unit, arguments.source))
    _tell(found.coverage, console)
    tell_issues(found.issues, console)
    console.line()
    if arguments.take:
        return _take(found.register, path, console)
    console.say("cli.indicators.nothing_taken")
    return 1 if found.count(Severity.ERROR) else 0


def _take(taken: Register, path: Path, console: Console) -> int:
    """Add the figures to the register; a figure of the same MRC and year takes the new value."""
    if not taken.indicators:
        raise OcgraphError("cli.nothing_to_take", file=path.name)
    store = Store()
    tell_changes(store.load(), taken, "add", console)
    store.add(taken, save_key=uuid.uuid4().hex, file_name=path.name)
    console.say("cli.import.taken")
    return 0


def _list(console: Console) -> int:
    """Say which figures the register has, which travel with ocgraph, and which have yet to come."""
    own = Store().load().indicators
    known = {row.indicator for row in (*own, *read_indicators())}
    for title, rows in (("cli.indicators.own", own), ("cli.indicators.shipped",
                                                      read_indicators())):
        if rows:
            console.say(title)
            _tell(coverage_of(rows), console)
    console.say("cli.indicators.to_come")
    for kind in indicator_kinds().values():
        if kind.code not in known:
            console.say("cli.indicators.known", indent=2, indicator=kind.label, code=kind.code,
                        source=kind.source)
    return 0


def _tell(coverage: Iterable[Coverage], console: Console) -> None:
    """Say how many territories have a figure, and which have none."""
    for one in coverage:
        kind = kind_of(one.indicator)
        console.say("cli.indicators.coverage", indent=2, indicator=kind.label, code=kind.code,
                    year=one.year, n=one.n_known, total=len(territory_codes()),
                    direction=console.text(f"direction.{kind.direction}"))
        if one.missing:
            shown = ", ".join(one.missing_names[:_MOST_NAMED])
            more = "…" if len(one.missing) > _MOST_NAMED else "."
            console.say("cli.indicators.missing", indent=4, n=len(one.missing),
                        names=shown + more)
