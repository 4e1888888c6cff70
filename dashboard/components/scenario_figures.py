"""What would follow: who would be cut off or joined, and every figure beside that of today."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import data, scenarios, state
from dashboard.components.text import plain
from ocgraph.analysis.gaps import GapKind
from ocgraph.analysis.scenario import Scenario
from ocgraph.analysis.scenario_wording import Row, difference_words, row_name, row_value
from ocgraph.analysis.what_if import Compared, Compares
from ocgraph.analysis.wording import listed

BESIDE = 4
"""How many kept scenarios are shown beside the one tried, at most."""

_NAMED = 3
_UNSEEN = "\u2060"  # tells apart two columns that bear the same name, as nothing one reads


def scenario_figures(kept: tuple[scenarios.Kept, ...]) -> None:
    """Show today, the changes tried, and the scenarios kept, side by side."""
    who_parts_and_joins()
    columns = _columns(kept)
    _table(columns, tuple(Compared))
    st.markdown(f"**{state.words()('what_if.gaps')}**")
    _table(columns, tuple(GapKind))


def who_parts_and_joins(n_named: int = _NAMED) -> None:
    """Say who would be cut off and who would be joined, once something is tried."""
    if not state.changes():
        return
    _, language = state.words(), state.language()
    parted, joined = scenarios.parted_and_joined(state.source(), state.lens(), state.changes())
    names = {node_id: node.name for node_id, node in data.network(
        state.source(), state.lens()).node_by_id.items()}
    names |= {node_id: node.name for node_id, node in scenarios.scenario_network(
        state.source(), state.lens(), state.changes()).node_by_id.items()}

    def named(node_ids: tuple[str, ...]) -> str:
        return listed((names[one] for one in node_ids), language, n_named)

    sentences = [_("what_if.cut_off", n=len(parted), names=named(parted)) if parted
                 else _("what_if.nobody_cut_off")]
    if joined:
        sentences.append(_("what_if.newly_joined", n=len(joined), names=named(joined)))
    st.markdown(plain(" ".join(sentences)))


def _columns(kept: tuple[scenarios.Kept, ...]) -> dict[str, Compares]:
    """Return the figures by column: today, what is tried, then kept scenarios."""
    _ = state.words()
    columns = {_("what_if.before"): ()}
    if state.changes():
        columns[_unique(state.scenario() or _("what_if.after"), columns)] = state.changes()
    for each in _beside(tuple(one.scenario for one in kept if one.error is None)):
        columns[_unique(each.name, columns)] = each.changes
    return {name: scenarios.compared(state.source(), state.lens(), changes)
            for name, changes in columns.items()}


def _unique(name: str, taken: dict[str, object]) -> str:
    while name in taken:
        name += _UNSEEN
    return name


def _beside(kept: tuple[Scenario, ...]) -> tuple[Scenario, ...]:
    """Return the scenarios to show; which ones is asked when they are many."""
    _ = state.words()
    others = {one.name: one for one in kept
              if (one.name, one.changes) != (state.scenario(), state.changes())}
    if len(others) <= BESIDE:
        return tuple(others.values())
    key = state.key("beside_choice")

    def keep() -> None:
        st.session_state["beside"] = tuple(st.session_state[key])

    chosen = [name for name in state.chosen_list("beside") if name in others] or list(
        others)[-BESIDE:]
    st.multiselect(_("what_if.beside", n=BESIDE), list(others), default=chosen[:BESIDE], key=key,
                   max_selections=BESIDE, on_change=keep, select_all=False,
                   placeholder=_("change.hint"))
    return tuple(others[name] for name in chosen[:BESIDE])


def _table(columns: dict[str, Compares], rows: tuple[Row, ...]) -> None:
    """Show some rows; each figure that differs from today is strong, with by how much."""
    _, language = state.words(), state.language()
    present, *_others = columns.values()
    frame = pd.DataFrame([{plain(_("what_if.figure")): plain(row_name(row, language))} | {
        plain(name): _cell(row, present.value(row), found.value(row))
        for name, found in columns.items()} for row in rows])
    st.table(frame.style.hide(axis="index"))


def _cell(row: Row, before: float | None, value: float | None) -> str:
    language = state.language()
    written = plain(row_value(row, value, language))
    difference = difference_words(row, before, value, language)
    return f"**{written}** ({plain(difference)})" if difference else written
