// Where the screens are: a page of a board too big for them, a card enlarged. The console turns; a screen only says
// what pages its board takes, and opens the one that holds what is to be in sight. Other pages show which card is
// spoken about.

import { lay } from "./screen_layout.js";
import { ScreenMoments } from "./screen_moments.js";
import { isolated } from "./typography.js";

const MOST_PAGES = 99;

export class ScreenPages {
  constructor(shown, socket, { isScreen, words, announce }) {
    Object.assign(this, { shown, socket, isScreen, words, announce, page: 0, first: "", card: "", said: "" });
    this.container = shown.container;
    this.container.addEventListener("beffroi:shown", () => this.draw());
    if (!isScreen) return;
    const page = this.container.ownerDocument; // the console shows one in small, in a frame
    this.counter = page.getElementById("pages");
    this.large = page.getElementById("enlarged");
    this.moments = new ScreenMoments(this.container, words);
    new ResizeObserver(() => this.draw()).observe(this.container);
    page.fonts?.ready.then(() => this.draw());
    this.container.addEventListener("animationend", () => this.settle());
    socket.on("connect", () => {
      this.said = ""; // a new connection has said nothing yet
    });
  }

  set({ page, first, card }) {
    const isNew = card && card !== this.card;
    Object.assign(this, { page, first, card });
    this.draw();
    const text = this.part()?.querySelector(".card-text")?.textContent;
    if (isNew && text && !this.isScreen) this.announce(`${this.words.enlarged} ${isolated(text)}`);
  }

  /** What is spoken about: a part, or a card inside of one, as those of a group are. */
  part() {
    if (!this.card) return null;
    return this.shown.part(this.card) ?? this.container.querySelector(`[data-card="${CSS.escape(this.card)}"]`);
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
    this.moments.turn(lay(this.container));
    this.enlarge();
    const group = this.group();
    const shown = group ?? this.container;
    const found = places(shown);
    const all = [...shown.querySelectorAll(group ? "[data-card]" : "[data-part]")];
    const on = partsOn(found, all, shown);
    const held = this.first ? on.findIndex((parts) => parts.some((part) => nameOf(part) === this.first)) : -1;
    const page = held < 0 ? Math.min(this.page, found.length - 1) : held;
    show(shown, found[page]);
    const cards = on.map(numbersOf);
    this.counter.hidden = found.length < 2;
    this.counter.textContent = cards[page]
      ? this.words.cards.replace("{cards}", cards[page]).replace("{all}", shown.querySelectorAll(".number").length)
      : this.words.page.replace("{page}", page + 1).replace("{pages}", found.length);
    this.container.dataset.turned = this.page;
    const begins = on.map(([part], n) => [plain(nameOf(part)), Math.max(0, all.indexOf(part)), cards[n]]);
    this.report(begins.slice(0, MOST_PAGES), group ? this.card : "");
  }

  /** The cards of a group that is enlarged and takes more than a page: then it is what is turned. */
  group() {
    const cards = this.large.hidden ? null : this.large.querySelector(".of-group");
    return cards && places(cards).length > 1 ? cards : null;
  }

  report(...pages) {
    const said = JSON.stringify(pages);
    if (said === this.said || !this.socket.connected) return;
    this.said = said;
    this.socket.emit("pages", ...pages);
  }

  enlarge() {
    const part = this.part();
    this.large.hidden = !part;
    this.large.classList.toggle("is-group", Boolean(part?.querySelector(".of-group")));
    this.large.replaceChildren(...(part ? [...part.cloneNode(true).childNodes] : []));
  }

  point() {
    for (const old of this.container.querySelectorAll(".spoken")) old.classList.remove("spoken");
    this.part()?.classList.add("spoken");
  }
}

/** One page of a board and nothing else: what the next one has whole is left out, and so is what the last one, which
    cannot be scrolled as far, has of the one before. */
function show(board, { left, top, below, beside }) {
  board.scrollTo({ left, top, behavior: "instant" });
  const above = Math.round(Math.max(0, top - board.scrollTop));
  board.style.clipPath = above || below || beside ? `inset(${above}px ${beside}px ${below}px 0)` : "";
  board.style.transform = above ? `translateY(-${above}px)` : "";
}

/** A name that the server takes; a board may call its parts by others, which are no place to turn to. */
const plain = (key) => (key.length <= 120 && [...key].every((sign) => sign >= " " && sign <= "~") ? key : "");

/** A part of a board, or a card of a group. */
const nameOf = (part) => part?.dataset.part ?? part?.dataset.card ?? "";

/** Those of all parts that begin on each page, in their order. */
function partsOn(found, all, container) {
  const pages = found.map(() => []);
  const before = container.getBoundingClientRect();
  for (const part of all) {
    const here = part.getBoundingClientRect();
    const left = here.left - before.left + container.scrollLeft + 1;
    const top = here.top - before.top + container.scrollTop + 1;
    const page = found.findLastIndex((one) => one.left <= left && one.top <= top);
    if (page >= 0) pages[page].push(part);
  }
  return pages;
}

/** « 12–19 », the numbers of the cards among them; "" where they have none. */
function numbersOf(parts) {
  const numbers = parts.map((part) => Number(part.querySelector(":scope > .number")?.textContent)).filter(Boolean);
  if (!numbers.length) return "";
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return high - low + 1 === numbers.length ? (low === high ? `${low}` : `${low}–${high}`) : numbers.length > 6 ? "" : numbers.join(", ");
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

/** What is too long, in stretches: each begins with the first thing that the one before it does not show whole, or with
    the title over it. With each, how much at its end is shown by the next. */
function stretches(visible, whole, things) {
  const found = [[0, 0]];
  if (whole <= visible + 1) return found;
  const last = Math.min(whole, ...(things.length ? [Math.max(...things.map(([, ends]) => ends))] : [])); // without margins
  const units = things.filter(([begins, ends]) => ends - begins <= visible);
  const titles = things.filter(([, , under]) => under).reverse();
  while (found.at(-1)[0] + visible < last - 1) {
    const [from] = found.at(-1);
    const to = from + visible;
    const cut = units.filter(([begins, ends]) => begins > from && begins < to && ends > to + 1);
    const next = titles.reduce(withTitle(from), Math.min(to, ...cut.map(([begins]) => begins)));
    found.at(-1)[1] = to - next;
    found.push([next, 0]);
  }
  return found;
}

/** A title goes on to the next page with the first thing under it: at the foot of a page it says nothing. */
const withTitle = (from) => (next, [begins, , under]) => (begins > from && begins < next && next <= under + 1 ? begins : next);

/** From where to where each thing of a board reaches, along one side; of a title also where the thing under it begins. */
function spans(container, begins, ends) {
  const before = container.getBoundingClientRect()[begins] - (begins === "top" ? container.scrollTop : container.scrollLeft);
  const things = [...container.querySelectorAll(`${UNITS}, :scope > *`)];
  return things.map((one, at) => {
    const here = one.getBoundingClientRect();
    const isTitle = begins === "top" && one.matches("h2, h3, h4") && here.height > 0;
    const under = isTitle ? things.slice(at + 1).find((other) => other.getBoundingClientRect().top >= here.bottom - 1) : null;
    return [here[begins] - before, here[ends] - before, under ? under.getBoundingClientRect().top - before : 0];
  });
}
