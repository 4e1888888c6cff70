"""The goal: whom one wishes to meet, where, and how many of them."""

from __future__ import annotations

import streamlit as st

from dashboard import data, decisions, state
from dashboard.components.choices import kept_choice, kept_choices, steps_choice
from dashboard.view import SHARE_CHOICES
from ocgraph.analysis.goal import Goal
from ocgraph.i18n import format_share
from ocgraph.model import label_of


def goal_of_calls() -> tuple[frozenset[str], Goal]:
    """Ask for the goal of calls; return the actors wanted and the goal."""
    _, language = state.words(), state.language()
    first, second, third, fourth = st.columns([2, 2, 1, 1])
    with first:
        sectors = _sectors()
    with second:
        territories = _territories()
    with third:
        share = kept_choice("share", _("goal.share"), SHARE_CHOICES,
                            lambda part: format_share(part, language))
    with fourth:
        steps_choice()
    return (decisions.actors_of(state.source(), state.lens(), sectors, territories),
            Goal(sectors, territories, share, state.choice("steps")))


def goal_of_tables() -> tuple[frozenset[str], Goal]:
    """Ask whom one wishes to meet at tables; return the actors wanted and the goal."""
    first, second = st.columns(2)
    with first:
        sectors = _sectors()
    with second:
        territories = _territories()
    return (decisions.actors_of(state.source(), state.lens(), sectors, territories),
            Goal(sectors, territories))


def _sectors() -> tuple[str, ...]:
    _, language = state.words(), state.language()
    actors = data.network(state.source(), state.lens()).actors
    return kept_choices("goal_sectors", _("goal.sectors"),
                        {code for actor in actors for code in actor.sectors},
                        lambda code: label_of("sector", code, language), _("lens.sectors.all"))


def _territories() -> tuple[str, ...]:
    _ = state.words()
    actors = data.network(state.source(), state.lens()).actors
    return kept_choices("goal_territories", _("goal.territories"),
                        {actor.mrc_code for actor in actors} & set(data.territories()),
                        lambda code: data.territories()[code].name, _("lens.territories.all"))
