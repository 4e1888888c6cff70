"""Scenarios: what is tried beside the register, what follows, what is kept and adopted.

As in `dashboard.data`, keys hold the register's revision, and nothing personal to a session is
kept here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dashboard import data
from dashboard.view import DEMONSTRATIONS
from ocgraph.analysis.change_forms import read_changes
from ocgraph.analysis.changes import Change, RemoveNode
from ocgraph.analysis.scenario import Scenario, adopted, apply_changes, changed
from ocgraph.analysis.scenario_wording import (
    ToldChange,
    change_rows,
    change_titles,
    figure_rows,
    figure_titles,
    told_changes,
)
from ocgraph.analysis.what_if import (
    Compares,
    compared_figures,
    cut_off,
    left_alone,
    newly_joined,
)
from ocgraph.errors import OcgraphError
from ocgraph.i18n import translator
from ocgraph.io.places.boundaries import neighbouring
from ocgraph.io.writing.workbook_export import tables_workbook
from ocgraph.network import Lens, PartnershipNetwork
from ocgraph.storage import Save, SaveKind


class Kept(NamedTuple):
    """A scenario kept beside the register, and why its changes cannot be read, if they cannot."""

    scenario: Scenario
    error: OcgraphError | None = None


def kept_scenarios(source: str) -> tuple[Kept, ...]:
    """Return the scenarios kept beside a register, in the order they were first kept."""
    found = []
    for each in data.notebook(source).scenarios():
        try:
            changes = read_changes(list(each.changes))
            found.append(Kept(Scenario(each.name, each.note, changes)))
        except OcgraphError as error:
            found.append(Kept(Scenario(each.name, each.note), error))
    return tuple(found)


def told(source: str, lens: Lens, changes: tuple[Change, ...], language: str
         ) -> tuple[ToldChange, ...]:
    """Return each change in words, with why it cannot be made."""
    return told_changes(data.register(source, lens), changes, language)


def scenario_network(source: str, lens: Lens, changes: tuple[Change, ...]) -> PartnershipNetwork:
    """Return the network as it would be; without a change, as it is."""
    return _scenario_network(source, data.moment(source, lens), lens, changes)


@lru_cache(maxsize=16)
def _scenario_network(source: str, seen: data.Moment, lens: Lens, changes: tuple[Change, ...]
                      ) -> PartnershipNetwork:
    network = data.network_at(source, seen, lens)
    return changed(network, changes) if changes else network


def network_without(source: str, lens: Lens, gone: tuple[str, ...]) -> PartnershipNetwork:
    """Return the network as it would be without some nodes."""
    return scenario_network(source, lens, tuple(map(RemoveNode, gone)))


def compared(source: str, lens: Lens, changes: tuple[Change, ...]) -> Compares:
    """Return the figures by which scenarios are compared; without a change, those of today."""
    return _compared(source, data.moment(source, lens), lens, changes, data.boundaries().mark)


@lru_cache(maxsize=64)
def _compared(source: str, seen: data.Moment, lens: Lens, changes: tuple[Change, ...], _mark: str
              ) -> Compares:
    return compared_figures(_scenario_network(source, seen, lens, changes),
                            neighbouring(data.boundaries().outlines))


def parted_and_joined(source: str, lens: Lens, changes: tuple[Change, ...]
                      ) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who would be cut off from the largest piece, and who would be newly joined to it."""
    before, after = data.network(source, lens), scenario_network(source, lens, changes)
    return cut_off(before, after), newly_joined(before, after)


def alone(source: str, lens: Lens, changes: tuple[Change, ...]) -> tuple[str, ...]:
    """Return who had someone within a step, and would remain with nobody."""
    return left_alone(data.network(source, lens), scenario_network(source, lens, changes))


def compared_if_made(source: str, lens: Lens, changes: tuple[Change, ...]) -> Compares | None:
    """Return the same figures; ``None`` when not one of the changes applies any more."""
    if changes and n_unmade(source, lens, changes) == len(changes):
        return None
    return compared(source, lens, changes)


def n_unmade(source: str, lens: Lens, changes: tuple[Change, ...]) -> int:
    """Return how many changes no longer apply to the register."""
    return len(apply_changes(data.register(source, lens), changes).unmade)


def scenario_workbook(source: str, lens: Lens, tried: tuple[Scenario, ...], language: str
                      ) -> bytes:
    """Return scenarios as a workbook: what each changes, and every figure side by side."""
    _ = translator(language)
    changes = [row for each in tried for row in change_rows(
        each.name, told(source, lens, each.changes, language), language)]
    present = compared(source, lens, ())
    then = [compared_if_made(source, lens, one.changes) for one in tried]
    return tables_workbook({
        _("scenario.sheet.changes"): (change_titles(language), changes),
        _("scenario.sheet.figures"): (figure_titles([one.name for one in tried], language),
                                      figure_rows(present, then, language))})[0]


def adopt(source: str, changes: tuple[Change, ...], *, save_key: str, origin: str
          ) -> Save:
    """Make every change of a scenario in the team's own register, for good.

    Raises
    ------
    OcgraphError
        ``scenario.demo`` for a demonstration; ``scenario.not_all_made`` when a change no longer
        applies.
    """
    if source in DEMONSTRATIONS:
        raise OcgraphError("scenario.demo")
    return data.store().revise(lambda kept: adopted(kept, changes, origin),
                               save_key=save_key, origin=origin, kind=SaveKind.ADOPT)
