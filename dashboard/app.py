"""Router: the session, the sidebar common to every page, the pages. Nothing else."""

from __future__ import annotations

import streamlit as st

from dashboard import asking, data, state
from dashboard.app_pages import (
    analysis_page,
    data_page,
    graph_page,
    home_page,
    map_page,
    method_page,
    mobilisation_page,
    share_page,
    territories_page,
)
from dashboard.components.language import language_choice
from dashboard.components.lens_choice import drop_unremembered, lens_choice
from dashboard.components.look import look
from dashboard.components.notes import address_note
from dashboard.components.refusal import said_in_words, say_refused
from dashboard.components.sign_in import refusal, sign_in_page, who_is_there
from dashboard.view import DEMONSTRATIONS

# An address is a code: it stays the same when the language changes.
_PAGES = {"home": ("accueil", home_page), "map": ("carte", map_page),
          "graph": ("reseau", graph_page), "analysis": ("analyse", analysis_page),
          "mobilisation": ("mobilisation", mobilisation_page),
          "territories": ("territoires", territories_page), "share": ("partage", share_page),
          "data": ("donnees", data_page),
          "method": ("methode", method_page)}
_WITH_LENS = {"map", "graph", "analysis", "mobilisation", "territories"}

st.set_page_config(page_title="ocgraph", layout="wide")
state.begin()
look()
_ = state.words()
pages = {name: st.Page(module.show, title=_(f"page.{name}.menu"), url_path=path,
                       default=name == "home") for name, (path, module) in _PAGES.items()}
st.session_state["pages"] = pages

with asking.asked_once():
    refused = refusal()
    current = st.navigation(list(pages.values()), position="hidden" if refused else "top")
    if refused:
        sign_in_page(refused)
        st.stop()
    with st.sidebar:
        language_choice()
        who_is_there()
        if state.source() in DEMONSTRATIONS:
            st.caption(_(f"sidebar.{state.source()}"))
    with said_in_words():
        drop_unremembered()
        with st.sidebar:
            if current in [pages[x] for x in _WITH_LENS] and not data.register(
                    state.source()).is_empty:
                lens_choice()
        address_note()
        above = st.empty()
        current.run()
        with above:
            say_refused()   # what no part of the page has said nearer to what was asked
state.write_address()
