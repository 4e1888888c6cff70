"""Need and presence as a document a direction reads, and a workbook that says each formula."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import replace
from functools import cached_property

from ocgraph.analysis.access_wording import access_sentences, access_table
from ocgraph.analysis.bridge_wording import (
    bridge_sentences,
    bridge_table,
    in_order,
)
from ocgraph.analysis.bridge_wording import how_sentence as how_bridges
from ocgraph.analysis.group_bridges import GroupBridges, busiest_region
from ocgraph.analysis.level_wording import level_notes, level_sentences, level_table
from ocgraph.analysis.note_wording import note_sentences
from ocgraph.analysis.overview import Overview
from ocgraph.analysis.post_wording import (
    how_sentence,
    plan_sentences,
    plan_table,
    ratio_name,
)
from ocgraph.analysis.section import FigureTable, Section, Statement
from ocgraph.analysis.spread_wording import cluster_table, index_table, spread_indices
from ocgraph.analysis.territory_levels import LevelReading, by_level
from ocgraph.analysis.territory_posts import PostPlanning
from ocgraph.analysis.territory_reading import TerritoryReading, Weighing
from ocgraph.analysis.territory_scenario import (
    ScenarioEffect,
    scenario_sentences,
    scenario_table,
)
from ocgraph.analysis.territory_spread import (
    METHODS,
    NearHours,
    SpreadReading,
    near_hours,
    spread_reading,
)
from ocgraph.analysis.territory_wording import (
    Ranks,
    basis_sentences,
    cluster_sentences,
    evidence_name,
    lead_sentences,
    rank_table,
    sources,
    spread_sentences,
)
from ocgraph.i18n import say
from ocgraph.io.places.reference import region_names
from ocgraph.reports.document import MOST_ROWS, Document, Picture, lead_of
from ocgraph.reports.formats import written
from ocgraph.reports.territory_workbook import territory_workbook
from ocgraph.territory import Level
from ocgraph.territory.evidence import Side
from ocgraph.territory.posts import Effect, Objective, Plan
from ocgraph.territory.wording import level_name
from ocgraph.views.bridge_matrix import bridge_matrix
from ocgraph.views.matrix_picture import matrix_picture
from ocgraph.views.palette import classes_of
from ocgraph.views.pictures import map_picture
from ocgraph.views.territory_map import Ground, crossed_map, shaded_map

_NEAR = (60, METHODS[0])
_LEVELS_TOLD = (Level.INSTITUTION, Level.LOCAL_NETWORK)
"""What a direction answers for; the workbook has every level."""
_MOST_PAIRS = 12
"""Pairs of groups told of each partition, the surest."""
_MOST_DRAWN = 16
"""MRC whose matrix is read on a printed page."""

Tried = tuple[str, ScenarioEffect]
"""A scenario under its heading."""


class TerritoryReport:
    """What the page Territoires tells, to take away.

    Parameters
    ----------
    ranks
        Of the weighing.
    planning, plan, objective
        Where posts would go, and what for.
    bridges
        Between MRC, and between sectors.
    near
        How far an organizer can go, in km, and how distance counts: see `near_hours`.
    tried
        The scenario tried, under its heading: it is then told instead of the plan.
    spread_code
        The figure of presence whose inequality is told; the first when it has no inequality.
    is_demo
        Whether the data are invented, which is then said.
    """

    def __init__(self, reading: TerritoryReading, weighing: Weighing, ranks: Ranks, *,
                 planning: PostPlanning, plan: Plan, objective: Objective, ground: Ground,
                 neighbours: Collection[tuple[str, str]], bridges: Collection[GroupBridges] = (),
                 near: tuple[int, str] = _NEAR, tried: Tried | None = None,
                 spread_code: str = "", is_demo: bool = False) -> None:
        self.reading, self.weighing, self.ranks = reading, weighing, ranks
        self.planning, self.plan, self.objective = planning, plan, objective
        self.near, self.tried, self.spread_code = near, tried, spread_code
        self.ground, self.neighbours, self.is_demo = ground, neighbours, is_demo
        self.bridges = bridges
        self.today = datetime.date.today()

    @property
    def effect(self) -> Effect:
        """What the posts, or the scenario tried, change."""
        return self.tried[1].effect if self.tried else self.plan.effect

    @property
    def language(self) -> str:
        """The language it is written in."""
        return self.ground.language

    def file(self, fmt: str) -> bytes:
        """Return it as a document, or as a workbook; Markdown has no picture."""
        if fmt == "xlsx":
            return territory_workbook(self)
        return written(self.document(with_pictures=fmt != "md"), fmt)

    @cached_property
    def nearby(self) -> NearHours:
        """The hours that inhabitants have near."""
        return near_hours(self.reading, *self.near)

    @cached_property
    def spread(self) -> SpreadReading | None:
        """How the figure of presence chosen is spread; ``None`` when none can be told."""
        return spread_reading(self.reading, self.weighing, self.neighbours, self.spread_code)

    def notes(self) -> list[str]:
        """Return what every figure rests on, as under the page: lens, day, how fresh it is."""
        return note_sentences(Overview(self.reading.network, self.today), self.language,
                              is_demo=self.is_demo)

    def document(self, *, with_pictures: bool = True) -> Document:
        """Return it as sentences, tables and maps."""
        told = {"served": self._served, "access": self._access, "spread": self._spread,
                "bridges": self._bridges, "posts": self._posts, "levels": self._levels,
                "sources": self._sources, "annex": self._annex}
        sections = tuple(Section(code, say(self.language, f"served.section.{code}"),
                                 statements) for code, tell in told.items()
                         if (statements := tuple(tell())))
        lead = lead_of(self.reading.network.lens, self.today, self.language, is_demo=self.is_demo,
                       ends=say(self.language, "served.lead_annex" if self._is_annexed
                                else "served.lead"))
        return Document(self.language, say(self.language, "page.territories.title"), lead,
                        self.today, sections, say(self.language, "served.section.maps"),
                        self._pictures() if with_pictures else ())

    @cached_property
    def _tables(self) -> dict[str, FigureTable]:
        """The tables that may be too long for where they are told, by what they are."""
        reading, language = self.reading, self.language
        tables = {"ranks": rank_table(reading, self.weighing, self.ranks, language)
                  } if self.ranks else {}
        tables["access"] = access_table(reading, self.nearby, language)
        if self.spread:
            tables["clusters"] = cluster_table(reading, self.spread.evidence, self.spread.local,
                                               language)
        return tables | {f"bridges_{found.partition}": bridge_table(
            found.partition, [pair for pair in found.pairs if pair.is_sure], language)
            for found in self.bridges}

    @property
    def _is_annexed(self) -> bool:
        return any(_n_more(name, table) > 0 for name, table in self._tables.items())

    def _annex(self) -> list[Statement]:
        """Give whole the tables that are told in part."""
        return [Statement(say(self.language, f"served.annex.{name}"),
                          replace(table, is_whole=True))
                for name, table in self._tables.items() if _n_more(name, table) > 0]

    def _tabled(self, sentence: str, name: str) -> list[Statement]:
        """Tell a sentence with its table, or what fits here of it."""
        table = self._tables.get(name)
        if table is None or not table.rows:
            return [Statement(sentence)]
        n_more = _n_more(name, table)
        if n_more <= 0:
            return [Statement(sentence, table)]
        return [Statement(sentence, replace(table, rows=table.rows[:-n_more])),
                Statement(say(self.language, "served.in_annex", n=n_more))]

    def _served(self) -> list[Statement]:
        told = " ".join(lead_sentences(self.reading, self.weighing, self.ranks, self.language))
        return [*self._tabled(told, "ranks"),
                *map(Statement, basis_sentences(self.reading, self.weighing, self.ranks,
                                                self.language))]

    def _access(self) -> list[Statement]:
        lead, *others = access_sentences(self.reading, self.nearby, self.language)
        return [*self._tabled(lead, "access"), *map(Statement, others),
                Statement(say(self.language, f"access.how.{self.near[1]}")),
                Statement(say(self.language, "access.own"))]

    def _spread(self) -> list[Statement]:
        if self.spread is None:
            return [Statement(say(self.language, "clusters.nothing"))]
        evidence, found, overall, local = self.spread
        how_unequal = spread_sentences(found, evidence_name(evidence, self.language),
                                       self.language)
        alike = cluster_sentences(self.reading, overall, local, self.language)
        indices = index_table(spread_indices(found, overall), self.language)
        return [Statement(" ".join(how_unequal), indices if indices.rows else None),
                *self._tabled(" ".join(alike), "clusters"),
                *([] if overall.value is None
                  else [Statement(say(self.language, "clusters.how"))])]

    def _bridges(self) -> list[Statement]:
        """Tell the pairs that chance would hardly give; the workbook has the others."""
        told = [statement for found in self.bridges for statement in self._tabled(
            say(self.language, f"bridges.in_document.{found.partition}",
                told=" ".join(bridge_sentences(found, self.language))),
            f"bridges_{found.partition}")]
        return [*told, Statement(how_bridges(self.language))]

    def _levels(self) -> list[Statement]:
        """Tell the levels, then, once, how figures are brought up."""
        found = [reading for level in _LEVELS_TOLD
                 if (reading := by_level(self.reading, level)).places]
        notes = [note for reading in found
                 for note in level_notes(self.reading, reading, self.language)]
        return [*map(self._level, found), *map(Statement, dict.fromkeys(notes))]

    def _level(self, reading: LevelReading) -> Statement:
        """Tell a level with its table, when that fits a page: the workbook has every place."""
        table = level_table(self.reading, reading, self.language)
        n_places, n_silent = len(reading.places), len(reading.places) - len(table.rows)
        told = [*level_sentences(self.reading, reading, self.language),
                *([say(self.language, "levels.silent", n=n_silent)] if n_silent else []),
                *([say(self.language, "levels.in_workbook")] if len(table.rows) > MOST_ROWS
                  else [])]
        return Statement(say(self.language, "levels.in_document", n=n_places, told=" ".join(told),
                             level=level_name(reading.level, self.language)),
                         table if 0 < len(table.rows) <= MOST_ROWS else None)

    def _posts(self) -> list[Statement]:
        lead, *others = (
            [self.tried[0], *scenario_sentences(self.planning, self.tried[1], self.language)]
            if self.tried else
            plan_sentences(self.planning, self.plan, self.objective, self.language))
        table = (scenario_table(self.planning, self.tried[1], self.language) if self.tried
                 else plan_table(self.planning, self.plan, self.language))
        return [Statement(lead, table),
                *map(Statement, (*others, how_sentence(self.planning, self.language),
                                 say(self.language, "posts.national")))]

    def _sources(self) -> list[Statement]:
        credit = f"{self.ground.credit[0].in_language(self.language)}."
        return [*map(Statement, (*self.notes(), *sources(
            self.reading, self.weighing, self.language), say(
                self.language, "portrait.source_population"), credit))]

    def _pictures(self) -> tuple[Picture, ...]:
        before, after = self.effect.before.ratios, self.effect.after.ratios
        classes = classes_of((*before.values(), *after.values()))
        ratio = ratio_name(self.planning, self.language)
        changed = [code for code, value in after.items() if value != before[code]]
        maps = [(say(self.language, "served.map.need"), self._need_map()),
                (say(self.language, "posts.before"),
                 shaded_map(before, classes, self.ground, name=ratio, digits=1)),
                (say(self.language, "posts.of.scenario" if self.tried else "posts.after"),
                 shaded_map(after, classes, self.ground, name=ratio, digits=1, dotted=changed))]
        return (*(Picture(
            map_picture(state, self.ground.outlines, title=title, notes=self.notes(), fmt="png"),
            title, " ".join(state["notes"]) or title) for title, state in maps), *self._matrix())

    def _matrix(self) -> list[Picture]:
        """Draw the bridges between the MRC compared, or those of the region that has most."""
        found = next((each for each in self.bridges if each.partition == "mrc"), None)
        if not found or not found.pairs:
            return []
        places, codes = self.reading.territories, self.reading.among
        title = say(self.language, "bridges.matrix.mrc")
        if len(codes) > _MOST_DRAWN and (region := busiest_region(found)):
            codes = tuple(code for code in codes if places[code].region_code == region)
            title = say(self.language, "bridges.matrix.of", title=title,
                        region=region_names()[region])
        codes = in_order("mrc", codes, self.language)
        if len(codes) > _MOST_DRAWN:
            return []
        drawn = bridge_matrix(found, codes, self.language,
                              [places[code].region_code for code in codes])
        return [Picture(matrix_picture(drawn, title=title, notes=self.notes(), fmt="png"), title,
                        " ".join(bridge_sentences(found, self.language)))]

    def _need_map(self) -> dict:
        need = self.reading.need(self.weighing)
        lack = self.reading.shortfalls(self.weighing, Side.PRESENCE)
        if need and lack:
            return crossed_map(need, {code: None if told.value is None else 1 - told.value
                                      for code, told in lack.items()}, self.ground,
                               name=say(self.language, "served.map.need"))
        shares = {code: round(100 * rank.probability_first) for code, rank in self.ranks.items()}
        return shaded_map(shares, classes_of(shares.values()), self.ground,
                          name=say(self.language, "served.map.first", n=self.reading.n_first))


def _n_more(name: str, table: FigureTable) -> int:
    """Return how many rows of a table are not told where it is."""
    return len(table.rows) - (_MOST_PAIRS if name.startswith("bridges") else MOST_ROWS)


def report_of(reading: TerritoryReading, weighing: Weighing, ground: Ground,
              neighbours: Collection[tuple[str, str]], *, n_posts: int, objective: Objective,
              is_demo: bool, bridges: Collection[GroupBridges] = (),
              near: tuple[int, str] = _NEAR, tried: Tried | None = None, spread_code: str = ""
              ) -> TerritoryReport:
    """Return the report of a reading, ranks and plan computed."""
    planning = PostPlanning(reading, weighing)
    return TerritoryReport(reading, weighing, reading.ranks(weighing), planning=planning,
                           plan=planning.plan(n_posts, objective), objective=objective,
                           ground=ground, neighbours=neighbours, bridges=bridges, near=near,
                           tried=tried, spread_code=spread_code, is_demo=is_demo)
