"""The table behind a picture: the same things, sortable, for the keyboard and for Excel."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import data, state
from ocgraph.i18n import sort_key
from ocgraph.model import Actor, label_of
from ocgraph.network import node_type
from ocgraph.territory import TERRITORY_MEASURES, Presence, TerritoryMeasure
from ocgraph.views.words import kind_words, place_words


def node_table() -> None:
    """Show every node seen; a row chosen is selected on every page."""
    _ = state.words()
    selectable_table("node_table", _node_frame(), alt=_("table.nodes"))


def territory_table() -> None:
    """Show the figures of every MRC the register knows; a row chosen is selected."""
    _ = state.words()
    if not any(there.is_known for there in _presence().values()):
        st.caption(_("table.territories.none"))
        return
    selectable_table("territory_table", _territory_frame(), alt=_("table.territories"))


def selectable_table(name: str, frame: pd.DataFrame, alt: str) -> None:
    """Show a table where what is selected is the row chosen, and the reverse.

    A table made anew loses its place: this is done only when the selection was made elsewhere,
    or the rows are others. What is selected then comes first.

    Parameters
    ----------
    frame
        Its first column holds what a row selects.
    """
    identifiers = list(frame.iloc[:, 0])
    rows_shown = (state.language(), hash(tuple(identifiers)))
    first, last_told = st.session_state.get(f"{name}_choice", (None, None))
    if (rows_shown, state.selection()) != last_told:
        first = state.selection() if state.selection() in identifiers else None
        st.session_state[f"{name}_choice"] = (first, (rows_shown, state.selection()))
    if first is not None:
        identifiers.insert(0, identifiers.pop(identifiers.index(first)))
        frame = frame.set_index(frame.columns[0], drop=False).loc[identifiers]
    key = f"{name}_{rows_shown}_{first}"

    def choose(told: Any) -> None:
        rows = told.selection.rows
        chosen = identifiers[rows[0]] if rows else None
        st.session_state[f"{name}_choice"] = (first, (rows_shown, chosen))
        state.select(chosen)

    st.dataframe(frame.iloc[:, 1:], hide_index=True, height=460 if len(frame) > 12 else "auto",
                 on_select=state.when_there(key, choose), selection_mode="single-row", key=key,
                 alt=alt, placeholder=state.words()("words.no_data"),
                 column_config={name: st.column_config.NumberColumn(format="localized")
                                for name in frame.select_dtypes("number")},
                 selection_default={"selection": {"rows": [0] if first is not None else []}})


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


def _presence() -> dict[str, Presence]:
    return data.presence(state.source(), state.lens())


def _territory_frame() -> pd.DataFrame:
    _ = state.words()
    rows = [{"code": f"mrc:{code}", _("table.mrc"): there.territory.name} | {
        _(f"measure.{measure.measure_id}"): _rounded(measure, there)
        for measure in TERRITORY_MEASURES.values()}
        for code, there in _presence().items() if there.is_known]
    return pd.DataFrame(rows)


def _rounded(measure: TerritoryMeasure, there: Presence) -> float | None:
    value = measure.value(there)
    return None if value is None else round(value, measure.digits)
