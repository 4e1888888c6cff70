"""Invent the demonstration of all Québec from the parts of that of Lanaudière.

Real are the territories, their inhabitants, their institutions and the number of posts in all;
invented is everything else: who is where, the spread of the posts, the figures of need. What is
planted is in ``quebec/words.toml``.
"""

from __future__ import annotations

import random
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import ceil, sqrt
from typing import Any

from parts import (
    FOLDER,
    FRAMES,
    INVENTED,
    LANAUDIERE,
    LIVELY,
    MADE_ON,
    NEAR,
    RQIIAC,
    WORDS,
    Made,
    add_actor,
    day,
    end_some,
    engage,
    fill,
    one_table,
    set_coordinators,
    some,
    tie,
    tie_with_one_near,
)
from shapely import Geometry, box

from ocgraph.io.places.boundaries import embedded_boundaries, neighbouring
from ocgraph.io.places.reference import (
    Municipality,
    read_municipalities,
    read_territories,
    region_names,
    territory_by_code,
)
from ocgraph.model import Actor, CommunityOrganizer, ConcertationTable, Indicator, Territory

SEED = 20_261_101
N_POSTS, N_ACTORS = 505, 2_600
FEWEST_ACTORS, ACTORS_OF_A_PLACE, ACTORS_OF_A_TABLE = 7, 22, 7
TIES_OF_AN_ACTOR, TIES_OF_THE_NORTH, TIES_ACROSS = 1.2, 0.3, 2
N_ENDED = 250
YEAR = "2026"
INVENTED_FIGURES = f"{INVENTED}chiffres inventés"
TOLD = tomllib.loads((FOLDER / "quebec" / "words.toml").read_text(encoding="utf-8"))
STORIES: dict[str, dict[str, Any]] = TOLD["story"]
KNOWN_HOURS = (35.0,) * 12 + (28.0,) * 4 + (30.0, 31.5, 32.0, 33.0)
HOURS = (*KNOWN_HOURS, None)
# Lanaudière works under its own frame; elsewhere, most posts under that of 2020.
FRAMES_ELSEWHERE = (("rqiiac-2020", RQIIAC),) * 15 + tuple(
    frame for frame in FRAMES if frame[1] not in (LANAUDIERE, RQIIAC))
SORTS = (*WORDS["organisation"], *WORDS["newcomers"], *WORDS["alone"])
THEMES = [theme for theme in WORDS["theme"] if theme not in ("intersectoral", "neighbourhood")]
Place = dict[str, Any]


def planted(code: str, what: str) -> Any:
    """Return the ``posts`` or the ``need`` that a story gives an MRC, or what is ordinary."""
    return next((story[what] for story in STORIES.values()
                 if what in story and code in story["territories"]), TOLD["ordinary"][what])


def in_story(code: str, *stories: str) -> bool:
    """Tell whether an MRC belongs to one of the stories."""
    return any(code in STORIES[story]["territories"] for story in stories or STORIES)


def known() -> list[Territory]:
    """Return the territories of which something is recorded."""
    return [place for place in read_territories() if not in_story(place.code, "no_data")]


def n_actors(place: Territory) -> int:
    """Return how many actors an MRC has: as its inhabitants, with a few at least."""
    everyone = sum(each.population for each in read_territories())
    fewest = FEWEST_ACTORS // 2 if in_story(place.code, "sparse_north") else FEWEST_ACTORS
    return max(fewest, round(N_ACTORS * place.population / everyone))


def make_places(rng: random.Random) -> dict[str, list[Place]]:
    """Make the invented places of each MRC, near its real settlements."""
    names = [f"{first}-{last}" for first, last in product(TOLD["place_first"], TOLD["place_last"])]
    rng.shuffle(names)
    outlines = embedded_boundaries().outlines.geometry
    towns = defaultdict(list)
    for town in read_municipalities():
        if town.latitude is not None:
            towns[town.mrc_code].append(town)
    return {place.code: [one_place(rng, names.pop(), towns[place.code], outlines[place.code])
                         for _ in range(max(2, ceil(n_actors(place) / ACTORS_OF_A_PLACE)))]
            for place in known()}


