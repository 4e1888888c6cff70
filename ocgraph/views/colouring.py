"""Which colour each node takes, and the legend that says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ocgraph.i18n import translator
from ocgraph.model import Actor, Territory, label_of
from ocgraph.network import PartnershipNetwork
from ocgraph.views import palette

COLOUR_CHOICES = ("kind", "sector", "mrc")


@dataclass(frozen=True)
class Colouring:
    """Colour of each node by identifier, and what the colours of actors mean.

    ``meanings`` are ``(colour, wording)`` pairs in the order of the legend.
    """

    colours: Mapping[str, str]
    meanings: tuple[tuple[str, str], ...]


def colour_nodes(network: PartnershipNetwork, choice: str, territories: Mapping[str, Territory],
                 language: str) -> Colouring:
    """Colour the nodes seen by kind of actor, by first sector or by MRC.

    Colours are given from the whole register, so that a lens never changes them.
    """
    if choice == "kind":
        family = _family
        colour_of, wording = palette.FAMILY_COLOURS, _family_wording(language)
    else:
        family = _first_sector if choice == "sector" else _mrc
        colour_of = palette.colours_of(_most_common(map(family, network.register.actors)))
        wording = _code_wording(choice, territories, language)
    keys = {actor.actor_id: family(actor) for actor in network.actors}
    colours = {actor_id: colour_of.get(key, palette.OTHER_COLOUR)
               for actor_id, key in keys.items()}
    seen = set(keys.values())
    meanings = {colour: wording(key) for key, colour in colour_of.items()
                if key in seen and colour != palette.OTHER_COLOUR}
    if any(colour == palette.OTHER_COLOUR for colour in colours.values()):
        meanings[palette.OTHER_COLOUR] = translator(language)(f"family.other_{choice}")
    return Colouring(colours | _hub_colours(network), tuple(meanings.items()))


def _hub_colours(network: PartnershipNetwork) -> dict[str, str]:
    return ({node.concertation_table_id: palette.CONCERTATION_TABLE_COLOUR
             for node in network.concertation_tables}
            | {node.organizer_id: palette.ORGANIZER_COLOUR for node in network.organizers})


def _family(actor: Actor) -> str:
    return palette.FAMILY_OF_KIND.get(actor.kind or "", "other")


def _first_sector(actor: Actor) -> str:
    return actor.sectors[0] if actor.sectors else ""


def _mrc(actor: Actor) -> str:
    return actor.mrc_code or ""


def _most_common(codes: Iterable[str]) -> list[str]:
    counts = Counter(code for code in codes if code)
    return sorted(counts, key=lambda code: (-counts[code], code))[:len(palette.CATEGORICAL)]


def _family_wording(language: str) -> Callable[[str], str]:
    return lambda family: translator(language)(f"family.{family}")


def _code_wording(choice: str, territories: Mapping[str, Territory],
                  language: str) -> Callable[[str], str]:
    if choice == "sector":
        return lambda code: label_of("sector", code, language)
    return lambda code: territories[code].name if code in territories else code
