// The timer: counts from the milliseconds left that the server told, never from a time of day.

const MINUTE = 60000;
const DRIFT = 1000; // ms by which the two clocks of a device part when it slept, or when its time was set

/** How far a device's own time is ahead of the clock that counts: it changes when that one stood still. */
const apart = () => Date.now() - performance.now();

/** Minutes and seconds, begun ones whole. */
function told(ms) {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export class Clock {
  /** `ask` asks the server anew: on many devices the clock that counts stands still while they sleep. `isLead`: whoever
      leads sees by how much it is over. */
  constructor(element, words, announce, { ask = () => {}, isLead = false } = {}) {
    Object.assign(this, { element, words, announce, ask, isLead, ends: 0, left: 0, last: Infinity, apart: apart() });
    if (element) setInterval(() => this.tick(), 250);
  }

  tick() {
    if (Math.abs(apart() - this.apart) > DRIFT) {
      this.apart = apart();
      this.ask();
    }
    this.draw();
  }

  set({ left, late = 0, running, total }) {
    this.total = total;
    this.left = left;
    this.ends = running ? performance.now() + left - late : 0;
    this.last = left;
    this.draw();
  }

  draw() {
    if (!this.element) return;
    this.element.hidden = !this.total;
    if (!this.total) return;
    const left = this.ends ? Math.max(0, this.ends - performance.now()) : this.left;
    const late = this.ends && this.isLead ? Math.max(0, performance.now() - this.ends) : 0;
    const text = late >= 1000 ? `+${told(late)}` : told(left);
    if (this.element.textContent !== text) this.element.textContent = text;
    this.element.classList.toggle("over", left === 0);
    this.element.classList.toggle("near", left > 0 && left <= MINUTE);
    if (this.last > MINUTE && left <= MINUTE && left > 0) this.announce(this.words.minute);
    if (this.last > 0 && left === 0) this.announce(this.words.zero);
    this.last = left;
  }
}
