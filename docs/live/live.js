// The live page: makes its controls, asks the worker, and shows what it answers.
//
// All that is shown is put in as text, never as HTML.

const here = new URL(".", import.meta.url);
const files = new URL("files/", here);
const lang = document.documentElement.lang.startsWith("id") ? "id" : "en";
const PAUSE = 150; // milliseconds without a key, before what is typed is read

const words = await json(new URL("words.json", here));

async function json(url) {
  return (await fetch(url)).json();
}

// The words of this page, with {facts} put in.
function say(key, facts = {}) {
  return words[key][lang].replace(/\{(\w+)\}/g, (_, name) => number(facts[name]));
}

function number(value) {
  return typeof value === "number" ? value.toLocaleString(lang) : String(value);
}

// An element with attributes, properties where they are functions or booleans, and children.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function" || typeof value === "boolean") element[name] = value;
    else if (value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

function button(text, onclick, attributes = {}) {
  return make("button", { type: "button", class: "live-button", onclick, ...attributes }, text);
}

// --- the controls

const state = { id: 0, chosen: null, rows: "", timer: 0, offices: [], examples: {} };
const parts = {};

function controls(offices) {
  const radio = (mode) =>
    make("label", { class: "live-choice" },
      (parts[mode] = make("input", {
        type: "radio", name: "live-mode", value: mode, checked: mode === "message",
        onchange: () => { setMode(mode); ask(); },
      })), " ", say(`mode-${mode}`));
  const example = (key) =>
    button(say(`example-${key}`), () => showExample(key), { "data-example": key });

  parts.textLabel = make("label", { for: "live-text" });
  parts.text = make("textarea", {
    id: "live-text", rows: "5", spellcheck: "false", autocomplete: "off", autocapitalize: "off",
    "aria-describedby": "live-private", oninput: () => { state.chosen = null; askSoon(); },
  });
  parts.text.spellcheck = false; // a browser may send what it checks
  parts.office = make("select", { id: "live-office", onchange: chooseOffice },
    make("option", { value: "" }, say("office-none")),
    ...offices.map((office, index) =>
      make("option", { value: String(index) }, `${office.name} – ${office.title}`)),
    make("option", { value: "own" }, say("office-own")));
  parts.grammar = make("textarea", {
    id: "live-grammar", rows: "12", wrap: "off", spellcheck: "false", autocomplete: "off",
    autocapitalize: "off", oninput: editGrammar,
  });
  parts.builtin = make("input", { type: "checkbox", checked: true, onchange: ask });
  parts.mistake = make("div", { id: "live-mistake", class: "live-mistake", role: "alert" });
  parts.formats = make("ul", { class: "live-formats" });
  parts.read = make("div", { hidden: true },
    make("p", { class: "live-label" }, say("formats-read")), parts.formats);
  parts.editor = make("div", { class: "live-editor", hidden: true },
    make("label", { for: "live-grammar" }, say("grammar")), parts.grammar,
    make("label", { class: "live-choice" }, parts.builtin, " ", say("builtin")));

  return make("div", { class: "live-input" },
    make("fieldset", { class: "live-row" },
      make("legend", {}, say("mode")), radio("message"), radio("chat")),
    make("div", { class: "live-row", role: "group", "aria-label": say("examples") },
      make("span", {}, `${say("examples")}:`),
      ...["good", "mended", "faulty", "chat"].map(example),
      button(say("clear"), () => { setText("", "message"); parts.text.focus(); })),
    parts.textLabel, parts.text,
    make("details", { class: "live-office" },
      make("summary", {}, say("formats")),
      make("label", { for: "live-office" }, say("office")), parts.office,
      parts.editor, parts.mistake,
      parts.read));
}

function setMode(mode) {
  state.chosen = null;
  parts[mode].checked = true;
  parts.textLabel.textContent = say(`text-${mode}`);
  parts.text.rows = mode === "chat" ? 12 : 5;
}

function setText(text, mode) {
  parts.text.value = text;
  setMode(mode);
  ask();
}

async function showExample(key) {
  if (key === "chat") setText(await (await fetch(new URL("chat.txt", files))).text(), "chat");
  else setText(state.examples[key], "message");
}

function chooseOffice() {
  const chosen = parts.office.value;
  const office = state.offices[chosen];
  parts.editor.hidden = chosen === "";
  if (office) {
    parts.grammar.value = office.grammar;
    parts.builtin.checked = office.builtin;
    setText(office.example, "message");
  } else {
    if (chosen === "own") parts.grammar.focus();
    ask();
  }
}

function editGrammar() {
  state.chosen = null;
  askSoon();
}

// --- asking

function askSoon() {
  busy();
  state.timer = setTimeout(ask, PAUSE);
}

// From now on, no earlier answer is shown.
function busy() {
  clearTimeout(state.timer);
  state.id += 1;
  parts.results.setAttribute("aria-busy", "true");
}

function ask() {
  busy();
  worker.postMessage({
    id: state.id,
    mode: parts.chat.checked ? "chat" : "message",
    text: parts.text.value,
    grammar: parts.editor.hidden ? "" : parts.grammar.value,
    builtin: parts.builtin.checked,
    reveal: parts.reveal.checked,
    chosen: state.chosen,
  });
}

function hear({ data }) {
  const show = { loading, starting, ready, failed }[data.kind];
  if (show) show(data);
  else if (data.id === state.id) answer(data);
}

function answer(data) {
  if (data.kind === "progress") {
    tell(say("reading", { share: Math.floor(data.share * 100) }));
    return;
  }
  showMistake(data);
  showFormats(data.formats);
  parts.list.hidden = data.kind !== "chat" || !data.rows.length;
  if (data.kind === "chat") showChat(data);
  showReport(data.report);
  if (data.kind === "grammar") tell(say("mistake-first"));
  else if (data.kind === "message") tell(data.report ? heading(data.report) : say("blank"));
  parts.results.setAttribute("aria-busy", "false");
  // For tests, and for styles: which request this is the answer to.
  parts.results.dataset.answered = String(data.id);
  parts.results.dataset.kind = data.kind;
}

function heading(report) {
  return report.drawing[lang].split("\n", 1)[0];
}

// Screen readers say what is put here; the same words twice are not said again.
function tell(text) {
  if (parts.status.textContent !== text) parts.status.textContent = text;
}

// --- loading

function loading({ loaded, total }) {
  const mega = (bytes) => Math.round(bytes / 1e5) / 10;
  parts.bar.max = total;
  parts.bar.value = loaded;
  parts.barText.textContent = say("loading", { loaded: mega(loaded), total: mega(total) });
}

function starting() {
  parts.bar.removeAttribute("value");
  parts.barText.textContent = say("starting");
}

function ready() {
  parts.progress.hidden = true;
  parts.root.dataset.ready = "true";
  if (!state.id) tell(say("ready"));
}

function failed({ words: said }) {
  parts.progress.hidden = true;
  parts.failure.textContent = `${say("failed")} (${said})`;
  parts.failure.hidden = false;
}

// --- the answers

function results() {
  parts.status = make("p", { class: "live-status", role: "status" });
  parts.reveal = make("input", { type: "checkbox", role: "switch", id: "live-reveal", onchange: ask });
  parts.options = make("div", {
    class: "live-options", role: "listbox", tabindex: "0", "aria-label": say("messages"),
    "aria-describedby": "live-keys", onkeydown: moveChoice,
  });
  parts.leftOut = make("p", {});
  parts.list = make("section", { hidden: true },
    make("p", { id: "live-keys", class: "live-label" }, say("messages-keys")),
    parts.options, parts.leftOut);
  parts.drawing = make("pre", {
    class: "live-drawing", tabindex: "0", role: "region", "aria-label": say("drawing"),
  });
  parts.problems = make("div", {});
  parts.record = make("div", {});
  parts.replies = make("div", { class: "live-replies" });
  parts.report = make("div", { class: "live-report", hidden: true },
    section("drawing", parts.drawing),
    section("problems", parts.problems),
    section("record",
      (parts.switch = make("label", { class: "live-choice", for: "live-reveal" },
        parts.reveal, " ", say("reveal"))),
      parts.record),
    section("reply", parts.replies));
  parts.results = make("div", {
    class: "live-results", role: "region", "aria-label": say("results"),
  }, parts.status, parts.list, parts.report);
  return parts.results;
}

function section(key, ...children) {
  return make("section", { class: `live-${key}-section`, "aria-labelledby": `live-h-${key}` },
    make("h2", { id: `live-h-${key}` }, say(key)), ...children);
}

function showMistake(data) {
  const wrong = data.kind === "grammar";
  parts.grammar.setAttribute("aria-invalid", String(wrong));
  if (!wrong) {
    parts.grammar.removeAttribute("aria-describedby");
    parts.mistake.replaceChildren();
    return;
  }
  parts.grammar.setAttribute("aria-describedby", "live-mistake");
  const { line } = data;
  const before = words["mistake-words"][lang];
  parts.mistake.replaceChildren(
    make("p", {}, make("strong", {}, line ? say("mistake-line", { line }) : say("mistake"))),
    ...(data.text === null ? [] : [make("pre", { class: "live-wrong", tabindex: "0" }, data.text)]),
    ...(before ? [make("p", {}, before)] : []),
    make("p", { class: "live-words", lang: "en" }, data.words),
    ...(line ? [button(say("mistake-go", { line }), () => goTo(line))] : []));
}

// Select a line of the grammar.
function goTo(line) {
  const lines = parts.grammar.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  parts.grammar.focus();
  parts.grammar.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  const height = parseFloat(getComputedStyle(parts.grammar).lineHeight) || 20;
  parts.grammar.scrollTop = Math.max(line - 4, 0) * height;
}

function showFormats(formats = []) {
  parts.read.hidden = !formats.length;
  parts.formats.replaceChildren(...formats.map((one) => make("li", {}, make("code", {}, one))));
}

function showChat(data) {
  const count = data.rows.length + data.left_out;
  tell(say("found", { count, lines: data.lines, ...data.counts }));
  const rows = JSON.stringify(data.rows);
  if (rows !== state.rows) parts.options.replaceChildren(...data.rows.map(option));
  state.rows = rows;
  parts.leftOut.hidden = !data.left_out;
  parts.leftOut.textContent = say("left-out", { count: data.left_out });
  mark(data.chosen);
}

function option(row, index) {
  const { problem } = row;
  const place = problem?.field ? `${problem.field}: ` : "";
  const more = row.more ? ` (${say("more", { count: row.more })})` : "";
  return make("div", {
    class: "live-option", role: "option", id: `live-option-${index}`, "aria-selected": "false",
    onclick: () => choose(index),
  },
    make("span", { class: "live-line" }, say("line", { line: row.line })), " ",
    verdict(row.verdict), " ",
    make("span", { class: "live-kind" }, row.record ?? "–"), " ",
    make("span", { class: "live-first" },
      problem ? `${place}${problem.description[lang]}${more}` : ""));
}

function verdict(name) {
  return make("span", { class: `live-badge live-${name}` }, say(name));
}

function choose(index) {
  state.chosen = index;
  mark(index);
  ask();
}

function mark(index) {
  for (const one of parts.options.querySelectorAll("[aria-selected=true]")) {
    one.setAttribute("aria-selected", "false");
  }
  const chosen = index === null ? null : parts.options.children[index];
  if (chosen) {
    chosen.setAttribute("aria-selected", "true");
    parts.options.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else parts.options.removeAttribute("aria-activedescendant");
}

function moveChoice(event) {
  const last = parts.options.children.length - 1;
  const now = state.chosen ?? -1;
  const to = {
    ArrowDown: now + 1, ArrowUp: now - 1, PageDown: now + 10, PageUp: now - 10, Home: 0, End: last,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  choose(Math.min(Math.max(to, 0), last));
}

function showReport(report) {
  parts.report.hidden = !report;
  if (!report) return;
  parts.drawing.textContent = report.drawing[lang];
  parts.report.dataset.verdict = report.verdict;
  parts.problems.replaceChildren(report.problems.length
    ? make("ul", { class: "live-problems" }, ...report.problems.map(problem))
    : make("p", {}, say("no-problems")));
  parts.switch.hidden = !report.record;
  parts.record.replaceChildren(report.record ? record(report) : make("p", {}, say("no-record")));
  parts.replies.replaceChildren(
    reply("reply-id", "id", report.reply.id), reply("short-id", "id", report.short.id),
    reply("reply-en", "en", report.reply.en), reply("short-en", "en", report.short.en));
}

function problem(one) {
  const hint = one.hint[lang];
  return make("li", { class: `live-problem live-is-${one.severity}` },
    make("span", { class: `live-badge live-${one.severity}` }, say(one.severity)), " ",
    one.field ? make("strong", {}, one.field) : null, one.field ? ": " : null,
    one.description[lang], " ", make("code", {}, one.code),
    hint ? make("div", { class: "live-hint" }, hint) : null);
}

function record(report) {
  const rows = Object.entries(report.record);
  if (report.as_published) rows.push([say("as-published"), report.as_published]);
  return make("dl", { class: "live-record" }, ...rows.flatMap(([name, value]) => [
    make("dt", {}, name),
    make("dd", {}, value === null ? make("em", {}, say("nothing")) : make("code", {}, value)),
  ]));
}

function reply(key, language, text) {
  const shown = make("pre", { lang: language, tabindex: "0", "aria-label": say(key), role: "region" }, text);
  const copy = button(say("copy"), async () => {
    try {
      await navigator.clipboard.writeText(text);
      copy.textContent = say("copied");
    } catch {
      getSelection().selectAllChildren(shown);
      copy.textContent = say("not-copied");
    }
    setTimeout(() => { copy.textContent = say("copy"); }, 2000);
  }, { "aria-label": `${say("copy")}: ${say(key)}` });
  return make("figure", { "data-reply": key },
    make("figcaption", {},
      make("span", {}, say(key)),
      make("small", {}, say("length", { count: [...text].length })), copy),
    shown);
}

// --- the beginning

function begin() {
  parts.bar = make("progress", { id: "live-bar", max: "1", "aria-labelledby": "live-bar-text" });
  parts.barText = make("span", { id: "live-bar-text" }, say("starting"));
  parts.progress = make("div", { class: "live-progress" }, parts.barText, parts.bar);
  parts.failure = make("p", { class: "live-mistake", role: "alert", hidden: true });
  parts.root.replaceChildren(
    make("p", { id: "live-private", class: "live-private" }, say("private")),
    parts.progress, parts.failure);
}

// A worker of a script at hand is bound by the policy of this page, which allows no other server;
// one that is fetched would not be.
function work() {
  const script = `import ${JSON.stringify(new URL("worker.js", here).href)};`;
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const made = new Worker(url, { type: "module" });
  made.onmessage = hear;
  made.onerror = (event) => failed({ words: event.message ?? "" });
  return made;
}

function stop(key) {
  parts.progress.hidden = true;
  parts.failure.hidden = false;
  parts.failure.textContent = say(key);
}

let worker = null;
parts.root = document.getElementById("live");
begin();
if (parts.root.dataset.built === "false") stop("not-built");
else {
  [state.offices, state.examples] = await Promise.all([
    json(new URL("offices.json", files)), json(new URL("examples.json", here)),
  ]);
  parts.root.append(make("div", { class: "live-columns" }, controls(state.offices), results()));
  setMode("message");
  tell(say("blank"));
  showFormats();
  worker = work();
}
