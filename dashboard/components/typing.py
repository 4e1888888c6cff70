"""What is being typed reaches the server while it is typed, not only once a field is left."""

from __future__ import annotations

import streamlit as st

TYPED_HERE = "typed_here"
"""Key of the containers whose fields are followed; Streamlit makes a class of it."""

# Streamlit takes what is typed when a field is left: it is told so after a moment of rest, and when
# the page goes, without the field being left. A number that cannot be read yet is let alone.
_follow = st.components.v2.component("ocgraph_typing", html="<span></span>", js="""
const FIELDS = '[class*="st-key-typed_here"] '
  + ':is(input[type="text"], input[type="number"], textarea)';
const REST_MS = 600;
const waiting = new Map();

function send(field) {
  clearTimeout(waiting.get(field));
  if (!waiting.delete(field) || field.validity.badInput) return;
  field.dispatchEvent(new FocusEvent("focusout", {bubbles: true}));
}

function typed(event) {
  const field = event.target;
  if (!field.matches?.(FIELDS) || field.getAttribute("role") === "combobox") return;
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(() => send(field), REST_MS));
}

if (!window.ocgraphTyping) {
  window.ocgraphTyping = true;
  document.addEventListener("input", typed, true);
  addEventListener("pagehide", () => [...waiting.keys()].forEach(send));
  addEventListener("beforeunload", () => [...waiting.keys()].forEach(send));
}

export default function () {}
""")


def follow_typing() -> None:
    """Follow what is typed in the containers whose key begins with `TYPED_HERE`."""
    _follow(key="typing")
