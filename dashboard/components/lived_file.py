"""A territory that a team drew in other software, brought in as the place of a portrait."""

from __future__ import annotations

import streamlit as st

from dashboard import state, uploads
from dashboard.components.brought import brought, uploader_key
from dashboard.components.lived_place import take_portrait_of_lived
from dashboard.components.text import plain
from ocgraph.analysis.wording import listed
from ocgraph.io.places.lived_territories import LivedTerritory
from ocgraph.io.places.reference import municipality_by_code

_NAMED = 12


def lived_file() -> None:
    """Ask for a file, say what it holds, and take one territory when told to."""
    _ = state.words()
    with st.expander(_("lived.file")):
        uploaded = st.file_uploader(_("lived.choose"), key=uploader_key("lived"))
        if uploaded is None:
            st.caption(_("lived.private"))
            return
        name, content = uploaded.name, uploaded.getvalue()
        read = brought("lived", (name, content), lambda: uploads.read_lived(name, content))
        if read is None:
            return
        if read.result.territories:
            _take(read.result.territories)
        else:
            st.error(_("lived.none"))
        for issue in read.result.issues:
            st.caption(plain(f"{issue.sentence(state.language())} {issue.mend(state.language())}"))


def _take(territories: tuple[LivedTerritory, ...]) -> None:
    """Ask which one when there are several, say what it is made of, and offer its portrait."""
    _ = state.words()
    names = [territory.name for territory in territories]
    rank = st.selectbox(_("lived.which"), range(len(names)), format_func=names.__getitem__,
                        key=state.key("lived_which")) if len(names) > 1 else 0
    chosen = territories[rank]
    held = [municipality_by_code()[code].name for code in chosen.municipalities]
    st.markdown(plain(_("lived.holds", n=len(held),
                        names=listed(held, state.language(), _NAMED))))
    st.button(_("lived.take"), type="primary", key="take_lived",
              on_click=take_portrait_of_lived, args=(chosen.name, chosen.municipalities))
