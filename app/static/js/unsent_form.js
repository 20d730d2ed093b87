// Somebody whose session ended: htmx goes to sign in by itself, as it is told to; what a form held is kept meanwhile
// and filled in again on the way back.

import { lasting } from "./outbox.js";
import { stored } from "./base_path.js";

const KEY = `${stored}/unsent${location.pathname}`;
const tab = lasting(() => sessionStorage); // as long as the tab is open, and in no other

const fields = (form) => [...form.elements].filter((one) => one.name && !["hidden", "password"].includes(one.type));
const addressOf = (form) => form.dataset.hxPost;

function keep(form) {
  const held = fields(form).map(({ name, value, checked, type }) => ({ name, value, checked, type }));
  tab.setItem(KEY, JSON.stringify({ address: addressOf(form), held }));
}

function fillIn({ address, held }) {
  const form = [...document.querySelectorAll("form[data-hx-post]")].find((one) => addressOf(one) === address);
  for (const { name, value, checked, type } of form ? held : []) {
    const field = fields(form).find((one) => one.name === name && (!["radio", "checkbox"].includes(type) || one.value === value));
    if (!field) continue;
    if (["radio", "checkbox"].includes(type)) field.checked = checked;
    else field.value = value;
  }
  for (let fold = form?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

document.addEventListener("htmx:beforeRequest", ({ target }) => target.matches("form") && keep(target));
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.xhr.status && !detail.xhr.getResponseHeader("HX-Redirect")) tab.removeItem(KEY);
});

const unsent = tab.getItem(KEY);
if (unsent) fillIn(JSON.parse(unsent));
tab.removeItem(KEY);
