"""From a register to a network: the lens and what is seen through it."""

from ocgraph.network.layout import Positions, lay_out
from ocgraph.network.lens import Layer, Lens
from ocgraph.network.partnership import Link, Node, PartnershipNetwork, node_type
from ocgraph.network.placement import Gazetteer, PlacedBy, Placement, place

__all__ = [
    "Gazetteer",
    "Layer",
    "Lens",
    "Link",
    "Node",
    "PartnershipNetwork",
    "PlacedBy",
    "Placement",
    "Positions",
    "lay_out",
    "node_type",
    "place",
]
