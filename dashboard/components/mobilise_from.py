"""From some actors, tables or posts: who is reached at each step, who is not and by what way."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import data, decisions, state
from dashboard.components.choices import kept_choices, steps_choice
from dashboard.components.shown_as import shown_as, told_beside_selection
from dashboard.components.text import plain
from ocgraph.analysis.mobilisation import Mobilisation
from ocgraph.analysis.wording import listed, way_words
from ocgraph.i18n import format_share, sort_key
from ocgraph.model import Actor
from ocgraph.views.page_overlays import reach_overlay
from ocgraph.views.words import place_words

_NAMES_SHOWN = 6


def mobilise_from() -> None:
    """Ask from whom, then show who is reached and who is not."""
    _ = state.words()
    _say_who_is_unknown()
    starts, steps = st.columns([3, 1])
    with starts:
        chosen = _choose_starts()
    with steps:
        steps_choice()
    if not chosen:
        st.caption(_("mobilise.choose"))
        return
    found = decisions.mobilisation(state.source(), state.lens(), chosen, state.choice("steps"))
    st.markdown(plain(_sentence(found)))
    shown_as(lambda: _names(found), lambda name: told_beside_selection(
        name, reach_overlay(found, state.language()), is_small=True))


def _names(found: Mobilisation) -> None:
    reached, missed = st.columns(2, gap="medium")
    with reached:
        _reached(found)
    with missed:
        _missed(found)


def _say_who_is_unknown() -> None:
    """Name what the address begins with and is not shown."""
    _ = state.words()
    shown = data.network(state.source(), state.lens()).node_by_id
    unknown = [node_id for node_id in state.chosen_list("starts") if node_id not in shown]
    if unknown:
        names = listed((_("mobilise.unknown.one", name=one) for one in unknown),
                       state.language(), _NAMES_SHOWN)
        st.warning(plain(_("mobilise.unknown", n=len(unknown), names=names)))


def _choose_starts() -> tuple[str, ...]:
    """Show everything seen by name; what is chosen is kept, and begins with the selection."""
    _ = state.words()
    names = {node_id: node.name for node_id, node
             in data.network(state.source(), state.lens()).node_by_id.items()}
    fresh = st.session_state.get("starts_begun_at") != state.selection()
    if fresh and not state.chosen_list("starts") and state.selection() in names:
        st.session_state["starts"] = (state.selection(),)
    st.session_state["starts_begun_at"] = state.selection()  # once: a list one empties stays empty
    return kept_choices("starts", _("mobilise.starts"), names, names.__getitem__,
                        _("mobilise.starts.hint"))


def _sentence(found: Mobilisation) -> str:
    """Say how many are reached, and who lives there: a ceiling."""
    _ = state.words()
    told = [_("mobilise.reached", n=found.n_reached, all=len(found.network.actors),
              share=format_share(found.share, state.language()), steps=_("mobilise.within",
                                                                         n=found.max_steps))]
    people = decisions.population_of(found.territories)
    if people:
        told.append(_("mobilise.population", n=len(found.territories), people=people))
    left_out = found.left_out
    if left_out.mrc_codes:
        names = sorted(data.territories()[code].name for code in left_out.mrc_codes
                       if code in data.territories())
        told.append(_("mobilise.left_out", names=listed(names, state.language(), _NAMES_SHOWN)))
    return " ".join(told)


def _reached(found: Mobilisation) -> None:
    """Show who is reached, by step."""
    _ = state.words()
    rows = [{_("mobilise.step"): step} | _row(actor)
            for step, actors in enumerate(found.by_step) for actor in actors]
    st.markdown(f"**{_('mobilise.who', n=len(rows))}**")
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=380, alt=_("mobilise.who",
                                                                        n=len(rows)))


def _missed(found: Mobilisation) -> None:
    """Show who is not reached, and the ways to one of them."""
    _ = state.words()
    if not found.missed:
        st.markdown(f"**{_('mobilise.everyone')}**")
        return
    names = {actor.actor_id: actor.name for actor in found.missed}
    st.markdown(f"**{_('mobilise.missed', n=len(names))}**")
    chosen = st.selectbox(_("mobilise.way_to"), sorted(names, key=lambda one: sort_key(
        names[one])), index=None, format_func=names.get, key=state.key("way_to"),
        placeholder=_("panel.search.hint"))
    if chosen:
        _ways(found, chosen)
    rows = [{_("mobilise.nearest"): _nearest(found, actor)} | _row(actor)
            for actor in found.missed_nearest_first]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=300,
                 alt=_("mobilise.missed", n=len(names)))


def _nearest(found: Mobilisation, actor: Actor) -> str:
    """Say how many steps the nearest way to an actor missed has."""
    _ = state.words()
    steps = found.steps_to_missed.get(actor.actor_id)
    return _("mobilise.steps.n", n=steps) if steps else _("mobilise.way_unknown")


def _ways(found: Mobilisation, target: str) -> None:
    _ = state.words()
    nearest = decisions.ways(state.source(), state.lens(), found.chosen, target, most=1)
    ways = decisions.ways(state.source(), state.lens(), found.chosen, target)
    if not ways:
        st.caption(_("mobilise.no_way"))
    if len(ways) > 1:
        told = [_("mobilise.ways_apart", n=len(ways)), *_listed_ways(found, ways)]
        if not set(nearest) & set(ways):
            told = [_("mobilise.shortest"), *_listed_ways(found, nearest), "", *told]
        st.markdown("\n".join(told))
    else:
        st.markdown("\n".join(_listed_ways(found, ways)))


def _listed_ways(found: Mobilisation, ways: tuple[tuple[str, ...], ...]) -> list[str]:
    return ["", *("- " + plain(way_words(way, found.network, state.language())) for way in ways)]


def _row(actor: Actor) -> dict[str, str]:
    _, language = state.words(), state.language()
    return {_("table.name"): actor.name,
            _("table.mrc"): place_words(actor, data.territories(), language)}
