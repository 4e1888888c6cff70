"""What if: changes tried beside the register, their figures side by side, and what is kept."""

from __future__ import annotations

import streamlit as st

from dashboard import data, scenarios, state
from dashboard.components.change_form import change_form
from dashboard.components.change_list import change_list
from dashboard.components.scenario_figures import scenario_figures, who_parts_and_joins
from dashboard.components.scenario_shelf import kept_list, scenario_actions
from dashboard.components.shown_as import shown_as, told_picture
from dashboard.components.text import plain
from ocgraph.views.page_overlays import gone_from, what_if_overlay


def what_if() -> None:
    """Show the changes tried on one side, what would follow on the other."""
    kept = scenarios.kept_scenarios(state.source())
    left, right = st.columns([2, 3], gap="medium")
    with left:
        _say_not_kept(kept)
        change_form()
        change_list()
        scenario_actions()
        kept_list(kept)
    with right:
        shown_as(lambda: scenario_figures(kept), _drawn)


def _say_not_kept(kept: tuple[scenarios.Kept, ...]) -> None:
    """Say that the scenario an address names is not among those kept here."""
    name = state.scenario()
    if name is not None and name not in {each.scenario.name for each in kept}:
        st.warning(plain(state.words()("scenario.not_kept", name=name)))


def _drawn(name: str) -> None:
    """Draw what would be new, gone, cut off or joined, on what would be left."""
    source, lens, changes = state.source(), state.lens(), state.changes()
    before, after = data.network(source, lens), scenarios.scenario_network(source, lens, changes)
    parted, joined = scenarios.parted_and_joined(source, lens, changes)
    overlay = what_if_overlay(before, after, cut_off=parted, newly_joined=joined,
                              language=state.language())
    who_parts_and_joins(n_named=2)
    told_picture(name, overlay, is_small=True, seen=after, gone=gone_from(before, after))
