"""What changes when a file is taken: which records are new, changed, the same or gone.

Two records are the same one when they have the same identity. An actor, a table or an organizer
has its identifier; a seat, a tie, an engagement or an indicator has what names it below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace

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


_PLACE = ("mrc_code", "municipality_code", "latitude", "longitude")


@dataclass(frozen=True)
class Changes:
    """How many records a change adds, updates, leaves as they are and removes."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Difference:
    """A record in two registers; None where there is none."""

    entity: type[Entity]
    before: Entity | None
    after: Entity | None

    @property
    def became(self) -> str:
        """What became of it: the name of one of the counts of `Changes`."""
        if self.before == self.after:
            return "unchanged"
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "updated"


def _identity(record: Entity) -> tuple[object, ...]:
    names = IDENTITY[type(record)]
    if isinstance(record, Tie) and not record.directed:
        names = names[2:]
        return (frozenset((record.source_id, record.target_id)),
                *(getattr(record, name) for name in names))
    return tuple(getattr(record, name) for name in names)


def by_identity(records: Iterable[Entity]) -> Iterator[tuple[tuple[object, ...], Entity]]:
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
    return counted(_pairs(old, new))


def differences(old: Register, new: Register) -> tuple[Difference, ...]:
    """Return what `new` changes when it takes the place of `old`, record by record."""
    return tuple(pair for pair in _pairs(old, new) if pair.before != pair.after)


def counted(pairs: Iterable[Difference]) -> Changes:
    """Count records by what becomes of them."""
    became = Counter(pair.became for pair in pairs)
    return Changes(**{field.name: became[field.name] for field in fields(Changes)})


def _pairs(old: Register, new: Register) -> Iterator[Difference]:
    """Yield every record of two registers: those of the old one first, then those added."""
    for entity in COLLECTIONS:
        before = dict(by_identity(old.records(entity)))
        after = dict(by_identity(new.records(entity)))
        for key in before | after:
            yield Difference(entity, before.get(key), after.get(key))


def merge(old: Register, new: Register) -> Register:
    """Return `old` with the records of `new` added, or updated where they are the same ones.

    What `new` leaves unknown in a record stays as `old` knows it: a list of seats names a member
    and says nothing else of it.
    """
    return Register(**{collection: _merged(old.records(entity), new.records(entity))
                       for entity, collection in COLLECTIONS.items()})


def _merged(old: Iterable[Entity], new: Iterable[Entity]) -> tuple[Entity, ...]:
    records = dict(by_identity(old))
    for key, record in by_identity(new):
        records[key] = _completed(record, records[key]) if key in records else record
    return tuple(records.values())


def _completed(record: Entity, earlier: Entity) -> Entity:
    left_behind = _PLACE if _has_moved(record, earlier) else ()
    unknown = [name for name, value in vars(record).items() if value in (None, "", ())]
    return replace(record, **{name: getattr(earlier, name) for name in unknown
                              if name not in left_behind})


def _has_moved(record: Entity, earlier: Entity) -> bool:
    """Tell an actor said elsewhere than it was: its former point would contradict its new MRC."""
    if not isinstance(record, Actor):
        return False
    told = [(getattr(record, name), getattr(earlier, name)) for name in _PLACE[:2]]
    return any(None not in pair and pair[0] != pair[1] for pair in told)
