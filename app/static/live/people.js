// What a facilitator does with people of the list: asked again in a dialog, whose words come from the server.

import { ask, post } from "./signed_out.js";

const dialog = document.createElement("dialog");
dialog.setAttribute("aria-labelledby", "dialog-title");
document.body.append(dialog);

/** Shows what came back: nothing closes the dialog; a whole page (an error's) is cut down to its content. */
async function show(answer) {
  if (answer.status === 204) return dialog.close();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  dialog.replaceChildren(...(page.querySelector("main") ?? page.body).childNodes);
  if (!dialog.open) dialog.showModal();
  return undefined;
}

/** Does it; where nothing comes back, the sentence beside it is shown. */
async function attempt(place, act) {
  const failed = place.closest("dialog, .people-lists").querySelector("[data-failed]");
  if (failed) failed.hidden = true;
  try {
    await show(await act());
  } catch {
    if (failed) failed.hidden = false;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-dialog], [data-post], [data-close]");
  if (!button) return;
  if ("close" in button.dataset) dialog.close();
  else if (button.dataset.dialog) attempt(button, () => ask(button.dataset.dialog));
  else attempt(button, () => post(button.dataset.post));
});

dialog.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(event.target, () => post(event.target.action, new FormData(event.target)));
});

dialog.addEventListener("close", () => {
  dialog.replaceChildren();
  // Whoever was removed took the button along that had the focus.
  if (document.activeElement === document.body) document.querySelector(".people summary")?.focus();
});
