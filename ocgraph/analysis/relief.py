"""What would relieve an organizer: the ties and the seats that rejoin what she alone joins.

A relief is between partners: a tie between two of them, or a seat of one at a table that exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ocgraph.engine.csr import CSR, Indices
from ocgraph.engine.cuts import components
from ocgraph.model import Actor
from ocgraph.network import PartnershipNetwork

SHOWN = 2
"""How many reliefs are told for a group."""


class ReliefKind(StrEnum):
    """What would be made."""

    TIE = "tie"
    SEAT = "seat"


class Relief(NamedTuple):
    """A tie between two partners, or a seat of one at a table, that would do without an organizer.

    Attributes
    ----------
    other_id
        The other actor of the tie, or the table of the seat.
    pairs
        Pairs of actors joined again by it.
    near_pairs
        Pairs that only she kept within two steps, and that would be so again.
    sectors
        Codes of the sectors of both; of a table, those it wishes to gather.
    same_mrc
        Whether both are of one MRC; of a table, whether it is one of its territories.
    """

    kind: ReliefKind
    actor_id: str
    other_id: str
    pairs: int
    near_pairs: int
    sectors: tuple[str, ...] = ()
    same_mrc: bool = False

    @property
    def n_reasons(self) -> int:
        """How many things the two have in common: their sector, their MRC."""
        return bool(self.sectors) + self.same_mrc


@dataclass(frozen=True)
class FragileGroup:
    """Actors joined to the others through one organizer alone.

    Attributes
    ----------
    members
        All of them, in the order of the register.
    reliefs
        What would join them again, the best first.
    """

    members: tuple[str, ...]
    reliefs: tuple[Relief, ...]


class Left:
    """What is left when an organizer leaves: the pieces of the network, hers first.

    Attributes
    ----------
    labels
        Piece of each actor, then of each table.
    partners
        Numbers of the actors she is engaged with.
    pieces
        The pieces that hold some of these, the largest first.
    """

    def __init__(self, network: PartnershipNetwork, organizer_id: str) -> None:
        self.network = network
        n_actors = len(network.actors)
        hub = network.node_index[organizer_id] - n_actors
        self.steps = network.steps.without_hubs([hub])
        self.partners: Indices = network.steps.members.row(hub)
        self.labels = components(self.steps.incidence_graph())
        self.sizes = np.bincount(self.labels[:n_actors])
        held = dict.fromkeys(self.labels[self.partners].tolist())
        self.pieces: list[int] = sorted(held, key=lambda piece: -self.sizes[piece])

    def members(self, piece: int) -> tuple[str, ...]:
        """Return every actor of a piece."""
        found = np.flatnonzero(self.labels[:len(self.network.actors)] == piece)
        return tuple(self.network.actors[number].actor_id for number in found)

    def partners_of(self, piece: int) -> Indices:
        """Return the numbers of the actors of a piece she is engaged with."""
        return self.partners[self.labels[self.partners] == piece]

    def tables_of(self, piece: int) -> Indices:
        """Return the numbers of the tables at which actors of a piece sit."""
        n_tables, n_actors = len(self.network.concertation_tables), len(self.network.actors)
        return np.flatnonzero(self.labels[n_actors:n_actors + n_tables] == piece)

    @cached_property
    def graph(self) -> CSR:
        """The graph of the steps left."""
        return self.steps.graph()

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """Which actors are partners of hers, or a step away from one."""
        known = self.is_partner.copy()
        known[self.graph.matrix(np.int8)[self.partners].indices] = True
        return known

    @cached_property
    def is_partner(self) -> NDArray[np.bool_]:
        """Which actors she is engaged with."""
        held = np.zeros(len(self.network.actors), bool)
        held[self.partners] = True
        return held


def fragile_groups(left: Left) -> tuple[FragileGroup, ...]:
    """Return the groups that come apart from the largest piece, the largest first.

    Each comes with the `SHOWN` best reliefs between one of its partners and one of another piece,
    by the pairs joined again, then by the pairs within two steps again; of equals, those whose
    ends share a sector or an MRC, who have more to say to each other, then in the order of the
    register.
    """
    return tuple(FragileGroup(left.members(piece), _best(left, piece))
                 for piece in left.pieces[1:])


def best_reliefs(groups: Iterable[FragileGroup]) -> tuple[Relief, ...]:
    """Return the one or two reliefs that together rejoin most: the best of the largest groups.

    The pairs of the second are those it joins once the first is made.
    """
    largest = list(groups)[:SHOWN]
    found: list[Relief] = []
    for number, group in enumerate(largest):
        more = sum(len(other.members) for other in largest[:number]) * len(group.members)
        best = group.reliefs[0]
        found.append(best._replace(pairs=best.pairs + more))
    return tuple(found)


def _best(left: Left, piece: int) -> tuple[Relief, ...]:
    """Return the best reliefs of a piece: the larger the other piece, the more pairs."""
    found: list[Relief] = []
    for other in left.pieces:
        pairs = int(left.sizes[piece] * left.sizes[other])
        if len(found) >= SHOWN and pairs < found[-1].pairs:
            break   # the others are smaller still
        if other != piece:
            found += _best_between(left, piece, other, pairs)
    return tuple(sorted(found, key=lambda relief: _rank(left, relief))[:SHOWN])


def _rank(left: Left, relief: Relief) -> tuple[int, ...]:
    """Return what puts the best relief first."""
    index = left.network.node_index
    return (-relief.pairs, -relief.near_pairs, -relief.n_reasons, index[relief.actor_id],
            index[relief.other_id])


def _best_between(left: Left, piece: int, other: int, pairs: int) -> list[Relief]:
    """Return the best reliefs between two pieces."""
    tried = [*_ties(left, piece, other), *_seats(left, piece, other), *_seats(left, other, piece)]
    floor = sorted((near for *_, near in tried), reverse=True)[:SHOWN][-1]
    found = [_relief(left.network, one, end, pairs, near)
             for one, end, near in tried if near >= floor]
    return sorted(found, key=lambda relief: _rank(left, relief))[:SHOWN]


def _ties(left: Left, piece: int, other: int) -> Iterator[tuple[int, int, int]]:
    """Yield the ties between partners of two pieces, with the pairs within two steps again.

    Each end meets the other, and all a step away from it: she kept them all within two steps.
    """
    near, ends = left.graph.lengths, left.partners_of(other).tolist()
    for one in left.partners_of(piece).tolist():
        for end in ends:
            yield one, end, int(1 + near[one] + near[end])


def _seats(left: Left, piece: int, other: int) -> Iterator[tuple[int, int, int]]:
    """Yield the seats of partners of a piece at tables of another, as `_ties` does.

    Who takes the seat meets the members and all a step away from them; those a step away from
    this actor meet the members. Only the pairs she kept within two steps count: one of the two is
    her partner, and the other is too, or is a step away from one.
    """
    n_actors, tables = len(left.network.actors), left.tables_of(other)
    seats = left.steps.members.matrix(np.int32)[tables]
    graph, known, partner = left.graph.matrix(np.int32), left.known, left.is_partner
    around = (seats + seats @ graph) > 0
    n_around, n_known, n_partners = (held @ which.astype(np.int64) for held, which in (
        (around, known), (seats, known), (seats, partner)))
    for one in left.partners_of(piece).tolist():
        near = left.graph.row(one)
        hers = int(partner[near].sum())
        counts = n_around + hers * n_known + (len(near) - hers) * n_partners
        yield from zip([one] * len(tables), (n_actors + tables).tolist(), counts.tolist(),
                       strict=True)


def _relief(network: PartnershipNetwork, number: int, end: int, pairs: int, near: int) -> Relief:
    """Return a relief with what its ends have in common."""
    actor, n_actors = network.actors[number], len(network.actors)
    if end < n_actors:
        other = network.actors[end]
        kind, other_id, sectors = ReliefKind.TIE, other.actor_id, other.sectors
        places = (other.mrc_code,)
    else:
        table = network.concertation_tables[end - n_actors]
        kind, other_id = ReliefKind.SEAT, table.concertation_table_id
        sectors, places = table.expected_sectors, table.territories
    return Relief(kind, actor.actor_id, other_id, pairs, near, *in_common(actor, sectors, places))


def in_common(actor: Actor, sectors: Iterable[str], places: Iterable[str | None]
              ) -> tuple[tuple[str, ...], bool]:
    """Return which of some sectors are an actor's, and whether its MRC is one of some."""
    known = {code for code in places if code}
    return tuple(code for code in actor.sectors if code in {*sectors}), actor.mrc_code in known
