"""The parts from which both demonstrations are invented: an actor, a table, a seat, a tie.

The words are in ``words.toml``. The same seed gives the same register on every supported Python:
only `random.Random` methods that do not change from one version to the next are used.
"""

from __future__ import annotations

import datetime
import random
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ocgraph.io.places.reference import municipality_by_code
from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Indicator,
    Membership,
    Register,
    Tie,
)

MADE_ON = datetime.date(2026, 9, 1)
MOST_SEATS = 8
NEAR = (0.009, 0.012)
LIVELY = (1, 1, 1, 2, 2, 3, 5)
INVENTED = "Démonstration\u00a0: "
FOLDER = Path(__file__).parent
WORDS = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))

# Frame, then the words recorded for a table and for an actor. The demonstration's establishment
# works under the Lanaudière frame; some posts still record under another.
LANAUDIERE = {
    "table": [{"axis": "partnership_building", "service": "concertation_support"},
              {"axis": "local_development", "service": "concertation_support"},
              {"axis": "local_development", "service": "community_initiatives"},
              {"axis": "programs_services", "service": "government_programs"}],
    "actor": [{"axis": "empowerment", "service": "organization_support"},
              {"axis": "empowerment", "service": "organization_support"},
              {"axis": "empowerment", "service": "new_resources"},
              {"axis": "local_development", "service": "community_initiatives"},
              {"axis": "programs_services", "service": "government_programs"}]}
RQIIAC = {
    "table": [{"role": "link", "axis": "local_development"},
              {"role": "mobilize", "axis": "social_determinants"},
              {"role": "analyze", "axis": "population_responsibility"}],
    "actor": [{"role": "accompany", "axis": "organization_support"},
              {"role": "link", "axis": "local_development"},
              {"role": "raise_awareness", "axis": "social_determinants"}]}
PHASES = [{"phase": phase} for phase in ("community_analysis", "priorities", "objectives",
                                          "implementation", "evaluation_learning")]
OLDER = [{"service": "concertation", "act": "liaison"},
          {"service": "existing_resources", "act": "facilitation"}]
FRAMES = (("lanaudiere", LANAUDIERE),) * 13 + (("rqiiac-2020", RQIIAC),) * 5 + (
    ("premiere-ligne", {"table": PHASES, "actor": PHASES}),
    ("rqiiac-2010", {"table": OLDER, "actor": OLDER}))

SCALES = ("himmelman",) * 14 + ("frey",) * 3 + ("partner",) + (None,) * 2
LEVELS = {"himmelman": (1, 1, 1, 2, 2, 2, 3, 3, 4), "frey": (1, 1, 2, 2, 3, 4, 5),
          "partner": (1, 2, 3, 4)}
TIE_KINDS = ("information",) * 5 + ("referral",) * 5 + ("joint_project",) * 4 + (
    "resources", "resources", "resources", "funding", "advocacy", None)


@dataclass
class Made:
    """What is made so far; `home` holds the MRC of an actor also where the register does not."""

    rng: random.Random
    actors: list[Actor] = field(default_factory=list)
    home: dict[str, str] = field(default_factory=dict)
    tables: list[ConcertationTable] = field(default_factory=list)
    organizers: list[CommunityOrganizer] = field(default_factory=list)
    seats: dict[tuple[str, str], Membership] = field(default_factory=dict)
    ties: dict[frozenset[str], Tie] = field(default_factory=dict)
    engagements: dict[tuple[str, str], Engagement] = field(default_factory=dict)
    newcomers: list[str] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    planted: dict[str, str] = field(default_factory=dict)

    def others(self) -> list[Actor]:
        """Return the actors free of the two stories of isolation."""
        apart = {*self.newcomers, *self.alone}
        return [actor for actor in self.actors if actor.actor_id not in apart]

    def load(self) -> Counter[str]:
        """Count the seats of each member."""
        return Counter(member for _, member in self.seats)


def some(rng: random.Random, values: Sequence[Any], weights: Iterable[float], count: int) -> list:
    """Draw `count` different values, each in proportion to its weight."""
    left = list(zip(values, weights, strict=True))
    drawn = []
    for _ in range(min(count, len(left))):
        mark = rng.random() * sum(weight for _, weight in left)
        at = 0
        while at < len(left) - 1 and mark >= left[at][1]:
            mark -= left[at][1]
            at += 1
        drawn.append(left.pop(at)[0])
    return drawn


def day(rng: random.Random, first: int, last: int) -> datetime.date:
    """Draw a day from the year `first` to the year `last`."""
    start, end = datetime.date(first, 1, 1), datetime.date(last, 12, 31)
    return start + datetime.timedelta(days=rng.randrange((end - start).days))


def checked(rng: random.Random) -> datetime.date | None:
    """Draw when something was last verified: lately, long ago, or nobody knows."""
    draw = rng.random()
    if draw < 0.6:
        return MADE_ON - datetime.timedelta(days=rng.randrange(10, 500))
    return day(rng, 2019, 2022) if draw < 0.8 else None


