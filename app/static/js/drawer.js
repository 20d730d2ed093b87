// The console's drawer: one panel at a time beside the work, opened from the rail; it stands as it was when one comes back.
// The board has its place under the tools, where there is room for it; from the rail it goes beside them.

import { stored } from "./base_path.js";

const KEY = `${stored}/console-panel`;
const BOARD = "panel-board";

export class Drawer {
  constructor(storage) {
    this.storage = storage;
    this.place = document.getElementById("drawer");
    this.rail = document.querySelector(".rail");
    this.work = document.getElementById("work");
    this.board = this.work.querySelector(".preview");
    document.addEventListener("click", ({ target }) => {
      const opener = target.closest(".rail [aria-controls]");
      if (opener) this.show(opener.getAttribute("aria-expanded") === "true" ? "" : opener.getAttribute("aria-controls"));
      const look = target.closest(".console-work [data-look]");
      if (look) this.read(look.dataset.look !== ""); // whose sheet one asks to read
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
    this.put(wanted === BOARD);
  }

  /** The board beside the work, or back in it. */
  put(isBeside) {
    this.place.classList.toggle("holds-board", isBeside);
    if (isBeside === this.place.contains(this.board)) return;
    if (isBeside) document.getElementById(BOARD).append(this.board);
    else document.getElementById("tools").after(this.board);
    this.read(false);
  }

  /** Closed by Escape: the focus goes back to what opened it. */
  leave() {
    const opener = this.openers.find((one) => one.getAttribute("aria-expanded") === "true");
    this.show("");
    opener?.focus();
  }

  /** A sheet that one asks to read takes the place of the tools, unless the board stands beside them. */
  read(isRead) {
    this.work.classList.toggle("sees-board", isRead && this.work.contains(this.board));
  }
}
