// What waits to be sent, in the words of its writer: what is sent without a network has not vanished.

import { drawn, shortened } from "./typography.js";

const WORDS = 90; // characters of each

export class PendingList {
  /** `place` lists what waits: under the field it was written in, where `mine` still has that, else under all of it. */
  constructor(place, mine) {
    Object.assign(this, { place, mine, list: place.querySelector("ul") });
  }

  /** Lists these commands; what carries no words, such as a dot, is counted by the banner alone. */
  show(items) {
    const said = items.map(wordsOf).filter(Boolean);
    this.place.hidden = !said.length;
    if (said.length) this.under(items.at(-1)).after(this.place);
    this.list.replaceChildren(...said.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  }

  under({ activity, name }) {
    const form = this.mine.querySelector(`form[data-activity="${CSS.escape(activity)}"][data-command="${CSS.escape(name)}"]`);
    return [...this.mine.children].find((one) => one.contains(form)) ?? this.mine;
  }
}

/** The first words of what was written, in the order of its form. */
function wordsOf({ texts = [], data }) {
  const told = (name) => name.split(".").reduce((inside, step) => inside?.[step], data);
  const said = texts.map(told).filter(Boolean).join(" · ");
  return drawn(shortened(said, WORDS));
}
