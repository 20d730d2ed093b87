// The editor of the agenda: each field is sent as it is left, what comes back takes the place of what stands there, and
// what colleagues changed comes by itself. Without this script all of it are plain forms.

import "./menu.js";
import { pageFrame } from "./page_frame.js";
import { lay } from "./screen_layout.js";
import { gesture, sortable } from "./sortable.js";

const PARTS = ["agenda-time", "tables", "agenda-rows", "settings", "agenda-warnings"];
const OFTEN = 3000; // ms between two looks for what colleagues changed
const WHILE_TYPING = 400; // ms after the last key until the preview follows
const BESIDE = matchMedia("(min-width: 62rem)"); // the settings stand beside the agenda

const editor = document.getElementById("editor");
const words = JSON.parse(editor.dataset.words);
const find = document.getElementById("find");
const by = (id) => document.getElementById(id);

const morphing = {
  ignoreActiveValue: true,
  morphStyle: "outerHTML",
  callbacks: {
    beforeAttributeUpdated: (name) => name !== "open",
    beforeNodeMorphed: (old) => !old.classList?.contains("preview-frame"),
  },
};

let last = Promise.resolve(true); // what was asked last: each waits for the one before
let asked = 0;
let turns = 0; // how often the server was asked something: a look from before says what is no longer so
let isDragged = false;
let typing = 0;

// --- asking ---------------------------------------------------------------------------------

/** Asks the server, one after the other; what it says takes its place. Whether it was done. */
function ask(verb, address, values = new FormData()) {
  asked += 1;
  editor.classList.add("is-saving");
  last = last.then(() => send(verb, address, values)).finally(() => {
    asked -= 1;
    editor.classList.toggle("is-saving", asked > 0);
  });
  return last;
}

async function send(verb, address, values) {
  turns += 1;
  let isDone = false;
  const done = (_elt, { xhr }) => {
    isDone = xhr.status === 200 && take(xhr.responseText);
  };
  await window.htmx.ajax(verb, address, { source: editor, values, swap: "none", handler: done }).catch(() => {}); // said by htmx:sendError
  return isDone;
}

/** Whoever goes on to another page has what they typed kept first; who closes this one is asked. */
document.addEventListener("click", (event) => {
  const way = event.target.closest("a[href]:not([data-chooses], [target])");
  if (!way || !asked || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  last.then(() => location.assign(way.href));
});
addEventListener("beforeunload", (event) => asked && event.preventDefault());

function said(pairs) {
  const values = new FormData();
  for (const [name, value] of Object.entries(pairs)) values.append(name, value);
  return values;
}

/** One field, and of boxes what is ticked. */
function saidBy(field) {
  const values = said({ field: field.name });
  if (field.type === "checkbox") values.append("boxes", field.name);
  for (const value of new FormData(field.form).getAll(field.name)) values.append(field.name, value);
  return values;
}

/** What came takes the place of what stands there; a field that was refused keeps what was typed. Whether none was. */
function take(html, { isPolled = false } = {}) {
  const came = new DOMParser().parseFromString(html, "text/html");
  const refused = came.getElementById("refused");
  const isRefused = refused.textContent.trim() !== "";
  for (const id of PARTS) {
    const fresh = came.getElementById(id);
    if (fresh && by(id) && !(id === "settings" && isRefused)) window.Idiomorph.morph(by(id), fresh, morphing);
  }
  tell(isRefused ? refused : null, isPolled ? words.changed : came.getElementById("said").textContent);
  lead(came.getElementById("led").dataset.to);
  history.replaceState(null, "", `${editor.dataset.here}${by("chosen").value ? `?chosen=${by("chosen").value}` : ""}`);
  preview();
  return !isRefused;
}

function tell(refused, heard) {
  by("settings-error")?.replaceChildren(refused?.textContent ?? "");
  for (const field of editor.querySelectorAll("[aria-errormessage=settings-error]")) {
    field.removeAttribute("aria-errormessage");
    field.setAttribute("aria-invalid", "false");
  }
  const field = refused?.dataset.field && editor.querySelector(`[name="${CSS.escape(refused.dataset.field)}"]`);
  field?.setAttribute("aria-invalid", "true");
  field?.setAttribute("aria-errormessage", "settings-error");
  if (!refused && heard) by("announce").textContent = heard;
}

/** A new activity is named by its card: what one writes first is what it asks. */
function lead(to) {
  if (!to) return;
  const form = by("settings").querySelector(".settings-form");
  const first = to === "first" && form.querySelector(".field > :is(textarea, input)[name^='s-']");
  const field = first || form.querySelector("[name=title]");
  if (!BESIDE.matches) by("settings").scrollIntoView();
  field.focus();
  if (field.name === "title") field.select();
}

/** Another activity: what is typed in the one before is kept first, and nothing is typed there meanwhile. */
async function choose(id) {
  if (by("settings").contains(document.activeElement)) document.activeElement.blur(); // which says that it changed
  if (asked && !(await last)) return; // it was not kept: it stays in sight, with why
  by("settings").inert = true;
  await ask("GET", editor.dataset.here, said({ chosen: id }));
  by("settings").inert = false;
  if (!BESIDE.matches) by("settings").scrollIntoView();
}

// --- what is pressed ------------------------------------------------------------------------

editor.addEventListener("change", ({ target }) => {
  const form = target.closest("form[data-saves]");
  if (form && target.name) ask("POST", form.action, saidBy(target));
  if (target.matches("[data-previews]")) preview();
});

editor.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-saves], [data-asks]")) return;
  event.preventDefault();
  if (form.matches("[data-saves]")) return; // its field has changed, or nothing has
  form.closest("details.pop")?.removeAttribute("open");
  const values = new FormData(form, event.submitter);
  values.delete("csrf_token"); // the page's own goes along
  if (form.id === "library") values.append("after", by("chosen").value);
  ask("POST", form.action, values);
  if (form.id === "library") search("");
});

