// The graph: pyvis made the drawing; this fills it from the state, and changes only what changed.
(function () {
  "use strict";

  const SELECTED = "#b3001b";
  let parts, state, drawn = new Map(), buttons = null;

  // Neighbours of the selection stay bright, the others fade.
  function bright() {
    if (state.selection === null || state.isFocused) return null;
    const near = new Set([state.selection]);
    for (const edge of state.edges) {
      if (edge.from === state.selection) near.add(edge.to);
      if (edge.to === state.selection) near.add(edge.from);
    }
    return near;
  }

  function dressedNode(node, near) {
    const selected = node.id === state.selection, faded = near && !near.has(node.id);
    return { ...node, label: faded ? undefined : short(node.label), title: ocgraphFrame.tooltip(state.words[node.id]),
      size: node.size + (selected ? 5 : 0), opacity: faded ? 0.18 : 1, borderWidth: selected ? 4 : 1.2,
      color: { background: node.color, border: selected ? SELECTED : "#ffffff", highlight: { background: node.color, border: SELECTED },
        hover: { background: node.color, border: "#22303a" } },
      font: near && near.has(node.id) ? { size: Math.max(node.font.size, 16) } : node.font };
  }

  const short = (label) => (label.length > 34 ? label.slice(0, 32).trimEnd() + "…" : label);

  function dressedEdge(edge, near) {
    const chosen = state.selection !== null && (edge.from === state.selection || edge.to === state.selection);
    const opacity = chosen ? 1 : near ? 0.07 : edge.stale ? 0.22 : 0.5;
    return { id: edge.id, from: edge.from, to: edge.to, dashes: Boolean(edge.dashes), width: chosen ? 2.4 : 1,
      color: { color: edge.color, highlight: edge.color, hover: edge.color, opacity } };
  }

  // Sends to the drawing only what is new, changed or gone, so that the view is kept.
  function update(set, items, kind) {
    const wanted = new Map(items.map((item) => [item.id, item]));
    set.remove(set.getIds().filter((id) => !wanted.has(id)));
    const changed = [];
    for (const item of items) {
      const mark = JSON.stringify(item), key = kind + item.id;
      if (drawn.get(key) !== mark || set.get(item.id) === null) changed.push(item);
      drawn.set(key, mark);
    }
    if (changed.length) set.update(changed);
    return changed.length;
  }

  function show(next) {
    const before = state;
    state = next;
    const near = bright();
    update(parts.nodes, state.nodes.map((node) => dressedNode(node, near)), "n");
    update(parts.edges, state.edges.map((edge) => dressedEdge(edge, near)), "e");
    const fitted = mustFit(before);
    if (fitted) fit();
    showButtons();
    if (state.selection !== null) {
      parts.network.selectNodes([state.selection], false);
      if (!fitted && before.selection !== state.selection && outOfSight(state.selection)) {
        parts.network.focus(state.selection, { scale: parts.network.getScale(), animation: false });
      }
    } else parts.network.unselectAll();
  }

  // A person who moved the view keeps it, unless she asks for other steps or nothing is left in it.
  function mustFit(before) {
    if (!before || before.focus !== state.focus) return true;
    const sameNodes = before.nodes.length === state.nodes.length;
    return !sameNodes && (framed || state.nodes.every((node) => outOfSight(node.id)));
  }

  let framed = false;      // whether nobody has moved the view since it was fitted
  function refit() {
    if (framed) fit();
  }

  // Shows everything, clear of the legend.
  function fit() {
    parts.network.redraw();
    parts.network.fit({ animation: false });
    const covered = ocgraphFrame.covered(), room = (window.innerWidth - covered) / window.innerWidth;
    if (covered) parts.network.moveTo({ scale: parts.network.getScale() * Math.max(room, 0.72), offset: { x: -covered / 2, y: 0 }, animation: false });
    framed = true;
  }

  function outOfSight(id) {
    const point = parts.network.canvasToDOM(parts.network.getPosition(id));
    return point.x < 20 || point.y < 20 || point.x > window.innerWidth - 20 || point.y > window.innerHeight - 20;
  }

  function showButtons() {
    if (buttons) buttons.remove();
    buttons = document.createElement("div");
    buttons.className = "ocgraph-zoom";
    const actions = [["+", state.texts.zoomIn, () => zoomBy(1.4)], ["−", state.texts.zoomOut, () => zoomBy(1 / 1.4)],
      ["⤢", state.texts.fit, fit]];
    for (const [sign, title, act] of actions) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: sign, title });
      button.setAttribute("aria-label", title);
      button.addEventListener("click", act);
      buttons.append(button);
    }
    document.body.append(buttons);
  }

  function zoomBy(factor) {
    framed = false;
    parts.network.moveTo({ scale: parts.network.getScale() * factor, animation: false });
  }

  window.ocgraphGraph = {
    // For tests: where a node stands in the frame, in pixels.
    pointOf: (id) => parts.network.canvasToDOM(parts.network.getPosition(id)),
    attach(given) {
      parts = given;
      for (const moved of ["dragEnd", "zoom"]) parts.network.on(moved, () => { framed = false; });
      parts.network.on("click", (event) => {
        const id = event.nodes.length ? event.nodes[0] : null;
        if (id !== state.selection) ocgraphFrame.tell(id);
      });
      ocgraphFrame.start(show, refit);
    },
  };
})();
