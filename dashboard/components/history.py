"""The buttons Back and Forward: within a page, Streamlit changes the address and nothing else."""

from __future__ import annotations

import streamlit as st

from dashboard import state

# From one page to another Streamlit runs the script itself: to run it as well would undo the move.
_JS = """
const held = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let watch = held.get(parentElement);
  if (!watch) {
    watch = {};
    held.set(parentElement, watch);
    watch.listen = () => {
      if (window.location.pathname.split("/").pop() !== watch.page) return;
      setTimeout(() => watch.tell("moved", window.location.search), 0);
    };
    window.addEventListener("popstate", watch.listen);
  }
  Object.assign(watch, { page: data.page, tell: setTriggerValue });
  return () => {
    window.removeEventListener("popstate", watch.listen);
    held.delete(parentElement);
  };
}
"""
_watch = st.components.v2.component("ocgraph_history", html="<span></span>", js=_JS)


def follow_history(page: str) -> None:
    """Run the page again when one goes back or forward in it; the session then reads the address.

    Parameters
    ----------
    page
        The last part of its address.
    """
    _watch(key="history", data={"page": page}, on_moved_change=state.move_through_history)
