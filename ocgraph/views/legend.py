"""What the colours, shapes and lines of a drawing mean, as entries to draw."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ocgraph.i18n import say, translator
from ocgraph.network import Layer, PartnershipNetwork
from ocgraph.views import palette
from ocgraph.views.colouring import Colouring
from ocgraph.views.words import figure_words

Entry = dict[str, Any]


def class_entries(classes: palette.Classes, measure_id: str, language: str,
                  digits: int = 0) -> list[Entry]:
    """Return the classes of the shading, from the lowest, then "no data"."""
    return [{"label": say(language, f"measure.{measure_id}")},
            *range_entries(classes, language, digits), no_data_entry(language)]


def range_entries(classes: palette.Classes, language: str, digits: int = 0) -> list[Entry]:
    """Return the lowest and highest value of each class, from the lowest class."""
    entries = []
    for (low, high), colour in zip(classes.ranges, classes.colours, strict=True):
        lower, upper = (figure_words(value, language, digits) for value in (low, high))
        label = lower if lower == upper else say(language, "legend.range", lower=lower,
                                                 upper=upper)
        entries.append({"shape": "area", "colour": colour, "label": label})
    return entries


def no_data_entry(language: str) -> Entry:
    """Return what the hatching means."""
    return {"shape": "hatch", "colour": palette.NO_DATA_COLOUR,
            "label": say(language, "words.no_data")}


def node_entries(network: PartnershipNetwork, colouring: Colouring,
                 language: str) -> list[Entry]:
    """Return the kinds of node seen: actors by colour, then tables, then organizers."""
    return [{"label": say(language, "legend.nodes")},
            *({"shape": "disc", "colour": colour, "label": wording}
              for colour, wording in colouring.meanings), *hub_entries(network, language)]


def hub_entries(network: PartnershipNetwork, language: str) -> list[Entry]:
    """Return what gathers actors, where some is seen: tables, then organizers."""
    translate, entries = translator(language), []
    if network.concertation_tables:
        entries.append({"shape": "square", "colour": palette.CONCERTATION_TABLE_COLOUR,
                        "label": translate("legend.concertation_tables")})
    if network.organizers:
        entries.append({"shape": "diamond", "colour": palette.ORGANIZER_COLOUR,
                        "label": translate("legend.organizers")})
    return entries


def link_entries(layers: Iterable[str], language: str) -> list[Entry]:
    """Return the kinds of link seen."""
    translate = translator(language)
    return [{"label": translate("legend.links")}] + [
        {"shape": "line", "colour": palette.LINK_COLOURS[layer],
         "label": translate(f"layer.{layer}")} for layer in Layer if layer in layers]
