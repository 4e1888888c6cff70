"""Another post: where it would do most, and what a departure costs."""

from __future__ import annotations

import streamlit as st

from dashboard import served, state
from dashboard.components.choices import kept_choice
from dashboard.components.territory_map import figure_list, map_or_list, shaded_picture
from dashboard.components.text import plain
from dashboard.components.weighing import weighing_choice
from dashboard.view import OBJECTIVES, POSTS_CHOICES
from ocgraph.analysis.territory_wording import departure_sentence, plan_sentences
from ocgraph.analysis.wording import listed
from ocgraph.i18n import sort_key
from ocgraph.territory.posts import Objective, Plan


def posts() -> None:
    """Place posts, say what they change, then what a departure would cost."""
    _, language = state.words(), state.language()
    told, planning = served.current(), served.planning(served.weighing())
    left, right = st.columns(2)
    with left:
        n_posts = kept_choice("posts", _("posts.how_many"), POSTS_CHOICES,
                              str)
    with right:
        objective = kept_choice("objective", _("posts.objective"), OBJECTIVES,
                                lambda code: _(f"posts.objective.{code}"))
    plan = served.plan(served.weighing(), n_posts, objective)
    st.markdown(plain(" ".join(plan_sentences(told, plan, Objective(objective), language))))
    weighing_choice()
    map_or_list(lambda: _maps(plan), lambda: _list(plan))
    if planning.left_out:
        st.caption(plain(_("posts.left_out", n=len(planning.left_out), names=listed(
            (told.territories[code].name for code in planning.left_out), language, 5))))
    st.caption(_("posts.how"))
    _departure()
    st.caption(_("posts.national"))


def _maps(plan: Plan) -> None:
    """Show the hours for need, today and with the posts, with the same classes."""
    _ = state.words()
    before, after = plan.effect.before.ratios, plan.effect.after.ratios
    for column, (key, values) in zip(st.columns(2, gap="small"), (
            ("before", before), ("after", after)), strict=True):
        with column:
            st.markdown(f"**{_(f'posts.{key}')}**")
            shaded_picture(values, _("posts.ratio"), f"posts_{key}", is_small=True,
                           classed=(*before.values(), *after.values()))


def _list(plan: Plan) -> None:
    _ = state.words()
    before, after = plan.effect.before.ratios, plan.effect.after.ratios
    effects = served.one_post(served.weighing())
    figure_list({
        _("posts.column.given"): plan.posts, _("posts.column.before"): _rounded(before),
        _("posts.column.after"): _rounded(after),
        _("posts.column.one_worst"): _rounded({code: found.worst
                                               for code, found in effects.items()}),
        _("posts.column.one_theil"): _rounded({code: found.theil
                                               for code, found in effects.items()}, 3)},
        "posts_table", _("territory_part.posts"))


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
            served.current(), served.planning(served.weighing()).without(leaving),
            names[leaving], state.language())))
