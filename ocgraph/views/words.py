"""The words of a drawing: a name and, under it, what the thing is. Plain text, never markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ocgraph.i18n import format_number, translator
from ocgraph.model import Actor, CommunityOrganizer, Territory, label_of
from ocgraph.network import Node, PartnershipNetwork

Words = dict[str, list[str]]


def node_words(network: PartnershipNetwork, node_ids: Iterable[str],
               territories: Mapping[str, Territory], language: str) -> Words:
    """Return, for each node, its name and one line: what it is, where, how many links."""
    return {node_id: [network.node_by_id[node_id].name,
                      node_line(network, node_id, territories, language)]
            for node_id in node_ids}


def node_line(network: PartnershipNetwork, node_id: str, territories: Mapping[str, Territory],
              language: str) -> str:
    """Return what a node is, where it is and how many links it has."""
    node = network.node_by_id[node_id]
    n_links = translator(language)("words.links", n=len(network.links_of[node_id]))
    parts = [kind_words(node, language), place_words(node, territories, language), n_links]
    return " · ".join(part for part in parts if part)


def kind_words(node: Node, language: str) -> str:
    """Return what kind of node it is."""
    translate = translator(language)
    if isinstance(node, CommunityOrganizer):
        return translate("words.organizer")
    if isinstance(node, Actor):
        return label_of("actor_kind", node.kind, language) if node.kind else translate(
            "words.unknown_kind")
    theme = label_of("theme", node.theme, language) if node.theme else translate(
        "words.unknown_theme")
    return translate("words.concertation_table", theme=theme)


def place_words(node: Node, territories: Mapping[str, Territory], language: str) -> str:
    """Return the MRC of a node, or that it is not known."""
    if isinstance(node, Actor):
        codes = (node.mrc_code,) if node.mrc_code else ()
    else:
        codes = (node.home_territories if isinstance(node, CommunityOrganizer)
                 else node.territories)
    names = [territories[code].name for code in codes if code in territories]
    return ", ".join(names) or translator(language)("words.unknown_place")


def territory_words(territories: Mapping[str, Territory], shading: Mapping[str, float | None],
                    measure_id: str, language: str, digits: int = 0) -> Words:
    """Return, for each MRC, its name and its figure or that there is no data."""
    translate = translator(language)
    return {f"mrc:{code}": [
        place.name,
        translate("words.figure", measure=translate(f"measure.{measure_id}"),
                  value=figure_words(shading.get(code), language, digits))]
        for code, place in territories.items()}


def figure_words(value: float | None, language: str, digits: int = 0) -> str:
    """Return a figure as text, or that there is no data."""
    if value is None:
        return translator(language)("words.no_data")
    return format_number(value, language, digits=digits)
