"""The lens, in the sidebar: what of the register is looked at, on every page."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace

import streamlit as st

from dashboard import data, state
from ocgraph.errors import OcgraphError
from ocgraph.i18n import sort_key
from ocgraph.model import Register, label_of, vocabulary
from ocgraph.network import Layer, Lens

_KNOWN = ("now", "then")


def drop_unremembered() -> None:
    """Look at the register as it is known now when its memory does not reach the day asked."""
    try:
        data.moment(state.source(), state.lens())
    except OcgraphError as error:
        if error.code not in ("memory.demo", "storage.before_memory"):
            raise
        state.replace_lens(replace(state.lens(), known_on=None))
        st.session_state.setdefault("address_errors", []).append(error)


def lens_choice() -> None:
    """Show the lens and let it be changed; one button puts it back to everything."""
    _, language, lens = state.words(), state.language(), state.lens()
    st.header(_("lens.title"), anchor=False)
    key = state.key("lens_layers")
    st.pills(_("lens.layers"), list(Layer), default=[x for x in Layer if x in lens.layers],
             selection_mode="multi", format_func=lambda code: _(f"layer.{code}"),
             key=key, on_change=state.when_there(key, _codes_kept("layers")))
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
    _, key = state.words(), state.key(f"lens_{name}")
    st.multiselect(_(f"lens.{name}"), sorted(codes, key=lambda code: sort_key(wording(code))),
                   default=sorted(getattr(state.lens(), name)), format_func=wording,
                   placeholder=_(f"lens.{name}.all") if codes else _("lens.nothing_known"),
                   select_all=False, disabled=not codes, key=key,
                   on_change=state.when_there(key, _codes_kept(name)))


def _date() -> None:
    _, key = state.words(), state.key("lens_on")
    st.date_input(_("lens.on"), value=state.lens().on, key=key, format="YYYY-MM-DD",
                  help=_("lens.on.help"),
                  on_change=state.when_there(key, _keep_day))
    _known()


def _keep_day(day: datetime.date | None) -> None:
    """Look at another day; the register is still seen as known that day, if its memory has it."""
    as_known = state.lens().known_on and day and data.remembers(state.source(), day)
    _keep(on=day, known_on=day if as_known else None)


def _known() -> None:
    """Ask whether to see the day as it is known now or as it was known then, when both can be."""
    _, lens, key = state.words(), state.lens(), state.key("lens_known")
    if not lens.known_on and not (lens.on and data.remembers(state.source(), lens.on)):
        return
    st.radio(_("lens.known"), _KNOWN, index=int(lens.known_on is not None), key=key,
             format_func=lambda code: _(f"lens.known.{code}"), help=_("lens.known.help"),
             on_change=state.when_there(key, lambda code: _keep(
                 known_on=state.lens().on if code == "then" else None)))


def _levels() -> None:
    """Offer a least level for each intensity scale the register uses."""
    _, language = state.words(), state.language()
    chosen = dict(state.lens().minimum_levels)
    for scale in _scales_seen():
        levels, key = vocabulary(f"intensity:{scale}"), state.key(f"lens_level_{scale}")
        st.selectbox(_("lens.level", scale=label_of("intensity_scale", scale, language)),
                     [None, *map(int, levels)], key=key,
                     index=0 if scale not in chosen else 1 + list(levels).index(
                         str(chosen[scale])),
                     format_func=lambda level, levels=levels: _("lens.level.any") if level is None
                     else f"{level} · {levels[str(level)].label.in_language(language)}",
                     on_change=state.when_there(key, _level_kept(scale)))


def _territories_seen() -> list[str]:
    seen = {actor.mrc_code for actor in _register().actors}
    return list((seen | state.lens().territories) & set(data.territories()))


def _sectors_seen() -> list[str]:
    return list({sector for actor in _register().actors
                 for sector in actor.sectors} | state.lens().sectors)


def _kinds_seen() -> list[str]:
    return list({actor.kind for actor in _register().actors if actor.kind}
                | state.lens().kinds)


def _scales_seen() -> list[str]:
    seen = {tie.scale for tie in _register().ties}
    return [scale for scale in vocabulary("intensity_scale") if scale in seen]


def _register() -> Register:
    return data.register(state.source(), state.lens())


def _keep(**what: object) -> None:
    st.session_state["lens"] = replace(state.lens(), **what)


def _codes_kept(name: str) -> Callable[[Iterable[str]], None]:
    return lambda codes: _keep(**{name: frozenset(map(str, codes))})


def _level_kept(scale: str) -> Callable[[int | None], None]:
    def keep(level: int | None) -> None:
        levels = {**dict(state.lens().minimum_levels), scale: level}
        _keep(minimum_levels=tuple(sorted((scale, least) for scale, least in levels.items()
                                          if least is not None)))

    return keep
