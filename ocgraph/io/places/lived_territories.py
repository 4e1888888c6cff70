"""A lived territory: what a team draws or lists, made of municipalities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ocgraph.io.places.reference import municipality_by_code


@dataclass(frozen=True)
class LivedTerritory:
    """A neighbourhood of municipalities that a team works with.

    Attributes
    ----------
    name
        What the team calls it.
    municipalities
        Codes of the municipalities whose settlement point lies inside.
    """

    name: str
    municipalities: tuple[str, ...]

    @cached_property
    def mrc_codes(self) -> tuple[str, ...]:
        """Codes of the MRC it lies in."""
        return tuple(dict.fromkeys(municipality_by_code()[code].mrc_code
                                   for code in self.municipalities))
