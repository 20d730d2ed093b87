// The console's drawer: one panel at a time beside the work, opened from the rail; it stands as it was when one comes back.

import { stored } from "./base_path.js";

const KEY = `${stored}/console-panel`;

export class Drawer {
  constructor(storage) {
    this.storage = storage;
    this.place = document.getElementById("drawer");
    this.rail = document.querySelector(".rail");
    this.board = document.getElementById("see-board");
    document.addEventListener("click", ({ target }) => {
      const opener = target.closest(".rail [aria-controls]");
      if (opener) this.show(opener.getAttribute("aria-expanded") === "true" ? "" : opener.getAttribute("aria-controls"));
      if (target.closest("#see-board")) this.seeBoard(this.board.getAttribute("aria-pressed") !== "true");
      if (target.closest(".console-work [data-look]")) this.seeBoard(true); // whose sheet one asks to read
    });
    this.place.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && this.leave());
    this.show(storage.getItem(KEY) ?? (this.place.dataset.first && `panel-${this.place.dataset.first}`));
  }

  get openers() {
    return [...this.rail.querySelectorAll("[aria-controls]")];
  }

  /** Opens a panel; "" closes the drawer. */
  show(wanted) {
    this.storage.setItem(KEY, wanted);
    this.place.hidden = !this.openers.some((one) => one.getAttribute("aria-controls") === wanted);
    for (const opener of this.openers) {
      const id = opener.getAttribute("aria-controls");
      const panel = document.getElementById(id);
      panel.hidden = id !== wanted;
      opener.setAttribute("aria-expanded", String(id === wanted));
      if (id === wanted) panel.dispatchEvent(new CustomEvent("unfolded"));
    }
  }

  /** Closed by Escape: the focus goes back to what opened it. */
  leave() {
    const opener = this.openers.find((one) => one.getAttribute("aria-expanded") === "true");
    this.show("");
    opener?.focus();
  }

  /** The board takes the place of the tools, or leaves it to them. */
  seeBoard(isSeen) {
    this.board.setAttribute("aria-pressed", String(isSeen));
    document.getElementById("work").classList.toggle("sees-board", isSeen);
  }
}
