"""Colours and shapes: the same thing looks the same on every page, in every export.

Shape comes before colour: actors are discs, tables squares, organizers diamonds. The categorical
colours are those of Okabe and Ito (2008), which survive colour blindness; the sequential scale is
one hue, light to dark, so that it survives a projector and a grey printer too.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, pairwise
from statistics import quantiles
from typing import NamedTuple

SHAPES = {"actor": "disc", "concertation_table": "square", "organizer": "diamond"}

CONCERTATION_TABLE_COLOUR = "#3d3a4b"
ORGANIZER_COLOUR = "#c2410c"
OTHER_COLOUR = "#8a8f98"
NO_DATA_COLOUR = "#dfe1e4"
PLAIN_TERRITORY = "#f3f6f7"

STEP_COLOURS = ("#08304a", "#1f6a82", "#4fa3b5", "#a3d3dc")
"""Who starts, then who is reached in one, two and three steps: the nearer the darker."""

ALERT_COLOUR, PROPOSED_COLOUR, SECOND_COLOUR = "#d55e00", "#7a5195", "#e69f00"
"""What comes apart or is missing; what could be; what hangs on little. After Okabe and Ito."""

CATEGORICAL = ("#0072b2", "#009e73", "#e69f00", "#cc79a7", "#56b4e9", "#b2a800", "#7a5195")

FAMILY_OF_KIND = {
    "community_organization": "community", "nonprofit": "community", "cdc": "community",
    "social_economy": "community", "citizen_committee": "citizens",
    "municipality": "municipal", "mrc": "municipal",
    "school": "education", "school_service_centre": "education", "childcare_centre": "education",
    "institution": "health", "provincial_agency": "state", "federal_agency": "state",
    "foundation": "funding",
}
"""Kinds of actor gathered into families few enough for the eye."""

FAMILY_COLOURS = dict(zip(
    ("community", "education", "municipal", "health", "citizens", "funding", "state"),
    CATEGORICAL, strict=True)) | {"other": OTHER_COLOUR}

LINK_COLOURS = {"ties": "#4b6a88", "tables": "#9b97ad", "liaison": ORGANIZER_COLOUR}

SEQUENTIAL = ("#e3eff2", "#b9d8df", "#84b8c6", "#4a91a6", "#1f6a82")


class Look(NamedTuple):
    """A colour and, over it, a pattern: ``"dots"``, ``"lines"``, ``"crosses"`` or none."""

    colour: str
    pattern: str = ""


CROSSED = (("#eceef0", "#abcde3", "#5b9dc9"),
           ("#f4c98d", "#a99a86", "#4f6c86"),
           ("#e08a1e", "#8a5a2b", "#46244c"))
"""Two figures at once: darker downwards with the one, to the right with the other.

