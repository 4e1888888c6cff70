"""What the pages of decisions show (Analyse, Mobilisation), kept between runs.

As in `dashboard.data`, keys hold the register's revision, and nothing personal to a session is
kept here.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import lru_cache
from typing import Any

from dashboard import data
from dashboard.view import DEMONSTRATIONS, View
from ocgraph.analysis.follow_up import FollowUp, follow_up, gap_codes, pairs_followed
from ocgraph.analysis.gaps import Gap, find_gaps
from ocgraph.analysis.held_pairs import HeldPairs, held_pairs
from ocgraph.analysis.linking_role import LinkingRole, linking_roles
from ocgraph.analysis.mobilisation import MOST_WAYS, Call, Mobilisation, ways_to
from ocgraph.analysis.mobilisation import actors_of as goal_actors
from ocgraph.analysis.place import Place
from ocgraph.analysis.portrait import Portrait
from ocgraph.analysis.proposals import ties_to_propose
from ocgraph.analysis.role_wording import held_pair_rows, held_pair_titles
from ocgraph.analysis.search import Search
from ocgraph.analysis.wording import follow_cells, follow_titles, gap_rows, gap_titles
from ocgraph.io.places.boundaries import neighbouring
from ocgraph.io.writing.csv_export import table_csv
from ocgraph.measures import MEASURES, Figures
from ocgraph.measures.choice.questions import which_tables, whom_to_call
from ocgraph.network import Lens
from ocgraph.reports import portrait_document, written
from ocgraph.storage import Followed
from ocgraph.views.call_list import call_lines, call_list

SETS_LISTED = 20

PAIRS_WRITTEN = 50_000
"""Pairs that the file of those an organizer holds goes up to: a spreadsheet opens it."""


def gaps(source: str, lens: Lens) -> tuple[Gap, ...]:
    """Return what is perhaps missing."""
    return _gaps(source, data.moment(source, lens), lens, data.boundaries().mark)


@lru_cache(maxsize=16)
def _gaps(source: str, seen: data.Moment, lens: Lens, _mark: str) -> tuple[Gap, ...]:
    neighbours = neighbouring(data.boundaries().outlines)
    return find_gaps(data.network_at(source, seen, lens), neighbours)


def proposals(source: str, lens: Lens) -> tuple[Gap, ...]:
    """Return the ties one could propose, those followed included."""
    return _proposals(source, data.moment(source, lens), lens, pairs_followed(followed(source)))


@lru_cache(maxsize=16)
def _proposals(source: str, seen: data.Moment, lens: Lens, kept: tuple[frozenset[str], ...]
               ) -> tuple[Gap, ...]:
    return ties_to_propose(data.network_at(source, seen, lens), kept)


def followed(source: str) -> tuple[Followed, ...]:
    """Return what the team follows; of a demonstration, in the person's own file."""
    return data.notebook(source).followed()


def follow_up_of(source: str, lens: Lens) -> FollowUp:
    """Return what became of the gaps followed."""
    everywhere = (*gaps(source, lens.of_everything), *proposals(source, lens.of_everything))
    return follow_up(followed(source), (*gaps(source, lens), *proposals(source, lens)), everywhere)


def follow(source: str, gap: Gap, kept: Followed | None, note: str = "") -> None:
    """Follow a gap, or give another note to one followed."""
    gap_id, since = ((kept.gap_id, kept.followed_on) if kept
                     else (gap.gap_id, datetime.date.today()))
    data.notebook(source).follow(Followed(gap_id, gap_codes(gap), note.strip(), since))


def gaps_file(source: str, lens: Lens, language: str) -> bytes:
    """Return what is perhaps missing, then the ties to propose, as a CSV file."""
    told, kept = (*gaps(source, lens), *proposals(source, lens)), follow_up_of(source, lens).found
    rows = [[*row, *follow_cells(kept.get(gap.gap_id))] for gap, row in zip(
        told, gap_rows(told, data.network(source, lens), language), strict=True)]
    return table_csv([*gap_titles(language), *follow_titles(language)], rows, language)[0]


def portrait(source: str, lens: Lens, place: Place) -> Portrait:
    """Return the portrait of a place, as of today, compared with all the lens shows elsewhere."""
    return _portrait(source, data.moment(source, lens), replace(lens, territories=frozenset()),
                     place, data.boundaries().mark, datetime.date.today())


@lru_cache(maxsize=8)
def _portrait(source: str, seen: data.Moment, lens: Lens, place: Place, _mark: str,
              today: datetime.date) -> Portrait:
    return Portrait(data.network_at(source, seen, lens), place, today,
                    neighbouring(data.boundaries().outlines))


def portrait_file(source: str, lens: Lens, place: Place, language: str, fmt: str) -> bytes:
    """Return the portrait of a place as a document."""
    return written(portrait_document(portrait(source, lens, place), language,
                                     is_demo=source in DEMONSTRATIONS), fmt)


