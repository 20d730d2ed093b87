// Forms and buttons become commands; what is typed is a draft until it is acknowledged.

import { untouch } from "./patcher.js";

const TWICE = 600; // ms within which a second tap is still the first one…
const NEAR = 48; // …where it lands this close to it, in px

/** The name that a draft is kept under; `key` names whose it is. */
export const slotOf = (key, scope, draft, field) => [key, "draft", ...(scope ? [scope] : []), draft, field].join("/");

export class Forms {
  /** `scope` says which table's sheet the page shows; "" where there is none. */
  constructor(key, { send, scope = () => "", storage = localStorage, typedHere = sessionStorage }) {
    Object.assign(this, { key, send, scope, storage, typedHere, tap: null, kept: new Set(), brought: new WeakSet() });
    document.addEventListener("click", (event) => this.isSlip(event) && stop(event), { capture: true });
    document.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("input", (event) => {
      this.tap = this.sent = null; // who writes between two taps means both
      this.kept.delete(event.target.form);
      this.brought.delete(event.target);
      this.draft(event.target, event.isTrusted);
    });
    const scrolled = () => {
      this.tap = null; // so does who scrolls
    };
    for (const how of ["wheel", "pointercancel"]) document.addEventListener(how, scrolled, { passive: true });
    addEventListener("storage", ({ key: slot, newValue }) => slot && this.follow(slot, newValue));
  }

  /** Whether a tap is the second of two: what the first one pressed has gone, and something else slid under the thumb. */
  isSlip(event) {
    const button = event.target.closest?.("button[data-command], form.command button");
    if (!button || !event.detail || button.dataset.command?.startsWith("core.")) {
      this.tap = null; // something else was done since: what comes next is meant
      return false;
    }
    const pressed = button.dataset.command ? `${button.dataset.command} ${button.dataset.data}` : (button.form.dataset.draft ?? button.form.id);
    const before = this.tap;
    this.tap = { pressed, at: Date.now(), x: event.screenX, y: event.screenY };
    const isNear = before && Math.hypot(event.screenX - before.x, event.screenY - before.y) < NEAR;
    return isNear && pressed !== before.pressed && this.tap.at - before.at < TWICE;
  }

  submit(event) {
    const form = event.target.closest("form.command");
    if (!form) return;
    event.preventDefault();
    const isTwice = this.sent?.form === form && Date.now() - this.sent.at < TWICE;
    if (isTwice && ("keeps" in form.dataset || this.isBlank(form))) return; // it has just been sent
    this.sent = { form, at: Date.now() };
    clearErrors(form);
    const scope = form.dataset.scope ?? this.scope();
    const said = { activity: form.dataset.activity, name: form.dataset.command, data: values(form), draft: form.dataset.draft, texts: [...worded(form)].map((field) => field.name) };
    this.send(scope && said.activity ? { ...said, scope } : said);
    if (!("keeps" in form.dataset)) this.empty(form);
    form.dispatchEvent(new CustomEvent("beffroi:said", { bubbles: true, detail: form }));
    const once = form.closest("details[data-once]"); // a form for one thing folds when it is said
    if (once) {
      once.open = false;
      once.querySelector("summary").focus();
    }
  }

  click(event) {
    const button = event.target.closest("button[data-command]");
    // A double click is one press, even where the first one has already changed what the button says.
    if (!button || (event.detail > 1 && button.dataset.command.startsWith("core."))) return;
    const said = { activity: button.dataset.activity, name: button.dataset.command, data: JSON.parse(button.dataset.data) };
    const gives = button.closest("[data-gives]"); // what it takes back may be written anew
    if (gives) said.gives = { name: gives.dataset.gives, text: gives.dataset.typed };
    const scope = this.scope();
    this.send(scope && said.activity ? { ...said, scope } : said);
  }