def one_place(rng: random.Random, name: str, towns: Sequence[Municipality], outline: Geometry
              ) -> Place:
    """Make one place near a settlement, the larger more often, its surroundings on land."""
    while True:
        town = some(rng, towns, [town.population_2025 or 100 for town in towns], 1)[0]
        reach, spread = sqrt(town.population_2025 or 100) * 8e-5, rng.choice((1.0, 0.3, 0.1))
        point = (round(town.latitude + rng.uniform(-reach, reach), 5),
                 round(town.longitude + rng.uniform(-reach, reach) * 1.4, 5))
        high, wide = spread * NEAR[0], spread * NEAR[1]
        if outline.covers(box(point[1] - wide, point[0] - high, point[1] + wide, point[0] + high)):
            return {"name": name, "mrc": town.mrc_code, "near": town.code, "point": point,
                    "spread": spread}


def make_actors(made: Made, places: Mapping[str, list[Place]]) -> None:
    """Make the organisations of each MRC, each sort as frequent as it is in Lanaudière."""
    for territory in known():
        here = places[territory.code]
        choices = [(sort, place) for sort, place in product(SORTS, here)
                   if sort["kind"] != "mrc" or (place is here[0] and territory.kind == "mrc")]
        often = [len(sort["mrc"].split()) for sort, _ in choices]
        for sort, place in some(made.rng, choices, often, n_actors(territory)):
            add_actor(made, sort, place)


def actors_by_mrc(made: Made) -> dict[str, list[Actor]]:
    """Return the actors of each MRC, also those of which the register does not know it."""
    gathered = defaultdict(list)
    for actor in made.actors:
        gathered[made.home[actor.actor_id]].append(actor)
    return gathered


def make_tables(made: Made, places: Mapping[str, list[Place]]) -> None:
    """Make the tables of each MRC, by theme then by neighbourhood, and those of regions."""
    for territory in known():
        here, wanted = places[territory.code], round(n_actors(territory) / ACTORS_OF_A_TABLE) or 1
        for theme in made.rng.sample(THEMES, min(wanted, len(THEMES))):
            made.tables.append(one_table(made, theme, territory.name, here))
        for place in here[:max(0, wanted - len(THEMES))]:
            made.tables.append(one_table(made, "neighbourhood", place["name"], [place]))
    for region, name in region_names().items():
        codes = tuple(place.code for place in known() if place.region_code == region)
        for theme in ("intersectoral", made.rng.choice(THEMES)) if len(codes) > 1 else ():
            made.tables.append(one_table(made, theme, name, (), codes))


def make_seats(made: Made) -> None:
    """Fill each table with actors of the MRC it covers."""
    homes = actors_by_mrc(made)
    for table in made.tables:
        fewest, most = seats_of(table)
        fill(made, table, made.rng.randint(fewest, most),
             [actor for code in table.territories for actor in homes[code]])
    set_coordinators(made)


def seats_of(table: ConcertationTable) -> tuple[int, int]:
    """Return the fewest and the most seats to give at a table."""
    if in_story(table.territories[0], "sparse_north"):
        return 2, 3
    return (10, 16) if table.level == "region" else (6, 11)


def make_ties(made: Made) -> None:
    """Tie actors within each MRC, then a few of each MRC with those of its neighbours."""
    homes = actors_by_mrc(made)
    for code, actors in homes.items():
        weight = {actor.actor_id: made.rng.choice(LIVELY) for actor in actors}
        each = TIES_OF_THE_NORTH if in_story(code, "sparse_north") else TIES_OF_AN_ACTOR
        for one in some_often(made.rng, actors, weight, round(each * len(actors))):
            tie_with_one_near(made, one, actors, weight)
    for one, two in sorted(neighbouring(embedded_boundaries().outlines)):
        count = 1 if {one, two} & set(STORIES["sparse_north"]["territories"]) else TIES_ACROSS
        for _ in range(count if homes[one] and homes[two] else 0):
            ends = [made.rng.choice(homes[code]).actor_id for code in (one, two)]
            if frozenset(ends) not in made.ties:
                tie(made, *ends)


