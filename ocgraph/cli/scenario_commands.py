"""``ocgraph what-if``: what would follow, were some gone, joined or moved. Nothing is changed."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ocgraph.analysis.change_forms import HOURS, new_id
from ocgraph.analysis.changes import (
    AddLink,
    AddOrganizer,
    MergeTables,
    MoveOrganizer,
    RemoveNode,
)
from ocgraph.analysis.scenario import LARGEST_FILE, Scenario, read_scenario
from ocgraph.analysis.scenario_wording import (
    change_rows,
    change_titles,
    difference_words,
    figure_rows,
    figure_titles,
    row_name,
    row_value,
    told_changes,
    unmade_words,
)
from ocgraph.analysis.what_if import (
    ROWS,
    Compares,
    compared_figures,
    cut_off,
    has_fewer_joined,
    left_alone,
    newly_joined,
)
from ocgraph.analysis.wording import listed
from ocgraph.cli.change_refusals import AskedChange, refuse_unmade
from ocgraph.cli.chosen import chosen_network, mrc_code, names_of_nodes, node_id_of
from ocgraph.cli.console import Console, UsageError
from ocgraph.cli.figures_table import refuse_other_format
from ocgraph.errors import OcgraphError
from ocgraph.io.places.boundaries import neighbouring, read_boundaries
from ocgraph.io.writing.csv_export import table_csv
from ocgraph.io.writing.exports import write_content
from ocgraph.io.writing.workbook_export import tables_workbook
from ocgraph.model import Register
from ocgraph.network import Layer, PartnershipNetwork

_NAMED = 6
_HOURS = re.compile(r"([0-9]+(?:[.,][0-9]+)?)h", re.IGNORECASE)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Tell each change, who would be cut off or joined, and every figure before and after."""
    target = Path(arguments.output) if arguments.output else None
    if target:
        refuse_other_format(target)
    before = chosen_network(arguments)
    read, asked = _asked(arguments, before.register)
    refuse_unmade(before.register, read.changes, asked, console)
    scenario = Scenario(read.name or console.text("what_if.after"), read.note, (
        *read.changes, *(each.change for each in asked)))
    after = scenario.applied(before)
    neighbours = neighbouring(read_boundaries().outlines)
    figures = (compared_figures(before, neighbours), compared_figures(after, neighbours))
    _tell_changes(scenario, before, console)
    _tell_who(before, after, console)
    _tell_figures(*figures, console)
    if target:
        _write(scenario, before, figures, target, console)
        console.say("cli.written", file=str(target))
    return 0


def _asked(arguments: argparse.Namespace, register: Register
           ) -> tuple[Scenario, tuple[AskedChange, ...]]:
    """Return the scenario of the file, and the changes of the options."""
    read = _read(Path(arguments.scenario)) if arguments.scenario else Scenario()
    asked = tuple(_changes(arguments, register))
    if not read.changes and not asked:
        raise UsageError("cli.what_if_nothing")
    return read, asked


def _read(path: Path) -> Scenario:
    try:
        with path.open(encoding="utf-8-sig") as stream:
            return read_scenario(stream.read(LARGEST_FILE + 1))  # what is larger is refused there
    except OSError:
        raise OcgraphError("cli.scenario_unread", file=path.name) from None
    except UnicodeDecodeError:
        raise OcgraphError("scenario.not_a_scenario") from None


def _changes(arguments: argparse.Namespace, register: Register) -> Iterator[AskedChange]:
    """Give each change asked for; who is named is found by identifier or by name."""
    names = names_of_nodes(PartnershipNetwork(register))

    def node(written: str) -> str:
        return node_id_of(names, written)

    for node_id, in arguments.remove:
        yield AskedChange(RemoveNode(node(node_id)), f"--remove {node_id}")
    for option, layer, pairs in (("--tie", Layer.TIES, arguments.tie),
                                 ("--seat", Layer.TABLES, arguments.seat)):
        for one, other in pairs:
            yield AskedChange(AddLink(layer, node(one), node(other)), f"{option} {one} {other}")
    for organizer_id, *places in arguments.move:
        if not places:
            raise UsageError("cli.what_if_move", found=organizer_id)
        yield AskedChange(MoveOrganizer(node(organizer_id), tuple(map(mrc_code, places))),
                          " ".join(("--move", organizer_id, *places)))
    for table_id, merged_id in arguments.merge:
        yield AskedChange(MergeTables(table_id, merged_id), f"--merge {table_id} {merged_id}")
    for name, *facts in arguments.post:
        yield AskedChange(_post(name, facts), " ".join(("--post", name, *facts)))


def _post(name: str, facts: Sequence[str]) -> AddOrganizer:
    """Return a new post from its name, its home territories and, last and if known, its hours."""
    hours = _HOURS.fullmatch(facts[-1]) if facts else None
    places = facts[:-1] if hours else facts
    weekly_hours = float(hours[1].replace(",", ".")) if hours else None
    if not places or not HOURS.minimum <= (weekly_hours or 0) <= HOURS.maximum:
        raise UsageError("cli.what_if_post", found=name, most=HOURS.maximum)
    return AddOrganizer(new_id(name, Register()), name, tuple(map(mrc_code, places)), weekly_hours)


def _tell_changes(scenario: Scenario, before: PartnershipNetwork, console: Console) -> None:
    for told in told_changes(before.register, scenario.changes, console.language):
        console.line(f"- {told.sentence}")
        if told.why_not:
            console.line(unmade_words(told.why_not, console.language), indent=2)


def _tell_who(before: PartnershipNetwork, after: PartnershipNetwork, console: Console) -> None:
    parted, alone = cut_off(before, after), left_alone(before, after)
    if not parted and not alone:
        console.say("what_if.nobody_cut_off")
    for key, actors in (("what_if.cut_off", parted), ("what_if.left_alone", alone),
                        ("what_if.newly_joined", newly_joined(before, after))):
        if actors:
            names = (before.node_by_id[actor].name for actor in actors)
            console.line(console.text(key, n=len(actors), names=listed(names, console.language,
                                                                       _NAMED)))


def _tell_figures(present: Compares, after: Compares, console: Console) -> None:
    """Print a line for each figure: its name, today, then, and by how much it differs."""
    language = console.language
    lines = [(row_name(row, language), row_value(row, present.value(row), language),
              row_value(row, after.value(row), language),
              difference_words(row, present.value(row), after.value(row), language))
             for row in ROWS]
    titles = (console.text("what_if.figure"), console.text("what_if.before"),
              console.text("what_if.after"), "")
    widths = [max(map(len, column)) for column in zip(titles, *lines, strict=True)]
    for name, *cells in (titles, *lines):
        console.line("  ".join((name.ljust(widths[0]), *(
            cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)))).rstrip())
    if has_fewer_joined(present, after):
        console.say("what_if.fewer_joined")


def _write(scenario: Scenario, before: PartnershipNetwork, figures: tuple[Compares, Compares],
           target: Path, console: Console) -> None:
    """Write the figures; a workbook has the changes on a sheet of their own."""
    language = console.language
    present, after = figures
    titles, rows = (figure_titles([scenario.name], language),
                    figure_rows(present, [after], language))
    if target.suffix.lower() == ".csv":
        write_content(table_csv(titles, rows, language)[0], target)
        return
    told = told_changes(before.register, scenario.changes, language)
    write_content(tables_workbook({
        console.text("scenario.sheet.changes"): (change_titles(language), change_rows(
            scenario.name, told, language)),
        console.text("scenario.sheet.figures"): (titles, rows)})[0], target)
