// A questionnaire that is answered by its link: one page at a time, and what is typed stays here until it is sent. Each
// page goes out as a plain form, so that all of it works without this script too.

import { stored } from "./base_path.js";
import { Forms } from "./forms.js";
import { Steps } from "./steps.js";

const { link, device, forgets } = document.body.dataset;
const all = `${stored}/q/${link}/`;
const key = all + device;
const SENT = "#sent-"; // what follows a page that went out

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

function answer(steps) {
  const drafts = new Drafts(key, { send() {} });
  const paged = new Steps({ isOn: () => true, formOf: () => null });
  const sent = location.hash.startsWith(SENT) && decodeURIComponent(location.hash.slice(SENT.length));
  const page = sent && steps.querySelector(`:scope > [data-step="${CSS.escape(sent)}"]`);
  if (page) {
    for (const form of page.querySelectorAll("form[data-draft]")) drafts.accepted({ name: form.dataset.command, activity: form.dataset.activity, draft: form.dataset.draft, scope: form.dataset.scope });
    history.replaceState(null, "", location.pathname);
    paged.at.set(steps.dataset.steps, sent);
    drafts.restore();
    paged.set();
    paged.go(steps, "next");
  } else {
    drafts.restore();
    paged.set();
  }
}

forget(forgets === undefined ? key : "");
const steps = document.querySelector("[data-steps]");
if (steps) answer(steps);
