"""The lens, in the sidebar: what of the register is looked at, on every page."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import data, state
from ocgraph.i18n import sort_key
from ocgraph.model import label_of, vocabulary
from ocgraph.network import Layer, Lens


def lens_choice() -> None:
    """Show the lens and let it be changed; one button puts it back to everything."""
    _, language, lens = state.words(), state.language(), state.lens()
    st.header(_("lens.title"), anchor=False)
    st.pills(_("lens.layers"), list(Layer), default=[x for x in Layer if x in lens.layers],
             selection_mode="multi", format_func=lambda code: _(f"layer.{code}"),
             key=state.key("lens_layers"), on_change=_change, args=("layers",))
    _codes("territories", _territories_seen(), lambda code: data.territories()[code].name)
    _codes("sectors", _sectors_seen(), lambda code: label_of("sector", code, language))
    _codes("kinds", _kinds_seen(), lambda code: label_of("actor_kind", code, language))
    with st.expander(_("lens.more")):
        _date()
        _levels()
    if lens != Lens():
        st.button(_("lens.reset"), on_click=state.replace_lens, args=(Lens(),),
                  width="stretch")


def _codes(name: str, codes: list[str], wording: object) -> None:
    _ = state.words()
    st.multiselect(_(f"lens.{name}"), sorted(codes, key=lambda code: sort_key(wording(code))),
                   default=sorted(getattr(state.lens(), name)), format_func=wording,
                   placeholder=_(f"lens.{name}.all") if codes else _("lens.nothing_known"),
                   select_all=False, disabled=not codes,
                   key=state.key(f"lens_{name}"), on_change=_change, args=(name,))


def _date() -> None:
    _ = state.words()
    st.date_input(_("lens.on"), value=state.lens().on, key=state.key("lens_on"),
                  format="YYYY-MM-DD", help=_("lens.on.help"), on_change=_change_day)


def _levels() -> None:
    """Offer a least level for each intensity scale the register uses."""
    _, language = state.words(), state.language()
    chosen = dict(state.lens().minimum_levels)
    for scale in _scales_seen():
        levels = vocabulary(f"intensity:{scale}")
        st.selectbox(_("lens.level", scale=label_of("intensity_scale", scale, language)),
                     [None, *map(int, levels)], key=state.key(f"lens_level_{scale}"),
                     index=0 if scale not in chosen else 1 + list(levels).index(
                         str(chosen[scale])),
                     format_func=lambda level, levels=levels: _("lens.level.any") if level is None
                     else f"{level} · {levels[str(level)].label.in_language(language)}",
                     on_change=_change_level, args=(scale,))


def _territories_seen() -> list[str]:
    seen = {actor.mrc_code for actor in data.register(state.source()).actors}
    return list((seen | state.lens().territories) & set(data.territories()))


def _sectors_seen() -> list[str]:
    return list({sector for actor in data.register(state.source()).actors
                 for sector in actor.sectors} | state.lens().sectors)


def _kinds_seen() -> list[str]:
    return list({actor.kind for actor in data.register(state.source()).actors if actor.kind}
                | state.lens().kinds)


def _scales_seen() -> list[str]:
    seen = {tie.scale for tie in data.register(state.source()).ties}
    return [scale for scale in vocabulary("intensity_scale") if scale in seen]


def _change(name: str) -> None:
    codes = map(str, st.session_state[state.key(f"lens_{name}")])
    st.session_state["lens"] = replace(state.lens(), **{name: frozenset(codes)})


def _change_day() -> None:
    st.session_state["lens"] = replace(state.lens(), on=st.session_state[state.key("lens_on")])


def _change_level(scale: str) -> None:
    levels = dict(state.lens().minimum_levels)
    levels.pop(scale, None)
    if (level := st.session_state[state.key(f"lens_level_{scale}")]) is not None:
        levels[scale] = level
    st.session_state["lens"] = replace(state.lens(), minimum_levels=tuple(sorted(levels.items())))
