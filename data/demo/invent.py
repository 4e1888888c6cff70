"""Invent the demonstration of Lanaudière from the parts in ``parts.py``, with its stories."""

from __future__ import annotations

import datetime
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from parts import (
    INVENTED,
    LIVELY,
    MADE_ON,
    WORDS,
    Made,
    add_actor,
    day,
    end_some,
    engage,
    fill,
    one_table,
    seat,
    set_coordinators,
    some,
    tie,
    tie_with_one_near,
)

from ocgraph.io.places.reference import territory_by_code
from ocgraph.model import Actor, CommunityOrganizer, ConcertationTable

SEED = 20_260_901
N_SEATS, N_TIES = 620, 720
STAR_SEATS = 19
NORTH = "62"
STAR_NAME = "Centre d’action bénévole"


def make_actors(made: Made) -> None:
    """Make the organisations, in a fixed order, so that an identifier never moves."""
    places = defaultdict(list)
    for place in WORDS["place"]:
        places[place["mrc"]].append(place)
    for group in ("organisation", "newcomers", "alone"):
        for offset, sort in enumerate(WORDS[group]):
            used: Counter[str] = Counter()
            for mrc in sort["mrc"].split():
                place = places[mrc][(offset + used[mrc]) % len(places[mrc])]
                used[mrc] += 1
                add_actor(made, sort, place)
                if group != "organisation":
                    getattr(made, group).append(made.actors[-1].actor_id)
    star = next(a for a in made.actors if a.name.startswith(STAR_NAME) and a.mrc_code == "61")
    made.planted["star"] = star.actor_id


def make_tables(made: Made) -> None:
    """Make the concertation tables; `planted` names those that carry a story."""
    for mrc, themes in WORDS["tables"].items():
        for theme in themes:
            places = [place for place in WORDS["place"] if place["mrc"] == mrc]
            made.tables.append(regional_table(made, theme) if mrc == "region" else
                               one_table(made, theme, territory_by_code()[mrc].name, places))
            made.planted[f"{mrc}:{theme}"] = made.tables[-1].concertation_table_id


def regional_table(made: Made, theme: str) -> ConcertationTable:
    """Make one table of the region; it has no point of its own."""
    codes = tuple(sorted({place["mrc"] for place in WORDS["place"]}))
    return one_table(made, theme, "Lanaudière", (), codes)


def make_seats(made: Made) -> None:
    """Fill the tables to `N_SEATS` seats."""
    rng, by_id = made.rng, {t.concertation_table_id: t for t in made.tables}
    twin, likeness = by_id[made.planted["61:food_security"]], made.planted["61:poverty"]
    apart = by_id[made.planted["64:immigration"]]
    star = next(a for a in made.actors if a.actor_id == made.planted["star"])
    for member in made.newcomers[:7]:
        seat(made, apart.concertation_table_id, member)
    open_tables = [t for t in made.tables if t not in (apart, twin, by_id[likeness])]
    for table in open_tables:
        fill(made, table, rng.randint(6, 8) if NORTH in table.territories[:1]
             else rng.randint(9, 15))
    fill(made, twin, 13)
    members = [member for table, member in made.seats if table == twin.concertation_table_id]
    for member in members[:12]:
        seat(made, likeness, member)
    seat(made, likeness, next(a.actor_id for a in made.others() if a.kind == "foundation"))
    for mrc in ("52", "60", "61", "62", "63"):
        seat(made, made.planted["region:intersectoral"], made.planted[f"{mrc}:social_development"])
    seat_star(made, star, open_tables)
    wide = [t for t in open_tables if t.territories != (NORTH,)]
    while len(made.seats) < N_SEATS:
        fill(made, rng.choice(wide), 1)
    set_coordinators(made)


def seat_star(made: Made, star: Actor, tables: Sequence[ConcertationTable]) -> None:
    """Seat one actor at far more tables than any other, its own MRC first."""
    far = sorted(tables, key=lambda table: (table.territories != ("61",), table.level != "region"))
    for table in far:
        held = made.load()[star.actor_id]
        if (table.concertation_table_id, star.actor_id) not in made.seats and held < STAR_SEATS:
            seat(made, table.concertation_table_id, star.actor_id)


def make_ties(made: Made) -> None:
    """Tie actors to `N_TIES`, mostly within an MRC and a sector; the north has few."""
    rng, others = made.rng, made.others()
    for one, two in zip(made.newcomers, made.newcomers[1:], strict=False):
        tie(made, one, two)
    for one, two in rng.sample(list(combinations(made.newcomers, 2)), 9):
        if frozenset((one, two)) not in made.ties:
            tie(made, one, two)
    seated = made.load()
    home = {a.actor_id: made.home[a.actor_id] for a in others}
    for actor in [a for a in others if not seated[a.actor_id]]:
        near_by = [a for a in others
                   if home[a.actor_id] == home[actor.actor_id] and seated[a.actor_id]]
        tie(made, actor.actor_id, rng.choice(near_by).actor_id)
    weight = {one: rng.choice(LIVELY) * (0.12 if where == NORTH else 1)
              for one, where in home.items()}
    while len(made.ties) < N_TIES:
        one = some(rng, others, weight.values(), 1)[0]
        tie_with_one_near(made, one, others, weight)


def make_organizers(made: Made) -> None:
    """Make the posts and what each does; the last one alone works with the newcomers' sector."""
    for number, post in enumerate(WORDS["organizer"], start=1):
        made.organizers.append(CommunityOrganizer(
            organizer_id=f"o-{number}", name=post["name"], institution="CISSS de démonstration",
            home_territories=tuple(post["mrc"]), weekly_hours=post.get("hours"),
            since=day(made.rng, 2012, 2024), source=f"{INVENTED}équipe",
            verified_on=MADE_ON - datetime.timedelta(days=30)))
    made.planted["bridge"] = made.organizers[-1].organizer_id
    for organizer, post in zip(made.organizers, WORDS["organizer"], strict=True):
        tables = [t.concertation_table_id for t in made.tables
                  if t.territories == tuple(post["mrc"][:1]) or (
                      t.territories[1:] and made.rng.random() < 0.15)]
        apart = [*made.newcomers[:4], made.planted["64:immigration"]]
        chosen = apart if organizer is made.organizers[-1] else tables
        for target in [t for t in chosen if t != made.planted["64:immigration"] or chosen is apart]:
            engage(made, organizer.organizer_id, target)
        actors = [a for a in made.others() if made.home[a.actor_id] in post["mrc"]]
        missing = post["engagements"] - len([1 for held, _ in made.engagements
                                             if held == organizer.organizer_id])
        for actor in made.rng.sample(actors, missing):
            engage(made, organizer.organizer_id, actor.actor_id)


def make() -> Made:
    """Make everything from the seed."""
    made = Made(random.Random(SEED))
    for step in (make_actors, make_tables, make_seats, make_ties, make_organizers, end_some):
        step(made)
    return made
