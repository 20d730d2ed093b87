// What a console has besides a page: the hand, signals between facilitators, pages of the screens, and what htmx brings.

import { base } from "./base_path.js";
import { confirmed, filled } from "./dialog.js";
import { Drawer } from "./drawer.js";
import { Gathering } from "./gathering.js";
import { GroupTools } from "./group_tools.js";
import { hushed } from "./hushed_names.js";
import { ReadingOn } from "./reading_on.js";
import { Miniature } from "./miniature.js";
import { TypedMoves } from "./typed_moves.js";
import "./unsent_form.js";

export { Drawer, Miniature };

/** Cards grouped on the console: dragged, ticked, called out by their numbers, by keys. */
export function groupingOn(Grouping, shown, words, { send, announce, storage }) {
  const sent = (command) => {
    tools?.acted();
    send(command);
  };
  const grouping = new Grouping(shown, words, { send: sent, announce });
  const gathering = new Gathering(shown, { send: sent });
  const tools = new GroupTools(shown, words, { grouping, gathering, storage, announce });
  new TypedMoves(shown, words, { gathering });
}

const REFUSED = 400; // the first status that says no
const LATER = 503;

/** Where it is said, beside what was pressed, that nothing came back. */
const beside = (pressed) => pressed.closest("dialog, .people-lists")?.querySelectorAll("[data-failed]") ?? [];

/** A button that a push made into another one, which asks nothing of htmx, still has htmx listening to it. */
const asksStill = (element) => element === document.body || element.matches("[data-hx-get], [data-hx-post]");

/** Whether it asks by itself, for what it shows to be true. */
const keepsUp = (element) => !element.matches("form, button, a");

export class ConsoleTools {
  owed = new Set(); // what would have asked something, had there been a line

  /** `status` says who leads and what each signals; the buttons of the signals are in `crew`. */
  constructor(socket, { status, crew, who, workshop, words, send, say }) {
    Object.assign(this, { socket, status, crew, who, workshop, words, send, say });
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("click", (event) => this.askFirst(event), { capture: true });
    for (const one of [status, crew]) one.container.addEventListener("beffroi:shown", () => this.draw());
    this.draw();
    new ReadingOn((act, value) => this.ask(act, value));
    this.withHtmx(document.getElementById("dialog"));
    hushed();
  }

  /** Whether it was sent. */
  ask(act, value) {
    const { connected } = this.socket;
    if (connected) this.socket.emit("lead", { act, value });
    else this.say(this.words.offline);
    return connected;
  }

  click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const isSecond = button.dataset.lead === "mask" && event.detail > 1; // of a double press, which would undo the first
    if (button.dataset.lead && !isSecond) this.ask(button.dataset.lead, button.dataset.value ?? "");
    if (button.dataset.erase) this.erase(button);
    if (button.dataset.void) this.void(button);
  }

  /** What shows or hides something for everybody is asked about before it is done. */
  async askFirst(event) {
    const button = event.target.closest?.("button[data-ask]");
    if (!button) return;
    event.stopPropagation();
    const { activity, command, data, ask, yes } = button.dataset;
    if (await confirmed(ask, yes, this.words.nothing)) this.send({ activity, name: command, data: JSON.parse(data) });
  }

  submit(event) {
    const form = event.target.closest("[data-lead-form]");
    if (!form) return;
    event.preventDefault();
    this.ask(form.dataset.leadForm, form.elements.value.value);
    form.elements.value.value = "";
  }

  async erase(button) {
    const { erase, activity, confirm } = button.dataset;
    if (!(await confirmed(confirm, this.words.erase, this.words.nothing))) return;
    const address = `${base}/animer/${this.workshop}/cartes/${activity}/${encodeURIComponent(erase)}/effacer`;
    window.htmx.ajax("POST", address, { swap: "none" }).catch(() => {}); // said by `failed`
  }

  async void(button) {
    const { void: person, activity, confirm } = button.dataset;
    if (!(await confirmed(confirm, this.words.void, this.words.nothing))) return;
    this.send({ activity: "", name: "core.void", data: { activity, person } });
  }

  /** Drawn once for all facilitators: what is one's own is marked here. */
  draw() {
    const mine = this.status.part(this.who);
    for (const button of this.status.container.querySelectorAll("[data-not]")) button.hidden = button.dataset.not === this.who;
    for (const button of this.crew.container.querySelectorAll('[data-lead="signal"]')) {
      button.setAttribute("aria-pressed", String(Boolean(mine?.querySelector(`.signal-${button.dataset.value}`))));
    }
  }

  // --- what is asked through htmx ------------------------------------------------------------------

  /** Buttons drawn while the page is open are htmx's as well; `dialog` shows what is asked again. */
  withHtmx(dialog) {
    document.addEventListener("beffroi:shown", ({ target }) => window.htmx.process(target));
    document.addEventListener("htmx:beforeRequest", (event) => {
      for (const place of beside(event.target)) place.hidden = true;
      const { elt } = event.detail;
      const isEarly = keepsUp(elt) && !this.socket.connected; // what nobody pressed waits for the line
      if (isEarly) this.owed.add(elt);
      if (isEarly || !asksStill(elt)) event.preventDefault();
    });
    this.socket.on("connect", () => this.catchUp());
    document.addEventListener("htmx:sendError", ({ target }) => this.failed(target));
    document.addEventListener("htmx:responseError", ({ target, detail }) => detail.target === dialog || this.failed(target));
    document.addEventListener("htmx:beforeSwap", ({ detail }) => {
      const { elt } = detail.requestConfig;
      if (detail.xhr.status === LATER && keepsUp(elt)) {
        Object.assign(detail, { isError: false }); // the server stops, and another one comes: asked of that one
        this.owed.add(elt);
      }
      if (detail.target !== dialog) return;
      if (detail.xhr.status >= REFUSED) Object.assign(detail, { shouldSwap: true, selectOverride: "main > *", ignoreTitle: true }); // a whole page: of an error
      if (!detail.shouldSwap) dialog.close();
    });
    filled(dialog, () => {
      // Whoever was removed took the button along that had the focus.
      if (document.activeElement === document.body) document.querySelector(".people h3")?.focus();
    });
  }

  /** What would have been asked while there was no line. */
  catchUp() {
    const owed = [...this.owed].filter((elt) => elt.isConnected && elt.dataset.hxGet);
    this.owed.clear();
    for (const elt of owed) window.htmx.ajax("GET", elt.dataset.hxGet, { source: elt }).catch(() => {}); // said by `failed`
  }

  /** Nothing came back: said beside what was pressed, else in the banner. */
  failed(pressed) {
    const [place] = beside(pressed);
    if (place) place.hidden = false;
    else this.say(this.words.failed);
  }
}
