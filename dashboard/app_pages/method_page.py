"""Méthode: what each figure says and does not say, what the register keeps, where data is from."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import data, state
from dashboard.components.crosswalk import crosswalk
from dashboard.components.measure_card import measure_card
from dashboard.components.text import plain, text_table
from ocgraph.io.sources import read_sources
from ocgraph.measures.wording import family_name
from ocgraph.model import (
    COLLECTIONS,
    ENTITY_LABELS,
    FieldDeclaration,
    Privacy,
    ValueType,
    declarations,
    vocabulary,
)
from ocgraph.territory.wording import descriptions_by_family


def show() -> None:
    """Draw the page."""
    _ = state.words()
    st.title(_("page.method.title"), anchor=False)
    figures, words, kept, sources = st.tabs([_("method.figures"), _("method.words"),
                                             _("method.kept"), _("method.sources")])
    with figures:
        _figures()
    with words:
        _frames()
    with kept:
        _kept()
    with sources:
        _sources()


def _figures() -> None:
    """Tell what each figure says and what it does not, chapter by chapter."""
    _, language = state.words(), state.language()
    st.markdown(_("method.step"))
    wanted = st.text_input(_("method.search"), key=state.key("measure_search"))
    chapters = descriptions_by_family(language, wanted)
    if not chapters:
        st.info(_("method.none_found"))
    for family, measures in chapters.items():
        st.subheader(family_name(family, language), anchor=False)
        for told in measures:
            with st.expander(plain(told.name)):
                measure_card(told)
    if not wanted:
        _territories()


def _territories() -> None:
    """Tell how Territoires counts what no measure tells: access, and posts."""
    _ = state.words()
    st.subheader(_("page.territories.menu"), anchor=False)
    for part in ("access", "posts"):
        with st.expander(_(f"territory_part.{part}")):
            st.markdown(plain(_(f"method.{part}")))


def _frames() -> None:
    """Show the frames an engagement may be recorded under, and the intensity scales."""
    _ = state.words()
    language = state.language()
    st.markdown(_("method.frames"))
    text_table(pd.DataFrame([{_("method.frame"): term.label.in_language(language),
                              _("method.source"): term.source}
                             for term in vocabulary("frame").values()]))
    crosswalk()
    st.markdown(_("method.scales"))
    for scale, term in vocabulary("intensity_scale").items():
        levels = vocabulary(f"intensity:{scale}")
        st.markdown(f"**{plain(term.label.in_language(language))}**  \n" + plain(" < ".join(
            level.label.in_language(language) for level in levels.values())))


def _kept() -> None:
    """Tell what is kept of each thing, field by field, from the declarations."""
    _ = state.words()
    language = state.language()
    st.markdown(_("method.kept.text"))
    for entity in COLLECTIONS:
        with st.expander(ENTITY_LABELS[entity].in_language(language)):
            st.dataframe(pd.DataFrame([{
                _("method.field"): field.header.in_language(language),
                _("method.meaning"): field.meaning.in_language(language),
                _("method.required"): _("yes") if _must_be_written(field)
                else _("no"),
                _("method.shareable"): _("yes") if field.privacy == Privacy.SHAREABLE
                else _("no")} for field in declarations(entity)]), hide_index=True,
                alt=ENTITY_LABELS[entity].in_language(language))


def _must_be_written(field: FieldDeclaration) -> bool:
    """Tell whether a person must write it: an identifier is given when a file has none."""
    return field.required and field.value_type != ValueType.IDENTIFIER


def _sources() -> None:
    """Tell where the reference data and the outlines come from."""
    _ = state.words()
    outlines = data.boundaries()
    st.markdown(f"[{plain(outlines.credit.in_language(state.language()))}]"
                f"({outlines.credit_link})")
    text_table(pd.DataFrame([{_("method.file"): source.title,
                              _("method.publisher"): source.publisher,
                              _("method.licence"): source.licence}
                             for source in read_sources()]))
