"""What counts as need and as presence, and how much: the team's choice, always in sight."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard import served, state
from dashboard.components.choices import kept_choice
from dashboard.components.text import plain
from dashboard.components.weighing_shelf import weighing_shelf
from ocgraph.analysis.territory_reading import HEAVIEST, TerritoryReading, Weighing
from ocgraph.analysis.territory_wording import evidence_name
from ocgraph.analysis.weighing_forms import TOLERANCES, write_weights
from ocgraph.i18n import sort_key
from ocgraph.io.indicators.kinds import Direction
from ocgraph.territory.evidence import Side

_NEW_WEIGHT = 2


def weighing_choice() -> None:
    """Ask what counts, and how much, and how far another choice is allowed."""
    _ = state.words()
    told, weighed = served.current(), served.weighing()  # once: each asks the register's revision
    with st.container():    # always there: what follows keeps its place, and stays open
        if unread := served.unread_weights():
            st.warning(plain(_("served.unread", what=", ".join(unread), most=HEAVIEST)))
    with st.expander(_("served.weigh")):
        for column, side in zip(st.columns(2, gap="medium"), Side, strict=True):
            with column:
                _figures_choice(told, weighed, side)
                _weights(told, weighed, side)
        kept_choice("tolerance", _("served.weigh.tolerance"), TOLERANCES,
                    lambda code: _(f"served.tolerance.{code}"))
        weighing_shelf()


def _of_side(told: TerritoryReading, weighed: Weighing, side: Side) -> list[tuple[str, int]]:
    return [(code, weight) for code, weight in weighed.weights
            if told.evidence[code].side is side]


def _figures_choice(told: TerritoryReading, weighed: Weighing, side: Side) -> None:
    """Ask which figures count on one side."""
    _, language = state.words(), state.language()
    names = {code: evidence_name(told.evidence[code], language) for code in told.of_side(side)}
    offered = sorted(names, key=lambda code: sort_key(names[code]))
    key = state.key(f"figures_{side}")
    chosen = [code for code, _weight in _of_side(told, weighed, side)]

    def keep(codes: list[str]) -> None:
        weights = dict(served.weighing().weights)
        others = {code: weight for code, weight in weights.items() if code not in chosen}
        kept = others | {code: weights.get(code, _NEW_WEIGHT) for code in codes}
        if kept:
            _keep(kept)
        else:
            st.session_state["moves"] += 1   # the fields are made anew, as they were
            st.toast(state.words()("served.weigh.one_at_least"))

    st.multiselect(_(f"served.weigh.{side}"), offered, default=chosen, format_func=names.get,
                   key=key, on_change=state.when_there(key, keep),
                   placeholder=_("served.weigh.choose"),
                   select_all=False, disabled=not offered)


def _weights(told: TerritoryReading, weighed: Weighing, side: Side) -> None:
    """Show the weight of each figure that counts, and what more means when the team says so."""
    _, language = state.words(), state.language()
    for code, weight in _of_side(told, weighed, side):
        key = state.key(f"weight_{code}")
        st.slider(evidence_name(told.evidence[code], language), 1, HEAVIEST, weight, key=key,
                  on_change=state.when_there(key, partial(_keep_weight, code)))
        direction = told.evidence[code].direction
        if direction is Direction.TO_ASK or code in weighed.turned:
            turned = state.key(f"turned_{code}")
            st.checkbox(_("served.weigh.turned_less" if direction is Direction.LESS_NEED
                          else "served.weigh.turned"), code in weighed.turned, key=turned,
                        on_change=state.when_there(turned, partial(_keep_turned, code)))


def _keep_weight(code: str, weight: int) -> None:
    _keep(dict(served.weighing().weights) | {code: weight})


def _keep_turned(code: str, is_turned: bool) -> None:
    weighed = served.weighing()
    turned = weighed.turned | {code} if is_turned else weighed.turned - {code}
    _write(replace(weighed, turned=turned))


def _keep(weights: dict[str, int]) -> None:
    _write(replace(served.weighing(), weights=tuple(weights.items())))


def _write(weighed: Weighing) -> None:
    st.session_state["weights"] = write_weights(weighed)
