// Grouping cards: by drag, by « Déplacer vers… » (a button, a list, one tap each), by keyboard.

import { buttonOf, dialogOf } from "./dialog.js";
import { gesture, sortable } from "./sortable.js";
import { drawn, isolated } from "./typography.js";

const MOVES = ["pointermove", "touchmove"];

/** A group, "" for the cards in none; the button of a card by which it is moved. */
const groupOf = (cluster) => `[data-cluster="${CSS.escape(cluster)}"]`;
const moverOf = (card) => `[data-tick="${CSS.escape(card)}"], [data-card="${CSS.escape(card)}"] > .row > [data-move]`;

export class Grouping {
  /** `table` says which table one sits at, where only the cards dealt to it are one's own to move. */
  constructor(shown, words, { send, announce, table = null }) {
    Object.assign(this, { shown, words, send, announce, table });
    document.addEventListener("beffroi:shown", ({ target }) => {
      if (target === shown.container || (table && target.dataset.block === "table")) this.prepare();
    });
    document.addEventListener("click", (event) => {
      if (!shown.container.contains(event.target)) return;
      const button = event.target.closest("button[data-move]");
      if (button) this.choose(button);
      const merge = event.target.closest("button[data-merge]");
      if (merge) this.merge(merge);
      const split = event.target.closest("[data-split] button");
      if (split) this.followInto("", split.closest("[data-cluster]").dataset.cluster);
    });
    document.addEventListener("pointerdown", () => this.stay(), true); // the focus is led elsewhere
    shown.container.addEventListener("keydown", (event) => this.key(event));
    this.prepare();
  }

  get board() {
    return this.shown.container.querySelector("[data-grouping]");
  }

  prepare() {
    if (this.table) this.markOurs();
    this.goAlong();
    if (!this.board) return;
    if (!window.Sortable) {
      sortable().then(() => this.prepare(), () => {}); // tried again with the next push; the list moves cards too
      return;
    }
    for (const list of this.board.querySelectorAll("ul[data-cards]")) {
      if (window.Sortable.get(list)) continue;
      window.Sortable.create(list, {
        group: "cards",
        draggable: "[data-card]",
        ...gesture(),
        filter: this.table ? "button, summary, form, .card:not(.ours)" : "button:not(.tick), summary, form",
        onStart: (event) => this.lift(event),
        onMove: (event) => this.isBeside(event),
        onEnd: (event) => this.drop(event),
      });
    }
    this.shown.container.dataset.drag = "ready"; // from here on a card that is taken hold of follows
  }

  /** The focus goes along with a card that leaves its group: it is another element there. */
  followCard(card, from) {
    const there = () => this.find(moverOf(card));
    this.follow = { there, isDone: () => there()?.closest("[data-cluster]").dataset.cluster !== from };
  }

  /** Where a group is merged or taken apart, the focus goes to the heading of what has its cards then. */
  followInto(into, gone) {
    this.follow = { there: () => this.find(`${groupOf(into)} h3`), isDone: () => !this.find(groupOf(gone)) };
  }

  stay() {
    this.follow = null;
  }

  find(selector) {
    return this.shown.container.querySelector(selector);
  }

  goAlong() {
    if (!this.follow?.isDone()) return;
    const there = this.follow.there();
    this.follow = null;
    const active = document.activeElement;
    if (!there || (active !== document.body && !this.shown.container.contains(active))) return;
    if (!there.matches("button")) there.tabIndex = -1; // a heading
    there.focus();
  }

  /** Cards and clusters dealt to one's own table; the server refuses the others all the same. */
  markOurs() {
    const ours = this.table();
    for (const one of this.shown.container.querySelectorAll("[data-dealt]")) {
      one.classList.toggle("ours", one.dataset.dealt === ours);
    }
  }

  isOpen(section) {
    return !this.table || section.dataset.cluster === "" || section.classList.contains("ours");
  }

  lift(event) {
    this.shown.hold();
    this.home = { parent: event.from, before: event.item.nextSibling };
    const zone = document.createElement("ul");
    zone.className = "cards new-cluster";
    zone.dataset.cards = "new";
    zone.textContent = this.words.alone;
    this.board.append(zone);
    this.zone = window.Sortable.create(zone, { group: "cards", forceFallback: true });
    this.onto = null;
    for (const kind of MOVES) document.addEventListener(kind, this.over);
  }

  /** Held over another card, a card is about to make a group with it. */
  over = (event) => {
    const { clientX, clientY } = event.touches?.[0] ?? event;
    const under = document.elementsFromPoint(clientX, clientY).map((one) => one.closest?.("[data-grouping] [data-card]"));
    const card = under.find((one) => one && !one.matches(".sortable-ghost, .sortable-fallback")) ?? null;
    if (card === this.onto) return;
    this.onto?.classList.remove("onto");
    this.onto = card;
    this.onto?.classList.add("onto");
  };

