"""Another post: where it would do most, what a departure costs, and what a scenario changes."""

from __future__ import annotations

import streamlit as st

from dashboard import data, scenarios, served, state
from dashboard.components.choices import kept_choice, kept_part
from dashboard.components.territory_map import figure_list, map_or_list, shaded_picture
from dashboard.components.text import plain
from dashboard.components.weighing import weighing_choice
from dashboard.view import OBJECTIVES, POSTS_CHOICES, POSTS_OF
from ocgraph.analysis.post_wording import (
    apart_sentences,
    departure_sentence,
    how_sentence,
    plan_sentences,
    ratio_name,
)
from ocgraph.analysis.scenario import apply_changes
from ocgraph.analysis.territory_scenario import posts_to_try, scenario_sentences
from ocgraph.i18n import sort_key
from ocgraph.territory.posts import Effect, Objective, Plan


def posts() -> None:
    """Place posts, or take those of the scenario tried, and say what they change."""
    _ = state.words()
    which = kept_part("posts_of", POSTS_OF, lambda code: _(f"posts.of.{code}")
                      ) if state.changes() else "plan"
    {"scenario": _scenario, "plan": _plan}[which]()
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
    map_or_list(lambda: _maps(plan.effect, "after"), lambda: _list(plan))


def _try_it(plan: Plan) -> None:
    """Offer to put the posts among the changes tried, and to see there what else they change."""
    if not any(plan.posts.values()):
        return
    if st.button(state.words()("posts.try"), key="try_posts"):
        tried = apply_changes(data.register(state.source()), state.changes()).register
        new = posts_to_try(plan, served.current(), tried, state.language())
        state.try_changes((*state.changes(), *new), state.scenario())
        st.session_state["analysis"] = "what_if"
        st.switch_page(st.session_state["pages"]["analysis"])


def tells_scenario() -> bool:
    """Tell whether the changes tried are told, rather than where posts would go."""
    return bool(state.changes()) and state.choice("posts_of") == "scenario"


def tried_heading() -> str:
    """Return what is tried: its name, how many changes, and how many no longer apply."""
    _, changes = state.words(), state.changes()
    heading = (_("scenario.tried", n=len(changes)) if state.scenario() is None
               else _("scenario.tried_of", n=len(changes), name=state.scenario()))
    n_unmade = scenarios.n_unmade(state.source(), changes)
    return heading + (f" ({_('scenario.n_unmade', n=n_unmade)})" if n_unmade else "")


def _scenario() -> None:
    """Say what the scenario tried changes in the hours of each territory."""
    _ = state.words()
    told = served.scenario(served.weighing(), scenarios.scenario_network(
        state.source(), state.lens(), state.changes()))
    st.markdown(f"**{plain(tried_heading())}**  \n" + plain(" ".join(scenario_sentences(
        served.planning(served.weighing()), told, state.language()))))
    weighing_choice()
    map_or_list(lambda: _maps(told.effect, "scenario"), lambda: figure_list({
        _("posts.column.before"): _rounded(told.effect.before.ratios),
        _("posts.of.scenario"): _rounded(told.effect.after.ratios)},
        "posts_scenario_table", _("posts.of.scenario"),
        (*told.changed, *(code for code in served.current().among if code not in told.changed))))


def _maps(effect: Effect, then: str) -> None:
    """Show the hours for need, today and then, with the same classes."""
    _ = state.words()
    name = ratio_name(served.planning(served.weighing()), state.language())
    before, after = effect.before.ratios, effect.after.ratios
    changed = [code for code, value in after.items() if value != before[code]]
    titles = {"before": _("posts.before"),
              then: _("posts.of.scenario") if then == "scenario" else _("posts.after")}
    for column, (key, title), values in zip(st.columns(2, gap="small"), titles.items(),
                                            (before, after), strict=True):
        with column:
            st.markdown(f"**{title}**")
            shaded_picture(values, name, f"posts_{key}", is_small=True,
                           classed=(*before.values(), *after.values()),
                           dotted=changed if key != "before" else ())


def _list(plan: Plan) -> None:
    _ = state.words()
    before, after = plan.effect.before.ratios, plan.effect.after.ratios
    effects, left_out = served.one_post(served.weighing()), plan.effect.before.left_out
    st.caption(ratio_name(served.planning(served.weighing()), state.language()))
    figure_list({
        _("posts.column.given"): plan.posts, _("posts.column.before"): _rounded(before),
        _("posts.column.after"): _rounded(after),
        _("posts.column.one_worst"): _rounded({code: found.worst
                                               for code, found in effects.items()}),
        _("posts.column.one_theil"): _rounded({code: found.theil
                                               for code, found in effects.items()}, 3)},
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
