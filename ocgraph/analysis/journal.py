"""The journal of an organizer: days of work (entries), their sums by word and by territory."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ocgraph.analysis.linking_role import UNNOTED, UNREAD
from ocgraph.i18n import sort_key
from ocgraph.io.reading.personal import names_person
from ocgraph.model import FRAME_KINDS, Engagement, Register, read_under
from ocgraph.model.personal import nature_of_text
from ocgraph.territory import engaged_territories

SOURCE = "Journal"
"""Where an entry is said to come from, in either language."""
UNPLACED = ""
"""In the place of an MRC: that of whom the entry is with is not known."""


@dataclass(frozen=True)
class Summed:
    """What some entries add up to.

    Attributes
    ----------
    n_entries
        How many; an entry that several MRC share counts in each.
    hours
        Their known hours; None when none are known.
    n_without_hours
        How many have no hours: they add nothing, and are counted apart.
    """

    n_entries: int
    hours: float | None
    n_without_hours: int


@dataclass(frozen=True)
class Worked:
    """The entries of a period.

    Attributes
    ----------
    by_word
        Sums by kind of word, then by word of the frame; `UNREAD` where the frame has none for
        what was recorded, `UNNOTED` where nothing was.
    by_territory
        Sums by MRC of whom they are with; a table’s hours are shared equally among its MRC.
    """

    total: Summed
    by_word: Mapping[str, Mapping[str, Summed]]
    by_territory: Mapping[str, Summed]


def entries_of(register: Register, organizer_id: str) -> tuple[Engagement, ...]:
    """Return the entries of a post, the latest day first; of one day, the last noted first."""
    mine = [one for one in register.engagements
            if one.organizer_id == organizer_id and one.is_entry]
    return tuple(sorted(reversed(mine), key=lambda one: one.since, reverse=True))


def offered_targets(register: Register, organizer_id: str) -> tuple[str, ...]:
    """Return whom an entry may be with: those of the latest entries first, then by name."""
    recent = (one.target_id for one in entries_of(register, organizer_id))
    standing = (one.target_id for one in register.engagements if one.organizer_id == organizer_id)
    known = register.actor_by_id | register.concertation_table_by_id
    by_name = sorted(known, key=lambda node_id: sort_key(known[node_id].name))
    among = sorted(set(standing) & known.keys(), key=lambda node_id: sort_key(known[node_id].name))
    return tuple(node_id for node_id in dict.fromkeys((*recent, *among, *by_name))
                 if node_id in known)


def new_entries(organizer_id: str, target_ids: Iterable[str], day: datetime.date,
                hours: float | None, **told: object) -> tuple[Engagement, ...]:
    """Return one entry for each of those met; the hours are shared equally among them.

    Parameters
    ----------
    hours
        How long it took in all, None when nobody knows.
    told
        The other fields of an `Engagement`.
    """
    target_ids = tuple(target_ids)
    each = None if hours is None else hours / len(target_ids)
    return tuple(Engagement(organizer_id=organizer_id, target_id=target_id, since=day, until=day,
                            hours=each, source=SOURCE, **told) for target_id in target_ids)


def personal_in(note: str) -> str:
    """Return what a note holds of a person: ``"contact"``, ``"person"``, or empty."""
    return "contact" if nature_of_text(note) else "person" if names_person(note) else ""


def within(entries: Iterable[Engagement], year: int, month: int | None = None
           ) -> tuple[Engagement, ...]:
    """Return the entries of a year, or of one of its months."""
    return tuple(one for one in entries if one.since.year == year
                 and month in (None, one.since.month))


def worked(entries: Iterable[Engagement], register: Register, frame: str) -> Worked:
    """Add entries up by word of a frame, whatever frame each was noted under, and by territory."""
    entries = tuple(entries)
    by_word = {kind: _by_word(entries, kind, frame) for kind in FRAME_KINDS}
    return Worked(_summed((1.0, one.hours) for one in entries),
                  {kind: sums for kind, sums in by_word.items() if sums.keys() - {UNNOTED}},
                  _by_territory(entries, register))


def _summed(shares: Iterable[tuple[float, float | None]]) -> Summed:
    """Add up the share that is counted of each entry's hours."""
    shares = tuple(shares)
    known = [share * hours for share, hours in shares if hours is not None]
    return Summed(len(shares), sum(known) if known else None, len(shares) - len(known))


def _by_word(entries: Iterable[Engagement], kind: str, frame: str) -> dict[str, Summed]:
    found: dict[str, list[tuple[float, float | None]]] = defaultdict(list)
    for one in entries:
        reading = read_under(one, frame)
        codes = [*(term.code for term in reading.terms(kind)),
                 *[UNREAD] * (kind in reading.without_equivalent)]
        for code in codes or [UNNOTED]:
            found[code].append((1.0, one.hours))
    return _most_first(found)


def _by_territory(entries: Iterable[Engagement], register: Register) -> dict[str, Summed]:
    known = register.actor_by_id | register.concertation_table_by_id
    found: dict[str, list[tuple[float, float | None]]] = defaultdict(list)
    for one in entries:
        target = known.get(one.target_id)
        codes = engaged_territories(target) if target else ()
        for code in codes or (UNPLACED,):
            found[code].append((1 / max(len(codes), 1), one.hours))
    return _most_first(found)


def _most_first(found: Mapping[str, list[tuple[float, float | None]]]) -> dict[str, Summed]:
    sums = {code: _summed(shares) for code, shares in found.items()}
    return dict(sorted(sums.items(), key=lambda item: (-(item[1].hours or 0), -item[1].n_entries)))
