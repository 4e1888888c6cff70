// What every drawing page shares: its state arrives as data (embedded, or posted by the page that
// holds the frame), words are set as text, and a click is told to the page that holds the frame.
(function () {
  "use strict";

  const SYMBOLS = {
    disc: '<circle cx="8" cy="8" r="6"/>',
    square: '<rect x="2.5" y="2.5" width="11" height="11"/>',
    diamond: '<path d="M8 1 15 8 8 15 1 8Z"/>',
    area: '<rect x="1" y="3" width="14" height="10" stroke="#7b818a" stroke-width=".6"/>',
    cell: '<rect width="16" height="16"/>',
    hatch: '<rect x="1" y="3" width="14" height="10" fill="#f4f5f6" stroke="#7b818a" stroke-width=".6"/>'
      + '<path d="M1 9 7 3M1 13 11 3M6 13 15 4M11 13 15 9" stroke="#9aa0a8" stroke-width="1"/>',
    line: '<path d="M0 8H16" fill="none" stroke="currentColor" stroke-width="2.5"/>',
    dashed: '<path d="M0 8H16" fill="none" stroke="currentColor" stroke-width="2.5" stroke-dasharray="4 3"/>',
    dotted: '<path d="M1 8H16" fill="none" stroke="currentColor" stroke-width="3" stroke-dasharray="2.5 3"/>',
    ring: '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2.5"/>',
  };

  // What lies over a colour; the same in the pictures one keeps.
  const PATTERNS = {
    dots: '<path d="M3.5 5.5h.01M8 5.5h.01M12.5 5.5h.01M5.7 10.5h.01M10.3 10.5h.01" stroke-width="1.9" stroke-linecap="round"/>',
    lines: '<path d="M1 5H15M1 8H15M1 11H15" stroke-width="1"/>',
    crosses: '<path d="M2 3 9 13M8 3 15 13M9 3 2 13M15 3 8 13" stroke-width="1"/>',
  };
  // Light on a dark colour, dark on a light one.
  function inkOn(colour) {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return 0.299 * red + 0.587 * green + 0.114 * blue < 140 ? "#ffffff" : "#56646e";
  }

  const ROOM_FOR_LEGEND = 660;

  // The frame may be given its size after its state: the legend and the view then follow, unless
  // the person has chosen otherwise.
  function resized(refit) {
    const legend = document.getElementById("ocgraph-legend");
    if (!legend || !window.innerWidth) return;
    placeNotes();
    if (!legend.dataset.chosen) legend.open = window.innerWidth > ROOM_FOR_LEGEND;
    refit();
  }

  function symbol(entry) {
    const box = document.createElement("span");
    box.className = "ocgraph-symbol";
    box.style.color = entry.colour;
    const drawn = SYMBOLS[entry.shape] || SYMBOLS.disc;
    const over = PATTERNS[entry.pattern] ? '<g fill="none" stroke="' + inkOn(entry.colour) + '">' + PATTERNS[entry.pattern] + "</g>" : "";
    box.innerHTML = '<svg viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">' + drawn + over + "</svg>";
    return box;
  }

  // Nine classes as a square, with what grows upwards and to the right.
  function crossed(entry) {
    const box = textLine("figure", "ocgraph-crossed", ""), square = textLine("div", "ocgraph-square", "");
    for (const cell of entry.cells.flat()) square.append(symbol({ shape: "cell", ...cell }));
    box.append(textLine("span", "ocgraph-up", entry.up + " →"), square, textLine("span", "ocgraph-across", entry.across + " →"));
    const row = textLine("div", "ocgraph-entry", "");
    row.append(symbol({ shape: "area", ...entry.cells[0][entry.cells[0].length - 1] }), textLine("span", "", entry.label));
    return [box, row];
  }

  function textLine(tag, className, text) {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  }

  function showLegend(state) {
    let legend = document.getElementById("ocgraph-legend");
    if (!legend) {
      legend = document.createElement("details");
      legend.id = "ocgraph-legend";
      legend.open = window.innerWidth > ROOM_FOR_LEGEND;
      legend.addEventListener("click", () => { legend.dataset.chosen = "1"; });
      document.body.append(legend);
    }
    legend.replaceChildren(textLine("summary", "", state.texts.legend));
    for (const entry of state.legend) {
      if (!entry.shape) {
        legend.append(textLine("p", "ocgraph-heading", entry.label));
        continue;
      }
      if (entry.shape === "note") {
        legend.append(textLine("p", "ocgraph-note", entry.label));
        continue;
      }
      if (entry.shape === "crossed") {
        legend.append(...crossed(entry));
        continue;
      }
      const row = textLine("div", "ocgraph-entry", "");
      row.append(symbol(entry), textLine("span", "", entry.label));
      legend.append(row);
    }
  }

  // A name and, under it, what it is: built of text nodes, never of markup.
  function tooltip(words) {
    const box = document.createElement("div");
    box.append(textLine("strong", "", words[0]));
    if (words[1]) box.append(textLine("div", "", words[1]));
    return box;
  }

  function showWords(state) {
    document.documentElement.lang = state.lang;
    document.title = state.texts.title;
    const credit = document.getElementById("ocgraph-credit");
    credit.replaceChildren();
    for (const [text, link] of state.credits) {
      const part = textLine(link ? "a" : "span", "", text);
      if (link) Object.assign(part, { href: link, target: "_blank", rel: "noreferrer noopener" });
      credit.append(part, " ");
    }
    const heading = document.getElementById("ocgraph-title");
    heading.textContent = state.texts.heading || "";
    heading.hidden = !state.texts.heading;
    const notes = document.getElementById("ocgraph-notes");
    notes.textContent = state.texts.notes || "";
    notes.hidden = !state.texts.notes;
    placeNotes();
  }

  // The notes stand over the credit where both do not fit side by side.
  function placeNotes() {
    const notes = document.getElementById("ocgraph-notes"), credit = document.getElementById("ocgraph-credit");
    const isOver = notes.offsetWidth + credit.offsetWidth > window.innerWidth;
    notes.style.bottom = (isOver ? credit.offsetHeight : 0) + "px";
    document.body.style.setProperty("--foot", notes.offsetHeight + (isOver ? credit.offsetHeight : 0) + "px");
  }

  // Pixels at the right that the open legend covers: a drawing keeps clear of them.
  function covered() {
    const legend = document.getElementById("ocgraph-legend");
    return legend && legend.open ? legend.offsetWidth + 10 : 0;
  }

  window.ocgraphFrame = {
    tooltip,
    covered,
    inkOn,
    told: undefined,
    tell(id) {
      this.told = id;
      window.parent.postMessage({ ocgraph: "select", id }, "*");
    },
    start(show, refit) {
      const draw = (state) => { showWords(state); showLegend(state); show(state); document.body.dataset.drawn = state.key; };
      const embedded = document.getElementById("ocgraph-state");
      if (embedded) draw(JSON.parse(embedded.textContent));
      window.addEventListener("message", (event) => {
        if (event.source === window.parent && event.data && event.data.ocgraph === "show") draw(event.data.state);
      });
      window.addEventListener("resize", () => resized(refit));
      if (window.parent !== window) window.parent.postMessage({ ocgraph: "ready" }, "*");
    },
  };
})();
