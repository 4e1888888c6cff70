"""The register: everything a team keeps, as one immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ocgraph.model.entities import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Entity,
    Indicator,
    Membership,
    Tie,
)


@dataclass(frozen=True)
class Register:
    """Actors, tables, seats, ties, organizers, engagements and indicators of one team.

    A register may hold records that point to nothing; `ocgraph.model.checks` finds them and
    the network leaves them out.
    """

    actors: tuple[Actor, ...] = ()
    concertation_tables: tuple[ConcertationTable, ...] = ()
    memberships: tuple[Membership, ...] = ()
    ties: tuple[Tie, ...] = ()
    community_organizers: tuple[CommunityOrganizer, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    @cached_property
    def actor_by_id(self) -> Mapping[str, Actor]:
        """Actors by identifier."""
        return {actor.actor_id: actor for actor in self.actors}

    @cached_property
    def concertation_table_by_id(self) -> Mapping[str, ConcertationTable]:
        """Tables by identifier."""
        return {table.concertation_table_id: table for table in self.concertation_tables}

    @cached_property
    def organizer_by_id(self) -> Mapping[str, CommunityOrganizer]:
        """Organizers by identifier."""
        return {organizer.organizer_id: organizer for organizer in self.community_organizers}

    def named(self, identifier: str) -> Actor | ConcertationTable | CommunityOrganizer:
        """Return the actor, table or organizer with this identifier. Raises `KeyError`."""
        for records in (self.actor_by_id, self.concertation_table_by_id, self.organizer_by_id):
            if identifier in records:
                return records[identifier]
        raise KeyError(identifier)

    @property
    def is_empty(self) -> bool:
        """Whether there is nobody and no table in it."""
        return not (self.actors or self.concertation_tables or self.community_organizers)

    def records(self, entity: type[Entity]) -> tuple[Entity, ...]:
        """Return the records of one entity."""
        return getattr(self, COLLECTIONS[entity])


COLLECTIONS: dict[type, str] = {
    Actor: "actors",
    ConcertationTable: "concertation_tables",
    Membership: "memberships",
    Tie: "ties",
    CommunityOrganizer: "community_organizers",
    Engagement: "engagements",
    Indicator: "indicators",
}
"""The attribute of `Register` that holds each entity; also the name of its database table and of
its CSV file."""
