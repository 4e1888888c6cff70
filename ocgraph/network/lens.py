"""The lens: which part of the register is looked at, and how far."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ocgraph.errors import OcgraphError
from ocgraph.model import Actor, Engagement, Tie, vocabulary


class Layer(StrEnum):
    """The three kinds of link."""

    TIES = "ties"
    TABLES = "tables"
    LIAISON = "liaison"


ENTRY_HOLDS = datetime.timedelta(days=365)
"""How long a day of work keeps a liaison: a year, the round of most tables and committees."""

NONE = "none"
"""Written for a set that is empty where the default is not: an address drops an empty value."""


@dataclass(frozen=True)
class Lens:
    """What is seen of a register. An empty set means no restriction.

    Attributes
    ----------
    layers
        Which kinds of link count.
    on
        Only what held on this day. Records whose dates are unknown are seen. ``None``: every
        record, whenever it held.
    known_on
        Only what the register told at the end of this day, corrections made since left out: whoever
        reads the register chooses it so. ``None``: as it is known now.
    territories
        Codes of the MRC whose actors are seen (the MRC of the actor's seat).
    sectors, kinds
        Codes of the sectors and kinds of actors that are seen.
    minimum_levels
        ``(scale, level)`` pairs: a tie recorded on that scale is seen from that level up; one
        whose level is unknown is not. Ties on other scales are not concerned: scales are never
        compared.
    """

    layers: frozenset[str] = frozenset(Layer)
    on: datetime.date | None = None
    known_on: datetime.date | None = None
    territories: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    minimum_levels: tuple[tuple[str, int], ...] = ()

    def holds(self, record: Any) -> bool:
        """Tell whether a dated record held on the day of the lens; a day of work holds a year."""
        if self.on is None:
            return True
        last = record.until
        if last is not None and isinstance(record, Engagement) and record.is_entry:
            last = held_until(last)
        return ((record.since is None or record.since <= self.on)
                and (last is None or last >= self.on))

    def shows_actor(self, actor: Actor) -> bool:
        """Tell whether an actor is seen."""
        return (self.holds(actor)
                and (not self.territories or actor.mrc_code in self.territories)
                and (not self.kinds or actor.kind in self.kinds)
                and (not self.sectors or not self.sectors.isdisjoint(actor.sectors)))

    def shows_tie(self, tie: Tie) -> bool:
        """Tell whether a tie is seen, its ends apart."""
        return (Layer.TIES in self.layers and self.holds(tie)
                and all(tie.scale != scale or (tie.level is not None and tie.level >= level)
                        for scale, level in self.minimum_levels))

    @property
    def restricts_actors(self) -> bool:
        """Whether some actors are left out by territory, kind or sector."""
        return bool(self.territories or self.kinds or self.sectors)

    @property
    def of_everyone(self) -> Lens:
        """The same lens, through which every actor is seen."""
        everyone = Lens()
        return replace(self, territories=everyone.territories, kinds=everyone.kinds,
                       sectors=everyone.sectors)

    @property
    def of_everything(self) -> Lens:
        """The lens that shows all of the register, as it was known on the same day."""
        return Lens(known_on=self.known_on)

    def to_query(self) -> dict[str, str]:
        """Return the lens as address parameters; the default lens gives none."""
        query = {name: ",".join(sorted(getattr(self, name))) or NONE
                 for name in ("layers", "territories", "sectors", "kinds")
                 if getattr(self, name) != getattr(Lens(), name)}
        query |= {parameter: getattr(self, name).isoformat() for parameter, name in _DAYS.items()
                  if getattr(self, name) is not None}
        if self.minimum_levels:
            query["levels"] = ",".join(f"{scale}:{level}" for scale, level in self.minimum_levels)
        return query

    @classmethod
    def from_query(cls, query: Mapping[str, str], territory_codes: Collection[str]) -> Lens:
        """Read a lens from address parameters; what is not a known code is refused.

        Parameters
        ----------
        query
            Parameters by name; those that are not of a lens are passed over.
        territory_codes
            The codes of the known MRC and equivalent territories.

        Raises
        ------
        OcgraphError
            ``lens.not_a_date`` for a day, ``lens.unreadable`` for another parameter, with the
            parameter and the value found.
        """
        lens = cls()
        readers = {**_READERS, "territories": _codes("territories", territory_codes)}
        for name, read in readers.items():
            if written := query.get(name):
                try:
                    lens = replace(lens, **read(written))
                except (ValueError, KeyError):
                    code = "lens.not_a_date" if name in _DAYS else "lens.unreadable"
                    raise OcgraphError(code, parameter=name, found=written) from None
        return lens


def held_until(entry_day: datetime.date) -> datetime.date:
    """Return the last day on which a day of work still makes a liaison."""
    return min(entry_day, datetime.date.max - ENTRY_HOLDS) + ENTRY_HOLDS


def _codes(name: str, known: Collection[str]) -> Callable[[str], dict[str, frozenset[str]]]:
    def read(written: str) -> dict[str, frozenset[str]]:
        codes = frozenset(part for part in written.split(",") if part not in ("", NONE))
        if not codes <= set(known):
            raise ValueError(name)
        return {name: codes}
    return read


def _read_levels(written: str) -> dict[str, tuple[tuple[str, int], ...]]:
    levels = []
    for part in written.split(","):
        scale, _, level = part.partition(":")
        if level not in vocabulary(f"intensity:{scale}"):
            raise ValueError(part)
        levels.append((scale, int(level)))
    return {"minimum_levels": tuple(sorted(levels))}


def _day(name: str) -> Callable[[str], dict[str, datetime.date]]:
    return lambda written: {name: datetime.date.fromisoformat(written)}


_DAYS = {"on": "on", "known": "known_on"}
_READERS = {
    "layers": _codes("layers", set(Layer)),
    "sectors": _codes("sectors", vocabulary("sector")),
    "kinds": _codes("kinds", vocabulary("actor_kind")),
    **{parameter: _day(name) for parameter, name in _DAYS.items()},
    "levels": _read_levels,
}
