// Leaving: from then on nothing of the person is in this browser, in no tab of it: neither what they wrote and did not
// send, nor a page that was kept. Where the line is gone, the server is told by a cookie as soon as it is back.

const UNDONE = "beffroi-leaving"; // the cookie that names a workshop which somebody left without a network

const keptFor = (path) => `hors-ligne|${path}|`; // as offline_worker.js names what a workshop has in the browser

/** Deletes the pages that a worker keeps for the workshop at `path`; those of one name, or all of them. */
export async function forgetPages(path, isToGo = () => true) {
  if (!window.isSecureContext || !("caches" in window)) return;
  const names = await caches.keys().catch(() => []); // a browser may forbid them
  await Promise.all(names.filter((name) => name.startsWith(keptFor(path)) && isToGo(name)).map((name) => caches.delete(name)));
}

async function forgetWorker(path) {
  if (!window.isSecureContext || !("serviceWorker" in navigator)) return;
  await (await navigator.serviceWorker.getRegistration(path))?.unregister();
}

/** What people of a workshop have in the browser's storage: drafts, and what waits to be sent. */
export const drawerOf = (workshop) => `beffroi/${workshop}/participant/`;

export class Leaving {
  /** `form` is the button « Quitter »; `who` is the person, without their seat. */
  constructor(form, { workshop, who, storage, outbox, socket, words, say }) {
    Object.assign(this, { form, workshop, storage, outbox, socket, words, say, drawer: drawerOf(workshop), isSure: false, isAway: false });
    storage.forget((key) => key.startsWith(this.drawer) && !isOf(key.slice(this.drawer.length), who));
    form.addEventListener("submit", (event) => this.submit(event));
    if ("BroadcastChannel" in window) {
      this.others = new BroadcastChannel(`beffroi/${workshop}`);
      this.others.onmessage = () => this.away();
    }
    addEventListener("pageshow", (event) => event.persisted && location.reload()); // who is it now?
  }

  submit(event) {
    event.preventDefault();
    const { length } = this.outbox.items;
    if (length && !this.isSure) {
      this.isSure = true; // said once: pressed again, it is meant
      this.say(this.words.unsent.replace("{n}", length));
      return;
    }
    this.leave(new FormData(this.form));
  }

  async leave(body) {
    await this.forget();
    const answer = await fetch(this.form.action, { method: "POST", body, redirect: "manual" }).catch(() => null); // no network
    this.others?.postMessage("left"); // not before: what another tab asks meanwhile brings the cookie of somebody who is in
    if (answer?.type === "opaqueredirect") return this.go(this.form.dataset.next);
    const lasts = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${UNDONE}=${encodeURIComponent(this.workshop)}; Path=/; SameSite=Lax; Max-Age=7776000${lasts}`;
    return this.hide();
  }

  /** Somebody left in another tab, or the server says that nobody is here any more. */
  async away() {
    if (this.isAway) return;
    await this.forget();
    this.go(this.form.dataset.again);
  }

  async forget() {
    this.isAway = true;
    this.socket.disconnect();
    this.storage.forget((key) => key.startsWith(this.drawer), true);
    await Promise.all([forgetPages(location.pathname), forgetWorker(location.pathname)]).catch(() => {});
  }

  go(address) {
    this.hide();
    location.replace(address); // « back » does not come here again
  }

  /** Nothing more is read here, whatever becomes of the line. */
  hide() {
    const line = Object.assign(document.createElement("p"), { className: "notice", textContent: this.words.left });
    line.tabIndex = -1;
    document.body.replaceChildren(line);
    line.focus(); // so that it is read out
    document.title = "Beffroi";
  }
}

/** Whether a name in the drawer is one of a person's: « who/outbox », « who.2/draft/… ». */
const isOf = (name, who) => name.startsWith(`${who}/`) || name.startsWith(`${who}.`);
