// What every drawing page shares: its state arrives as data (embedded, or posted by the page that
// holds the frame), words are set as text, and a click is told to the page that holds the frame.
(function () {
  "use strict";

  const SYMBOLS = {
    disc: '<circle cx="8" cy="8" r="6"/>',
    square: '<rect x="2.5" y="2.5" width="11" height="11"/>',
    diamond: '<path d="M8 1 15 8 8 15 1 8Z"/>',
    area: '<rect x="1" y="3" width="14" height="10" stroke="#7b818a" stroke-width=".6"/>',
    hatch: '<rect x="1" y="3" width="14" height="10" fill="#f4f5f6" stroke="#7b818a" stroke-width=".6"/>'
      + '<path d="M1 9 7 3M1 13 11 3M6 13 15 4M11 13 15 9" stroke="#9aa0a8" stroke-width="1"/>',
    line: '<path d="M0 8H16" fill="none" stroke="currentColor" stroke-width="2.5"/>',
    dashed: '<path d="M0 8H16" fill="none" stroke="currentColor" stroke-width="2.5" stroke-dasharray="4 3"/>',
    dotted: '<path d="M1 8H16" fill="none" stroke="currentColor" stroke-width="3" stroke-dasharray="2.5 3"/>',
    ring: '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2.5"/>',
  };

  const ROOM_FOR_LEGEND = 660;

  // The frame may be given its size after its state: the legend and the view then follow, unless
  // the person has chosen otherwise.
  function resized(refit) {
    const legend = document.getElementById("ocgraph-legend");
    if (!legend || !window.innerWidth) return;
    if (!legend.dataset.chosen) legend.open = window.innerWidth > ROOM_FOR_LEGEND;
    refit();
  }

  function symbol(entry) {
    const box = document.createElement("span");
    box.className = "ocgraph-symbol";
    box.style.color = entry.colour;
    const drawn = SYMBOLS[entry.shape] || SYMBOLS.disc;
    box.innerHTML = '<svg viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">' + drawn + "</svg>";
    return box;
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
  }

  // Pixels at the right that the open legend covers: a drawing keeps clear of them.
  function covered() {
    const legend = document.getElementById("ocgraph-legend");
    return legend && legend.open ? legend.offsetWidth + 10 : 0;
  }

  window.ocgraphFrame = {
    tooltip,
    covered,
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
