"""From the workbook to the pages: measure, print, and write ``docs/benchmarks.md``."""

from __future__ import annotations

import datetime
import math
import os
import platform
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks.browser import measure_in_browser
from benchmarks.engine import Measures, measure
from benchmarks.openings import CHANGE, EMPTY_RERUN, measure_openings
from benchmarks.tables import table
from benchmarks.territories import (
    WEIGHINGS,
    WEIGHT,
    measure_growth,
    measure_page,
    measure_reading,
)
from ocgraph.i18n import say

SIZES = (60, 600, 5_000)
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_GOAL_SIZE = 600
_OPENED = {"the demonstration": None, "5,000 actors": 5_000}
_OPENING_GOALS = {"the demonstration": (1, .3), "5,000 actors": (3, 1.5)}
"""Seconds at most to open a page, and those a change may add to one and a half empty reruns."""


def main() -> None:
    """Measure everything and say it."""
    with tempfile.TemporaryDirectory() as folder:
        found = [measure(size, Path(folder)) for size in SIZES]
    waited = {size: measure_in_browser(size) for size in SIZES}
    opened = {name: measure_openings(size) for name, size in _OPENED.items()}
    territories = measure_reading() | measure_page()
    grown = measure_growth()
    page = "\n".join([*_head(found), *_steps(found), *_weights(found), *_waits(waited),
                      *_openings(opened), *_goals(found, waited),
                      *_opening_goals(opened), *_territories(territories),
                      *_growth_by_territories(grown)]) + "\n"
    print(page)
    PAGE.write_text(page, encoding="utf-8")


def _head(found: list[Measures]) -> Iterator[str]:
    sizes = ", ".join(f"{one.n_actors:,} actors ({one.n_links:,} links)" for one in found)
    yield "# Speed\n"
    yield ("How fast the measures are is on [another page](benchmarks-measures.md). "
           f"Written by `make bench` on {datetime.date.today()}: Python "
           f"{platform.python_version()}, {platform.system()}, {os.cpu_count()} cores.\n")
    yield (f"An invented register, always the same, of {sizes}. Read the ratios and the growth: "
           "seconds are those of one machine on one day. « Growth » is the power of the input "
           "(nodes and links) that the time follows from one size to the next: 1 is in "
           "proportion, 2 would be its square.\n")


def _steps(found: list[Measures]) -> Iterator[str]:
    yield "## From the workbook to the pages\n"
    yield ("The plain way is the shortest script that does the like: pandas reading the sheets, a "
           "NetworkX graph, its spring layout, one folium object for each mark and line, pyvis. "
           "Ours also checks, names, places and words. Below 1, ours is the faster.\n")
    yield from table(
        ["step", *(f"{one.n_actors:,}" for one in found),
         *(f"growth {a.n_actors:,} → {b.n_actors:,}" for a, b in pairwise(found)),
         f"ours / plain at {_GOAL_SIZE}"],
        ([step, *(f"{1000 * one.seconds[step]:,.1f} ms" for one in found),
          *(f"{_growth(a, b, step):.2f}" for a, b in pairwise(found)), _ratio(found, step)]
         for step in found[0].seconds))


def _growth(small: Measures, large: Measures, step: str) -> float:
    return (math.log(large.seconds[step] / small.seconds[step])
            / math.log(large.size / small.size))


def _ratio(found: list[Measures], step: str) -> str:
    one = next(one for one in found if one.n_actors == _GOAL_SIZE)
    return f"{one.seconds[step] / one.plain_seconds[step]:.2f}" if step in one.plain_seconds else ""


def _weights(found: list[Measures]) -> Iterator[str]:
    yield "## On the wire\n"
    yield ("A page comes once, compressed, with its scripts and the outlines; a state comes at "
           "each change.\n")
    yield from table(["", *(f"{one.n_actors:,}" for one in found)],
                      ([what, *(f"{one.kilobytes[what]:,.0f} kB" for one in found)]
                       for what in found[0].kilobytes))


def _waits(waited: dict[int, dict[str, float]]) -> Iterator[str]:
    yield "## In the browser, from the click to the picture\n"
    yield ("Chromium on the same machine as the server; the middle of seven, except first "
           "openings.\n")
    yield from table(["", *(f"{size:,}" for size in waited)],
                      ([what, *(f"{one[what]:.2f} s" for one in waited.values())]
                       for what in waited[_GOAL_SIZE]))


