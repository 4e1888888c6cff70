"""What changes when a file is taken: which records are new, changed, the same or gone.

Two records are the same one when they have the same identity. An actor, a table or an organizer
has its identifier; a seat, a tie, an engagement or an indicator has what names it below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ocgraph.model import (
    COLLECTIONS,
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Entity,
    Indicator,
    Membership,
    Register,
    Tie,
)

IDENTITY: dict[type, tuple[str, ...]] = {
    Actor: ("actor_id",),
    ConcertationTable: ("concertation_table_id",),
    CommunityOrganizer: ("organizer_id",),
    Membership: ("concertation_table_id", "member_id", "since"),
    Tie: ("source_id", "target_id", "kind", "scale", "since"),
    Engagement: ("organizer_id", "target_id", "frame", "role", "act", "axis", "service", "phase",
                 "since"),
    Indicator: ("territory_code", "indicator", "year"),
}


@dataclass(frozen=True)
class Changes:
    """How many records a change adds, updates, leaves as they are and removes."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0


def _identity(record: Entity) -> tuple[object, ...]:
    names = IDENTITY[type(record)]
    if isinstance(record, Tie) and not record.directed:
        names = names[2:]
        return (frozenset((record.source_id, record.target_id)),
                *(getattr(record, name) for name in names))
    return tuple(getattr(record, name) for name in names)


def _by_identity(records: Iterable[Entity]) -> Iterator[tuple[tuple[object, ...], Entity]]:
    """Yield each record with its identity and its rank among those that share it.

    The rank keeps two rows that nothing distinguishes: none is lost by being merged.
    """
    met: Counter[tuple[object, ...]] = Counter()
    for record in records:
        identity = _identity(record)
        yield (identity, met[identity]), record
        met[identity] += 1


def compare(old: Register, new: Register) -> Changes:
    """Count what `new` changes when it takes the place of `old`."""
    added = updated = unchanged = removed = 0
    for entity in COLLECTIONS:
        before = dict(_by_identity(old.records(entity)))
        after = dict(_by_identity(new.records(entity)))
        common = before.keys() & after.keys()
        same = sum(before[key] == after[key] for key in common)
        added += len(after) - len(common)
        removed += len(before) - len(common)
        unchanged += same
        updated += len(common) - same
    return Changes(added, updated, unchanged, removed)


def merge(old: Register, new: Register) -> Register:
    """Return `old` with the records of `new` added, or updated where they are the same ones."""
    return Register(**{
        collection: tuple((dict(_by_identity(old.records(entity)))
                           | dict(_by_identity(new.records(entity)))).values())
        for entity, collection in COLLECTIONS.items()})


def repeated_identifier(register: Register) -> tuple[type, str] | None:
    """Return the first identifier that two actors, tables or organizers share, if any."""
    for entity in (Actor, ConcertationTable, CommunityOrganizer):
        identifiers = Counter(_identity(record)[0] for record in register.records(entity))
        for identifier, count in identifiers.items():
            if count > 1:
                return entity, identifier
    return None
