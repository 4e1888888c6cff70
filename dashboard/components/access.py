"""Access: the hours of organizers that inhabitants have near, others sharing them."""

from __future__ import annotations

from math import inf

import streamlit as st

from dashboard import served, state
from dashboard.components.choices import kept_choice
from dashboard.components.territory_map import figure_list, map_or_list, shaded_picture
from dashboard.components.text import plain
from dashboard.view import ACCESS_CHOICES
from ocgraph.analysis.access_wording import access_sentences, unknown_sentences
from ocgraph.analysis.territory_spread import METHODS, NearHours


def access() -> None:
    """Say who has most and least near, then show it."""
    _, told, method = state.words(), served.current(), state.choice("access_method")
    near = served.near_hours(state.choice("within_km"), method)
    lead, *others = access_sentences(told, near, state.language())
    st.markdown(plain(lead))
    name = _("access.name_within", km=near.within_km)
    map_or_list(lambda: shaded_picture(
        near.by_territory, name, "access", at_least=near.at_least,
        notes=unknown_sentences(told, near, state.language())),
        lambda: _list(near, name),
        lambda: kept_choice("within_km", _("access.within"), ACCESS_CHOICES,
                            lambda km: _("access.km", n=km)),
        lambda: kept_choice("access_method", _("access.method"), METHODS,
                            lambda code: _(f"access.method.{code}")))
    st.caption(plain(" ".join((*others, _(f"access.how.{method}"), _("access.own")))))


def _list(near: NearHours, name: str) -> None:
    _ = state.words()
    known = {code: round(value, 1) for code, value in near.by_territory.items()
             if value is not None}
    more = {code: _("access.at_least_yes" if code in near.at_least else "access.at_least_no")
            for code in known}
    figure_list({name: known, **({_("access.column.at_least"): more} if near.at_least else {})},
                "access_table", name,
                order=sorted(near.by_territory, key=lambda code: known.get(code, inf)))
