"""What a journal tells: the last entries, and their sums by word of the frame and by territory."""

from __future__ import annotations

import datetime
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import journal, state
from dashboard.components.taken_away import take_away
from dashboard.components.text import plain, text_table
from ocgraph.analysis.journal_wording import (
    entry_sentence,
    territory_rows,
    told_rows,
    told_titles,
    total_sentence,
    word_rows,
)
from ocgraph.i18n import format_month

_ENTRIES_SHOWN = 10


def journal_sums(post: str) -> None:
    """Show the last entries of a post, the sums of a month and its year, and the files."""
    _ = state.words()
    entries = journal.entries(post)
    st.header(_("journal.last"), anchor=False)
    if not entries:
        st.caption(_("journal.none"))
        return
    language, names = state.language(), journal.names()
    st.markdown("\n".join(f"- {plain(entry_sentence(one, names, language))}"
                          for one in entries[:_ENTRIES_SHOWN]))
    if len(entries) > _ENTRIES_SHOWN:
        st.caption(_("journal.more", n=len(entries) - _ENTRIES_SHOWN))
    month = _month({one.since.replace(day=1) for one in entries})
    _sums(post, month)
    with st.container(horizontal=True):
        for fmt in ("xlsx", "csv"):
            take_away(
                _(f"journal.take.{fmt}"), partial(journal.file, fmt, post, state.choice("frame"),
                                                  month, language),
                file_name=f"{_('journal.file')}-{post}.{fmt}", key=f"take_journal_{fmt}")


def _month(months: set[datetime.date]) -> datetime.date:
    """Ask for a month: this one, or another that has entries."""
    language = state.language()
    offered = sorted({*months, datetime.date.today().replace(day=1)}, reverse=True)
    st.header(state.words()("journal.sums"), anchor=False)
    return st.selectbox(state.words()("journal.month"), offered, key=state.key("journal_month"),
                        index=offered.index(datetime.date.today().replace(day=1)),
                        format_func=lambda day: format_month(day, language))


def _sums(post: str, month: datetime.date) -> None:
    _, language, frame = state.words(), state.language(), state.choice("frame")
    one = journal.summed(post, frame, month.year, month.month)
    year = journal.summed(post, frame, month.year)
    st.markdown("  \n".join(plain(total_sentence(worked.total, period, language)) for
                            worked, period in ((one, format_month(month, language)),
                                               (year, str(month.year)))))
    if rows := word_rows(one, year, frame, language):
        text_table(pd.DataFrame(told_rows(rows, language),
                                columns=told_titles("word", language)))
    if rows := territory_rows(one, year, language):
        text_table(pd.DataFrame(told_rows(rows, language),
                                columns=told_titles("place", language)))
    st.caption(_("journal.sums.note"))
