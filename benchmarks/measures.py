"""One line of the table, one reading, one size: every engine in turn, in a process of its own.

``python -m benchmarks.measures KEY READING SIZE FILE`` writes what it finds as it goes, so that one
engine that takes too long, or falls, loses only itself.
"""

from __future__ import annotations

import gc
import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.cases import Case, Part
from benchmarks.lines import (
    DUCKDB,
    EVERYTHING,
    IGRAPH,
    LINE_BY_KEY,
    NETWORKX,
    OURS,
    OURS_IN_SCIPY,
    RUSTWORKX,
    SCIPY,
    Line,
)
from benchmarks.networks import SIZES, network
from ocgraph.engine import compiled

_MODULES = {NETWORKX: "with_networkx", IGRAPH: "with_igraph", RUSTWORKX: "with_rustworkx",
            SCIPY: "with_scipy", DUCKDB: "with_duckdb"}
_ROUNDS = 5
_SMALL = 1_000
_TURN, _MOST = .05, 100
"""Seconds a turn lasts at least, so that what takes a millisecond is run more than once."""
_ENOUGH = 12.
"""Seconds of processor after which an engine is not asked again."""

Work = Callable[[Case, int], Part]


@dataclass
class Cell:
    """What one engine took: seconds of processor and of clock for each run, of a share of it all.

    Attributes
    ----------
    equal
        Whether its result is ours; None where what it did cannot be compared.
    failed
        Why there is nothing.
    """

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    share: float = 1.
    equal: bool | None = None
    failed: str | None = None

    @property
    def seconds(self) -> float | None:
        """The middle of its runs, in proportion to the whole work."""
        return statistics.median(self.cpu) / self.share if self.cpu else None


class _Expected:
    """What ours finds, for the sources that another took where it took some only."""

    def __init__(self, line: Line, case: Case) -> None:
        self.line, self.case = line, case
        self.known: dict[int, Part] = {}

    def of(self, number: int) -> Part:
        """Return it for `number` nodes; the whole when ours takes no sample."""
        if EVERYTHING in self.known:
            return self.known[EVERYTHING]
        if number not in self.known:
            found = self.line.ours(self.case, number).told()
            self.known[EVERYTHING if found.share == 1. else number] = found
        return self.known.get(number) or self.known[EVERYTHING]


def measure(line: Line, case: Case, write: Callable[[dict[str, Cell]], None]) -> dict[str, Cell]:
    """Run every engine in turn, several times, and compare what they find."""
    works = {name: work for name, work in _works(line).items() if _number(line, name, case)}
    found = {name: Cell() for name in works}
    expected = _Expected(line, case)
    for _ in range(_ROUNDS):
        for name, work in works.items():
            turn = sum(found[name].cpu) + _TURN
            while (not found[name].failed and sum(found[name].cpu) < min(turn, _ENOUGH)
                   and len(found[name].cpu) < _MOST):
                _run(work, _number(line, name, case), case, found[name], expected)
            write(found)
    return found


def _works(line: Line) -> dict[str, Work]:
    works: dict[str, Work] = {OURS: line.ours, OURS_IN_SCIPY: _in_scipy(line.ours)}
    if compiled.library() is None:
        del works[OURS]
    for name, module in _MODULES.items():
        try:
            work = importlib.import_module(f"benchmarks.baselines.{module}").WORK.get(line.key)
        except ImportError as missing:
            work = _missing(str(missing)) if name in line.goals else None
        if work is not None:
            works[name] = work
    return works


def _number(line: Line, name: str, case: Case) -> int:
    """Return on how many nodes an engine works: all in a small network."""
    if case.n_actors <= _SMALL:
        return EVERYTHING
    return line.numbers.get(f"{name}, {case.reading}", line.numbers.get(name, EVERYTHING))


def _in_scipy(ours: Work) -> Work:
    def work(case: Case, number: int) -> Part:
        with compiled.using(compiled.SCIPY):
            return ours(case, number)
    return work


def _missing(why: str) -> Work:
    def work(case: Case, number: int) -> Part:
        raise ImportError(why)
    return work


def _run(work: Work, number: int, case: Case, cell: Cell, expected: _Expected) -> None:
    try:
        gc.collect()
        before = case.making
        cpu, wall = time.process_time(), time.perf_counter()
        part = work(case, number)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        cell.cpu.append(cpu - case.making[0] + before[0])
        cell.wall.append(wall - case.making[1] + before[1])
        cell.share = part.share
        if len(cell.cpu) == 1:
            cell.equal = None if part.found is None else agrees(part.told(), expected.of(number))
    except Exception as error:  # noqa: BLE001  # whatever befalls one engine, the rest goes on
        cell.failed = f"{type(error).__name__}: {error}"[:200]


def agrees(part: Part, expected: Part) -> bool:
    """Tell whether what a baseline found is what ours finds, where it looked."""
    if isinstance(part.found, tuple):
        return all(np.array_equal(one, other) for one, other in
                   zip(_sorted(*part.found), _sorted(*expected.found), strict=True))
    wanted = expected.found if part.of is None else expected.found[part.of]
    told = ~np.isnan(part.found)
    return part.found.shape == wanted.shape and bool(
        np.allclose(part.found[told], wanted[told], rtol=1e-7, atol=1e-9))


def _sorted(keys: np.ndarray, values: Any) -> tuple[np.ndarray, Any]:
    """Put pairs in order with their counts; a plain number stays as it is."""
    order = np.argsort(keys, kind="stable")
    return keys[order], values[order] if np.ndim(values) else values


def main(key: str, reading: str, size: str, file: str) -> None:
    """Measure one line and write it."""
    case = Case(network(SIZES[size]), reading)
    case.prepare()

    def write(found: dict[str, Cell]) -> None:
        Path(file).write_text(json.dumps({name: asdict(cell) for name, cell in found.items()}),
                              encoding="utf-8")

    measure(LINE_BY_KEY[key], case, write)


if __name__ == "__main__":
    main(*sys.argv[1:])
