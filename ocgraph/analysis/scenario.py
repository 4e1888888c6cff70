"""A scenario: changes tried together, beside the register; and what adopting them makes of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from ocgraph.analysis.change_forms import changes_json, read_changes
from ocgraph.analysis.changes import Change, NotMadeError, WhyNot
from ocgraph.errors import OcgraphError
from ocgraph.model import Register
from ocgraph.network import PartnershipNetwork

LARGEST_FILE = 1_000_000
"""Characters of a scenario's file, beyond which it is not one."""


class Unmade(NamedTuple):
    """A change that could not be made, and why."""

    change: Change
    why: WhyNot


class Applied(NamedTuple):
    """A register once changes were made, in order, and those that could not be."""

    register: Register
    unmade: tuple[Unmade, ...]


@dataclass(frozen=True)
class Scenario:
    """Changes tried together.

    Attributes
    ----------
    changes
        What would be otherwise, in the order it is made.
    """

    name: str = ""
    note: str = ""
    changes: tuple[Change, ...] = ()

    def applied(self, network: PartnershipNetwork) -> PartnershipNetwork:
        """Return the network as it would be, through the same lens."""
        return changed(network, self.changes)

    def unmade(self, register: Register) -> tuple[Unmade, ...]:
        """Return the changes that no longer make sense on a register."""
        return apply_changes(register, self.changes).unmade

    def to_json(self) -> dict[str, Any]:
        """Return the scenario as its file holds it."""
        return {"name": self.name, "note": self.note, "changes": changes_json(self.changes)}


def apply_changes(register: Register, changes: Iterable[Change], source: str = "") -> Applied:
    """Make changes one after the other.

    Parameters
    ----------
    source
        Where the records that are made are said to come from.
    """
    unmade = []
    for change in changes:
        try:
            register = change.made(register, source)
        except NotMadeError as refused:
            unmade.append(Unmade(change, refused.why))
    return Applied(register, tuple(unmade))


def changed(network: PartnershipNetwork, changes: Iterable[Change]) -> PartnershipNetwork:
    """Return the network as it would be with changes, through the same lens."""
    return PartnershipNetwork(apply_changes(network.register, changes).register, network.lens)


def adopted(register: Register, changes: Iterable[Change], source: str) -> Register:
    """Return the register with every change made, for good.

    Raises
    ------
    OcgraphError
        ``scenario.not_all_made`` when a change no longer makes sense: nothing is half adopted.
    """
    made = apply_changes(register, changes, source)
    if made.unmade:
        raise OcgraphError("scenario.not_all_made", n=len(made.unmade))
    return made.register


def read_scenario(text: str) -> Scenario:
    """Read a scenario from the text of its file.

    Raises
    ------
    OcgraphError
        ``scenario.not_a_scenario``, or what `read_changes` says of a change.
    """
    try:
        written = json.loads(text) if len(text) <= LARGEST_FILE else None
    except (ValueError, RecursionError):
        written = None
    told = isinstance(written, dict) and [written.get("name", ""), written.get("note", "")]
    if not told or not all(isinstance(part, str) for part in told):
        raise OcgraphError("scenario.not_a_scenario")
    return Scenario(*told, read_changes(written.get("changes")))
