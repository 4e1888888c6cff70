"""A lived territory drawn corner by corner on a map, and taken as the place of a portrait."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

import streamlit as st

from dashboard import data, served, state
from dashboard.components.lived_place import take_portrait_of_lived
from dashboard.components.picture import picture
from dashboard.components.text import plain
from ocgraph.analysis.place import Place
from ocgraph.analysis.portrait_wording import outline_sentence
from ocgraph.analysis.wording import listed
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain
from ocgraph.io.places.lived_outlines import (
    Outline,
    corners_of,
    municipalities_of,
    read_outline,
)
from ocgraph.io.places.reference import municipality_by_code
from ocgraph.views.territory_map import outline_map

_TOLD = "outline:"
_NAMED = 12


def lived_drawing(offered: Collection[str]) -> None:
    """Offer to draw, say what the outline holds, and take it when told to.

    Parameters
    ----------
    offered
        Codes of the municipalities marked on the map.
    """
    _ = state.words()
    if not st.toggle(_("lived.draw"), key="lived_draw"):
        return
    outline, refused = _drawn()
    inside = municipalities_of(outline) if outline else ()
    marked = [municipality_by_code()[code] for code in dict.fromkeys((*offered, *inside))]
    picture("map", lambda: outline_map(marked, inside, served.ground(), _corners()),
            key="lived_map", is_small=True, told=_keep)
    if refused:
        st.error(plain(explain(refused, state.language())))
    elif outline:
        _take(outline)
    else:
        st.caption(plain(_("lived.draw.how")))


def _drawn() -> tuple[Outline, OcgraphError | None]:
    """Return the outline drawn, or why it cannot be taken; neither when none is closed."""
    written = st.session_state.get("drawn_outline", ())
    try:
        return (read_outline(written) if written else ()), None
    except OcgraphError as error:
        return (), error


def _corners() -> Outline:
    """Return the corners drawn, for the map to show them again: those refused as well."""
    try:
        return corners_of(st.session_state.get("drawn_outline", ()))
    except OcgraphError:
        return ()


def _keep(told: str | None) -> None:
    """Keep what the map tells: the corners of the outline closed, or none once it is opened."""
    if (told or "").startswith(_TOLD):
        corners = told.removeprefix(_TOLD)
        st.session_state["drawn_outline"] = tuple(filter(None, corners.split(",")))


def _take(outline: Outline) -> None:
    """Say what is inside, ask for a name, and offer the portrait."""
    _, language = state.words(), state.language()
    codes = municipalities_of(outline)
    place = Place(municipalities=codes, outline=outline)
    names = listed((municipality_by_code()[code].name for code in codes), language, _NAMED)
    seen = data.network(state.source(), state.lens())
    st.markdown(plain(" ".join((
        _("lived.holds", n=len(codes), names=names) if codes else _("lived.draw.holds_none"),
        outline_sentence(place, filter(place.holds, seen.actors), language)))))
    name = st.text_input(_("lived.draw.name"), key=state.key("drawn_name"),
                         max_chars=state.LONGEST_TEXT).strip()
    st.button(_("lived.take"), type="primary", key="take_drawn", on_click=partial(
        take_portrait_of_lived, name or _("lived.draw.unnamed"), codes,
        st.session_state["drawn_outline"]))
