"""Presence and need told by region, health region, institution, local network or municipality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache

from ocgraph.analysis.territory_reading import TerritoryReading
from ocgraph.io.places.health_network import institutions
from ocgraph.io.places.place_names import folded
from ocgraph.model import Actor, CommunityOrganizer, ConcertationTable
from ocgraph.network import Layer, PartnershipNetwork
from ocgraph.territory import (
    Level,
    LevelPlace,
    MrcFigures,
    Values,
    Where,
    belongs,
    may_hold,
    mean_of_mrc,
    places,
)

LEVELS = (Level.REGION, Level.HEALTH_REGION, Level.INSTITUTION, Level.LOCAL_NETWORK,
          Level.MUNICIPALITY)
"""The levels other than the MRC, that of every other part."""

COUNTED = ("actors", "concertation_tables", "organizers", "hours", "engaged_hours")
"""What is counted by place; the names are those of the measures of territories."""

FIGURES = ("population", "hours", "hours_per_10000", "organizers", "concertation_tables", "actors",
           "engaged_hours")
"""All that is told of a place, in order."""

_PEOPLE = 10_000


@dataclass(frozen=True)
class LevelReading:
    """What is known of the places of a level.

    Attributes
    ----------
    places
        Those of the territories compared, by code.
    figures
        By name of measure, then by place: `COUNTED`, ``population`` and ``hours_per_10000``.
        ``None`` where there is no data; 0 only where nothing else could lie there.
        Hours, and their rate, are the hours known.
    unknown_hours
        How many posts of unknown hours each place has.
    not_attributed
        For each of `COUNTED`, how much lies in no place that can be told.
    needs
        By indicator, its mean weighted by the population of the MRC.
    n_without_hours
        How many engagements have no hours noted.
    """

    level: Level
    places: dict[str, LevelPlace]
    figures: dict[str, Values]
    unknown_hours: dict[str, int]
    not_attributed: dict[str, float]
    needs: dict[str, MrcFigures]
    n_without_hours: int

    @property
    def told(self) -> tuple[str, ...]:
        """Names of the figures that can be told at this level, in order.

        Where all that is counted lies in no place that can be told, zeros would mislead; where no
        hours of engagements are noted, too.
        """
        lost = {name for name, apart in self.not_attributed.items()
                if apart and not any(self.figures[name].values())}
        lost |= set() if any(self.figures["engaged_hours"].values()) else {"engaged_hours"}
        lost |= {"hours_per_10000"} if lost & {"hours", "organizers"} else set()
        return tuple(name for name in FIGURES if name not in lost)

    @property
    def apart(self) -> tuple[str, ...]:
        """Codes of the MRC that several places share: their indicators are in none."""
        return next(iter(self.needs.values())).apart if self.needs else ()


@dataclass(frozen=True)
class _Item:
    """One thing counted: the places that hold it, those it may lie in, and for how much."""

    codes: tuple[str, ...]
    maybe: tuple[str, ...]
    amount: float = 1.0


class _Counted:
    """Amounts by place, what is in none, and the places that may hold more."""

    def __init__(self, items: Iterable[_Item]) -> None:
        self.sums: defaultdict[str, float] = defaultdict(float)
        self.loose: list[_Item] = []
        for item in items:
            for code in item.codes:
                self.sums[code] += item.amount
            if not item.codes:
                self.loose.append(item)
        self.unsure = {code for item in self.loose for code in item.maybe}

    def apart(self, told: Collection[str]) -> float:
        """Return how much is in no place, but may lie in one of those told."""
        return sum((item.amount for item in self.loose
                    if not item.maybe or any(code in told for code in item.maybe)), 0.0)

    def value(self, code: str, unsure: Collection[str]) -> float | None:
        """Return what a place holds; nothing found is 0 only where nothing else may be."""
        found = self.sums.get(code, 0.0)
        return None if not found and (code in self.unsure or code in unsure) else found


def by_level(reading: TerritoryReading, level: Level, needs: Iterable[str] = ()) -> LevelReading:
    """Return what is known of the places of a level that hold a territory compared.

    An actor goes by its municipality, otherwise by its MRC; a table is counted in each place that
    one of its MRC lies in; a post of k homes counts for 1 / k in each, or whole in the institution
    it names. The hours noted of an engagement go where the actor is, or in equal shares to the MRC
    of the table. 10,000 × hours known / population is told only where no other post may lie and the
    register knows every MRC.

    Parameters
    ----------
    needs
        Codes of `reading.evidence` to bring up to the level.
    """
    found = {code: place for code, place in places(level).items()
             if code in _holding(level, (*reading.among, *reading.unspoken))}
    network = reading.whole
    counted = _counts(level, network)
    no_hours = _Counted(_whole(level, post) for post in network.organizers
                        if post.weekly_hours is None)
    not_noted = _Counted(_engaged(level, network, have_hours=False))
    unlooked = _holding(level, (code for code, there in reading.presence.items()
                                if not there.is_known))
    unsure = {"hours": set(no_hours.sums) | no_hours.unsure,
              "engaged_hours": set(not_noted.sums) | not_noted.unsure}
    figures: dict[str, Values] = {name: {
        code: each.value(code, unlooked | unsure.get(name, set())) for code in found}
        for name, each in counted.items()}
    figures["population"] = {code: place.population for code, place in found.items()}
    figures["hours_per_10000"] = {
        code: None if code in unlooked | counted["organizers"].unsure
        else _rate(figures["hours"][code], place.population) for code, place in found.items()}
    return LevelReading(
        level, found, figures, {code: round(no_hours.sums[code]) for code in found},
        {name: each.apart(found) for name, each in counted.items()}, _needs(reading, level, needs),
        sum(link.layer == Layer.LIAISON and link.lacks_hours for link in network.links))


def _counts(level: Level, network: PartnershipNetwork) -> dict[str, _Counted]:
    """Return what is counted by place, by the names of `COUNTED`."""
    return {
        "actors": _Counted(_item(level, (Where(actor.mrc_code, actor.municipality_code),))
                           for actor in network.actors),
        "concertation_tables": _Counted(_table(level, table)
                                        for table in network.concertation_tables),
        "organizers": _Counted(_shares(level, network.organizers, lambda _post: 1.0)),
        "hours": _Counted(_shares(
            level, (post for post in network.organizers if post.weekly_hours is not None),
            lambda post: post.weekly_hours or 0.0)),
        "engaged_hours": _Counted(_engaged(level, network, have_hours=True))}


def _holding(level: Level, mrc_codes: Iterable[str]) -> set[str]:
    """Return the places of a level that hold some MRC, or share them."""
    return {code for mrc in mrc_codes for code in may_hold(level, Where(mrc))}


def _item(level: Level, wheres: Iterable[Where], amount: float = 1.0) -> _Item:
    wheres = tuple(wheres)
    return _Item(tuple({code: None for where in wheres for code in belongs(level, where)}),
                 tuple(code for where in wheres for code in may_hold(level, where)), amount)


def _table(level: Level, table: ConcertationTable) -> _Item:
    return _item(level, map(Where, table.territories))


def _shares(level: Level, posts: Iterable[CommunityOrganizer],
            amount: Callable[[CommunityOrganizer], float]) -> Iterable[_Item]:
    """Return the share of each post in each of its homes."""
    for post in posts:
        if named := _institution(level, post):
            yield _Item((named,), (named,), amount(post))
            continue
        homes = post.home_territories or (None,)
        for home in homes:
            yield _item(level, (Where(home),), amount(post) / len(homes))


def _engaged(level: Level, network: PartnershipNetwork, *, have_hours: bool) -> Iterable[_Item]:
    """Return the hours of each engagement in each place of whom it is with, or 1 without hours."""
    for link in network.links:
        if link.layer != Layer.LIAISON or not (
                link.record.hours is not None if have_hours else link.lacks_hours):
            continue
        wheres = _wheres(network.node_by_id[link.target_id])
        amount = link.record.hours if have_hours else 1.0
        for where in wheres:
            yield _item(level, (where,), amount / len(wheres))


def _wheres(target: Actor | ConcertationTable) -> tuple[Where, ...]:
    if isinstance(target, Actor):
        return (Where(target.mrc_code, target.municipality_code),)
    return tuple(map(Where, target.territories)) or (Where(),)


def _whole(level: Level, post: CommunityOrganizer) -> _Item:
    """Return a post as one in each place that it has a home in."""
    named = _institution(level, post)
    return _Item((named,), (named,)) if named else _item(level, map(Where, post.home_territories))


def _institution(level: Level, post: CommunityOrganizer) -> str | None:
    """Return the institution that a post names, where places are institutions."""
    return (_institutions_by_name().get(folded(post.institution))
            if level is Level.INSTITUTION else None)


@cache
def _institutions_by_name() -> dict[str, str]:
    return {folded(name): code for code, name in institutions().items()}


def _rate(hours: float | None, people: int | None) -> float | None:
    return _PEOPLE * hours / people if hours is not None and people else None


def _needs(reading: TerritoryReading, level: Level, needs: Iterable[str]
           ) -> dict[str, MrcFigures]:
    """Average indicators over the MRC of each place; a territory without figure is not left out."""
    return {code: mean_of_mrc({mrc: reading.evidence[code].values.get(mrc)
                               for mrc in reading.territories}, level) for code in needs}
