"""A liaison as it is read: an engagement that stands, with the days of work noted for it.

A day of work (an entry of a journal) is no link of its own: ten meetings with one table are one
liaison, with their hours and the day of the last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ocgraph.model import Engagement
from ocgraph.network.lens import Lens, held_until


@dataclass(frozen=True)
class Liaison:
    """What an organizer has with an actor or a table.

    Attributes
    ----------
    number
        Place in the register of the engagement that stands, or of the first entry of the pair.
    record
        The engagement as it is read: with the hours known at least, and verified on the day of
        the last entry. Where none stands, it is told by the entries.
    entries
        The days of work the lens shows, the oldest first.
    """

    number: int
    record: Engagement
    entries: tuple[Engagement, ...] = ()


def liaisons(engagements: Iterable[Engagement], lens: Lens) -> list[Liaison]:
    """Return the liaisons a lens shows, in the order of the register.

    The entries of a pair go to the first engagement that stands between them; without one they
    are a liaison by themselves.
    """
    pairs: dict[tuple[str, str], list[tuple[int, Engagement]]] = defaultdict(list)
    for numbered in enumerate(engagements):
        pairs[numbered[1].organizer_id, numbered[1].target_id].append(numbered)
    found = [liaison for numbered in pairs.values() for liaison in _of_pair(numbered, lens)]
    return sorted(found, key=lambda liaison: liaison.number)


def _of_pair(numbered: list[tuple[int, Engagement]], lens: Lens) -> Iterator[Liaison]:
    standing = [Liaison(number, one) for number, one in numbered
                if not one.is_entry and lens.holds(one)]
    entries = tuple(sorted((one for _, one in numbered if one.is_entry and lens.holds(one)),
                           key=lambda one: one.since))
    if not entries:
        yield from standing
        return
    first_entry = next(number for number, one in numbered if one.is_entry)
    first, *others = standing or [Liaison(first_entry, _told_by(entries))]
    noted = _sum_of_hours(entries)
    stated = _sum_of_hours(each.record for each in standing)
    yield Liaison(first.number, _completed(first.record, entries, noted, stated), entries)
    yield from others


def _told_by(entries: tuple[Engagement, ...]) -> Engagement:
    """Return the engagement that entries alone tell: in the words of the last one."""
    last = entries[-1]
    return replace(last, since=entries[0].since, until=held_until(last.since), hours=None)


def _completed(record: Engagement, entries: tuple[Engagement, ...], noted: float | None,
               stated: float | None) -> Engagement:
    """Return an engagement with what its entries add.

    The hours it states may be those of the same work: only what the entries have beyond them
    counts, so that nothing counts twice.
    """
    beyond = max((noted or 0.0) - (stated or 0.0), 0.0)
    hours = record.hours if noted is None or (not beyond and stated is not None) else (
        (record.hours or 0.0) + beyond)
    days = filter(None, (record.verified_on, entries[-1].since))
    return replace(record, hours=hours, verified_on=max(days))


def _sum_of_hours(records: Iterable[Engagement]) -> float | None:
    """Sum the hours noted; None when none are."""
    known = [record.hours for record in records if record.hours is not None]
    return sum(known) if known else None
