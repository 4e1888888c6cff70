// The map: folium made the map and its layers; this dresses them from the state.
(function () {
  "use strict";

  const SELECTED = "#b3001b";
  const GROUP_CELL = 46;      // pixels: nodes of one cell are grouped when there are many
  const PILE_CELL = 24;       // fewer nodes are grouped only where they would hide one another
  const GROUP_FROM = 250;     // nodes in view that are many
  const GROUP_APART = 36;     // pixels between two groups, or they are one
  const NAMED_FROM = 4;       // pixels across an MRC for each letter of its name
  const RADIUS = { organizer: 8, concertation_table: 6, actor: 5.5 };
  const OUTLINES = {
    square: (c, p, r) => c.rect(p.x - r * 0.9, p.y - r * 0.9, r * 1.8, r * 1.8),
    diamond: (c, p, r) => { c.moveTo(p.x, p.y - r * 1.2); c.lineTo(p.x + r * 1.2, p.y); c.lineTo(p.x, p.y + r * 1.2); c.lineTo(p.x - r * 1.2, p.y); c.closePath(); },
    disc: (c, p, r) => c.arc(p.x, p.y, r, 0, Math.PI * 2),
  };

  // Leaflet draws circles only: this adds the other shapes, and a number on a group.
  L.Canvas.include({
    _updateMark(layer) {
      if (!this._drawing || layer._empty()) return;
      const c = this._ctx, r = Math.max(Math.round(layer._radius), 1);
      c.beginPath();
      (OUTLINES[layer.options.shape] || OUTLINES.disc)(c, layer._point, r);
      this._fillStroke(c, layer);
      if (!layer.options.count) return;
      shares(c, layer._point, r, layer.options.parts);
      c.fillStyle = "#fff"; c.font = "600 13px sans-serif"; c.textAlign = "center"; c.textBaseline = "middle";
      c.fillText(layer.options.count, layer._point.x, layer._point.y);
    },
  });
  // Under an overlay that fades nobody, a group is cut into the colours it holds.
  function shares(c, point, r, parts) {
    if (!parts) return;
    const n = parts.reduce((sum, part) => sum + part[1], 0);
    let from = -Math.PI / 2;
    for (const [colour, size] of parts) {
      const to = from + (2 * Math.PI * size) / n;
      c.beginPath(); c.moveTo(point.x, point.y); c.arc(point.x, point.y, r - 1, from, to); c.closePath();
      c.fillStyle = colour; c.fill();
      from = to;
    }
    c.beginPath(); c.arc(point.x, point.y, r * 0.66, 0, 2 * Math.PI); c.fillStyle = "#33526b"; c.fill();
  }
  const Mark = L.CircleMarker.extend({ _updatePath() { this._renderer._updateMark(this); } });

  function hatching() {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const c = tile.getContext("2d");
    c.fillStyle = "#f4f5f6"; c.fillRect(0, 0, 8, 8);
    c.strokeStyle = "#c3c8ce"; c.lineWidth = 1;
    c.beginPath(); c.moveTo(-2, 6); c.lineTo(6, -2); c.moveTo(2, 10); c.lineTo(10, 2); c.stroke();
    return c.createPattern(tile, "repeat");
  }
  const HATCH = hatching();

  // A colour with a pattern over it, which tells it from the others in grey too.
  const PATTERNS = {
    dots: (c, size) => [[0.25, 0.25], [0.75, 0.75]].forEach(([x, y]) => { c.beginPath(); c.arc(x * size, y * size, 1.5, 0, 2 * Math.PI); c.fill(); }),
    lines: (c, size) => c.fillRect(0, size / 2, size, 1.2),
    crosses: (c, size) => { c.beginPath(); c.moveTo(0, 0); c.lineTo(size, size); c.moveTo(size, 0); c.lineTo(0, size); c.stroke(); },
  };
  const patterned = new Map();
  function fillOf(colour, name) {
    if (!PATTERNS[name]) return colour;
    const key = colour + name;
    if (!patterned.has(key)) {
      const tile = document.createElement("canvas"), size = name === "lines" ? 5 : 10;
      tile.width = tile.height = size;
      const c = tile.getContext("2d");
      c.fillStyle = colour; c.fillRect(0, 0, size, size);
      c.fillStyle = c.strokeStyle = ocgraphFrame.inkOn(colour);
      PATTERNS[name](c, size);
      patterned.set(key, c.createPattern(tile, "repeat"));
    }
    return patterned.get(key);
  }

  let parts, state, byId = new Map(), places = [], groupBoxes = [];

  const isTerritory = (id) => id !== null && id.startsWith("mrc:");

  function dressTerritories() {
    for (const layer of parts.territories.getLayers()) {
      const id = "mrc:" + layer.feature.id, shade = state.shades[layer.feature.id];
      const selected = state.selection === id;
      layer.setStyle({ fillColor: shade ? fillOf(shade, (state.patterns || {})[layer.feature.id]) : HATCH, fillOpacity: 1, color: selected ? SELECTED : "#8d99a3", weight: selected ? 3.5 : 0.8,
        dashArray: state.approximate.includes(layer.feature.id) && !selected ? "3 3" : null });
      if (selected) layer.bringToFront();
      layer.unbindTooltip();
      if (state.words[id]) layer.bindTooltip(ocgraphFrame.tooltip(state.words[id]), { sticky: true });
      layer.off("click").on("click", () => { if (!state.drawing) ocgraphFrame.tell(id); });
    }
  }

  // Neighbours of the selection stay bright, the others fade.
  function bright() {
    if (state.selection === null || isTerritory(state.selection)) return null;
    const near = new Set([state.selection]);
    for (const pairs of Object.values(state.lines)) for (const [a, b] of pairs) {
      const ends = [state.marks[a][0], state.marks[b][0]];
      if (ends.includes(state.selection)) ends.forEach((id) => near.add(id));
    }
    return near;
  }

  function drawLines() {
    parts.lines.clearLayers();
    const near = bright();
    for (const [layer, pairs] of Object.entries(state.lines)) {
      const chosen = [], others = [];
      for (const [a, b] of pairs) {
        const line = [[state.marks[a][2], state.marks[a][1]], [state.marks[b][2], state.marks[b][1]]];
        (near && (state.marks[a][0] === state.selection || state.marks[b][0] === state.selection) ? chosen : others).push(line);
      }
      const style = { color: state.lineColours[layer], interactive: false, layer };
      addLines(others, { ...style, weight: 1, opacity: near ? 0.08 : state.lineOpacity });
      addLines(chosen, { ...style, weight: 2.5, opacity: 0.9 });
    }
    for (const [one, other, colour] of state.dotted || []) {
      const line = [[one[1], one[0]], [other[1], other[0]]];
      addLines([line], { color: colour, interactive: false, weight: 3, opacity: near ? 0.35 : 0.95, dashArray: "3 6" });
    }
  }

  function addLines(coordinates, properties) {
    if (coordinates.length) parts.lines.addData({ type: "Feature", properties, geometry: { type: "MultiLineString", coordinates } });
  }

  function drawMarks() {
    parts.marks.clearLayers();
    byId.clear();
    const near = bright(), inView = state.marks.filter((mark) => parts.map.getBounds().contains([mark[1], mark[2]]));
    const grouped = !near && !state.quietsOthers && parts.map.getZoom() < 12 ? cells(inView.length > GROUP_FROM ? GROUP_CELL : PILE_CELL) : null;
    groupBoxes = [];
    for (const group of grouped ? grouped.groups : []) addGroup(group);
    for (const mark of [...state.marks].sort((one, other) => loudness(one) - loudness(other))) {
      if (!grouped || loudness(mark) > 1 || grouped.alone.has(mark[0]) || mark[0] === state.selection) addMark(mark, near);
    }
  }

  // What an overlay tells of a mark: the loudest are drawn last, over the others and out of groups.
  const loudness = (mark) => ({ quiet: 0, hollow: 1, loud: 2 })[mark[6]] ?? 1;

  function addMark([id, lat, lng, type, shape, colour, style], near) {
    const selected = id === state.selection, faded = near ? !near.has(id) : style === "quiet", hollow = style === "hollow", loud = style === "loud";
    parts.marks.addData({ type: "Feature", id, geometry: { type: "Point", coordinates: [lng, lat] }, properties: { shape,
      radius: RADIUS[type] + (selected ? 4 : loud ? 1.5 : 0), fillColor: hollow ? "#fff" : colour, fillOpacity: faded ? (near ? 0.2 : 0.3) : 1, opacity: faded ? (near ? 0.2 : 0.3) : 1,
      color: selected ? SELECTED : hollow ? colour : "#fff", weight: selected ? 3.5 : hollow ? 2.2 : 1.2 } });
  }

  function addGroup(group) {
    const lat = group.reduce((sum, mark) => sum + mark[1], 0) / group.length, lng = group.reduce((sum, mark) => sum + mark[2], 0) / group.length;
    const radius = 11 + Math.min(Math.sqrt(group.length), 9), point = parts.map.latLngToContainerPoint([lat, lng]);
    groupBoxes.push([point.x - radius, point.y - radius, point.x + radius, point.y + radius]);
    parts.marks.addData({ type: "Feature", id: null, geometry: { type: "Point", coordinates: [lng, lat] }, properties: { shape: "disc", count: String(group.length),
      parts: state.quietsOthers === false ? coloursOf(group) : null, radius, fillColor: "#33526b", fillOpacity: 0.92, color: "#fff", weight: 2 } });
  }

  // How many marks of a group have each colour, in the order of the legend; white for outlines.
  function coloursOf(group) {
    const order = state.legend.map((entry) => entry.colour), found = new Map();
    const colourOf = (mark) => (mark[6] === "hollow" ? "#ffffff" : mark[5]);
    for (const mark of group) found.set(colourOf(mark), (found.get(colourOf(mark)) || 0) + 1);
    return [...found].sort((one, other) => order.indexOf(one[0]) - order.indexOf(other[0]));
  }

  // Marks that would lie on one another, by square of the screen; groups that would touch are one.
  function cells(size) {
    const byCell = new Map(), alone = new Set(), groups = [];
    for (const mark of state.marks.filter((one) => loudness(one) < 2)) {
      const point = parts.map.project([mark[1], mark[2]]), key = Math.floor(point.x / size) + ":" + Math.floor(point.y / size);
      byCell.set(key, (byCell.get(key) || []).concat([mark]));
    }
    for (const cell of [...byCell.values()].sort((one, other) => other.length - one.length)) {
      const centre = middle(cell), near = groups.find((group) => group.centre.distanceTo(centre) < GROUP_APART);
      if (near && cell.length > 1) near.marks.push(...cell);
      else if (cell.length < 4) cell.forEach((mark) => alone.add(mark[0]));
      else groups.push({ centre, marks: cell });
    }
    return { alone, groups: groups.map((group) => group.marks) };
  }

  function middle(marks) {
    const points = marks.map((mark) => parts.map.project([mark[1], mark[2]]));
    return points.reduce((sum, point) => sum.add(point), L.point(0, 0)).divideBy(points.length);
  }

  const touch = (box, other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3];

  const ruler = document.createElement("canvas").getContext("2d");

  // What lies over the map: a name under it would be cut.
  const furniture = () => [...document.querySelectorAll("#ocgraph-title, #ocgraph-legend, #ocgraph-notes, #ocgraph-credit, .leaflet-control")]
    .map((element) => element.getBoundingClientRect()).filter((box) => box.width).map((box) => [box.left, box.top, box.right, box.bottom]);

  // Pixels across of each MRC: a name much wider than its MRC would seem to be of another.
  function widths() {
    const across = (layer) => {
      const box = layer.getBounds(), size = parts.map.project(box.getSouthEast()).subtract(parts.map.project(box.getNorthWest()));
      return Math.max(size.x, size.y);
    };
    return new Map(parts.territories.getLayers().map((layer) => [layer.feature.id, across(layer)]));
  }

  // Names of the MRC that the register knows, clear of the groups; those without room are left out.
  function drawPlaces() {
    places.forEach((place) => place.remove());
    places = [];
    const taken = [...groupBoxes, ...furniture()], bounds = parts.map.getBounds(), across = widths(), rem = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    ruler.font = "600 " + 13.44 * rem + "px " + getComputedStyle(document.body).fontFamily;
    for (const [name, lat, lng, code] of state.places) {
      if (across.get(code) < NAMED_FROM * name.length) continue;
      const point = parts.map.latLngToContainerPoint([lat, lng]), half = ruler.measureText(name).width / 2 + 2, high = 9 * rem;
      const boxAt = ([x, y]) => [point.x + x - half, point.y + y - high, point.x + x + half, point.y + y + high];
      // With nobody on the map nothing is to be kept clear of, and a name far from its place would seem a neighbour's.
      const shifts = !state.marks.length ? [[0, 0], [0, high], [0, -high]] : [[0, 0], [0, 26], [0, -26], [0, 42], [0, -42], [half + 34, 0], [-half - 34, 0]];
      const shift = shifts.find((tried) => !taken.some((other) => touch(boxAt(tried), other)));
      if (!shift || !bounds.contains([lat, lng])) continue;
      const box = boxAt(shift);
      taken.push(box);
      const text = document.createElement("span");
      text.textContent = name;
      places.push(L.tooltip([lat, lng], { permanent: true, direction: "center", offset: shift, className: "ocgraph-place", content: text, interactive: false }).addTo(parts.map));
    }
  }

  // No closer by itself: most places are those of an MRC, and its outline says where one is.
  const CLOSEST = 11;

  // South of the last outline there is nothing: room left over there shows the north instead.
  function showNorth() {
    const all = parts.territories.getBounds(), at = (corner) => parts.map.latLngToContainerPoint(corner).y;
    if (!all.isValid()) return;
    const spare = Math.min(parts.map.getSize().y - 60 - at(all.getSouthWest()), 24 - at(all.getNorthEast()));
    if (spare > 0) parts.map.panBy([0, -spare], { animate: false });
  }

  // Frames some bounds, clear of the legend, and remembers that nobody has moved the map since.
  let framed = null;
  function frameOn(bounds, maxZoom) {
    parts.map.invalidateSize(false);
    // Hidden behind another tab, it has no size to frame in: that comes when it is seen again.
    if (window.innerWidth) {
      parts.map.fitBounds(bounds, { paddingTopLeft: [24, 24], paddingBottomRight: [24 + ocgraphFrame.covered(), 30], animate: false, maxZoom });
      showNorth();
    }
    framed = { bounds, maxZoom, centre: parts.map.getCenter(), zoom: parts.map.getZoom() };
  }

  // A selection made elsewhere (search, table, graph, address) is brought into view with its neighbours.
  function frameSelection() {
    if (isTerritory(state.selection)) {
      const layer = parts.territories.getLayers().find((one) => "mrc:" + one.feature.id === state.selection);
      if (layer && !parts.map.getBounds().intersects(layer.getBounds())) frameOn(layer.getBounds(), CLOSEST);
      return;
    }
    const near = bright();
    if (!near) return;
    const points = state.marks.filter((mark) => near.has(mark[0])).map((mark) => [mark[1], mark[2]]);
    if (points.length) frameOn(points, CLOSEST);
  }

  function refit() {
    if (framed && parts.map.getZoom() === framed.zoom && parts.map.getCenter().distanceTo(framed.centre) < 50) frameOn(framed.bounds, framed.maxZoom);
  }

  function show(next) {
    const moved = !state || state.view !== next.view, selected = !state || state.selection !== next.selection;
    state = next;
    if (moved) frameOn(state.bounds, CLOSEST);
    if (selected && state.selection !== ocgraphFrame.told) frameSelection();
    dressTerritories();
    drawLines();
    zoom.setTexts(state.texts);
    frames.set(state.frames || []);
    ocgraphOutline.set(parts.map, state.drawing);
    drawMarks();
    drawPlaces();
  }

  // Parts of the map one goes to at once, under the zoom; a map of one corner has none.
  const frames = {
    control: null,
    set(wanted) {
      if (this.control) this.control.remove();
      this.control = null;
      if (!wanted.length) return;
      this.control = L.control({ position: "topleft" });
      this.control.onAdd = () => {
        const box = L.DomUtil.create("div", "ocgraph-frames");
        L.DomEvent.disableClickPropagation(box);
        for (const { label, bounds } of wanted) {
          const button = document.createElement("button");
          button.type = "button";
          button.textContent = label;
          button.addEventListener("click", () => frameOn(bounds, CLOSEST));
          box.append(button);
        }
        return box;
      };
      this.control.addTo(parts.map);
    },
  };

  const zoom = {
    control: null,
    setTexts(texts) {
      if (this.control) this.control.remove();
      this.control = L.control.zoom({ zoomInTitle: texts.zoomIn, zoomOutTitle: texts.zoomOut }).addTo(parts.map);
    },
  };

  window.ocgraphMap = {
    mark: (feature, latlng) => new Mark(latlng, { renderer: parts.map.getRenderer(parts.territories.getLayers()[0]), ...feature.properties }),
    onMark(feature, layer) {
      if (feature.id === null) {
        layer.on("click", (event) => {
          if (state.drawing) return;  // the press is a corner's, and goes on to the map
          L.DomEvent.stop(event);
          parts.map.setView(layer.getLatLng(), parts.map.getZoom() + 2);
        });
        return;
      }
      byId.set(feature.id, layer);
      layer.bindTooltip(() => ocgraphFrame.tooltip(state.words[feature.id]));
      layer.on("click", (event) => {
        if (state.drawing) return;
        L.DomEvent.stop(event);
        ocgraphFrame.tell(feature.id);
      });
    },
    onLine: (feature, layer) => layer.setStyle(feature.properties),
    // For tests and for keyboards: where a node stands in the frame, in pixels.
    pointOf: (lat, lng) => parts.map.latLngToContainerPoint([lat, lng]),
    attach(given) {
      parts = given;
      L.control.scale({ imperial: false, maxWidth: 140, position: "bottomleft" }).addTo(parts.map);
      parts.map.on("zoomend moveend", () => { if (state) { drawMarks(); drawPlaces(); } });
      ocgraphFrame.start(show, refit);
    },
  };
})();
