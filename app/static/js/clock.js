// The timer: counts from the milliseconds left that the server told, never from a time of day.

const MINUTE = 60000;
const DRIFT = 1000; // ms by which the two clocks of a device part when it slept, or when its time was set

/** How far a device's own time is ahead of the clock that counts: it changes when that one stood still. */
const apart = () => Date.now() - performance.now();

export class Clock {
  /** `ask` asks the server anew: on many devices the clock that counts stands still while they sleep. */
  constructor(element, words, announce, ask = () => {}) {
    Object.assign(this, { element, words, announce, ask, ends: 0, left: 0, last: Infinity, apart: apart() });
    if (element) setInterval(() => this.tick(), 250);
  }

  tick() {
    if (Math.abs(apart() - this.apart) > DRIFT) {
      this.apart = apart();
      this.ask();
    }
    this.draw();
  }

  set({ left, running, total }) {
    this.total = total;
    this.left = left;
    this.ends = running ? performance.now() + left : 0;
    this.last = left;
    this.draw();
  }

  draw() {
    if (!this.element) return;
    this.element.hidden = !this.total;
    if (!this.total) return;
    const left = this.ends ? Math.max(0, this.ends - performance.now()) : this.left;
    const seconds = Math.ceil(left / 1000);
    const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (this.element.textContent !== text) this.element.textContent = text;
    this.element.classList.toggle("over", left === 0);
    this.element.classList.toggle("near", left > 0 && left <= MINUTE);
    if (this.last > MINUTE && left <= MINUTE && left > 0) this.announce(this.words.minute);
    if (this.last > 0 && left === 0) this.announce(this.words.zero);
    this.last = left;
  }
}
