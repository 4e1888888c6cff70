"""Mobilising: who is reached at each step, who is not and by what way, whom to call first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import networkx as nx

from ocgraph.measures.reach import NotReached, not_reached
from ocgraph.model import Actor
from ocgraph.network import Layer, PartnershipNetwork

MOST_WAYS = 3
"""How many ways to an actor are told, no two through the same people."""


class Call(NamedTuple):
    """A call to make, in its order.

    Attributes
    ----------
    n_more
        Actors it reaches that the calls before do not, the one called included.
    n_reached
        Actors reached once it is made.
    """

    actor_id: str
    n_more: int
    n_reached: int


@dataclass(frozen=True)
class Mobilisation:
    """What starting from some nodes reaches.

    Attributes
    ----------
    chosen
        Identifiers of the actors, tables or organizers one starts from.
    max_steps
        How far the word goes, at least 1.
    wanted
        Identifiers of the actors one wishes to reach; everyone seen when empty.
    """

    network: PartnershipNetwork
    chosen: tuple[str, ...]
    max_steps: int
    wanted: frozenset[str] = frozenset()

    @cached_property
    def step_of(self) -> Mapping[str, int]:
        """How many steps away each actor reached is, wanted or not."""
        return self.network.steps_from(self.chosen, self.max_steps)

    @cached_property
    def by_step(self) -> tuple[tuple[Actor, ...], ...]:
        """The actors wanted that are met at each step, from 0, in the order of the register."""
        met: list[list[Actor]] = [[] for _ in range(self.max_steps + 1)]
        for actor in self._wanted:
            if (step := self.step_of.get(actor.actor_id)) is not None:
                met[step].append(actor)
        return tuple(map(tuple, met))

    @cached_property
    def missed(self) -> tuple[Actor, ...]:
        """The actors wanted that are not reached."""
        return tuple(actor for actor in self._wanted if actor.actor_id not in self.step_of)

    @cached_property
    def left_out(self) -> NotReached:
        """The MRC, sectors and tables of which nobody is reached."""
        return not_reached(self.network, self.chosen, self.max_steps)

    @cached_property
    def territories(self) -> frozenset[str]:
        """The MRC where an actor reached has its seat, wanted or not."""
        return frozenset(actor.mrc_code for actor in self.network.actors
                         if actor.actor_id in self.step_of and actor.mrc_code)

    @property
    def n_reached(self) -> int:
        """Number of actors wanted that are reached."""
        return sum(map(len, self.by_step))

    @property
    def share(self) -> float | None:
        """Share of the actors wanted that are reached; ``None`` when nobody is wanted."""
        return self.n_reached / len(self._wanted) if self._wanted else None

    @cached_property
    def _wanted(self) -> tuple[Actor, ...]:
        return tuple(actor for actor in self.network.actors
                     if not self.wanted or actor.actor_id in self.wanted)


def actors_of(network: PartnershipNetwork, sectors: Collection[str] = (),
              territories: Collection[str] = ()) -> frozenset[str]:
    """Return who is of one of the sectors and in one of the MRC; of any, when none is given."""
    return frozenset(
        actor.actor_id for actor in network.actors
        if (not sectors or not set(sectors).isdisjoint(actor.sectors))
        and (not territories or actor.mrc_code in territories))


def order_of_calls(network: PartnershipNetwork, members: Iterable[str], max_steps: int,
                   wanted: Collection[str] = ()) -> tuple[Call, ...]:
    """Put calls in the order that reaches most soonest; of equals, the first in the register.

    Parameters
    ----------
    wanted
        The actors who count; everyone when empty.
    """
    counted = set(wanted) or set(network.actor_index)
    left = {actor: set(network.steps_from([actor], max_steps)) & counted
            for actor in sorted(members, key=network.actor_index.__getitem__)}
    calls: list[Call] = []
    reached: set[str] = set()
    while left:
        best = max(left, key=lambda actor: len(left[actor] - reached))
        more = left.pop(best) - reached
        reached |= more
        calls.append(Call(best, len(more), len(reached)))
    return tuple(calls)


def ways_to(network: PartnershipNetwork, chosen: Iterable[str], target: str
            ) -> tuple[tuple[str, ...], ...]:
    """Return the shortest ways from one of the nodes chosen to an actor, in nodes passed through.

    A way goes by ties, tables and organizers, and counts its steps as the network does. No two
    pass through the same nodes between their ends; there are `MOST_WAYS` at most.
    """
    starts = {node_id for node_id in chosen if node_id in network.node_by_id} - {target}
    graph = _passages(network, starts)
    found: list[tuple[str, ...]] = []
    while starts and len(found) < MOST_WAYS:
        try:
            _, way = nx.multi_source_dijkstra(graph, starts, target)
        except nx.NetworkXNoPath:
            break
        found.append(tuple(way))
        if len(way) == 2:
            graph.remove_edge(*way)
        graph.remove_nodes_from(way[1:-1])
    return tuple(found)


def _passages(network: PartnershipNetwork, starts: Collection[str]) -> nx.Graph:
    """Return the graph of what a step passes through: a tie is one step, a hub two halves.

    An organizer leads to the members of her tables only where she is who one starts from.
    """
    graph = nx.Graph()
    graph.add_nodes_from(network.node_by_id)
    for link in network.links:
        ends = {link.source_id, link.target_id}
        if ends <= network.actor_index.keys():
            graph.add_edge(*ends, weight=1.0)
        elif ends & network.actor_index.keys() or (
                link.layer == Layer.LIAISON and link.source_id in starts):
            graph.add_edge(link.source_id, link.target_id, weight=0.5)
    return graph
