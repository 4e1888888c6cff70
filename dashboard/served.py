"""What the page Territoires shows, kept between runs.

As in `dashboard.data`, keys hold the register's revision, and nothing personal to a session is
kept here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from dashboard import data, state
from dashboard.view import BRIDGES_BETWEEN, DEMONSTRATIONS
from ocgraph.analysis.group_bridges import GroupBridges, group_bridges
from ocgraph.analysis.territory_levels import LevelReading, by_level
from ocgraph.analysis.territory_posts import PostPlanning
from ocgraph.analysis.territory_reading import HEAVIEST, TerritoryReading, Weighing
from ocgraph.analysis.territory_scenario import (
    Compared,
    ScenarioEffect,
    compared_figures,
    compared_shortfalls,
    scenario_effect,
)
from ocgraph.analysis.territory_spread import NearHours, Spread, clusters_of
from ocgraph.analysis.territory_spread import near_hours as find_near_hours
from ocgraph.analysis.territory_spread import spread as find_spread
from ocgraph.analysis.weighing_forms import (
    TOLERANCES,
    read_choices,
    read_weight,
    weighing_of,
    write_weights,
)
from ocgraph.errors import OcgraphError
from ocgraph.io.places.boundaries import neighbouring
from ocgraph.network import Lens, PartnershipNetwork
from ocgraph.reports.territories import report_of
from ocgraph.storage import KeptWeighing
from ocgraph.territory import Level
from ocgraph.territory.clusters import LocalCluster, Moran
from ocgraph.territory.evidence import Side
from ocgraph.territory.posts import Objective, Plan, PostEffect
from ocgraph.territory.ranking import RankInterval
from ocgraph.views.territory_map import Ground


def reading(source: str, lens: Lens) -> TerritoryReading:
    """Return what is known of need and presence."""
    return _reading(source, data.moment(source, lens), lens)


@lru_cache(maxsize=8)
def _reading(source: str, seen: data.Moment, lens: Lens) -> TerritoryReading:
    return TerritoryReading(data.network_at(source, seen, lens))


def _looked_at() -> tuple[str, data.Moment, Lens]:
    """Return what the session looks at, as what is kept between runs is kept under it."""
    return state.source(), data.moment(state.source(), state.lens()), state.lens()


def current() -> TerritoryReading:
    """Return the reading of what the session looks at."""
    return reading(state.source(), state.lens())


def weighing() -> Weighing:
    """Return what the session weighs, or what counts first when nothing was chosen."""
    told = current()
    chosen = dict(map(read_weight, state.chosen_list("weights")))
    known = {code: weight for code, weight in chosen.items() if _counts(told, code, weight)}
    tolerance = TOLERANCES[state.choice("tolerance")]
    return (weighing_of(known, tolerance) if known
            else replace(told.first_weighing, tolerance=tolerance))


def chosen_weights() -> tuple[tuple[str, ...], str]:
    """Return what the session weighs as it is kept: each weight written, and the tolerance."""
    return write_weights(weighing()), state.choice("tolerance")


class KeptWeights(NamedTuple):
    """A choice of weights kept beside the register, and why it cannot be read, if it cannot."""

    name: str
    note: str
    weights: tuple[str, ...] = ()
    tolerance: str = ""
    error: OcgraphError | None = None


def kept_weighings() -> tuple[KeptWeights, ...]:
    """Return the choices kept beside the register that is open, the first kept first."""
    return tuple(map(_kept_weights, data.notebook(state.source()).weighings()))


def _kept_weights(kept: KeptWeighing) -> KeptWeights:
    try:
        return KeptWeights(kept.name, kept.note, *read_choices(kept.choices))
    except OcgraphError as error:
        return KeptWeights(kept.name, kept.note, error=error)


def unread_weights() -> tuple[str, ...]:
    """Return what the address weighs that cannot count: no such figure here, or no such weight."""
    told = current()
    return tuple(written for written in state.chosen_list("weights")
                 if not _counts(told, *read_weight(written)))


def _counts(told: TerritoryReading, code: str, weight: int) -> bool:
    return code in told.evidence and 1 <= abs(weight) <= HEAVIEST


def ranks(weighed: Weighing) -> Mapping[str, RankInterval]:
    """Return the ranks of what the session looks at."""
    return _ranks(*_looked_at(), weighed)


@lru_cache(maxsize=32)
def _ranks(source: str, seen: data.Moment, lens: Lens, weighed: Weighing
           ) -> Mapping[str, RankInterval]:
    return _reading(source, seen, lens).ranks(weighed)


def near_hours(within_km: int, method: str) -> NearHours:
    """Return the hours near the inhabitants of what the session looks at."""
    return _near_hours(_looked_at(), within_km, method)


@lru_cache(maxsize=16)
def _near_hours(looked_at: tuple[str, data.Moment, Lens], within_km: int, method: str) -> NearHours:
    return find_near_hours(_reading(*looked_at), within_km, method)


def spread(code: str) -> Spread:
    """Return how unequally a figure of presence is spread."""
    return find_spread(current(), weighing(), current().evidence[code].values)


def clusters(code: str) -> tuple[Moran, dict[str, LocalCluster]]:
    """Return where territories alike lie together, by a figure of presence."""
    return _clusters(*_looked_at(), code, data.boundaries().mark)


@lru_cache(maxsize=16)
def _clusters(source: str, seen: data.Moment, lens: Lens, code: str, _mark: str
              ) -> tuple[Moran, dict[str, LocalCluster]]:
    told = _reading(source, seen, lens)
    return clusters_of(told, told.evidence[code].values, neighbouring(data.boundaries().outlines))


def neighbours() -> frozenset[frozenset[str]]:
    """Return the pairs of MRC that touch."""
    return _neighbours(data.boundaries().mark)


@lru_cache(maxsize=2)
def _neighbours(_mark: str) -> frozenset[frozenset[str]]:
    return frozenset(map(frozenset, neighbouring(data.boundaries().outlines)))


def bridges(partition: str) -> GroupBridges:
    """Return the partnerships between MRC, or sectors, of what the session looks at."""
    return _bridges(_looked_at(), partition, data.boundaries().mark)


@lru_cache(maxsize=8)
def _bridges(looked_at: tuple[str, data.Moment, Lens], partition: str, mark: str) -> GroupBridges:
    return group_bridges(data.network_at(*looked_at), partition, _neighbours(mark))


def at_level(level: Level) -> LevelReading:
    """Return what is known of the places of a level, with the needs that count."""
    needs = tuple(code for code, _weight in weighing().weights
                  if current().evidence[code].side is Side.NEED)
    return _at_level(_looked_at(), level, needs)


@lru_cache(maxsize=16)
def _at_level(looked_at: tuple[str, data.Moment, Lens], level: Level, needs: tuple[str, ...]
              ) -> LevelReading:
    return by_level(_reading(*looked_at), level, needs)


def planning(weighed: Weighing) -> PostPlanning:
    """Return what posts would change in what the session looks at."""
    return PostPlanning(current(), weighed)


def plan(weighed: Weighing, n_posts: int, objective: str) -> Plan:
    """Return where posts would do most."""
    return _plan(_looked_at(), weighed, n_posts, objective)


@lru_cache(maxsize=32)
def _plan(looked_at: tuple[str, data.Moment, Lens], weighed: Weighing, n_posts: int, objective: str
          ) -> Plan:
    return PostPlanning(_reading(*looked_at), weighed).plan(n_posts, Objective(objective))


def scenario(weighed: Weighing, changed: PartnershipNetwork) -> ScenarioEffect:
    """Return what a changed network makes of the hours in what the session looks at."""
    return scenario_effect(planning(weighed), _changed_reading(changed, current()))


def compared(which: str, weighed: Weighing, changed: PartnershipNetwork) -> Compared:
    """Return one of `COMPARED` in what the session looks at, and in a changed network."""
    before, after = current(), _changed_reading(changed, current())
    if which == "shortfall":
        return compared_shortfalls(before, after, weighed)
    if which == "access":
        near = (state.choice("within_km"), state.choice("access_method"))
        return Compared(near_hours(*near).by_territory, _changed_near(after, *near).by_territory)
    if which == "ratio":
        effect = scenario(weighed, changed).effect
        return Compared(effect.before.ratios, effect.after.ratios)
    return compared_figures(before, after, which)


@lru_cache(maxsize=4)
def _changed_reading(changed: PartnershipNetwork, told: TerritoryReading) -> TerritoryReading:
    return TerritoryReading(changed, told.territories, beside=told)


@lru_cache(maxsize=8)
def _changed_near(told: TerritoryReading, within_km: int, method: str) -> NearHours:
    return find_near_hours(told, within_km, method)


def one_post(weighed: Weighing) -> dict[str, PostEffect]:
    """Return what one more post would change in each territory."""
    return _one_post(*_looked_at(), weighed)


@lru_cache(maxsize=16)
def _one_post(source: str, seen: data.Moment, lens: Lens, weighed: Weighing
              ) -> dict[str, PostEffect]:
    return PostPlanning(_reading(source, seen, lens), weighed).one_post()


def ground() -> Ground:
    """Return what the maps of territories lie on."""
    outlines = data.boundaries()
    return Ground(data.territories(), outlines.outlines, (outlines.credit, outlines.credit_link),
                  state.language())


def report_maker(changed: PartnershipNetwork | None = None, heading: str = ""
                 ) -> Callable[[str], bytes]:
    """Return what makes the document, or the workbook, with the session's choices as they are.

    Parameters
    ----------
    changed, heading
        What the scenario tried makes of the network, and how it is called: it is told instead of
        where posts would go.
    """
    told, weighed, lies_on = current(), weighing(), ground()
    n_posts, objective = state.choice("posts"), Objective(state.choice("objective"))
    spread_code, is_demo = state.choice("spread"), state.source() in DEMONSTRATIONS
    looked_at, mark, planned = _looked_at(), data.boundaries().mark, planning(weighed)
    near = (state.choice("within_km"), state.choice("access_method"))
    return lambda fmt: report_of(
        told, weighed, lies_on, neighbouring(lies_on.outlines), n_posts=n_posts,
        objective=objective, is_demo=is_demo, near=near, spread_code=spread_code,
        tried=(heading, scenario_effect(planned, _changed_reading(changed, told))
               ) if changed else None,
        bridges=[_bridges(looked_at, partition, mark) for partition in BRIDGES_BETWEEN]
    ).file(fmt)
