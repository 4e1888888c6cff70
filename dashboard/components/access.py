"""Access: the hours of organizers that inhabitants have near, others sharing them."""

from __future__ import annotations

import streamlit as st

from dashboard import served, state
from dashboard.components.choices import kept_choice
from dashboard.components.territory_map import figure_list, map_or_list, shaded_picture
from dashboard.components.text import plain
from dashboard.view import ACCESS_CHOICES
from ocgraph.analysis.territory_spread import METHODS
from ocgraph.analysis.territory_wording import access_sentences


def access() -> None:
    """Say who has most and least near, then show it."""
    _ = state.words()
    method = state.choice("access_method")
    near = served.near_hours(state.choice("within_km"), method)
    lead, *others = access_sentences(served.current(), near, state.language())
    st.markdown(plain(lead))
    name, values = _("access.name"), near.by_territory
    map_or_list(lambda: shaded_picture(values, name, "access"),
                lambda: figure_list({name: _rounded(values)}, "access_table", name),
                lambda: kept_choice("within_km", _("access.within"), ACCESS_CHOICES,
                                    lambda km: _("access.km", n=km)),
                lambda: kept_choice("access_method", _("access.method"), METHODS,
                                    lambda code: _(f"access.method.{code}")))
    st.caption(plain(" ".join((*others, _(f"access.how.{method}")))))


def _rounded(values: dict[str, float | None]) -> dict[str, float | None]:
    return {code: None if value is None else round(value, 1) for code, value in values.items()}
