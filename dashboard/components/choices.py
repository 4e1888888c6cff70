"""A choice the session remembers from page to page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from dashboard import state


def kept_choice(name: str, label: str, codes: Iterable[Any],
                wording: Callable[[Any], str]) -> Any:
    """Show a list of codes by their wording and return the code chosen.

    Streamlit forgets a widget when its page is left: the choice is kept apart, under `name`.
    """
    codes = list(codes)
    key = state.key(f"choice_{name}")

    def keep() -> None:
        st.session_state[name] = st.session_state[key]

    return st.selectbox(label, codes, index=codes.index(st.session_state[name]),
                        format_func=wording, key=key, on_change=keep)
