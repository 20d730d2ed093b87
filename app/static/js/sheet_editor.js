// Sheets filled in together: an editor that no push touches, lists to choose from one tap each, whose pen is where.

import { buttonOf, dialogOf } from "./dialog.js";
import { drawn, isolated } from "./typography.js";

const FOLLOWED = 3000; // ms that the focus goes along with what was moved
const MANY = 12; // from so many to choose from on, they can be searched

export class SheetEditor {
  /** `name` is one's own: a pen of that name is not somebody else's. */
  constructor({ words, name, send, at, restore }) {
    Object.assign(this, { words, name, send, at, restore, pens: {}, open: null, chosen: null });
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("beffroi:shown", () => this.drawn());
    document.addEventListener("beffroi:said", ({ detail }) => this.close(detail));
  }

  click(event) {
    const write = event.target.closest("button[data-write]");
    if (write) this.write(write);
    const choose = event.target.closest("button[data-choose]");
    if (choose) this.choose(choose);
    const pick = event.target.closest("button[data-pick]");
    if (pick && event.detail < 2) this.pick(pick, pick.closest("[data-choices]").dataset); // a double press is one
  }

  /** Which sheet the page shows, and who writes where on it. */
  show(scope, pens) {
    this.scope = scope;
    this.pens = pens;
    this.mark();
  }

  // --- writing -------------------------------------------------------------------------------------

  /** Opens the editor of a command in a dialog of its own, so that nothing pushed can touch what is typed. */
  write(button) {
    const { write: name, field, data } = button.dataset;
    const [activity, heading, most] = ["activity", "heading", "most"].map((said) => around(button, said));
    const text = wordsOf(button);
    const template = document.querySelector(`template[data-editor="${CSS.escape(name)}"]`);
    if (!template || this.open) return;
    const form = template.content.querySelector("form").cloneNode(true);
    for (const [key, value] of Object.entries(JSON.parse(data))) if (form.elements[key]) form.elements[key].value = value;
    form.dataset.draft = [activity, this.scope, name, field].join("/");
    if (this.scope) form.dataset.scope = this.scope;
    renamed(form);
    const area = form.elements.text;
    area.value = text;
    if (most) area.maxLength = Number(most);
    const news = Object.assign(document.createElement("p"), { className: "notice", hidden: true });
    news.setAttribute("role", "status");
    this.open = { form, field, text, news, button, dialog: null };
    this.open.dialog = dialogOf(heading, [news, form, this.cancel()], {
      closed: () => this.closed(),
      back: () => this.again(button) ?? document.querySelector(`[data-block] [data-field="${CSS.escape(field)}"]`),
    });
    this.restore(this.open.dialog); // a draft that a reload or a closed dialog left
    area.focus();
    this.at(field);
    this.mark();
  }

  cancel() {
    return buttonOf(this.words.close, () => this.open.dialog.close(), "quiet");
  }

  /** The same button after a redrawing, which may have replaced the one that was pressed. */
  again(button) {
    if (button.isConnected) return button;
    return [...document.querySelectorAll("button[data-write]")].find((one) => one.dataset.write === button.dataset.write && one.dataset.field === button.dataset.field);
  }

  closed() {
    this.open = null;
    this.at("");
    this.mark();
  }

  /** Connected again, and still writing: the pen is back where it was, unless another sheet lies there now. */
  resume() {
    if (this.open && (this.open.form.dataset.scope ?? "") === this.scope) this.at(this.open.field);
  }

  /** What was written has gone out. */
  close(form) {
    if (this.open?.form === form) this.open.dialog.close();
  }

  /** Something was drawn anew: pens are put back, and whoever writes is told when their field has changed. */
  drawn() {
    this.mark();
    this.follow();
    if (!this.open?.text) return;
    const { field, text, news, button } = this.open;
    const now = [...document.querySelectorAll(`button[data-write][data-field="${CSS.escape(field)}"]`)].find(
      (one) => one.dataset.write === button.dataset.write,
    );
    const changed = now && wordsOf(now) !== text;
    news.hidden = !changed;
    if (changed) news.textContent = `${this.words.changed} «\u00a0${drawn(wordsOf(now))}\u00a0»`;
  }

