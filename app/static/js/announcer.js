// The one live region: what is said to whoever does not see it.

const TOGETHER = 100; // ms: what is said within a moment is said together, so that nothing cuts the first sentence off
const LEFT = 800; // ms after which what was done is said without waiting for what is left

export class Announcer {
  sayings = [];
  done = "";

  /** `left` reads what somebody has left to give: « 2 gommettes restantes ». */
  constructor(place, left) {
    Object.assign(this, { place, left });
  }

  say(sentence) {
    this.sayings.push(sentence);
    if (this.sayings.length > 1) return;
    this.place.textContent = "";
    setTimeout(() => {
      this.place.textContent = this.sayings.join(" ");
      this.sayings = [];
    }, TOGETHER);
  }

  /** What was done is said once the page shows what is left: « Gommette posée. 2 gommettes restantes ». */
  sayDone(sentence) {
    this.done = sentence;
    clearTimeout(this.timer);
    if (sentence) this.timer = setTimeout(() => this.sayLeft(), LEFT);
  }

  sayLeft() {
    clearTimeout(this.timer);
    if (this.done) this.say([this.done, this.left()].filter(Boolean).join(". "));
    this.done = "";
  }
}
