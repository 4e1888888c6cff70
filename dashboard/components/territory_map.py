"""A map of territories with, beside it, what is told of the one selected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import served, state
from dashboard.components.choices import kept_part
from dashboard.components.downloads import image_downloads
from dashboard.components.notes import note_sentences
from dashboard.components.picture import picture
from dashboard.components.text import plain, text_table
from dashboard.components.twin_table import selectable_table
from dashboard.view import SERVED_AS
from ocgraph.analysis.section import FigureTable
from ocgraph.i18n import file_stem
from ocgraph.views.palette import classes_of
from ocgraph.views.pictures import map_picture
from ocgraph.views.territory_map import shaded_map


def frame() -> tuple[str, ...]:
    """Return what to show first: what is compared, unless it is half of Québec or more."""
    told = served.current()
    return told.among if len(told.among) < len(told.territories) / 2 else ()


def map_or_list(drawing: Callable[[], object], listing: Callable[[], object],
                *choices: Callable[[], object]) -> None:
    """Ask how to show it, then show it.

    Parameters
    ----------
    *choices
        Other things to ask: all in one row, for the map to be in the first screenful.
    """
    _ = state.words()
    columns = st.columns([1, *[2] * len(choices)], vertical_alignment="bottom")
    with columns[0]:
        shown = kept_part("served_as", SERVED_AS, lambda code: _(f"shown.{code}"))
    for column, ask in zip(columns[1:], choices, strict=True):
        with column:
            ask()
    (drawing if shown == "map" else listing)()


def territory_picture(draw: Callable[[], dict[str, Any]], key: str, *, is_small: bool = False,
                      notes: Iterable[str] = ()) -> None:
    """Draw a map of territories, and offer it as an image unless it is one of two.

    Parameters
    ----------
    notes
        What the image says below, that the page says beside it.
    """
    drawn = draw()
    picture("map", lambda: drawn, key=f"served_{key}", is_small=is_small)
    if is_small:
        return
    stem = f"{state.words()('served.file')}-{file_stem(drawn['texts']['title'])}"
    outlines, below = served.ground().outlines, [*notes, *note_sentences()]
    image_downloads(stem, key, lambda fmt: map_picture(
        drawn, outlines, title=drawn["texts"]["title"], notes=below, fmt=fmt))


def shaded_picture(values: Mapping[str, float | None], name: str, key: str, *, digits: int = 1,
                   is_small: bool = False, classed: Iterable[float | None] = (),
                   at_least: Collection[str] = (), dotted: Collection[str] = (),
                   notes: Iterable[str] = ()) -> None:
    """Draw a figure of each territory.

    Parameters
    ----------
    at_least, dotted
        As in `shaded_map`.
    notes
        What its image says below, that the page says beside it.
    classed
        What the classes are cut from, when it is not the figures drawn: maps to compare share
        their classes.
    """
    classes = classes_of(classed or values.values())
    territory_picture(lambda: shaded_map(
        values, classes, served.ground(), name=name, digits=digits, selection=state.selection(),
        frame=frame(), at_least=at_least, dotted=dotted), key, is_small=is_small, notes=notes)


def two_maps(before: Mapping[str, float | None], after: Mapping[str, float | None], name: str,
             then: str, *, digits: int = 1) -> None:
    """Draw a figure today and then, side by side, with the same classes; what changes is dotted.

    Parameters
    ----------
    then
        What the second map is.
    """
    changed = [code for code, value in after.items() if value != before.get(code)]
    titles = {"before": state.words()("posts.before"), "after": then}
    for column, (key, title), values in zip(st.columns(2, gap="small"), titles.items(),
                                            (before, after), strict=True):
        with column:
            st.markdown(f"**{title}**")
            shaded_picture(values, name, f"posts_{key}", is_small=True, digits=digits,
                           classed=(*before.values(), *after.values()),
                           dotted=changed if key != "before" else ())


def figure_list(columns: Mapping[str, Mapping[str, float | str | None]], key: str, alt: str,
                order: Iterable[str] | None = None) -> None:
    """List figures of the territories compared, by the name of their column.

    Parameters
    ----------
    order
        Codes of the territories, when what comes first matters.
    """
    told, _ = served.current(), state.words()
    rows = [{"code": f"mrc:{code}", _("served.column.mrc"): told.territories[code].name}
            | {name: values.get(code) for name, values in columns.items()}
            for code in order or told.among]
    selectable_table(key, pd.DataFrame(rows), alt=alt)


def figures_table(figures: FigureTable) -> None:
    """Show figures in words."""
    text_table(pd.DataFrame(figures.rows, columns=list(map(plain, figures.titles))))
