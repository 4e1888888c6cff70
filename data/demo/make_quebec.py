"""Make the demonstration of all Québec: ``python data/demo/make_quebec.py [FOLDER]``.

What is planted in it is told in ``quebec/STORIES.toml``; ``tests/demo/test_quebec_stories.py``
proves it. Run by hand, after a change here, in ``invent_quebec.py``, in ``parts.py``, in the words
or in the declared fields: ``tests/demo/test_quebec_register.py`` fails when that was forgotten.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from invent_quebec import STORIES, TOLD, known, make
from make_demo import SPACE, Story, write_stories
from parts import FOLDER, Made, register_of

from ocgraph.io.indicators.kinds import kind_of
from ocgraph.io.places.reference import read_territories, territory_by_code
from ocgraph.io.register_folder import write_register_folder


def hours_for_10_000(made: Made) -> dict[str, float]:
    """Return the known weekly hours for 10,000 inhabitants of each MRC that has some."""
    hours = defaultdict(float)
    for post in made.organizers:
        for code in post.home_territories if post.weekly_hours else ():
            hours[code] += post.weekly_hours / len(post.home_territories)
    return {place.code: 10_000 * hours[place.code] / place.population for place in known()
            if place.code in hours}


def names(codes: Sequence[str], last: str) -> str:
    """Return names of MRC, the last after "et" or "and"."""
    *first, end = (territory_by_code()[code].name for code in codes)
    return f"{', '.join(first)} {last} {end}" if first else end


def story(name: str, fr: str, en: str) -> Story:
    """Tell a story of the words, its MRC in the place of ``{mrc}``."""
    codes = tuple(STORIES[name]["territories"])
    return Story(name, fr.format(mrc=names(codes, "et")), en.format(mrc=names(codes, "and")),
                 territories=codes)


def served(made: Made, name: str) -> dict[str, str]:
    """Return the least and the most hours for 10,000 inhabitants of the MRC of a story."""
    hours = hours_for_10_000(made)
    there = [hours[code] for code in STORIES[name]["territories"]]
    return {"low": f"{min(there):.0f}", "high": f"{max(there):.0f}"}


def under_served_cluster(made: Made) -> Story:
    """Tell of the neighbouring MRC whose need the posts do not follow."""
    told = served(made, "under_served_cluster")
    return story(
        "under_served_cluster",
        "Autour des Maskoutains, sept MRC voisines ont de grands besoins et peu d’heures d’OC"
        f"{SPACE}: de {told['low']} à {told['high']} par semaine pour 10{SPACE}000 habitants.",
        "Around Les Maskoutains, seven neighbouring MRC have great needs and few hours of "
        f"organizers: {told['low']} to {told['high']} a week for 10,000 inhabitants.")


def poorly_served(made: Made) -> Story:
    """Tell of the MRC with the greatest need and few hours, far from one another."""
    told = served(made, "poorly_served")
    return story(
        "poorly_served",
        "Trois MRC éloignées les unes des autres sont parmi les dix plus mal desservies, quels que "
        f"soient les poids donnés aux besoins et aux heures{SPACE}: {{mrc}}. Les besoins y sont "
        f"les plus grands, et les heures ne dépassent pas {told['high']} par semaine pour "
        f"10{SPACE}000 habitants.",
        "Three MRC far from one another are among the ten most under-served, whatever the weights "
        "given to needs and to hours: {mrc}. Needs are the greatest there, and hours are no more "
        f"than {told['high']} a week for 10,000 inhabitants.")


def well_served_region(made: Made) -> Story:
    """Tell of the region with many posts and little need."""
    told = served(made, "well_served_region")
    return story(
        "well_served_region",
        f"Une région entière, Saguenay–Lac-Saint-Jean, est bien desservie{SPACE}: au moins "
        f"{told['low']} heures par semaine pour 10{SPACE}000 habitants dans chacune de ses MRC, "
        "et de petits besoins.",
        "A whole region, Saguenay–Lac-Saint-Jean, is well served: at least "
        f"{told['low']} hours a week for 10,000 inhabitants in each of its MRC, and small needs.")


def no_organizer(_made: Made) -> Story:
    """Tell of the MRC without a post."""
    return story(
        "no_organizer",
        f"Aucun poste d’OC n’a son port d’attache dans cette MRC{SPACE}: {{mrc}}. On y connaît "
        f"pourtant des organismes et des tables{SPACE}: le zéro est vrai.",
        "No post of organizer has its home in this MRC: {mrc}. Yet organisations and tables are "
        "known there: the zero is true.")


def no_data(_made: Made) -> Story:
    """Tell of the MRC of which nothing is recorded."""
    return story(
        "no_data",
        f"De deux MRC, {{mrc}}, le registre ne sait rien{SPACE}: ce n’est pas zéro, c’est une "
        "absence de données.",
        "Of two MRC, {mrc}, the register knows nothing: that is not zero, it is no data.")


def hours_unknown(made: Made) -> Story:
    """Tell of the MRC where every number of hours is missing."""
    count = sum(post.weekly_hours is None for post in made.organizers)
    return story(
        "hours_unknown",
        f"Les heures de {count} postes sont inconnues. Dans une MRC, {{mrc}}, ce sont toutes les "
        f"heures{SPACE}: on ne peut pas dire si elle est bien desservie.",
        f"The hours of {count} posts are unknown. In one MRC, {{mrc}}, all hours are: nobody can "
        "tell whether it is well served.")


def lacking_figures(_made: Made) -> Story:
    """Tell of the figure that some MRC lack."""
    told = next(each for each in TOLD["indicator"] if each["lacking"])
    label = kind_of(told["code"]).label
    nothing_known = STORIES["no_data"]["territories"]
    codes = tuple(place.code for place in read_territories()
                  if place.code in (*told["lacking"], *nothing_known))
    return Story(
        "lacking_figures",
        f"Un des quatre chiffres de besoin, «{SPACE}{label.fr}{SPACE}», manque dans "
        f"{len(codes)} MRC{SPACE}: {names(codes, 'et')}.",
        f"One of the four figures of need, “{label.en}”, is missing in {len(codes)} MRC: "
        f"{names(codes, 'and')}.", territories=codes)


def sparse_north(made: Made) -> Story:
    """Tell of the north, where few organisations are known."""
    north = STORIES["sparse_north"]["territories"]
    count = sum(made.home[actor.actor_id] in north for actor in made.actors)
    return story(
        "sparse_north",
        f"Au nord, le registre ne connaît que {count} organismes dans {len(north)} très grands "
        f"territoires{SPACE}: {{mrc}}.",
        f"In the north, the register knows only {count} organisations in {len(north)} vast "
        "territories: {mrc}.")


TELLERS = (under_served_cluster, poorly_served, well_served_region, no_organizer, no_data,
           hours_unknown, lacking_figures, sparse_north)


def main(folder: Path) -> None:
    """Write the register and its stories in `folder`."""
    made = make()
    write_register_folder(register_of(made), folder / "register")
    write_stories((tell(made) for tell in TELLERS), folder / "STORIES.toml", "make_quebec.py")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER / "quebec")
