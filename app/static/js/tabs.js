// A list of links to things of the page that becomes tabs where these do not stand side by side: there its style sheet
// shows it, and puts aside what is not chosen. WAI-ARIA's pattern: one stop for Tab, arrows, Home and End go along.

const STEP = { ArrowLeft: -1, ArrowRight: 1 };

const linksOf = (list) => [...list.querySelectorAll("a")];

const named = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));

export class Tabs {
  constructor() {
    this.at = new Map(); // list by list, what is before whoever reads: its address, and which of all it is
    document.addEventListener("click", (event) => this.take(event, event.target.closest('[data-tabs] [role="tab"]')));
    document.addEventListener("keydown", (event) => this.go(event));
    addEventListener("resize", () => this.set());
    this.set();
  }

  take(event, tab) {
    if (!tab) return;
    event.preventDefault();
    const list = tab.closest("[data-tabs]");
    this.at.set(list.dataset.tabs, { hash: tab.hash, place: linksOf(list).indexOf(tab) });
    this.lay(list);
    tab.focus({ preventScroll: true });
    tab.scrollIntoView({ block: "nearest", inline: "center" });
  }

  go(event) {
    const tab = event.target.closest?.('[data-tabs] [role="tab"]');
    if (!tab) return;
    const tabs = linksOf(tab.closest("[data-tabs]"));
    const isTurned = getComputedStyle(tab).direction === "rtl";
    const here = tabs.indexOf(tab);
    const along = { Home: 0, End: tabs.length - 1 }[event.key] ?? here + (isTurned ? -1 : 1) * STEP[event.key];
    if (!Number.isNaN(along)) this.take(event, tabs.at(along % tabs.length));
  }

  /** All lists of the page, as they stand: asked once something was drawn. */
  set() {
    for (const list of document.querySelectorAll("[data-tabs]")) this.lay(list);
  }

  lay(list) {
    const links = linksOf(list);
    const panel = document.getElementById(list.dataset.tabs);
    const isOn = Boolean(panel) && links.length > 1 && list.getClientRects().length > 0;
    const chosen = this.chosen(list.dataset.tabs, links);
    for (const link of links) this.mark(link, { isOn, isChosen: link === chosen, panel });
    const row = list.firstElementChild;
    row.toggleAttribute("data-as-tabs", isOn);
    if (isOn) row.setAttribute("role", "tablist");
    else row.removeAttribute("role");
    if (!panel) return;
    for (const group of panel.querySelectorAll("tbody")) group.toggleAttribute("data-aside", isOn && !group.contains(named(chosen)));
    panel.setAttribute("role", isOn ? "tabpanel" : "region");
    if (isOn) panel.setAttribute("aria-labelledby", chosen.id);
    else panel.removeAttribute("aria-labelledby");
  }

  /** What was chosen; once that is gone, what stands in its place. */
  chosen(name, links) {
    const { hash, place } = this.at.get(name) ?? { place: 0 };
    const found = links.find((one) => one.hash === hash) ?? links[Math.min(place, links.length - 1)];
    if (found) this.at.set(name, { hash: found.hash, place: links.indexOf(found) });
    return found;
  }

  mark(link, { isOn, isChosen, panel }) {
    named(link)?.toggleAttribute("data-aside", isOn && !isChosen);
    const said = { role: "tab", "aria-selected": isChosen, "aria-controls": panel?.id, tabindex: isChosen ? 0 : -1 };
    for (const [name, value] of Object.entries(said)) {
      if (isOn) link.setAttribute(name, String(value));
      else link.removeAttribute(name);
    }
    if (isOn) link.parentElement.setAttribute("role", "presentation");
    else link.parentElement.removeAttribute("role");
  }
}
