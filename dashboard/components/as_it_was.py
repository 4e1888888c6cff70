"""The register as it was on a day, beside another day: counts, what changed, to take away."""

from __future__ import annotations

import datetime
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import data, memory, state
from dashboard.components.changed_records import changed_records, take_changes
from dashboard.components.choices import kept_day
from dashboard.components.counts import counted
from dashboard.components.taken_away import take_away
from dashboard.view import OWN
from ocgraph.model import ENTITY_LABELS
from ocgraph.network import Lens
from ocgraph.reports.formats import XLSX
from ocgraph.storage import counted as counts_of


def as_it_was() -> None:
    """Ask for two days, and show what the register held on each and what changed between them."""
    _, began = state.words(), memory.first_day()
    today = max(datetime.date.today(), began)   # a clock may have been set back since
    st.caption(_("memory.began", day=began))
    with st.container(horizontal=True):
        one = kept_day("then_day", _("memory.then"), began, (began, today))
        other = kept_day("then_beside", _("memory.beside"), today, (began, today))
    first, second = sorted((one, other))
    left, right = st.columns([2, 3], gap="medium")
    with left:
        _counts(first, second)
        _workbooks({first, second})
    with right:
        if first == second:
            st.info(_("memory.one_day"))
            return
        changes = memory.compared(first, second)
        st.markdown(_("memory.between", first=first, second=second,
                      changes=counted(counts_of(changes))))
        take_changes(changes, f"{_('memory.file')}-{first}-{second}")
        changed_records(changes)


def _counts(first: datetime.date, second: datetime.date) -> None:
    _ = state.words()
    registers = {_("memory.on", day=day): data.register(OWN, Lens(known_on=day))
                 for day in (first, second)}
    st.dataframe(pd.DataFrame([
        {_("memory.column.sheet"): label.in_language(state.language())}
        | {title: len(register.records(entity)) for title, register in registers.items()}
        for entity, label in ENTITY_LABELS.items()]), hide_index=True, alt=_("memory.part.then"))


def _workbooks(days: set[datetime.date]) -> None:
    """Offer the register of each day as a workbook."""
    _, language = state.words(), state.language()
    for day in sorted(days):
        take_away(
            _("memory.take_workbook", day=day),
            partial(data.register_file, OWN, "xlsx", language, Lens(known_on=day)),
            file_name=f"{_('export.file')}-{day}.xlsx", mime=XLSX, key=f"workbook_{day}")