Orange and blue stay apart for every kind of colour blindness, and what is high in both is the
darkest, so that it stands out in grey too.
"""

CLUSTERS = {
    "high_high": Look("#b3470f", "dots"), "low_low": Look("#1f6a82", "lines"),
    "high_low": Look("#f2b98a", "dots"), "low_high": Look("#a9cfdb", "lines"),
    "not_significant": Look(PLAIN_TERRITORY), "no_neighbour": Look(NO_DATA_COLOUR, "crosses")}
"""A territory and its neighbours, by class; the pattern says which is high or low in grey."""


BESIDE_CHANCE = {
    "half": "#b3470f", "fewer": "#f2b98a", "alike": "#f7f8f8", "more": "#a9cfdb",
    "double": "#1f6a82"}
"""How many beside what chance gives, around as many: orange and blue, told apart by all."""

OWN_GROUP = "#e2e6ea"
"""What lies within one group, in a matrix of groups."""


def ink_on(colour: str) -> str:
    """Return the ink of a pattern that is seen over a colour: light on dark, dark on light."""
    red, green, blue = (int(colour[start:start + 2], 16) for start in (1, 3, 5))
    return "#ffffff" if 0.299 * red + 0.587 * green + 0.114 * blue < 140 else "#56646e"


def colours_of(codes: Iterable[str]) -> dict[str, str]:
    """Give the codes of a list a colour each, in order, and grey to those past the seventh."""
    return {code: CATEGORICAL[rank] if rank < len(CATEGORICAL) else OTHER_COLOUR
            for rank, code in enumerate(codes)}


class Cut(StrEnum):
    """How values are cut into classes."""

    NATURAL = "natural"
    QUANTILES = "quantiles"


@dataclass(frozen=True)
class Classes:
    """At most five classes of a sequential scale.

    Attributes
    ----------
    ranges
        Lowest and highest value found in each class, growing; length ``n_classes``.
    colours
        Colour of each class, light to dark.
    cut
        How they were cut, for the sentence that says it.
    """

    ranges: tuple[tuple[float, float], ...]
    colours: tuple[str, ...]
    cut: Cut = Cut.NATURAL

    def colour_of(self, value: float | None) -> str | None:
        """Return the colour of a value, ``None`` for no data."""
        if value is None:
            return None
        return self.colours[bisect_left([high for _, high in self.ranges], value)]


def classes_of(values: Iterable[float | None], cut: Cut = Cut.NATURAL) -> Classes:
    """Cut values into at most five classes; equal values stay together, ``None`` in none.

    Natural breaks are the cut with the least sum of squared distances to the class means (Fisher
    1958, Jenks 1977), found exactly: values that stand apart get a class of their own. Quantiles
    (`quantile_parts`) put as many values in each class, as far as equal ones allow.
    """
    known = known_of(values)
    parts = quantile_parts(known, len(SEQUENTIAL)) if cut == Cut.QUANTILES else _natural_parts(
        sorted(set(known)))
    return Classes(tuple((part[0], part[-1]) for part in parts), _shades(len(parts)), cut)


def known_of(values: Iterable[float | None]) -> list[float]:
    """Return the values that are numbers, growing: neither ``None``, nor NaN, nor infinite."""
    return sorted(value for value in values if value is not None and math.isfinite(value))


def quantile_parts(values: list[float], n_parts: int) -> list[list[float]]:
    """Cut growing values at their quantiles, into at most `n_parts`; equal values stay together.

    A value on a quantile belongs to the part below it; quantiles are interpolated (Hyndman and
    Fan 1996, definition 7). Parts that would be empty are left out.
    """
    if len(values) < 2:
        return [values] if values else []
    inner = quantiles(values, n=n_parts, method="inclusive")
    # An interpolated quantile may differ from the equal values around it in its last digit.
    ends = [bisect_right(values, edge + abs(edge) * 1e-12) for edge in inner]
    return [values[start:end] for start, end in pairwise((0, *ends, len(values))) if start < end]


def _natural_parts(values: list[float]) -> list[list[float]]:
    """Cut growing values into consecutive parts, the cost of each start kept from the right."""
    n_parts = min(len(values), len(SEQUENTIAL))
    if n_parts < 2:
        return [values] if values else []
    spread = _spreads(values)
    best = {start: (spread(start, len(values)), [values[start:]]) for start in range(len(values))}
    for n in range(2, n_parts + 1):
        best = {start: min(((spread(start, cut) + best[cut][0],
                             [values[start:cut], *best[cut][1]])
                            for cut in range(start + 1, len(values) - n + 2)),
                           key=lambda found: found[0])
                for start in range(len(values) - n + 1)}
    return best[0][1]


def _spreads(values: list[float]) -> Callable[[int, int], float]:
    """Return what gives the sum of squared distances to the mean of ``values[start:end]``."""
    middle = sum(values) / len(values)
    sums = [0.0, *accumulate(value - middle for value in values)]
    squares = [0.0, *accumulate((value - middle) ** 2 for value in values)]

    def spread(start: int, end: int) -> float:
        total = sums[end] - sums[start]
        return squares[end] - squares[start] - total * total / (end - start)

    return spread


def _shades(n_classes: int) -> tuple[str, ...]:
    """Pick shades spread over the scale, the darkest always among them."""
    if n_classes == 1:
        return (SEQUENTIAL[2],)
    last = len(SEQUENTIAL) - 1
    return tuple(SEQUENTIAL[round(rank * last / (n_classes - 1))] for rank in range(n_classes))
