// Several cards into one group: a move for each, and what is to follow once the group is there.

export class Gathering {
  constructor(shown, { send }) {
    Object.assign(this, { shown, send, awaited: null });
    shown.container.addEventListener("beffroi:shown", () => this.arrived());
  }

  get board() {
    return this.shown.container.querySelector("[data-grouping]");
  }

  groupOf(card) {
    return this.board?.querySelector(`[data-card="${CSS.escape(card)}"]`)?.closest("[data-cluster]");
  }

  /** A command of these cards: where a method has several boards of cards, its name begins with this one's. */
  ask(name, data) {
    const { grouping, prefix } = this.board.dataset;
    this.send({ activity: grouping, name: prefix + name, data });
  }

  /** Cards into a group, to another card, out of theirs ("") or into a group of their own ("new"): `then` is given its
      section once it is there. */
  gather(cards, to, then = null) {
    const [first, ...others] = cards;
    if (first === undefined) return;
    if (then) this.awaited = { card: first, before: this.groupOf(first)?.dataset.cluster, then };
    this.ask("move", { card: first, to });
    for (const card of others) this.ask("move", { card, to: to === "new" ? first : to });
  }

  arrived() {
    if (!this.awaited) return;
    const { card, before, then } = this.awaited;
    const section = this.groupOf(card);
    if (!section?.dataset.cluster || section.dataset.cluster === before) return;
    this.awaited = null;
    then(section);
  }
}
