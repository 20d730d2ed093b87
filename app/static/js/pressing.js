// Between a press and its letting go nothing is drawn: the button that a finger came down on would be another by the time
// it lifts, or gone, and the press lost or said of something that nobody meant.

const LONGEST = 1000; // ms: a finger that rests does not hold the page up
const CLICK = 100; // ms after the finger was lifted in which its click comes, where one comes at all

export class Pressing {
  waiting = null; // what waits for the finger to lift; null where none is down

  constructor() {
    const begun = (event) => this.begin(event);
    const isOver = () => setTimeout(() => this.end()); // once everything that listens has heard of the click
    addEventListener("pointerdown", begun, { capture: true });
    addEventListener("keydown", (event) => event.key === " " && event.target.matches?.("button, summary") && begun(event), { capture: true });
    addEventListener("click", isOver);
    addEventListener("pointercancel", isOver);
    for (const lifted of ["pointerup", "keyup"]) addEventListener(lifted, () => setTimeout(() => this.end(), CLICK));
  }

  begin({ isPrimary = true }) {
    if (!isPrimary) return;
    this.waiting ??= [];
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(), LONGEST);
  }

  /** Done now, or as soon as nothing is being pressed; in the order in which it came. */
  after(act) {
    if (this.waiting) this.waiting.push(act);
    else act();
  }

  end() {
    clearTimeout(this.timer);
    const waiting = this.waiting ?? [];
    this.waiting = null;
    for (const act of waiting) act();
  }
}
