"""What one takes away of a picture: an image, or the page itself, with legend, date and sources."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard import data, state
from dashboard.components.notes import note_sentences
from dashboard.components.taken_away import take_away
from dashboard.view import View

IMAGES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
_MIME = IMAGES | {"html": "text/html"}


def picture_downloads(name: str) -> None:
    """Offer the picture as PNG, SVG, PDF and HTML; each is made when it is asked for.

    Parameters
    ----------
    name
        ``"map"`` or ``"graph"``.
    """
    _ = state.words()
    content = _contents(name)
    with st.container(horizontal=True):
        for fmt, mime in _MIME.items():
            take_away(_(f"download.{fmt}"), content[fmt], mime=mime,
                      file_name=f"{_(f'download.{name}.file')}.{fmt}",
                      key=f"download_{name}_{fmt}")


def image_downloads(stem: str, key: str, make: Callable[[str], bytes]) -> None:
    """Offer an image as PNG, SVG and PDF; each is made when it is asked for.

    Parameters
    ----------
    stem
        Name of the file, without its ending.
    key
        Tells the buttons from others on the page.
    make
        Returns the file of a format.
    """
    _ = state.words()
    with st.container(horizontal=True):
        for fmt, mime in IMAGES.items():
            take_away(_(f"download.{fmt}"), partial(make, fmt), mime=mime,
                      file_name=f"{stem}.{fmt}", key=f"image_{key}_{fmt}")


def _contents(name: str) -> dict[str, Callable[[], bytes]]:
    """Return what makes the file of each format, with the session's choices as they are now."""
    _ = state.words()
    view, title, notes = state.view(), _(f"page.{name}"), note_sentences()
    if name == "graph" and data.is_focused(view):
        notes.insert(0, _("note.focus", n=view.focus, name=_selected_name(view)))
    return {fmt: partial(data.picture_file, name, view, fmt, title=title, notes=notes)
            for fmt in _MIME}


def _selected_name(view: View) -> str:
    return data.network(view.source, view.lens).node_by_id[view.selection].name
