"""What may be done with a record that is kept: retire it, merge its duplicate, remove a mistake."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import streamlit as st

from dashboard import editing, state
from dashboard.components.open_form import close, widget_key
from dashboard.components.record_merge import record_merge
from dashboard.components.refusal import said_when_refused, tried
from dashboard.components.text import plain
from dashboard.editing import OpenForm
from ocgraph.analysis.record_changes import ended_with, links_of, removing, retiring
from ocgraph.model import COLLECTIONS
from ocgraph.model.checks import IDENTIFIERS
from ocgraph.storage import Edit, Gesture, KeptRecord

_LISTED = 12


def record_actions(form: OpenForm) -> None:
    """Offer what may be done with the record, once nothing is left half typed."""
    _ = state.words()
    one = editing.kept_record(form.collection, form.key)
    if one is None or form.is_touched:
        st.caption(_("edit.actions.wait"))
        return
    with st.container(horizontal=True):
        if "until" in form.typed:
            with st.popover(_("edit.retire")):
                _retire(form, one)
        with st.popover(_("edit.remove")):
            _remove(form, one)
    if form.entity in IDENTIFIERS:
        record_merge(form, one, _do)


def _retire(form: OpenForm, one: KeptRecord) -> None:
    """Ask for the last day, and whether what holds to the record ends with it."""
    _ = state.words()
    st.markdown(_("edit.retire.text"))
    day = st.date_input(_("edit.retire.day"), value="today", format="YYYY-MM-DD",
                        min_value=datetime.date(1900, 1, 1),
                        key=widget_key(form, "last_day"))
    if day is None:
        return
    refused = editing.out_of_order(replace(one.record, until=day))
    for issue in refused:
        st.error(plain(issue.sentence(state.language())))
    links = ended_with(editing.kept(), one, day)
    ends_too = bool(links) and st.checkbox(_("edit.retire.links", n=len(links)), value=True,
                                           key=widget_key(form, "with_links"))
    _listed(links)
    st.button(_("edit.retire.yes"), key="retire_yes", type="primary", disabled=bool(refused),
              on_click=_do, args=(form, Gesture.RETIRE, lambda: retiring(
                  one, day, links if ends_too else ())))


def _remove(form: OpenForm, one: KeptRecord) -> None:
    """Tell what goes with a record that was a mistake, and ask again."""
    _ = state.words()
    links = links_of(editing.kept(), one)
    st.markdown(_("edit.remove.text"))
    if links:
        st.markdown(_("edit.remove.with", counted=counted_records(links)))
        _listed(links)
    st.button(_("edit.remove.yes"), key="remove_yes", on_click=_do,
              args=(form, Gesture.REMOVE, lambda: removing(editing.kept(), one)))


def counted_records(records: Iterable[KeptRecord]) -> str:
    """Say how many records of each kind there are."""
    _, kinds = state.words(), [type(one.record) for one in records]
    return ", ".join(_(f"edit.n.{collection}", n=kinds.count(entity))
                     for entity, collection in COLLECTIONS.items() if entity in kinds)


def _listed(records: Sequence[KeptRecord]) -> None:
    """Name the first records of a list, and count the others."""
    _, language = state.words(), state.language()
    lines = [plain(editing.title(one.record, language)) for one in records[:_LISTED]]
    if len(records) > _LISTED:
        lines.append(_("edit.others", n=len(records) - _LISTED))
    st.markdown("\n".join(f"- {line}" for line in lines))


@said_when_refused
def _do(form: OpenForm, gesture: Gesture, edits: Callable[[], tuple[Edit, ...]],
        with_whom: str = "") -> None:
    """Keep edits, once however often the button is pressed; a refusal is said."""
    one, save_key = editing.kept_record(form.collection, form.key), f"{form.save_key}-{gesture}"
    if one is None or not tried(lambda: editing.keep_edits(
            edits(), save_key + with_whom, gesture=gesture)):
        return
    st.session_state["edit_done"] = (editing.title(one.record, state.language()), [],
                                     time.monotonic())
    close(form)
