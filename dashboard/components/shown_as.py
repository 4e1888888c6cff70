"""What a page tells, as a list, on the map or in the graph: the same thing, the same selection."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from dashboard import drawings, state
from dashboard.components.choices import kept_part
from dashboard.components.picture import picture
from dashboard.components.selection_panel import selection_panel
from dashboard.view import SHOWN_AS
from ocgraph.views.overlay import Overlay


def shown_as(listing: Callable[[], None], drawing: Callable[[str], None]) -> None:
    """Ask how to show it, then show it.

    Parameters
    ----------
    listing
        Shows the list.
    drawing
        Draws it, on the ``"map"`` or as the ``"graph"``.
    """
    _ = state.words()
    shown = kept_part("shown", SHOWN_AS, lambda code: _(f"shown.{code}"))
    if shown == "list":
        listing()
    else:
        drawing(shown)


def told_picture(name: str, overlay: Overlay, **drawn: Any) -> None:
    """Draw an overlay on the map or the graph, what is selected beside it.

    Parameters
    ----------
    drawn
        What else `dashboard.drawings.told_drawing` takes.
    """
    left, right = st.columns([7, 3], gap="medium")
    with left:
        picture(name, lambda: drawings.told_drawing(name, state.view(), overlay, **drawn))
    with right:
        selection_panel()


def side_by_side(name: str, told: Iterable[tuple[str, str, Overlay, dict[str, Any]]]) -> None:
    """Draw two overlays beside each other, with a line over each.

    Parameters
    ----------
    told
        For each: a name that tells it from the other, the line, the overlay and what else
        `dashboard.drawings.told_drawing` takes.
    """
    for column, (which, line, overlay, drawn) in zip(st.columns(2, gap="small"), told,
                                                     strict=True):
        with column:
            st.markdown(f"**{line}**")
            picture(name, lambda overlay=overlay, drawn=drawn: drawings.told_drawing(
                name, state.view(), overlay, **drawn), key=f"drawing_{name}_{which}")
