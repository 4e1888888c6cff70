"""The page Territoires at the size of Québec: opening it, changing a weight, drawing weighings.

``python -m benchmarks.territories`` prints what is found, and records nothing.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.browser import empty_rerun, median
from benchmarks.openings import EMPTY_RERUN, TIMES, Runs, go_to_part, opened, wait, warm_openings
from benchmarks.synthetic import quebec_register
from ocgraph.analysis.territory_posts import PostPlanning
from ocgraph.analysis.territory_reading import TerritoryReading
from ocgraph.i18n import say
from ocgraph.network import PartnershipNetwork
from ocgraph.territory.clusters import local_clusters
from ocgraph.territory.posts import Objective, allocate
from ocgraph.territory.ranking import Criterion, rank_intervals

WEIGHT, WEIGHINGS = "a weight changed", "10,000 weighings of the 104 MRC"
N_TERRITORIES = (26, 104, 416, 1_664)
_SLIDER = "hours_per_10000"


def measure_page() -> dict[str, float]:
    """Return the seconds of the page and of each part, warm, of a weight, and of an empty rerun."""
    with opened(quebec_register()) as (runs, folder):
        return warm_openings(runs, ("territories",)) | {
            WEIGHT: _weight(runs), EMPTY_RERUN: empty_rerun(runs.page, folder)}


def _weight(runs: Runs) -> float:
    """Give a figure one more each time: every weighing is met for the first time."""
    go_to_part(runs, "territories", "need")
    runs.page.get_by_text(say("fr", "served.weigh"), exact=True).click()
    slider = runs.page.get_by_role("slider", name=say("fr", f"measure.{_SLIDER}"))
    slider.focus()
    return median([lambda: runs.page.keyboard.press("ArrowRight")] * TIMES,
                  lambda before: wait(runs, "territories", before), runs.once_still)


def measure_reading() -> dict[str, float]:
    """Return the seconds of what the page reads first, each on a register never read."""
    register = quebec_register()
    network = PartnershipNetwork(register)
    reading = TerritoryReading(network)
    weighing = reading.first_weighing
    return {
        "register → network": _seconds(lambda: PartnershipNetwork(register)),
        "network → presence and evidence": _seconds(
            lambda: TerritoryReading(PartnershipNetwork(register)).evidence),
        WEIGHINGS: _seconds(lambda: reading.ranks(weighing)),
        "60 posts placed": _seconds(
            lambda: PostPlanning(reading, weighing).plan(60, Objective.WORST)),
        "one more post in each MRC": _seconds(PostPlanning(reading, weighing).one_post)}


def measure_growth() -> dict[str, dict[int, float]]:
    """Return the seconds of each work by the number of territories."""
    works: dict[str, Callable[[int], Callable[[], Any]]] = {
        "10,000 weighings of 5 figures": _weighings, "60 posts placed": _posts,
        "clusters, 9,999 permutations": _clusters}
    return {name: {number: _seconds(make(number)) for number in N_TERRITORIES}
            for name, make in works.items()}


def _weighings(number: int) -> Callable[[], Any]:
    draw = np.random.default_rng(number)
    criteria = [Criterion(f"c{each}", dict(_coded(draw.random(number))))
                for each in range(5)]
    weights = {criterion.code: 1.0 for criterion in criteria}
    return lambda: rank_intervals(criteria, weights, .5)


def _posts(number: int) -> Callable[[], Any]:
    draw = np.random.default_rng(number)
    hours = dict(_coded(draw.integers(0, 300, number).astype(float)))
    people = dict(_coded(draw.uniform(2e3, 2e5, number)))
    return lambda: allocate(hours, people, 60, 35.0, Objective.WORST)


def _clusters(number: int) -> Callable[[], Any]:
    """Lay the territories out on a square: each touches those beside it and below."""
    side, codes = round(number ** .5), [str(each) for each in range(number)]
    pairs = [(codes[each], codes[each + step]) for each in range(number) for step in (1, side)
             if each + step < number]
    values = dict(_coded(np.random.default_rng(number).random(number)))
    return lambda: local_clusters(values, pairs)


def _coded(figures: np.ndarray) -> list[tuple[str, float]]:
    """Return figures with a code each."""
    return [(str(number), float(figure)) for number, figure in enumerate(figures)]


def _seconds(work: Callable[[], Any]) -> float:
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def main() -> None:
    """Print what is found."""
    for name, seconds in (measure_reading() | measure_page()).items():
        print(f"{seconds:6.2f} s  {name}", flush=True)
    for name, by_number in measure_growth().items():
        print(name, ", ".join(f"{number}: {seconds:.3f} s"
                              for number, seconds in by_number.items()))


if __name__ == "__main__":
    main()
