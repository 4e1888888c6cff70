"""Realistic networks of any size, as arrays: always the same for the same size and seed.

Sizes are told in links in all: seats of actors at tables, ties between actors, and engagements of
organizers with actors and with tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ocgraph.engine.csr import CSR
from ocgraph.engine.steps import Steps

N_SECTORS = 20
_ACTORS_IN_A_TERRITORY = 100
_SMALLEST_TABLE, _LARGEST_TABLE, _MEAN_TABLE = 3, 120, 8
_ENGAGED_ACTORS, _ENGAGED_TABLES = (8, 15), (1, 4)
_INHABITANTS = 80_000
# Where the other end of a link is: its own MRC and sector, its MRC, its sector, anywhere.
_NEARNESS = np.cumsum((.20, .60, .12, .08))


class Size(NamedTuple):
    """How large a network is; `n_links` are its links in all."""

    n_actors: int
    n_tables: int
    n_organizers: int
    n_links: int


SIZES = {
    "region": Size(600, 150, 30, 2_500),
    "quebec": Size(10_000, 3_000, 505, 60_000),
    "country": Size(200_000, 50_000, 10_000, 1_200_000),
    "millions": Size(2_000_000, 500_000, 100_000, 12_000_000),
}


class Network(NamedTuple):
    """A network in the engine's arrays. Nodes are actors, then tables, then organizers.

    Attributes
    ----------
    hops
        Graph of all nodes, an edge for each link, shape ``(n_nodes, n_nodes)``.
    ties
        Graph of the actors, shape ``(n_actors, n_actors)``.
    seats
        Actors of each table, shape ``(n_tables, n_actors)``.
    engaged
        Actors each organizer is engaged with, shape ``(n_organizers, n_actors)``.
    territory_of
        Territory of each node, shape ``(n_nodes,)``.
    population
        Inhabitants of each territory.
    groups
        Sector of each node, from 0, shape ``(n_nodes,)``.
    """

    size: Size
    hops: CSR
    ties: CSR
    seats: CSR
    engaged: CSR
    territory_of: NDArray[np.int32]
    population: NDArray[np.int64]
    groups: NDArray[np.int32]

    @property
    def organizers(self) -> NDArray[np.int64]:
        """Number of each organizer among the nodes."""
        return np.arange(self.hops.n_rows - self.size.n_organizers, self.hops.n_rows)

    @property
    def organizer_hubs(self) -> NDArray[np.int64]:
        """Number of each organizer among the hubs of `steps`."""
        return self.organizers - self.size.n_actors

    def steps(self) -> Steps:
        """Return what a step passes through: ties, tables, organizers."""
        hubs = [self.seats, self.engaged]
        starts = np.cumsum([0, *(len(one.indices) for one in hubs)])
        indptr = np.concatenate([hubs[0].indptr, hubs[1].indptr[1:] + starts[1]])
        return Steps.of(self.ties, CSR(indptr.astype(np.int32),
                                       np.concatenate([one.indices for one in hubs]),
                                       self.size.n_actors))


def network(size: Size, seed: int = 0) -> Network:
    """Draw a network.

    Tables have sizes that follow a truncated power law, of 3 to 120 members. Some actors are far
    more active than others. Three links in four stay in one MRC, one in three in one sector.
    """
    draw = np.random.default_rng([seed, *size])
    n_territories = max(6, size.n_actors // _ACTORS_IN_A_TERRITORY)
    near = _Nearness(draw, size.n_actors, n_territories)
    tables = near.homes(size.n_tables)
    organizers = near.homes(size.n_organizers)
    seats = near.drawn_for(tables, _table_sizes(draw, size.n_tables))
    engaged = near.drawn_for(organizers, draw.integers(
        _ENGAGED_ACTORS[0], _ENGAGED_ACTORS[1] + 1, size.n_organizers))
    at_tables = _engagements_with_tables(draw, organizers, tables)
    ties = near.ties(size.n_links - sum(len(pairs[0]) for pairs in (seats, engaged, at_tables)))
    first_table, first_organizer = size.n_actors, size.n_actors + size.n_tables
    n_nodes = first_organizer + size.n_organizers
    hops = CSR.graph(
        np.concatenate((ties[0], seats[1], engaged[1], at_tables[1] + first_table)),
        np.concatenate((ties[1], seats[0] + first_table, engaged[0] + first_organizer,
                        at_tables[0] + first_organizer)), n_nodes)
    return Network(
        size, hops, CSR.graph(*ties, size.n_actors),
        CSR.of_pairs(*seats, (size.n_tables, size.n_actors)),
        CSR.of_pairs(*engaged, (size.n_organizers, size.n_actors)),
        np.concatenate((near.territory, tables[0], organizers[0])).astype(np.int32),
        (draw.lognormal(0, 1, n_territories) * _INHABITANTS).astype(np.int64) + 1,
        np.concatenate((near.sector, tables[1], organizers[1])).astype(np.int32))


Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]


class _Nearness:
    """Actors in order of MRC and sector, so that those near are a range, drawn by activity."""

    def __init__(self, draw: np.random.Generator, n_actors: int, n_territories: int) -> None:
        self.draw, self.n_actors = draw, n_actors
        weight_of = draw.lognormal(0, 1, n_territories)
        place = draw.choice(n_territories, n_actors, p=weight_of / weight_of.sum())
        sector = draw.choice(N_SECTORS, n_actors, p=_falling(N_SECTORS))
        order = np.lexsort((sector, place))
        self.territory, self.sector = place[order], sector[order]
        self.n_cells = n_territories * N_SECTORS
        activity = draw.pareto(2.8, n_actors) + .15
        self.by_place = _Ranges(self.territory * N_SECTORS + self.sector, activity, self.n_cells)
        self.by_sector = _Ranges(self.sector, activity, N_SECTORS)

    def homes(self, number: int) -> Pairs:
        """Draw the MRC and the sector of tables or organizers, as actors are spread."""
        like = self.draw.integers(0, self.n_actors, number)
        return self.territory[like], self.sector[like]

    def drawn_for(self, homes: Pairs, sizes: NDArray[np.int64]) -> Pairs:
        """Draw distinct actors near each home: pairs (home, actor)."""
        found = np.zeros(0, np.int64)
        for _ in range(6):  # a second draw of the same actor is drawn again, a few times
            missing = sizes - np.bincount(found // self.n_actors, minlength=len(sizes))
            owner = np.repeat(np.arange(len(sizes)), missing)
            wanted = owner * self.n_actors + self.near(homes[0][owner], homes[1][owner])
            found = _distinct(np.concatenate((found, wanted)))
        return found // self.n_actors, found % self.n_actors

    def ties(self, number: int) -> Pairs:
        """Draw `number` distinct pairs of actors near each other."""
        found = np.zeros(0, np.int64)
        while len(found) < number:
            one = self.by_sector.everywhere(self.draw, number // 4 + number - len(found))
            other = self.near(self.territory[one], self.sector[one])
            pairs = (np.minimum(one, other) * self.n_actors + np.maximum(one, other))[one != other]
            found = _distinct(np.concatenate((found, pairs)))
        found = self.draw.choice(found, number, replace=False)
        return found // self.n_actors, found % self.n_actors

    def near(self, territory: NDArray[np.int64], sector: NDArray[np.int64]) -> NDArray[np.int64]:
        """Draw one actor for each place: of its MRC and sector, its MRC, its sector, anywhere."""
        how = np.searchsorted(_NEARNESS[:-1], self.draw.random(len(territory)), side="right")
        found = self.by_sector.everywhere(self.draw, len(territory))
        cell, first = territory * N_SECTORS + sector, territory * N_SECTORS
        for ranges, kind, low, high in ((self.by_place, 0, cell, cell + 1),
                                        (self.by_place, 1, first, first + N_SECTORS),
                                        (self.by_sector, 2, sector, sector + 1)):
            here = how == kind
            found[here] = ranges.within(self.draw, low[here], high[here])
        return found


class _Ranges:
    """Actors sorted by a key; those of a range of keys are drawn in proportion to their weight."""

    def __init__(self, keys: NDArray[np.int64], weights: NDArray[np.float64], n_keys: int) -> None:
        self.order = np.argsort(keys, kind="stable")
        self.upto = np.concatenate(([0], np.cumsum(weights[self.order])))
        self.starts = np.searchsorted(keys[self.order], np.arange(n_keys + 1))

    def within(self, draw: np.random.Generator, low: NDArray[np.int64],
               high: NDArray[np.int64]) -> NDArray[np.int64]:
        """Draw one actor with ``low <= key < high`` for each; the ranges hold somebody."""
        return self._between(draw, self.starts[low], self.starts[high])

    def everywhere(self, draw: np.random.Generator, number: int) -> NDArray[np.int64]:
        """Draw among all."""
        return self._between(draw, np.zeros(number, np.int64),
                             np.full(number, len(self.order)))

    def _between(self, draw: np.random.Generator, begin: NDArray[np.int64],
                 end: NDArray[np.int64]) -> NDArray[np.int64]:
        low, high = self.upto[begin], self.upto[end]
        at = np.searchsorted(self.upto, low + draw.random(len(low)) * (high - low), side="right")
        return self.order[np.clip(at - 1, begin, end - 1)]


def _distinct(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return them in order and once: ``np.unique`` hashes, ten times slower on millions."""
    numbers = np.sort(numbers)
    return numbers[np.diff(numbers, prepend=-1) > 0]


