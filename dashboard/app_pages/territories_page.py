"""Territoires: where presence follows need, how sure that is, and what one more post changes."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import scenarios, served, state
from dashboard.components.access import access
from dashboard.components.bridges import bridges
from dashboard.components.by_level import by_level
from dashboard.components.choices import kept_part
from dashboard.components.empty import is_empty, nothing_seen
from dashboard.components.inequality import inequality
from dashboard.components.need_and_presence import need_and_presence
from dashboard.components.notes import figures_note
from dashboard.components.posts import posts, tells_scenario
from dashboard.components.posts_of_scenario import tried_heading
from dashboard.components.taken_away import take_away
from dashboard.view import TERRITORY_PARTS
from ocgraph.reports.formats import MIME, XLSX


def show() -> None:
    """Draw the page."""
    _ = state.words()
    st.title(_("page.territories.title"), anchor=False)
    if is_empty() or nothing_seen():
        return
    part = kept_part("territory_part", TERRITORY_PARTS, lambda code: _(f"territory_part.{code}"))
    with st.spinner(_("page.working")):
        {"need": need_and_presence, "access": access, "inequality": inequality,
         "bridges": bridges, "posts": posts, "levels": by_level}[part]()
    _downloads()
    figures_note()


def _downloads() -> None:
    """Offer all the page tells as documents, and its figures; each is made when asked for."""
    _ = state.words()
    make = served.report_maker(*(
        (scenarios.scenario_network(state.source(), state.lens(), state.changes()),
         f"{tried_heading()}.") if tells_scenario() else ()))
    with st.container(horizontal=True):
        for fmt, mime in (MIME | {"xlsx": XLSX}).items():
            take_away(_(f"served.take.{fmt}"), partial(make, fmt), mime=mime,
                      file_name=f"{_('served.file')}.{fmt}", key=f"served_{fmt}")
