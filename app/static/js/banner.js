// What the page says of its own state: the line, what waits to be sent, that the next stage is near.

import { drawn } from "./typography.js";

const WARNING = 30000; // ms that a warning of the next stage stays

export class Banner {
  warning = 0; // the timer of a warning that the next stage is near
  inSight = []; // the sentences that stand here
  wasLost = false;

  /** `shown` is told what is in sight: how the line is, and the commands that wait. `announce` says what is new: the banner
      itself is no live region, since not every reader speaks of one that was hidden, and some would speak twice. */
  constructor(place, { connection, outbox, words, shown, announce }) {
    Object.assign(this, { place, connection, outbox, words, shown, announce });
  }

  /** Says how things are, and a sentence of the moment. */
  show(sentence = "") {
    const { items } = this.outbox;
    const { isLost } = this.connection;
    const told = [...this.ofLine(items.length), this.warning ? this.words.soon : "", sentence].filter(Boolean);
    this.place.textContent = told.join(" ");
    this.speak(told, isLost);
    this.place.hidden = !told.length;
    document.body.classList.toggle("off-line", isLost);
    this.shown(isLost ? items : []);
  }

  /** Shows a sentence, and says it also where it stands there already: it is the answer to what was just pressed. */
  answer(sentence) {
    this.inSight = this.inSight.filter((one) => one !== sentence);
    this.show(sentence);
  }

  speak(told, isLost) {
    const { inSight, wasLost } = this;
    Object.assign(this, { inSight: told, wasLost: isLost });
    const fresh = told.filter((one) => !inSight.includes(one));
    if (wasLost && !isLost) fresh.unshift(this.words.online);
    if (fresh.length) this.announce(fresh.join(" "));
  }

  ofLine(waiting) {
    const { isLost, isGone, isLeaving, isUnreached } = this.connection;
    const { gone, back, unreached, offline } = this.words;
    return [
      isGone ? gone : "",
      isLeaving && !isGone ? back : "",
      isLost && !isGone && !isLeaving ? (isUnreached ? unreached : offline) : "",
      isLost && waiting ? this.words.waiting.replace("{n}", waiting) : "",
    ];
  }

  /** The next stage is near. */
  warn() {
    clearTimeout(this.warning);
    this.warning = setTimeout(() => this.unwarn(), WARNING);
    this.inSight = this.inSight.filter((one) => one !== this.words.soon); // said as often as it is given
    this.show();
  }

  unwarn() {
    clearTimeout(this.warning);
    this.warning = 0;
    this.show();
  }

  /** Not accepted, and its field is gone or taken: the words stay in sight, to be copied. */
  handBack(sentence, item) {
    const text = (item.texts ?? []).map((name) => item.data[name]).filter(Boolean).join(" · ");
    if (!text) {
      this.answer(sentence);
      return;
    }
    const line = document.createElement("p");
    line.className = "notice returned";
    line.textContent = `${sentence} «\u00a0${drawn(text)}\u00a0»`;
    this.place.after(line);
    this.announce(line.textContent);
  }
}
