"""What if: changes tried beside the register, their figures side by side, and what is kept."""

from __future__ import annotations

import streamlit as st

from dashboard import decisions, state
from dashboard.components.change_form import change_form
from dashboard.components.change_list import change_list
from dashboard.components.scenario_figures import scenario_figures
from dashboard.components.scenario_shelf import kept_list, scenario_actions


def what_if() -> None:
    """Show the changes tried on one side, what would follow on the other."""
    kept = decisions.kept_scenarios(state.source())
    left, right = st.columns([2, 3], gap="medium")
    with left:
        change_form()
        change_list()
        scenario_actions()
        kept_list(kept)
    with right:
        scenario_figures(kept)
