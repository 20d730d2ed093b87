// A shared device: what one person sent leaves before the next one sits down; what a seat could not send leaves from
// the page of any other.

import { io } from "../vendor/socket.io.esm.min.js";
import { slotOf } from "./forms.js";
import { Outbox } from "./outbox.js";
import { path, stored } from "./base_path.js";

export class Seats {
  /** `auth` is what the page connects with; `outbox` is that of the person who sits here. */
  constructor(form, { auth, socket, outbox, storage, words, announce }) {
    Object.assign(this, { form, auth, socket, outbox, storage, words, announce, wanted: null, lets: false, isTried: false });
    this.line = form.querySelector("[data-held]");
    this.anyway = form.querySelector("[data-anyway]");
    form.addEventListener("submit", (event) => this.submit(event));
    socket.on("connect", () => this.sendOthers());
  }

  get waiting() {
    return this.outbox.items.length;
  }

  submit(event) {
    if (this.lets || (!this.waiting && this.socket.connected)) return;
    event.preventDefault();
    this.wanted = event.submitter === this.anyway ? this.wanted : event.submitter;
    if (event.submitter === this.anyway || !this.waiting) this.attempt();
    else this.say();
  }

  /** Something left, or the line came or went: whoever waits to sit down does so once all has gone. */
  changed() {
    if (!this.wanted) return;
    if (this.waiting || !this.socket.connected) this.say();
    else queueMicrotask(() => this.pass()); // after the answers were read: one of them may make them stay
  }

  /** An answer has to be read by whom it is for. */
  stay() {
    this.wanted = null;
    this.isTried = false;
    this.line.hidden = this.anyway.hidden = true;
  }

  say() {
    if (this.socket.connected) this.isTried = false;
    const sentence = this.socket.connected ? this.words.leaving : this.isTried ? this.words.noLine : this.words.held;
    const said = sentence.replace("{n}", this.waiting);
    if (this.line.hidden || this.line.textContent !== said) this.announce(said);
    this.line.textContent = said;
    this.line.hidden = false;
    this.anyway.hidden = this.socket.connected;
  }

  pass() {
    if (!this.wanted) return;
    this.lets = true;
    this.form.requestSubmit(this.wanted);
  }

  /** Without a line: only where the server answers after all, or the browser would show its own page of faults. */
  async attempt() {
    const body = new FormData(this.form, this.wanted);
    try {
      const answer = await fetch(this.form.action, { method: "POST", body });
      if (answer.ok) return location.assign(answer.url);
    } catch {
      // no network: the seat is changed once it is back
    }
    this.isTried = true;
    return this.say();
  }

  // --- what other seats could not send ---------------------------------------------------------------

  sendOthers() {
    const [person, own] = this.auth.who.split(".");
    for (let n = 1; n <= Number(this.form.dataset.seats); n += 1) if (n !== Number(own)) this.send(`${person}.${n}`);
  }

  /** One seat's outbox, over a line of its own: what it sends is said by whoever wrote it. */
  send(who) {
    const key = `${stored}/${this.auth.workshop}/${this.auth.role}/${who}`;
    if (!this.storage.getItem(`${key}/outbox`)) return;
    const line = io({ path, auth: { ...this.auth, who, sends: true }, query: { atelier: this.auth.workshop }, forceNew: true, reconnection: false });
    const outbox = new Outbox(`${key}/outbox`, line, {
      storage: this.storage,
      answered: (answer, item) => answer.kind !== "accepted" && this.giveBack(key, item),
      changed: (n) => n || line.close(),
    });
    line.on("connect", () => (outbox.items.length ? outbox.drain() : line.close()));
  }

  /** Not accepted: a draft of that seat again, which nobody else reads. */
  giveBack(key, { draft, scope = "", texts = [], data }) {
    for (const name of draft ? texts : []) {
      const slot = slotOf(key, scope, draft, name);
      if (data[name] && !this.storage.getItem(slot)) this.storage.setItem(slot, data[name]);
    }
  }
}
