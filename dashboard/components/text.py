"""Typed text inside Streamlit's labels, which read Markdown."""

from __future__ import annotations

import datetime
import re

import pandas as pd
import streamlit as st

from dashboard import state

# Markdown makes a link of a bare address; a word joiner, which is not seen, keeps it text.
# So does an icon of ":name:" or of ":material/name:", which reads its name before any escape.
_ADDRESS = re.compile(r"https?:|www(?=\.)|\S(?=@)|:(?=\w)", re.IGNORECASE)
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&])")


def plain(text: str) -> str:
    """Escape text so that a label shows it as it was typed and loads nothing.

    A Markdown image in a name would call a third party. Not for `st.text`, the options of a
    selectbox or the cells of a dataframe, which are plain already.
    """
    return _MARKS.sub(r"\\\1", _ADDRESS.sub("\\g<0>\u2060", text))


def moment(when: datetime.datetime) -> str:
    """Return the day and the hour of a moment, in the machine's own time."""
    here = when.astimezone()
    return state.words()("text.moment", day=here.date(), hour=f"{here:%H}", minute=f"{here:%M}")


def text_table(frame: pd.DataFrame) -> None:
    """Show texts as a table whose cells are read whole, as they were typed."""
    st.table(frame.map(plain), hide_index=True)
