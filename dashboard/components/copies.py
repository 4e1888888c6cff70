"""Backup copies: one made at a press, and one put back, once what it holds is seen."""

from __future__ import annotations

import io

import streamlit as st

from dashboard import memory, state
from dashboard.components.allowed import allowed
from dashboard.components.brought import brought, uploader_key
from dashboard.components.refusal import refuse, say_refused
from dashboard.components.taken_away import take_away
from dashboard.components.text import plain
from ocgraph.analysis.memory_wording import erased_since_words
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain
from ocgraph.model import COLLECTIONS, ENTITY_LABELS
from ocgraph.storage import Action, Copy, Manifest
from ocgraph.storage.copies import copy_name


def copies() -> None:
    """Offer a copy of everything that is kept, and to put one back."""
    _ = state.words()
    say_refused()
    if st.session_state.pop("restored", False):
        st.success(_("copies.restored"))
    if memory.saves() and allowed(Action.BACK_UP):
        st.markdown(_("copies.text"))
        _make()
    st.subheader(_("copies.restore.title"), anchor=False)
    if not allowed(Action.RESTORE):
        return
    uploaded = st.file_uploader(_("copies.choose"), key=uploader_key("copy"), type="zip")
    if uploaded is None:
        return
    name, content = uploaded.name, uploaded.getvalue()
    read = brought("copy", (name, content), lambda: Copy(io.BytesIO(content)))
    if read is not None:
        _put_back(read.result, name, read.save_key)


def _make() -> None:
    """Offer a copy, unless the register is no longer what its memory kept of it."""
    if unsound := memory.unsound():
        st.error(plain(explain(unsound, state.language())))
        return
    take_away(state.words()("copies.make"), memory.copy_content, file_name=copy_name(),
              mime="application/zip", key="make_copy", type="primary")


def _put_back(copy: Copy, name: str, save_key: str) -> None:
    """Say what a copy holds, and put it back when told to, twice."""
    _ = state.words()
    st.markdown(plain(_held(copy.manifest)))
    with st.popover(_("copies.restore")):
        st.markdown(_("copies.restore.would"))
        if erased := memory.erased_since(copy):
            st.warning(plain(erased_since_words(erased, state.language())))
        st.button(_("copies.restore.yes"), key="restore_yes", type="primary",
                  on_click=_restore, args=(copy, name, save_key))


def _held(told: Manifest) -> str:
    _, made = state.words(), told.made_at.astimezone()
    counts = [_("cli.check.count", entity=ENTITY_LABELS[entity], n=n)
              for entity, table in COLLECTIONS.items() if (n := told.rows(table))]
    return _("cli.backup.holds", day=made.date(), hour=f"{made:%H:%M}",
             counts=", ".join(counts) or "—")


def _restore(copy: Copy, name: str, save_key: str) -> None:
    try:
        memory.restore(copy, name, save_key)
    except OcgraphError as error:
        refuse(error)
        return
    st.session_state["restored"] = True
    st.session_state["n_taken"] = st.session_state.get("n_taken", 0) + 1