def linking_roles_of(source: str, lens: Lens, partition: str, frame: str
                     ) -> tuple[LinkingRole, ...]:
    """Return what each organizer joins."""
    return _linking_roles(source, data.moment(source, lens), lens, partition, frame)


@lru_cache(maxsize=16)
def _linking_roles(source: str, seen: data.Moment, lens: Lens, partition: str, frame: str
                   ) -> tuple[LinkingRole, ...]:
    return linking_roles(data.network_at(source, seen, lens), partition, frame)


def held_pairs_of(source: str, lens: Lens, organizer_id: str) -> HeldPairs:
    """Return the pairs that an organizer alone joins or keeps near."""
    return _held_pairs(source, data.moment(source, lens), lens, organizer_id)


@lru_cache(maxsize=16)
def _held_pairs(source: str, seen: data.Moment, lens: Lens, organizer_id: str) -> HeldPairs:
    return held_pairs(data.network_at(source, seen, lens), organizer_id)


def held_pairs_file(source: str, lens: Lens, organizer_id: str, language: str) -> bytes:
    """Return the first `PAIRS_WRITTEN` of these pairs as a CSV file."""
    rows = held_pair_rows(held_pairs_of(source, lens, organizer_id), data.network(source, lens),
                          language, PAIRS_WRITTEN)
    return table_csv(held_pair_titles(language), rows, language)[0]


def figures(source: str, lens: Lens, measure_id: str, **parameters: Any) -> Figures:
    """Return the figures of a measure on what is seen, its reference data filled in."""
    return _figures(source, data.moment(source, lens), lens, measure_id, tuple(parameters.items()))


@lru_cache(maxsize=64)
def _figures(source: str, seen: data.Moment, lens: Lens, measure_id: str,
             parameters: tuple[tuple[str, Any], ...]) -> Figures:
    measure, given = MEASURES[measure_id], dict(parameters)
    if "population_by_mrc" in {parameter.name for parameter in measure.parameters}:
        given["population_by_mrc"] = {code: place.population
                                      for code, place in data.territories().items()}
    return measure.read(data.network_at(source, seen, lens), **given)


def mobilisation(source: str, lens: Lens, chosen: tuple[str, ...], max_steps: int,
                 wanted: frozenset[str] = frozenset()) -> Mobilisation:
    """Return whom some nodes reach, of everyone or of those wanted."""
    return Mobilisation(data.network(source, lens), chosen, max_steps, wanted)


def ways(source: str, lens: Lens, chosen: tuple[str, ...], target: str, most: int = MOST_WAYS
         ) -> tuple[tuple[str, ...], ...]:
    """Return the ways from some nodes to an actor that share nobody, `most` of them at most."""
    return ways_to(data.network(source, lens), chosen, target, most)


def actors_of(source: str, lens: Lens, sectors: tuple[str, ...], codes: tuple[str, ...]
              ) -> frozenset[str]:
    """Return the actors of some sectors and MRC."""
    return goal_actors(data.network(source, lens), sectors, codes)


def call_search(source: str, lens: Lens, wanted: frozenset[str], share: float, max_steps: int
                ) -> Search:
    """Return the search for whom to call, the same to all who look."""
    return _call_search(source, data.moment(source, lens), lens, wanted, (share, max_steps))


@lru_cache(maxsize=32)
def _call_search(source: str, seen: data.Moment, lens: Lens, wanted: frozenset[str],
                 goal: tuple[float, int]) -> Search:
    share, max_steps = goal
    return Search(lambda: whom_to_call(data.network_at(source, seen, lens), max_steps, share,
                                       tuple(wanted)), SETS_LISTED)


def table_search(source: str, lens: Lens, wanted: frozenset[str]) -> Search:
    """Return the search for the tables to be at, the same to all who look."""
    return _table_search(source, data.moment(source, lens), lens, wanted)


@lru_cache(maxsize=32)
def _table_search(source: str, seen: data.Moment, lens: Lens, wanted: frozenset[str]) -> Search:
    return Search(lambda: which_tables(data.network_at(source, seen, lens), tuple(wanted)),
                  SETS_LISTED)


def call_list_page(view: View, made: tuple[Call, ...], *, title: str, lead: list[str],
                   notes: list[str]) -> bytes:
    """Return the list of calls, or of tables, as a page to print or to open on a phone."""
    seen = data.network(view.source, view.lens)
    lines = call_lines(made, seen, data.territories(), view.language)
    return call_list(title, lead, lines, notes, view.language).encode()


def population_of(codes: frozenset[str]) -> int | None:
    """Return how many people live in some MRC; ``None`` when one is not known."""
    people = [data.territories()[code].population for code in codes if code in data.territories()]
    return None if None in people else sum(people)
