"""The notice for partners: what is kept about their organisation, to read here and to give."""

from __future__ import annotations

import datetime
from functools import partial

import streamlit as st

from dashboard import state
from dashboard.components.taken_away import take_away
from ocgraph.reports import written
from ocgraph.reports.notice import notice_document

_MIMES = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "pdf": "application/pdf", "md": "text/markdown"}


def notice_part() -> None:
    """Offer the notice as a document, then show it whole."""
    _ = state.words()
    st.markdown(_("sharing.notice"))
    with st.container(horizontal=True):
        for fmt, mime in _MIMES.items():
            take_away(_(f"sharing.notice.take.{fmt}"), partial(_notice, fmt, state.language()),
                      mime=mime, file_name=f"{_('sharing.notice.file')}.{fmt}", key=f"notice_{fmt}")
    with st.container(border=True):
        st.markdown(_notice("md", state.language()).decode())


def _notice(fmt: str, language: str) -> bytes:
    return written(notice_document(language, datetime.date.today()), fmt)
