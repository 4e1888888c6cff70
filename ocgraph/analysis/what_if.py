"""What if: the network once some have left or a tie is made; the register stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np

from ocgraph.engine.cuts import components
from ocgraph.measures import MEASURES, NETWORK
from ocgraph.model import Register, Tie
from ocgraph.network import PartnershipNetwork


class Compared(StrEnum):
    """What is compared, in the order it is shown."""

    ACTORS = "actors"
    LINKS = "links"
    ISOLATED = "isolated"
    PIECES = "pieces"
    JOINED_SHARE = "joined_share"
    DENSITY = "density"


class Difference(NamedTuple):
    """A figure before and after; ``None`` where it does not exist."""

    compared: Compared
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Change:
    """What would be otherwise.

    Attributes
    ----------
    removed
        Identifiers of the actors, tables and organizers who would be gone.
    ties
        Pairs of actors who would become partners; those of someone gone are left out.
    """

    removed: frozenset[str] = frozenset()
    ties: tuple[tuple[str, str], ...] = ()

    def applied(self, network: PartnershipNetwork) -> PartnershipNetwork:
        """Return the network as it would be, through the same lens."""
        return PartnershipNetwork(self._register(network.register), network.lens)

    def _register(self, register: Register) -> Register:
        made = tuple(Tie(source_id=one, target_id=other) for one, other in self.ties)
        return replace(
            register, actors=self._left(register.actors, "actor_id"),
            concertation_tables=self._left(register.concertation_tables, "concertation_table_id"),
            community_organizers=self._left(register.community_organizers, "organizer_id"),
            memberships=self._left(register.memberships, "concertation_table_id", "member_id"),
            ties=self._left((*register.ties, *made), "source_id", "target_id"),
            engagements=self._left(register.engagements, "organizer_id", "target_id"))

    def _left(self, records: Iterable[Any], *ends: str) -> tuple[Any, ...]:
        return tuple(record for record in records
                     if self.removed.isdisjoint(getattr(record, end) for end in ends))


def differences(before: PartnershipNetwork, after: PartnershipNetwork) -> tuple[Difference, ...]:
    """Compare two networks, figure by figure."""
    now, then = _figures(before), _figures(after)
    return tuple(Difference(compared, now[compared], then[compared]) for compared in Compared)


def _figures(network: PartnershipNetwork) -> dict[Compared, float | None]:
    apart = MEASURES["fragmentation"].read(network).value(NETWORK, "fragmentation")
    near = network.step_graph.lengths
    return {Compared.ACTORS: len(network.actors), Compared.LINKS: len(network.links),
            Compared.ISOLATED: int(np.count_nonzero(near == 0)),
            Compared.PIECES: len(set(_pieces(network))),
            Compared.JOINED_SHARE: None if apart is None else 1 - apart,
            Compared.DENSITY: MEASURES["density"].read(network).value(NETWORK, "density")}


def _pieces(network: PartnershipNetwork) -> list[int]:
    """Return the piece of each actor."""
    return components(network.steps.incidence_graph())[:len(network.actors)].tolist()


def cut_off(before: PartnershipNetwork, after: PartnershipNetwork) -> tuple[str, ...]:
    """Return who was in the largest piece, and would remain but no longer be in it."""
    held = _largest(before)
    still = _largest(after, held)
    return tuple(actor.actor_id for actor in after.actors if actor.actor_id in held - still)


def _largest(network: PartnershipNetwork, among: set[str] | None = None) -> set[str]:
    """Return the actors of the piece that has most of some actors, the first of equals."""
    pieces: dict[int, list[str]] = {}
    for actor, piece in zip(network.actors, _pieces(network), strict=True):
        pieces.setdefault(piece, []).append(actor.actor_id)
    return set(max(pieces.values(), default=[], key=lambda members: len(
        members if among is None else among & set(members))))
