// Forms and buttons become commands; what is typed is a draft until it is acknowledged.

import { untouch } from "./shown.js";

export class Forms {
  constructor(key, { send, storage = localStorage }) {
    Object.assign(this, { key, send, storage });
    document.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("input", (event) => this.draft(event.target));
  }

  submit(event) {
    const form = event.target.closest("form.command");
    if (!form) return;
    event.preventDefault();
    clearErrors(form);
    this.send({ activity: form.dataset.activity, name: form.dataset.command, data: values(form), draft: form.dataset.draft });
    this.empty(form);
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
    this.send({ activity: button.dataset.activity, name: button.dataset.command, data: JSON.parse(button.dataset.data) });
  }

  draft(field) {
    const form = field.closest("form[data-draft]");
    if (!form) return;
    if (field.value) this.storage.setItem(this.slot(form, field), field.value);
    else this.storage.removeItem(this.slot(form, field));
  }

  slot(form, field) {
    return `${this.key}/draft/${form.dataset.draft}/${field.name}`;
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
    }
  }

  /** Sent: the field is free for the next thing. */
  empty(form) {
    for (const field of texts(form)) {
      this.storage.removeItem(this.slot(form, field));
      untouch(field);
      field.value = "";
    }
  }

  /** Not accepted: the text goes back where it was written, with what is wrong. */
  giveBack(item, answer) {
    const form = [...document.querySelectorAll("form.command")].find(
      (one) => one.dataset.command === item.name && one.dataset.activity === item.activity && (one.dataset.draft ?? "") === (item.draft ?? ""),
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
    showErrors(form, answer);
    return isBack;
  }
}

function texts(form) {
  return form.querySelectorAll('input[type="text"], input:not([type]), input[type="number"], textarea');
}

function values(form) {
  const data = Object.fromEntries(new FormData(form));
  for (const box of form.querySelectorAll('input[type="checkbox"]')) data[box.name] = box.checked;
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
    const field = name && form.elements[name];
    field?.setAttribute?.("aria-invalid", "true");
    first ??= field || null;
  }
  first?.focus?.();
}
