"""Writes ``docs/benchmarks-measures.md`` and its picture from what was found."""

from __future__ import annotations

import datetime
import math
import os
import platform
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.cases import HOPS, STEPS
from benchmarks.drawing import draw_growth
from benchmarks.growth import CUTS, GROWING, GROWS_WITH_REACH
from benchmarks.limits import CHAPTER
from benchmarks.lines import (
    DUCKDB,
    IGRAPH,
    LINES,
    NETWORKX,
    OURS,
    OURS_IN_SCIPY,
    RUSTWORKX,
    SCIPY,
    Line,
)
from benchmarks.measures import Cell
from benchmarks.networks import SIZES
from benchmarks.tables import table

DOCS = Path(__file__).parents[1] / "docs"
PAGE, PICTURE = DOCS / "benchmarks-measures.md", DOCS / "images" / "growth.svg"
_OTHERS = (NETWORKX, IGRAPH, RUSTWORKX, SCIPY, DUCKDB)
Found = Callable[..., dict[str, Any] | None]


class Goal(NamedTuple):
    """A goal and what was measured; `kept` is None when it was not."""

    work: str
    goal: str
    measured: str
    kept: bool | None


def write_report(found: Found) -> str:
    """Write the page and the picture; return what to print."""
    goals = [*_ratio_goals(found), *_limit_goals(found), *_growth_goals(found)]
    told = "\n".join(_goal_table(goals))
    sizes = {size: found("growth", size) for size in GROWING}
    sizes = {size: one for size, one in sizes.items() if one}
    if len(sizes) > 1:
        PICTURE.parent.mkdir(exist_ok=True)
        draw_growth(sizes, PICTURE)
    page = "\n".join([*_head(), told, *_comparison(found, "quebec"),
                      *_comparison(found, "region"), *_growth(sizes), *_limits(found),
                      *_remarks(found)]) + "\n"
    PAGE.write_text(page, encoding="utf-8")
    return told


def _head() -> Iterator[str]:
    yield "# Speed of the measures\n"
    yield (f"Written by `make bench` on {datetime.date.today()}: Python "
           f"{platform.python_version()}, {platform.system()}, {os.cpu_count()} cores. How it is "
           "done, and what it means: [benchmarks](../benchmarks/README.md). From a workbook to the "
           "pages: [another page](benchmarks.md).\n")
    yield ("Networks drawn at random, always the same: " + "; ".join(
        f"**{name}**, {size.n_actors:,} actors, {size.n_tables:,} tables, {size.n_organizers:,} "
        f"organizers, {size.n_links:,} links in all" for name, size in SIZES.items()) + ".\n")
    yield ("**Hops**: an edge is one link, and tables and organizers are nodes like the others. "
           "**Steps**: two actors are one step apart when they share a tie, a table or an "
           "organizer; the other libraries are then given the graph of single steps ready made, "
           "which is not timed, while ours reads ties, tables and organizers. `~`: measured on "
           "part of the work, in proportion. `–`: see the remarks, or not offered there.\n")
    yield "## The goals, on Québec\n"


def _goal_table(goals: list[Goal]) -> Iterator[str]:
    word = {True: "yes", False: "**no**", None: "not measured"}
    yield from table(["work", "goal", "measured", "kept"],
                     ([one.work, one.goal, one.measured, word[one.kept]] for one in goals))


def cells(found: Found, line: Line, reading: str, size: str) -> dict[str, Cell]:
    """Return what every engine took for one line."""
    return {name: Cell(**cell)
            for name, cell in (found("measures", line.key, reading, size) or {}).items()}


def _ratio_goals(found: Found) -> Iterator[Goal]:
    for line in LINES:
        for reading in line.readings:
            here = cells(found, line, reading, "quebec")
            title = f"{line.title} ({reading})"
            for other, goal in line.goals.items():
                yield _ratio_goal(title, f"≥ {goal:,g} × {other}", here, (OURS, other), goal)
            if line.in_scipy:
                yield _ratio_goal(title, f"SciPy form ≥ {line.in_scipy:g} × NetworkX", here,
                                  (OURS_IN_SCIPY, NETWORKX), line.in_scipy)
            if line.seconds:
                yield _at_most(title, line.seconds, _seconds(here, OURS), "s")


def _ratio_goal(title: str, told: str, here: dict[str, Cell], pair: tuple[str, str],
                goal: float) -> Goal:
    ratio = _ratio(here, *pair)
    if ratio is None:
        return Goal(title, told, "–", None)
    right = all(here[name].equal is not False for name in pair)
    return Goal(title, told, _mark(here[pair[1]]) + _times(ratio), ratio >= goal and right)


def _at_most(title: str, limit: float, value: float | None, unit: str) -> Goal:
    told = f"≤ {limit:g} {unit}"
    return Goal(title, told, "–" if value is None else f"{value:,.3g} {unit}",
                None if value is None else value <= limit)


def _limit_goals(found: Found) -> Iterator[Goal]:
    weights, memory, page = (found("limits", name) or {} for name in ("bytes", "memory", "page"))
    yield _at_most("resident arrays, a link", 25, weights.get("quebec"), "bytes")
    yield _at_most("largest memory, every line on Québec", 1000,
                   max(memory.values(), default=None), "MB")
    chapters = {name: value for name, value in page.items() if name.startswith(CHAPTER)}
    yield _at_most("a region, from a changed lens to the slowest chapter of measures, warm", 200,
                   max(chapters.values(), default=None), "ms")


