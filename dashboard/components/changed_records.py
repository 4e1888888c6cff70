"""Records that changed, each in words, and the whole list to take away."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dashboard import memory, state
from dashboard.components.taken_away import take_away
from dashboard.components.text import text_table
from ocgraph.analysis.memory_wording import change_name, change_sentence
from ocgraph.storage import Difference

_SHOWN = 200


def take_changes(changes: tuple[Difference, ...], stem: str) -> None:
    """Offer every record that changed, field by field, as a CSV file.

    Parameters
    ----------
    stem
        Name of the file, without its ending.
    """
    if changes:
        take_away(state.words()("memory.take"),
                  partial(memory.changes_file, changes, state.language()),
                  file_name=f"{stem}.csv", mime="text/csv", key="take_changes")


def changed_records(changes: tuple[Difference, ...]) -> None:
    """Show the first records that changed, and say how many more there are."""
    if not changes:
        return
    _, language, names = state.words(), state.language(), memory.names()
    text_table(pd.DataFrame([{
        _("memory.column.record"): change_name(change, names, language),
        _("memory.column.became"): change_sentence(change, names, language),
    } for change in changes[:_SHOWN]]))
    if len(changes) > _SHOWN:
        st.caption(_("memory.more", n=len(changes) - _SHOWN))