def near(rng: random.Random, place: dict[str, Any]) -> dict[str, float]:
    """Draw a point within about a kilometre of an invented place, less where land is narrow."""
    town, spread = municipality_by_code()[place["near"]], place.get("spread", 1.0)
    latitude, longitude = place.get("point", (town.latitude, town.longitude))
    return {"latitude": round(latitude + spread * rng.uniform(-NEAR[0], NEAR[0]), 5),
            "longitude": round(longitude + spread * rng.uniform(-NEAR[1], NEAR[1]), 5)}


def add_actor(made: Made, sort: dict[str, Any], place: dict[str, Any]) -> None:
    """Add one organisation, and where it is."""
    made.actors.append(one_actor(made, sort, place))
    made.home[made.actors[-1].actor_id] = place["mrc"]


def one_actor(made: Made, sort: dict[str, Any], place: dict[str, Any]) -> Actor:
    """Make one organisation; what a real register does not know stays unknown."""
    rng = made.rng
    known, draw = rng.random() > 0.06, rng.random()
    town = place["near"] if sort["kind"] != "municipality" and rng.random() < 0.7 else None
    since = day(rng, 1975, 2022) if rng.random() < 0.7 else None
    return Actor(
        actor_id=f"a-{len(made.actors) + 1:03}", name=sort["name"].format(place=place["name"]),
        kind=sort["kind"] if draw > 0.02 else None, sectors=tuple(sort["sectors"]),
        mission_domains=tuple(sort["domains"]), municipality_code=town if known else None,
        mrc_code=place["mrc"] if known or draw > 0.4 else None,
        **(near(rng, place) if known else {}),
        serves=(place["mrc"],) if rng.random() < 0.4 else (),
        public_contact="Accueil" if rng.random() < 0.4 else "",
        asked=rng.choice((True, True, True, False, None, None)),
        publication_consent=rng.choice((True, True, False, None, None)),
        since=since, source=f"{INVENTED}registre de l’équipe", verified_on=checked(rng))


def one_table(made: Made, theme: str, where: str, places: Sequence[dict[str, Any]],
              region: tuple[str, ...] = ()) -> ConcertationTable:
    """Make one table, at one of the places of an MRC or for the MRC of a region."""
    rng = made.rng
    level = {"neighbourhood": "neighbourhood", "youth": "municipality"}.get(theme, "mrc")
    sort = "Table régionale" if region else "Table"
    return ConcertationTable(
        concertation_table_id=f"t-{len(made.tables) + 1:02}",
        name=f"{sort} {WORDS['theme'][theme]['fr']}, {where} (démonstration)",
        theme=theme, level="region" if region else level,
        territories=region or (places[0]["mrc"],),
        cadence=float(rng.choice((4, 4, 5, 6, 8, 10))) if rng.random() < 0.85 else None,
        meeting_hours=rng.choice((2.0, 2.5, 3.0)) if rng.random() < 0.8 else None,
        expected_sectors=tuple(WORDS["theme"][theme]["expects"]),
        **(near(rng, rng.choice(places)) if places and rng.random() < 0.9 else {}),
        since=day(rng, 1995, 2021), source=f"{INVENTED}comptes rendus",
        verified_on=checked(rng))


def seat(made: Made, table_id: str, member_id: str) -> None:
    """Give a seat; the first at a table coordinates it."""
    rng = made.rng
    first = not any(table == table_id for table, _ in made.seats)
    role = "coordination" if first else rng.choice(
        ("member",) * 16 + ("facilitation", "host", "observer", None))
    made.seats[table_id, member_id] = Membership(
        concertation_table_id=table_id, member_id=member_id, role=role,
        since=day(rng, 2008, 2025) if rng.random() < 0.6 else None,
        source=f"{INVENTED}comptes rendus", verified_on=checked(rng))


def may_sit(made: Made, table: ConcertationTable, actor: Actor) -> bool:
    """Tell whether a seat would spoil no story."""
    table_id = table.concertation_table_id
    schools_kept_out = (table_id == made.planted.get("63:youth")
                        and "school_network" in actor.sectors)
    return ((table_id, actor.actor_id) not in made.seats and not schools_kept_out
            and made.home[actor.actor_id] in table.territories)


