"""Another post: where it would do most, what a departure costs, in hours for need."""

from __future__ import annotations

from ocgraph.analysis.territory_reading import TerritoryReading, Weighing
from ocgraph.territory import Values
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


class PostPlanning:
    """What posts change in the hours of each territory, for its inhabitants adjusted for need.

    Parameters
    ----------
    weighing
        The needs that count, and how much; without any, each inhabitant counts as one.
    """

    def __init__(self, reading: TerritoryReading, weighing: Weighing) -> None:
        self.reading = reading
        self.hours: Values = {code: there.hours if there.is_known else None
                              for code, there in reading.presence.items()
                              if code in reading.among}
        need = reading.need(weighing) or dict.fromkeys(reading.among, 0.5)
        self.adjusted = adjusted_population(reading.populations, need)

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

    def without(self, organizer_id: str) -> Effect | None:
        """Tell what the departure of a post costs; None when its hours, or homes, are unknown."""
        post = self.reading.network.register.organizer_by_id[organizer_id]
        homes = [code for code in post.home_territories if self.hours.get(code) is not None]
        if post.weekly_hours is None or len(homes) < len(post.home_territories) or not homes:
            return None
        share = post.weekly_hours / len(homes)
        return after_change(self.hours, self.adjusted, dict.fromkeys(homes, -share))
