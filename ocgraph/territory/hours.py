"""Hours of community organizers by home territory."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import fsum

from ocgraph.model import CommunityOrganizer
from ocgraph.territory.presence import Values


@dataclass(frozen=True)
class Hours:
    """The posts of one territory.

    Attributes
    ----------
    known
        Hours a week of the posts whose hours are known.
    n_posts
        A post of k territories counts for 1 / k in each.
    n_unknown_hours
        How many posts at home here have unknown hours.
    """

    known: float
    n_posts: float
    n_unknown_hours: int

    @property
    def hours(self) -> float | None:
        """Hours a week of all its posts; None when those of one are unknown."""
        return None if self.n_unknown_hours else self.known


@dataclass(frozen=True)
class HomeHours:
    """The posts of some territories, and those that are at home in none of them.

    Attributes
    ----------
    by_territory
        For each territory asked about.
    elsewhere
        The posts without home territory, or with none among those.
    """

    by_territory: dict[str, Hours]
    elsewhere: tuple[str, ...]

    @property
    def values(self) -> Values:
        """Hours by territory, as the other functions take them: a part is not the whole."""
        return {code: found.hours for code, found in self.by_territory.items()}


def hours_by_home(organizers: Iterable[CommunityOrganizer], codes: Collection[str]) -> HomeHours:
    """Add up the weekly hours of the posts at home in each territory.

    H(m) = Σ h(o) / k(o), over the posts o at home in m, k(o) being the number of home territories
    of o, those not asked about included.

    Parameters
    ----------
    codes
        Territories the register knows: one without post has 0 hours, not unknown ones.
    """
    posts: dict[str, list[tuple[float | None, int]]] = {code: [] for code in codes}
    elsewhere = []
    for organizer in organizers:
        homes = set(organizer.home_territories)
        for code in homes & posts.keys():
            posts[code].append((organizer.weekly_hours, len(homes)))
        if homes.isdisjoint(posts):
            elsewhere.append(organizer.organizer_id)
    return HomeHours({code: _hours(found) for code, found in posts.items()}, tuple(elsewhere))


def _hours(posts: list[tuple[float | None, int]]) -> Hours:
    known = [hours / n_homes for hours, n_homes in posts if hours is not None]
    return Hours(fsum(known), fsum(1 / n_homes for _, n_homes in posts), len(posts) - len(known))
