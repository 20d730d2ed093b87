// What a console asks for beside the log: the hand, signals between facilitators, pages of the screens;
// and what it asks a confirmation for.

import { confirmed } from "./confirm.js";
import { post } from "./signed_out.js";
import { base } from "./site.js";

export class Lead {
  /** `status` says who leads and what each signals; the buttons of the signals are in `crew`. */
  constructor(socket, { status, crew, who, workshop, words, send, say }) {
    Object.assign(this, { socket, status, crew, who, workshop, words, send, say });
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("submit", (event) => this.submit(event));
    for (const one of [status, crew]) one.container.addEventListener("beffroi:shown", () => this.draw());
    this.draw();
  }

  ask(act, value) {
    if (this.socket.connected) this.socket.emit("lead", { act, value });
    else this.say(this.words.offline);
  }

  click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.lead) this.ask(button.dataset.lead, button.dataset.value ?? "");
    if (button.dataset.erase) this.erase(button);
    if (button.dataset.void) this.void(button);
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
    const answer = await post(address).catch(() => null);
    if (!answer?.ok) this.say(this.words.failed);
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
}
