// The moment of a reveal: how many cards there are, then all of them at once, before they are read page by page.

import { counted } from "./typography.js";

const FEWEST = 6; // fewer are a page, and seen at once anyway
const MOST = 200; // more are no wall that one can look at
const COUNT = 800; // ms that their number stands alone
const WALL = 4000; // ms that all of them are looked at
const RATIO = 1.8; // of cards across to cards down

export class ScreenMoments {
  constructor(container, words) {
    Object.assign(this, { container, words, shown: null, timer: 0 });
  }

  /** From one layout to the next: cards that nobody saw before are revealed; whatever else happens ends that. */
  turn([before, now]) {
    if (before === now) return;
    this.end();
    if (before === "asking" && now === "board") this.reveal([...this.container.querySelectorAll("[data-part] > .card-text")]);
  }

  reveal(texts) {
    if (texts.length < FEWEST || texts.length > MOST) return;
    this.shown = element("div", "reveal", element("p", "reveal-count", counted(this.words.revealed, texts.length)));
    this.shown.setAttribute("aria-hidden", "true"); // who listens is told by a sentence
    this.container.closest("main").append(this.shown);
    this.timer = setTimeout(() => this.wall(texts), COUNT);
  }

  wall(texts) {
    const across = Math.ceil(Math.sqrt(texts.length * RATIO));
    const wall = element("ol", "reveal-wall", ...texts.map((text, n) => card(text, n)));
    wall.style.setProperty("--across", across);
    wall.style.setProperty("--down", Math.ceil(texts.length / across));
    this.shown.replaceChildren(wall);
    this.timer = setTimeout(() => this.end(), WALL);
  }

  end() {
    clearTimeout(this.timer);
    this.shown?.remove();
    this.shown = null;
  }
}

function card(text, n) {
  const number = text.parentNode.querySelector(":scope > .number")?.textContent ?? "";
  const made = element("li", "reveal-card", element("span", "number", number), element("span", "reveal-text", text.textContent));
  made.style.setProperty("--turn", n);
  return made;
}

function element(name, css, ...inside) {
  const made = document.createElement(name);
  made.className = css;
  made.append(...inside);
  return made;
}
