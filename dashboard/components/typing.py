"""What is being typed reaches the server while it is typed, not only once a field is left."""

from __future__ import annotations

import streamlit as st

TYPED_HERE = "typed_here"
"""Key of the containers whose fields are followed; Streamlit makes a class of it."""

# Streamlit takes what is typed when a field is left: it is told so after a moment of rest, and when
# the page goes, without the field being left. Where the server was lost for a while, perhaps for
# another one, what was sent about then may be lost, and a field may be made anew with what the
# server last heard: each gets back what was typed in it, found by its form and its label, and sends
# it again. A number that cannot be read yet is let alone.
_follow = st.components.v2.component("ocgraph_typing", html="<span></span>", js="""
const FIELDS = '[class*="st-key-typed_here"] '
  + ':is(input[type="text"], input[type="number"], textarea)';
const REST_MS = 600, LOOK_MS = 500, RUN_MS = 1500;
const waiting = new Map();
const typedIn = new Map();
let watched = null, last = null, cut = false, ran = false, asked = false, since = 0;

function nameOf(field) {
  const form = [...field.closest('[class*="st-key-typed_here"]').classList].find(
    (name) => name.startsWith("st-key-typed_here"));
  return `${form} ${field.getAttribute("aria-label") ?? ""}`;
}

function tell(field, type) {
  field.dispatchEvent(new (type === "focusout" ? FocusEvent : Event)(type, {bubbles: true}));
}

function send(field) {
  clearTimeout(waiting.get(field));
  if (field.disabled || !waiting.delete(field) || field.validity.badInput) return;
  tell(field, "focusout");
}

function giveBack(field, typed) {
  const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
  const write = Object.getOwnPropertyDescriptor(kind.prototype, "value").set;
  for (const value of [typed && field.type === "number" ? "" : typed + " ", typed]) {
    write.call(field, value);
    tell(field, "input");
    send(field);       // what is as it was is not sent: something else is, then what was typed
  }
  if (document.activeElement === document.body && nameOf(field) === last) field.focus();
}

function typed(event) {
  const field = event.target;
  if (!field.matches?.(FIELDS) || field.getAttribute("role") === "combobox") return;
  typedIn.set(last = nameOf(field), {field, value: field.value});
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(() => send(field), REST_MS));
}

function isConnected(app) {
  return app?.dataset.testConnectionState === "CONNECTED";
}

function isDone(app) {
  return isConnected(app) && app.dataset.testScriptState === "notRunning";
}

// The server that takes over runs the page from its beginning: only then are its fields there.
function follow(changes) {
  for (const {attributeName} of changes) {
    if (attributeName === "data-test-connection-state") {
      cut = true;
      ran = asked = false;
      since = Date.now();
    } else if (isDone(watched)) ran = true;
  }
}

function look() {
  const app = document.querySelector('[data-testid="stApp"]');
  if (app && app !== watched) {
    watched = app;
    new MutationObserver(follow).observe(app, {attributeFilter: [
      "data-test-connection-state", "data-test-script-state"]});
  }
  const fields = [...document.querySelectorAll(FIELDS)].filter(
    (field) => typedIn.has(nameOf(field)));
  // Made anew by a server that was never lost, a field holds what it should.
  if (!cut) typedIn.forEach(({field}, name) => field.isConnected || typedIn.delete(name));
  if (!cut || !isDone(app) || fields.some((field) => field.disabled)) return;
  if (!ran && (asked || Date.now() - since < RUN_MS)) return;
  asked = true;          // a server that was started anew runs nothing before it is asked to
  cut = !ran;
  fields.forEach((field) => giveBack(field, typedIn.get(nameOf(field)).value));
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
