"""A file to take away, made when it is asked for, for someone who may read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard import asking


def take_away(label: str, make: Callable[[], bytes], **options: Any) -> None:
    """Offer a file. At the press, whoever it was offered to must still be allowed to read.

    Parameters
    ----------
    options
        Those of `st.download_button`.
    """
    st.download_button(label, asking.for_whom_it_is_shown(make), on_click="ignore",
                       **options)
