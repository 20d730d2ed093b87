// Forms and buttons become commands; what is typed is a draft until it is acknowledged.

import { untouch } from "./patcher.js";

const TWICE = 600; // ms within which a second tap is still the first one…
const NEAR = 48; // …where it lands this close to it, in px

/** The name that a draft is kept under; `key` names whose it is. */
export const slotOf = (key, scope, draft, field) => [key, "draft", ...(scope ? [scope] : []), draft, field].join("/");

export class Forms {
  /** `scope` says which table's sheet the page shows; "" where there is none. */
  constructor(key, { send, scope = () => "", storage = localStorage }) {
    Object.assign(this, { key, send, scope, storage, tap: null });
    document.addEventListener("click", (event) => this.isSlip(event) && stop(event), { capture: true });
    document.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("input", (event) => {
      this.tap = null; // who writes between two taps means both
      this.draft(event.target);
    });
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
    if (this.sent?.form === form && Date.now() - this.sent.at < TWICE && this.isBlank(form)) return; // it has just been sent
    this.sent = { form, at: Date.now() };
    clearErrors(form);
    const scope = form.dataset.scope ?? this.scope();
    const said = { activity: form.dataset.activity, name: form.dataset.command, data: values(form), draft: form.dataset.draft, texts: [...worded(form)].map((field) => field.name) };
    this.send(scope && said.activity ? { ...said, scope } : said);
    this.empty(form);
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

  draft(field) {
    const form = field.closest("form[data-draft]");
    if (!form) return;
    if (saidBy(field)) this.storage.setItem(this.slot(form, field), saidBy(field));
    else this.storage.removeItem(this.slot(form, field));
  }

  slot(form, field) {
    const scope = form.dataset.scope ?? this.scope(); // what was begun for one table is not another's draft
    return slotOf(this.key, scope, form.dataset.draft, field.name);
  }

  /** Puts drafts back into fields that were drawn anew. */
  restore(root = document) {
    for (const form of root.querySelectorAll("form[data-draft]")) {
      for (const field of texts(form)) {
        const kept = this.storage.getItem(this.slot(form, field));
        if (kept !== null && kept !== field.value && document.activeElement !== field) {
          field.value = kept;
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }
      }
      for (const field of choices(form)) choose(field, this.storage.getItem(this.slot(form, field)));
    }
  }

  /** Sent: a field that was drawn empty is free for the next thing; one that was drawn with a value says what it is now. */
  empty(form) {
    for (const field of texts(form)) {
      this.storage.removeItem(this.slot(form, field));
      untouch(field);
      if (!field.defaultValue) field.value = "";
    }
    for (const field of choices(form)) {
      this.storage.removeItem(this.slot(form, field));
      untouch(field);
      if (field.type !== "select-one") field.checked = field.defaultChecked;
    }
  }

  /** Let go without being sent. */
  drop(form) {
    for (const field of [...texts(form), ...choices(form)]) {
      this.storage.removeItem(this.slot(form, field));
      untouch(field);
    }
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

  /** Not accepted: the text goes back where it was written, with what is wrong. */
  giveBack(item, answer) {
    const form = [...document.querySelectorAll("form.command")].find(
      (one) =>
        one.dataset.command === item.name &&
        one.dataset.activity === item.activity &&
        (one.dataset.draft ?? "") === (item.draft ?? "") &&
        (!one.dataset.scope || one.dataset.scope === item.scope),
    );
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
    for (const field of choices(form)) choose(field, item.data[field.name]);
    showErrors(form, answer);
    return isBack;
  }
}

const worded = (form) => form.querySelectorAll('input[type="text"], input:not([type]), textarea');

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function texts(form) {
  return form.querySelectorAll('input[type="text"], input:not([type]), input[type="number"], input[type="date"], textarea');
}

const choices = (form) => form.querySelectorAll('input:is([type="radio"], [type="checkbox"]), select');

/** What a field says: of a box, whether it is ticked. */
const saidBy = (field) => (field.type === "checkbox" ? String(field.checked) : field.value);

/** Chooses what is kept of a list, of a row of options or of a box; nothing where nothing is. */
function choose(field, kept) {
  if (field.type === "checkbox" && kept !== null && kept !== undefined) field.checked = String(kept) === "true";
  if (typeof kept !== "string" || field.type === "checkbox") return;
  if (field.type === "radio") field.checked = field.value === kept;
  else if ([...field.options].some((one) => one.value === kept)) field.value = kept;
}

function values(form) {
  const data = Object.fromEntries(new FormData(form));
  for (const box of form.querySelectorAll('input[type="checkbox"]')) data[box.name] = box.checked;
  for (const option of form.querySelectorAll('input[type="radio"]')) data[option.name] ??= ""; // none is chosen: the server says so
  return data;
}

function clearErrors(form) {
  for (const place of form.querySelectorAll("[data-error]")) {
    place.hidden = true;
    place.textContent = "";
  }
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

function showErrors(form, answer) {
  const errors = answer.errors ?? { "": answer.sentence };
  let first = null;
  for (const [name, sentence] of Object.entries(errors)) {
    const place = form.querySelector(`[data-error="${CSS.escape(name)}"]`) ?? form.querySelector('[data-error=""]');
    if (!place) continue;
    place.textContent = sentence;
    place.hidden = false;
    const field = name && form.querySelector(`[name="${CSS.escape(name)}"]:not([type="hidden"])`); // of options, the first
    field?.setAttribute("aria-invalid", "true");
    first ??= field || null;
  }
  first?.focus?.();
}
