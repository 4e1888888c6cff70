"""The language of the page, chosen at the top of the sidebar and told to screen readers."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from ocgraph.i18n import LANGUAGES

_KEY = "language_choice"
_NAMES = {"fr": "Français", "en": "English"}
_lang = st.components.v2.component("ocgraph_language", html="<span></span>", js="""
export default function (component) {
  document.documentElement.lang = component.data.language;
}
""")


def language_choice() -> None:
    """Show the choice of language; the page's ``lang`` follows it."""
    _ = state.words()
    st.radio(_("sidebar.language"), LANGUAGES, format_func=_NAMES.get, key=_KEY,
             index=LANGUAGES.index(state.language()), horizontal=True,
             label_visibility="collapsed", on_change=state.when_there(_KEY, _choose))
    _lang(key="page_language", data={"language": state.language()})


def _choose(code: str) -> None:
    st.session_state["language"] = code
