// A card is enlarged on the screens: ← and →, or two buttons, read on to the one beside it.

const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

/** Where the arrows have a meaning of their own. */
const BUSY = "input, textarea, select, dialog, [data-move], [data-tick]";

/** What the screens show large, as this console was last told. */
const drawn = () => document.querySelector("[data-enlarged]")?.dataset.enlarged;

/** Of a group or of a card: one reads on among its like. */
const isOfGroup = (button) => Boolean(button.closest(".cluster-acts"));

export class ReadingOn {
  /** `ask` tells the server what to enlarge, and says whether it could. */
  constructor(ask) {
    // What was asked for in a row, from what was drawn on: a press that is quicker than the drawing goes on from there.
    Object.assign(this, { ask, asked: [] });
    document.addEventListener("beffroi:shown", () => {
      if (this.asked.at(-1) === drawn() || !this.asked.includes(drawn())) this.asked = [];
    });
    document.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-read-on]");
      if (button) this.step(Number(button.dataset.readOn));
    });
    document.addEventListener("keydown", ({ key, target, altKey, ctrlKey, metaKey }) => {
      if (key in STEPS && !altKey && !ctrlKey && !metaKey && !target.closest(BUSY)) this.step(STEPS[key]);
    });
  }

  step(by) {
    const from = drawn();
    if (!from) return;
    const enlarged = this.asked.at(-1) ?? from;
    const offered = [...document.querySelectorAll('.live-control [data-lead="enlarge"]')];
    const here = offered.find((button) => button.dataset.value === enlarged);
    const alike = here ? offered.filter((button) => isOfGroup(button) === isOfGroup(here)) : [];
    const next = alike[alike.indexOf(here) + by];
    if (next && this.ask("enlarge", next.dataset.value)) this.asked.push(from, next.dataset.value);
  }
}