def fill(made: Made, table: ConcertationTable, count: int,
         among: Sequence[Actor] | None = None) -> None:
    """Seat `count` more actors: one for each expected sector first, then those concerned."""
    load, table_id = made.load(), table.concertation_table_id
    pool = [actor for actor in (made.others() if among is None else among)
            if may_sit(made, table, actor) and load[actor.actor_id] < MOST_SEATS]
    chosen: list[Actor] = []
    for sector in table.expected_sectors:
        seated = {member for held, member in made.seats if held == table_id}
        if not any(sector in a.sectors for a in made.actors if a.actor_id in seated) and not any(
                sector in a.sectors for a in chosen):
            chosen += made.rng.sample([a for a in pool if sector in a.sectors], 1) if any(
                sector in a.sectors for a in pool) else []
    rest = [actor for actor in pool if actor not in chosen]
    weights = [5.0 if set(a.sectors) & set(table.expected_sectors) else
               2.0 if a.kind in ("municipality", "mrc", "institution", "cdc") else 0.6
               for a in rest]
    chosen += some(made.rng, rest, weights, count - len(chosen))
    for actor in chosen[:count]:
        seat(made, table_id, actor.actor_id)


def set_coordinators(made: Made) -> None:
    """Name the coordinator of a table: the actor whose seat says so, where it is known."""
    leaders = {s.concertation_table_id: s.member_id for s in made.seats.values()
               if s.role == "coordination"}
    made.tables = [replace(table, coordinator_id=leaders[table.concertation_table_id])
                   if made.rng.random() < 0.85 else table for table in made.tables]


def tie(made: Made, one: str, two: str) -> None:
    """Tie two actors once."""
    rng = made.rng
    scale, kind = rng.choice(SCALES), rng.choice(TIE_KINDS)
    made.ties[frozenset((one, two))] = Tie(
        source_id=one, target_id=two, kind=kind, scale=scale,
        level=rng.choice(LEVELS[scale]) if scale else None,
        directed=kind == "funding" if kind and rng.random() < 0.8 else None,
        reported_by=rng.choice((one, two, None)),
        confirmed_by_both=rng.choice((True, False, None)),
        publication_consent=rng.choice((True, False, None, None)),
        since=day(rng, 2010, 2025) if rng.random() < 0.5 else None,
        source=INVENTED + rng.choice(("rencontre d’équipe", "questionnaire", "rapport annuel")),
        verified_on=checked(rng))


def tie_with_one_near(made: Made, one: Actor, others: Sequence[Actor],
                      weight: Mapping[str, float]) -> None:
    """Tie an actor, most likely to a lively one of its MRC and of its sector; or draw in vain."""
    nearness = [weight[other.actor_id]
                * (8 if made.home[other.actor_id] == made.home[one.actor_id] else 1)
                * (4 if set(other.sectors) & set(one.sectors) else 1) for other in others]
    two = some(made.rng, others, nearness, 1)[0]
    if one is not two and frozenset((one.actor_id, two.actor_id)) not in made.ties:
        tie(made, one.actor_id, two.actor_id)


def engage(made: Made, organizer_id: str, target_id: str, frames: Sequence = FRAMES) -> None:
    """Record what an organizer does with an actor or a table, under one of the frames."""
    rng = made.rng
    frame, words = rng.choice(frames)
    first = 2019 if frame == "rqiiac-2010" else 2021
    made.engagements[organizer_id, target_id] = Engagement(
        organizer_id=organizer_id, target_id=target_id, frame=frame,
        **rng.choice(words["table" if target_id.startswith("t-") else "actor"]),
        hours=float(rng.choice((8, 12, 20, 24, 30, 45, 60, 90))) if rng.random() < 0.8 else None,
        intensity=rng.choice((1, 1, 2, 2, 3, None)),
        since=day(rng, first, 2025) if rng.random() < 0.85 else None,
        source=f"{INVENTED}équipe", verified_on=checked(rng))


def end_some(made: Made, n_ties: int = 60, n_seats: int = 40) -> None:
    """End a few ties and seats of the past, where both sides keep many others."""
    degree = Counter(actor for pair in made.ties for actor in pair)
    for pair in made.rng.sample(sorted(made.ties, key=sorted), n_ties):
        if all(degree[actor] > 4 for actor in pair) and not pair & set(made.newcomers):
            made.ties[pair] = replace(made.ties[pair], since=day(made.rng, 2008, 2015),
                                      until=day(made.rng, 2022, 2025))
            degree.subtract(pair)
    kept = {made.planted.get(name) for name in ("61:food_security", "61:poverty", "64:immigration")}
    for key in made.rng.sample(sorted(made.seats), n_seats):
        table_id, member = key
        plain = made.seats[key].role == "member" and degree[member] > 4
        if plain and table_id not in kept and member != made.planted.get("star"):
            made.seats[key] = replace(made.seats[key], since=day(made.rng, 2008, 2015),
                                      until=day(made.rng, 2022, 2025))


def register_of(made: Made) -> Register:
    """Gather what was made."""
    return Register(
        actors=tuple(made.actors), concertation_tables=tuple(made.tables),
        memberships=tuple(made.seats.values()), ties=tuple(made.ties.values()),
        community_organizers=tuple(made.organizers), engagements=tuple(made.engagements.values()),
        indicators=tuple(made.indicators))
