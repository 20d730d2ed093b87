// What was begun and not sent stays on the page when its activity or its stage moves on: it says what it was begun for,
// so that nothing written for one question is sent as an answer to another.

import { isolated } from "./typography.js";

export class BegunForms {
  /** `drop` lets go of a form. */
  constructor(mine, { words, drop }) {
    Object.assign(this, { mine, words, drop });
    document.addEventListener("click", ({ target }) => {
      const button = target.closest("#mine [data-drop]");
      if (button) this.clear(button.closest("form"));
    });
  }

  /** The page is at `where`: each form notes that it was drawn there; one that outlived another place says so. */
  mark(where) {
    for (const form of this.mine.querySelectorAll("form.command")) {
      if (!("kept" in form.dataset)) form.dataset.where = where;
      else this.caption(form, form.dataset.where === where ? "" : this.sentence(form));
    }
  }

  /** What becomes of it: nothing else where another activity is on, or where what it asks is still taken, as on a sheet
      that has passed on; or facilitators may enter it later. */
  sentence(form) {
    const isElsewhere = form.dataset.activity !== this.mine.dataset.activity || this.isTaken(form);
    if (!isElsewhere && "goesOn" in form.dataset) return this.words.goesOn;
    return isElsewhere ? this.words.begun.replace("{where}", () => isolated(form.dataset.where)) : this.words.tooLate;
  }

  isTaken({ dataset }) {
    return [...this.mine.querySelectorAll("form.command")].some((one) => !("kept" in one.dataset) && one.dataset.command === dataset.command);
  }

  caption(form, sentence) {
    const old = form.querySelector(".begun");
    if (sentence && old?.firstElementChild.textContent === sentence) return;
    old?.remove();
    if (!sentence) return;
    const line = Object.assign(document.createElement("p"), { className: "notice begun" });
    const drop = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: this.words.drop });
    drop.dataset.drop = "";
    line.append(Object.assign(document.createElement("span"), { textContent: sentence }), " ", drop);
    form.prepend(line);
  }

  /** Cleared: the focus goes to what is asked now. */
  clear(form) {
    this.drop(form);
    (this.mine.querySelector("textarea, input:not([type=hidden]), button") ?? document.getElementById("main")).focus();
  }
}
