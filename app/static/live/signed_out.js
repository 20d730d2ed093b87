// Somebody whose session ended: whatever was asked leads to signing in, and back; what a form held is kept meanwhile.

import { lasting } from "./outbox.js";
import { stored } from "./site.js";

const { signIn, hxHeaders } = document.body.dataset;
const { "X-CSRFToken": token } = JSON.parse(hxHeaders);
const KEY = `${stored}/unsent${location.pathname}`;
const tab = lasting(() => sessionStorage); // as long as the tab is open, and in no other

/** Asks the server for something as the person who is signed in; never answers where nobody is any more. */
export async function ask(address, options = {}) {
  const answer = await fetch(address, options);
  const isOut = answer.status === 401 || (answer.redirected && new URL(answer.url).pathname === signIn);
  if (!isOut) return answer;
  location.assign(`${signIn}?next=${encodeURIComponent(location.pathname + location.search)}`);
  return new Promise(() => {});
}

export const post = (address, body) => ask(address, { method: "POST", headers: { "X-CSRFToken": token }, body });

// htmx goes to sign in by itself, as it is told to: its form is filled in again on the way back.

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
