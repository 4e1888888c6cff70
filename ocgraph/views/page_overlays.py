"""The overlay of each page of decisions: who is reached, what is missing, what comes apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ocgraph.analysis.gaps import Gap, GapKind
from ocgraph.analysis.mobilisation import Mobilisation
from ocgraph.analysis.wording import listed, names_of
from ocgraph.i18n import say
from ocgraph.network import PartnershipNetwork, node_type
from ocgraph.views.overlay import OF_A_TERRITORY, LineGroup, NodeGroup, Overlay, Shading
from ocgraph.views.palette import (
    ALERT_COLOUR,
    CATEGORICAL,
    OTHER_COLOUR,
    PROPOSED_COLOUR,
    SECOND_COLOUR,
    SHAPES,
    STEP_COLOURS,
)

# A node of several lists takes the colour of the first one.
_GAP_COLOURS = {
    GapKind.ISOLATED: ALERT_COLOUR, GapKind.HANGS_ON_ONE: SECOND_COLOUR,
    GapKind.OVER_SOLICITED: PROPOSED_COLOUR, GapKind.MISSING_SECTOR: CATEGORICAL[0],
    GapKind.TABLES_ALIKE: CATEGORICAL[4]}
_NAMED = 9
_OF_TABLES = (GapKind.MISSING_SECTOR, GapKind.TABLES_ALIKE)
_BROUGHT_CLOSER = (GapKind.ISOLATED, GapKind.HANGS_ON_ONE, GapKind.MISSING_SECTOR)


def reach_overlay(found: Mobilisation, language: str) -> Overlay:
    """Tell who starts, who is reached at each step and who is missed, by darker and lighter."""
    groups = [NodeGroup(
        say(language, "overlay.step", n=step) if step else say(language, "overlay.start"),
        STEP_COLOURS[step], tuple(actor.actor_id for actor in actors), is_loud=step == 0)
        for step, actors in enumerate(found.by_step)]
    missed = NodeGroup(say(language, "overlay.missed"), OTHER_COLOUR,
                       tuple(actor.actor_id for actor in found.missed), is_hollow=True)
    return Overlay(say(language, "overlay.reach"), (
        *_other_starts(found, language), *groups, missed),
                   quiets_others=bool(found.wanted))


def _other_starts(found: Mobilisation, language: str) -> list[NodeGroup]:
    """Group, by what they are, the starts that are not among those one wishes to reach."""
    met = {actor.actor_id for actor in found.by_step[0]}
    of_type: dict[str, list[str]] = {}
    for node_id in found.chosen:
        if node_id not in met:
            of_type.setdefault(node_type(found.network.node_by_id[node_id]), []).append(node_id)
    return [NodeGroup(say(language, "overlay.start"), STEP_COLOURS[0], tuple(node_ids),
                      is_loud=True, shape=SHAPES[kind]) for kind, node_ids in of_type.items()]


def gaps_overlay(gaps: Iterable[Gap], language: str) -> Overlay:
    """Tell whom the lists of gaps concern, where they are, and what could be joined."""
    gaps = list(gaps)
    counts = Counter(code for gap in gaps for code in gap.territories
                     if gap.kind != GapKind.TIE_TO_PROPOSE)
    return Overlay(
        say(language, "overlay.gaps"), _concerned(gaps, language),
        (LineGroup(say(language, "overlay.to_join"), PROPOSED_COLOUR, tuple(
            (gap.nodes[0], gap.suggested[0]) for gap in gaps
            if gap.kind in _BROUGHT_CLOSER and gap.suggested)),
         LineGroup(say(language, f"gap.list.{GapKind.TIE_TO_PROPOSE}"), CATEGORICAL[1], tuple(
             gap.nodes for gap in gaps if gap.kind == GapKind.TIE_TO_PROPOSE)),
         LineGroup(say(language, "overlay.territories_apart"), ALERT_COLOUR, tuple(
             tuple(OF_A_TERRITORY + code for code in gap.territories) for gap in gaps
             if gap.kind == GapKind.TERRITORIES_APART))),
        shading=Shading("gaps", tuple(sorted(counts.items()))))


def _concerned(gaps: list[Gap], language: str) -> tuple[NodeGroup, ...]:
    """Group the nodes by the first list each is in; sectors and territories have no node."""
    groups, told = [], set()
    for kind, colour in _GAP_COLOURS.items():
        nodes = {node for gap in gaps if gap.kind == kind
                 for node in gap.subjects} - told
        shape = SHAPES["concertation_table" if kind in _OF_TABLES else "actor"]
        groups.append(NodeGroup(say(language, f"gap.list.{kind}"), colour, tuple(sorted(nodes)),
                                shape=shape))
        told |= nodes
    return tuple(groups)


def apart_overlay(network: PartnershipNetwork, apart: Iterable[str], language: str,
                  gone: Iterable[str] = ()) -> Overlay:
    """Tell who is joined to the largest piece, who is apart from it, and which posts are gone."""
    apart = set(apart)
    return Overlay(say(language, "overlay.pieces"), (
        NodeGroup(say(language, "overlay.joined"), STEP_COLOURS[1], tuple(
            actor.actor_id for actor in network.actors if actor.actor_id not in apart)),
        NodeGroup(say(language, "overlay.apart"), ALERT_COLOUR, tuple(sorted(apart)),
                  is_loud=True),
        NodeGroup(say(language, "overlay.gone"), OTHER_COLOUR, tuple(sorted(gone)),
                  is_hollow=True)),
        quiets_others=False)


def what_if_overlay(before: PartnershipNetwork, after: PartnershipNetwork, *,
                    cut_off: Iterable[str], newly_joined: Iterable[str], language: str) -> Overlay:
    """Tell what would be otherwise: who and which links are new or gone, and for whom it counts."""
    then, now, cut_off = _links(before), _links(after), tuple(cut_off)
    new = after.node_by_id.keys() - before.node_by_id.keys()
    nodes = (
        NodeGroup(say(language, "overlay.cut_off", names=listed(
            names_of(cut_off, after), language, _NAMED)), ALERT_COLOUR, cut_off, is_loud=True),
        NodeGroup(say(language, "overlay.newly_joined"), STEP_COLOURS[1], tuple(newly_joined)),
        NodeGroup(say(language, "overlay.new"), PROPOSED_COLOUR, tuple(sorted(new))),
        NodeGroup(say(language, "overlay.gone"), OTHER_COLOUR, tuple(sorted(
            gone_from(before, after))), is_hollow=True))
    lines = (
        LineGroup(say(language, "overlay.new_links"), PROPOSED_COLOUR, tuple(sorted(now - then))),
        LineGroup(say(language, "overlay.lost_links"), OTHER_COLOUR, tuple(sorted(then - now))))
    is_otherwise = any(group.node_ids for group in nodes) or any(group.pairs for group in lines)
    return Overlay(say(language, "overlay.what_if"), nodes, lines, quiets_others=is_otherwise)


def gone_from(before: PartnershipNetwork, after: PartnershipNetwork) -> frozenset[str]:
    """Return the nodes of one network that another no longer holds."""
    return frozenset(before.node_by_id.keys() - after.node_by_id.keys())


def _links(network: PartnershipNetwork) -> set[tuple[str, str]]:
    return {(link.source_id, link.target_id) for link in network.links}
