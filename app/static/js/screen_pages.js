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

  turn() {
    this.counter.hidden = true; // it takes room itself: whether all fits is seen without it
    if (places(this.container).length > 1) this.counter.hidden = false;
    const found = places(this.container);
    const pages = found.length;
    const page = Math.min(this.page, pages - 1);
    const { left, top, below, beside } = found[page];
    this.container.scrollTo({ left, top, behavior: "instant" });
    this.container.style.clipPath = below || beside ? `inset(0 ${beside}px ${below}px 0)` : ""; // the next page has it whole
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

/** What should stand whole on a page. */
const UNITS = "[data-part], li, tr, p, h2, h3, h4, dt, dd, figure, .chart, img, svg";

/** Where each page of a board begins, from left to right, then further down, and how much of it is shown. */
export function places(container) {
  const { clientWidth, scrollWidth, clientHeight, scrollHeight } = container;
  const rows = isInColumns(container) ? stretches(0, 0, []) : stretches(clientHeight, scrollHeight, spans(container, "top", "bottom"));
  const columns = isInColumns(container) ? steps(container) : stretches(clientWidth, scrollWidth, spans(container, "left", "right"));
  return rows.flatMap(([top, below]) => columns.map(([left, beside]) => ({ left, top, below, beside })));
}

function isInColumns(container) {
  const { columnWidth, columnCount } = getComputedStyle(container);
  return columnWidth !== "auto" || columnCount !== "auto";
}

/** Columns that do not fit stand to the right, out of sight: a page is as many as do fit. */
function steps(container) {
  const gap = Number.parseFloat(getComputedStyle(container).columnGap) || 0;
  const step = container.getBoundingClientRect().width + gap; // not in whole pixels: they would add up
  const count = Math.max(1, Math.ceil((container.scrollWidth + gap - 1) / step));
  return Array.from({ length: count }, (_, n) => [n * step, 0]);
}

/** What is too long, in stretches: each begins with the first thing that the one before it does not show whole. With
    each, how much at its end is shown by the next. */
function stretches(visible, whole, things) {
  const found = [[0, 0]];
  if (whole <= visible + 1) return found;
  const last = Math.min(whole, ...(things.length ? [Math.max(...things.map(([, ends]) => ends))] : [])); // without margins
  const units = things.filter(([begins, ends]) => ends - begins <= visible);
  while (found.at(-1)[0] + visible < last - 1) {
    const [from] = found.at(-1);
    const to = from + visible;
    const next = Math.min(to, ...units.filter(([begins, ends]) => begins > from && begins < to && ends > to + 1).map(([begins]) => begins));
    found.at(-1)[1] = to - next;
    found.push([next, 0]);
  }
  return found;
}

/** From where to where each thing of a board reaches, along one side. */
function spans(container, begins, ends) {
  const before = container.getBoundingClientRect()[begins] - (begins === "top" ? container.scrollTop : container.scrollLeft);
  return [...container.querySelectorAll(`${UNITS}, :scope > *`)].map((one) => {
    const here = one.getBoundingClientRect();
    return [here[begins] - before, here[ends] - before];
  });
}
