"""The register seen through a lens, as a network ready for search and drawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx
import numpy as np

from ocgraph.engine.csr import CSR
from ocgraph.engine.steps import Steps
from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Membership,
    Register,
    Tie,
    shared_fields,
)
from ocgraph.network.lens import Layer, Lens
from ocgraph.network.liaisons import liaisons

Node = Actor | ConcertationTable | CommunityOrganizer


@dataclass(frozen=True)
class Link:
    """One drawn line: a tie, a seat or an engagement, between two nodes.

    ``link_id`` is the same at every reading of the same register.

    Attributes
    ----------
    entries
        Of a liaison, the days of work noted, the oldest first (`ocgraph.network.liaisons`).
    """

    link_id: str
    layer: Layer
    source_id: str
    target_id: str
    record: Tie | Membership | Engagement
    entries: tuple[Engagement, ...] = ()

    @property
    def lacks_hours(self) -> bool:
        """Whether some of the hours of a liaison are not noted."""
        return self.record.hours is None or any(entry.hours is None for entry in self.entries)


class PartnershipNetwork:
    """Actors, tables and organizers, and the links between them, through one lens.

    Actors are those the lens shows. A table or an organizer is seen when it has a link to an
    actor seen, or when nothing restricts the actors. Links whose ends are not both seen are
    left out, and so are records that point to nothing.

    Attributes
    ----------
    register, lens
        What is looked at, and how.
    actors, concertation_tables, organizers
        The nodes seen, in the order of the register.
    links
        The links seen.
    """

    def __init__(self, register: Register, lens: Lens | None = None) -> None:
        self.register = register
        self.lens = lens or Lens()
        self.actors = tuple(actor for actor in register.actors if self.lens.shows_actor(actor))
        candidates = _held_links(register, self.lens)
        kept = self._kept_nodes(candidates)
        self.links = tuple(link for link in candidates
                           if link.source_id in kept and link.target_id in kept)
        self.concertation_tables = tuple(
            node for node in register.concertation_tables if node.concertation_table_id in kept)
        self.organizers = tuple(
            node for node in register.community_organizers if node.organizer_id in kept)

    def _kept_nodes(self, candidates: Iterable[Link]) -> set[str]:
        actors = {actor.actor_id for actor in self.actors}
        hubs = {hub_id for hub_id, hub in (self.register.concertation_table_by_id
                                           | self.register.organizer_by_id).items()
                if self.lens.holds(hub)}
        if self.lens.restricts_actors:
            touched = {end for link in candidates for end in (link.source_id, link.target_id)
                       if {link.source_id, link.target_id} & actors}
            hubs &= touched
        return actors | hubs

    @cached_property
    def node_by_id(self) -> Mapping[str, Node]:
        """Every node seen, by identifier."""
        return ({actor.actor_id: actor for actor in self.actors}
                | {node.concertation_table_id: node for node in self.concertation_tables}
                | {node.organizer_id: node for node in self.organizers})

    @cached_property
    def links_of(self) -> Mapping[str, tuple[Link, ...]]:
        """The links that touch each node."""
        touching: dict[str, list[Link]] = {node_id: [] for node_id in self.node_by_id}
        for link in self.links:
            touching[link.source_id].append(link)
            touching[link.target_id].append(link)
        return {node_id: tuple(links) for node_id, links in touching.items()}

    @cached_property
    def hubs(self) -> tuple[ConcertationTable | CommunityOrganizer, ...]:
        """What gathers actors: the tables seen, then the organizers seen."""
        return (*self.concertation_tables, *self.organizers)

    @cached_property
    def node_index(self) -> Mapping[str, int]:
        """Number of each node in the arrays: actors, then tables, then organizers."""
        return {node_id: number for number, node_id in enumerate(self.node_by_id)}

    @cached_property
    def actor_index(self) -> Mapping[str, int]:
        """Number of each actor in the arrays: its place in `actors`."""
        return {actor.actor_id: number for number, actor in enumerate(self.actors)}

    @cached_property
    def steps(self) -> Steps:
        """What a step passes through: ties, and the actors of each of the `hubs`."""
        ties, seats = [], []
        for link in self.links:
            low, high = sorted((self.node_index[link.source_id], self.node_index[link.target_id]))
            if high < len(self.actors):
                ties.append((low, high))
            elif low < len(self.actors):
                seats.append((high - len(self.actors), low))
        n_actors = len(self.actors)
        return Steps.of(CSR.graph(*_columns(ties), n_actors),
                        CSR.of_pairs(*_columns(seats), (len(self.hubs), n_actors)))

    @cached_property
    def step_graph(self) -> CSR:
        """The graph of the actors in which an edge is one step: a projection, to be named so."""
        return self.steps.graph()

    @cached_property
    def hop_graph(self) -> CSR:
        """The graph of all nodes in which an edge is one link at least: two modes and more."""
        ends = [(self.node_index[link.source_id], self.node_index[link.target_id])
                for link in self.links]
        return CSR.graph(*_columns(ends), len(self.node_by_id))

    def steps_from(self, node_ids: Iterable[str], max_steps: int) -> dict[str, int]:
        """Return how many steps away each reached actor is.

        A step joins two actors that share a tie, a table or an organizer. From an actor, step 0
        is the actor itself; from a table, the first step is its members; from an organizer, the
        actors she is engaged with and the members of the tables she is engaged with.

        Parameters
        ----------
        node_ids
            Where to start: identifiers of actors, tables or organizers seen.
        max_steps
            How far to go, at least 0.
        """
        starts, first = set(), set()
        for node_id in node_ids:
            if node_id in self.actor_index:
                starts.add(self.actor_index[node_id])
            else:
                first |= self._first_step(node_id)
        steps = self.steps.search(starts, first, max_steps)
        return {self.actors[index].actor_id: int(steps[index])
                for index in np.flatnonzero(steps >= 0)}

    def _first_step(self, hub_id: str) -> set[int]:
        """Actors met in the first step from a table or an organizer."""
        hubs = {hub_id}
        if hub_id in self.register.organizer_by_id:
            hubs |= {link.target_id for link in self.links_of[hub_id]
                     if link.target_id not in self.actor_index}
        return {self.actor_index[end] for hub in hubs for link in self.links_of[hub]
                for end in (link.source_id, link.target_id) if end in self.actor_index}

    def around(self, node_id: str, steps: int) -> set[str]:
        """Return the nodes within `steps` of a node: actors, and the hubs passed through.

        A hub is passed through when a step leaves by it: it holds an actor nearer than `steps`,
        or the node itself, and joins two of those reached.
        """
        reached = self.steps_from([node_id], steps)
        left_by = {actor for actor, step in reached.items() if step < steps} | {node_id}
        hubs = {end for node in left_by for link in self.links_of[node]
                for end in (link.source_id, link.target_id) if end not in self.actor_index}
        joining = {hub for hub in hubs if steps and self._joins(hub, {*reached, node_id})}
        return {*reached, *joining, node_id}

    def _joins(self, hub: str, nodes: set[str]) -> bool:
        ends = {end for link in self.links_of[hub] for end in (link.source_id, link.target_id)}
        return len(ends & nodes - {hub}) > 1

    def to_networkx(self) -> nx.MultiGraph:
        """Return a plain NetworkX graph.

        Nodes carry ``node_type`` (actor, concertation_table, organizer) and the fields that may
        be shared; edges carry ``layer``, ``source_id`` (the organizer, or the member of a table)
        and theirs. An organizer's label is her post.
        """
        graph = nx.MultiGraph()
        for node_id, node in self.node_by_id.items():
            graph.add_node(node_id, node_type=node_type(node), name=node.name, **_shared(node))
        for link in self.links:
            graph.add_edge(link.source_id, link.target_id, key=link.link_id,
                           layer=str(link.layer), source_id=link.source_id,
                           **_shared(link.record))
        return graph


def _columns(pairs: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    return [first for first, _ in pairs], [second for _, second in pairs]


def node_type(node: Node) -> str:
    """Return ``"actor"``, ``"concertation_table"`` or ``"organizer"``."""
    if isinstance(node, Actor):
        return "actor"
    return "concertation_table" if isinstance(node, ConcertationTable) else "organizer"


def _shared(record: object) -> dict[str, object]:
    values = {field.name: getattr(record, field.name) for field in shared_fields(type(record))
              if field.name not in _ENDS}
    return {name: list(value) if isinstance(value, tuple) else value
            for name, value in values.items() if value not in (None, "", ())}


_ENDS = {"actor_id", "concertation_table_id", "organizer_id", "member_id", "source_id",
         "target_id", "name"}


def _held_links(register: Register, lens: Lens) -> list[Link]:
    """Return the links whose layer and date the lens shows, numbered as in the register."""
    links = [Link(f"tie-{number}", Layer.TIES, tie.source_id, tie.target_id, tie)
             for number, tie in enumerate(register.ties) if lens.shows_tie(tie)]
    if Layer.TABLES in lens.layers:
        links += [Link(f"seat-{number}", Layer.TABLES, seat.member_id,
                       seat.concertation_table_id, seat)
                  for number, seat in enumerate(register.memberships) if lens.holds(seat)]
    if Layer.LIAISON in lens.layers:
        links += [Link(f"engagement-{each.number}", Layer.LIAISON, each.record.organizer_id,
                       each.record.target_id, each.record, each.entries)
                  for each in liaisons(register.engagements, lens)]
    return links
