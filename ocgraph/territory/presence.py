"""Who is present in each MRC, counted from the network seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ocgraph.measures import Unit
from ocgraph.model import Actor, CommunityOrganizer, ConcertationTable, Territory
from ocgraph.network import Layer, Link, PartnershipNetwork

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
    """What the network shows in one MRC. An actor belongs to the MRC of its seat.

    Attributes
    ----------
    organizers
        Posts of which it is a home territory.
    n_links
        Links of each actor; same order as `actors`.
    n_seats
        Seats its actors hold at the tables.
    n_reached
        Actors one step from an organizer: she is engaged with them, or with a table where they sit.
    n_outward
        Partnerships of its actors with those of another MRC.
    engagements
        Of each liaison with its actors, or with a table that covers it: the share that is its
        own, and the hours noted.
    n_without_hours
        How many of these lack some hours: all of them, or those of a day of work.
    was_known
        Whether the register tells something about it, of which a scenario leaves nothing.
    """

    territory: Territory
    actors: tuple[Actor, ...]
    concertation_tables: tuple[ConcertationTable, ...]
    organizers: tuple[CommunityOrganizer, ...]
    n_links: tuple[int, ...]
    n_seats: int = 0
    n_reached: int = 0
    n_outward: int = 0
    engagements: tuple[tuple[float, float | None], ...] = ()
    n_without_hours: int = 0
    was_known: bool = False

    @property
    def hours(self) -> float | None:
        """Weekly hours of its posts, each split equally among its homes.

        ``None`` when the hours of one of them are unknown: a part is not the whole.
        """
        shares = [None if post.weekly_hours is None
                  else post.weekly_hours / len(post.home_territories) for post in self.organizers]
        return None if None in shares else sum(shares)

    @property
    def engaged_hours(self) -> float | None:
        """Hours noted of its engagements, at least: those of the others are unknown.

        ``None`` when there are engagements and none has its hours.
        """
        known = [share * hours for share, hours in self.engagements if hours is not None]
        return sum(known) if known or not self.engagements else None

    @property
    def is_known(self) -> bool:
        """Whether the register tells anything about this MRC."""
        return bool(self.actors or self.concertation_tables or self.organizers or self.was_known)


def _if_known(count: Callable[[Presence], int]) -> Callable[[Presence], float | None]:
    """Return zero only where the register knows the MRC: elsewhere nobody looked."""
    return lambda presence: count(presence) if presence.is_known else None


def _links_per_actor(presence: Presence) -> float | None:
    return sum(presence.n_links) / len(presence.n_links) if presence.n_links else None


def _hours(presence: Presence) -> float | None:
    return presence.hours if presence.is_known else None


def _engaged_hours(presence: Presence) -> float | None:
    return presence.engaged_hours if presence.is_known else None


def _per_actor(count: Callable[[Presence], int]) -> Callable[[Presence], float | None]:
    return lambda presence: count(presence) / len(presence.actors) if presence.actors else None


def _per_inhabitant(figure: Callable[[Presence], float | None], among: int
                    ) -> Callable[[Presence], float | None]:
    """Return what gives a figure for so many inhabitants; where nobody lives there is none."""
    def value(presence: Presence) -> float | None:
        found, people = figure(presence), presence.territory.population
        return found / people * among if found is not None and people else None

    return value


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
    TerritoryMeasure("hours", _hours, Unit.HOURS,
                     "H(m) = Σ weekly hours(o) / |home territories(o)|, over the posts o of m",
                     digits=1),
    TerritoryMeasure("hours_per_10000", _per_inhabitant(_hours, 10_000), Unit.HOURS,
                     "10,000 × H(m) / P(m)", digits=1),
    TerritoryMeasure("actors_per_10000", _per_inhabitant(
        _if_known(lambda presence: len(presence.actors)), 10_000), Unit.ACTORS,
        "10,000 × A(m) / P(m)", digits=1),
    TerritoryMeasure("tables_per_10000", _per_inhabitant(
        _if_known(lambda presence: len(presence.concertation_tables)), 10_000), Unit.TABLES,
        "10,000 × |{t : m ∈ territories(t)}| / P(m)", digits=1),
    TerritoryMeasure("seats_per_actor", _per_actor(lambda presence: presence.n_seats),
                     Unit.NUMBER, "seats(m) / A(m)", digits=1),
    TerritoryMeasure("reached_per_100", _per_actor(lambda presence: 100 * presence.n_reached),
                     Unit.ACTORS, "100 × |{v of m : one step from an organizer}| / A(m)"),
    TerritoryMeasure("outward_links_per_actor", _per_actor(lambda presence: presence.n_outward),
                     Unit.NUMBER, "|{(u, v) : u of m, v of another MRC}| / A(m)", digits=1),
    TerritoryMeasure("engaged_hours", _engaged_hours, Unit.HOURS,
                     "Σ hours(e) / |territories(e)|, over the engagements e of known hours with an "
                     "actor of m, or with a table that covers m", digits=1),
    TerritoryMeasure("engagements_without_hours",
                     _if_known(lambda presence: presence.n_without_hours), Unit.NUMBER,
                     "|{e : m ∈ territories(e), hours(e) unknown}|"),
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
    posts = [post.organizer_id for post in network.organizers]
    reached = set(network.steps_from(posts, 1))
    home = {actor.actor_id: actor.mrc_code for actor in network.actors}
    engaged = _engagements(network)
    return {place.code: Presence(
        place, tuple(actors[place.code]), tuple(tables[place.code]),
        tuple(organizers[place.code]),
        *_joined(network, actors[place.code], reached, home),
        tuple(share for share, _lacks in engaged[place.code]),
        sum(lacks for _share, lacks in engaged[place.code])) for place in territories}


def _engagements(network: PartnershipNetwork
                 ) -> defaultdict[str, list[tuple[tuple[float, float | None], bool]]]:
    """Return the share and hours of each liaison by MRC of whom it is with, and if some lack."""
    gathered = defaultdict(list)
    for link in network.links:
        if link.layer == Layer.LIAISON:
            codes = engaged_territories(network.node_by_id[link.target_id])
            for code in codes:
                gathered[code].append(((1 / len(codes), link.record.hours), link.lacks_hours))
    return gathered


def engaged_territories(target: Actor | ConcertationTable) -> tuple[str, ...]:
    """Return the MRC that an engagement is shared among equally: none when they are unknown."""
    if isinstance(target, Actor):
        return (target.mrc_code,) if target.mrc_code else ()
    return target.territories


def _joined(network: PartnershipNetwork, actors: list[Actor], reached: set[str],
            home: Mapping[str, str | None]) -> tuple[tuple[int, ...], int, int, int]:
    """Count the links of each actor, then the seats, who is reached, and the links that go out."""
    links = [network.links_of[actor.actor_id] for actor in actors]
    return (tuple(map(len, links)),
            sum(link.layer == Layer.TABLES for held in links for link in held),
            sum(actor.actor_id in reached for actor in actors),
            sum(_goes_out(link, home) for held in links for link in held))


def _goes_out(link: Link, home: Mapping[str, str | None]) -> bool:
    """Tell whether a partnership joins two known MRC."""
    if link.layer != Layer.TIES:
        return False
    ends = {home[link.source_id], home[link.target_id]}
    return len(ends) == 2 and None not in ends


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
