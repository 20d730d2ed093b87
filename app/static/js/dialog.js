// Dialogs: one with a heading that is made here, one that asks before what cannot be undone, one that the server fills.

import { drawn } from "./typography.js";

let made = 0;

/** A button of a dialog. */
export function buttonOf(text, act, css = "") {
  const button = Object.assign(document.createElement("button"), { type: "button", className: css, textContent: text });
  button.addEventListener("click", act);
  return button;
}

/** Opened at once, gone when it closes, the focus back where it was. */
export function dialogOf(heading, inside, { css = "choose", closed = () => {}, back = () => null } = {}) {
  const dialog = Object.assign(document.createElement("dialog"), { className: css });
  made += 1;
  const title = Object.assign(document.createElement("h2"), { id: `dialog-${made}`, textContent: drawn(heading) });
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(title, ...inside);
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed(dialog.returnValue);
    back()?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks; resolves to whether the answer was yes. The quiet answer stands first. */
export function confirmed(question, yes, no) {
  const row = Object.assign(document.createElement("p"), { className: "row" });
  return new Promise((resolve) => {
    const dialog = dialogOf(question, [row], { css: "", closed: (answer) => resolve(answer === "yes") });
    row.append(
      buttonOf(no, () => dialog.close("")),
      buttonOf(yes, () => dialog.close("yes"), "danger"),
    );
    row.firstElementChild.focus();
  });
}

/** A dialog of the page that htmx fills: opens with what comes, closes where nothing does; `closed` leads the focus. */
export function filled(dialog, closed) {
  dialog.addEventListener("htmx:afterSwap", () => dialog.open || dialog.showModal());
  document.addEventListener("click", ({ target }) => dialog.contains(target) && target.closest("[data-close]") && dialog.close());
  dialog.addEventListener("close", () => {
    dialog.replaceChildren();
    closed();
  });
}
