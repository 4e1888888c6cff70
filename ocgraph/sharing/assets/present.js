// Presenting: one view after the other fills the screen, drawing large and sentence in large letters.
// The frames stay where they are in the page and are shown there: moved, they would begin anew.
(function () {
  "use strict";

  const page = window.ocgraphPage, { make, fill, texts, parts, content } = page, views = content.presentation;
  const ROOM = [800, 560];      // pixels that a drawing is given; on a larger screen it is larger, names and all
  // Sizes tried until a long sentence fits, and how much of the screen it may take.
  const SMALLER = [1, 0.9, 0.8], ROOM_FOR_WORDS = { story: 0.9, other: 0.36 };
  const FAR = 50, STILL = 12;   // pixels of a swipe, and of a hand that does not move
  let rank = null, wasFull = false, scrolled = 0, begun = 0;

  const area = make("div", { id: "shown" }), sentence = make("p"), where = make("span", { className: "unseen" });
  const said = make("div", { id: "said", "aria-live": "polite", "aria-atomic": "true" }, where, sentence);
  const progress = make("span", { className: "progress", "aria-hidden": "true" });
  const button = (sign, act) => make("button", { type: "button", onclick: act }, sign);
  const back = button("←", () => go(rank - 1)), forth = button("→", () => go(rank + 1)), out = button("✕", leave);
  const stage = make("section", { id: "stage", tabIndex: -1, hidden: true }, area, make("div", { id: "band" }, said, make("div", { id: "steps" }, back, progress, forth, out)));

  function enter() {
    scrolled = window.scrollY;
    document.body.classList.add("presenting");
    stage.hidden = false;
    for (const each of page.drawings) page.frames[each].frame.tabIndex = -1;
    const full = document.documentElement.requestFullscreen;
    // Where it is refused, the window is filled.
    if (full) full.call(document.documentElement).then(() => { wasFull = true; }, () => {});
    begun += 1;
    go(0);
    stage.focus();
  }

  function leave() {
    if (rank === null) return;
    rank = null;
    if (document.fullscreenElement) document.exitFullscreen();
    wasFull = false;
    document.body.classList.remove("presenting");
    stage.hidden = true;
    for (const each of page.drawings) {
      page.frames[each].frame.removeAttribute("tabindex");
      page.frames[each].frame.parentElement.classList.remove("shown");
    }
    page.drawings.forEach(page.draw);
    window.scrollTo(0, scrolled);
    parts.header.querySelector("#present").focus({ preventScroll: true });
  }

  function go(wanted) {
    if (rank !== null && (wanted < 0 || wanted >= views.length)) return;
    rank = wanted;
    page.select(views[rank].selected || null);
    showView();
  }

  function showView() {
    const view = views[rank], language = page.language();
    const spoken = view.sentence[language] ? language : Object.keys(view.sentence).find((each) => view.sentence[each]) || language;
    const facts = { n: rank + 1, total: views.length };
    stage.className = view.shows;
    for (const each of page.drawings) page.frames[each].frame.parentElement.classList.toggle("shown", each === view.shows);
    area.replaceChildren(...(view.shows === "tables" ? tableContent() : []));
    Object.assign(sentence, { textContent: view.sentence[spoken] || "", lang: spoken });
    where.textContent = fill(texts().progress, facts);
    progress.textContent = facts.n + " / " + facts.total;
    back.setAttribute("aria-disabled", rank === 0);
    forth.setAttribute("aria-disabled", rank === views.length - 1);
    fit();
  }

  // The record of what is chosen, or the first table; its names are not to be pressed from a lectern.
  function tableContent() {
    const first = page.told().tables[0], rows = page.selection() === null ? [page.makeTable(first, first.rows)] : page.recordContent();
    const box = make("div", { className: "told", tabIndex: 0, role: "region", "aria-label": texts().tables }, ...rows);
    for (const name of box.querySelectorAll("button")) name.replaceWith(name.textContent);
    return [box];
  }

  // A long sentence is written smaller, and the drawing takes the room that is left.
  function fit() {
    const room = window.innerHeight * (ROOM_FOR_WORDS[views[rank].shows] || ROOM_FOR_WORDS.other);
    for (const size of SMALLER) {
      said.style.setProperty("--size", size);
      if (sentence.offsetHeight <= room) break;
    }
    said.tabIndex = said.scrollHeight > said.clientHeight + 1 ? 0 : -1;
    const { width, height } = area.getBoundingClientRect();
    if (!page.frames[views[rank].shows]) return;
    const scale = Math.max(1, Math.min(width / ROOM[0], height / ROOM[1]));
    for (const [name, value] of [["--wide", width + "px"], ["--high", height + "px"], ["--scale", scale]]) document.body.style.setProperty(name, value);
  }

  // Each view is framed anew, whatever the one before had come closer to.
  page.additions.state.push((state) => {
    if (rank === null && !begun) return;
    state.view += "|" + begun + "|" + rank;
    state.focus = begun + "|" + rank;
    if (rank === null) return;
    state.key += "|" + (rank + 1);
    if (state.edges && state.selection !== null) keepAround(state);
  });

  // Of the network, who is chosen and its neighbours alone: from the back of a room one reads no more.
  function keepAround(state) {
    const near = new Set([state.selection, ...state.edges.filter((edge) => [edge.from, edge.to].includes(state.selection)).flatMap((edge) => [edge.from, edge.to])]);
    state.nodes = state.nodes.filter((node) => near.has(node.id));
    state.edges = state.edges.filter((edge) => near.has(edge.from) && near.has(edge.to));
    state.isFocused = true;
  }

  page.additions.header.push(() => [make("button", { type: "button", id: "present", title: texts().present_help, onclick: enter }, texts().present)]);

  page.additions.shown.push(() => {
    stage.setAttribute("aria-label", texts().presenting);
    for (const [each, name] of [[back, "previous"], [forth, "next"], [out, "leave"]]) {
      each.title = texts()[name];
      each.setAttribute("aria-label", texts()[name]);
    }
    if (!stage.isConnected) document.body.append(stage);
  });

  // Keys

  const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };

  document.addEventListener("keydown", (event) => {
    if (rank === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const { key, target } = event, isScrolled = target.scrollHeight > target.clientHeight + 1 && target !== stage;
    if (key === " " && target.closest("button")) return;
    if ((key === "ArrowDown" || key === "ArrowUp") && isScrolled) return;
    if (key === "Escape") leave();
    else if (key === "Home") go(0);
    else if (key === "End") go(views.length - 1);
    else if (key in STEPS) go(rank + (key === " " && event.shiftKey ? -1 : STEPS[key]));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  // Pressing the left half goes back, the right half forth; a finger slides the view away.

  let from = null;
  stage.addEventListener("pointerdown", (event) => { from = event.button || event.target.closest("#steps") ? null : event.clientX; });
  stage.addEventListener("pointercancel", () => { from = null; });
  stage.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const moved = event.clientX - from;
    from = null;
    if (Math.abs(moved) < STILL) go(rank + (event.clientX < window.innerWidth / 2 ? -1 : 1));
    else if (event.pointerType !== "mouse" && Math.abs(moved) > FAR) go(rank + (moved > 0 ? -1 : 1));
  });

  document.addEventListener("fullscreenchange", () => { if (!document.fullscreenElement && wasFull) leave(); });
  window.addEventListener("resize", () => { if (rank !== null) fit(); });
})();
