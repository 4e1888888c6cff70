// Answering: what a reader proposes is written here, kept until it is sent, and goes to the team as
// one message; where there is no way to it, as a small file to send back. It is all text.
(function () {
  "use strict";

  const page = window.ocgraphPage, { make, fill, texts, parts, content } = page;
  if (!content.page) return;    // nobody would know what an answer is about

  const MOST = 50, MOST_BYTES = 64 * 1024, LONGEST = { text: 2000, name: 300 }, NEAR = 200;
  const PLACE = "ocgraph-" + content.page, answers = document.documentElement.dataset.answers;
  const PERSONAL = [/[\w.+%'’-]+@[\w-]+(\.[\w-]+)+/, /(\(\d{3}\)|\d{3})[\s.-]?\d{3}[\s.-]\d{4}(?!\d)/, /(^|\D)1?(263|354|367|418|438|450|468|514|579|581|819|873)\d{7}(?!\d)/];
  // What neither a reader nor a screen shows: an answer may have lines, and nothing else of the kind.
  const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
  const kept = { prepared: [], from: "", drafts: {}, saved: "", ...remembered() };
  let asked = null, outcome = null, fileIsOffered = !answers;

  // A file opened from the disk may be refused a memory: then a reload forgets.
  function remembered() {
    try { return JSON.parse(sessionStorage.getItem(PLACE)) || {}; } catch (refused) { return {}; }
  }
  function remember() {
    try { sessionStorage.setItem(PLACE, JSON.stringify(kept)); } catch (refused) { /* as above */ }
  }

  const nameOf = (id) => (page.wordsOf(id) || [""])[0];
  const tableOf = (id) => page.told().tables.find((table) => table.isOfNodes && table.rows.some((row) => row[0][1] === id));
  const isActor = (id) => (tableOf(id) || {}).code === "Actor";
  const actors = () => page.told().tables.filter((table) => table.code === "Actor").flatMap((table) => table.rows.map((row) => row[0]));
  const lengthOf = (text) => [...text].length;
  const clean = (text) => text.replace(/\r\n?/g, "\n").replace(UNSEEN, " ").trim();
  const titleOf = (kind, about) => fill(texts()[WORDS[kind] + "_title"], { name: nameOf(about) });
  const WORDS = { correction: "correct", partnership: "partner", removal: "remove", remark: "remark" };

  // The form: one at a time, over the page.

  const dialog = make("dialog", { "aria-labelledby": "asked" });
  dialog.addEventListener("close", () => {
    // Written anew meanwhile, what one came from no longer has the focus.
    if (document.activeElement === document.body) parts.answers.querySelector(asked.kind === "remark" && asked.edited === undefined ? "#remark" : "h2").focus();
    asked = null;
  });

  // One question: its label, what is answered, and under it what is wrong, in words.
  function question(name, label, control, help) {
    const id = "asked-" + name, problem = make("p", { id: id + "-problem", className: "problem" }), notes = [problem];
    Object.assign(control, { id, name });
    if (help) notes.unshift(make("p", { id: id + "-help", className: "help" }, help));
    if (control.dataset.most) notes.push(counter(control, id));
    control.setAttribute("aria-describedby", notes.map((note) => note.id).join(" "));
    return make("div", { className: "question" }, make("label", { htmlFor: id }, label), control, ...notes);
  }

  function counter(control, id) {
    const note = make("p", { id: id + "-left", className: "help" });
    const count = () => {
      const left = control.dataset.most - lengthOf(control.value);
      note.textContent = left < 0 ? fill(texts().letters_over, { n: -left }) : left <= NEAR ? fill(texts().letters_left, { n: left }) : "";
    };
    control.addEventListener("input", count);
    count();
    return note;
  }

  function box(value, most) {
    const control = make("textarea", { rows: 4, value: value || "" });
    control.dataset.most = most;
    return control;
  }

  const optional = (label) => fill(texts().optional, { title: label });

  const QUESTIONS = {
    correction(about, said) {
      const table = tableOf(about), row = table.rows.find((each) => each[0][1] === about);
      const now = make("p", { className: "help", id: "asked-now" });
      const choice = make("select", {}, make("option", { value: "" }, texts().other_field), ...table.fields.map(([code, header]) => make("option", { value: code }, header)));
      choice.value = said.field || "";
      const tell = () => {
        const cell = row[table.codes.indexOf(choice.value)], value = Array.isArray(cell) ? cell[0] : cell;
        now.textContent = !choice.value ? "" : value ? fill(texts().field_now, { value }) : texts().field_now_unknown;
      };
      choice.addEventListener("change", tell);
      tell();
      return [question("field", texts().field, choice), now, question("text", texts().correct_text, box(said.text, LONGEST.text))];
    },
    partnership(about, said) {
      const whom = make("input", { type: "text", value: said.whom || "", autocomplete: "off" });
      whom.setAttribute("list", "asked-actors");
      const list = make("datalist", { id: "asked-actors" }, ...actors().filter(([, id]) => id !== about).map(([name]) => make("option", { value: name })));
      return [question("whom", texts().partner_with, whom, texts().partner_with_help), list, question("text", optional(texts().partner_text), box(said.text, LONGEST.text))];
    },
    removal: (about, said) => [make("p", {}, texts().remove_help), question("text", optional(texts().remove_text), box(said.text, LONGEST.text))],
    remark: (about, said) => [question("text", texts().remark_text, box(said.text, LONGEST.text))],
  };

  // What is asked is kept as it is typed, each by its kind and whom it is about.
  function ask(kind, about, edited) {
    const key = edited === undefined ? kind + "|" + about : "edited|" + edited;
    asked = { kind, about, edited, key };
    const said = kept.drafts[key] || (edited === undefined ? {} : kept.prepared[edited]);
    const form = make("form", { noValidate: true }, make("h2", { id: "asked" }, titleOf(kind, about)), ...QUESTIONS[kind](about, said),
      make("p", { className: "help" }, texts().answer_no_person),
      make("div", { className: "actions" }, make("button", { className: "main" }, edited === undefined ? texts().keep : texts().keep_changes), make("button", { type: "button", onclick: () => dialog.close() }, texts().cancel)));
    form.addEventListener("input", () => { kept.drafts[key] = answersOf(form); remember(); });
    form.addEventListener("submit", (event) => { event.preventDefault(); keep(form); });
    dialog.replaceChildren(form);
    dialog.showModal();
    form.querySelector("select, input, textarea").focus();
  }

  const answersOf = (form) => Object.fromEntries([...form.elements].filter((each) => each.name).map((each) => [each.name, each.value]));

  // By the name of a question, what is wrong with its answer.
  function problemsOf(said) {
    const text = clean(said.text), whom = clean(said.whom || ""), found = {};
    const isNeeded = asked.kind === "correction" || asked.kind === "remark";
    if (isNeeded && !text) found.text = texts().missing_text;
    if (lengthOf(text) > LONGEST.text) found.text = fill(texts().letters_over, { n: lengthOf(text) - LONGEST.text });
    if (asked.kind === "partnership" && !whom) found.whom = texts().missing_partner;
    if (whom && page.plain(whom) === page.plain(nameOf(asked.about))) found.whom = texts().same_partner;
    if (lengthOf(whom) > LONGEST.name) found.whom = fill(texts().name_too_long, { n: LONGEST.name });
    for (const [name, answer] of [["whom", whom], ["text", text]]) if (PERSONAL.some((each) => each.test(answer))) found[name] = texts().personal;
    return found;
  }

  function keep(form) {
    const said = answersOf(form), found = problemsOf(said);
    for (const control of [...form.elements].filter((each) => each.name)) {
      control.setAttribute("aria-invalid", control.name in found);
      document.getElementById(control.id + "-problem").textContent = found[control.name] || "";
    }
    if (Object.keys(found).length) return form.querySelector('[aria-invalid="true"]').focus();
    const { kind, about, edited, key } = asked;
    delete kept.drafts[key];
    const told = { kind, about, ...said, text: clean(said.text) };
    if (edited === undefined) kept.prepared.push(told);
    else kept.prepared[edited] = told;
    outcome = { sentences: [texts().kept] };
    dialog.close();
    changed();
    return undefined;
  }

  // What is prepared

  function changed() {
    remember();
    showAnswers();
    showWaiting();
  }

  function partnerOf(told) {
    const whom = clean(told.whom), known = actors().filter(([name, id]) => id !== told.about && page.plain(name) === page.plain(whom));
    return known.length === 1 ? { with: known[0][1], with_name: "" } : { with: "", with_name: whom };
  }

  function proposalOf(told) {
    const proposal = { kind: told.kind, about: told.about };
    if (told.kind === "correction") proposal.field = told.field;
    if (told.kind === "partnership") Object.assign(proposal, partnerOf(told));
    return { ...proposal, text: told.text };
  }

  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }

  const message = () => JSON.stringify({ ocgraph: "proposals", version: 1, page: content.page, language: page.language(), made_on: today(), from: kept.from, proposals: kept.prepared.map(proposalOf) });

  // What would be lost with the tab: what is being written, and what is neither sent nor in a file.
  const allSaid = () => JSON.stringify([kept.from, kept.prepared]);
  const isWriting = () => asked !== null && asked.key in kept.drafts;
  window.addEventListener("beforeunload", (event) => {
    if (!isWriting() && (!kept.prepared.length || kept.saved === allSaid())) return;
    event.preventDefault();
    event.returnValue = "asked";    // what browsers of before 2024 look at
  });

  function inWords(told) {
    const header = told.field ? (tableOf(told.about).fields.find(([code]) => code === told.field) || [])[1] : "";
    return [told.whom ? clean(told.whom) : "", header && told.text ? fill(texts().fact, { title: header, value: told.text }) : told.text].filter(Boolean).join(" · ");
  }

  function preparedList() {
    if (!kept.prepared.length) return make("p", {}, texts().prepared_none);
    const items = kept.prepared.map((told, rank) => {
      const title = titleOf(told.kind, told.about), doing = (word, act) => make("button", { type: "button", "aria-label": fill(texts().fact, { title: word, value: title }), onclick: act }, word);
      return make("li", {}, make("strong", {}, title), make("p", {}, inWords(told)),
        make("div", { className: "actions" }, doing(texts().edit, () => ask(told.kind, told.about, rank)), doing(texts().take_out, () => takeOut(rank))));
    });
    return make("ol", {}, ...items);
  }

  function takeOut(rank) {
    kept.prepared.splice(rank, 1);
    // Drafts of others that were being changed are by their rank, which is no longer theirs.
    for (const key of Object.keys(kept.drafts)) if (key.startsWith("edited|")) delete kept.drafts[key];
    outcome = { sentences: [texts().taken_out] };
    changed();
    parts.answers.querySelector("h2").focus();
  }

  function showAnswers() {
    const sender = make("select", { id: "from" }, make("option", { value: "" }, texts().from_none), ...actors().map(([name, id]) => make("option", { value: id }, name)));
    sender.value = kept.from;
    sender.addEventListener("change", () => { kept.from = sender.value; remember(); });
    const actions = [answers ? make("button", { type: "button", id: "send", className: "main", onclick: send }, texts().send) : "",
      fileIsOffered ? make("button", { type: "button", id: "save", className: answers ? "" : "main", onclick: save }, texts().save) : ""];
    const sending = kept.prepared.length ? [make("div", { className: "question" }, make("label", { htmlFor: "from" }, texts().from), sender, make("p", { className: "help" }, texts().from_help)),
      fileIsOffered ? make("p", {}, texts().save_help) : "", make("div", { className: "actions" }, ...actions)] : [];
    parts.answers.replaceChildren(make("h2", { tabIndex: -1 }, texts().answer), make("p", {}, texts().answer_intro), make("p", {}, texts().answer_no_person),
      make("button", { type: "button", id: "remark", onclick: () => ask("remark", "") }, texts().remark),
      make("h3", {}, texts().prepared), preparedList(), ...sending, parts.outcome);
    showOutcome();
  }

  function showOutcome() {
    parts.outcome.className = outcome && outcome.isWrong ? "problem" : "";
    parts.outcome.replaceChildren(...(outcome ? outcome.sentences : []).map((each) => make("p", {}, each)));
  }

  function tell(sentences, isWrong) {
    outcome = { sentences, isWrong };
    showAnswers();
    showWaiting();
  }

  // At the foot of the screen, what waits to be sent: it is far below what one looks at.
  let isInSight = false;
  function showWaiting() {
    const n = kept.prepared.length;
    parts.waiting.hidden = !n || isInSight;
    parts.waiting.replaceChildren(n ? make("button", { type: "button", onclick: () => { parts.answers.scrollIntoView(); parts.answers.querySelector("h2").focus({ preventScroll: true }); } }, fill(fileIsOffered ? texts().waiting_file : texts().waiting, { n })) : "");
  }

  // Sending

  function isTooMuch(written) {
    const found = [];
    if (kept.prepared.length > MOST) found.push(fill(texts().too_many, { n: MOST }));
    if (new TextEncoder().encode(written).length > MOST_BYTES) found.push(texts().too_heavy);
    if (found.length) tell(found, true);
    return found.length > 0;
  }

  async function send() {
    const written = message();
    if (isTooMuch(written)) return;
    tell([texts().sending]);
    parts.answers.querySelector("#send").disabled = true;
    try {
      const answer = await fetch(answers, { method: "POST", headers: { "Content-Type": "application/json" }, body: written });
      told(answer.ok, await answer.json().catch(() => ({})));
    } catch (refused) {
      fileIsOffered = true;
      tell([texts().not_sent], true);
    }
    parts.answers.querySelector("h2").focus({ preventScroll: true });
  }

  function told(isReceived, said) {
    if (isReceived && typeof said.received === "number") {
      kept.prepared = [];
      remember();
      tell([said.received ? fill(texts().received, { n: said.received }) : texts().received_before]);
    } else if (Array.isArray(said.refused) && said.refused.length) tell([texts().refused, ...said.refused.map(String)], true);
    else {
      fileIsOffered = true;
      tell([texts().link_closed], true);
    }
  }

  function save() {
    const written = message(), name = "propositions-" + today() + ".json";
    if (isTooMuch(written)) return;
    kept.saved = allSaid();
    remember();
    const address = URL.createObjectURL(new Blob([written], { type: "application/json" }));
    const link = make("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    tell([fill(texts().saved, { file: name })]);
    parts.answers.querySelector("#save").focus();
  }

  // In the page

  parts.answers = make("section", { id: "answers" });
  parts.outcome = make("div", { id: "outcome", role: "status" });
  parts.waiting = make("div", { id: "waiting" });
  page.additions.foot.push(parts.answers, dialog);
  page.additions.selected.push((id) => (page.isTerritory(id) || !tableOf(id) ? [] : [
    make("button", { type: "button", onclick: () => ask("correction", id) }, texts().correct),
    ...(isActor(id) ? [make("button", { type: "button", onclick: () => ask("partnership", id) }, texts().partner),
      make("button", { type: "button", onclick: () => ask("removal", id) }, texts().remove)] : [])]));
  page.additions.shown.push(() => {
    outcome = null;
    showAnswers();
    showWaiting();
    if (parts.waiting.isConnected) return;
    parts.bar.append(parts.waiting);
    if (window.IntersectionObserver) new IntersectionObserver(([seen]) => { isInSight = seen.isIntersecting; showWaiting(); }).observe(parts.answers);
  });
})();