document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-chooses]");
  const inserts = event.target.closest("[data-inserts]");
  if (chosen && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    choose(chosen.dataset.chooses);
  } else if (inserts) {
    inserts.closest("details.pop").open = false;
    choose(inserts.dataset.inserts).then(() => find.focus());
  }
});

editor.addEventListener("keydown", (event) => {
  const row = event.altKey && event.target.closest(".agenda-row");
  const to = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  if (!row || !to) return;
  event.preventDefault();
  ask("POST", `${editor.dataset.here}/${row.dataset.activity}/deplacer`, said({ to }));
});

// --- the library ----------------------------------------------------------------------------

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();

const parts = editor.querySelectorAll(".library-part");

/** Shows the cards that have these words; those whose names begin with them can be added with Enter. */
function search(typed) {
  find.value = typed;
  const sought = plain(typed.trim());
  let shown = 0;
  for (const card of editor.querySelectorAll(".library li")) {
    card.hidden = sought !== "" && !plain(card.dataset.words).includes(sought);
    shown += card.hidden ? 0 : 1;
  }
  for (const part of parts) {
    part.hidden = !part.querySelector("li:not([hidden])");
    part.open = BESIDE.matches || sought !== "";
  }
  by("found").textContent = shown ? "" : words.none;
}

/** The card that Enter adds: one whose own name begins so, before one that only speaks of it. */
function best() {
  const cards = [...editor.querySelectorAll(".library li:not([hidden]) .library-card")];
  const sought = plain(find.value.trim());
  return cards.find((card) => plain(card.querySelector("strong").textContent).startsWith(sought)) ?? cards[0];
}

find.addEventListener("input", () => search(find.value));
find.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  if (find.value.trim()) best()?.click();
});

// --- dragging -------------------------------------------------------------------------------

function drags() {
  const group = { name: "agenda", pull: "clone", put: false };
  const held = { ...gesture(), onStart: () => { isDragged = true; }, onUnchoose: () => { isDragged = false; } };
  window.Sortable.create(by("agenda-list"), {
    ...held,
    group: { name: "agenda", pull: false, put: true },
    handle: ".grip",
    draggable: ".agenda-row",
    onUpdate: ({ item, newDraggableIndex }) => ask("POST", `${editor.dataset.here}/${item.dataset.activity}/deplacer`, said({ place: newDraggableIndex })),
    onAdd: ({ item, newDraggableIndex }) => {
      item.remove();
      ask("POST", editor.dataset.here, said({ method: item.querySelector(".library-card").value, place: newDraggableIndex }));
    },
  });
  for (const list of editor.querySelectorAll(".library ul")) window.Sortable.create(list, { ...held, group, sort: false });
  editor.dataset.drag = "ready";
}

// --- the preview ----------------------------------------------------------------------------

const frames = new WeakMap();

function inFrame(place) {
  const { width, title, frame } = place.dataset;
  if (!frames.has(place)) frames.set(place, pageFrame(place, { width: Number(width), title, page: frame }));
  return frames.get(place);
}

function preview() {
  const place = by("previews");
  if (!place) return;
  const values = new FormData(editor.querySelector(".settings-form"));
  values.delete("csrf_token");
  values.append("stage", by("preview-stage")?.value ?? "");
  window.htmx.ajax("POST", place.dataset.address, { source: place, values, swap: "none", handler: (_elt, { xhr }) => xhr.status === 200 && show(place, xhr.responseText) });
}

function show(place, html) {
  const came = new DOMParser().parseFromString(html, "text/html");
  for (const frame of place.querySelectorAll("[data-frame]")) {
    const page = came.querySelector(`template[data-page="${frame.dataset.frame}"]`);
    const body = inFrame(frame);
    if (!page) continue;
    body.replaceChildren(body.ownerDocument.importNode(page.content, true));
    const board = body.querySelector('[data-block="screen"]');
    if (board) lay(board);
  }
}

editor.addEventListener("input", ({ target }) => {
  if (!target.closest(".settings-form")) return;
  clearTimeout(typing);
  typing = setTimeout(preview, WHILE_TYPING);
});

// --- what colleagues do ---------------------------------------------------------------------

function look() {
  if (document.hidden || asked || isDragged) return;
  const since = turns;
  const came = (_elt, { xhr }) => xhr.status === 200 && since === turns && !isDragged && take(xhr.responseText, { isPolled: true });
  window.htmx.ajax("GET", editor.dataset.here, { source: by("poll"), values: said({ since: by("mark").value, chosen: by("chosen").value }), swap: "none", handler: came });
}

document.addEventListener("htmx:sendError", ({ target }) => {
  if (editor.contains(target)) by("settings-error")?.replaceChildren(words.failed);
});

if (!BESIDE.matches) search(""); // on a phone only what each part is for, so that the agenda is near
sortable().then(drags, () => {}); // the menu and the keys move things too
setInterval(look, OFTEN);
preview();
document.body.dataset.ready = "";
