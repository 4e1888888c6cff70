"""A choice the session remembers from page to page."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from dashboard import state
from dashboard.view import STEP_CHOICES
from ocgraph.i18n import sort_key


def kept_choice(name: str, label: str, codes: Iterable[Any],
                wording: Callable[[Any], str]) -> Any:
    """Show a list of codes by their wording and return the code chosen.

    Streamlit forgets a widget when its page is left: the choice is kept apart, under `name`.
    """
    codes = list(codes)
    key = state.key(f"choice_{name}")

    return st.selectbox(label, codes, index=codes.index(st.session_state[name]),
                        format_func=wording, key=key, on_change=_kept(name, key))


def kept_choices(name: str, label: str, codes: Iterable[str], wording: Callable[[str], str],
                 hint: str) -> tuple[str, ...]:
    """Show a list of codes of which several may be chosen, by their wording, and return them."""
    offered = sorted(codes, key=lambda code: sort_key(wording(code)))
    key = state.key(f"choices_{name}")
    chosen = tuple(code for code in state.chosen_list(name) if code in offered)
    st.multiselect(label, offered, default=chosen, format_func=wording, key=key,
                   placeholder=hint if offered else state.words()("lens.nothing_known"),
                   select_all=False, disabled=not offered, on_change=_kept(name, key, tuple))
    return chosen


def kept_text(name: str, label: str, hint: str, longest: int = 80) -> str:
    """Show a line to type in and return what is typed."""
    key = state.key(f"text_{name}")
    st.text_input(label, state.typed(name), max_chars=longest, key=key, placeholder=hint,
                  on_change=_kept(name, key, str.strip))
    return state.typed(name)


def kept_day(name: str, label: str, otherwise: datetime.date,
             among: tuple[datetime.date, datetime.date]) -> datetime.date:
    """Show a day to choose between two, and return it.

    Parameters
    ----------
    otherwise
        The day shown when none is chosen, or one that is not between the two.
    among
        The earliest and the latest.
    """
    chosen, key = state.choice(name), state.key(f"day_{name}")
    earliest, latest = among
    shown = chosen if chosen and earliest <= chosen <= latest else otherwise
    st.date_input(label, shown, min_value=earliest, max_value=latest, key=key,
                  format="YYYY-MM-DD", on_change=_kept(name, key))
    return shown


ANY_CELL = ("single-row", "single-cell")
"""How a table is chosen in: a press anywhere on a row chooses it."""


def chosen_row(told: Any) -> int | None:
    """Return the row that was chosen in a table, by its box or by any of its cells."""
    rows = [*told.selection.rows, *(row for row, _column in told.selection.cells)]
    return rows[0] if rows else None


def steps_choice() -> None:
    """Ask how far the word goes."""
    _ = state.words()
    kept_choice("steps", _("mobilise.steps"), STEP_CHOICES,
                lambda number: _("mobilise.steps.n", n=number))


def kept_part(name: str, codes: Iterable[str], wording: Callable[[str], str]) -> str:
    """Show the parts of a page side by side and return the code of the one open.

    Unlike a tab, it is in the address, and only what is open is made.
    """
    key = state.key(f"part_{name}")
    return st.segmented_control(state.words()("page.part"), list(codes), key=key, required=True,
                                default=st.session_state[name], format_func=wording,
                                on_change=_kept(name, key), label_visibility="collapsed")


def _kept(name: str, key: str, read: Callable[[Any], Any] = lambda chosen: chosen
          ) -> Callable[[], None]:
    """Return the callback that keeps what a widget holds, as it is read, under `name`."""
    return state.when_there(key, lambda chosen: st.session_state.update({name: read(chosen)}))
