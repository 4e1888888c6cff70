"""An invented register of any size, always the same for the same size."""

from __future__ import annotations

import random

from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Membership,
    Register,
    Tie,
    vocabulary,
)

LANAUDIERE = ("52", "60", "61", "62", "63", "64")
_KINDS = tuple(vocabulary("actor_kind"))
_SECTORS = tuple(vocabulary("sector"))


def synthetic_register(n_actors: int) -> Register:
    """Return a register of `n_actors` and about four links per actor.

    Nine ties in ten are between actors of one MRC, as in a real region.
    """
    draw = random.Random(n_actors)
    actors = tuple(_actor(number, draw) for number in range(n_actors))
    at_home = {code: [actor for actor in actors if actor.mrc_code == code] for code in LANAUDIERE}
    tables = tuple(ConcertationTable(
        concertation_table_id=f"t-{number}", name=f"Table inventée {number}",
        territories=(LANAUDIERE[number % 6],)) for number in range(n_actors // 5))
    organizers = tuple(CommunityOrganizer(
        organizer_id=f"o-{number}", name=f"Poste inventé {number}",
        home_territories=(LANAUDIERE[number % 6],)) for number in range(max(6, n_actors // 30)))
    return Register(
        actors=actors, concertation_tables=tables, community_organizers=organizers,
        memberships=tuple(_seats(tables, at_home, draw)),
        ties=tuple(_ties(actors, at_home, draw)),
        engagements=tuple(_engagements(organizers, at_home, draw)))


def _actor(number: int, draw: random.Random) -> Actor:
    return Actor(actor_id=f"a-{number}", name=f"Organisme inventé {number}",
                 mrc_code=LANAUDIERE[number % 6], kind=draw.choice(_KINDS),
                 sectors=(draw.choice(_SECTORS),))


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
