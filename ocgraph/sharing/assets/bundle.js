// The shared page: one selection for the map, the network, the tables and the search. Everything it
// says comes from the data it holds and is set as text. It asks for nothing.
(function () {
  "use strict";

  const content = JSON.parse(document.getElementById("content").textContent);
  const languages = Object.keys(content.told), drawings = Object.keys(content.pages);
  const MOST_FOUND = 12;
  let language = content.language, selection = null, query = "", opened = new Set(["Actor"]);
  const parts = {}, frames = {};
  // What presenting and answering add: to the header, to what is told of a choice, to a state drawn,
  // at the foot of the page, and when something is chosen or another language spoken.
  const additions = { header: [], selected: [], state: [], foot: [], shown: [], chosen: [] };

  const told = () => content.told[language], texts = () => told().texts;
  const isTerritory = (id) => id !== null && id.startsWith("mrc:");
  const stateOf = (drawing) => ({ ...content.states[drawing].common, ...content.states[drawing][language] });
  // Fills what a sentence leaves in braces, once: a name in braces stays a name.
  const fill = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (braces, name) => (name in facts ? facts[name] : braces));
  // Without accents nor capitals, as one types when in a hurry.
  const plain = (text) => text.toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").normalize("NFD").replace(/[\u0300-\u036f]/g, "");

  function make(tag, facts, ...inside) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(facts || {})) {
      if (name in element) element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...inside);
    return element;
  }
  const list = (sentences) => make("ul", {}, ...sentences.map((sentence) => make("li", {}, sentence)));
  const nameButton = (name, id) => make("button", { type: "button", className: "name", onclick: () => select(id) }, name);
  const cellContent = (cell) => (Array.isArray(cell) ? nameButton(...cell) : cell);
  // What is chosen: an actor or a table, or all those of an MRC.
  const chosenIds = () => (isTerritory(selection) ? content.located[selection] || [] : [selection]);
  const idsOf = (row) => row.filter(Array.isArray).map((cell) => cell[1]);

  // What an identifier is called, and the line that says what it is.
  function wordsOf(id) {
    return stateOf("graph").words[id] || stateOf("map").words[id];
  }

  // The frames

  function makeFrame(drawing) {
    const frame = make("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.srcdoc = content.pages[drawing];
    frame.dataset.drawing = drawing;
    frames[drawing] = { frame, isReady: false };
    return frame;
  }

  function draw(drawing) {
    const { frame, isReady } = frames[drawing];
    if (!isReady) return;
    const state = stateOf(drawing), chosen = drawing === "graph" && isTerritory(selection) ? null : selection;
    state.selection = chosen;
    state.key += "|" + language + "|" + chosen;
    for (const change of additions.state) change(state);
    frame.contentWindow.postMessage({ ocgraph: "show", state }, "*");
  }

  window.addEventListener("message", (event) => {
    const drawing = drawings.find((each) => frames[each] && event.source === frames[each].frame.contentWindow);
    if (!drawing || !event.data) return;
    if (event.data.ocgraph === "ready") {
      frames[drawing].isReady = true;
      draw(drawing);
    }
    if (event.data.ocgraph === "select") select(event.data.id === undefined ? null : event.data.id);
  });

  // The selection

  function select(id) {
    selection = id !== null && wordsOf(id) ? id : null;
    showSelected();
    showTables();
    drawings.forEach(draw);
    additions.chosen.forEach((act) => act());
  }

  function showSelected() {
    const box = parts.selected;
    showBar();
    if (selection === null) {
      box.replaceChildren(make("h2", {}, texts().selected), make("p", {}, texts().nothing_selected));
      return;
    }
    box.replaceChildren(...recordContent(), make("div", { className: "actions" }, ...additions.selected.flatMap((add) => add(selection)),
      make("button", { type: "button", onclick: () => select(null) }, texts().clear)));
  }

  function recordContent() {
    const [name, line] = wordsOf(selection);
    return [make("h2", { tabIndex: -1 }, name), make("p", {}, line), ...linkedLists()];
  }

  // What was chosen far from where it is told, a point of a drawing, is named at the foot of the screen.
  let isInSight = true;
  function showBar() {
    parts.chosen.hidden = selection === null || isInSight;
    if (parts.chosen.hidden) return;
    const see = make("button", { type: "button", onclick: () => { parts.selected.scrollIntoView({ block: "center" }); parts.selected.querySelector("h2").focus({ preventScroll: true }); } }, texts().see_selected);
    parts.chosen.replaceChildren(make("strong", {}, wordsOf(selection)[0]), see);
  }

  // What is told of the selection itself, then, table by table, the rows that name it.
  function linkedLists() {
    if (isTerritory(selection)) return [make("ul", {}, ...chosenIds().map((id) => make("li", {}, nameButton(wordsOf(id)[0], id), " ", wordsOf(id)[1])))];
    return told().tables.flatMap((table) => {
      const own = table.rows.find((row) => table.isOfNodes && row[0][1] === selection);
      if (own) return [make("dl", {}, ...factsOf(table, own))];
      const items = table.rows.filter((row) => idsOf(row).includes(selection)).map((row) => {
        const isOwn = (cell) => Array.isArray(cell) && cell[1] === selection, cells = row.map((cell, rank) => [table.columns[rank], cell]);
        const others = cells.filter(([, cell]) => cell.length && !isOwn(cell));
        // A table that names it says as what: its title alone would not tell that it coordinates it.
        if (table.isOfNodes) others.splice(1, 0, ...cells.filter(([, cell]) => isOwn(cell)).map(([title, cell]) => [title, cell[0]]));
        return make("li", {}, ...others.flatMap(([title, cell], rank) => (rank ? [" · ", factOf(title, cell)] : [cellContent(cell)])));
      });
      return items.length ? [make("h3", {}, table.title), make("ul", {}, ...items)] : [];
    });
  }
  const factOf = (title, cell) => (Array.isArray(cell) ? cellContent(cell) : fill(texts().fact, { title, value: cell }));
  const factsOf = (table, row) => row.map((cell, rank) => [table.columns[rank], cell]).slice(1)
    .filter(([, cell]) => cell.length).map(([title, cell]) => make("div", {}, make("dt", {}, title), make("dd", {}, cellContent(cell))));

  // The search

  function showFound() {
    const wanted = plain(query.trim());
    const found = wanted ? stateOf("graph").nodes.map((node) => node.id).filter((id) => plain(wordsOf(id).join(" ")).includes(wanted)) : [];
    parts.status.textContent = !wanted ? "" : found.length ? texts().found.replace("{n}", found.length) : texts().nothing_found;
    parts.found.replaceChildren(...found.slice(0, MOST_FOUND).map((id) => make("li", {}, nameButton(wordsOf(id)[0], id), " ", wordsOf(id)[1])));
    return found;
  }

  function searchContent() {
    parts.status = make("p", { role: "status" });
    parts.found = make("ul");
    const box = make("input", { id: "wanted", type: "search", value: query, autocomplete: "off" });
    box.addEventListener("input", () => { query = box.value; showFound(); showTables(); });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      const found = showFound();
      if (found.length) select(found[0]);
    });
    return [make("label", { htmlFor: "wanted" }, texts().search), make("div", {}, box, make("p", {}, texts().search_help)), parts.status, parts.found];
  }

  // The tables

  function showTables() {
    const wanted = plain(query.trim());
    const isTold = (row) => plain(row.map((cell) => (Array.isArray(cell) ? cell[0] : cell)).join(" ")).includes(wanted);
    parts.tables.replaceChildren(make("h2", {}, texts().tables), ...told().tables.map((table) => {
      const rows = table.rows.filter(isTold);
      const box = make("details", { open: opened.has(table.code) }, make("summary", {}, table.title + " (" + rows.length + ")"));
      box.dataset.table = table.code;
      const fill = () => { if (box.open && !box.querySelector("table")) box.append(make("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": table.title }, makeTable(table, rows))); };
      box.addEventListener("toggle", () => { opened[box.open ? "add" : "delete"](table.code); fill(); });
      fill();
      return box;
    }));
  }

  // Of an MRC, the actors and tables there are chosen, not all that touches them.
  function isChosen(table, row) {
    if (selection === null || (isTerritory(selection) && !table.isOfNodes)) return false;
    return (isTerritory(selection) ? [row[0][1]] : idsOf(row)).some((id) => chosenIds().includes(id));
  }

  function makeTable(table, rows) {
    const head = make("tr", {}, ...table.columns.map((title) => make("th", { scope: "col" }, title)));
    const body = rows.map((row) => {
      const line = make("tr", {}, ...row.map((cell) => make("td", {}, cellContent(cell))));
      if (isChosen(table, row)) line.className = "chosen";
      return line;
    });
    body.sort((one, other) => other.classList.contains("chosen") - one.classList.contains("chosen"));
    return make("table", {}, make("thead", {}, head), make("tbody", {}, ...body));
  }

  // The page

  const titleOf = () => content.title || texts().title;

  function headerContent() {
    const others = languages.filter((each) => each !== language).map((each) => make("button", { type: "button", lang: each, onclick: () => speak(each) }, content.told[each].texts.language_name));
    return [make("div", {}, make("h1", {}, titleOf()), make("p", {}, told().day.join(" "))),
      make("div", { className: "tools" }, ...additions.header.flatMap((add) => add()), ...others, make("button", { type: "button", onclick: openAndPrint }, texts().print))];
  }

  // On paper every table is open.
  function openAndPrint() {
    opened = new Set(told().tables.map((table) => table.code));
    showTables();
    window.print();
  }

  // What a frame holds is not drawn anew for the paper: it is made smaller or larger as it is, since
  // a frame of another shape would stretch the network and cut the map.
  const PAPER = [680, 600];     // pixels that a drawing has on a sheet
  window.addEventListener("beforeprint", () => {
    for (const { frame } of Object.values(frames)) {
      const { offsetWidth: width, offsetHeight: height } = frame, scale = Math.min(PAPER[0] / width, PAPER[1] / height);
      for (const [name, value] of [["--own-width", width + "px"], ["--own-height", height + "px"], ["--on-paper", scale]]) frame.style.setProperty(name, value);
    }
  });

  function speak(wanted) {
    language = wanted;
    show();
    drawings.forEach(draw);
    parts.header.querySelector("button[lang]").focus();
  }

  // The frames are made once: moved or made again, they would lose where one had zoomed.
  function build() {
    for (const [name, tag] of [["skip", "a"], ["header", "header"], ["seen", "p"], ["search", "div"], ["selected", "section"], ["story", "section"], ["tables", "section"], ["silent", "section"], ["sources", "footer"], ["bar", "div"], ["chosen", "div"]]) parts[name] = make(tag, { id: name });
    Object.assign(parts.skip, { className: "skip", href: "#tables" });
    parts.search.setAttribute("role", "search");
    parts.search.className = "search";
    parts.selected.setAttribute("aria-live", "polite");
    parts.captions = Object.fromEntries(drawings.map((drawing) => [drawing, make("figcaption")]));
    const pictures = make("div", { className: "pictures" }, ...drawings.map((drawing) => make("figure", {}, parts.captions[drawing], makeFrame(drawing))));
    document.body.append(parts.skip, parts.header, make("main", {}, parts.seen, parts.search, pictures, parts.selected, parts.story, parts.tables, parts.silent, ...additions.foot), parts.sources, parts.bar);
    parts.bar.append(parts.chosen);
    if (window.IntersectionObserver) new IntersectionObserver(([seen]) => { isInSight = seen.isIntersecting; showBar(); }).observe(parts.selected);
  }

  function show() {
    document.documentElement.lang = language;
    document.title = titleOf();
    parts.skip.textContent = texts().skip;
    parts.header.replaceChildren(...headerContent());
    parts.seen.textContent = told().seen.join(" ");
    parts.story.replaceChildren(make("h2", {}, texts().story), ...told().story.flatMap((part) => [make("h3", {}, part.title), list(part.sentences)]));
    for (const name of ["silent", "sources"]) parts[name].replaceChildren(make("h2", {}, texts()[name]), list(told()[name]));
    parts.search.replaceChildren(...searchContent());
    for (const drawing of drawings) parts.captions[drawing].textContent = frames[drawing].frame.title = texts()[drawing];
    showSelected();
    showFound();
    showTables();
    additions.shown.forEach((act) => act());
  }

  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !document.querySelector("dialog[open]")) select(null); });

  window.ocgraphPage = {
    content, additions, parts, frames, drawings, make, fill, list, told, texts, plain, wordsOf, isTerritory, select, draw, recordContent, makeTable,
    language: () => language,
    selection: () => selection,
    start() { build(); show(); },
  };
})();
