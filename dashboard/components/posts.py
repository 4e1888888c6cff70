"""Another post: where it would do most, what a departure costs, and what a scenario changes."""

from __future__ import annotations

import streamlit as st

from dashboard import data, served, state
from dashboard.components.choices import kept_choice, kept_part
from dashboard.components.posts_of_scenario import posts_of_scenario
from dashboard.components.territory_map import figure_list, map_or_list, two_maps
from dashboard.components.text import plain
from dashboard.components.weighing import weighing_choice
from dashboard.view import OBJECTIVES, POSTS_CHOICES, POSTS_OF
from ocgraph.analysis.post_wording import (
    apart_sentences,
    departure_sentence,
    how_sentence,
    plan_sentences,
    ratio_name,
    theil_name,
)
from ocgraph.analysis.scenario import apply_changes
from ocgraph.analysis.territory_scenario import posts_to_try
from ocgraph.i18n import sort_key
from ocgraph.territory.posts import Objective, Plan


def posts() -> None:
    """Place posts, or take those of the scenario tried, and say what they change."""
    _ = state.words()
    which = kept_part("posts_of", POSTS_OF, lambda code: _(f"posts.of.{code}")
                      ) if state.changes() else "plan"
    {"scenario": posts_of_scenario, "plan": _plan}[which]()
    planning, language = served.planning(served.weighing()), state.language()
    apart = apart_sentences(planning, language) if which == "scenario" else []
    st.caption(plain(" ".join((*apart, how_sentence(planning, language)))))
    _departure()
    st.caption(_("posts.national"))


def _plan() -> None:
    """Place posts, and say what they change."""
    _, language = state.words(), state.language()
    left, right = st.columns(2)
    with left:
        n_posts = kept_choice("posts", _("posts.how_many"), POSTS_CHOICES,
                              str)
    with right:
        objective = kept_choice("objective", _("posts.objective"), OBJECTIVES,
                                lambda code: _(f"posts.objective.{code}"))
    plan = served.plan(served.weighing(), n_posts, objective)
    st.markdown(plain(" ".join(plan_sentences(
        served.planning(served.weighing()), plan, Objective(objective), language))))
    _try_it(plan)
    weighing_choice()
    before, after = plan.effect.before.ratios, plan.effect.after.ratios
    name = ratio_name(served.planning(served.weighing()), language)
    map_or_list(lambda: two_maps(before, after, name, _("posts.after")),
                lambda: _list(plan))


def _try_it(plan: Plan) -> None:
    """Offer to put the posts among the changes tried, and to see there what else they change."""
    if not any(plan.posts.values()):
        return
    if st.button(state.words()("posts.try"), key="try_posts"):
        tried = apply_changes(data.register(state.source(), state.lens()), state.changes()).register
        new = posts_to_try(plan, served.current(), tried, state.language())
        state.try_changes((*state.changes(), *new), state.scenario())
        st.session_state["analysis"] = "what_if"
        st.switch_page(st.session_state["pages"]["analysis"])


def tells_scenario() -> bool:
    """Tell whether the changes tried are told, rather than where posts would go."""
    return bool(state.changes()) and state.choice("posts_of") == "scenario"


def _list(plan: Plan) -> None:
    _, planning = state.words(), served.planning(served.weighing())
    before, after = plan.effect.before.ratios, plan.effect.after.ratios
    effects, left_out = served.one_post(served.weighing()), plan.effect.before.left_out
    st.caption(ratio_name(planning, state.language()))
    figure_list({
        _("posts.column.given"): plan.posts, _("posts.column.before"): _rounded(before),
        _("posts.column.after"): _rounded(after),
        _("posts.column.one_worst"): _rounded({code: found.worst
                                               for code, found in effects.items()}),
        _("posts.column.one_theil", index=theil_name(planning, state.language())): _rounded(
            {code: found.theil for code, found in effects.items()}, 3)},
        "posts_table", _("territory_part.posts"), sorted(
            served.current().among, key=lambda code: (-plan.posts.get(code, 0), code in left_out,
                                                      before[code] or 0)))


def _rounded(values: dict[str, float | None], digits: int = 1) -> dict[str, float | None]:
    return {code: None if value is None else round(value, digits)
            for code, value in values.items()}


def _departure() -> None:
    """Ask who would leave, and say what it costs."""
    _ = state.words()
    names = {post.organizer_id: post.name for post in served.current().network.organizers}
    st.subheader(_("posts.departure.title"), anchor=False)
    leaving = st.selectbox(_("posts.departure.who"), sorted(
        names, key=lambda code: sort_key(names[code])), index=None, format_func=names.get,
        key=state.key("leaving"), placeholder=_("panel.search.hint"))
    if leaving:
        st.markdown(plain(departure_sentence(
            served.planning(served.weighing()), leaving, state.language())))
