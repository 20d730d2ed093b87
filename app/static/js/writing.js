// Writing one thing after the other: the field keeps the focus, so the keyboard stays; what went out is said, and how
// much room is left once there is little.

import { worded } from "./forms.js";

const NEAR = 0.7; // of the room of a field, from which on it is told

const said = (form) => form?.querySelector("[data-sending]");

export class Writing {
  constructor(words) {
    this.words = words;
    document.addEventListener("keydown", (event) => this.press(event));
    document.addEventListener("input", ({ target }) => this.count(target));
    document.addEventListener("beffroi:said", ({ detail }) => this.again(detail));
  }

  /** Ctrl or ⌘ with Enter sends, where Enter alone begins a line. */
  press(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.matches("form.command textarea")) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  }

  count(field) {
    const place = said(field.form);
    if (!place || !(field.maxLength > 0)) return;
    const isNear = field.value.length >= field.maxLength * NEAR;
    place.textContent = isNear ? `${field.value.length} / ${field.maxLength}` : "";
  }

  /** Sent: the next thing is written at once, where a form is for one thing after the other. */
  again(form) {
    const fields = [...worded(form)];
    if (fields.length === 1 && !fields[0].value && !form.closest("details") && !("keeps" in form.dataset)) fields[0].focus();
  }

  /** Accepted; `form` is where it was written, while that is on the page. */
  accepted(form) {
    const place = said(form);
    if (place && [...worded(form)].every((field) => !field.value)) place.textContent = `${this.words.sent} ✓`;
  }
}
