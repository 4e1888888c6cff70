"""The hours that inhabitants have near, in sentences: who has least, what is unknown, and why."""

from __future__ import annotations

from collections.abc import Iterable
from math import isclose

from ocgraph.analysis.section import FigureTable
from ocgraph.analysis.territory_reading import TerritoryReading
from ocgraph.analysis.territory_spread import NearHours
from ocgraph.analysis.wording import listed
from ocgraph.i18n import format_number, say

_NAMED = 5


def access_sentences(reading: TerritoryReading, near: NearHours, language: str) -> list[str]:
    """Say who has most and least near, and what could not be counted.

    Only territories whose every hour within reach is known are told as having least, or most:
    the others may have more than what is known.
    """
    known = {code: hours for code, hours in near.by_territory.items() if hours is not None}
    sure = {code: hours for code, hours in known.items() if code not in near.at_least}
    return [*(_extremes(reading, sure, len(near.by_territory), near.within_km, language)
              if sure else [say(language, "access.unsure" if known else "access.nothing")]),
            *unknown_sentences(reading, near, language), *_uncounted(reading, near, language)]


def _extremes(reading: TerritoryReading, hours: dict[str, float], n_all: int, within_km: int,
              language: str) -> list[str]:
    """Name all who have least, all who have most, and of how many: it goes together."""
    low, high = min(hours.values()), max(hours.values())
    fewest, most = (listed(_names(reading, (code for code, value in hours.items()
                                            if isclose(value, end))), language, _NAMED)
                    for end in (low, high))
    among = [say(language, "access.among", n=len(hours), total=n_all)] if len(hours) < n_all else []
    if isclose(low, high):
        return [" ".join((say(language, "access.one", name=fewest, hours=low, km=within_km),
                          *among))]
    n_none = sum(value == 0 for value in hours.values())
    least = (say(language, "access.none", n=n_none, names=fewest, km=within_km) if n_none else
             say(language, "access.least", names=fewest, low=low, km=within_km))
    return [" ".join((least, say(language, "access.most", names=most, high=high), *among))]


def unknown_sentences(reading: TerritoryReading, near: NearHours, language: str) -> list[str]:
    """Say whose hours are unknown, and where there may therefore be more than what is told."""
    unknown = near.access.unknown_supply
    at_least = [code for code in near.at_least if near.by_territory[code] is not None]
    return [say(language, key, n=len(codes), names=listed(
        _names(reading, codes), language, _NAMED))
        for key, codes in (("access.unknown", unknown), ("access.at_least", at_least)) if codes]


def _uncounted(reading: TerritoryReading, near: NearHours, language: str) -> list[str]:
    sentences = []
    if near.access.lost:
        sentences.append(say(language, "access.lost", hours=near.access.lost_supply, names=listed(
            _names(reading, near.access.lost), language, _NAMED)))
    if near.n_unplaced:
        sentences.append(say(language, "access.unplaced", n=near.n_unplaced))
    return [*sentences, say(language, "access.sum", hours=near.shared)]


def access_table(reading: TerritoryReading, near: NearHours, language: str) -> FigureTable:
    """Return what each territory has near, the least first, and whether it may be more."""
    told = near.by_territory
    unsure = {code for code in near.at_least if told[code] is not None}
    columns = {"served.column.mrc": {code: reading.territories[code].name for code in told}}
    if unsure:
        columns["access.column.at_least"] = {
            code: say(language, "access.at_least_yes") if code in unsure else "" for code in told}
    figures = {code: say(language, "words.no_data") if value is None
               else format_number(value, language) for code, value in told.items()}
    codes = sorted(told, key=lambda code: (told[code] is None, told[code] or 0, code))
    return FigureTable(
        (*(say(language, title) for title in columns),
         say(language, "access.name_within", km=near.within_km)),
        tuple((*(column[code] for column in columns.values()), figures[code]) for code in codes),
        n_words=len(columns))


def _names(reading: TerritoryReading, codes: Iterable[str]) -> list[str]:
    return [reading.territories[code].name for code in codes]
