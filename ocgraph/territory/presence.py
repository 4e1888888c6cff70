"""Who is present in each MRC, counted from the network seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ocgraph.measures import Unit
from ocgraph.model import Actor, CommunityOrganizer, ConcertationTable, Territory
from ocgraph.network import PartnershipNetwork

Values = dict[str, float | None]


@dataclass(frozen=True)
class TerritoryMeasure:
    """A figure for each MRC.

    Attributes
    ----------
    measure_id
        Key of its name and readings in the catalogue: ``measure.<id>``,
        ``measure.<id>.says`` and ``measure.<id>.silent``.
    value
        ``(what the network shows in one MRC) -> figure``, ``None`` when there is no data.
    unit
        What the figure counts.
    formula
        In plain characters; m is the MRC.
    reference
        Where the definition, or the figure, is from.
    digits
        Decimals shown.
    """

    measure_id: str
    value: Callable[[Presence], float | None]
    unit: Unit
    formula: str
    reference: str = "ocgraph"
    digits: int = 0


@dataclass(frozen=True)
class Presence:
    """What the network shows in one MRC. An actor belongs to the MRC of its seat."""

    territory: Territory
    actors: tuple[Actor, ...]
    concertation_tables: tuple[ConcertationTable, ...]
    organizers: tuple[CommunityOrganizer, ...]
    n_links: tuple[int, ...]

    @property
    def is_known(self) -> bool:
        """Whether the register tells anything about this MRC."""
        return bool(self.actors or self.concertation_tables or self.organizers)


def _if_known(count: Callable[[Presence], int]) -> Callable[[Presence], float | None]:
    """Return zero only where the register knows the MRC: elsewhere nobody looked."""
    return lambda presence: count(presence) if presence.is_known else None


def _links_per_actor(presence: Presence) -> float | None:
    return sum(presence.n_links) / len(presence.n_links) if presence.n_links else None


TERRITORY_MEASURES = {measure.measure_id: measure for measure in (
    TerritoryMeasure("actors", _if_known(lambda presence: len(presence.actors)), Unit.ACTORS,
                     "A(m) = |{v : MRC(v) = m}|"),
    TerritoryMeasure("concertation_tables",
                     _if_known(lambda presence: len(presence.concertation_tables)), Unit.TABLES,
                     "|{t : m ∈ territories(t)}|"),
    TerritoryMeasure("organizers", _if_known(lambda presence: len(presence.organizers)),
                     Unit.NUMBER, "|{o : m ∈ home territories(o)}|"),
    TerritoryMeasure("links_per_actor", _links_per_actor, Unit.NUMBER,
                     "Σ links(v) / A(m), over the actors v of m", digits=1),
    TerritoryMeasure("isolated_actors", _if_known(lambda presence: presence.n_links.count(0)),
                     Unit.ACTORS, "|{v : MRC(v) = m, links(v) = 0}|"),
    TerritoryMeasure("population", lambda presence: presence.territory.population,
                     Unit.INHABITANTS, "P(m)", reference="Québec, décret de population 2025"),
)}


def presence_by_mrc(network: PartnershipNetwork,
                    territories: Iterable[Territory]) -> Mapping[str, Presence]:
    """Gather what the network shows in each MRC, by code.

    A table that covers several MRC counts once in each, and so does an organizer with several
    home territories: these columns do not sum to the number of tables or of organizers.
    """
    actors = _by_territory(network.actors, lambda actor: (actor.mrc_code,))
    tables = _by_territory(network.concertation_tables, lambda node: node.territories)
    organizers = _by_territory(network.organizers, lambda node: node.home_territories)
    return {place.code: Presence(
        place, tuple(actors[place.code]), tuple(tables[place.code]),
        tuple(organizers[place.code]),
        tuple(len(network.links_of[actor.actor_id]) for actor in actors[place.code]))
        for place in territories}


def _by_territory(nodes: Iterable, codes_of: Callable) -> defaultdict[str, list]:
    gathered = defaultdict(list)
    for node in nodes:
        for code in codes_of(node):
            gathered[code].append(node)
    return gathered


def extremes(values: Values, among: Iterable[str]) -> tuple[tuple[str, float] | None,
                                                            tuple[str, float] | None]:
    """Return the ``(code, figure)`` of the lowest and the highest among some MRC.

    MRC without data are left out; ``(None, None)`` when none is left. Of equal figures the
    first code is taken.
    """
    known = [(values[code], code) for code in sorted(among) if values.get(code) is not None]
    if not known:
        return None, None
    low = min(known, key=lambda pair: pair[0])
    high = max(known, key=lambda pair: pair[0])
    return (low[1], low[0]), (high[1], high[0])
