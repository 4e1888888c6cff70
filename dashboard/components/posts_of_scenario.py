"""What the scenario tried changes in each territory, by the figure one chooses."""

from __future__ import annotations

import streamlit as st

from dashboard import scenarios, served, state
from dashboard.components.choices import kept_choice
from dashboard.components.territory_map import figure_list, map_or_list, two_maps
from dashboard.components.text import plain
from dashboard.components.weighing import weighing_choice
from ocgraph.analysis.post_wording import ratio_name
from ocgraph.analysis.territory_scenario import (
    COMPARED,
    Compared,
    compared_sentence,
    scenario_sentences,
)
from ocgraph.territory import TERRITORY_MEASURES


def posts_of_scenario() -> None:
    """Say what the scenario changes, then show a figure before and after."""
    _, language = state.words(), state.language()
    changed = scenarios.scenario_network(state.source(), state.lens(), state.changes())
    told = served.scenario(served.weighing(), changed)
    st.markdown(f"**{plain(tried_heading())}**  \n" + plain(" ".join(scenario_sentences(
        served.planning(served.weighing()), told, language))))
    weighing_choice()
    which = state.choice("compared")
    compared = served.compared(which, served.weighing(), changed)
    map_or_list(lambda: two_maps(*compared, _name(which), _("posts.of.scenario"),
                                 digits=_digits(which)),
                lambda: _list(which, compared),
                lambda: kept_choice("compared", _("compared.choice"), COMPARED, _name))
    if which != "ratio":
        st.markdown(plain(_("compared.of", name=_name(which), told=compared_sentence(
            served.current(), compared, language, _digits(which)))))
    if which in ("shortfall", "access"):
        st.caption(plain(_(f"compared.how.{which}")))


def tried_heading() -> str:
    """Return what is tried: its name, how many changes, and how many no longer apply."""
    _, changes = state.words(), state.changes()
    heading = (_("scenario.tried", n=len(changes)) if state.scenario() is None
               else _("scenario.tried_of", n=len(changes), name=state.scenario()))
    n_unmade = scenarios.n_unmade(state.source(), state.lens(), changes)
    return heading + (f" ({_('scenario.n_unmade', n=n_unmade)})" if n_unmade else "")


def _name(which: str) -> str:
    _ = state.words()
    if which == "ratio":
        return ratio_name(served.planning(served.weighing()), state.language())
    if which == "access":
        return _("access.name_within", km=state.choice("within_km"))
    return _("served.column.shortfall") if which == "shortfall" else _(f"measure.{which}")


def _digits(which: str) -> int:
    if which in TERRITORY_MEASURES:
        return TERRITORY_MEASURES[which].digits
    return 0 if which == "shortfall" else 1


def _list(which: str, compared: Compared) -> None:
    _ = state.words()
    titles = (_("posts.column.before"), _("posts.of.scenario"))
    figure_list({title: _rounded(values, _digits(which))
                 for title, values in zip(titles, compared, strict=True)},
                "posts_scenario_table", _name(which), compared.changed_first)


def _rounded(values: dict[str, float | None], digits: int) -> dict[str, float | None]:
    return {code: None if value is None else round(value, digits)
            for code, value in values.items()}
