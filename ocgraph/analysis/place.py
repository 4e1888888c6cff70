"""What a portrait is of: MRC, municipalities, or a lived territory made of several."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ocgraph.io.places.lived_outlines import Outline, is_inside, mrc_of_outline
from ocgraph.io.places.reference import municipality_by_code, territory_by_code
from ocgraph.model import Actor


class Part(NamedTuple):
    """One MRC or one municipality of a place; its inhabitants are ``None`` when not known."""

    code: str
    name: str
    population: int | None


@dataclass(frozen=True)
class Place:
    """Where a portrait is taken. Without a code it is everywhere.

    Attributes
    ----------
    territories
        Codes of MRC.
    municipalities
        Codes of municipalities.
    name
        What the team calls it, for a lived territory; ``""`` to name its parts.
    outline
        What the team drew on the map: an actor whose point is known is here when it lies inside,
        another when its municipality is.
    """

    territories: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    name: str = ""
    outline: Outline = ()

    @property
    def is_everywhere(self) -> bool:
        """Whether nothing is left out."""
        return not (self.territories or self.municipalities or self.outline)

    def holds(self, actor: Actor) -> bool:
        """Tell whether an actor has its seat here; one whose seat is not known has not."""
        if self.goes_by_point(actor):
            return is_inside(self.outline, actor.latitude, actor.longitude)
        return (self.is_everywhere or actor.mrc_code in self.territories
                or actor.municipality_code in self.municipalities)

    def goes_by_point(self, actor: Actor) -> bool:
        """Tell whether an actor is here, or not, by where it stands and not by its municipality."""
        return bool(self.outline) and None not in (actor.latitude, actor.longitude)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The MRC, then the municipalities, in the order given."""
        mrc = (territory_by_code()[code] for code in self.territories)
        municipalities = (municipality_by_code()[code] for code in self.municipalities)
        return (*(Part(one.code, one.name, one.population) for one in mrc),
                *(Part(one.code, one.name, one.population_2025) for one in municipalities))

    @cached_property
    def population(self) -> int | None:
        """Inhabitants, each counted once; ``None`` when those of a part are not known."""
        counted = [part.population for part in self.parts
                   if part.code not in self.municipalities
                   or municipality_by_code()[part.code].mrc_code not in self.territories]
        return None if not counted or None in counted else sum(counted)

    @cached_property
    def mrc_codes(self) -> frozenset[str]:
        """Codes of the MRC it lies in; of an outline that holds no municipality, that of most."""
        codes = frozenset(self.territories) | {municipality_by_code()[code].mrc_code
                                               for code in self.municipalities}
        most = mrc_of_outline(self.outline) if self.outline and not codes else None
        return codes | ({most} if most else set())

    @cached_property
    def regions(self) -> frozenset[str]:
        """Codes of the administrative regions it lies in."""
        return frozenset(territory_by_code()[code].region_code for code in self.mrc_codes)

    def region_holds(self, actor: Actor) -> bool:
        """Tell whether an actor has its seat in the same administrative regions."""
        place = territory_by_code().get(mrc_of(actor) or "")
        return self.holds(actor) or (place is not None and place.region_code in self.regions)

    def neighbours(self, pairs: Collection[tuple[str, str]]) -> tuple[str, ...]:
        """Return the codes of the MRC that touch it, itself left out.

        Parameters
        ----------
        pairs
            Pairs of codes of MRC that touch. A municipality touches what its MRC touches.
        """
        touching = {code for pair in pairs for code in pair if self.mrc_codes & {*pair}}
        return tuple(sorted(touching - self.mrc_codes))


def mrc_of(actor: Actor) -> str | None:
    """Return the code of the MRC of an actor, told by its municipality when it is not written."""
    municipality = municipality_by_code().get(actor.municipality_code or "")
    return actor.mrc_code or (municipality.mrc_code if municipality else None)
