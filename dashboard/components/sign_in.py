"""Who one is: the page that asks to sign in, each refusal in words, and the name in the sidebar."""

from __future__ import annotations

import streamlit as st
from streamlit.errors import StreamlitAPIException

from dashboard import asking, state
from dashboard.components.language import language_choice
from dashboard.components.refusal import refuse, say_refused, wait_for_server
from dashboard.components.text import plain
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain
from ocgraph.storage import RightsError
from ocgraph.storage.rights import ROLE_LABELS

_ACCOUNT = "of_account"
_NOT_SIGNED_IN = "rights.not_signed_in"
_OF_A_PARTNER = "rights.refused"    # all that is asked here is to read
_MENDED_BY_SIGNING_IN = ("rights.token_expired", "rights.token_too_old")


def refusal() -> OcgraphError | None:
    """Return why nothing may be shown to whoever is there; None when she may read.

    Where nobody signs in, pages say themselves what they cannot read.
    """
    try:
        asking.admit()
    except OcgraphError as refused:
        return refused
    _begin_anew_for_another()
    return None


def _begin_anew_for_another() -> None:
    """Forget what a page held for someone else: nothing of hers is shown, nor saved in her name."""
    if st.session_state.setdefault(_ACCOUNT, asking.account()) != asking.account():
        st.session_state.clear()
        st.rerun()


def sign_in_page(refused: OcgraphError) -> None:
    """Ask to sign in, and nothing else; a refusal is said with what to do."""
    _, (_left, middle, _right) = state.words(), st.columns([1, 2, 1])
    with middle:
        language_choice()
        st.title("ocgraph", anchor=False)
        if refused.code != getattr(st.session_state.get("refused"), "code", None):
            say_refused()   # the same is said below
        if refused.code == _NOT_SIGNED_IN:
            st.markdown(_("sign_in.lead"))
            st.button(_("sign_in.go"), key="sign_in", type="primary", on_click=_sign_in)
        elif refused.code == _OF_A_PARTNER:
            st.markdown(plain(_("sign_in.partner", name=asking.me().name)))
            st.button(_("sign_in.leave"), key="sign_out", on_click=st.logout)
        else:
            _refused(refused)


def _refused(refused: OcgraphError) -> None:
    """Say a refusal; offer to sign in again, as the same person or as another."""
    _ = state.words()
    st.error(plain(explain(refused, state.language())))
    if refused.code in _MENDED_BY_SIGNING_IN:
        st.button(_("sign_in.again"), key="sign_in", type="primary", on_click=_sign_in)
    elif isinstance(refused, RightsError) and asking.identity():
        st.button(_("sign_in.otherwise"), key="sign_out", on_click=st.logout)
    wait_for_server(refused)


def _sign_in() -> None:
    """Lead to the sign-in service; settings that lead nowhere are said."""
    try:
        st.login()
    except StreamlitAPIException:
        refuse(OcgraphError("sign_in.not_set_up"))


def who_is_there() -> None:
    """Say in the sidebar who one is, and offer to leave; nothing where nobody signs in."""
    there = asking.me()
    if there is None:
        return
    _ = state.words()
    role = ROLE_LABELS[there.role].in_language(state.language())
    st.caption(plain(_("sign_in.who", name=there.name, role=role)))
    st.button(_("sign_in.leave"), key="sign_out", type="tertiary", on_click=st.logout)