def _growth_goals(found: Found) -> Iterator[Goal]:
    small, large = found("growth", "quebec"), found("growth", "country")
    if not small or not large:
        return
    yield _at_most("pairs lost, 10,000 organizers among 200,000 actors", 1,
                   large["seconds"].get(CUTS), "s")
    for work, seconds in large["seconds"].items():
        if work in small["seconds"] and work not in GROWS_WITH_REACH:
            power = _power(small, large, work)
            allowed = _allowed(small, large)
            yield Goal(f"{work}: growth from 10,000 to 200,000 actors",
                       f"≤ {allowed:.2f} (edges × log)", f"{power:.2f} ({seconds:.3g} s)",
                       power <= allowed)


def _power(small: dict[str, Any], large: dict[str, Any], work: str) -> float:
    return (math.log(large["seconds"][work] / small["seconds"][work])
            / math.log(large["links"] / small["links"]))


def _allowed(small: dict[str, Any], large: dict[str, Any]) -> float:
    """Return the power that edges × log follows between two sizes."""
    return math.log(large["links"] * math.log(large["links"])
                    / (small["links"] * math.log(small["links"]))) / math.log(
                        large["links"] / small["links"])


def _comparison(found: Found, size: str) -> Iterator[str]:
    yield f"## Side by side: {size}\n"
    yield ("Middle of up to five runs, engines in turn, seconds of processor on one thread; how "
           "many times longer the others took.\n")
    rows = []
    for line in LINES:
        for reading in line.readings:
            here = cells(found, line, reading, size)
            rows.append([line.title, reading, _duration(_seconds(here, OURS)),
                         *(_against(here, name) for name in (*_OTHERS, OURS_IN_SCIPY))])
    yield from table(["work", "read in", "ours", *_OTHERS, "our SciPy form"], rows)


def _against(here: dict[str, Cell], name: str) -> str:
    ratio = _ratio(here, OURS, name)
    if ratio is None:
        return "–"
    return _mark(here[name]) + _times(ratio) + (" ≠" if here[name].equal is False else "")


def _mark(cell: Cell) -> str:
    return "" if cell.share == 1. else "~"


def _times(ratio: float) -> str:
    return f"{ratio:,.0f} ×" if ratio >= 20 else f"{ratio:.1f} ×"


def _seconds(here: dict[str, Cell], name: str) -> float | None:
    return here[name].seconds if name in here else None


def _ratio(here: dict[str, Cell], ours: str, other: str) -> float | None:
    one, two = _seconds(here, ours), _seconds(here, other)
    return two / one if one and two is not None else None


def _duration(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return f"{seconds:,.2f} s" if seconds >= 1 else f"{1000 * seconds:,.2f} ms"


def _growth(sizes: dict[str, dict[str, Any]]) -> Iterator[str]:
    yield "## Growth, in steps\n"
    if len(sizes) < 2:
        yield "Not measured.\n"
        return
    yield "![Seconds against links, for each measure](images/growth.svg)\n"
    works = list(dict.fromkeys(work for one in sizes.values() for work in one["seconds"]))
    yield from table(["seconds of processor", *sizes, "power, last two sizes"], (
        [work, *(_duration(one["seconds"].get(work)) for one in sizes.values()),
         _last_power(list(sizes.values()), work)] for work in works))
    yield from table(["", *sizes], [
        ["largest memory", *(f"{one['megabytes']:,.0f} MB" for one in sizes.values())],
        ["drawing the network", *(_duration(one["drawing"]) for one in sizes.values())],
        ["error of approximate reach, middle and 95 %", *(
            ", ".join(f"{error:.0%}" for error in one["error"]) if "error" in one else "–"
            for one in sizes.values())]])


def _last_power(sizes: list[dict[str, Any]], work: str) -> str:
    done = [one for one in sizes if work in one["seconds"]]
    return f"{_power(done[-2], done[-1], work):.2f}" if len(done) > 1 else "–"


def _limits(found: Found) -> Iterator[str]:
    for name, title in (("page", "A region, from a changed lens: milliseconds, warm"),
                        ("bandwidth", "Where the limit is"), ("memory", "Memory, MB"),
                        ("bytes", "Bytes kept for a link")):
        values = found("limits", name)
        yield f"## {title}\n"
        if not values:
            yield "Not measured.\n"
            continue
        yield from table(["", ""], ([what, f"{value:,.3g}"] for what, value in values.items()))


def _remarks(found: Found) -> Iterator[str]:
    yield "## Remarks\n"
    yield "* igraph has the constraint alone: neither effective size nor brokerage roles."
    yield ("* igraph has no resource allocation: its rows of inverse log-weighted similarity are "
           "timed, and are not compared.")
    yield ("* Fragmentation is found in full by the others for one organizer, from some sources; "
           "the whole follows in proportion. It is compared in the region.")
    yield ("* rustworkx takes no sample of sources: its betweenness in steps, of more than five "
           "minutes on Québec, is measured in the region.")
    for line in LINES:
        for reading in (HOPS, STEPS):
            for size in ("region", "quebec"):
                for name, cell in cells(found, line, reading, size).items():
                    if cell.failed:
                        yield f"* {line.title}, {reading}, {size}, {name}: {cell.failed}"
                    if cell.equal is False:
                        yield f"* {line.title}, {reading}, {size}, {name}: **not what ours finds**"
