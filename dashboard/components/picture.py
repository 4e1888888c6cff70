"""A drawing in the page: a sandboxed frame that is told what to show and tells what is clicked.

The frame may run its own scripts and nothing else: it has no access to this page, to cookies or
to any address. The view (zoom, position) is kept when the state changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard import state

_HTML = '<iframe sandbox="allow-scripts" class="drawing"></iframe>'
_CSS = """
.drawing { display: block; width: 100%; height: clamp(400px, calc(100vh - 19rem), 1600px);
  border: 1px solid #d5dade; border-radius: 6px; background: #fff; }
.drawing.small { height: clamp(300px, calc(100vh - 26rem), 1200px); }
@media (max-width: 640px) { .drawing { height: 62vh; } .drawing.small { height: 45vh; } }
"""
_JS = """
const held = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const frame = parentElement.querySelector("iframe");
  let drawing = held.get(frame);
  if (!drawing) {
    drawing = { ready: false };
    held.set(frame, drawing);
    drawing.listen = (event) => {
      if (event.source !== frame.contentWindow || !event.data) return;
      if (event.data.ocgraph === "ready") { drawing.ready = true; drawing.post(); }
      if (event.data.ocgraph === "select") drawing.tell(event.data.id);
    };
    window.addEventListener("message", drawing.listen);
    frame.src = new URL("drawings/" + data.name + ".html", document.baseURI).href;
  }
  frame.title = data.title;
  frame.classList.toggle("small", data.isSmall);
  drawing.tell = (id) => setTriggerValue("selected", { id });
  drawing.post = () => frame.contentWindow.postMessage({ ocgraph: "show", state: data.state }, "*");
  if (drawing.ready) drawing.post();
  return () => { window.removeEventListener("message", drawing.listen); held.delete(frame); };
}
"""
_drawing = st.components.v2.component("ocgraph_drawing", html=_HTML, css=_CSS, js=_JS)


def picture(name: str, draw: Callable[[], dict[str, Any]], key: str | None = None, *,
            is_small: bool = False, told: Callable[[str], None] = state.select) -> None:
    """Show a drawing; a click in it selects on every page, or does as it is told.

    Parameters
    ----------
    name
        ``"map"`` or ``"graph"``.
    draw
        Gives what it shows, from `dashboard.data` or `dashboard.drawings`: the first drawing of
        a large register takes seconds, and the page says so.
    key
        Tells it from another of the same name on the page.
    is_small
        Lower, for two of them with their controls to hold in one screen.
    told
        Takes what was clicked.
    """
    key = key or f"drawing_{name}"

    with st.spinner(state.words()("picture.drawing")):
        drawing = draw()
    _drawing(key=key, data={"name": name, "title": drawing["texts"]["title"],
                            "isSmall": is_small, "state": drawing},
             on_selected_change=state.when_there(
                 key, lambda clicked: told(clicked.selected["id"])))
