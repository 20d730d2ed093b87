// What is one person's alone: the block that is drawn for them, and their own marks on what everybody sees.

import { BegunForms } from "./begun_forms.js";
import { advanced, join } from "./channel_model.js";
import { keepingFocus, readOnAt } from "./kept_focus.js";
import { modelOf, morphing } from "./patcher.js";

const ACTS = "#mine [data-activity], .live-board [data-activity], .live-board [data-grouping]";

export class Personal {
  /** `place` is null on pages that are nobody's, such as a screen's; `last` is what the server drew into the page. */
  constructor(place, { last, blocks, forms, steps, words, scope, hello, drawn, changed, signal }) {
    Object.assign(this, { place, last, blocks, forms, steps, scope, hello, drawn, changed });
    this.begun = place && new BegunForms(place, { words, drop: (form) => forms.drop(form) });
    document.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-signal]");
      if (button) signal(button.getAttribute("aria-pressed") === "true" ? "" : button.dataset.signal);
    });
    if (last) this.mark(last);
    this.begun?.mark(last.where);
    this.rest();
  }

  /** Shows a message where it leads further; `fresh`: whatever is shown. Asks for all of it where it does not follow. */
  take(told, fresh = false) {
    if (!this.place) return;
    const message = this.followed(told);
    if (!message) this.hello();
    else if (fresh || this.isNews(message)) {
      this.forms.release();
      this.draw(message, fresh);
    }
  }

  /** Drawn once more: a field that was kept for what it held may go now. */
  again() {
    if (this.place) this.draw(this.last, true);
  }

  /** What tells only what changed, as the whole that it leads to; undefined where it does not follow on what is shown. */
  followed(message) {
    const { last } = this;
    if (message.base === undefined) return message;
    if (message.base !== last.n) return undefined;
    const step = advanced(last.model ?? modelOf(last.html), message);
    if (step.verdict !== "apply") return undefined;
    const own = Object.fromEntries(Object.entries({ ...last.own, ...message.own }).filter(([, marks]) => marks !== null));
    return { ...message, html: join(step.model), model: step.model, own };
  }

  /** Of what is shown, later, and drawn for the sheet that the page has not left. */
  isNews({ activity, n, scope }) {
    return activity === this.place.dataset.activity && n > Number(this.place.dataset.n) && scope === this.scope();
  }

  draw(message, fresh) {
    keepingFocus(this.place, () => this.show(message));
    if (!fresh) this.drawn();
    this.changed();
  }

  show(message) {
    window.Idiomorph.morph(this.place, message.html, { ...morphing, morphStyle: "innerHTML" });
    this.last = message;
    Object.assign(this.place.dataset, { activity: message.activity, n: message.n });
    this.mark(message);
    this.forms.restore(this.place);
    this.steps.set();
    this.begun.mark(message.where);
    this.rest();
  }

  mark({ own, signal }) {
    for (const one of this.blocks) one.mark(own);
    for (const button of document.querySelectorAll("[data-signal]")) {
      button.setAttribute("aria-pressed", String(button.dataset.signal === signal));
    }
  }

  /** Where nothing is asked of whoever reads, nothing asks whether they are done. */
  rest() {
    const isAtRest = this.place !== null && !document.querySelector(ACTS);
    const hides = isAtRest && document.activeElement?.closest(".signals");
    document.body.classList.toggle("at-rest", isAtRest);
    if (hides) readOnAt(this.place);
  }
}
