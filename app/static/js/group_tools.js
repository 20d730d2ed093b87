// Grouping on the console: cards ticked and grouped at once, found by their words, by keys; and as much of it in sight
// as there is room for, which nobody else's move shifts.

import { stored } from "./base_path.js";

const KEYS = `${stored}/console-keys`;
const OWN = 2000; // ms within which what is drawn comes of what was done here
const NARROWEST = 190; // px of a group
const USUAL = 4; // groups beside each other, while they are few
const HOLES = 3; // from which on one may close the ranks without doing anything else
const HEAD = 92; // px that a group takes at least: its head and one card
const TYPED = "input, textarea, select, dialog";
const PRESSED = "button, summary, a, label, input, textarea, form";

/** A text as it is compared: without accents, in small letters. */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export class GroupTools {
  constructor(shown, words, { grouping, gathering, storage, announce }) {
    Object.assign(this, { shown, words, grouping, gathering, storage, announce, ticked: new Set(), sought: "", actedAt: Number.NEGATIVE_INFINITY, isLaid: false, seats: [] });
    grouping.together = (card) => (this.ticked.has(card) ? [...this.ticked] : [card]);
    const { container } = shown;
    document.addEventListener("click", ({ target }) => container.contains(target) && this.click(target));
    container.addEventListener("input", (event) => this.input(event));
    document.addEventListener("keydown", (event) => this.key(event));
    container.addEventListener("beffroi:shown", () => this.draw());
    addEventListener("resize", () => this.settle());
    this.draw();
  }

  get board() {
    return this.shown.container.querySelector("[data-grouping]");
  }

  all(selector) {
    return [...this.shown.container.querySelectorAll(selector)];
  }

  /** What is drawn now comes of what was done here: everything finds its place anew. */
  acted() {
    this.actedAt = performance.now();
  }

  // --- ticking, and what is done with what is ticked --------------------------------------------------

  click(target) {
    const does = target.closest("[data-picked]")?.dataset.picked;
    if (does) return this.act(does);
    if (target.closest("[data-close-ranks]")) return this.closeRanks();
    if (target.closest(".cluster h3")) return this.rename(target.closest("[data-cluster]"));
    const card = target.closest("[data-grouping] [data-card]");
    if (card && (target.closest("[data-tick]") || !target.closest(PRESSED))) this.tick(card.dataset.card);
    return undefined;
  }

  act(does) {
    const cards = this.ticked.size ? [...this.ticked] : [document.activeElement.dataset.tick].filter(Boolean);
    if (does === "new") this.gathering.gather(cards, "new", (section) => this.rename(section));
    const into = (to) => {
      this.gathering.gather(cards, to);
      this.none();
    };
    if (does === "into") this.grouping.offer(this.words.move, this.grouping.places(), into, "[data-picked=into]");
    else this.none();
  }

  tick(card) {
    if (!this.ticked.delete(card)) this.ticked.add(card);
    this.mark();
  }

  none() {
    this.ticked.clear();
    this.mark();
  }

  /** The title is written where it stands. */
  rename(section) {
    const place = section.querySelector(".rename");
    if (!place) return;
    place.open = true;
    place.querySelector("input[type=text]").select();
  }

  mark() {
    for (const one of this.all("[data-tick]")) one.setAttribute("aria-pressed", String(this.ticked.has(one.dataset.tick)));
    for (const one of this.all("[data-picked-count]")) one.textContent = this.ticked.size;
    for (const one of this.all("[data-picked]")) one.disabled = !this.ticked.size;
  }

  // --- finding --------------------------------------------------------------------------------------

  /** What is looked for and which keys serve is this page's own: nothing that is written, and has not gone out. */
  input(event) {
    const { target } = event;
    if (target.matches("[data-find], [data-keys]")) event.stopPropagation();
    if (target.matches("[data-keys]")) this.storage.setItem(KEYS, target.checked ? "on" : "off");
    if (!target.matches("[data-find]")) return;
    this.sought = target.value;
    this.filter();
    if (this.sought.trim()) this.announce(this.words.some.replace("{n}", this.found.length).replace("{all}", this.all("[data-grouping] [data-card]").length));
  }

  get found() {
    return this.all("[data-grouping] [data-card]").filter((one) => !one.classList.contains("filtered"));
  }

  filter() {
    const sought = folded(this.sought.trim());
    for (const one of this.all("[data-grouping] [data-card]")) {
      one.classList.toggle("filtered", Boolean(sought) && !folded(one.querySelector(".card-text").textContent).includes(sought));
    }
  }

  /** Enter ticks what was found, Escape looks for nothing any more. */
  find(event) {
    if (!["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Enter" && this.sought.trim()) for (const one of this.found) this.ticked.add(one.dataset.card);
    event.target.value = this.sought = "";
    event.target.blur();
    this.filter();
    this.mark();
  }

  // --- keys -----------------------------------------------------------------------------------------

  key(event) {
    const { key, target, altKey, ctrlKey, metaKey } = event;
    if (target.matches?.("[data-find]")) return this.find(event);
    if (!this.board || altKey || ctrlKey || metaKey || target.closest?.(TYPED)) return undefined;
    const does = { "/": () => this.shown.container.querySelector("[data-find]").focus(), n: () => this.act("new") };
    const single = this.storage.getItem(KEYS) === "off" ? undefined : does[key.toLowerCase()];
    if (single) {
      event.preventDefault();
      return single();
    }
    if (key === "Escape" && !event.defaultPrevented) return this.none();
    return this.step(event);
  }

  /** From card to card, in the order in which they are read. */
  step(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || event.shiftKey || !event.target.matches?.("[data-tick]")) return;
    event.preventDefault();
    const cards = this.found.map((one) => one.querySelector("[data-tick]"));
    cards[cards.indexOf(event.target) + by]?.focus();
  }

  // --- how it stands --------------------------------------------------------------------------------

  draw() {
    const isOn = Boolean(this.board);
    document.body.classList.toggle("is-grouping", isOn);
    if (!isOn) {
      this.isLaid = false;
      this.ticked.clear();
      return;
    }
    const here = new Set(this.all("[data-card]").map((one) => one.dataset.card));
    for (const card of this.ticked) if (!here.has(card)) this.ticked.delete(card);
    for (const one of this.all("[data-keys]")) one.checked = this.storage.getItem(KEYS) !== "off";
    for (const one of this.all("[data-find]")) if (one !== document.activeElement) one.value = this.sought;
    this.filter();
    this.mark();
    const isOwn = !this.isLaid || performance.now() - this.actedAt < OWN;
    this.seat(isOwn);
    if (isOwn) this.settle();
  }

  /** What others took is closed up at a press: nothing is under one's hand then but the button. */
  closeRanks() {
    this.seat(true);
    this.settle();
    this.found[0]?.querySelector("[data-tick]")?.focus();
  }

  /** Where somebody else took a card from stays a hole, until one does something oneself. */
  seat(isOwn) {
    const list = this.board.querySelector(".loose [data-cards]");
    for (const hole of list?.querySelectorAll(".hole") ?? []) hole.remove();
    const here = new Map([...(list?.querySelectorAll("[data-card]") ?? [])].map((one) => [one.dataset.card, one]));
    const kept = isOwn ? [] : this.seats;
    this.seats = [...kept, ...[...here.keys()].filter((card) => !kept.includes(card))];
    let following = null;
    for (const card of [...this.seats].reverse()) {
      if (here.has(card)) following = here.get(card);
      else list.insertBefore(Object.assign(document.createElement("li"), { className: "card hole", ariaHidden: "true" }), following);
    }
    for (const one of this.all("[data-close-ranks]")) one.hidden = this.seats.length - here.size < HOLES;
  }

  /** As high as what is to be grouped asks for, as long as each group has its head and a card in sight. */
  settle() {
    const { board } = this;
    if (!board) return;
    this.isLaid = true;
    const [tray, groups] = [board.querySelector(".loose"), board.querySelector(".groups")];
    const say = (name, value) => this.shown.container.style.setProperty(name, value);
    say("--above", `${Math.round(board.getBoundingClientRect().top + scrollY)}px`);
    const count = groups.querySelectorAll("[data-cluster]").length;
    const most = Math.max(1, Math.floor(groups.clientWidth / NARROWEST));
    const rows = Math.max(1, Math.ceil(count / most));
    say("--rows", rows);
    say("--columns", Math.min(most, rows > 1 ? Math.ceil(count / rows) : Math.max(USUAL, count)));
    say("--tray", "auto");
    const asked = tray?.scrollHeight ?? 0;
    say("--tray", `${Math.min(asked, Math.max(HEAD, board.clientHeight - rows * HEAD))}px`);
  }
}
