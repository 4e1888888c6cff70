"""Erasure, as the law may ask: what goes, what cannot be reached, why, and twice the word."""

from __future__ import annotations

import uuid

import streamlit as st

from dashboard import memory, state
from dashboard.components.allowed import allowed
from dashboard.components.refusal import refuse, said_in_words, say_refused
from dashboard.components.text import plain
from ocgraph.analysis.memory_wording import erasure_words
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain, sort_key
from ocgraph.model import COLLECTIONS
from ocgraph.storage import Action


def erasing() -> None:
    """Ask whom to erase and why, say what it means, and wait for the word, twice."""
    say_refused()
    if not allowed(Action.ERASE):
        return
    _, called = state.words(), {one: _whom(one) for one in memory.erasable()}
    if st.session_state.pop("erased", False):
        st.success(_("memory.erase.done"))
    st.markdown(_("memory.erase.text"))
    chosen = st.selectbox(
        _("memory.erase.whom"), sorted(called, key=lambda one: sort_key(called[one])),
        index=None, placeholder=_("memory.erase.choose"), key=state.key("erase_whom"),
        format_func=called.get)
    if chosen is None:
        return
    st.markdown(_("memory.erase.with", counts=erasure_words(memory.erasure_of(chosen),
                                                            state.language())))
    st.warning(_("memory.erase.beyond"))
    reason = st.text_input(_("memory.erase.reason"), key=state.key(f"erase_reason_{chosen}"),
                           max_chars=200, placeholder=_("memory.erase.reason.hint"))
    if st.button(_("memory.erase.ask"), key="erase"):
        _ask(chosen, reason)
    if st.session_state.get("erasing", ("",))[0] == chosen:
        st.dialog(_("memory.erase.sure"), on_dismiss=_stop)(_confirm)(reason)


def _ask(chosen: str, reason: str) -> None:
    """Ask for the second word; without a reason, say that it is missing."""
    if reason.strip():
        st.session_state["erasing"] = (chosen, uuid.uuid4().hex)
    else:
        st.error(explain(OcgraphError("storage.reason_missing"), state.language()))


def _whom(identifier: str) -> str:
    """Name what can be erased: what it is called, its kind, its identifier."""
    _, (entity, _key) = state.words(), memory.erasable()[identifier]
    return _("memory.erase.one", name=memory.names()[identifier], identifier=identifier,
             kind=_(f"memory.entity.{COLLECTIONS[entity]}"))


@said_in_words()
def _confirm(reason: str) -> None:
    _, (chosen, save_key) = state.words(), st.session_state["erasing"]
    st.markdown(plain(_whom(chosen)))
    st.markdown(_("memory.erase.forever"))
    with st.container(horizontal=True):
        if st.button(_("memory.erase.yes"), key="erase_yes", type="primary"):
            _erase(chosen, reason, save_key)
            st.rerun()
        if st.button(_("memory.erase.no"), key="erase_no"):
            _stop()
            st.rerun()


def _stop() -> None:
    st.session_state.pop("erasing", None)


def _erase(chosen: str, reason: str, save_key: str) -> None:
    _stop()
    try:
        memory.erase(chosen, reason, save_key)
    except OcgraphError as error:
        refuse(error)
        return
    st.session_state["erased"] = True
    if state.selection() == chosen:
        state.select(None)