  /** Taken back: the words stand again where they were written, as a draft, unless something else is begun there. */
  reopen({ activity, scope = "", gives }) {
    const slot = slotOf(this.key, scope, `${activity}/${gives.name}/`, "text");
    if (this.storage.getItem(slot)) return;
    this.storage.setItem(slot, gives.text);
    this.restore();
  }

  /** `isTyped`: by whoever is at this tab. */
  draft(field, isTyped) {
    const form = field.closest("form[data-draft]");
    if (!form) return;
    if (isTyped) this.typedHere.setItem(this.slot(form, field), "1");
    if (saidBy(field)) this.storage.setItem(this.slot(form, field), saidBy(field));
    else this.storage.removeItem(this.slot(form, field));
  }

  slot(form, field) {
    const scope = form.dataset.scope ?? this.scope(); // what was begun for one table is not another's draft
    const name = field.type === "checkbox" ? `${field.name}=${field.value}` : field.name; // boxes of one name are several
    return slotOf(this.key, scope, form.dataset.draft, name);
  }

  /** Puts drafts back into fields that were drawn anew. */
  restore(root = document) {
    for (const form of root.querySelectorAll("form[data-draft]")) {
      for (const field of fields(form)) {
        const kept = this.storage.getItem(this.slot(form, field));
        const isWrittenIn = document.activeElement === field && field.value; // after a card its field has the focus, empty
        if (kept === null || isWrittenIn || !fill(field, kept)) continue;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        unfold(field);
        if (!this.typedHere.getItem(this.slot(form, field))) this.brought.add(field);
      }
    }
  }

  /** In another tab a draft went on, or was sent: a field that holds it follows, unless this tab's own words stand there. */
  follow(slot, text) {
    for (const form of [...document.forms].filter((one) => one.dataset.draft)) {
      for (const field of fields(form)) {
        if (!this.brought.has(field) || this.slot(form, field) !== slot) continue;
        if (text === null) this.unfill(field);
        else fill(field, text);
      }
    }
  }

  unfill(field) {
    this.brought.delete(field);
    untouch(field);
    if (["radio", "checkbox"].includes(field.type)) field.checked = field.defaultChecked;
    else if (field.options) field.selectedIndex = Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
    else field.value = field.defaultValue;
  }

  /** Sent: a field that was drawn empty is free for the next thing; one that was drawn with a value says what it is now. */
  empty(form) {
    for (const field of fields(form)) this.settle(form, field);
    for (const field of texts(form)) if (!field.defaultValue) field.value = "";
    for (const field of form.querySelectorAll('input:is([type="radio"], [type="checkbox"])')) field.checked = field.defaultChecked;
  }

  /** Accepted: what a form keeps is what the server has now, and is drawn with the next that it says. */
  accepted(item) {
    const form = this.formOf(item);
    if (!form || !("keeps" in form.dataset)) return;
    for (const field of fields(form)) this.storage.removeItem(this.slot(form, field));
    this.kept.add(form);
  }

  /** What comes from the server is drawn from here on. */
  release() {
    for (const form of this.kept) for (const field of fields(form)) untouch(field);
    this.kept.clear();
  }

  settle(form, field) {
    this.storage.removeItem(this.slot(form, field));
    this.typedHere.removeItem(this.slot(form, field));
    untouch(field);
  }

  /** Let go without being sent. */
  drop(form) {
    for (const field of fields(form)) this.settle(form, field);
    form.remove();
  }

  isBlank(form) {
    const fields = [...worded(form)];
    return fields.length > 0 && fields.every((field) => !field.value.trim());
  }

  /** What was refused for a reason that no longer holds is no longer said. */
  forgive() {
    for (const place of document.querySelectorAll('form.command > [data-error=""]')) {
      place.hidden = true;
      place.textContent = "";
    }
  }

