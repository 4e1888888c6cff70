"""One frame read under another: its words, and what the other frame says for each."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.components.text import text_table
from ocgraph.model import FRAME_KINDS, frame_terms, label_of, translate_term, vocabulary

_FIRST = (2, 0)
"""The frames shown first, by their rank: Lanaudière, that of the demonstration, under RQIIAC."""


def crosswalk() -> None:
    """Show the words of one frame beside their equivalents in another."""
    _, language = state.words(), state.language()
    frames = list(vocabulary("frame"))
    one, other = (column.selectbox(
        _(f"crosswalk.{side}"), frames, index=rank, key=state.key(f"crosswalk_{side}"),
        format_func=lambda code: label_of("frame", code, language))
        for column, side, rank in zip(st.columns(2), ("from", "to"), _FIRST, strict=True))
    if one == other:
        st.caption(_("crosswalk.same"))
        return
    text_table(_frame(one, other))


def _frame(one: str, other: str) -> pd.DataFrame:
    _, language = state.words(), state.language()
    rows = []
    for kind in FRAME_KINDS:
        for code, term in frame_terms(one, kind).items():
            answer = translate_term(one, kind, code, other)
            rows.append({
                _("crosswalk.kind"): label_of("frame_kind", kind, language),
                label_of("frame", one, language): term.label.in_language(language),
                _("crosswalk.relation"): label_of("relation", answer.relation, language),
                label_of("frame", other, language): answer.term.label.in_language(language)
                if answer.term else ""})
    return pd.DataFrame(rows)