def _falling(number: int) -> NDArray[np.float64]:
    weights = 1 / np.sqrt(np.arange(1, number + 1))
    return weights / weights.sum()


def _table_sizes(draw: np.random.Generator, n_tables: int) -> NDArray[np.int64]:
    """Draw from the power law whose mean is right, found by halving its exponent's interval."""
    sizes = np.arange(_SMALLEST_TABLE, _LARGEST_TABLE + 1)
    flat, steep = 0., 6.
    for _ in range(50):
        exponent = (flat + steep) / 2
        chances = sizes ** -exponent / np.sum(sizes ** -exponent)
        flat, steep = ((exponent, steep) if chances @ sizes > _MEAN_TABLE else (flat, exponent))
    return draw.choice(sizes, n_tables, p=chances)


def _engagements_with_tables(draw: np.random.Generator, organizers: Pairs,
                             tables: Pairs) -> Pairs:
    """Draw tables of each organizer's MRC; of any where it has none."""
    order = np.argsort(tables[0], kind="stable")
    sorted_homes = tables[0][order]
    begin = np.searchsorted(sorted_homes, organizers[0])
    end = np.searchsorted(sorted_homes, organizers[0], side="right")
    nowhere = begin == end
    begin[nowhere], end[nowhere] = 0, len(order)
    number = draw.integers(_ENGAGED_TABLES[0], _ENGAGED_TABLES[1] + 1, len(begin))
    owner = np.repeat(np.arange(len(begin)), number)
    chosen = order[begin[owner] + (draw.random(len(owner))
                                   * (end - begin)[owner]).astype(np.int64)]
    pairs = _distinct(owner * len(order) + chosen)
    return pairs // len(order), pairs % len(order)


def describe(drawn: Network) -> Iterator[tuple[str, float]]:
    """Tell what a network is like, in figures that can be compared with a real one."""
    sizes, degrees = drawn.seats.lengths, drawn.ties.lengths
    same = drawn.territory_of[drawn.ties.rows] == drawn.territory_of[drawn.ties.indices]
    yield "links in all", len(drawn.hops.indices) // 2
    yield "ties", len(drawn.ties.indices) // 2
    yield "seats", len(drawn.seats.indices)
    yield "engagements with actors", len(drawn.engaged.indices)
    yield "members of a table, mean", float(sizes.mean())
    yield "members of a table, largest", int(sizes.max())
    yield "ties of an actor, largest", int(degrees.max())
    yield "ties inside one MRC, share", float(same.mean())
    yield "actors without any link, share", float((drawn.hops.lengths[:len(degrees)] == 0).mean())
