// A dialog with a heading: opened at once, gone when it closes, the focus back where it was.

import { drawn } from "./signs.js";

let made = 0;

export function dialogOf(heading, inside, { closed = () => {}, back = () => null } = {}) {
  const dialog = Object.assign(document.createElement("dialog"), { className: "choose" });
  const title = Object.assign(document.createElement("h2"), { id: `dialog-${(made += 1)}`, textContent: drawn(heading) });
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(title, ...inside);
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed();
    back()?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