  /** The form that a command was sent with, while it is on the page. */
  formOf(item) {
    return [...document.querySelectorAll("form.command")].find(
      (one) =>
        one.dataset.command === item.name &&
        one.dataset.activity === item.activity &&
        (one.dataset.draft ?? "") === (item.draft ?? "") &&
        (!one.dataset.scope || one.dataset.scope === item.scope),
    );
  }

  /** Not accepted: the text goes back where it was written, with what is wrong. */
  giveBack(item, answer) {
    const form = this.formOf(item);
    if (!form) return false;
    const once = form.closest("details[data-once]");
    if (once) once.open = true;
    let isBack = true;
    for (const field of texts(form)) {
      const text = item.data[field.name];
      if (!text || field.value === text) continue;
      if (field.value) isBack = false; // something else is being written there
      else {
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
    for (const field of form.querySelectorAll('input:is([type="radio"], [type="checkbox"]), select')) {
      if (field.name in item.data) fill(field, String(item.data[field.name]));
    }
    showErrors(form, answer);
    return isBack;
  }
}

/** The fields in which words are typed. */
export const worded = (form) => form.querySelectorAll('input[type="text"], input:not([type]), textarea');

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function texts(form) {
  return form.querySelectorAll('input[type="text"], input:not([type]), input[type="number"], input[type="date"], textarea');
}

/** What a field says: of a box, whether it is ticked. */
const saidBy = (field) => (field.type === "checkbox" ? String(field.checked) : field.value);

/** All in which something is said. */
const fields = (form) => form.querySelectorAll('input:not([type="hidden"]), select, textarea');

/** Puts a draft into a field; whether that changes it. */
function fill(field, kept) {
  const isBox = field.type === "radio" || field.type === "checkbox";
  const is = isBox ? field.checked : field.value;
  const wanted = field.type === "radio" ? field.value === kept || field.checked : field.type === "checkbox" ? kept === "true" : kept;
  if (is === wanted || (field.options && ![...field.options].some((one) => one.value === kept))) return false;
  if (isBox) field.checked = wanted;
  else field.value = kept;
  return true;
}

/** What is said in a form, by name; what a name with dots says stands inside what it names first, several boxes as a list. */
function values(form) {
  const data = {};
  for (const box of form.querySelectorAll('input[type="checkbox"]')) if (!box.name.includes(".")) data[box.name] = box.checked;
  for (const [name, value] of new FormData(form)) {
    if (name.includes(".")) put(data, name.split("."), value, form.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(name)}"]`).length > 1);
    else if (!(name in data)) data[name] = value;
  }
  for (const { name } of form.querySelectorAll('input[type="radio"]')) if (!name.includes(".")) data[name] ??= ""; // none is chosen: the server says so
  return data;
}

function put(data, way, value, isList) {
  const last = way.pop();
  let place = data;
  for (const step of way) place = place[step] ??= {};
  if (isList) place[last] = [...(place[last] ?? []), value];
  else place[last] = value;
}

function clearErrors(form) {
  for (const place of form.querySelectorAll("[data-error]")) {
    place.hidden = true;
    place.textContent = "";
  }
  for (const field of form.querySelectorAll("[aria-invalid]")) field.setAttribute("aria-invalid", "false");
}

/** What is said in the folded part of a form, or of it, is in sight. */
function unfold(part) {
  const folded = part.closest("details.folded");
  if (folded) folded.open = true;
}

function showErrors(form, answer) {
  const errors = answer.errors ?? { "": answer.sentence };
  let first = null;
  for (const [name, sentence] of Object.entries(errors)) {
    const place = form.querySelector(`[data-error="${CSS.escape(name)}"]`) ?? form.querySelector('[data-error=""]');
    if (!place) continue;
    place.textContent = sentence;
    place.hidden = false;
    unfold(place);
    const named = name && form.elements[name];
    named?.setAttribute?.("aria-invalid", "true");
    first ??= named?.focus ? named : (place.closest("fieldset")?.querySelector("input, select, textarea") ?? null);
  }
  first?.focus?.();
}
