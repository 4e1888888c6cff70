"""An invented register of any size, always the same for the same size."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle

from ocgraph.io.places.reference import territory_by_code
from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Indicator,
    Membership,
    Register,
    Tie,
    vocabulary,
)

LANAUDIERE = ("52", "60", "61", "62", "63", "64")
_KINDS = tuple(vocabulary("actor_kind"))
_SECTORS = tuple(vocabulary("sector"))


def synthetic_register(n_actors: int, codes: Sequence[str] = LANAUDIERE,
                       n_organizers: int | None = None) -> Register:
    """Return a register of `n_actors` and about four links per actor.

    Nine ties in ten are between actors of one MRC, as in a real region.

    Parameters
    ----------
    codes
        The MRC they are shared between.
    n_organizers
        One for 30 actors when not given.
    """
    draw = random.Random(n_actors)
    n_organizers = n_organizers or max(6, n_actors // 30)
    actors = tuple(_actor(number, code, draw)
                   for number, code in zip(range(n_actors), cycle(codes), strict=False))
    at_home = {code: [actor for actor in actors if actor.mrc_code == code] for code in codes}
    tables = tuple(ConcertationTable(
        concertation_table_id=f"t-{number}", name=f"Table inventée {number}",
        territories=(code,)) for number, code in zip(range(n_actors // 5), cycle(codes),
                                                     strict=False))
    organizers = tuple(CommunityOrganizer(
        organizer_id=f"o-{number}", name=f"Poste inventé {number}",
        home_territories=(code,)) for number, code in zip(range(n_organizers), cycle(codes),
                                                          strict=False))
    return Register(
        actors=actors, concertation_tables=tables, community_organizers=organizers,
        memberships=tuple(_seats(tables, at_home, draw)),
        ties=tuple(_ties(actors, at_home, draw)),
        engagements=tuple(_engagements(organizers, at_home, draw)))


def quebec_register() -> Register:
    """Return 10,000 actors and 505 posts over the 104 MRC, with hours and two figures of need.

    One post in twenty has unknown hours, and one MRC in twenty no figure.
    """
    codes, draw = sorted(territory_by_code()), random.Random(0)
    hours = (14., 28., 35.)
    made = synthetic_register(10_000, codes, 505)
    return replace(
        made, community_organizers=tuple(
            replace(post, weekly_hours=None if draw.random() < .05 else draw.choice(hours))
            for post in made.community_organizers),
        indicators=tuple(
            Indicator(territory_code=code, indicator=indicator, year="2026",
                      value=round(draw.uniform(4, 25), 1), unit="%", source="Chiffres inventés")
            for indicator in ("low_income_lim_at", "renters") for code in codes
            if draw.random() > .05))


def _actor(number: int, code: str, draw: random.Random) -> Actor:
    return Actor(actor_id=f"a-{number}", name=f"Organisme inventé {number}", mrc_code=code,
                 kind=draw.choice(_KINDS), sectors=(draw.choice(_SECTORS),))


def _seats(tables: tuple[ConcertationTable, ...], at_home: dict[str, list[Actor]],
           draw: random.Random) -> list[Membership]:
    return [Membership(concertation_table_id=table.concertation_table_id, member_id=actor.actor_id)
            for table in tables for actor in draw.sample(at_home[table.territories[0]], 8)]


def _ties(actors: tuple[Actor, ...], at_home: dict[str, list[Actor]],
          draw: random.Random) -> list[Tie]:
    pairs = {}
    for _ in range(round(len(actors) * 2.2)):
        one = draw.choice(actors)
        other = draw.choice(at_home[one.mrc_code] if draw.random() < .9 else actors)
        if one is not other:
            pairs[frozenset((one.actor_id, other.actor_id))] = Tie(
                source_id=one.actor_id, target_id=other.actor_id)
    return list(pairs.values())


def _engagements(organizers: tuple[CommunityOrganizer, ...], at_home: dict[str, list[Actor]],
                 draw: random.Random) -> list[Engagement]:
    return [Engagement(organizer_id=post.organizer_id, target_id=actor.actor_id)
            for post in organizers for actor in draw.sample(at_home[post.home_territories[0]], 8)]
