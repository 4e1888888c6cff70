"""What a page tells, as a list, on the map or in the graph: the same thing, the same selection."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from dashboard import drawings, state
from dashboard.components.choices import kept_part
from dashboard.components.picture import picture
from dashboard.components.selection_panel import selection_panel
from dashboard.view import SHOWN_AS
from ocgraph.network import PartnershipNetwork
from ocgraph.views.overlay import Overlay


class Told(NamedTuple):
    """One of two drawings side by side.

    Attributes
    ----------
    key
        Tells it from the other.
    line
        Said over it, as Markdown.
    seen, gone
        As for `dashboard.drawings.told_drawing`.
    """

    key: str
    line: str
    overlay: Overlay
    seen: PartnershipNetwork | None = None
    gone: frozenset[str] = frozenset()


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


def told_picture(name: str, overlay: Overlay, *, is_small: bool = False, **drawn: Any) -> None:
    """Draw an overlay on the map or the graph.

    Parameters
    ----------
    drawn
        What else `dashboard.drawings.told_drawing` takes.
    """
    picture(name, lambda: drawings.told_drawing(name, state.view(), overlay, **drawn),
            is_small=is_small)


def told_beside_selection(name: str, overlay: Overlay, *, is_small: bool = False) -> None:
    """Draw an overlay, and what is selected in words beside it."""
    left, right = st.columns([7, 3], gap="medium")
    with left:
        told_picture(name, overlay, is_small=is_small)
    with right:
        selection_panel()


def side_by_side(name: str, told: Iterable[Told]) -> None:
    """Draw two overlays beside each other, with a line over each, whatever is selected."""
    for column, one in zip(st.columns(2, gap="small"), told, strict=True):
        with column:
            st.markdown(one.line)
            picture(name, partial(drawings.told_drawing, name, state.view().without_selection(),
                                  one.overlay, seen=one.seen, gone=one.gone),
                    key=f"drawing_{name}_{one.key}", is_small=True)
