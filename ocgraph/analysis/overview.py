"""How large, how fresh and how complete what is seen is."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ocgraph.model import Actor
from ocgraph.network import Link, PartnershipNetwork

FRESH_FOR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Overview:
    """Counts over one network.

    Attributes
    ----------
    network
        What the lens shows.
    today
        Day from which freshness is counted.
    """

    network: PartnershipNetwork
    today: datetime.date

    @cached_property
    def isolated(self) -> tuple[Actor, ...]:
        """Actors without any link in what is seen. Their ties may be unknown."""
        return tuple(actor for actor in self.network.actors
                     if not self.network.links_of[actor.actor_id])

    @property
    def n_asked(self) -> int:
        """Number of actors who described their ties themselves."""
        return sum(actor.asked is True for actor in self.network.actors)

    @property
    def knows_who_was_asked(self) -> bool:
        """Whether it is noted of any actor that it was asked about its ties, or was not."""
        return any(actor.asked is not None for actor in self.network.actors)

    @property
    def n_without_mrc(self) -> int:
        """Number of actors whose MRC is not known."""
        return sum(actor.mrc_code is None for actor in self.network.actors)

    @property
    def territories(self) -> frozenset[str]:
        """Codes of the MRC where an actor has its seat."""
        return frozenset(actor.mrc_code for actor in self.network.actors if actor.mrc_code)

    @cached_property
    def has_dated_link(self) -> bool:
        """Whether it is noted of any link when it was verified."""
        return any(link.record.verified_on for link in self.network.links)

    @cached_property
    def share_fresh(self) -> float | None:
        """Share of the links verified within a year, 0 to 1; ``None`` when no link has a date.

        A link whose verification date is unknown, among others that have one, is not fresh.
        """
        if not self.has_dated_link:
            return None
        return _share((link.record.verified_on is not None
                       and self.today - link.record.verified_on <= FRESH_FOR)
                      for link in self.network.links)

    @cached_property
    def link_last_verified(self) -> datetime.date | None:
        """Latest day a link seen was verified; ``None`` when never."""
        return _latest(link.record.verified_on for link in self.network.links)

    @cached_property
    def node_last_verified(self) -> datetime.date | None:
        """Latest day an actor, a table or a post seen was verified; ``None`` when never."""
        return _latest(node.verified_on for node in self.network.node_by_id.values())


def n_ended(links: Iterable[Link], today: datetime.date) -> int:
    """Return how many links had ended before a day."""
    return sum(link.record.until is not None and link.record.until < today for link in links)


def _latest(days: Iterable[datetime.date | None]) -> datetime.date | None:
    return max(filter(None, days), default=None)


def _share(answers: Iterable[bool]) -> float | None:
    answers = list(answers)
    return sum(answers) / len(answers) if answers else None
