"""Memory, what a page waits for, and how near the machine's own limit the reach is.

``python -m benchmarks.limits NAME FILE`` measures one of `LIMITS` in a process of its own.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.cases import HOPS, MAX_STEPS, STEPS, Case
from benchmarks.lines import EVERYTHING, LINES, OURS
from benchmarks.networks import SIZES, network
from benchmarks.synthetic import synthetic_register
from ocgraph.engine.csr import CSR
from ocgraph.engine.search import reach
from ocgraph.errors import OcgraphError
from ocgraph.measures import MEASURES, Family
from ocgraph.network import Layer, Lens, PartnershipNetwork

CHAPTER = "page of "
_TIMES = 5
_LANES = 512


def bytes_a_link() -> dict[str, float]:
    """Count the bytes of the arrays kept for one lens: what steps pass through, and the hops."""
    found = {}
    for size in ("quebec", "country"):
        case = Case(network(SIZES[size]), STEPS)
        kept = [*case.steps, case.drawn.hops]
        found[size] = sum(_bytes(rows) for rows in kept) / SIZES[size].n_links
    return found


def _bytes(rows: CSR) -> int:
    return rows.indptr.nbytes + rows.indices.nbytes


def peak_memory() -> dict[str, float]:
    """Run every line on Québec, in hops and in steps, and return the largest memory held."""
    drawn = network(SIZES["quebec"])
    found = {"before": _megabytes()}
    for reading in (HOPS, STEPS):
        case = Case(drawn, reading)
        case.prepare()
        for line in LINES:
            if reading in line.readings:
                line.ours(case, line.numbers.get(OURS, EVERYTHING))
        found[f"after {reading}"] = _megabytes()
    return found


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def page() -> dict[str, float]:
    """Change the lens of a region and read every measure: milliseconds of each, warm.

    And of each chapter of them with the network they are read on, which is what one page shows.
    Choices of sets are left out: they search for as long as they are told, and are asked for.
    """
    register = synthetic_register(600)
    lenses = [Lens(layers=frozenset(Layer) - {left_out}) for left_out in Layer] + [Lens()] * 2
    found: dict[str, list[float]] = {}
    for lens in lenses:
        begun = time.perf_counter()
        seen = PartnershipNetwork(register, lens)
        assert seen.steps and seen.hop_graph and seen.step_graph
        found.setdefault("network", []).append(time.perf_counter() - begun)
        for name, measure in MEASURES.items():
            if measure.family == Family.CHOICE:
                continue
            begun = time.perf_counter()
            try:
                measure.read(seen)
            except OcgraphError:  # a lens it refuses, or a set it asks for
                continue
            found.setdefault(name, []).append(time.perf_counter() - begun)
    told = {name: 1000 * statistics.median(taken) for name, taken in found.items()}
    return told | {f"{CHAPTER}{family}": told["network"] + sum(
        told.get(name, 0) for name, measure in MEASURES.items() if measure.family == family)
        for family in Family if family not in (Family.CHOICE, Family.TERRITORIES)}


def bandwidth() -> dict[str, float]:
    """Measure copies and random lines of 64 bytes, and the time three-step reach cannot go under.

    A line is what 512 searches know of one node. Each step of each 512 searches reads one for each
    entry of the arrays, wherever they lead.
    """
    found = {"copy, 64 kB": _copied(1 << 16), "copy, 256 MB": _copied(1 << 28)}
    found |= {f"{name}: million lines a second, at random": _lines_a_second(
        size.n_actors + size.n_tables + size.n_organizers) / 1e6 for name, size in SIZES.items()}
    for reading in (HOPS, STEPS):
        case = Case(network(SIZES["quebec"]), reading)
        lines = _lines_a_second(case.n_nodes)
        taken = _seconds(lambda case=case: reach(case.steps, MAX_STEPS, case.territory_of,
                                                 case.drawn.population))
        entries = len(case.steps.ties.indices) + 2 * len(case.steps.members.indices)
        asked = -(-case.n_nodes // _LANES) * MAX_STEPS * entries
        found |= {f"{reading}: million lines a second": lines / 1e6,
                  f"{reading}: million lines asked": asked / 1e6,
                  f"{reading}: floor": asked / lines, f"{reading}: measured": taken}
    return found


def _copied(size: int) -> float:
    """Return the gigabytes copied in a second."""
    one, other = np.ones(size // 8), np.ones(size // 8)
    times = max(1, (1 << 28) // size)

    def copy() -> None:
        for _ in range(times):
            np.copyto(other, one)
    return size * times / _seconds(copy) / 1e9


def _lines_a_second(n_lines: int) -> float:
    """Return how many lines of 64 bytes, one of `n_lines`, are read in a second at random."""
    lines = np.ones((n_lines, 8), np.int64)
    asked = np.random.default_rng(0).integers(0, n_lines, 16_384)
    kept = np.ones((len(asked), 8), np.int64)

    def read() -> None:
        for _ in range(100):
            np.take(lines, asked, axis=0, out=kept, mode="clip")
    return 100 * len(asked) / _seconds(read)


def _seconds(work: Callable[[], Any]) -> float:
    taken = []
    for _ in range(_TIMES):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


LIMITS: dict[str, Callable[[], dict[str, float]]] = {
    "bytes": bytes_a_link, "memory": peak_memory, "page": page, "bandwidth": bandwidth}


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(LIMITS[sys.argv[1]]()), encoding="utf-8")
