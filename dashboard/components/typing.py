"""What is being typed reaches the server while it is typed, not only once a field is left."""

from __future__ import annotations

import streamlit as st

TYPED_HERE = "typed_here"
"""Key of the containers whose fields are followed; Streamlit makes a class of it."""

# Streamlit takes what is typed when a field is left: it is told so after a moment of rest, and when
# the page goes, without the field being left. It shuts the fields while the server cannot be heard:
# what was sent about then may be lost, and is sent again once they open. A number that cannot be
# read yet is let alone.
_follow = st.components.v2.component("ocgraph_typing", html="<span></span>", js="""
const FIELDS = '[class*="st-key-typed_here"] '
  + ':is(input[type="text"], input[type="number"], textarea)';
const REST_MS = 600, LOOK_MS = 500;
const waiting = new Map();
const touched = new Set();
let shut = false;

function tell(field, type) {
  field.dispatchEvent(new (type === "focusout" ? FocusEvent : Event)(type, {bubbles: true}));
}

function send(field) {
  clearTimeout(waiting.get(field));
  if (field.disabled || !waiting.delete(field) || field.validity.badInput) return;
  tell(field, "focusout");
}

function sendAgain(field) {
  const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
  const write = Object.getOwnPropertyDescriptor(kind.prototype, "value").set;
  const typed = field.value;
  for (const value of [typed && field.type === "number" ? "" : typed + " ", typed]) {
    write.call(field, value);
    tell(field, "input");
  }
  send(field);
}

function typed(event) {
  const field = event.target;
  if (!field.matches?.(FIELDS) || field.getAttribute("role") === "combobox") return;
  touched.add(field);
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(() => send(field), REST_MS));
}

function look() {
  touched.forEach((field) => field.isConnected || touched.delete(field));
  const fields = [...touched];
  if (fields.some((field) => field.disabled)) shut = true;
  else if (shut) {
    shut = false;
    fields.forEach(sendAgain);
  }
}

if (!window.ocgraphTyping) {
  window.ocgraphTyping = true;
  document.addEventListener("input", typed, true);
  setInterval(look, LOOK_MS);
  addEventListener("beforeunload", () => [...waiting.keys()].forEach(send));
}

export default function () {}
""")


def follow_typing() -> None:
    """Follow what is typed in the containers whose key begins with `TYPED_HERE`."""
    _follow(key="typing")
