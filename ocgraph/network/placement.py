"""Where each node goes on the map, and how we know."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from ocgraph.model import Actor, CommunityOrganizer
from ocgraph.network.partnership import Node, PartnershipNetwork

GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
SPREAD_DEGREES = 0.006


class PlacedBy(StrEnum):
    """What a place rests on, the surest first."""

    COORDINATES = "coordinates"
    MUNICIPALITY = "municipality"
    TERRITORY = "territory"
    LINKS = "links"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Gazetteer:
    """Points of reference: ``(latitude, longitude)`` in degrees, by code."""

    municipalities: Mapping[str, tuple[float, float]]
    territories: Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Placement:
    """A point in degrees and what it rests on; no point when it rests on nothing."""

    placed_by: PlacedBy
    latitude: float | None = None
    longitude: float | None = None

    @property
    def is_placed(self) -> bool:
        """Whether there is a point."""
        return self.placed_by != PlacedBy.NOWHERE


def place(network: PartnershipNetwork, gazetteer: Gazetteer) -> dict[str, Placement]:
    """Place every node seen.

    A node stands at its own coordinates, otherwise at its municipality's settlement point,
    otherwise at the middle of the points of its MRC; a table or an organizer without any stands
    in the middle of those it is linked to. Nodes that share a point of reference are spread
    around it, so that each can be clicked; the spread carries no meaning.
    """
    placements = {node_id: _place_node(node, gazetteer)
                  for node_id, node in network.node_by_id.items()}
    placements |= {node_id: _among_links(network, node_id, placements)
                   for node_id, placement in placements.items()
                   if not placement.is_placed and not isinstance(network.node_by_id[node_id],
                                                                 Actor)}
    return placements | _spread(placements)


def _among_links(network: PartnershipNetwork, node_id: str,
                 placements: Mapping[str, Placement]) -> Placement:
    others = [placements[end] for link in network.links_of[node_id]
              for end in (link.source_id, link.target_id) if placements[end].is_placed]
    if not others:
        return Placement(PlacedBy.NOWHERE)
    return Placement(PlacedBy.LINKS, _mean(other.latitude for other in others),
                     _mean(other.longitude for other in others))


def _place_node(node: Node, gazetteer: Gazetteer) -> Placement:
    if not isinstance(node, CommunityOrganizer) and None not in (node.latitude, node.longitude):
        return Placement(PlacedBy.COORDINATES, node.latitude, node.longitude)
    if isinstance(node, Actor) and node.municipality_code in gazetteer.municipalities:
        return Placement(PlacedBy.MUNICIPALITY, *gazetteer.municipalities[node.municipality_code])
    points = [gazetteer.territories[code] for code in _territories(node)
              if code in gazetteer.territories]
    if not points:
        return Placement(PlacedBy.NOWHERE)
    return Placement(PlacedBy.TERRITORY, _mean(point[0] for point in points),
                     _mean(point[1] for point in points))


def _territories(node: Node) -> tuple[str, ...]:
    if isinstance(node, Actor):
        return (node.mrc_code,) if node.mrc_code else ()
    return (node.home_territories if isinstance(node, CommunityOrganizer) else node.territories)


def _mean(values: Iterable[float]) -> float:
    values = list(values)
    return sum(values) / len(values)


def _spread(placements: Mapping[str, Placement]) -> dict[str, Placement]:
    """Set nodes that share a point on a sunflower around it, in the order of their identifiers."""
    sharing: dict[tuple[float, float], list[str]] = defaultdict(list)
    for node_id, placement in sorted(placements.items()):
        if placement.is_placed:
            sharing[placement.latitude, placement.longitude].append(node_id)
    return {node_id: _on_sunflower(placements[node_id], rank)
            for node_ids in sharing.values() for rank, node_id in enumerate(node_ids) if rank}


def _on_sunflower(placement: Placement, rank: int) -> Placement:
    radius = SPREAD_DEGREES * math.sqrt(rank)
    stretch = math.cos(math.radians(placement.latitude))
    return replace(placement,
                   latitude=placement.latitude + radius * math.sin(rank * GOLDEN_ANGLE),
                   longitude=placement.longitude
                   + radius * math.cos(rank * GOLDEN_ANGLE) / stretch)
