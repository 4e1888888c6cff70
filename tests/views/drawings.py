"""What the tests of drawings share: a small register, and the states made from it."""

from __future__ import annotations

import datetime
import re
from functools import cache
from html.parser import HTMLParser
from types import SimpleNamespace

from ocgraph.io.places.boundaries import embedded_boundaries
from ocgraph.io.places.gazetteer import municipality_points, population_centres
from ocgraph.io.places.reference import territory_by_code
from ocgraph.model import (
    Actor,
    CommunityOrganizer,
    ConcertationTable,
    Engagement,
    Membership,
    Register,
    Tie,
)
from ocgraph.network import Gazetteer, PartnershipNetwork, lay_out, place
from ocgraph.territory import TERRITORY_MEASURES, presence_by_mrc
from ocgraph.views.colouring import colour_nodes
from ocgraph.views.graph_page import graph_state
from ocgraph.views.map_page import map_state

TODAY = datetime.date(2026, 3, 1)
LONG_AGO = datetime.date(2020, 3, 1)

PAYLOADS = (
    "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "${alert(1)}",
    "{{ 7*7 }}", "{% raw %}", "![x](https://exemple.invalid/p.png)", "=1+1", "`a`", "a & b",
    "$x$ {{7*7}} <img src=x onerror=alert(1)> ${y}", "\\u003c", "<!-- --", "\u2028", "École 😀",
)

VILLAGE = Register(
    actors=(
        Actor(actor_id="a-1", name="Maison Fictive", kind="nonprofit", mrc_code="61",
              sectors=("youth",)),
        Actor(actor_id="a-2", name="École Inventée", kind="school", mrc_code="61",
              sectors=("education",)),
        Actor(actor_id="a-3", name="Ville Imaginaire", kind="municipality", mrc_code="62",
              sectors=("housing", "youth")),
        Actor(actor_id="a-4", name="Atelier Chimérique", mrc_code="62"),
        Actor(actor_id="a-5", name="Organisme de nulle part", kind="cdc")),
    concertation_tables=(ConcertationTable(concertation_table_id="t-1", name="Table Rêvée",
                                           territories=("61", "62")),),
    memberships=(Membership(concertation_table_id="t-1", member_id="a-1"),
                 Membership(concertation_table_id="t-1", member_id="a-3")),
    ties=(Tie(source_id="a-1", target_id="a-2", confirmed_by_both=True, verified_on=TODAY),
          Tie(source_id="a-2", target_id="a-3", verified_on=LONG_AGO)),
    community_organizers=(CommunityOrganizer(organizer_id="o-1", name="Poste de Conte",
                                             home_territories=("61",)),),
    engagements=(Engagement(organizer_id="o-1", target_id="a-2"),))


def named(*names: str) -> Register:
    """Return a register whose actors, table and post bear these names in turn."""
    return Register(
        actors=tuple(Actor(actor_id=f"a-{rank}", name=name, mrc_code="61", kind="school")
                     for rank, name in enumerate(names)),
        concertation_tables=(ConcertationTable(concertation_table_id="t-1", name=names[0],
                                               territories=("62",)),),
        memberships=tuple(Membership(concertation_table_id="t-1", member_id=f"a-{rank}")
                          for rank in range(len(names))),
        community_organizers=(CommunityOrganizer(organizer_id="o-1", name=names[-1],
                                                 home_territories=("61",)),),
        engagements=(Engagement(organizer_id="o-1", target_id="t-1"),))


@cache
def reference() -> SimpleNamespace:
    """Return territories, boundaries and gazetteer, read once."""
    return SimpleNamespace(territories=territory_by_code(), boundaries=embedded_boundaries(),
                           gazetteer=Gazetteer(municipality_points(), population_centres()))


def map_state_of(register: Register, lens=None, *, language="fr", choice="kind", selection=None,
                 measure_id="links_per_actor"):
    """Return the state of the map of a register."""
    network, known = PartnershipNetwork(register, lens), reference()
    measure = TERRITORY_MEASURES[measure_id]
    presence = presence_by_mrc(network, known.territories.values())
    return map_state(
        network, placements=place(network, known.gazetteer), territories=known.territories,
        outlines=known.boundaries.outlines, measure_id=measure_id, digits=measure.digits,
        shading={code: measure.value(there) for code, there in presence.items()},
        credit=(known.boundaries.credit, known.boundaries.credit_link), language=language,
        colouring=colour_nodes(network, choice, known.territories, language),
        selection=selection)


def graph_state_of(register: Register, lens=None, *, language="fr", choice="kind",
                   selection=None):
    """Return the state of the graph of a register."""
    network, known = PartnershipNetwork(register, lens), reference()
    return graph_state(
        network, positions=lay_out(PartnershipNetwork(register)), territories=known.territories,
        colouring=colour_nodes(network, choice, known.territories, language), language=language,
        today=TODAY, selection=selection)


class ParsedPage(HTMLParser):
    """What a browser would find in a page.

    Attributes
    ----------
    loaded
        Values of the attributes that make a browser fetch something.
    handlers
        Attributes that run a script, such as ``onerror``.
    styles
        Text of the style sheets.
    state
        Text of the embedded state.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loaded, self.handlers, self.styles, self.state = [], [], "", ""
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in ("src", "href", "srcset", "data", "action", "poster", "xlink:href"):
                self.loaded.append(value)
            if name.startswith("on"):
                self.handlers.append(name)
            if name == "style" and re.search(r"url\(", value or ""):
                self.loaded.append(value)
        is_state = ("id", "ocgraph-state") in attrs
        self._inside = "state" if is_state else tag

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        if self._inside == "style":
            self.styles += data
        elif self._inside == "state":
            self.state += data
