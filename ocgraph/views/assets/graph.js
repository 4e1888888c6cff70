// The graph: pyvis made the drawing; this fills it from the state, and changes only what changed.
(function () {
  "use strict";

  const SELECTED = "#b3001b";
  // Pixels left free around what is shown, both sides together: names need them, small frames less.
  const margin = (side) => Math.min(150, side * 0.22);
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
    const selected = node.id === state.selection, faded = near ? !near.has(node.id) : node.style === "quiet";
    const told = !near && state.quietsOthers;
    const hollow = node.style === "hollow", fill = hollow ? "#ffffff" : node.color, rim = hollow ? node.color : "#ffffff";
    return { id: node.id, x: node.x, y: node.y, shape: node.shape, title: ocgraphFrame.tooltip(state.words[node.id]),
      size: node.size + (selected ? 5 : 0) + ((told && !faded) || node.style === "loud" ? 4 : 0), opacity: faded ? (near ? 0.18 : 0.3) : 1, borderWidth: selected ? 4 : hollow ? 2.2 : 1.2,
      color: { background: fill, border: selected ? SELECTED : rim, highlight: { background: fill, border: SELECTED },
        hover: { background: fill, border: "#22303a" } } };
  }

  // Names that would cover one another are left out, the least important first; those shown keep
  // one size on the screen whatever the zoom.
  const NAME_WIDTH = 140, PIXELS = { diamond: 16, square: 13, dot: 13 }, WEIGHT = { diamond: 1e6, square: 1e3, dot: 0 };
  // How many marks a name may lie over: what joins others is named first.
  const MAY_COVER = { diamond: Infinity, square: 2, dot: 0 }, CROWD = 900;
  let named = new Set(), renaming = null;

  const short = (label) => (label.length > 42 ? label.slice(0, 40).trimEnd() + "…" : label);

  function byImportance() {
    const near = bright(), told = (node) => (near ? near.has(node.id) : node.style !== "quiet");
    const weight = (node) => (node.id === state.selection ? 1e9 : near && near.has(node.id) ? 1e7 : node.style === "loud" ? 2e6 : 0) + WEIGHT[node.shape] + node.size;
    return state.nodes.filter(told).sort((a, b) => weight(b) - weight(a));
  }

  function nameBox(node, text, scale) {
    const at = parts.network.canvasToDOM({ x: node.x, y: node.y }), pixels = PIXELS[node.shape], length = text.length * pixels * 0.56;
    const half = Math.min(length, NAME_WIDTH) / 2, top = at.y + node.size * scale + 2;
    return [at.x - half, top, at.x + half, top + Math.ceil(length / (NAME_WIDTH * 0.85)) * pixels * 1.2];
  }

  const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  const onScreen = (box) => box[2] > 0 && box[3] > 0 && box[0] < window.innerWidth && box[1] < window.innerHeight;

  // vis draws everything anew at each thing it is told; told to wait, it draws once. A register of
  // 5,000 actors takes a third of a second to draw.
  function drawOnce(change) {
    const drawing = parts.network.body.emitter;
    drawing.emit("_blockRedraw");
    change();
    drawing.emit("_allowRedraw");
    parts.network.redraw();
  }

  function chooseNames() {
    const scale = parts.network.getScale(), taken = [], names = [], shown = new Set(), near = bright();
    const spots = state.nodes.filter((node) => node.style !== "quiet").map((node) => parts.network.canvasToDOM({ x: node.x, y: node.y })).filter((at) => onScreen([at.x, at.y, at.x, at.y]));
    const covers = (box) => spots.filter((at) => at.x > box[0] && at.x < box[2] && at.y > box[1] && at.y < box[3]).length;
    for (const node of byImportance()) {
      if (spots.length > CROWD && node.shape === "dot" && node.id !== state.selection) continue;
      const text = short(node.label), box = nameBox(node, text, scale);
      if (!onScreen(box) || taken.some((other) => overlap(box, other))) continue;
      if (!near && node.id !== state.selection && covers(box) > (node.style === "loud" ? 1 : MAY_COVER[node.shape])) continue;
      taken.push(box);
      shown.add(node.id);
      names.push({ id: node.id, label: text, font: { size: PIXELS[node.shape] / scale }, widthConstraint: { maximum: NAME_WIDTH / scale } });
    }
    for (const id of named) if (!shown.has(id) && parts.nodes.get(id) !== null) names.push({ id, label: " " });
    named = shown;
    parts.nodes.update(names);
  }

  function showNamesSoon() {
    clearTimeout(renaming);
    renaming = setTimeout(() => drawOnce(chooseNames), 80);
  }

  function dressedEdge(edge, near) {
    const chosen = state.selection !== null && (edge.from === state.selection || edge.to === state.selection);
    const dotted = edge.style === "dotted", faded = near && !chosen;
    const opacity = chosen || (dotted && !near) ? 1 : faded ? 0.07 : edge.style === "quiet" ? 0.1 : edge.stale ? 0.22 : 0.5;
    return { id: edge.id, from: edge.from, to: edge.to, dashes: dotted ? [3, 5] : Boolean(edge.dashes), width: dotted ? 2.6 : chosen ? 2.4 : 1,
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
    showButtons();
    drawOnce(() => {
      const near = bright();
      update(parts.nodes, state.nodes.map((node) => dressedNode(node, near)), "n");
      update(parts.edges, state.edges.map((edge) => dressedEdge(edge, near)), "e");
      const fitted = mustFit(before) && frameAll();
      select(fitted, before);
      chooseNames();
    });
  }

  function select(fitted, before) {
    if (state.selection === null) return parts.network.unselectAll();
    parts.network.selectNodes([state.selection], false);
    if (!fitted && before.selection !== state.selection && outOfSight(state.selection)) {
      parts.network.focus(state.selection, { scale: parts.network.getScale(), animation: false });
    }
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

  function fit() {
    drawOnce(frameAll);
    showNamesSoon();
  }

  // Shows everything, clear of the legend. The nodes alone count: vis would leave room for names
  // that are not written at that scale.
  function frameAll() {
    const points = Object.values(parts.network.getPositions()), covered = ocgraphFrame.covered();
    if (!points.length || !window.innerWidth) return false;
    parts.network.redraw();      // gives the canvas its size
    const side = (axis) => { const all = points.map((point) => point[axis]); return [Math.min(...all), Math.max(...all)]; };
    const [left, right] = side("x"), [top, bottom] = side("y");
    const scale = Math.min((window.innerWidth - covered - margin(window.innerWidth)) / (right - left || 1), (window.innerHeight - margin(window.innerHeight)) / (bottom - top || 1), 1.4);
    parts.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, offset: { x: -covered / 2, y: 0 }, animation: false });
    framed = true;
    return true;
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
    showNamesSoon();
  }

  window.ocgraphGraph = {
    // For tests: where a node stands in the frame, in pixels.
    pointOf: (id) => parts.network.canvasToDOM(parts.network.getPosition(id)),
    attach(given) {
      parts = given;
      for (const moved of ["dragEnd", "zoom"]) parts.network.on(moved, () => { framed = false; showNamesSoon(); });
      parts.network.on("click", (event) => {
        const id = event.nodes.length ? event.nodes[0] : null;
        if (id !== state.selection) ocgraphFrame.tell(id);
      });
      ocgraphFrame.start(show, refit);
    },
  };
})();
