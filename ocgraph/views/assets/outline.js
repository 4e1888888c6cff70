// A territory drawn on the map: a press sets a corner, one on the first closes the outline, which is
// then told to the page that holds the frame. What is being drawn stays here until it is closed.
(function () {
  "use strict";

  const COLOUR = "#b3001b";
  const NEAR = 14;  // pixels around the first corner
  const LEAST = 3;

  let map = null, drawn = null, control = null, buttons = {}, corners = [], closed = false;

  const pointOf = (corner) => map.latLngToContainerPoint(corner);

  function pressed(event) {
    if (closed) return;
    const corner = map.mouseEventToLatLng(event.originalEvent);  // of a mark, Leaflet tells its middle
    if (corners.length >= LEAST && pointOf(corner).distanceTo(pointOf(corners[0])) <= NEAR) {
      close();
      return;
    }
    corners.push(corner);
    redraw();
  }

  function close() {
    if (closed || corners.length < LEAST) return;
    closed = true;
    redraw();
    tell(corners);
  }

  // Once closed, taking back the last corner opens it again.
  function undo() {
    corners.pop();
    reopen();
  }

  function clear() {
    corners = [];
    reopen();
  }

  function reopen() {
    if (closed) tell([]);
    closed = false;
    redraw();
  }

  const tell = (told) => ocgraphFrame.tell("outline:" + told.map((corner) => corner.lat.toFixed(4) + " " + corner.lng.toFixed(4)).join(","));

  function redraw() {
    drawn.clearLayers();
    const style = { color: COLOUR, weight: 3, fillOpacity: 0.12, interactive: false };
    if (corners.length) drawn.addLayer(closed ? L.polygon(corners, style) : L.polyline(corners, style));
    corners.forEach((corner, rank) => drawn.addLayer(L.circleMarker(corner, {
      ...style, radius: rank === 0 ? 7 : 4, weight: 2, fillColor: "#fff", fillOpacity: 1 })));
    buttons.close.disabled = closed || corners.length < LEAST;
    buttons.undo.disabled = buttons.clear.disabled = !corners.length;
  }

  function begin(onto, texts) {
    map = onto;
    drawn = L.layerGroup().addTo(map);
    map.doubleClickZoom.disable();
    map.on("click", pressed);
    map.getContainer().style.cursor = "crosshair";
    showButtons(texts);
  }

  function showButtons(texts) {
    if (control) control.remove();
    control = L.control({ position: "topleft" });
    control.onAdd = () => {
      const box = L.DomUtil.create("div", "ocgraph-frames");
      L.DomEvent.disableClickPropagation(box);
      for (const [name, act] of Object.entries({ close, undo, clear })) {
        buttons[name] = document.createElement("button");
        buttons[name].type = "button";
        buttons[name].textContent = texts[name];
        buttons[name].addEventListener("click", act);
        box.append(buttons[name]);
      }
      return box;
    };
    control.addTo(map);
  }

  function end() {
    drawn.remove();
    control.remove();
    map.off("click", pressed);
    map.doubleClickZoom.enable();
    map.getContainer().style.cursor = "";
    map = null; corners = []; closed = false;
  }

  window.ocgraphOutline = {
    // For tests: the corners set, in degrees.
    corners: () => corners.map((corner) => [corner.lat, corner.lng]),
    // What a state asks for: nothing, or a drawing, with the outline that is known already.
    set(onto, wanted) {
      if (!wanted) {
        if (map) end();
        return;
      }
      if (map) showButtons(wanted.texts); else begin(onto, wanted.texts);
      if (!corners.length && wanted.corners.length) {
        corners = wanted.corners.map((corner) => L.latLng(corner));
        closed = true;
      }
      redraw();
    },
  };
})();
