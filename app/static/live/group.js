// Grouping cards: by drag, by « Déplacer vers… » (a button, a list, one tap each), by keyboard.

export class Grouping {
  constructor(shown, words, { send, announce }) {
    Object.assign(this, { shown, words, send, announce });
    shown.container.addEventListener("beffroi:shown", () => this.prepare());
    shown.container.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-move]");
      if (button) this.choose(button);
      const merge = event.target.closest("button[data-merge]");
      if (merge) this.merge(merge);
    });
    shown.container.addEventListener("keydown", (event) => this.key(event));
    this.prepare();
  }

  get board() {
    return this.shown.container.querySelector("[data-grouping]");
  }

  prepare() {
    if (!this.board || !window.Sortable) return;
    for (const list of this.board.querySelectorAll("ul[data-cards]")) {
      if (window.Sortable.get(list)) continue;
      window.Sortable.create(list, {
        group: "cards",
        animation: (matchMedia("(prefers-reduced-motion: reduce)").matches || document.documentElement.dataset.motion === "none") ? 0 : 120,
        delay: 120,
        delayOnTouchOnly: true,
        filter: "button, summary, form",
        preventOnFilter: false,
        forceFallback: true, // the same gesture for a mouse, a pen and a finger
        onStart: (event) => this.lift(event),
        onEnd: (event) => this.drop(event),
      });
    }
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
  }

  drop(event) {
    const to = event.to.dataset.cards;
    const from = event.from.dataset.cards;
    // The card goes back: it is the server that moves it, for everyone at once.
    this.home.parent.insertBefore(event.item, this.home.before);
    this.zone.el.remove();
    this.zone.destroy();
    this.shown.release();
    if (to !== from || to === "new") this.move(event.item.dataset.card, to);
  }

  move(card, to) {
    this.send({ activity: this.board.dataset.grouping, name: "move", data: { card, to } });
    this.announce(this.words.moved);
  }

  /** Left and right on a card's button move it to the cluster beside, without opening the list. */
  key(event) {
    const button = event.target.closest?.("button[data-move]");
    if (!button || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    event.preventDefault();
    const places = this.places().map((place) => place.id);
    const here = places.indexOf(button.closest("[data-cluster]").dataset.cluster);
    const to = places[here + (event.key === "ArrowRight" ? 1 : -1)];
    if (to !== undefined) this.move(button.dataset.move, to);
  }

  places() {
    return [...this.board.querySelectorAll("[data-cluster]")].map((section) => ({
      id: section.dataset.cluster,
      name: section.dataset.cluster === "" ? this.words.loose : section.dataset.name || `${this.words.unnamed} · ${section.querySelector(".card-text")?.textContent ?? ""}`,
    }));
  }

  choose(button) {
    const here = button.closest("[data-cluster]").dataset.cluster;
    const places = [...this.places().filter((place) => place.id !== here), { id: "new", name: this.words.alone }];
    this.offer(this.words.move, places, (to) => this.move(button.dataset.move, to), `[data-move="${CSS.escape(button.dataset.move)}"]`);
  }

  /** Two clusters become one: no drag says it as plainly as their names. */
  merge(button) {
    const cluster = button.dataset.merge;
    const places = this.places().filter((place) => place.id && place.id !== cluster);
    const act = (into) => {
      this.send({ activity: this.board.dataset.grouping, name: "merge_clusters", data: { cluster, into } });
      this.announce(this.words.merged);
    };
    this.offer(this.words.merge, places, act, `[data-merge="${CSS.escape(cluster)}"]`);
  }

  /** A list of places, one tap each; the focus goes back to what `back` selects. */
  offer(question, places, act, back) {
    const dialog = document.createElement("dialog");
    dialog.className = "choose";
    const title = document.createElement("h2");
    title.id = "choose-title";
    title.textContent = question;
    dialog.setAttribute("aria-labelledby", title.id);
    const list = document.createElement("div");
    list.className = "stack";
    for (const place of places) list.append(this.option(dialog, place.name, () => act(place.id)));
    list.append(this.option(dialog, this.words.cancel, () => {}));
    dialog.append(title, list);
    dialog.addEventListener("close", () => {
      dialog.remove();
      this.shown.container.querySelector(back)?.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  option(dialog, name, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => {
      act();
      dialog.close();
    });
    return button;
  }
}