def _openings(opened: dict[str, dict[str, float]]) -> Iterator[str]:
    yield "## In the browser, from the click to the last thing shown, warm\n"
    yield ("Each page by the menu and each part of a page by its button, opened once before; the "
           "middle of five. A what-if change lets one more go. Beside them, a page that computes "
           "nothing.\n")
    yield from table(["", *opened], ([what, *(f"{one[what]:.2f} s" for one in opened.values())]
                                     for what in next(iter(opened.values()))))


def _opening_goals(opened: dict[str, dict[str, float]]) -> Iterator[str]:
    rows = []
    for name, seconds in opened.items():
        longest, added = _OPENING_GOALS[name]
        pages = {what: value for what, value in seconds.items()
                 if what not in (CHANGE, EMPTY_RERUN)}
        slowest = max(pages, key=pages.__getitem__)
        rows += [(f"slowest page on {name} ({slowest})", f"{longest} s", pages[slowest], longest),
                 (f"{CHANGE} on {name}", f"1.5 × an empty rerun + {added} s", seconds[CHANGE],
                  1.5 * seconds[EMPTY_RERUN] + added)]
    yield "## The goals of opening a page, and of trying a change\n"
    yield from table(["goal", "at most", "measured", "kept"], (
        [what, said, f"{value:.2f} s", "yes" if value <= limit else "**no**"]
        for what, said, value, limit in rows))


def _goals(found: list[Measures], waited: dict[int, dict[str, float]]) -> Iterator[str]:
    one = next(one for one in found if one.n_actors == _GOAL_SIZE)
    wait = waited[_GOAL_SIZE]
    allowed = 1.5 * wait["empty rerun with the same widgets"] + .3
    fastest_growth = max((_growth(found[0], found[-1], step), step) for step in one.seconds)
    rows = [
        ("map page and state", "600 kB", one.kilobytes["map page, without names"]
         + one.kilobytes["map state"], 600, "kB"),
        ("graph page and state", "1,200 kB", one.kilobytes["graph page, without names"]
         + one.kilobytes["graph state"], 1200, "kB"),
        ("map after a filter change", "1.5 × an empty rerun + 0.3 s",
         wait["map after a filter change"], allowed, "s"),
        ("graph after a filter change", "1.5 × an empty rerun + 0.3 s",
         wait["graph after a filter change"], allowed, "s"),
        (f"fastest growth over all sizes ({fastest_growth[1]})", "1.1", fastest_growth[0], 1.1, ""),
    ]
    yield f"## The goals, at {_GOAL_SIZE} actors and about 2,500 links\n"
    yield from table(["goal", "at most", "measured", "kept"], (
        [what, said, f"{value:,.2f} {unit}".strip(), "yes" if value <= limit else "**no**"]
        for what, said, value, limit, unit in rows))


def _territories(seconds: dict[str, float]) -> Iterator[str]:
    """Tell the page Territoires on a register of Québec's size, then its goals."""
    yield "## Territoires, 10,000 actors, 505 posts, 104 MRC\n"
    yield ("The page by the menu and each part by its button, opened once before; a weight is a "
           "weighing never met. The middle of five.\n")
    yield from table(["", ""], ([what, f"{value:.2f} s"] for what, value in seconds.items()))
    opened = {what: value for what, value in seconds.items()
              if what.startswith(say("en", "page.territories.menu"))}
    slowest = max(opened, key=opened.__getitem__)
    allowed = 1.5 * seconds[EMPTY_RERUN] + .3
    yield from table(["goal", "at most", "measured", "kept"], (
        [what, said, f"{value:.2f} s", "yes" if value <= limit else "**no**"]
        for what, said, value, limit in (
            (f"slowest opening ({slowest})", "2 s", opened[slowest], 2),
            (WEIGHT, "1.5 × an empty rerun + 0.3 s", seconds[WEIGHT], allowed),
            (WEIGHINGS, "2 s", seconds[WEIGHINGS], 2))))


def _growth_by_territories(grown: dict[str, dict[int, float]]) -> Iterator[str]:
    numbers = list(next(iter(grown.values())))
    yield "## Growth with the number of territories\n"
    yield from table(["work", *(f"{number:,}" for number in numbers), "growth, last two"], (
        [work, *(f"{1000 * value:,.0f} ms" for value in seconds.values()),
         f"{_power(seconds, *numbers[-2:]):.2f}"]
        for work, seconds in grown.items()))


def _power(seconds: dict[int, float], small: int, large: int) -> float:
    return math.log(seconds[large] / seconds[small]) / math.log(large / small)
