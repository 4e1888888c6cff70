"""The journal of an organizer: whose it is, its form, then what it already tells."""

from __future__ import annotations

import streamlit as st

from dashboard import asking, state
from dashboard import journal as kept
from dashboard.components.journal_form import journal_form
from dashboard.components.journal_sums import journal_sums
from dashboard.components.refusal import say_refused
from dashboard.view import OWN


def journal() -> None:
    """Ask for a day of work and note it, then show the last ones and what they add up to."""
    _ = state.words()
    if state.source() != OWN:
        st.info(_("journal.demo"))
        st.button(_("journal.own"), type="primary", key="journal_own", on_click=state.open_source,
                  args=(OWN,))
        return
    posts = kept.posts()
    if not posts:
        st.info(_("journal.no_post"))
        st.button(_("journal.bring"), type="primary", key="journal_bring",
                  on_click=state.open_part, args=("data_part", "import"))
        return
    post = _post(posts)
    if post is None:
        st.caption(_("journal.choose_post"))
        return
    say_refused()
    journal_form(post)
    journal_sums(post)


def _post(posts: dict[str, str]) -> str | None:
    """Ask which post this is: one's own first; the address remembers it, the only one is it."""
    there = asking.me()
    own = there and there.organizer_id
    chosen = next((post for post in (state.post(), own) if post in posts), None)
    if chosen is None and len(posts) == 1:
        chosen = next(iter(posts))
    key = state.key("journal_post")
    return st.selectbox(
        state.words()("journal.post"), list(posts), key=key, format_func=posts.get,
        index=None if chosen is None else list(posts).index(chosen),
        placeholder=state.words()("change.hint"), on_change=state.when_there(
            key, lambda post: st.session_state.update({"post": post})))
