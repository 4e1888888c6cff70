"""The journal of an organizer in words: its entries, and what they add up to."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping

from ocgraph.analysis.journal import UNPLACED, Summed, Worked
from ocgraph.analysis.linking_role import UNNOTED, UNREAD
from ocgraph.analysis.wording import listed, place_name
from ocgraph.i18n import format_number, say
from ocgraph.model import FRAME_KINDS, Actor, Engagement, Register, frame_terms, label_of

Row = list[str | float | int | datetime.date | None]
_ENTRY_COLUMNS = ("day", "who", *FRAME_KINDS, "hours", "intensity", "frame", "note")
_SUM_COLUMNS = ("entries", "hours", "without")
_PERIODS = ("month", "year")
_HOURS_DIGITS = 2


def target_names(register: Register) -> dict[str, str]:
    """Name each actor and table so that no two bear the same: its place, or its code, beside it."""
    known = register.actor_by_id | register.concertation_table_by_id
    names = {node_id: one.name for node_id, one in known.items()}
    for beside in (_where, lambda node_id, _one: node_id):
        times = Counter(names.values())
        names |= {node_id: f"{name} ({beside(node_id, known[node_id])})"
                  for node_id, name in names.items()
                  if times[name] > 1 and beside(node_id, known[node_id])}
    return names


def _where(_node_id: str, one: object) -> str:
    codes = (one.mrc_code,) if isinstance(one, Actor) else one.territories
    return ", ".join(place_name(code) for code in codes if code)


def hours_words(hours: float | None, language: str) -> str:
    """Say how many hours, or that nobody noted them."""
    if hours is None:
        return say(language, "journal.hours_unknown")
    return say(language, "journal.n_hours",
               hours=format_number(hours, language, digits=_HOURS_DIGITS))


def words_of_entry(entry: Engagement, language: str) -> list[str]:
    """Return the words of its frame that an entry bears, in the order of the kinds."""
    return [_word(entry.frame, kind, code, language) for kind in FRAME_KINDS
            if (code := getattr(entry, kind))]


def _word(frame: str | None, kind: str, code: str, language: str) -> str:
    """Return the wording of a word; one that its frame does not have keeps its code."""
    terms = frame_terms(frame, kind) if frame else {}
    return terms[code].label.in_language(language) if code in terms else code


def entry_sentence(entry: Engagement, names: Mapping[str, str], language: str) -> str:
    """Say an entry on one line: the day, with whom, how long, what."""
    told = [names.get(entry.target_id, entry.target_id), hours_words(entry.hours, language),
            *words_of_entry(entry, language)]
    return say(language, "journal.entry", day=entry.since, told=" · ".join(told))


def noted_sentence(entries: tuple[Engagement, ...], names: Mapping[str, str], language: str
                   ) -> str:
    """Say what was noted just now: the day, with whom, how long in all, what."""
    known = [one.hours for one in entries if one.hours is not None]
    who = listed([names[one.target_id] for one in entries], language)
    told = [who, hours_words(sum(known) if known else None, language),
            *words_of_entry(entries[0], language)]
    return say(language, "journal.noted", day=entries[0].since, told=" · ".join(told))


def total_sentence(total: Summed, period: str, language: str) -> str:
    """Say what a period adds up to; the entries without hours are said apart."""
    told = say(language, "journal.total", n=total.n_entries, period=period,
               hours=hours_words(total.hours, language))
    return told if not total.n_without_hours else " ".join(
        (told, say(language, "journal.without_hours", n=total.n_without_hours)))


def entry_titles(language: str) -> list[str]:
    """Return the titles of the columns of `entry_rows`."""
    return [label_of("frame_kind", column, language) if column in FRAME_KINDS
            else say(language, f"journal.column.{column}") for column in _ENTRY_COLUMNS]


def entry_rows(entries: Iterable[Engagement], names: Mapping[str, str], language: str
               ) -> list[Row]:
    """Return a row for each entry, every field in words."""
    return [[one.since, names.get(one.target_id, one.target_id),
             *(_word(one.frame, kind, getattr(one, kind), language) if getattr(one, kind) else ""
               for kind in FRAME_KINDS),
             one.hours, one.intensity,
             label_of("frame", one.frame, language) if one.frame else "", one.private_note]
            for one in entries]


def sum_titles(first: Iterable[str], language: str) -> list[str]:
    """Return the titles of rows of sums: what is summed, then the month’s sums and the year’s."""
    return [*(say(language, f"journal.column.{column}") for column in first),
            *(say(language, f"journal.column.{period}_{column}") for period in _PERIODS
              for column in _SUM_COLUMNS)]


def word_rows(month: Worked, year: Worked, frame: str, language: str) -> list[Row]:
    """Return a row for each word that the year’s entries bear: its kind, then the sums."""
    return [[label_of("frame_kind", kind, language), _summed_word(frame, kind, code, language),
             *_sums(month.by_word.get(kind, {}).get(code)), *_sums(summed)]
            for kind, sums in year.by_word.items() for code, summed in sums.items()]


def _summed_word(frame: str, kind: str, code: str, language: str) -> str:
    unworded = {UNREAD: "analysis.unread", UNNOTED: "analysis.unnoted"}
    return say(language, unworded[code]) if code in unworded else _word(frame, kind, code, language)


def territory_rows(month: Worked, year: Worked, language: str) -> list[Row]:
    """Return a row for each MRC of the year’s entries: its name, then the sums."""
    return [[say(language, "journal.unplaced") if code == UNPLACED else place_name(code),
             *_sums(month.by_territory.get(code)), *_sums(summed)]
            for code, summed in year.by_territory.items()]


def _sums(summed: Summed | None) -> Row:
    if summed is None:
        return [0, 0.0, 0]
    return [summed.n_entries, summed.hours, summed.n_without_hours]


def told_titles(first: str, language: str) -> list[str]:
    """Return the titles of `told_rows`: what is summed, the month, the year."""
    return [say(language, f"journal.column.{column}") for column in (first, *_PERIODS)]


def told_rows(rows: Iterable[Row], language: str) -> list[list[str]]:
    """Return rows of sums in three cells, for a page: what is summed, then a phrase a period."""
    n_sums = len(_SUM_COLUMNS)
    return [[" · ".join(map(str, row[:-2 * n_sums])),
             *(_phrase(*row[-first:][:n_sums], language) for first in (2 * n_sums, n_sums))]
            for row in rows]


def _phrase(n_entries: int, hours: float | None, n_without: int, language: str) -> str:
    if not n_entries:
        return "–"
    told = say(language, "journal.sum", n=n_entries, hours=hours_words(hours, language))
    return told if not n_without or hours is None else say(
        language, "journal.sum_without", n=n_without, told=told)
