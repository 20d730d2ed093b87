// Reading a big board: as a board or as a list, all of it, one's own cards, a cluster or a site.
// It filters what is on the page and asks nothing of the server.

import { stored } from "./base_path.js";
import { isolated } from "./typography.js";

const FEWEST = 8; // cards, below which there is nothing to look for

export class BoardFilter {
  constructor(shown, tools, words, { storage, announce }) {
    Object.assign(this, { shown, tools, words, storage, filter: "" });
    this.select = tools.querySelector("select");
    this.count = tools.querySelector(".filter-count");
    this.key = `${stored}/board-view`;
    document.addEventListener("click", ({ target }) => {
      const view = tools.contains(target) && target.closest("[data-view]")?.dataset.view;
      if (view) this.show(view);
    });
    this.select.addEventListener("change", () => {
      this.filter = this.select.value;
      this.draw();
      announce(this.count.textContent);
    });
    shown.container.addEventListener("beffroi:shown", () => this.draw());
    this.show(storage.getItem(this.key) === "list" ? "list" : "board");
  }

  show(view) {
    this.storage.setItem(this.key, view);
    this.shown.container.dataset.view = view;
    for (const button of this.tools.querySelectorAll("[data-view]")) {
      button.setAttribute("aria-pressed", String(button.dataset.view === view));
    }
    this.draw();
  }

  draw() {
    const cards = [...this.shown.container.querySelectorAll(".card")];
    this.tools.hidden = cards.length < FEWEST;
    const filters = this.filters(cards);
    if (!filters.some(([value]) => value === this.filter)) this.filter = "";
    this.offer(filters);
    let kept = 0;
    for (const card of cards) {
      const isKept = this.keeps(card);
      kept += isKept ? 1 : 0;
      card.classList.toggle("filtered", !isKept);
    }
    for (const cluster of this.shown.container.querySelectorAll(".cluster")) {
      cluster.classList.toggle("filtered", !cluster.querySelector(".card:not(.filtered)"));
    }
    const said = this.words.some.replace("{n}", kept).replace("{all}", cards.length);
    if (this.count.textContent !== said) this.count.textContent = said;
  }

  filters(cards) {
    const clusters = [...this.shown.container.querySelectorAll(".cluster[data-cluster]")];
    const sites = [...new Set(cards.map((card) => card.dataset.site).filter(Boolean))].sort();
    return [
      ["", this.words.all],
      ...(cards.some((card) => card.hasAttribute("data-own-card")) ? [["mine", this.words.mine]] : []),
      ...clusters.map((one) => [`cluster/${one.dataset.cluster}`, isolated(one.querySelector("h3").textContent)]),
      ...sites.map((site) => [`site/${site}`, isolated(site)]),
    ];
  }

  offer(filters) {
    const wanted = JSON.stringify(filters);
    if (this.offered === wanted) return;
    this.offered = wanted;
    this.select.replaceChildren(...filters.map(([value, name]) => new Option(name, value, false, value === this.filter)));
  }

  keeps(card) {
    if (this.filter === "mine") return card.hasAttribute("data-own-card");
    const [kind, id] = [this.filter.split("/", 1)[0], this.filter.slice(this.filter.indexOf("/") + 1)];
    if (kind === "cluster") return card.closest(".cluster")?.dataset.cluster === id;
    if (kind === "site") return card.dataset.site === id;
    return true;
  }
}
