// A grid: things go from cell to cell by drag and by the arrow keys; the menu « Placer en… » is a list like any other.

import { gesture, sortable } from "./sortable.js";

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

export class Plan {
  /** The editor of sheets asks what a button of the menu would, so that the focus goes along. */
  constructor(shown, { send, editor }) {
    Object.assign(this, { shown, send, editor });
    shown.container.addEventListener("beffroi:shown", () => this.prepare());
    shown.container.addEventListener("keydown", (event) => this.key(event));
    shown.container.addEventListener("pointerdown", () => {
      this.led = null; // the focus is led elsewhere
    });
    this.prepare();
  }

  all(selector) {
    return [...this.shown.container.querySelectorAll(selector)];
  }

  /** The focus goes along with a thing that the arrows moved, so that the next press moves it on. */
  goAlong() {
    if (!this.led) return;
    const { thing, cell } = this.led;
    const [there] = this.all(`ul[data-cell="${CSS.escape(cell)}"] [data-thing="${CSS.escape(thing)}"] button[data-choose]`);
    if (!there) return;
    this.led = null;
    if (document.activeElement === document.body || this.shown.container.contains(document.activeElement)) there.focus();
  }

  prepare() {
    this.goAlong();
    const lists = this.all("[data-plan] ul[data-cell]");
    if (!lists.length) return;
    if (!window.Sortable) {
      sortable().then(() => this.prepare(), () => {}); // tried again with the next push; the menu moves things too
      return;
    }
    for (const list of lists) if (!window.Sortable.get(list)) this.makeSortable(list);
    this.shown.container.dataset.drag = "ready"; // from here on a thing that is taken hold of follows
  }

  makeSortable(list) {
    window.Sortable.create(list, {
      ...gesture(),
      group: "plan",
      draggable: "[data-thing]",
      filter: "button",
      onStart: (event) => this.lift(event),
      onEnd: (event) => this.drop(event),
    });
  }

  lift(event) {
    this.shown.hold();
    this.home = { parent: event.from, before: event.item.nextSibling };
  }

  drop({ item, from, to }) {
    // It goes back: it is the server that moves it, for everyone at once.
    this.home.parent.insertBefore(item, this.home.before);
    this.shown.release();
    if (to.dataset.cell !== from.dataset.cell) this.move(item, to.dataset.cell);
  }

  move(item, cell) {
    const { plan, prefix } = item.closest("[data-plan]").dataset;
    const { thing } = item.dataset;
    const asked = cell ? { name: `${prefix}place_in`, data: { thing, cell } } : { name: `${prefix}take_off`, data: { thing } };
    const { scope } = this.editor;
    this.send({ activity: plan, ...asked, ...(scope ? { scope } : {}) });
  }

  /** The arrows on a thing's menu move it to the cell beside, above or below, without opening the list. */
  key(event) {
    const button = event.target.closest?.("[data-plan] button[data-choose]");
    if (!button || !STEPS[event.key]) return;
    event.preventDefault();
    const list = this.beside(button.closest("[data-thing]"), STEPS[event.key]);
    const { choose: name, activity, key, data } = button.dataset;
    if (!list) return;
    this.led = { thing: button.closest("[data-thing]").dataset.thing, cell: list.dataset.cell };
    this.editor.chose(button, { activity, name, key, data }, list.dataset.cell, this.editor.scope);
  }

  /** The cell so many rows and columns away; of what has no place yet, the first of the grid. */
  beside(item, [down, right]) {
    const rows = this.all("[data-plan] tr[data-row]");
    const here = item.closest("td");
    const at = here ? rows.indexOf(here.parentElement) + down : 0;
    return rows[at]?.cells[here ? here.cellIndex + right : 1]?.querySelector("ul[data-cell]");
  }
}
