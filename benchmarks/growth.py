"""How time grows from 600 actors to 200,000, and to 2 million for what must go that far.

``python -m benchmarks.growth SIZE FILE`` writes what it finds as it goes.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from benchmarks.cases import MAX_STEPS, STEPS, Case
from benchmarks.lines import EVERYTHING, LINE_BY_KEY
from benchmarks.networks import SIZES, network
from ocgraph.engine.sketch import approximate_reach
from ocgraph.measures.position import pagerank

GROWING = ("region", "quebec", "country", "millions")
APPROXIMATE, EXACT, CUTS = "approximate reach", "reach, exact", "pairs lost, articulation, bridges"
BEST = "best 20 to mobilise"
GROWS_WITH_REACH = (EXACT, BEST)
"""What grows with the number of pairs of actors in reach of each other, not of links."""

_ENOUGH, _ROUNDS = 2., 5


def _line(key: str) -> Callable[[Case], Any]:
    return lambda case: LINE_BY_KEY[key].ours(case, EVERYTHING).found


TO_MILLIONS: dict[str, Callable[[Case], Any]] = {
    APPROXIMATE: lambda case: approximate_reach(case.steps, MAX_STEPS),
    "projection": _line("projection"),
    "PageRank": lambda case: pagerank(SimpleNamespace(
        actor_index=range(case.n_actors), step_graph=case.graph), .85)}
WORKS = TO_MILLIONS | {
    CUTS: _line("cuts"), BEST: _line("greedy"),
    "constraint, effective size, roles": _line("ego"), "missing ties": _line("candidates"),
    EXACT: _line("reach")}


def main(size: str, file: str) -> None:
    """Time every work at one size."""
    begun = time.process_time()
    case = Case(network(SIZES[size]), STEPS)
    found: dict[str, Any] = {"links": SIZES[size].n_links, "seconds": {},
                             "drawing": time.process_time() - begun}
    works = TO_MILLIONS if size == "millions" else WORKS
    assert case.actors_seats and case.steps and case.graph  # made beforehand
    if works is WORKS:
        case.prepare()
    results = {}
    for name, work in works.items():
        try:
            found["seconds"][name], result = _timed(work, case)
            if name in (APPROXIMATE, EXACT):
                results[name] = result
        except Exception as error:  # noqa: BLE001  # whatever befalls one, the others go on
            found.setdefault("failed", {})[name] = f"{type(error).__name__}: {error}"[:200]
        found["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        Path(file).write_text(json.dumps(found), encoding="utf-8")
    if {APPROXIMATE, EXACT} <= results.keys():
        found["error"] = _error(results[APPROXIMATE], results[EXACT][:, :MAX_STEPS])
        Path(file).write_text(json.dumps(found), encoding="utf-8")


def _timed(work: Callable[[Case], Any], case: Case) -> tuple[float, Any]:
    """Return the middle of a few runs, of one where that takes long."""
    taken: list[float] = []
    while len(taken) < _ROUNDS and sum(taken) < _ENOUGH:
        begun = time.process_time()
        result = work(case)
        taken.append(time.process_time() - begun)
    return float(np.median(taken)), result


def _error(approximate: np.ndarray, exact: np.ndarray) -> list[float]:
    """Return the middle and the 95th centile of the relative error within three steps."""
    told = exact[:, -1] > 0
    errors = np.abs(approximate[told, -1] / exact[told, -1] - 1)
    return [float(np.quantile(errors, .5)), float(np.quantile(errors, .95))]


if __name__ == "__main__":
    main(*sys.argv[1:])
