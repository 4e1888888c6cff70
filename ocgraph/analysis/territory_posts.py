"""Another post: where it would do most, what a departure costs, in hours for need."""

from __future__ import annotations

from dataclasses import dataclass

from ocgraph.analysis.territory_reading import TerritoryReading, Weighing
from ocgraph.model import CommunityOrganizer
from ocgraph.territory import Values
from ocgraph.territory.evidence import Side
from ocgraph.territory.posts import (
    Effect,
    Objective,
    Plan,
    PostEffect,
    adjusted_population,
    after_change,
    allocate,
    effects_of_one_post,
    situation,
)

WEEKLY_HOURS = 35.0
MOST_POSTS = 60

NATIONAL = {"2017": (334, "postes"), "2024": (505, "personnes"), "aim": (1000, "postes")}
"""How many organizers Québec has had, and the aim of the États généraux; see data/SOURCES.toml."""


@dataclass(frozen=True)
class Departure:
    """What the departure of a post takes away.

    Attributes
    ----------
    share
        Hours a week, from each of its homes.
    homes
        Codes of the territories it is at home in.
    effect
        In the territories whose hours are known; ``None`` when those of no home are.
    others_unknown
        By home whose hours are unknown: the other posts there whose hours are.
    """

    share: float
    homes: tuple[str, ...]
    effect: Effect | None
    others_unknown: dict[str, tuple[CommunityOrganizer, ...]]


class PostPlanning:
    """What posts change in the hours of each territory, for its inhabitants adjusted for need.

    Parameters
    ----------
    weighing
        The needs that count, and how much; without any, each inhabitant counts as one.

    Attributes
    ----------
    between
        The territories without any hour whose need is known only in part: they have least
        whatever it is, so they are counted, at the middle of what their need may be.
    """

    def __init__(self, reading: TerritoryReading, weighing: Weighing) -> None:
        self.reading = reading
        self.hours: Values = {code: there.hours if there.is_known else None
                              for code, there in reading.presence.items()
                              if code in reading.among}
        needs = reading.shortfalls(weighing, Side.NEED)
        self.counts_need = bool(needs)
        self.between = tuple(code for code, need in needs.items()
                             if need.value is None and self.hours[code] == 0)
        self.adjusted = adjusted_population(reading.populations, {
            code: (need.low + need.high) / 2 if code in self.between else need.value
            for code, need in needs.items()} or dict.fromkeys(reading.among, 0.5))

    @property
    def left_out(self) -> tuple[str, ...]:
        """The territories whose hours, inhabitants or need are unknown."""
        return situation(self.hours, self.adjusted).left_out

    def plan(self, n_posts: int, objective: Objective) -> Plan:
        """Place posts of 35 hours where they do most."""
        return allocate(self.hours, self.adjusted, n_posts, WEEKLY_HOURS, objective)

    def one_post(self) -> dict[str, PostEffect]:
        """Tell what one more post would change in each territory."""
        return effects_of_one_post(self.hours, self.adjusted, WEEKLY_HOURS)

    def without(self, organizer_id: str) -> Departure | None:
        """Tell what the departure of a post costs; None when its own hours, or homes, are unknown.

        The hours of a home are unknown as soon as those of another post there are: what leaves it
        is known all the same.
        """
        post = self.reading.network.register.organizer_by_id[organizer_id]
        homes = post.home_territories
        if post.weekly_hours is None or not homes:
            return None
        share = post.weekly_hours / len(homes)
        known = [code for code in homes if self.hours.get(code) is not None]
        effect = after_change(self.hours, self.adjusted, dict.fromkeys(known, -share)
                              ) if known else None
        return Departure(share, homes, effect, {
            code: tuple(other for other in self.reading.presence[code].organizers
                        if other.weekly_hours is None)
            for code in homes if code not in known})
