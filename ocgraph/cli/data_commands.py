"""``ocgraph check`` and ``ocgraph import``: a person's files."""

from __future__ import annotations

import argparse
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path

from ocgraph.cli.console import Console
from ocgraph.cli.told import ask, told_of
from ocgraph.errors import OcgraphError
from ocgraph.io.reading.register_files import ImportResult, SheetSummary, read_register
from ocgraph.io.reading.sheets import place_label
from ocgraph.model import COLLECTIONS, ENTITY_LABELS, Issue, Register, Severity
from ocgraph.storage import Store, compare, merge

_SEVEREST_FIRST = tuple(Severity)


def check_file(arguments: argparse.Namespace, console: Console) -> int:
    """Name every problem of a file, sheet by sheet. Nothing is taken."""
    result = read_register(Path(arguments.file), told_of(arguments))
    _tell(result, console)
    ask(result, arguments, console)
    console.line()
    console.say("cli.check.nothing_taken")
    return 1 if result.count(Severity.ERROR) else 0


def import_file(arguments: argparse.Namespace, console: Console) -> int:
    """Show what a file holds and would change; take it when told to."""
    path, store = Path(arguments.file), Store()
    kept = store.load()
    result = read_register(path, told_of(arguments), kept=kept)
    _tell(result, console)
    ask(result, arguments, console)
    if not any(map(result.register.records, COLLECTIONS)):
        raise OcgraphError("cli.nothing_to_take", file=path.name)
    tell_changes(kept, result.register, arguments.policy, console)
    if not (arguments.yes or console.agrees("import")):
        console.say("cli.import.not_taken")
        return 1
    take = store.add if arguments.policy == "add" else store.replace
    take(result.register, save_key=uuid.uuid4().hex, file_name=path.name)
    console.say("cli.import.taken")
    return 0


def _tell(result: ImportResult, console: Console) -> None:
    _tell_what_is_in(result, console)
    tell_issues(result.issues, console, result.sheets)
    _tell_duplicates(result, console)


def _tell_what_is_in(result: ImportResult, console: Console) -> None:
    """Say what each sheet was taken for, and how many records it all makes."""
    for sheet in result.sheets:
        if sheet.entity is None:
            console.say("cli.check.sheet_not_read", sheet=sheet.sheet)
        else:
            console.say("cli.check.sheet", sheet=sheet.sheet, n=sheet.rows_read,
                        taken=sheet.rows_taken, entity=ENTITY_LABELS[sheet.entity])
    counts = [console.text("cli.check.count", entity=label, n=n)
              for entity, label in ENTITY_LABELS.items()
              if (n := len(result.register.records(entity)))]
    if counts:
        console.say("cli.check.found", counts=", ".join(counts))
    if result.set_aside:
        console.say("cli.check.set_aside", n=len(result.set_aside))


def _tell_duplicates(result: ImportResult, console: Console) -> None:
    if not result.duplicates:
        return
    console.line()
    console.say("cli.check.duplicates", n=len(result.duplicates))
    for pair in result.duplicates:
        console.say("cli.check.duplicate", indent=2, first=pair.first_name,
                    second=pair.second_name,
                    first_place=place_label(pair.first_place, console.language),
                    second_place=place_label(pair.second_place, console.language))


def tell_issues(issues: Sequence[Issue], console: Console,
                sheets: Sequence[SheetSummary] = ()) -> None:
    """Say each finding under its sheet, then how many there are of each severity."""
    if not issues:
        console.say("cli.check.sound")
        return
    for sheet, inside in groupby(_in_file_order(issues, sheets),
                                 key=lambda issue: issue.place.sheet):
        console.line()
        console.line(sheet or console.text("cli.check.whole_file"))
        for issue in inside:
            _tell_issue(issue, console)
    console.line()
    counts = Counter(issue.severity for issue in issues)
    console.line(" · ".join(console.text(f"cli.check.{severity}s", n=counts[severity])
                            for severity in _SEVEREST_FIRST if counts[severity]))


def _in_file_order(issues: Iterable[Issue], read: Sequence[SheetSummary]) -> list[Issue]:
    sheets = {sheet.sheet: rank for rank, sheet in enumerate(read)}
    return sorted(issues, key=lambda issue: (
        sheets.get(issue.place.sheet, -1), issue.place.sheet, issue.place.row or 0,
        _SEVEREST_FIRST.index(issue.severity)))


def _tell_issue(issue: Issue, console: Console) -> None:
    """Say where, how much it matters, what is wrong, and what to write instead."""
    place = place_label(replace(issue.place, sheet="", file=""), console.language)
    console.say("cli.check.issue", indent=2, place=place or console.text("cli.check.whole_sheet"),
                severity=console.text(f"cli.check.{issue.severity}"),
                sentence=issue.sentence(console.language))
    console.line(issue.mend(console.language), indent=6)


def tell_changes(kept: Register, found: Register, policy: str, console: Console) -> None:
    """Say how many records taking what was found would add, update or remove."""
    new = merge(kept, found) if policy == "add" else found
    console.line()
    console.say("cli.import.changes")
    for change, n in asdict(compare(kept, new)).items():
        if n:
            console.say(f"changes.{change}", indent=2, n=n)
