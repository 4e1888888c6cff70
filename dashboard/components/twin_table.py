"""The table behind a picture: the same things, sortable, for the keyboard and for Excel."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import data, state
from ocgraph.i18n import sort_key
from ocgraph.model import Actor, label_of
from ocgraph.network import node_type
from ocgraph.territory import TERRITORY_MEASURES
from ocgraph.views.words import kind_words, place_words


def node_table() -> None:
    """Show every node seen; a row chosen is selected on every page."""
    _ = state.words()
    frame = _node_frame()
    chosen = st.dataframe(
        frame.drop(columns="node_id"), hide_index=True, height=460, on_select="rerun",
        selection_mode="single-row", key=f"node_table_{state.language()}", alt=_("table.nodes"))
    _select_row(chosen, list(frame["node_id"]))


def territory_table() -> None:
    """Show the figures of every MRC the register knows; a row chosen is selected."""
    _ = state.words()
    frame = _territory_frame()
    chosen = st.dataframe(
        frame.drop(columns="code"), hide_index=True, on_select="rerun",
        selection_mode="single-row", key=f"territory_table_{state.language()}",
        alt=_("table.territories"))
    _select_row(chosen, [f"mrc:{code}" for code in frame["code"]])


def _select_row(chosen: object, identifiers: list[str]) -> None:
    """Select the row chosen, when it is not the one taken at the run before."""
    rows = chosen.selection.rows
    identifier = identifiers[rows[0]] if rows and rows[0] < len(identifiers) else None
    if identifier and st.session_state.get("row_taken") != identifier:
        st.session_state["row_taken"] = identifier
        state.select(identifier)
        st.rerun()
    if identifier is None:
        st.session_state["row_taken"] = None


def _node_frame() -> pd.DataFrame:
    _ = state.words()
    language = state.language()
    network = data.network(state.source(), state.lens())
    placements = data.placements(state.source(), state.lens())
    rows = [{
        "node_id": node_id,
        _("table.name"): node.name,
        _("table.what"): _(f"node.{node_type(node)}"),
        _("table.kind"): kind_words(node, language),
        _("table.mrc"): place_words(node, data.territories(), language),
        _("table.sectors"): ", ".join(label_of("sector", code, language) for code in node.sectors)
        if isinstance(node, Actor) else "",
        _("table.links"): len(network.links_of[node_id]),
        _("table.verified"): node.verified_on,
        _("table.placed_by"): _(f"placed_by.{placements[node_id].placed_by}"),
    } for node_id, node in sorted(network.node_by_id.items(),
                                  key=lambda item: sort_key(item[1].name))]
    return pd.DataFrame(rows, columns=None if rows else ["node_id"])


def _territory_frame() -> pd.DataFrame:
    _ = state.words()
    presence = data.presence(state.source(), state.lens())
    rows = [{"code": code, _("table.mrc"): there.territory.name} | {
        _(f"measure.{measure.measure_id}"): measure.value(there)
        for measure in TERRITORY_MEASURES.values()}
        for code, there in presence.items() if there.is_known]
    return pd.DataFrame(rows, columns=None if rows else ["code"])
