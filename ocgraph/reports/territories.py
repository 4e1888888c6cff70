"""Need and presence as a document a direction reads, and a workbook that says each formula."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping

from ocgraph.analysis.access_wording import access_sentences
from ocgraph.analysis.post_wording import (
    how_sentence,
    plan_sentences,
    plan_table,
    ratio_name,
)
from ocgraph.analysis.section import Section, Statement
from ocgraph.analysis.territory_posts import PostPlanning
from ocgraph.analysis.territory_reading import TerritoryReading, Weighing, in_order
from ocgraph.analysis.territory_scenario import (
    ScenarioEffect,
    scenario_sentences,
    scenario_table,
)
from ocgraph.analysis.territory_spread import clusters_of, near_hours, spread, spread_codes
from ocgraph.analysis.territory_wording import (
    Ranks,
    basis_sentences,
    cluster_sentences,
    evidence_name,
    lead_sentences,
    rank_table,
    sources,
    spread_sentences,
    turned_words,
)
from ocgraph.i18n import say
from ocgraph.io.writing.workbook_export import tables_workbook
from ocgraph.reports.document import Document, Picture
from ocgraph.reports.formats import written
from ocgraph.territory.evidence import Side
from ocgraph.territory.posts import Effect, Objective, Plan
from ocgraph.views.palette import classes_of
from ocgraph.views.pictures import map_picture
from ocgraph.views.territory_map import Ground, crossed_map, shaded_map

_WITHIN_KM = 60

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
    tried
        The scenario tried, under its heading: it is then told instead of the plan.
    spread_code
        The figure of presence whose inequality is told; the first when it has no inequality.
    is_demo
        Whether the data are invented, which is then said.
    """

    def __init__(self, reading: TerritoryReading, weighing: Weighing, ranks: Ranks, *,
                 planning: PostPlanning, plan: Plan, objective: Objective, ground: Ground,
                 neighbours: Collection[tuple[str, str]], tried: Tried | None = None,
                 spread_code: str = "", is_demo: bool = False) -> None:
        self.reading, self.weighing, self.ranks = reading, weighing, ranks
        self.planning, self.plan, self.objective = planning, plan, objective
        self.tried, self.spread_code = tried, spread_code
        self.ground, self.neighbours, self.is_demo = ground, neighbours, is_demo
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
            return self.workbook()
        return written(self.document(with_pictures=fmt != "md"), fmt)

    def document(self, *, with_pictures: bool = True) -> Document:
        """Return it as sentences, tables and maps."""
        told = {"served": self._served, "access": self._access, "spread": self._spread,
                "posts": self._posts, "sources": self._sources}
        sections = tuple(Section(code, say(self.language, f"served.section.{code}"),
                                 tuple(tell())) for code, tell in told.items())
        return Document(self.language, say(self.language, "page.territories.title"),
                        say(self.language, "portrait.lead_demo" if self.is_demo
                            else "portrait.lead", day=self.today), self.today, sections,
                        say(self.language, "served.section.maps"),
                        self._pictures() if with_pictures else ())

    def _served(self) -> list[Statement]:
        lead, *others = lead_sentences(self.reading, self.weighing, self.ranks, self.language)
        return [Statement(" ".join((lead, *others)), rank_table(
            self.reading, self.weighing, self.ranks, self.language) if self.ranks else None),
            *map(Statement, basis_sentences(self.reading, self.weighing, self.ranks,
                                            self.language))]

    def _access(self) -> list[Statement]:
        near = near_hours(self.reading, _WITHIN_KM)
        return [*map(Statement, access_sentences(self.reading, near, self.language)),
                Statement(say(self.language, "access.how")),
                Statement(say(self.language, "access.own"))]

    def _spread(self) -> list[Statement]:
        codes = spread_codes(self.reading)
        if not codes:
            return [Statement(say(self.language, "clusters.nothing"))]
        code = self.spread_code if self.spread_code in codes else codes[0]
        values = self.reading.evidence[code].values
        name = evidence_name(self.reading.evidence[code], self.language)
        overall, local = clusters_of(self.reading, values, self.neighbours)
        return list(map(Statement, (
            *spread_sentences(spread(self.reading, self.weighing, values), name, self.language),
            *cluster_sentences(self.reading, overall, local, self.language),
            *([] if overall.value is None else [say(self.language, "clusters.how")]))))

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
        invented = [say(self.language, "note.demo")] if self.is_demo else []
        return [*map(Statement, (*sources(self.reading, self.weighing, self.language),
                                 say(self.language, "portrait.source_population"), credit,
                                 *invented))]

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
        return tuple(Picture(
            map_picture(state, self.ground.outlines, title=title, notes=self._notes(), fmt="png"),
            title, " ".join(state["notes"]) or title) for title, state in maps)

    def _notes(self) -> list[str]:
        invented = [say(self.language, "note.demo")] if self.is_demo else []
        return [say(self.language, "note.day", day=self.today), *invented]

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

    # The workbook

    def workbook(self) -> bytes:
        """Return every figure, unrounded, and on a second sheet how each is made."""
        return tables_workbook({
            say(self.language, "served.sheet.figures"): self._figures(),
            say(self.language, "served.sheet.formulas"): self._formulas()})[0]

    def _figures(self) -> tuple[list[str], list[list[str | float | None]]]:
        """Return, by MRC, all it takes to redo each figure told."""
        counted = [self.reading.evidence[code] for code, _weight in self.weighing.weights]
        places = {each.code: each.scaled for each in self.reading.criteria(self.weighing)}
        names = [evidence_name(each, self.language) for each in counted]
        titles = [*(say(self.language, f"served.sheet.{name}", n=self.reading.n_first)
                    for name in self._columns),
                  *names, *(say(self.language, "served.sheet.place", name=name) for name in names)]
        columns = self._by_mrc()
        return titles, [
            [code, self.reading.territories[code].name,
             *(columns[name].get(code) for name in self._columns[2:]),
             *(each.values.get(code) for each in counted),
             *(places[each.code].get(code) for each in counted)]
            for code in in_order(self.ranks, self.ranks)]

    @property
    def _columns(self) -> tuple[str, ...]:
        """The columns of the figures: a scenario tried has its own, and places no post."""
        return (*COLUMNS[:-2], "tried") if self.tried else COLUMNS

    def _by_mrc(self) -> dict[str, Mapping[str, float | None]]:
        shortfalls, ranks = self.reading.shortfalls(self.weighing), self.ranks
        return {
            "population": self.reading.populations,
            "low": {code: rank.low for code, rank in ranks.items()},
            "median": {code: rank.median for code, rank in ranks.items()},
            "high": {code: rank.high for code, rank in ranks.items()},
            "first": {code: rank.probability_first for code, rank in ranks.items()},
            "shortfall": {code: told.value for code, told in shortfalls.items()},
            "shortfall_low": {code: told.low for code, told in shortfalls.items()},
            "shortfall_high": {code: told.high for code, told in shortfalls.items()},
            "need": self.reading.need(self.weighing), "adjusted": self.planning.adjusted,
            "hours": self.planning.hours, "before": self.effect.before.ratios,
            "after": self.effect.after.ratios, "tried": self.effect.after.ratios,
            "posts": self.plan.posts}

    def _formulas(self) -> tuple[list[str], list[list[str]]]:
        titles = [say(self.language, f"served.sheet.{name}", n=self.reading.n_first)
                  for name in FORMULA_COLUMNS]
        rows = [[say(self.language, f"served.sheet.{name}", n=self.reading.n_first),
                 say(self.language, f"served.formula.{name}"), ""] for name in self._columns[2:]]
        for code, weight in self.weighing.weights:
            each = self.reading.evidence[code]
            formula = say(self.language, f"measure.{code}.says"
                          ).rstrip(".") if each.side is Side.PRESENCE else each.unit
            rows.append([evidence_name(each, self.language), say(
                self.language, "served.formula.part", formula=formula, weight=weight,
                turned=turned_words(self.reading, self.weighing, code, self.language)),
                each.source])
        return titles, [*rows, [say(self.language, "served.sheet.place", name="…"),
                                say(self.language, "served.formula.place"), ""]]


COLUMNS = ("code", "mrc", "population", "low", "median", "high", "first", "shortfall",
           "shortfall_low", "shortfall_high", "need", "adjusted", "hours", "before", "after",
           "posts")
FORMULA_COLUMNS = ("column", "formula", "source")


def report_of(reading: TerritoryReading, weighing: Weighing, ground: Ground,
              neighbours: Collection[tuple[str, str]], *, n_posts: int, objective: Objective,
              is_demo: bool, tried: Tried | None = None, spread_code: str = ""
              ) -> TerritoryReport:
    """Return the report of a reading, ranks and plan computed."""
    planning = PostPlanning(reading, weighing)
    return TerritoryReport(reading, weighing, reading.ranks(weighing), planning=planning,
                           plan=planning.plan(n_posts, objective), objective=objective,
                           ground=ground, neighbours=neighbours, tried=tried,
                           spread_code=spread_code, is_demo=is_demo)