  /** A card that is held over another stays out of its list: it is not put before or after it. */
  isBeside(event) {
    const { clientX, clientY } = event.originalEvent.touches?.[0] ?? event.originalEvent;
    const { left, right, top, bottom } = event.related.getBoundingClientRect();
    return !(event.related.matches("[data-card]") && clientX > left && clientX < right && clientY > top && clientY < bottom);
  }

  drop(event) {
    for (const kind of MOVES) document.removeEventListener(kind, this.over);
    this.onto?.classList.remove("onto");
    const card = this.onto?.dataset.card;
    const list = this.onto?.closest("[data-cards]") ?? event.to;
    const to = list.dataset.cards;
    const from = event.from.dataset.cards;
    // The card goes back: it is the server that moves it, for everyone at once.
    this.home.parent.insertBefore(event.item, this.home.before);
    this.zone.el.remove();
    this.zone.destroy();
    this.shown.release();
    this.moveAll(this.together(event.item.dataset.card), card && to === "" ? card : to, from);
  }

  moveAll([first, ...others], to, from) {
    if (to === from && to !== "new" && !others.length) return;
    for (const one of [first, ...others]) if (one !== to) this.move(one, to === "new" && one !== first ? first : to);
  }

  /** What is taken along with a card that is dragged: the console says which others are ticked. */
  together = (card) => [card];

  move(card, to) {
    this.ask("move", { card, to });
    this.announce(this.said("moved", this.numberOf(card), this.placeOf(to)));
  }

  /** What was done, and where, in words. */
  said(deed, what, where) {
    return this.words[deed].replace("{what}", what).replace("{where}", where);
  }

  numberOf(card) {
    return this.board.querySelector(`[data-card="${CSS.escape(card)}"] .number`)?.textContent ?? "";
  }

  /** Where a card goes: a group, one of its own, or beside the card that it was let go on. */
  placeOf(to) {
    if (to === "new") return this.words.alone;
    return this.places().find((place) => place.id === to)?.name ?? this.numberOf(to);
  }

  /** A command of these cards: where a method has several boards of cards, its name begins with this one's. */
  ask(name, data) {
    const { grouping, prefix } = this.board.dataset;
    this.send({ activity: grouping, name: prefix + name, data });
  }

  /** Left and right on a card's button move it to the cluster beside, without opening the list; with Shift where it is
      ticked, as the arrows alone go from card to card there. */
  key(event) {
    const button = event.target.closest?.("button[data-move], button[data-tick]");
    if (!button || !["ArrowLeft", "ArrowRight"].includes(event.key) || (button.dataset.tick && !event.shiftKey)) return;
    event.preventDefault();
    const places = this.places().map((place) => place.id);
    const here = places.indexOf(button.closest("[data-cluster]").dataset.cluster);
    const to = places[here + (event.key === "ArrowRight" ? 1 : -1)];
    if (to === undefined) return;
    const card = button.dataset.move ?? button.dataset.tick;
    this.followCard(card, places[here]);
    this.move(card, to);
  }

  places() {
    return [...this.board.querySelectorAll("[data-cluster]")].filter((section) => this.isOpen(section)).map((section) => ({
      id: section.dataset.cluster,
      name: section.dataset.cluster === "" ? this.words.loose : isolated(section.dataset.name) || `${this.words.unnamed} · ${drawn(section.querySelector(".card-text")?.textContent ?? "")}`,
    }));
  }

  choose(button) {
    const here = button.closest("[data-cluster]").dataset.cluster;
    const places = [...this.places().filter((place) => place.id !== here), { id: "new", name: this.words.alone }];
    const act = (to) => {
      const more = button.closest(".more");
      if (more) more.open = false; // it goes as it stood
      this.followCard(button.dataset.move, here);
      this.move(button.dataset.move, to);
    };
    this.offer(this.words.move, places, act, moverOf(button.dataset.move));
  }

  /** Two clusters become one: no drag says it as plainly as their names. */
  merge(button) {
    const cluster = button.dataset.merge;
    const places = this.places().filter((place) => place.id && place.id !== cluster);
    const act = (into) => {
      this.followInto(into, cluster);
      this.ask("merge_clusters", { cluster, into });
      this.announce(this.said("merged", this.placeOf(cluster), this.placeOf(into)));
    };
    this.offer(this.words.merge, places, act, `${groupOf(cluster)} [data-merge]`);
  }

  /** A list of places, one tap each; the focus goes back to what `back` selects. */
  offer(question, places, act, back) {
    const list = document.createElement("div");
    list.className = "stack";
    const dialog = dialogOf(question, [list], { back: () => this.shown.container.querySelector(back) });
    for (const place of places) list.append(this.option(dialog, place.name, () => act(place.id)));
    list.append(this.option(dialog, this.words.cancel, () => {}));
    list.querySelector("button").focus();
  }

  option(dialog, name, act) {
    return buttonOf(drawn(name), () => {
      act();
      dialog.close();
    });
  }
}
