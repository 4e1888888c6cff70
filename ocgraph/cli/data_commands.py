"""``ocgraph check`` and ``ocgraph import``: a person's files."""

from __future__ import annotations

import argparse
import sys
import uuid
from collections import Counter
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path

from ocgraph.cli.console import Console
from ocgraph.errors import OcgraphError
from ocgraph.io.register_files import ImportResult, read_register
from ocgraph.io.sheets import place_label
from ocgraph.model import COLLECTIONS, ENTITY_LABELS, Issue, Register, Severity
from ocgraph.storage import Store, compare, merge

_YES = {"o", "oui", "y", "yes"}
_SEVEREST_FIRST = tuple(Severity)


def check_file(arguments: argparse.Namespace, console: Console) -> int:
    """Name every problem of a file, sheet by sheet. Nothing is taken."""
    result = read_register(Path(arguments.file))
    _tell_what_is_in(result, console)
    _tell_issues(result, console)
    console.say("cli.check.nothing_taken")
    return 1 if _rows_left_out(result) else 0


def import_file(arguments: argparse.Namespace, console: Console) -> int:
    """Show what a file holds and would change; take it when told to."""
    path = Path(arguments.file)
    result = read_register(path)
    _tell_what_is_in(result, console)
    _tell_issues(result, console)
    if not any(map(result.register.records, COLLECTIONS)):
        raise OcgraphError("cli.nothing_to_take", file=path.name)
    store = Store()
    _tell_changes(store.load(), result.register, arguments.policy, console)
    if not (arguments.yes or _says_yes(console)):
        console.say("cli.import.not_taken")
        return 1
    take = store.add if arguments.policy == "add" else store.replace
    take(result.register, batch_key=uuid.uuid4().hex, file_name=path.name)
    console.say("cli.import.taken")
    return 0


def _says_yes(console: Console) -> bool:
    """Ask; where nobody can answer, nothing is taken."""
    if not sys.stdin.isatty():
        console.say("cli.import.add_yes")
        return False
    return input(f"{console.text('cli.import.question')} ").strip().casefold() in _YES


def _tell_what_is_in(result: ImportResult, console: Console) -> None:
    console.say("cli.check.found")
    for entity, label in ENTITY_LABELS.items():
        if n := len(result.register.records(entity)):
            console.say("cli.check.count", indent=2, sheet=label, n=n)
    if result.set_aside:
        console.say("cli.check.set_aside", n=len(result.set_aside))
    if result.duplicates:
        console.say("cli.check.duplicates", n=len(result.duplicates))


def _tell_issues(result: ImportResult, console: Console) -> None:
    if not result.issues:
        console.say("cli.check.sound")
        return
    by_sheet = sorted(result.issues, key=_order)
    for sheet, issues in groupby(by_sheet, key=lambda issue: issue.place.sheet):
        console.line()
        console.line(sheet or console.text("cli.check.whole_file"))
        for issue in issues:
            _tell_issue(issue, console)
    console.line()
    counts = Counter(issue.severity for issue in result.issues)
    console.line(" · ".join(console.text(f"cli.check.{severity}s", n=counts[severity])
                            for severity in _SEVEREST_FIRST if counts[severity]))


def _order(issue: Issue) -> tuple[str, int, int]:
    return (issue.place.sheet, issue.place.row or 0, _SEVEREST_FIRST.index(issue.severity))


def _tell_issue(issue: Issue, console: Console) -> None:
    """Say where, how much it matters, what is wrong, and what to write instead."""
    place = place_label(replace(issue.place, sheet="", file=""), console.language)
    console.say("cli.check.issue", indent=2, place=place or console.text("cli.check.whole_sheet"),
                severity=console.text(f"cli.check.{issue.severity}"),
                sentence=issue.sentence(console.language))
    console.line(issue.mend(console.language), indent=6)


def _rows_left_out(result: ImportResult) -> bool:
    return any(issue.severity is Severity.ERROR for issue in result.issues)


def _tell_changes(kept: Register, found: Register, policy: str, console: Console) -> None:
    new = merge(kept, found) if policy == "add" else found
    console.say("cli.import.changes")
    for change, n in asdict(compare(kept, new)).items():
        console.say(f"cli.import.{change}", indent=2, n=n)
