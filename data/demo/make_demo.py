"""Make the demonstration of Lanaudière and its stories: ``python data/demo/make_demo.py [FOLDER]``.

Everything in it is invented. Six stories are planted on purpose and told in ``STORIES.toml``;
``tests/demo/test_demo_stories.py`` proves them. Run by hand, after a change here, in ``invent.py``,
in ``parts.py``, in ``words.toml`` or in the declared fields: ``tests/demo/test_demo_register.py``
fails when that was forgotten.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from invent import NORTH, make
from parts import Made, register_of

from ocgraph.io.register_folder import write_register_folder

SPACE = "\u00a0"


@dataclass(frozen=True)
class Story:
    """A story to find: its sentences, and the codes of those concerned."""

    id: str
    fr: str
    en: str
    actors: tuple[str, ...] = ()
    concertation_tables: tuple[str, ...] = ()
    organizers: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()


def only_bridge(made: Made) -> Story:
    """Tell of the organizer who alone joins a sector to the rest."""
    post = next(o for o in made.organizers if o.organizer_id == made.planted["bridge"])
    count = len(made.newcomers)
    return Story(
        "only_bridge",
        f"Le «{SPACE}{post.name}{SPACE}» est le seul lien entre les {count} organismes du secteur "
        "Immigration et tous les autres. Sans lui, ils seraient coupés du réseau.",
        f"The post “{post.name}” is the only link between the {count} organisations of the "
        "Immigration sector and all the others. Without it, they would be cut off.",
        actors=tuple(made.newcomers), organizers=(post.organizer_id,),
        concertation_tables=(made.planted["64:immigration"],))


def twin_tables(made: Made) -> Story:
    """Tell of the two tables that are nearly the same people."""
    one, two = made.planted["61:food_security"], made.planted["61:poverty"]
    members = [{member for table, member in made.seats if table == held} for held in (one, two)]
    shared, all_of_them = len(members[0] & members[1]), len(members[0] | members[1])
    return Story(
        "twin_tables",
        "À Joliette, la table sécurité alimentaire et la table lutte à la pauvreté réunissent "
        f"presque les mêmes membres{SPACE}: {shared} sur {all_of_them}.",
        "In Joliette, the food security table and the poverty table gather nearly the same "
        f"members: {shared} of {all_of_them}.",
        concertation_tables=(one, two))


def no_school(made: Made) -> Story:
    """Tell of the table that wishes for schools and has none."""
    return Story(
        "no_school",
        "Dans Montcalm, la table jeunesse souhaite réunir le réseau scolaire, mais aucune école "
        "n’y siège.",
        "In Montcalm, the youth table wishes to gather the school network, but no school sits on "
        "it.",
        concertation_tables=(made.planted["63:youth"],), territories=("63",))


def few_links_north(made: Made) -> Story:
    """Tell of the MRC with few links for each actor."""
    home = {actor.actor_id: actor.mrc_code for actor in made.actors}
    ends = Counter(home[end] for end in link_ends(made) if end in home)
    count = Counter(home.values())
    there = ends[NORTH] / count[NORTH]
    return Story(
        "few_links_north",
        f"En Matawinie, un organisme compte environ {there:.0f} liens. Dans les autres MRC, il en "
        "compte une dizaine.",
        f"In Matawinie, an organisation has about {there:.0f} links. In the other MRC, it has "
        "about ten.",
        territories=(NORTH,))


def link_ends(made: Made) -> Iterator[str]:
    """Yield both ends of every link."""
    for links in (made.seats, made.ties, made.engagements):
        for ends in links:
            yield from ends


def alone(made: Made) -> Story:
    """Tell of the actors that nothing joins to the others."""
    names = ", ".join(actor.name for actor in made.actors if actor.actor_id in made.alone)
    return Story(
        "alone",
        f"Trois organismes sont connus de l’équipe, mais rien ne les relie aux autres{SPACE}: "
        f"{names}.",
        f"Three organisations are known to the team, but nothing links them to the others: "
        f"{names}.",
        actors=tuple(made.alone))


def over_solicited(made: Made) -> Story:
    """Tell of the actor with far more seats than any other."""
    (star, seats), (_, next_most) = made.load().most_common(2)
    name = next(actor.name for actor in made.actors if actor.actor_id == star)
    return Story(
        "over_solicited",
        f"Le {name} siège à {seats} tables. Aucun autre organisme n’en compte plus de "
        f"{next_most}.",
        f"{name} sits on {seats} tables. No other organisation sits on more than {next_most}.",
        actors=(star,))


STORIES = (only_bridge, twin_tables, no_school, few_links_north, alone, over_solicited)


def write_stories(stories: Iterable[Story], path: Path, script: str = "make_demo.py") -> None:
    """Write the stories as TOML, in the order in which they are worth trying."""
    lines = [f"# Written by {script}: what there is to find in the demonstration."]
    for story in stories:
        lines += ["", "[[story]]"]
        lines += [f"{name} = {json.dumps(value, ensure_ascii=False)}"
                  for name, value in vars(story).items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main(folder: Path) -> None:
    """Write the register and its stories in `folder`."""
    made = make()
    write_register_folder(register_of(made), folder / "register")
    write_stories((tell(made) for tell in STORIES), folder / "STORIES.toml")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent)
