"""Every measure in words, those of the network and those of territories, chapter by chapter."""

from __future__ import annotations

from ocgraph.i18n import say, without_accents
from ocgraph.measures import MEASURES, Family, Subject
from ocgraph.measures.wording import (
    ColumnDescription,
    Description,
    described,
    lens_needed,
    unit_name,
)
from ocgraph.network import Layer
from ocgraph.territory.levels import Level
from ocgraph.territory.presence import TERRITORY_MEASURES, TerritoryMeasure

CODES = (*MEASURES, *TERRITORY_MEASURES)
"""Of every measure: what one types."""


def description(code: str, language: str) -> Description:
    """Return everything that is told of a measure, by its code."""
    if code in MEASURES:
        return described(MEASURES[code], language)
    return _described_of_territories(TERRITORY_MEASURES[code], language)


def level_name(level: Level, language: str) -> str:
    """Return what the places of a level are called."""
    return say(language, f"level.{level}")


def descriptions_by_family(language: str, holding: str = "") -> dict[Family, list[Description]]:
    """Return the chapters that hold a measure, in order, and what is told of each measure.

    Parameters
    ----------
    holding
        Only the measures whose code, name or readings hold these words, accents or not.
    """
    wanted = without_accents(holding).split()
    told = [each for code in CODES if (each := description(code, language))
            and all(word in without_accents(f"{each.code} {each.name} {each.says} {each.silent}")
                    for word in wanted)]
    chapters = {family: [each for each in told if each.family == family] for family in Family}
    return {family: measures for family, measures in chapters.items() if measures}


def _described_of_territories(measure: TerritoryMeasure, language: str) -> Description:
    """Return everything that is told of a measure of territories."""
    code = measure.measure_id
    name = say(language, f"measure.{code}")
    return Description(
        code, name, Family.TERRITORIES, say(language, f"measure.{code}.says"),
        say(language, f"measure.{code}.silent"), measure.formula,
        say(language, f"measure.subject.{Subject.TERRITORY}"),
        (ColumnDescription(name, unit_name(measure.unit, language)),), (),
        lens_needed(Layer, language), measure.reference)
