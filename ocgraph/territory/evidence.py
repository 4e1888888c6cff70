"""What tells the need of each territory, and what tells the presence there, with its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from ocgraph.i18n import Label
from ocgraph.io.indicators.kinds import Direction, IndicatorKind, kind_of
from ocgraph.model import Indicator
from ocgraph.territory.presence import TERRITORY_MEASURES, Presence, Values
from ocgraph.territory.ranking import Criterion
from ocgraph.territory.scale import percentiles

PRESENCE_CODES = ("hours_per_10000", "tables_per_10000", "actors_per_10000", "seats_per_actor",
                  "reached_per_100", "outward_links_per_actor")
"""The measures of territories that tell presence, the first to count first."""


class Side(StrEnum):
    """What a figure tells."""

    NEED = "need"
    PRESENCE = "presence"


@dataclass(frozen=True)
class Evidence:
    """One figure of each territory that tells need, or presence.

    Attributes
    ----------
    code
        Of the indicator, or of the measure of territories.
    values
        By territory; ``None`` where there is no data.
    direction
        What a higher figure means for the need.
    year, source
        Of the figures; empty for what is counted in the register.
    newer
        A later year, and how many of the territories looked at it tells: fewer than this one.
    """

    code: str
    side: Side
    values: Values
    direction: Direction
    digits: int = 1
    unit: str = ""
    year: str = ""
    source: Label = Label("", "")
    newer: tuple[str, int] | None = None

    def n_known(self, among: Collection[str]) -> int:
        """Return how many of these territories have a figure."""
        return sum(self.values.get(code) is not None for code in among)

    def criterion(self, among: Collection[str], *, more_is_need: bool) -> Criterion:
        """Return where each of these territories stands among them, as a criterion."""
        here = {code: self.values.get(code) for code in among}
        return Criterion(self.code, percentiles(here, more_is_need=more_is_need))


def presence_evidence(presence: Mapping[str, Presence]) -> tuple[Evidence, ...]:
    """Return the figures of presence, counted in the register."""
    measures = [TERRITORY_MEASURES[code] for code in PRESENCE_CODES]
    return tuple(Evidence(
        measure.measure_id, Side.PRESENCE,
        {code: measure.value(there) for code, there in presence.items()}, Direction.LESS_NEED,
        measure.digits) for measure in measures)


def need_evidence(indicators: Iterable[Indicator],
                  kind: Callable[[str], IndicatorKind] = kind_of,
                  among: Collection[str] = ()) -> tuple[Evidence, ...]:
    """Return the figures of every indicator that tells need, the best covered first.

    They are of the year that tells most territories, the last of such years: a newer figure for
    a few would leave the others without any.

    An indicator of which a higher figure means neither more need nor less is left out; one that
    only the team knows is kept, and the team says what it means.

    Parameters
    ----------
    indicators
        Of the register and of the reference, the former before the latter where both tell.
    kind
        Gives what an indicator is, by its code.
    among
        The territories looked at, all of them when none is given: years are chosen by how many of
        these they tell.
    """
    found: dict[str, dict[str, list[Indicator]]] = defaultdict(lambda: defaultdict(list))
    for row in indicators:
        if kind(row.indicator).direction is not Direction.NEITHER and _is_figure(row.value):
            found[row.indicator][row.year].append(row)
    told = [_best_covered(kind(code), by_year, among) for code, by_year in found.items()]
    return tuple(sorted(told, key=lambda each: (-len(each.values), each.code)))


def _is_figure(value: float | None) -> bool:
    """Tell whether it can be compared: what is not a finite number is no data."""
    return value is not None and isfinite(value)


def _best_covered(kind: IndicatorKind, by_year: Mapping[str, list[Indicator]],
                  among: Collection[str]) -> Evidence:
    covered = {year: len({row.territory_code for row in rows
                          if not among or row.territory_code in among})
               for year, rows in by_year.items()}
    year, last = max(covered, key=lambda year: (covered[year], year)), max(covered)
    rows = by_year[year]
    sources = dict.fromkeys(kind.source_words(row.source) for row in rows)
    values = {row.territory_code: row.value for row in reversed(rows)}
    return Evidence(kind.code, Side.NEED, values, kind.direction, unit=kind.unit or rows[0].unit,
                    year=year, source=Label(*map(" ; ".join, zip(*sources, strict=True))),
                    newer=(last, covered[last]) if last > year else None)
