"""Retiring, removing and merging records: what goes with them, as edits to keep all at once."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz

from ocgraph.analysis.record_problems import Kept
from ocgraph.io.reading.duplicates import compared_name
from ocgraph.model import (
    COLLECTIONS,
    Engagement,
    Entity,
    Membership,
    Register,
    Tie,
    ValueType,
    declarations,
)
from ocgraph.model.checks import IDENTIFIERS, overlap, tie_identity
from ocgraph.storage import Correction, Edit, KeptRecord, Removal, merge

_UNKNOWN = (None, "", ())
_DATES = ("since", "until")
_WORK = ("organizer_id", "target_id", "frame", "role", "act", "axis", "service", "phase")


def correction(one: KeptRecord, **changed: Any) -> Correction:
    """Return the correction of some fields of a record, as it was seen."""
    return Correction(one.record_key, one.version, replace(one.record, **changed))


def removal(one: KeptRecord) -> Removal:
    """Return the removal of a record, as it was seen."""
    return Removal(type(one.record), one.record_key, one.version)


def links_of(kept: Kept, one: KeptRecord) -> tuple[KeptRecord, ...]:
    """Return the seats, ties and engagements that a record holds an end of."""
    return tuple(link for link, ends in _pointing(kept, _identifier(one.record))
                 if any(field.required for field in ends))


def _identifier(record: Entity) -> str | None:
    """Return what others refer to a record by; None when nothing can."""
    return getattr(record, IDENTIFIERS.get(type(record), ""), None)


def _references(entity: type[Entity]) -> list:
    return [field for field in declarations(entity) if field.value_type is ValueType.REFERENCE]


def _pointing(kept: Kept, identifier: str | None) -> Iterator[tuple[KeptRecord, list]]:
    """Yield the records that refer to another, with the fields that do."""
    for entity in COLLECTIONS if identifier is not None else ():
        references = _references(entity)
        for one in kept.get(entity, ()):
            ends = [field for field in references
                    if getattr(one.record, field.name) == identifier]
            if ends:
                yield one, ends


def ended_with(kept: Kept, one: KeptRecord, day: datetime.date) -> tuple[KeptRecord, ...]:
    """Return the links of a record that hold on a day and after it: those its end would end.

    A link that begins later is left as it is: it is for a person to say what became of it.
    """
    return tuple(link for link in links_of(kept, one)
                 if (link.record.until is None or link.record.until > day)
                 and (link.record.since is None or link.record.since <= day))


def retiring(one: KeptRecord, day: datetime.date, links: Iterable[KeptRecord] = ()
             ) -> tuple[Edit, ...]:
    """Return what gives a record, and some of its links, a last day."""
    return tuple(correction(each, until=day) for each in (one, *links))


def removing(kept: Kept, one: KeptRecord) -> tuple[Edit, ...]:
    """Return what removes a record: its links go with it, and nothing refers to it any more."""
    edits: list[Edit] = [removal(one)]
    for other, ends in _pointing(kept, _identifier(one.record)):
        edits.append(removal(other) if any(field.required for field in ends) else
                     correction(other, **{field.name: None for field in ends}))
    return tuple(edits)


def near_names(kept: Kept, one: KeptRecord) -> tuple[KeptRecord, ...]:
    """Return the other records of the same kind, those of the nearest name first."""
    name = compared_name(one.record.name)
    others = [other for other in kept[type(one.record)] if other.record_key != one.record_key]
    return tuple(sorted(others, key=lambda other: (
        -fuzz.ratio(name, compared_name(other.record.name)), other.record.name)))


def merged(stays: Entity, goes: Entity, taken: Collection[str] = ()) -> Entity:
    """Return a record completed by its duplicate.

    What an addition to the register would complete is: a place told elsewhere is no part of it, nor
    are dates that would be out of order.

    Parameters
    ----------
    taken
        Fields whose value is that of the duplicate, whatever the record knew.
    """
    identifier, collection = IDENTIFIERS[type(stays)], COLLECTIONS[type(stays)]
    same = replace(goes, **{identifier: getattr(stays, identifier)})
    both = merge(Register(**{collection: (same,)}), Register(**{collection: (stays,)}))
    whole, = both.records(type(stays))
    if whole.since and whole.until and whole.since > whole.until:
        whole = replace(whole, since=stays.since, until=stays.until)
    return replace(whole, **{name: getattr(same, name) for name in taken})


def merging(kept: Kept, stays: KeptRecord, goes: KeptRecord, record: Entity) -> tuple[Edit, ...]:
    """Return what makes one record of two; what refers to the one that goes refers to the other.

    Nothing is told twice: of two links that say the same at the same time one stays, over the days
    of both, and with what either knew. A link between the two goes.

    Parameters
    ----------
    record
        What stays, as it becomes (see `merged`).
    """
    entity = type(stays.record)
    if not any(one.record_key == goes.record_key for one in kept[entity]):
        return ()
    without = {**kept, entity: tuple(one for one in kept[entity] if one.record_key not in (
        stays.record_key, goes.record_key))}
    here = [Correction(stays.record_key, stays.version, record)] if record != stays.record else []
    return (removal(goes), *here, *(edit for records in without.values() for edit in _moved(
        records, _identifier(goes.record), _identifier(record))))


def _moved(records: Iterable[KeptRecord], gone: str, stays: str) -> Iterator[Edit]:
    """Yield what makes records refer to the one that stays, each thing told once."""
    held: dict[int, Entity] = {}
    alike: dict[object, list[int]] = defaultdict(list)
    moving = []
    records = tuple(records)
    for one in records:
        moved = _pointed(one.record, gone, stays)
        if moved is one.record:
            held[one.record_key] = moved
            alike[_said_by(moved)].append(one.record_key)
        elif not _joins_itself(moved):
            moving.append((one.record_key, moved))
    for key, moved in moving:
        _take_in(held, alike[_said_by(moved)], key, moved)
    for one in records:
        if one.record_key not in held:
            yield removal(one)
        elif held[one.record_key] != one.record:
            yield Correction(one.record_key, one.version, held[one.record_key])


def _take_in(held: dict[int, Entity], alike: list[int], key: int, record: Entity) -> None:
    """Hold a record, as one with all those that say the same at the same time."""
    while isinstance(record, Membership | Tie | Engagement) and (
            twin := next((other for other in alike if overlap(held[other], record)), None)):
        alike.remove(twin)
        key, record = twin, _as_one(held.pop(twin), record)
    held[key] = record
    alike.append(key)


def _pointed(record: Entity, gone: str, stays: str) -> Entity:
    changed = {field.name: stays for field in _references(type(record))
               if getattr(record, field.name) == gone}
    return replace(record, **changed) if changed else record


def _joins_itself(record: Entity) -> bool:
    ends = [getattr(record, field.name) for field in _references(type(record)) if field.required]
    return len(set(ends)) < len(ends)


def _said_by(record: Entity) -> object:
    """Return what a link says, apart from its days: two that say the same are one."""
    if isinstance(record, Tie):
        return tie_identity(record)
    if isinstance(record, Membership):
        return record.concertation_table_id, record.member_id, record.role
    return tuple(getattr(record, name) for name in _WORK) if isinstance(
        record, Engagement) else record


def _as_one(first: Any, second: Any) -> Entity:
    """Return two links that say the same as one: the days of both, and what either knows."""
    starts = [link.since for link in (first, second) if link.since]
    ends = [link.until for link in (first, second)]
    known = {name: getattr(second, name) for name, value in vars(first).items()
             if value in _UNKNOWN and name not in _DATES}
    return replace(first, **known, since=min(starts, default=None),
                   until=None if None in ends else max(ends))


