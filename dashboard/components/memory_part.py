"""Données, the memory: what was done, the register as it was, what the law asks to erase."""

from __future__ import annotations

import streamlit as st

from dashboard import memory, state
from dashboard.components.as_it_was import as_it_was
from dashboard.components.choices import kept_part
from dashboard.components.copies import copies
from dashboard.components.erasing import erasing
from dashboard.components.save_list import save_list
from dashboard.view import DEMONSTRATIONS, MEMORY_PARTS


def memory_part() -> None:
    """Show the part of the memory that is open; say why there is none, where there is none."""
    _ = state.words()
    if state.source() in DEMONSTRATIONS:
        st.info(_("memory.of_demo"))
        return
    if not memory.saves():
        st.info(_("memory.empty"))
        copies()    # a register may come back here, on a new machine
        return
    part = kept_part("memory_part", MEMORY_PARTS, lambda code: _(f"memory.part.{code}"))
    {"saves": save_list, "then": as_it_was, "copies": copies, "erase": erasing}[part]()