  /** One of the few that stand beside each other: a press. */
  pick(button, { choices: name, activity, key, data }) {
    this.chose(button, { activity, name, key, data }, button.dataset.pick, this.scope);
  }

  chose(button, { activity, name, key, data }, value, scope) {
    this.chosen = { data, at: button.closest("[data-part]") };
    setTimeout(() => {
      this.chosen = null;
    }, FOLLOWED);
    this.send({ activity, name, data: { ...JSON.parse(data), [key]: value }, ...(activity && scope ? { scope } : {}) });
  }

  /** What was chosen moved the button that has the focus elsewhere: the focus goes along. */
  follow() {
    if (!this.chosen || document.activeElement?.dataset.data === this.chosen.data) return;
    const { data, at } = this.chosen;
    const same = (kind) => [...document.querySelectorAll(`button[${kind}]`)].filter((one) => one.dataset.data === data);
    const isElsewhere = (one) => !at || one.closest("[data-part]") !== at;
    // A card that was taken down is no longer chosen from: there is what puts it back.
    const moved = same("data-choose").find((one) => one.closest("[data-part]") !== at) ?? same("data-command").find(isElsewhere);
    if (!moved) return;
    this.chosen = null;
    if (document.activeElement === document.body || document.activeElement?.matches("[data-choose], [data-pick]")) moved.focus();
  }

  mark() {
    for (const place of document.querySelectorAll("[data-at]")) {
      const others = [...(this.pens[place.dataset.at] ?? [])];
      const own = others.includes(this.name) ? this.name : ""; // unnamed where nobody is named
      if (this.open?.field === place.dataset.at && others.includes(own)) others.splice(others.indexOf(own), 1);
      const said = others.length ? this.words.writes.replace("{name}", () => others.map((name) => isolated(name || this.words.somebody)).join(", ")) : "";
      if (place.textContent !== said) place.textContent = said;
    }
  }

  // --- choosing ------------------------------------------------------------------------------------

  choose(button) {
    const { choose: name, activity, options, key, heading, data } = button.dataset;
    const list = document.querySelector(`template[data-list="${CSS.escape(options)}"]`);
    const stack = Object.assign(document.createElement("div"), { className: "stack" });
    const pairs = [...(list?.content.querySelectorAll("option") ?? [])];
    if (!pairs.length) stack.append(Object.assign(document.createElement("p"), { textContent: list?.dataset.empty ?? "" }));
    const scope = this.scope;
    for (const { value, textContent } of pairs) {
      const act = () => {
        this.chose(button, { activity, name, key, data }, value, scope);
        dialog.close();
      };
      stack.append(buttonOf(textContent, act));
    }
    const search = pairs.length > MANY ? [searchOf(this.words.find, [...stack.children])] : [];
    stack.append(buttonOf(this.words.cancel, () => dialog.close(), "quiet"));
    const dialog = dialogOf(heading || button.textContent, [...search, stack], { back: () => button });
  }
}

/** What a button says, or, on a sheet of hundreds of places, what stands once around many of them. */
const around = (button, name) => button.closest(`[data-${name}]`)?.dataset[name] ?? "";

/** The words that stand there: those that the button carries, else its own. */
const wordsOf = (button) => button.dataset.text ?? button.textContent;

const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** A field that leaves of these buttons those that hold what is typed in it, whatever its accents. */
function searchOf(label, buttons) {
  const field = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off", maxLength: 80, dir: "auto" });
  field.addEventListener("input", () => {
    for (const one of buttons) one.hidden = !bare(one.textContent).includes(bare(field.value.trim()));
  });
  const row = Object.assign(document.createElement("label"), { className: "choose-search", textContent: `${label} ` });
  row.append(field);
  return row;
}

/** Ids of a form that was cloned: no two of a page may be the same. */
let clones = 0;

function renamed(form) {
  clones += 1;
  for (const one of [form, ...form.querySelectorAll("[id], [for], [aria-describedby]")]) {
    for (const name of ["id", "for", "aria-describedby"]) {
      if (one.hasAttribute(name)) one.setAttribute(name, `${one.getAttribute(name)}-${clones}`);
    }
  }
}
