"""The portrait of a place: sentences, each with its figures, and the documents to take away."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard import data, decisions, served, state
from dashboard.components.choices import kept_choices, kept_text
from dashboard.components.lived_drawing import lived_drawing
from dashboard.components.lived_file import lived_file
from dashboard.components.picture import picture
from dashboard.components.taken_away import take_away
from dashboard.components.text import plain, text_table
from ocgraph.analysis.place import Place
from ocgraph.analysis.portrait_wording import portrait_sections, portrait_title
from ocgraph.analysis.section import FigureTable, Section
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain
from ocgraph.io.places.lived_outlines import Outline, municipalities_of, read_outline
from ocgraph.io.places.reference import municipality_by_code
from ocgraph.reports.formats import MIME
from ocgraph.reports.portrait import portrait_file_name
from ocgraph.views.territory_map import municipalities_map

_ROWS_SHOWN = 60


def portrait() -> None:
    """Ask of what place, then tell it."""
    _, language = state.words(), state.language()
    place = _place()
    _drawing()
    lived_drawing(_municipalities_offered())
    lived_file()
    told = portrait_sections(decisions.portrait(state.source(), state.lens(), place), language)
    st.header(plain(portrait_title(place, language)), anchor=False)
    _downloads(place)
    for section in told:
        _section(section)


def _place() -> Place:
    """Ask for MRC, municipalities, and a name when there are several."""
    _ = state.words()
    left, right = st.columns(2)
    with left:
        territories = kept_choices("place_territories", _("portrait.territories"),
                                   data.territories(), _territory_name, _("portrait.choose"))
    with right:
        municipalities = kept_choices("place_municipalities", _("portrait.municipalities"),
                                      _municipalities_offered(), _municipality_name,
                                      _("portrait.choose"))
    outline = _outline(territories, municipalities)
    if not (territories or municipalities or outline):
        return Place(_looked_at())
    if state.lens().territories and (municipalities or {*territories} != state.lens().territories):
        st.caption(_("portrait.filters_aside"))
    parts = (*territories, *municipalities)
    name = kept_text("place_name", _("portrait.name"), _("portrait.name.hint")) if outline or len(
        parts) > 1 else ""
    return Place(territories, municipalities, name, outline)


def _outline(territories: tuple[str, ...], municipalities: tuple[str, ...]) -> Outline:
    """Return the outline drawn, as long as what is chosen is what it holds."""
    try:
        outline = read_outline(written) if (written := state.chosen_list("place_outline")) else ()
    except OcgraphError as error:
        st.warning(plain(explain(error, state.language())))
        return ()
    if not outline or (not territories and {*municipalities} == {*municipalities_of(outline)}):
        return outline
    st.caption(plain(state.words()("lived.draw.aside")))
    return ()


def _drawing() -> None:
    """Offer to choose the municipalities on a map."""
    _ = state.words()
    if not st.toggle(_("portrait.draw"), key="portrait_draw"):
        return
    offered = [municipality_by_code()[code] for code in _municipalities_offered()]
    picture("map", lambda: municipalities_map(
        offered, state.chosen_list("place_municipalities"), served.ground()), key="portrait_map",
        is_small=True, told=state.toggle_municipality)


def _looked_at() -> tuple[str, ...]:
    """Return the MRC of the filters, otherwise the one selected, otherwise none."""
    if state.lens().territories:
        return tuple(sorted(state.lens().territories))
    kind, _mark, code = (state.selection() or "").partition(":")
    return (code,) if kind == "mrc" and code in data.territories() else ()


def _territory_name(code: str) -> str:
    return data.territories()[code].name


def _municipalities_offered() -> list[str]:
    """Return the municipalities of the MRC where the register knows someone, and those chosen.

    All of Québec's would be over a thousand names sent at each run.
    """
    known = {actor.mrc_code for actor in data.register(state.source(), state.lens()).actors}
    return [code for code, place in municipality_by_code().items()
            if place.mrc_code in known or code in state.chosen_list("place_municipalities")]


def _municipality_name(code: str) -> str:
    place = municipality_by_code()[code]
    return state.words()("portrait.municipality", name=place.name,
                         mrc=_territory_name(place.mrc_code))


def _section(section: Section) -> None:
    _ = state.words()
    st.subheader(section.title, anchor=False)
    for number, statement in enumerate(section.statements):
        st.markdown(plain(statement.sentence))
        if statement.figures:
            with st.expander(_("portrait.figures"), key=f"figures_{section.code}_{number}"):
                _figures(statement.figures)


def _figures(figures: FigureTable) -> None:
    text_table(pd.DataFrame(figures.rows[:_ROWS_SHOWN], columns=list(map(plain, figures.titles))))
    if len(figures.rows) > _ROWS_SHOWN:
        st.caption(state.words()("portrait.more_rows", n=len(figures.rows) - _ROWS_SHOWN))


def _downloads(place: Place) -> None:
    """Offer the documents; each is made when it is asked for."""
    _ = state.words()
    with st.container(horizontal=True):
        for fmt, mime in MIME.items():
            take_away(_(f"portrait.take.{fmt}"), _content(place, fmt), mime=mime,
                      file_name=portrait_file_name(place, fmt, state.language()),
                      key=f"portrait_{fmt}")


def _content(place: Place, fmt: str) -> Callable[[], bytes]:
    source, lens, language = state.source(), state.lens(), state.language()
    return lambda: decisions.portrait_file(source, lens, place, language, fmt)
