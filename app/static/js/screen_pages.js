// Where the screens are: a page of a board too big for them, a card enlarged. The console turns; a
// screen only says how many pages its board takes. Other pages show which card is spoken about.

import { isolated } from "./typography.js";

export class ScreenPages {
  constructor(shown, socket, { isScreen, words, announce }) {
    Object.assign(this, { shown, socket, isScreen, words, announce, page: 0, card: "", pages: 0 });
    this.container = shown.container;
    this.container.addEventListener("beffroi:shown", () => this.draw());
    if (!isScreen) return;
    this.counter = document.getElementById("pages");
    this.large = document.getElementById("enlarged");
    new ResizeObserver(() => this.draw()).observe(this.container);
    document.fonts?.ready.then(() => this.draw());
    this.container.addEventListener("animationend", () => this.settle());
    socket.on("connect", () => {
      this.pages = 0; // a new connection has said nothing yet
    });
  }

  set({ page, card }) {
    const isNew = card && card !== this.card;
    Object.assign(this, { page, card });
    this.draw();
    const text = this.part()?.querySelector(".card-text")?.textContent;
    if (isNew && text && !this.isScreen) this.announce(`${this.words.enlarged} ${isolated(text)}`);
  }

  part() {
    return this.card ? this.shown.part(this.card) : null;
  }

  draw() {
    if (this.isScreen) this.turn();
    else this.point();
  }

  /** Cards that came to rest take less room than while they moved: counted again, once for all that end together. */
  settle() {
    this.settling ??= requestAnimationFrame(() => {
      this.settling = null;
      this.draw();
    });
  }

  /** Columns that do not fit stand to the right, out of sight: a page is as many as do fit. */
  count() {
    const { clientWidth, scrollWidth } = this.container;
    const gap = Number.parseFloat(getComputedStyle(this.container).columnGap) || 0;
    return { pages: Math.max(1, Math.ceil((scrollWidth + gap - 1) / (clientWidth + gap))), step: clientWidth + gap };
  }

  turn() {
    this.counter.hidden = true; // it takes room itself: whether all fits is seen without it
    if (this.count().pages > 1) this.counter.hidden = false;
    const { pages, step } = this.count();
    const page = Math.min(this.page, pages - 1);
    this.container.scrollLeft = page * step;
    this.counter.textContent = this.words.page.replace("{page}", page + 1).replace("{pages}", pages);
    if (pages !== this.pages && this.socket.connected) {
      this.pages = pages;
      this.socket.emit("pages", pages);
    }
    this.enlarge();
  }

  enlarge() {
    const part = this.part();
    this.large.hidden = !part;
    this.large.replaceChildren(...(part ? [...part.cloneNode(true).childNodes] : []));
  }

  point() {
    for (const old of this.container.querySelectorAll(".spoken")) old.classList.remove("spoken");
    this.part()?.classList.add("spoken");
  }
}
