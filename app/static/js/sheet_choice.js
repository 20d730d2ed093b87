// Which table's sheet is before the reader, and which one they chose to read.

export class SheetChoice {
  chosen = ""; // the table whose sheet was chosen to be read; "" is one's own, or the one on show

  /** `scope` is the table whose sheet the page shows. */
  constructor(scope, { editor, hello }) {
    Object.assign(this, { scope, editor });
    document.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-look]");
      if (!button) return;
      this.chosen = button.dataset.look;
      hello();
    });
  }

  /** Another table's sheet, or one's own again; `pens` says who writes where on it. */
  show(table, pens) {
    this.scope = table;
    this.editor.show(table, pens);
    this.editor.resume();
    this.press();
  }

  /** Who writes where has changed. */
  pens({ scope, fields }) {
    if (scope === this.scope) this.editor.show(scope, fields);
  }

  /** The buttons are drawn once for all who have them. */
  press() {
    for (const button of document.querySelectorAll("[data-look]")) {
      button.setAttribute("aria-pressed", String((button.dataset.shows ?? button.dataset.look) === this.scope));
    }
  }
}