def some_often(rng: random.Random, actors: Sequence[Actor], weight: Mapping[str, float],
               count: int) -> Iterator[Actor]:
    """Draw actors in proportion to their weight; one may come several times."""
    for _ in range(count):
        yield some(rng, actors, weight.values(), 1)[0]


def spread_posts(rng: random.Random) -> dict[str, int]:
    """Return how many posts each MRC holds: `N_POSTS` in all, spread unequally."""
    share = {place.code: place.population * planted(place.code, "posts") * rng.uniform(0.7, 1.4)
             for place in known()}
    whole = {code: N_POSTS * weight / sum(share.values()) for code, weight in share.items()
             if weight}
    posts = {code: max(1, int(part)) for code, part in whole.items()}
    largest_rests = sorted(whole, key=lambda code: (posts[code] - whole[code], code))
    for code in largest_rests[:N_POSTS - sum(posts.values())]:
        posts[code] += 1
    return posts


def make_organizers(made: Made) -> None:
    """Make the posts of each MRC, and what each does."""
    beside = defaultdict(list)
    for one, two in sorted(neighbouring(embedded_boundaries().outlines)):
        if not in_story(one) and not in_story(two):
            beside[one].append(two)
            beside[two].append(one)
    homes, tables = actors_by_mrc(made), defaultdict(list)
    for table in made.tables:
        for code in table.territories:
            tables[code].append(table)
    for code, count in spread_posts(made.rng).items():
        for number in range(1, count + 1):
            shared = beside[code] and made.rng.random() < 0.1
            home = (code, made.rng.choice(beside[code])) if shared else (code,)
            made.organizers.append(one_post(made, home, number))
            engage_post(made, [actor for one in home for actor in homes[one]],
                        [table for one in home for table in tables[one]])


def one_post(made: Made, home: tuple[str, ...], number: int) -> CommunityOrganizer:
    """Make one post of an institution of its first home territory."""
    rng, place = made.rng, territory_by_code()[home[0]]
    hours = rng.choice(KNOWN_HOURS if in_story(home[0]) or number == 1 else HOURS)
    return CommunityOrganizer(
        organizer_id=f"o-{len(made.organizers) + 1:03}",
        name=f"Poste OC fictif, {place.name} {number}",
        institution=rng.choice(place.institutions), home_territories=home,
        weekly_hours=None if in_story(home[0], "hours_unknown") else hours,
        since=day(rng, 2012, 2024), source=f"{INVENTED}répartition inventée",
        verified_on=MADE_ON)


def engage_post(made: Made, actors: Sequence[Actor], tables: Sequence[ConcertationTable]) -> None:
    """Record what the latest post does, with tables then with actors of its home territories."""
    rng, post = made.rng, made.organizers[-1]
    place = territory_by_code()[post.home_territories[0]]
    n_tables, n_actors_met = rng.randint(1, 4), rng.randint(3, 7)
    if in_story(place.code, "sparse_north"):
        n_tables, n_actors_met = 1, 2
    chosen = [table.concertation_table_id
              for table in rng.sample(tables, min(len(tables), n_tables))]
    chosen += [actor.actor_id for actor in rng.sample(actors, min(len(actors), n_actors_met))]
    for target in chosen:
        engage(made, post.organizer_id, target,
               FRAMES if place.region_code == "14" else FRAMES_ELSEWHERE)


def make_indicators(made: Made) -> None:
    """Draw the figures of need, which nothing real enters."""
    for place in known():
        low, high = planted(place.code, "need")
        usual = made.rng.random()
        for told in TOLD["indicator"]:
            share = low + (high - low) * (usual + made.rng.random()) / 2
            least, most = told["range"]
            if place.code not in told["lacking"]:
                made.indicators.append(Indicator(
                    territory_code=place.code, indicator=told["code"], year=YEAR,
                    value=round(least + (most - least) * share, 1), unit="%",
                    source=INVENTED_FIGURES))


def make() -> Made:
    """Make everything from the seed."""
    made = Made(random.Random(SEED))
    places = make_places(made.rng)
    make_actors(made, places)
    make_tables(made, places)
    for step in (make_seats, make_ties, make_organizers, make_indicators):
        step(made)
    end_some(made, N_ENDED, N_ENDED)
    return made
