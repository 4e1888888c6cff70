"""The buttons Back and Forward: within a page, Streamlit changes the address and nothing else."""

from __future__ import annotations

import streamlit as st

_JS = """
export default function (component) {
  const tell = () => component.setTriggerValue("moved", window.location.search);
  const told = () => setTimeout(tell, 0);
  window.addEventListener("popstate", told);
  return () => window.removeEventListener("popstate", told);
}
"""
_watch = st.components.v2.component("ocgraph_history", html="<span></span>", js=_JS)


def follow_history() -> None:
    """Run the page again when one goes back or forward; the session then reads the address."""
    _watch(key="history", on_moved_change=lambda: None)
