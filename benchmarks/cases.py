"""One network under measurement, and what a baseline hands back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.networks import Network
from ocgraph.engine.csr import CSR
from ocgraph.engine.steps import Steps

HOPS, STEPS = "hops", "steps"
MAX_STEPS = 3
GREEDY_STEPS = 2
N_PICKED = 20
N_CANDIDATES = 1_000


class Part(NamedTuple):
    """What a baseline did.

    Attributes
    ----------
    found
        Its result, or a function that puts it in the form compared, called once the time is
        taken. Compared with ours where both are there; NaN is not. None when it cannot be.
    of
        The rows of the whole result that these are; all of them when not given.
    share
        The part of the whole work that was done.
    """

    found: Any
    of: NDArray[np.int64] | None = None
    share: float = 1.

    def told(self) -> Part:
        """Return the same with its result in the form compared."""
        return self._replace(found=self.found()) if callable(self.found) else self


@dataclass
class Case:
    """One network, read in hops (an edge is one link, nodes of every kind) or in product steps.

    Attributes
    ----------
    making
        Seconds of processor and of clock spent so far in making graphs for other libraries.
    """

    drawn: Network
    reading: str
    making: tuple[float, float] = (0., 0.)
    _made: dict[Any, Any] = field(default_factory=dict)

    def prepare(self) -> None:
        """Make beforehand what is made once for every measure."""
        for name in ("steps", "graph", "linked", "seats", "actors_seats", "is_actor"):
            getattr(self, name)

    @cached_property
    def steps(self) -> Steps:
        """What the engine's searches read."""
        return Steps.in_hops(self.drawn.hops) if self.reading == HOPS else self.drawn.steps()

    @cached_property
    def graph(self) -> CSR:
        """The graph whose edge is one step; in product steps, the projection."""
        return self.drawn.hops if self.reading == HOPS else self.steps.graph()

    @cached_property
    def linked(self) -> CSR:
        """The graph with organizers as nodes, that can be taken away."""
        return self.drawn.hops if self.reading == HOPS else self.steps.incidence_graph()

    @cached_property
    def actors_seats(self) -> CSR:
        """Tables of each actor."""
        return self.drawn.seats.transposed()

    @cached_property
    def seats(self) -> CSR:
        """The graph of actors and tables, actors first."""
        seats = self.drawn.seats
        return CSR.graph(seats.indices, seats.rows + seats.n_columns,
                         seats.n_columns + seats.n_rows)

    @property
    def n_nodes(self) -> int:
        """Number of nodes of `graph`."""
        return self.graph.n_rows

    @property
    def n_actors(self) -> int:
        """Number of actors, the first nodes of every graph."""
        return self.drawn.size.n_actors

    @property
    def territory_of(self) -> NDArray[np.int32]:
        """Territory of each node of `graph`."""
        return self.drawn.territory_of[:self.n_nodes]

    @property
    def groups(self) -> NDArray[np.int32]:
        """Sector of each node of `graph`."""
        return self.drawn.groups[:self.n_nodes]

    @property
    def organizers(self) -> NDArray[np.int64]:
        """Number of each organizer in `linked`, and of her hub after the actors in `steps`."""
        return self.drawn.organizers

    @cached_property
    def is_actor(self) -> NDArray[np.int64]:
        """1 for each node of `linked` that is an actor."""
        return (np.arange(self.linked.n_rows) < self.n_actors).astype(np.int64)

    def without(self, organizer: int) -> CSR:
        """Return the graph of single steps that remains when an organizer leaves."""
        if self.reading == HOPS:
            return self.steps.without_actors([organizer]).ties
        return self.steps.without_hubs([organizer - self.n_actors]).graph()

    def made(self, make: Callable[[CSR], Any], which: str, organizer: int | None = None) -> Any:
        """Return a graph of this case as another library has it, made once and not timed."""
        key = (make, which, organizer)
        if key not in self._made:
            cpu, wall = time.process_time(), time.perf_counter()
            self._made[key] = make(self.without(organizer) if organizer is not None
                                   else getattr(self, which))
            self.making = (self.making[0] + time.process_time() - cpu,
                           self.making[1] + time.perf_counter() - wall)
        return self._made[key]

    def some(self, number: int, among: Iterable[int] | None = None) -> NDArray[np.int64]:
        """Draw the nodes a baseline works on, always the same; all when there are no more."""
        among = np.arange(self.n_nodes) if among is None else np.asarray(among)
        if number >= len(among):
            return among
        return np.sort(np.random.default_rng(7).choice(among, number, replace=False))

    def wedge_share(self, nodes: NDArray[np.int64]) -> float:
        """Return the part of the pairs two edges apart that begin at some actors."""
        work = self.graph.matrix() @ self.graph.lengths.astype(float)
        return float(work[nodes].sum() / work[:self.n_actors].sum())


def pair_numbers(one: NDArray, other: NDArray, count: NDArray) -> tuple[NDArray, NDArray]:
    """Return each pair as one number, the smaller end first, beside its count."""
    low, high = np.minimum(one, other).astype(np.int64), np.maximum(one, other).astype(np.int64)
    return low << 32 | high, np.asarray(count)


def pairs_joined(sizes: NDArray[np.int64]) -> int:
    """Count the pairs inside components of these sizes."""
    return int((sizes * (sizes - 1) // 2).sum())
