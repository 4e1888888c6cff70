"""Mobilising: who is reached at each step, who is not and by what way, whom to call first."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ocgraph.engine.disjoint_ways import disjoint_ways
from ocgraph.measures.choice.questions import Question
from ocgraph.measures.reach import NotReached, not_reached
from ocgraph.model import Actor
from ocgraph.network import Layer, PartnershipNetwork

MOST_WAYS = 3
"""How many ways to an actor are told, no two through the same people."""


class Call(NamedTuple):
    """A call to make, or a table to go to, in its order.

    Attributes
    ----------
    node_id
        Identifier of the actor called, or of the table.
    added
        Identifiers of the actors wanted whom it meets and those before do not, the one called
        included.
    n_reached
        Actors wanted who are met once it is made.
    """

    node_id: str
    added: tuple[str, ...]
    n_reached: int

    @property
    def n_more(self) -> int:
        """How many it adds."""
        return len(self.added)


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
    def steps_to_missed(self) -> Mapping[str, int]:
        """How many steps away each actor missed is, if any way leads there however long."""
        away = self.network.steps_from(self.chosen, len(self.network.actors) + 1)
        return {actor.actor_id: away[actor.actor_id] for actor in self.missed
                if actor.actor_id in away}

    @cached_property
    def missed_nearest_first(self) -> tuple[Actor, ...]:
        """The actors missed by the steps they are away, those to whom nothing leads last."""
        return tuple(sorted(self.missed, key=lambda actor: self.steps_to_missed.get(
            actor.actor_id, len(self.network.actors) + 1)))

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


def order_of_calls(asked: Question, members: tuple[str, ...]) -> tuple[Call, ...]:
    """Put calls, or tables, in the order that meets most soonest; of equals, the first given."""
    met = asked.met_by(members)
    queue = [(-len(met[member]), place) for place, member in enumerate(members)]
    heapq.heapify(queue)
    calls: list[Call] = []
    reached: set[int] = set()
    while queue:
        _, place = heapq.heappop(queue)
        more = met[members[place]] - reached
        if queue and (-len(more), place) > queue[0]:
            heapq.heappush(queue, (-len(more), place))  # those before left it less than it had
            continue
        reached |= more
        added = tuple(asked.wanted[number] for number in sorted(more))
        calls.append(Call(members[place], added, len(reached)))
    return tuple(calls)


def ways_to(network: PartnershipNetwork, chosen: Iterable[str], target: str,
            most: int = MOST_WAYS) -> tuple[tuple[str, ...], ...]:
    """Return ways from the nodes chosen to an actor, in nodes passed through, the shortest first.

    A way goes by ties, tables and organizers, and counts its steps as the network does. No two
    pass through the same nodes between their ends: there are as many as there can be, up to
    `most`, of the fewest steps in all. The nearest way is the one given when one is asked for; it
    may be none of several.
    """
    starts = {network.node_index[node_id] for node_id in chosen if node_id in network.node_index}
    names = tuple(network.node_index)
    starts.discard(network.node_index[target])
    found = disjoint_ways(_passages(network, starts), starts, network.node_index[target], most)
    return tuple(tuple(names[number] for number in way) for way in found)


def _passages(network: PartnershipNetwork, starts: Collection[int]) -> dict[int, dict[int, int]]:
    """Return what leads from each node to the next, in half steps: through a hub is two halves.

    An organizer leads to the members of her tables only where she is who one starts from.
    """
    n_actors, number = len(network.actors), network.node_index
    arcs: dict[int, dict[int, int]] = {node: {} for node in number.values()}
    for link in network.links:
        one, other = sorted((number[link.source_id], number[link.target_id]))
        if one == other:
            continue
        if other < n_actors:
            arcs[one][other] = arcs[other][one] = 2
        elif one < n_actors:
            arcs[one][other] = 1
            arcs[other][one] = 2 if other in starts else 1
        elif link.layer == Layer.LIAISON and other in starts:
            arcs[other][one] = 1
    return {node: dict(sorted(ends.items())) for node, ends in arcs.items()}
