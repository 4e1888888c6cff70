"""Figures by region, health region, institution, local network or municipality, in words."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping

from ocgraph.analysis.section import FigureTable
from ocgraph.analysis.territory_levels import COUNTED, FIGURES, LevelReading
from ocgraph.analysis.territory_reading import TerritoryReading
from ocgraph.analysis.territory_wording import evidence_name
from ocgraph.analysis.wording import listed
from ocgraph.i18n import format_month, format_number, say, sort_key
from ocgraph.territory import TERRITORY_MEASURES, extremes
from ocgraph.territory.wording import level_name

_NAMED = 5
_PRINTED = ("population", "organizers", "hours", "hours_per_10000")
"""What fits the width of a page."""


def figure_name(name: str, reading: LevelReading, language: str) -> str:
    """Return what a figure of a level is, by its name in `LevelReading.figures`."""
    if name == "population":
        return say(language, "levels.column.population",
                   year=str(next(iter(reading.places.values())).population_year))
    return say(language, f"levels.column.{name}")


def level_columns(told: TerritoryReading, reading: LevelReading, language: str,
                  names: Collection[str] = FIGURES) -> dict[str, Mapping[str, float | None]]:
    """Return the figures by place, rounded as they are told, by what they are.

    Parameters
    ----------
    names
        Those wanted of `FIGURES`; the needs of the reading are told as well.
    """
    columns: dict[str, Mapping[str, float | None]] = {
        figure_name(name, reading, language): _rounded(
            reading.figures[name], TERRITORY_MEASURES[name].digits) for name in reading.told
        if name in names}
    if any(reading.unknown_hours.values()):
        columns[say(language, "levels.column.unknown_hours")] = reading.unknown_hours
    for code, need in reading.needs.items():
        if any(value is not None for value in need.values.values()):
            evidence = told.evidence[code]
            columns[evidence_name(evidence, language)] = _rounded(need.values, evidence.digits)
    counted = _least_counted(reading)
    if any(share < 1 for share in counted.values()):
        columns[say(language, "levels.column.counted")] = {
            code: round(100 * share) for code, share in counted.items()}
    return columns


def level_table(told: TerritoryReading, reading: LevelReading, language: str) -> FigureTable:
    """Return the places of a level by name with their people, posts and hours, in words.

    A place of which neither posts nor hours can be told is left out.
    """
    columns = level_columns(told, reading, language, _PRINTED)
    figures = [reading.figures[name] for name in reading.told if name in _PRINTED[1:]]
    places = sorted(((code, place) for code, place in reading.places.items()
                     if any(each[code] is not None for each in figures)),
                    key=lambda item: sort_key(item[1].name))
    return FigureTable(
        (level_name(reading.level, language), *columns),
        tuple((place.name, *(_written(values.get(code), language) for values in columns.values()))
              for code, place in places))


def _written(value: float | None, language: str) -> str:
    return say(language, "words.no_data") if value is None else format_number(
        value, language, digits=1)


def _rounded(values: Mapping[str, float | None], digits: int) -> dict[str, float | None]:
    return {code: None if value is None else round(value, digits)
            for code, value in values.items()}


def _least_counted(reading: LevelReading) -> dict[str, float]:
    """Return the share of the population that the least covered indicator rests on, by place."""
    shared = [need for need in reading.needs.values()
              if any(value is not None for value in need.values.values())]
    return {code: min(need.counted[code] for need in shared) for code in reading.places
            } if shared else {}


def level_sentences(told: TerritoryReading, reading: LevelReading, language: str) -> list[str]:
    """Say where there are most and fewest hours, then what is in no place."""
    sentences = []
    rates = reading.figures["hours_per_10000"]
    sure = [code for code in reading.places
            if rates[code] is not None and not reading.unknown_hours[code]]
    low, high = extremes(rates, sure)
    if low and high and low != high and "hours_per_10000" in reading.told:
        sentences.append(say(
            language, "levels.most" if len(sure) == len(reading.places) else "levels.most_of_sure",
            n=len(sure), total=len(reading.places), high=reading.places[high[0]].name,
            high_value=format_number(high[1], language, digits=1),
            low=reading.places[low[0]].name,
            low_value=format_number(low[1], language, digits=1)))
    lost = [say(language, f"levels.apart.{name}", n=_whole(reading.not_attributed[name]))
            for name in COUNTED if reading.not_attributed[name]]
    if lost:
        sentences.append(say(language, "levels.apart", what=listed(lost, language)))
    if (n := sum(reading.unknown_hours.values())) and "hours" in reading.told:
        sentences.append(say(language, "levels.unknown_hours", n=n))
    if reading.n_without_hours and "engaged_hours" in reading.told:
        sentences.append(say(language, "levels.engaged_without_hours", n=reading.n_without_hours))
    return sentences


def level_notes(told: TerritoryReading, reading: LevelReading, language: str) -> list[str]:
    """Say which MRC are in no place of a level, how figures are brought up, and of what year."""
    place = next(iter(reading.places.values()))
    shared = [told.territories[code].name for code in reading.apart if code in told.among]
    said = []
    if shared:
        said.append(say(language, "levels.needs_by_mrc") if len(shared) == len(told.among) else say(
            language, "levels.shared", n=len(shared), names=listed(shared, language, _NAMED)))
    if reading.needs:
        said.append(say(language, "levels.how_needs"))
    return [*said, say(language, "levels.how", year=str(place.population_year),
                       limits=_limits_words(place.version, language))]


def _limits_words(version: str, language: str) -> str:
    """Say of when limits are: the day they hold from, or the month of their edition."""
    if version.startswith("V"):
        month = datetime.date.fromisoformat(f"{version[1:]}-01")
        return say(language, "levels.limits.edition", month=format_month(month, language),
                   version=version)
    return say(language, "levels.limits.day", day=datetime.date.fromisoformat(version))


def _whole(amount: float) -> float:
    """Return a number without decimals when it has none to tell."""
    return int(amount) if amount == int(amount) else round(amount, 1)
