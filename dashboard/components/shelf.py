"""What is kept by name beside the register: kept, opened again, renamed, forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import streamlit as st

from dashboard import state
from dashboard.components.text import plain


class Shelved(NamedTuple):
    """One thing kept.

    Attributes
    ----------
    told
        What is said of it after its note.
    opens
        What opens it; None when it can no longer be read.
    """

    name: str
    note: str
    told: Iterable[str]
    opens: Callable[[], object] | None


def keep_form(what: str, name: str, note: str, keep: Callable[[str, str, str | None], object]
              ) -> None:
    """Ask for a name and a note; what was opened may be changed, or another one kept.

    Parameters
    ----------
    what
        ``"scenario"`` or ``"weighing"``: its words are those of the catalogue.
    name, note
        Of what was opened; empty when nothing was.
    keep
        Given the name, the note, and the name of the one whose place it takes, None for a new one.
    """
    _ = state.words()
    new_name = st.text_input(_(f"{what}.name"), value=name, key=_key(what, "name", name))
    new_note = st.text_area(_(f"{what}.note"), value=note, key=_key(what, "note", name), height=80)
    st.caption(_(f"{what}.keep.help"))
    if name and st.button(_(f"{what}.save"), key=f"save_{what}", type="primary"):
        keep(new_name, new_note, name)
    if st.button(_(f"{what}.keep_new") if name else _(f"{what}.keep_it"), key=f"keep_{what}",
                 type="secondary" if name else "primary"):
        keep(new_name, new_note, None)


def _key(what: str, field: str, opened: str) -> str:
    """Name a field anew for each thing opened, so that it shows its own words."""
    return state.key(f"{what}_{field}_{opened}")


def shelf(what: str, kept: Iterable[Shelved], forget: Callable[[str], object]) -> None:
    """Show what is kept, to open or to forget."""
    for number, each in enumerate(kept):
        _kept(what, number, each, forget)


def _kept(what: str, number: int, kept: Shelved, forget: Callable[[str], object]) -> None:
    _ = state.words()
    told = filter(None, (kept.note, *kept.told))
    st.markdown(f"**{plain(kept.name)}**  \n{plain(' · '.join(told))}")
    with st.container(horizontal=True):
        if kept.opens is not None:
            st.button(_(f"{what}.open"), key=f"open_{number}", on_click=kept.opens)
        with st.popover(_(f"{what}.forget")):
            st.markdown(_(f"{what}.forget.sure"))
            st.button(_(f"{what}.forget.yes"), key=f"forget_{number}", on_click=forget,
                      args=(kept.name,))
