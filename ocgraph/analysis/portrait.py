"""The portrait of a place: who is there, how they are joined, what is missing, how sure it is.

A figure is set beside what as many actors drawn at random in the same administrative regions
would show (`ocgraph.analysis.expected`). Organizers are told by their post.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ocgraph.analysis.expected import FEWEST, Draws, Ranged
from ocgraph.analysis.gaps import Gap, GapKind, find_gaps, joined_by_themselves, within
from ocgraph.analysis.overview import FRESH_FOR
from ocgraph.analysis.place import Place, mrc_of
from ocgraph.measures import MEASURES, NETWORK
from ocgraph.measures.groups import Groups, codes_of
from ocgraph.measures.two_mode import seats
from ocgraph.model import Actor, CommunityOrganizer, ConcertationTable
from ocgraph.network import Layer, Link, PartnershipNetwork

PARTITIONS = ("kind", "sector")
OF_ONE_ACTOR = {GapKind.ISOLATED, GapKind.HANGS_ON_ONE, GapKind.OVER_SOLICITED}
OF_TABLES = {GapKind.MISSING_SECTOR, GapKind.TABLES_ALIKE}


class Age(StrEnum):
    """How long ago something was verified, in the order it is told."""

    UNDER_ONE = "under_one"
    ONE_TO_THREE = "one_to_three"
    OVER_THREE = "over_three"
    NEVER = "never"


class Compared(StrEnum):
    """Figures of a place set beside their expected range, in the order they are told."""

    DENSITY = "density"
    LINKS_PER_ACTOR = "links_per_actor"
    SEATED = "seated"
    JOINED = "joined"


class Presence(NamedTuple):
    """How many actors of a group are here, and their share of those whose group is known."""

    n_actors: int
    share: Ranged


class Post(NamedTuple):
    """A post of organizer: whether it is based here, and how many actors here it accompanies."""

    organizer: CommunityOrganizer
    is_home: bool
    n_actors: int


class Beyond(NamedTuple):
    """What joins the place to an MRC: `n_known` are the actors known there.

    ``code`` is ``None`` for the actors whose MRC is not known. The MRC a municipality lies in is
    there too, without the municipality.
    """

    code: str | None
    is_neighbour: bool
    n_known: int
    n_ties: int
    n_tables: int

    @property
    def is_joined(self) -> bool:
        """Whether a tie or a table is known."""
        return bool(self.n_ties or self.n_tables)


class Autonomy(NamedTuple):
    """Shares of the pairs of actors joined step by step, with the organizers and without."""

    joined: float
    alone: float
    n_pairs: int


@dataclass(frozen=True)
class Portrait:
    """What is known of a place.

    Attributes
    ----------
    network
        What is seen of the whole register: elsewhere is in it too, so that there is something to
        compare with. Its lens leaves no territory out.
    place
        Where the portrait is taken.
    today
        Day from which ages are counted.
    neighbours
        Pairs of codes of MRC that touch.
    """

    network: PartnershipNetwork
    place: Place
    today: datetime.date
    neighbours: Collection[tuple[str, str]] = ()

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """Who has its seat here, in the order of the register."""
        return tuple(actor for actor in self.network.actors if self.place.holds(actor))

    @cached_property
    def _here(self) -> frozenset[str]:
        return frozenset(actor.actor_id for actor in self.actors)

    @cached_property
    def inside(self) -> PartnershipNetwork:
        """What is seen of the place alone, for the pictures and what holds between its actors."""
        if self.place.is_everywhere:
            return self.network
        register = replace(self.network.register, actors=self.actors,
                           concertation_tables=self.concertation_tables,
                           community_organizers=tuple(post.organizer for post in self.posts))
        only_mrc = self.place.territories if not self.place.municipalities else ()
        return PartnershipNetwork(register, replace(self.network.lens,
                                                    territories=frozenset(only_mrc)))

    # Who is there

    @cached_property
    def presence(self) -> Mapping[str, Mapping[str | None, Presence]]:
        """How many actors of each kind and of each sector, the most first; ``None`` is unknown."""
        return {partition: self._present(partition) for partition in PARTITIONS}

    def _present(self, partition: str) -> dict[str | None, Presence]:
        counts = self.count(codes_of(actor, partition) or (None,) for actor in self.actors)
        return {code: Presence(n, self.ranged.get((partition, code), Ranged(None)))
                for code, n in sorted(counts.items(), key=lambda item: (item[0] is None, -item[1]))}

    @cached_property
    def absent_sectors(self) -> tuple[str, ...]:
        """Codes of the sectors of the region of which nobody is known here."""
        return tuple(sorted(code for figure, code in self.ranged
                            if figure == "sector" and code not in self.presence["sector"]))

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The posts based here or that accompany an actor here, those that accompany most first."""
        counts = Counter(link.source_id for link in self.links if link.layer == Layer.LIAISON)
        found = [Post(one, self._is_home(one), counts[one.organizer_id])
                 for one in self.network.organizers]
        kept = [post for post in found
                if post.is_home or post.n_actors or self.place.is_everywhere]
        return tuple(sorted(kept, key=lambda post: -post.n_actors))

    def _is_home(self, post: CommunityOrganizer) -> bool:
        homes = {*post.home_territories}
        return bool(homes if self.place.is_everywhere else homes & self.place.mrc_codes)

    # Tables

    @cached_property
    def members(self) -> Mapping[str, tuple[int, int]]:
        """How many actors of each table seen are here, and how many in all."""
        held = seats(self.network)
        here = self._is_here(self.network.actors)
        return {table.concertation_table_id: (int(here[held.row(number)].sum()),
                                              int(held.lengths[number]))
                for number, table in enumerate(self.network.concertation_tables)}

    @cached_property
    def concertation_tables(self) -> tuple[ConcertationTable, ...]:
        """The tables that cover the place, and those at which an actor of it sits."""
        return tuple(table for table in self.network.concertation_tables
                     if self.place.is_everywhere or self.covers(table)
                     or self.members[table.concertation_table_id][0])

    def covers(self, table: ConcertationTable) -> bool:
        """Tell whether a table says it covers an MRC of the place. None names municipalities."""
        return self.place.is_everywhere or bool({*self.place.territories} & {*table.territories})

    # How joined

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links of the actors of the place, each once."""
        found = {link.link_id: link for actor in self.actors
                 for link in self.network.links_of[actor.actor_id]}
        return tuple(found.values())

    @property
    def shows_what_joins(self) -> bool:
        """Whether the lens shows ties or tables."""
        return bool(self.network.lens.layers & {Layer.TIES, Layer.TABLES})

    @cached_property
    def reason(self) -> str | None:
        """Why there is no expected range; ``None`` when there is one."""
        return "everywhere" if self.place.is_everywhere else self._ranges[1]

    @property
    def ranged(self) -> Mapping[tuple[str, str], Ranged]:
        """Figures beside their expected range, by what they are and of which group.

        The density is the share of the pairs joined by a tie or a table; links per actor are
        those of the map; seated and joined are the shares of the actors with a table, and with a
        tie or a table; the others are shares of the actors whose kind or sector is known.
        """
        return self._ranges[0]

    @cached_property
    def _ranges(self) -> tuple[dict[tuple[str, str], Ranged], str | None]:
        region = [number for number, actor in enumerate(self.network.actors)
                  if self.place.region_holds(actor)]
        actors = [self.network.actors[number] for number in region]
        draws = Draws(self._is_here(actors))
        joined = joined_by_themselves(self.network)
        columns = {
            Compared.LINKS_PER_ACTOR: [len(self.network.links_of[actor.actor_id])
                                       for actor in actors],
            Compared.SEATED: seats(self.network).transposed().lengths[region] > 0,
            Compared.JOINED: joined.lengths[region] > 0}
        means = draws.means(np.array([*columns.values()], float).T)
        found = {Compared.DENSITY: draws.density(within(joined, region)),
                 **dict(zip(columns, means, strict=True))}
        shares = (self._shares(actors, partition) for partition in PARTITIONS)
        return {(figure, ""): ranged for figure, ranged in found.items()} | {
            group: ranged for each in shares for group, ranged in each.items()}, draws.reason

    def _shares(self, actors: Iterable[Actor], partition: str) -> dict[tuple[str, str], Ranged]:
        """Return the share of each group among the actors whose group is known.

        A group of too few actors in the region has no range: one actor more would be out of it.
        """
        known = [actor for actor in actors if codes_of(actor, partition)]
        groups = Groups.of_actors(known, partition)
        shares = Draws(self._is_here(known)).means(groups.of_actor.matrix().toarray())
        sizes = groups.of_actor.transposed().lengths
        return {(partition, code): ranged if size >= FEWEST else Ranged(ranged.value)
                for code, ranged, size in zip(groups.codes, shares, sizes, strict=True)}

    def _is_here(self, actors: Iterable[Actor]) -> NDArray[np.bool_]:
        return np.array([actor.actor_id in self._here for actor in actors], bool)

    @cached_property
    def alone(self) -> tuple[Actor, ...]:
        """Actors here without a tie or a table, elsewhere included."""
        lengths = joined_by_themselves(self.network).lengths
        return tuple(actor for actor in self.actors
                     if not lengths[self.network.actor_index[actor.actor_id]])

    def is_accompanied(self, actor: Actor) -> bool:
        """Tell whether an organizer accompanies an actor."""
        return any(link.layer == Layer.LIAISON for link in self.network.links_of[actor.actor_id])

    @cached_property
    def autonomy(self) -> Autonomy | None:
        """What organizers alone join here; ``None`` without an organizer, or fewer than a pair."""
        if not self.posts or len(self.actors) < 2:
            return None
        found = MEASURES["autonomy"].read(self.inside)
        joined, alone, n_pairs = (found.value(NETWORK, name) for name in (
            "joined_share", "joined_share_alone", "pairs_by_organizers"))
        return None if joined is None else Autonomy(joined, alone, int(n_pairs))

    # Elsewhere

    @cached_property
    def beyond(self) -> tuple[Beyond, ...]:
        """What joins the place to each MRC around it or linked to it, the most linked first."""
        place = {actor.actor_id: mrc_of(actor) for actor in self.network.actors
                 if actor.actor_id not in self._here}
        ties = self.count((place[end],) for link in self.links if link.layer == Layer.TIES
                          for end in (link.source_id, link.target_id) if end in place)
        tables = self.count(self._codes_elsewhere(table, place)
                            for table in self.concertation_tables
                            if self.members[table.concertation_table_id][0])
        known, near = Counter(place.values()), set(self.place.neighbours(self.neighbours))
        found = [Beyond(code, code in near, known[code], ties[code], tables[code])
                 for code in {*near, *ties, *tables}]
        return tuple(sorted(found, key=lambda one: (-one.n_ties - one.n_tables, one.code or "")))

    def _codes_elsewhere(self, table: ConcertationTable, place: Mapping[str, str | None]
                         ) -> set[str | None]:
        members = {link.source_id for link in self.network.links_of[table.concertation_table_id]}
        return {place[member] for member in members if member in place}

    # What is missing

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps of the place, found in all that is seen."""
        return tuple(gap for gap in find_gaps(self.network, self.neighbours)
                     if self.place.is_everywhere or self._concerns(gap))

    def _concerns(self, gap: Gap) -> bool:
        if gap.kind in OF_ONE_ACTOR:
            return gap.nodes[0] in self._here
        if gap.kind in OF_TABLES:
            tables = {table.concertation_table_id for table in self.concertation_tables}
            return not tables.isdisjoint(gap.nodes)
        return not {*self.place.territories}.isdisjoint(gap.territories)

    # How far it can be trusted

    @cached_property
    def asked(self) -> Mapping[bool | None, int]:
        """How many actors described their ties themselves, did not, or it is not known."""
        return self.count((actor.asked,) for actor in self.actors)

    @cached_property
    def ages(self) -> Mapping[str, Mapping[Age, int]]:
        """How many actors and links of each layer were verified how long ago."""
        facts: dict[str, list[Any]] = {"actors": list(self.actors)} | {
            layer: [link.record for link in self.links if link.layer == layer] for layer in Layer}
        return {what: self.count((age_of(record.verified_on, self.today),) for record in records)
                for what, records in facts.items() if records}

    @cached_property
    def n_nowhere(self) -> int:
        """Number of actors seen whose MRC is not known: they may be from here."""
        return sum(mrc_of(actor) is None and not self.place.holds(actor)
                   for actor in self.network.actors)

    @staticmethod
    def count(found: Iterable[Iterable[Any]]) -> Counter[Any]:
        """Count codes that may come several together."""
        return Counter(code for codes in found for code in codes)


def age_of(verified_on: datetime.date | None, today: datetime.date) -> Age:
    """Return how long ago something was verified; a year is 365 days, its last day included."""
    if verified_on is None:
        return Age.NEVER
    if today - verified_on <= FRESH_FOR:
        return Age.UNDER_ONE
    return Age.ONE_TO_THREE if today - verified_on <= 3 * FRESH_FOR else Age.OVER_THREE
