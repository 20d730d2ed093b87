// A question before what cannot be undone: a dialog with its two answers, the quiet one first.

import { drawn } from "./signs.js";

/** Asks; resolves to whether the answer was yes. The focus comes back to where it was. */
export function confirmed(question, yes, no) {
  const dialog = document.createElement("dialog");
  const title = document.createElement("h2");
  title.id = "confirm-title";
  title.textContent = drawn(question);
  dialog.setAttribute("aria-labelledby", title.id);
  const row = document.createElement("p");
  row.className = "row";
  const answer = (word, value, css) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = css;
    button.textContent = word;
    button.addEventListener("click", () => dialog.close(value));
    row.append(button);
  };
  answer(no, "", "");
  answer(yes, "yes", "danger");
  dialog.append(title, row);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
