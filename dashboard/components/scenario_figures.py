"""What would follow: who would be cut off or joined, and every figure beside that of today."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import data, scenarios, state
from dashboard.components.text import plain
from ocgraph.analysis.scenario import Scenario
from ocgraph.analysis.scenario_wording import Row, difference_words, row_name, row_value
from ocgraph.analysis.what_if import COMPARED_GAPS, Compared, Compares, has_fewer_joined
from ocgraph.analysis.wording import listed

BESIDE = 4
"""How many kept scenarios are shown beside the one tried, at most."""

_NAMED = 3
_UNSEEN = "\u2060"  # tells apart two columns that bear the same name, as nothing one reads


def scenario_figures(kept: tuple[scenarios.Kept, ...]) -> None:
    """Show today, the changes tried, and the scenarios kept, side by side."""
    who_parts_and_joins()
    _hours_elsewhere()
    columns = _columns(kept)
    _table(columns, tuple(Compared))
    present, *others = columns.values()
    if any(each and has_fewer_joined(present, each) for each in others):
        st.caption(state.words()("what_if.fewer_joined"))
    st.markdown(f"**{state.words()('what_if.gaps')}**")
    _table(columns, COMPARED_GAPS)


def _hours_elsewhere() -> None:
    """Offer what these figures do not tell: the hours of each territory under the scenario."""
    if state.changes() and st.button(state.words()("what_if.hours"), key="hours_of_scenario"):
        st.session_state.update({"territory_part": "posts", "posts_of": "scenario"})
        st.switch_page(st.session_state["pages"]["territories"])


def who_parts_and_joins(n_named: int = _NAMED) -> None:
    """Say who would be cut off and who would be joined, once something is tried."""
    _, language, changes = state.words(), state.language(), state.changes()
    if not changes:
        return
    if scenarios.n_unmade(state.source(), state.lens(), changes) == len(changes):
        st.markdown(_("what_if.none_made", n=len(changes)))
        return
    parted, joined = scenarios.parted_and_joined(state.source(), state.lens(), state.changes())
    alone = scenarios.alone(state.source(), state.lens(), state.changes())
    names = {node_id: node.name for node_id, node in data.network(
        state.source(), state.lens()).node_by_id.items()}
    names |= {node_id: node.name for node_id, node in scenarios.scenario_network(
        state.source(), state.lens(), state.changes()).node_by_id.items()}

    def named(node_ids: tuple[str, ...]) -> str:
        return listed((names[one] for one in node_ids), language, n_named)

    sentences = [_(key, n=len(actors), names=named(actors)) for key, actors in (
        ("what_if.cut_off", parted), ("what_if.left_alone", alone),
        ("what_if.newly_joined", joined)) if actors]
    if not parted and not alone:
        sentences.insert(0, _("what_if.nobody_cut_off"))
    st.markdown(plain(" ".join(sentences)))


def _columns(kept: tuple[scenarios.Kept, ...]) -> dict[str, Compares | None]:
    """Return the figures by column: today, what is tried, then kept scenarios.

    ``None`` stands for those of a scenario that no longer applies.
    """
    _ = state.words()
    columns, readable = {_("what_if.before"): ()}, tuple(
        one.scenario for one in kept if one.error is None)
    if state.changes():
        columns[_unique(_tried_name(readable), columns)] = state.changes()
    for each in _beside(readable):
        columns[_unique(each.name, columns)] = each.changes
    return {name: scenarios.compared_if_made(state.source(), state.lens(), changes)
            for name, changes in columns.items()}


def _tried_name(kept: tuple[Scenario, ...]) -> str:
    """Name what is tried; what was kept under that name and is no longer the same stays beside."""
    _, name = state.words(), state.scenario()
    if name is None:
        return _("what_if.after")
    is_modified = any(one.name == name and one.changes != state.changes() for one in kept)
    return _("what_if.modified", name=name) if is_modified else name


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
    chosen = [name for name in state.chosen_list("beside") if name in others] or list(
        others)[-BESIDE:]
    st.multiselect(_("what_if.beside", n=BESIDE), list(others), default=chosen[:BESIDE], key=key,
                   max_selections=BESIDE, select_all=False, on_change=state.when_there(
                       key, lambda names: st.session_state.update({"beside": tuple(names)})),
                   placeholder=_("change.hint"))
    return tuple(others[name] for name in chosen[:BESIDE])


def _table(columns: dict[str, Compares | None], rows: tuple[Row, ...]) -> None:
    """Show some rows; each figure that differs from today is strong, with by how much."""
    _, language = state.words(), state.language()
    present, *_others = columns.values()
    frame = pd.DataFrame([{plain(_("what_if.figure")): plain(row_name(row, language))} | {
        plain(name): _cell(row, present.value(row), found.value(row)) if found
        else plain(_("what_if.does_not_apply"))
        for name, found in columns.items()} for row in rows])
    st.table(frame.style.hide(axis="index"))


def _cell(row: Row, before: float | None, value: float | None) -> str:
    language = state.language()
    written = plain(row_value(row, value, language))
    difference = difference_words(row, before, value, language)
    return f"**{written}** ({plain(difference)})" if difference else written
