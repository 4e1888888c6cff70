"""Who one is: the page that asks to sign in, each refusal in words, and the name in the sidebar."""

from __future__ import annotations

import streamlit as st

from dashboard import asking, data, state
from dashboard.components.language import language_choice
from dashboard.components.text import plain
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain
from ocgraph.settings import signs_in
from ocgraph.storage.rights import ROLE_LABELS

_ASKED_TO_SIGN_IN = "rights.not_signed_in"
_ACCOUNT = "of_account"
# Signing in again would change nothing: someone of the team, or of the server, is to be asked.
_FOR_OTHERS_TO_MEND = ("rights.sign_in_off",)


def refusal() -> OcgraphError | None:
    """Return why nothing may be shown to whoever is there; None when she may read.

    Where nobody signs in, pages say themselves what they cannot read.
    """
    try:
        data.admit()
        _begin_anew_for_another()
    except OcgraphError as refused:
        return refused
    return None


def _begin_anew_for_another() -> None:
    """Forget what a page held for someone else: nothing of hers is shown, nor saved in her name."""
    held = st.session_state.setdefault(_ACCOUNT, asking.account())
    if held != asking.account():
        st.session_state.clear()
        st.rerun()


def sign_in_page(refused: OcgraphError) -> None:
    """Ask to sign in, and nothing else; a refusal is said with what to do."""
    _ = state.words()
    _left, middle, _right = st.columns([1, 2, 1])
    with middle:
        language_choice()
        st.title("ocgraph", anchor=False)
        st.markdown(_("sign_in.lead"))
        if refused.code == _ASKED_TO_SIGN_IN:
            st.button(_("sign_in.go"), key="sign_in", type="primary", on_click=st.login)
            return
        st.error(plain(explain(refused, state.language())))
        if signs_in() and asking.identity() is not None:
            st.button(_("sign_in.again"), key="sign_out", on_click=st.logout)


def who_is_there() -> None:
    """Say in the sidebar who one is, and offer to leave; nothing where nobody signs in."""
    there = asking.me()
    if there is None:
        return
    _ = state.words()
    role = ROLE_LABELS[there.role].in_language(state.language())
    st.caption(plain(_("sign_in.who", name=there.name, role=role)))
    st.button(_("sign_in.leave"), key="sign_out", type="tertiary", on_click=st.logout)
