"""Analyse: portrait of a place, what each organizer joins, what is missing, what would change."""

from __future__ import annotations

import streamlit as st

from dashboard import data, decisions, state
from dashboard.components.autonomy import autonomy_drawings
from dashboard.components.choices import kept_choice, kept_part
from dashboard.components.empty import is_empty, no_organizer, nothing_seen
from dashboard.components.gap_lists import gap_lists
from dashboard.components.linking_roles import autonomy_sentence, linking_role_list
from dashboard.components.notes import figures_note
from dashboard.components.portrait import portrait
from dashboard.components.shown_as import shown_as, told_beside_selection
from dashboard.components.what_if import what_if
from dashboard.view import ANALYSIS_PARTS
from ocgraph.measures.groups import PARTITION
from ocgraph.model import label_of, vocabulary
from ocgraph.network import Layer
from ocgraph.views.page_overlays import gaps_overlay


def show() -> None:
    """Draw the page."""
    _ = state.words()
    st.title(_("page.analysis.title"), anchor=False)
    if is_empty() or nothing_seen():
        return
    shown = {"portrait": portrait, "roles": _roles, "gaps": _gaps, "what_if": what_if}
    part = kept_part("analysis", ANALYSIS_PARTS, lambda code: _(f"analysis.{code}"))
    with st.spinner(_("page.working")):
        shown[part]()
    figures_note()


def _gaps() -> None:
    _, source, lens = state.words(), state.source(), state.lens()
    gaps, proposals = decisions.gaps(source, lens), decisions.proposals(source, lens)
    told = [_("analysis.gaps.lead", n=len(gaps)) if gaps else _("analysis.gaps.none")]
    told += [_("analysis.gaps.proposals", n=len(proposals))] * bool(proposals)
    st.markdown(" ".join(told))
    shown_as(gap_lists, lambda name: told_beside_selection(name, gaps_overlay(
        (*gaps, *proposals), state.language())))


def _roles() -> None:
    _ = state.words()
    if not data.network(state.source(), state.lens()).organizers:
        no_organizer()
        return
    st.markdown(autonomy_sentence())
    if Layer.LIAISON not in state.lens().layers:
        return
    shown_as(_role_list, autonomy_drawings)


def _role_list() -> None:
    _, language = state.words(), state.language()
    first, second = st.columns(2)
    with first:
        kept_choice("partition", _("analysis.partition"), PARTITION.choices,
                    lambda code: _(f"measure.choice.{code}"))
    with second:
        kept_choice("frame", _("analysis.frame"), vocabulary("frame"),
                    lambda code: label_of("frame", code, language))
    linking_role_list()
