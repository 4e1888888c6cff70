"""The presentations of a register: kept at each change, so that a refresh loses nothing."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import data, state
from ocgraph.analysis.wording import place_name
from ocgraph.i18n import sort_key
from ocgraph.io.places.reference import territory_codes
from ocgraph.network import Lens
from ocgraph.privacy import Terms, new_identifiers
from ocgraph.sharing.presentation import LeftOut, View, for_page, read_views, write_view
from ocgraph.storage import KeptPresentation

Change = Callable[[tuple[View, ...]], tuple[View, ...]]
MRC = "mrc:"


def kept(source: str) -> dict[str, KeptPresentation]:
    """Return the presentations kept, by name."""
    return {one.name: one for one in data.notebook(source).presentations()}


def opened(source: str) -> KeptPresentation | None:
    """Return the presentation that is open; None when none is, or when it is no longer kept."""
    return kept(source).get(state.choice("presentation"))


def views(one: KeptPresentation) -> tuple[View, ...]:
    """Return what a presentation shows; raises as `read_views`."""
    return read_views(one.views)


def open_named(name: str | None) -> None:
    """Open a kept presentation; None closes the one that is open."""
    st.session_state["presentation"] = name


def begin(source: str, name: str) -> None:
    """Keep a presentation that shows nothing yet, and open it.

    Raises
    ------
    OcgraphError
        When it has no name, or the name of another.
    """
    data.notebook(source).keep_presentation(name, ())
    open_named(name.strip())


def change(source: str, name: str, new: Change) -> None:
    """Change what a presentation shows, as it is kept now."""
    one = kept(source)[name]
    data.notebook(source).keep_presentation(
        name, tuple(map(write_view, new(views(one)))), one.note, formerly=name)


def moved(rank: int, by: int) -> Change:
    """Return the change that moves a view forward or back."""
    def move(there: tuple[View, ...]) -> tuple[View, ...]:
        views = list(there)
        views.insert(rank + by, views.pop(rank))
        return tuple(views)

    return move


def without(rank: int) -> Change:
    """Return the change that takes a view out."""
    return lambda there: there[:rank] + there[rank + 1:]


def added(view: View) -> Change:
    """Return the change that adds a view, last."""
    return lambda there: (*there, view)


def revised(rank: int, new: Callable[[View], View]) -> Change:
    """Return the change of one view, as it is when it is changed."""
    return lambda there: (*there[:rank], new(there[rank]), *there[rank + 1:])


def for_page_of(source: str, one: KeptPresentation, terms: Terms
                ) -> tuple[tuple[View, ...], tuple[LeftOut, ...]]:
    """Return what a page made under these terms would play, and the views it would leave out."""
    register = data.register(source)
    return for_page(views(one), register, new_identifiers(register, terms))


def selectable(source: str) -> dict[str, str]:
    """Return what a view may choose, by identifier: actors, tables and MRC, by name."""
    network = data.network(source, Lens())
    nodes = {**{actor.actor_id: actor.name for actor in network.actors},
             **{table.concertation_table_id: table.name
                for table in network.concertation_tables},
             **{f"{MRC}{code}": place_name(code) for code in territory_codes()}}
    return dict(sorted(nodes.items(), key=lambda pair: sort_key(pair[1])))
