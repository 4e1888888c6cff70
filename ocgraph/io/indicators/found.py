"""What is asked of a file of figures, and what was found in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields

from ocgraph.io.indicators.kinds import IndicatorKind, kind_of
from ocgraph.io.places.reference import territory_by_code, territory_codes
from ocgraph.model import Indicator, Issue, Register, Severity

_UNSAID = {"figures_without_indicator": "indicator", "figures_without_year": "year",
           "source_is_file": "source"}


@dataclass(frozen=True)
class Asked:
    """What the person says of a file that does not say it itself; each empty when not said.

    Attributes
    ----------
    indicator
        Code of a known indicator, or the name of one that only the team knows.
    year
        Year of the figures, for instance ``"2021"`` or ``"2016-2021"``.
    unit, source
        Unit and origin of the figures.
    """

    indicator: str = ""
    year: str = ""
    unit: str = ""
    source: str = ""


@dataclass(frozen=True)
class Coverage:
    """Which territories have a figure, for one indicator and one year.

    Attributes
    ----------
    n_known
        How many of the 104 have one.
    missing
        Codes of those that have none: no data, never zero.
    """

    indicator: str
    year: str
    n_known: int
    missing: tuple[str, ...]

    @property
    def missing_names(self) -> tuple[str, ...]:
        """Names of the territories that have no figure."""
        return tuple(territory_by_code()[code].name for code in self.missing)


@dataclass(frozen=True)
class FoundIndicators:
    """What a file of figures holds. Nothing is taken by reading it.

    Attributes
    ----------
    indicators
        The figures of the rows without error; a figure withheld or absent is not among them.
    issues
        Every finding, errors first.
    """

    indicators: tuple[Indicator, ...]
    issues: tuple[Issue, ...]

    @property
    def coverage(self) -> tuple[Coverage, ...]:
        """What is known and what is not, by indicator and year."""
        return coverage_of(self.indicators)

    @property
    def kinds(self) -> tuple[IndicatorKind, ...]:
        """The indicators met, in the order of the file."""
        return tuple(kind_of(code) for code in dict.fromkeys(
            row.indicator for row in self.indicators))

    @property
    def register(self) -> Register:
        """The figures alone, as they are added to a register."""
        return Register(indicators=self.indicators)

    @property
    def unsaid(self) -> tuple[str, ...]:
        """Names, among those of `Asked`, of what the file does not say and a person can."""
        codes = {issue.code for issue in self.issues}
        lacking = {name for code, name in _UNSAID.items() if code in codes}
        if any(not row.unit for row in self.indicators):
            lacking.add("unit")
        return tuple(field.name for field in fields(Asked) if field.name in lacking)

    def count(self, severity: Severity) -> int:
        """Return how many findings have this severity."""
        return sum(issue.severity is severity for issue in self.issues)


def coverage_of(indicators: Iterable[Indicator]) -> tuple[Coverage, ...]:
    """Return which territories have a figure, by indicator and year, in the order met."""
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in indicators:
        if row.value is not None:
            known[row.indicator, row.year].add(row.territory_code)
    return tuple(Coverage(indicator, year, len(codes),
                          tuple(code for code in territory_codes() if code not in codes))
                 for (indicator, year), codes in known.items())
