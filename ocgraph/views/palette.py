"""Colours and shapes: the same thing looks the same on every page, in every export.

Shape comes before colour: actors are discs, tables squares, organizers diamonds. The categorical
colours are those of Okabe and Ito (2008), which survive colour blindness; the sequential scale is
one hue, light to dark, so that it survives a projector and a grey printer too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SHAPES = {"actor": "disc", "concertation_table": "square", "organizer": "diamond"}

CONCERTATION_TABLE_COLOUR = "#3d3a4b"
ORGANIZER_COLOUR = "#c2410c"
OTHER_COLOUR = "#8a8f98"
ACCENT = "#0f5c73"
NO_DATA_COLOUR = "#dfe1e4"

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


def colours_of(codes: Iterable[str]) -> dict[str, str]:
    """Give the codes of a list a colour each, in order, and grey to those past the seventh."""
    return {code: CATEGORICAL[rank] if rank < len(CATEGORICAL) else OTHER_COLOUR
            for rank, code in enumerate(codes)}


@dataclass(frozen=True)
class Classes:
    """At most five classes of a sequential scale.

    Attributes
    ----------
    limits
        Largest value of each class, growing; length ``n_classes``.
    colours
        Colour of each class, light to dark.
    """

    limits: tuple[float, ...]
    colours: tuple[str, ...]

    def colour_of(self, value: float | None) -> str | None:
        """Return the colour of a value, ``None`` for no data."""
        return None if value is None else self.colours[bisect_left(self.limits, value)]


def classes_of(values: Mapping[str, float | None]) -> Classes:
    """Cut values into classes of about equal numbers; equal values stay together."""
    known = sorted(value for value in values.values() if value is not None)
    if not known:
        return Classes((), ())
    limits = sorted({known[-(-len(known) * part // len(SEQUENTIAL)) - 1]
                     for part in range(1, len(SEQUENTIAL) + 1)})
    return Classes(tuple(limits), _shades(len(limits)))


def _shades(n_classes: int) -> Sequence[str]:
    """Pick shades spread over the scale, the darkest always among them."""
    if n_classes == 1:
        return (SEQUENTIAL[2],)
    last = len(SEQUENTIAL) - 1
    return tuple(SEQUENTIAL[round(rank * last / (n_classes - 1))] for rank in range(n_classes))
