"""What the pages of decisions show (Analyse, Mobilisation), kept between runs.

As in `dashboard.data`, keys hold the register's revision, and nothing personal to a session is
kept here.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import Any

from dashboard import data
from dashboard.view import View
from ocgraph.analysis.gaps import Gap, find_gaps
from ocgraph.analysis.linking_role import LinkingRole, linking_roles
from ocgraph.analysis.mobilisation import MOST_WAYS, Call, Mobilisation, ways_to
from ocgraph.analysis.mobilisation import actors_of as goal_actors
from ocgraph.analysis.search import Search
from ocgraph.analysis.what_if import Change, Difference, cut_off, differences
from ocgraph.analysis.wording import gap_rows, gap_titles
from ocgraph.io.places.boundaries import neighbouring
from ocgraph.io.writing.csv_export import table_csv
from ocgraph.measures import MEASURES, Figures
from ocgraph.measures.choice.questions import which_tables, whom_to_call
from ocgraph.network import Lens
from ocgraph.views.call_list import call_list
from ocgraph.views.words import node_line

SETS_LISTED = 20


def gaps(source: str, lens: Lens) -> tuple[Gap, ...]:
    """Return what is perhaps missing."""
    return _gaps(source, data.revision(source), lens, data.boundaries().version)


@lru_cache(maxsize=16)
def _gaps(source: str, number: int, lens: Lens, _version: str) -> tuple[Gap, ...]:
    neighbours = neighbouring(data.boundaries().outlines)
    return find_gaps(data.network_at(source, number, lens), neighbours)


def gaps_file(source: str, lens: Lens, language: str) -> bytes:
    """Return what is perhaps missing as a CSV file."""
    rows = gap_rows(gaps(source, lens), data.network(source, lens), language)
    return table_csv(gap_titles(language), rows, language)[0]


def linking_roles_of(source: str, lens: Lens, partition: str, frame: str
                     ) -> tuple[LinkingRole, ...]:
    """Return what each organizer joins."""
    return _linking_roles(source, data.revision(source), lens, partition, frame)


@lru_cache(maxsize=16)
def _linking_roles(source: str, number: int, lens: Lens, partition: str, frame: str
                   ) -> tuple[LinkingRole, ...]:
    return linking_roles(data.network_at(source, number, lens), partition, frame)


def figures(source: str, lens: Lens, measure_id: str, **parameters: Any) -> Figures:
    """Return the figures of a measure on what is seen, its reference data filled in."""
    return _figures(source, data.revision(source), lens, measure_id, tuple(parameters.items()))


@lru_cache(maxsize=64)
def _figures(source: str, number: int, lens: Lens, measure_id: str,
             parameters: tuple[tuple[str, Any], ...]) -> Figures:
    measure, given = MEASURES[measure_id], dict(parameters)
    if "population_by_mrc" in {parameter.name for parameter in measure.parameters}:
        given["population_by_mrc"] = {code: place.population
                                      for code, place in data.territories().items()}
    return measure.read(data.network_at(source, number, lens), **given)


def what_if(source: str, lens: Lens, leaving: tuple[str, ...], tied: tuple[str, ...]
            ) -> tuple[tuple[Difference, ...], tuple[str, ...]]:
    """Return what would differ and who would be cut off, were some gone and others all tied."""
    before = data.network(source, lens)
    after = Change(frozenset(leaving), tuple(combinations(tied, 2))).applied(before)
    return differences(before, after), cut_off(before, after)


def mobilisation(source: str, lens: Lens, chosen: tuple[str, ...], max_steps: int
                 ) -> Mobilisation:
    """Return whom some nodes reach."""
    return Mobilisation(data.network(source, lens), chosen, max_steps)


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
    return _call_search(source, data.revision(source), lens, wanted, (share, max_steps))


@lru_cache(maxsize=32)
def _call_search(source: str, number: int, lens: Lens, wanted: frozenset[str],
                 goal: tuple[float, int]) -> Search:
    share, max_steps = goal
    return Search(lambda: whom_to_call(data.network_at(source, number, lens), max_steps, share,
                                       tuple(wanted)), SETS_LISTED)


def table_search(source: str, lens: Lens, wanted: frozenset[str]) -> Search:
    """Return the search for the tables to be at, the same to all who look."""
    return _table_search(source, data.revision(source), lens, wanted)


@lru_cache(maxsize=32)
def _table_search(source: str, number: int, lens: Lens, wanted: frozenset[str]) -> Search:
    return Search(lambda: which_tables(data.network_at(source, number, lens), tuple(wanted)),
                  SETS_LISTED)


def call_list_page(view: View, made: tuple[Call, ...], *, title: str, lead: list[str],
                   notes: list[str]) -> bytes:
    """Return the list of calls, or of tables, as a page to print or to open on a phone."""
    seen = data.network(view.source, view.lens)
    lines = [(seen.node_by_id[call.node_id].name,
              node_line(seen, call.node_id, data.territories(), view.language)) for call in made]
    return call_list(title, lead, lines, notes, view.language).encode()


def population_of(codes: frozenset[str]) -> int | None:
    """Return how many people live in some MRC; ``None`` when one is not known."""
    people = [data.territories()[code].population for code in codes if code in data.territories()]
    return None if None in people else sum(people)
