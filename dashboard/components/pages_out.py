"""The pages that went out: to take away again, and to let go of."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import people, sharing, state
from dashboard.components.link_list import link_list
from dashboard.components.refusal import say_refused, tried
from dashboard.components.taken_away import take_away
from dashboard.components.text import moment, plain
from dashboard.view import DEMONSTRATIONS
from ocgraph.i18n import file_stem
from ocgraph.storage import SharedPage


def pages_out() -> None:
    """List what was shared, the latest first; the page just made is told first."""
    _ = state.words()
    say_refused()
    pages = sharing.pages(state.source())
    if not pages:
        st.info(_("sharing.none"))
        return
    if st.session_state.pop("page_made", None) == pages[0].page_id:
        st.success(_("sharing.made"))
    if not sharing.has_links():
        st.caption(_("links.none_here"))
    for number, page in enumerate(pages):
        with st.container(border=True):
            _page(page, is_latest=not number)


def _page(page: SharedPage, *, is_latest: bool) -> None:
    """Tell one page, and offer what may be done with it."""
    _ = state.words()
    st.markdown(f"**{plain(_title(page))}**")
    st.caption(plain(" · ".join(filter(None, (
        moment(page.made_at), people.name_by_id(page.account),
        _(f"sharing.ties.{page.terms['ties']}"),
        _("sharing.n_shown", n=len(page.shown)))))))
    if not page.is_kept:
        st.caption(_("sharing.dropped"))
        return
    content = partial(sharing.pages_of(state.source()).content, page.page_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        take_away(_("sharing.get"), content, mime="text/html", key=f"get_{page.page_id}",
                  file_name=f"{file_stem(_title(page))}.html",
                  type="primary" if is_latest else "secondary")
        with st.popover(_("sharing.drop")):
            st.markdown(_("sharing.drop.sure"))
            st.button(_("sharing.drop.yes"), key=f"drop_{page.page_id}", on_click=_drop,
                      args=(page.page_id,))
    if state.source() not in DEMONSTRATIONS and sharing.has_links():
        link_list(page)


def _title(page: SharedPage) -> str:
    return page.title or state.words()("sharing.untitled")


def _drop(page_id: str) -> None:
    tried(lambda: sharing.pages_of(state.source()).drop(page_id))
