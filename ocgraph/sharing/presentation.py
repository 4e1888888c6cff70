"""A sequence of views, each with its sentence, that a shared page plays before a room.

The team prepares one with the identifiers of its register; `for_page` turns them into those of the
page. A page for which none was prepared plays `first_story`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple

from ocgraph.errors import OcgraphError
from ocgraph.i18n import LANGUAGES, name_finder, say, words_alone
from ocgraph.io.places.reference import territory_by_code
from ocgraph.model import Register
from ocgraph.model.personal import nature_of_text
from ocgraph.network import PartnershipNetwork
from ocgraph.privacy import SharedRegister, TiesShown
from ocgraph.sharing.told import seen_sentences, shown_story

MRC = "mrc:"


class Shows(StrEnum):
    """What a view shows large: a drawing, the tables, or its sentence alone."""

    MAP = "map"
    GRAPH = "graph"
    TABLES = "tables"
    STORY = "story"


class WhyLeftOut(StrEnum):
    """Why a view prepared by the team is no part of a page."""

    SELECTION = "selection"
    NAME = "name"
    PERSONAL = "personal"


@dataclass(frozen=True)
class View:
    """One view.

    Attributes
    ----------
    selected
        Identifier of an actor or a table, ``"mrc:<code>"``, or empty.
    sentence
        What is said with it, by language; where one is missing or empty, the other is shown.
    """

    shows: Shows
    selected: str = ""
    sentence: Mapping[str, str] = field(default_factory=dict)


class LeftOut(NamedTuple):
    """A view that is no part of a page: its rank in what was prepared, from 1, and why."""

    rank: int
    view: View
    why: WhyLeftOut


def write_view(view: View) -> dict[str, Any]:
    """Return a view as JSON holds it, in the notebook and in a page."""
    return {"shows": str(view.shows), "selected": view.selected,
            "sentence": {each: view.sentence.get(each, "") for each in LANGUAGES}}


def read_views(written: Iterable[Any]) -> tuple[View, ...]:
    """Read what `write_view` wrote.

    Raises
    ------
    OcgraphError
        ``presentation.unreadable`` for what it did not write.
    """
    return tuple(map(_read_view, written))


def _read_view(written: Any) -> View:
    try:
        view = View(Shows(written["shows"]), written["selected"],
                    {each: written["sentence"].get(each, "") for each in LANGUAGES})
    except (AttributeError, KeyError, TypeError, ValueError):
        raise OcgraphError("presentation.unreadable") from None
    if not all(isinstance(text, str) for text in (view.selected, *view.sentence.values())):
        raise OcgraphError("presentation.unreadable")
    return view


def for_page(views: Iterable[View], register: Register, new_ids: Mapping[str, str]
             ) -> tuple[tuple[View, ...], tuple[LeftOut, ...]]:
    """Turn what a team prepared into what a page plays.

    Parameters
    ----------
    register
        The one the views are of.
    new_ids
        By identifier in the register, the identifier in the page of all that leaves.

    Returns
    -------
    tuple
        The views of the page; then those left out: what they choose stays, or their sentence holds
        the name of someone who stays, an address or a number.
    """
    names_one = _finder_of_who_stays(register, new_ids)
    kept, left_out = [], []
    for rank, view in enumerate(views, start=1):
        why = _why_left_out(view, new_ids, names_one)
        if why is not None:
            left_out.append(LeftOut(rank, view, why))
        else:
            kept.append(replace(view, selected=new_ids.get(view.selected, view.selected)))
    return tuple(kept), tuple(left_out)


def _why_left_out(view: View, new_ids: Mapping[str, str], names_one: Callable[[str], bool]
                  ) -> WhyLeftOut | None:
    place = view.selected.removeprefix(MRC) if view.selected.startswith(MRC) else None
    if view.selected not in ("", *new_ids) and place not in territory_by_code():
        return WhyLeftOut.SELECTION
    return _why_not_said(view.sentence.values(), names_one)


def why_not_said(text: str, register: Register, new_ids: Mapping[str, str]) -> WhyLeftOut | None:
    """Return why a text that someone typed may not leave with a page; None when it may."""
    return _why_not_said([text], _finder_of_who_stays(register, new_ids))


def _why_not_said(texts: Collection[str], names_one: Callable[[str], bool]
                  ) -> WhyLeftOut | None:
    if any(nature_of_text(text) for text in texts):
        return WhyLeftOut.PERSONAL
    return WhyLeftOut.NAME if names_one(" ".join(texts)) else None


def _finder_of_who_stays(register: Register, new_ids: Mapping[str, str]) -> Callable[[str], bool]:
    """Return what tells whether a text names someone who stays, and whose name no other bears."""
    nodes = {**{actor.actor_id: actor for actor in register.actors},
             **{table.concertation_table_id: table for table in register.concertation_tables},
             **{post.organizer_id: post for post in register.community_organizers}}
    shown = {_alike(node.name) for node_id, node in nodes.items() if node_id in new_ids}
    return name_finder(node.name for node_id, node in nodes.items()
                       if node_id not in new_ids and _alike(node.name) not in shown)


def _alike(name: str) -> str:
    return words_alone(name) or name


def first_story(network: PartnershipNetwork, shared: SharedRegister) -> tuple[View, ...]:
    """Return what a page plays when its team prepared nothing; last, what it does not say.

    Parameters
    ----------
    network
        That of what leaves.
    """
    views = [_said(Shows.MAP, {each: " ".join(seen_sentences(network, shared, each))
                               for each in LANGUAGES}),
             _worded(Shows.GRAPH, "", "share.first.graph_tables" if shared.terms.ties
                     is TiesShown.NONE else "share.first.graph")]
    views += _of_sections(network, shared)
    views += _of_tables(shared.register)
    return (*views, _worded(Shows.STORY, "", "share.first.silent"))


def _said(shows: Shows, sentence: Mapping[str, str]) -> View:
    return View(shows, "", sentence)


def _worded(shows: Shows, selected: str, key: str, **facts: Any) -> View:
    return View(shows, selected, {each: say(each, key, **facts) for each in LANGUAGES})


def _of_sections(network: PartnershipNetwork, shared: SharedRegister) -> list[View]:
    """Return a view for each sentence of the story: who is there on the map, tables in a graph."""
    told = {each: shown_story(network, shared, each) for each in LANGUAGES}
    return [_said(Shows.GRAPH if section.code == "tables" else Shows.MAP,
                  {each: told[each][place].statements[rank].sentence for each in LANGUAGES})
            for place, section in enumerate(told[LANGUAGES[0]])
            for rank in range(len(section.statements))]


def _of_tables(register: Register) -> list[View]:
    """Return the table that brings together most actors, and the one of actors of most MRC."""
    members: dict[str, set[str]] = defaultdict(set)
    for seat in register.memberships:
        if seat.member_id in register.actor_by_id:      # a table may sit at another
            members[seat.concertation_table_id].add(seat.member_id)
    reached = {table_id: {register.actor_by_id[each].mrc_code for each in present} - {None}
               for table_id, present in members.items()}
    views = []
    for shows, key, found in ((Shows.GRAPH, "share.first.table_graph", members),
                              (Shows.MAP, "share.first.table_map", reached)):
        counts = Counter({table_id: len(present) for table_id, present in found.items()})
        table_id, n = max(sorted(counts.items()), key=lambda pair: pair[1], default=("", 0))
        if n > 1:
            views.append(_worded(shows, table_id, key, n=n,
                                 name=register.concertation_table_by_id[table_id].name))
    return views
