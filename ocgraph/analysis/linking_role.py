"""What each organizer joins: between whom and whom, what would come apart, what would relieve it.

The measure of success is what the milieu joins by itself: the relief of each fragile place is a tie
between two partners, or a seat of one at a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import comb

import numpy as np

from ocgraph.analysis.gaps import joined_by_themselves
from ocgraph.analysis.held_pairs import Pair, pairs_to_introduce
from ocgraph.analysis.relief import FragileGroup, Left, Relief, best_reliefs, fragile_groups
from ocgraph.engine.csr import CSR
from ocgraph.measures.fragility import pairs_held
from ocgraph.measures.groups import Groups
from ocgraph.model import FRAME_KINDS, FrameReading, read_under
from ocgraph.network import Layer, PartnershipNetwork

UNREAD = ""
"""Code of what a frame has no word for."""

UNNOTED = "unnoted"
"""Code of an engagement of which nothing of a kind was recorded, beside others that bear some."""

UNKNOWN_GROUPS = ("", "")
"""Key of the pairs of which an actor's group is not known."""


@dataclass(frozen=True)
class LinkingRole:
    """What one organizer holds in the network seen.

    Attributes
    ----------
    partners
        Identifiers of the actors she is engaged with or meets at her tables, in the order of the
        register.
    apart
        Pairs of these with neither a tie nor a table of their own: she is their meeting point.
    apart_by_groups
        How many of these pairs there are between two groups, or inside one (twice the same code),
        the most first. An actor of several sectors counts in each. `UNKNOWN_GROUPS` holds the
        pairs of which an actor's group is not known, last.
    pairs_lost, near_pairs_lost
        Pairs of actors no longer joined without her, and no longer within two steps.
    pieces
        What the actors she is engaged with would be without her: those still joined together,
        the largest piece first.
    cut_off
        Every actor, engaged with her or not, who would no longer be joined to the largest piece,
        in the order of the register.
    groups
        Those of `cut_off` still joined together, the largest group first, each with what would
        relieve it.
    relief
        The one or two ties or seats that would rejoin most pairs.
    to_introduce
        Partners that nothing else keeps within two steps, between the groups most concerned.
    words
        How many of her liaisons bear each word of the frame, by kind; `UNREAD` where the frame
        has none for what was recorded, `UNNOTED` where nothing was.
    n_entries, entry_hours, n_entries_without_hours, last_entry
        The days of work noted with those she is engaged with: how many, their known hours, how
        many have none, and the last day.
    """

    organizer_id: str
    partners: tuple[str, ...]
    apart: int
    apart_by_groups: Mapping[tuple[str, str], int]
    pairs_lost: int
    near_pairs_lost: int
    pieces: tuple[tuple[str, ...], ...]
    cut_off: tuple[str, ...]
    groups: tuple[FragileGroup, ...]
    relief: tuple[Relief, ...]
    to_introduce: tuple[tuple[Pair, tuple[Pair, ...]], ...]
    words: Mapping[str, Mapping[str, int]]
    n_entries: int = 0
    entry_hours: float = 0.0
    n_entries_without_hours: int = 0
    last_entry: date | None = None

    @property
    def is_only_link(self) -> bool:
        """Whether someone is joined through her alone."""
        return self.pairs_lost > 0


def linking_roles(network: PartnershipNetwork, partition: str, frame: str
                  ) -> tuple[LinkingRole, ...]:
    """Return the role of every organizer seen, the one most depends on first.

    Parameters
    ----------
    partition
        What groups the actors: ``"setting"``, ``"sector"``, ``"mrc"`` or ``"kind"``.
    frame
        The frame her engagements are read under.
    """
    if Layer.LIAISON not in network.lens.layers:
        return ()
    pairs_lost, near_pairs_lost = pairs_held(network)
    joined = joined_by_themselves(network)
    found = []
    for number, organizer in enumerate(network.organizers):
        organizer_id = organizer.organizer_id
        partners, left = network.steps_from([organizer_id], 1), Left(network, organizer_id)
        found.append(LinkingRole(
            organizer_id, *_apart(network, joined, partners, partition),
            int(pairs_lost[number]), int(near_pairs_lost[number]),
            *_pieces(network, left), pairs_to_introduce(left, partition),
            _words(network, organizer_id, frame), *_work(network, organizer_id)))
    return tuple(sorted(found, key=lambda role: (-role.pairs_lost, -role.near_pairs_lost)))


def _apart(network: PartnershipNetwork, joined: CSR, partners: Iterable[str], partition: str
           ) -> tuple[tuple[str, ...], int, dict[tuple[str, str], int]]:
    """Return the partners in order, their pairs not joined, and these between each two groups."""
    numbers = sorted(map(network.actor_index.__getitem__, partners))
    actors = [network.actors[number] for number in numbers]
    inside = CSR.of_matrix(joined.matrix(np.int8)[numbers][:, numbers])
    groups = Groups.of_actors(actors, partition)
    ties, n_known = groups.known_ties(inside), int(np.count_nonzero(groups.of_actor.lengths))
    pairs = groups.n_pairs() - groups.n_ties(*ties.edges())
    between = {(groups.codes[one], groups.codes[other]): int(pairs[one, other])
               for one, other in zip(*np.nonzero(pairs), strict=True)}
    between = dict(sorted(between.items(), key=lambda item: -item[1]))
    n_apart = comb(len(actors), 2) - len(inside.indices) // 2
    n_unknown = n_apart - (comb(n_known, 2) - len(ties.edges()[0]))
    if n_unknown:
        between[UNKNOWN_GROUPS] = n_unknown
    return tuple(actor.actor_id for actor in actors), n_apart, between


def _pieces(network: PartnershipNetwork, left: Left) -> tuple[
        tuple[tuple[str, ...], ...], tuple[str, ...], tuple[FragileGroup, ...], tuple[Relief, ...]]:
    """Return whom she is engaged with by piece, who is cut off, in what groups, what relieves."""
    groups = fragile_groups(left)
    apart = {actor_id for group in groups for actor_id in group.members}
    return (tuple(tuple(network.actors[number].actor_id for number in left.partners_of(piece))
                  for piece in left.pieces),
            tuple(actor.actor_id for actor in network.actors if actor.actor_id in apart),
            groups, best_reliefs(groups))


def _work(network: PartnershipNetwork, organizer_id: str
          ) -> tuple[int, float, int, date | None]:
    """Return her days of work: how many, their known hours, how many have none, and the last."""
    entries = [entry for link in network.links_of[organizer_id] for entry in link.entries]
    known = [entry.hours for entry in entries if entry.hours is not None]
    return (len(entries), float(sum(known)), len(entries) - len(known),
            max((entry.since for entry in entries if entry.since), default=None))


def _words(network: PartnershipNetwork, organizer_id: str, frame: str
           ) -> dict[str, dict[str, int]]:
    """Count the words of a frame her engagements bear, the most first."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in FRAME_KINDS}
    for link in network.links_of[organizer_id]:
        if link.layer != Layer.LIAISON:
            continue
        readings = [read_under(record, frame) for record in (link.record, *link.entries)]
        for kind in FRAME_KINDS:
            counts[kind].update(_codes(readings, kind) or [UNNOTED])
    return {kind: dict(found.most_common()) for kind, found in counts.items()
            if found.keys() - {UNNOTED}}


def _codes(readings: Iterable[FrameReading], kind: str) -> set[str]:
    """Return the words of a kind that a liaison bears, each once however many days bear it."""
    return {code for reading in readings
            for code in (*(term.code for term in reading.terms(kind)),
                         *[UNREAD] * (kind in reading.without_equivalent))}
