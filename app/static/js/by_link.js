// A questionnaire that is answered by its link: one page at a time, and what is typed stays here until it is sent. Each
// page goes out as a plain form, so that all of it works without this script too. On a trial nothing goes out.

import { stored } from "./base_path.js";
import { Forms } from "./forms.js";
import { Steps } from "./steps.js";

const { link, device, forgets, trial } = document.body.dataset;
const all = `${stored}/q/${link}/`;
const key = all + device;
const SENT = "#sent-"; // what follows a page that went out
const steps = document.querySelector("[data-steps]");

/** What was typed by whoever had this device before is nobody's any more. */
function forget(kept) {
  for (const storage of [localStorage, sessionStorage]) {
    for (const name of Object.keys(storage)) if (name.startsWith(all) && !(kept && name.startsWith(kept))) storage.removeItem(name);
  }
}

class Drafts extends Forms {
  /** The browser sends it. */
  submit() {}
}

const paged = () => new Steps({ isOn: () => true, formOf: () => null });

/** Goes on after a page that was sent: what was typed in it is the server's now. */
function goOn(drafts, pages, sent) {
  const page = steps.querySelector(`:scope > [data-step="${CSS.escape(sent)}"]`);
  for (const { dataset } of page?.querySelectorAll("form[data-draft]") ?? []) {
    drafts.accepted({ name: dataset.command, activity: dataset.activity, draft: dataset.draft, scope: dataset.scope });
  }
  history.replaceState(null, "", location.pathname);
  drafts.restore();
  if (page) pages.at.set(steps.dataset.steps, sent);
  pages.set();
  if (page) pages.go(steps, "next");
}

function answer() {
  const drafts = new Drafts(key, { send() {} });
  if (location.hash.startsWith(SENT)) {
    goOn(drafts, paged(), decodeURIComponent(location.hash.slice(SENT.length)));
    return;
  }
  drafts.restore();
  paged().set();
}

/** From page to page without sending any, to the end. */
function tryOut() {
  const pages = paged();
  const end = document.getElementById("trial-end");
  pages.set();
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    pages.go(steps, "next");
    const isOver = steps.dataset.stepShown === "end";
    steps.hidden = isOver;
    end.hidden = !isOver;
    if (isOver) end.focus();
  });
}

if (trial === undefined) forget(forgets === undefined ? key : "");
if (steps && trial === undefined) answer();
else if (steps) tryOut();
