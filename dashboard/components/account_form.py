"""One account: its invitation, what may be changed in it, and its end, said before it is done."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import streamlit as st

from dashboard import asking, people, state
from dashboard.components.refusal import tried
from dashboard.components.text import plain
from ocgraph.i18n import sort_key
from ocgraph.storage import Account, Role
from ocgraph.storage.rights import ROLE_LABELS


def invitation() -> None:
    """Ask whom to invite, what she may do and where."""
    _, n_done = state.words(), st.session_state.get("n_invited", 0)
    st.caption(_("people.invite.text"))
    left, right = st.columns(2)
    name = left.text_input(_("people.name"), key=state.key(f"invite_name_{n_done}"),
                           max_chars=80)
    email = right.text_input(_("people.email"), key=state.key(f"invite_email_{n_done}"),
                             max_chars=254)
    role, territories, post = _rights(f"invite_{n_done}", Role.ORGANIZER, (), None)
    st.button(_("people.invite.yes"), key="invite", type="primary", on_click=_invite,
              args=(email, name, role, territories, post))


def account_form(one: Account) -> None:
    """Show what may be done with an account."""
    _ = state.words()
    if not people.manages(one.role):
        st.info(plain(_("people.of_administrators")))
        return
    if one.left_on is not None:
        _after_leaving(one)
        return
    with st.container(border=True):
        st.caption(plain(one.email or "—"))
        role, territories, post = _rights(one.account_id, one.role, one.territories,
                                          one.organizer_id)
        with st.container(horizontal=True):
            st.button(_("people.change"), key="change_account", type="primary", on_click=_do,
                      args=("changed", one, lambda: asking.people().change(
                          one.account_id, role=role, territories=territories,
                          organizer_id=post or "")))
            with st.popover(_("people.lost_access")):
                st.markdown(_("people.lost_access.would"))
                _sure("lost_access", one, lambda: asking.people().lose_access(one.account_id))
            with st.popover(_("people.leave")):
                st.markdown(_("people.leave.would"))
                day = st.date_input(_("people.leave.day"), value="today", max_value="today",
                                    format="YYYY-MM-DD", key=state.key(f"left_{one.account_id}"))
                _sure("leave", one, lambda: asking.people().leave(one.account_id, day))


def _rights(key: str, role: Role, territories: tuple[str, ...], post: str | None
            ) -> tuple[str, tuple[str, ...], str | None]:
    """Ask for the role; for an organizer, for her territories and the post she holds."""
    _, language = state.words(), state.language()
    roles = [one for one in Role if people.manages(one)]
    chosen = st.selectbox(_("people.role"), roles, index=roles.index(role),
                          format_func=lambda one: ROLE_LABELS[one].in_language(language),
                          key=state.key(f"role_{key}"))
    st.caption(_(f"people.role.{chosen}"))
    if chosen != Role.ORGANIZER:
        return chosen, (), None
    names = people.all_territories()
    left, right = st.columns(2)
    codes = left.multiselect(_("people.territories"),
                             sorted(names, key=lambda code: sort_key(names[code])),
                             default=[code for code in territories if code in names],
                             format_func=names.get, placeholder=_("change.hint"),
                             key=state.key(f"territories_{key}"))
    if not codes:
        left.warning(_("people.no_territory"))
    posts = people.posts() | ({post: post} if post and post not in people.posts() else {})
    held = right.selectbox(_("people.post"), list(posts), format_func=posts.get,
                           index=list(posts).index(post) if post else None,
                           placeholder=_("people.post.none"), help=_("people.post.help"),
                           key=state.key(f"post_{key}"))
    return chosen, tuple(codes), held


def _after_leaving(one: Account) -> None:
    """Say since when she is gone; offer to erase her name, as the law may ask."""
    _ = state.words()
    if one.erased:
        st.caption(_("people.is_erased"))
        return
    st.caption(plain(_("people.gone", day=one.left_on or datetime.date.today())))
    with st.popover(_("people.erase")):
        st.markdown(_("people.erase.would"))
        _sure("erase", one, lambda: asking.people().erase(one.account_id))


def _sure(what: str, one: Account, action: Callable[[], object]) -> None:
    st.button(state.words()(f"people.{what}.yes"), key=f"{what}_yes", type="primary",
              on_click=_do, args=(what, one, action))


def _do(what: str, one: Account, action: Callable[[], object]) -> None:
    """Do it; a refusal is said, and what was done too."""
    if tried(action):
        st.session_state["people_done"] = state.words()(f"people.{what}.done", name=one.name)


def _invite(email: str, name: str, role: str, territories: tuple[str, ...], post: str | None
            ) -> None:
    if tried(lambda: asking.people().invite(email, name, role, territories, organizer_id=post)):
        st.session_state["n_invited"] = st.session_state.get("n_invited", 0) + 1
        st.session_state["people_done"] = state.words()("people.invited", name=name)
