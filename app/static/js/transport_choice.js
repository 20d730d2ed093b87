// Which way a page's line takes: WebSocket, or ordinary requests where something on the way holds WebSocket back.
// Some proxies refuse it, which the library notices; some never answer, or let it open and then pass nothing on.

import { stored } from "./base_path.js";

const KEY = `${stored}/line`;
const KEPT = 30 * 60000; // ms that a choice holds: the network may be another one by then
const BRIEF = 40000; // ms: a line that ends sooner may have been cut by something on the way
const MOST = 3; // brief lines, one after the other, after which WebSocket is left alone

const WAYS = {
  straight: ["websocket", "polling"],
  round: ["polling", "websocket"], // requests first: WebSocket takes over once it has proved that it passes
  requests: ["polling"],
};

export class TransportChoice {
  constructor(storage) {
    Object.assign(this, { storage, brief: 0, began: 0, isHeard: false });
  }

  get way() {
    const [way, at] = (this.storage.getItem(KEY) ?? "").split("@");
    return way in WAYS && Date.now() - Number(at) < KEPT ? way : "straight";
  }

  /** What to try, in this order: a list of its own, which the library fills with its own things. */
  get transports() {
    return [...WAYS[this.way]];
  }

  /** Keep an eye on a socket's line; `changed` is called when its way is another. */
  watch(socket, changed) {
    const manager = socket.io;
    manager.on("error", ({ message }) => message === "timeout" && this.goRound(manager));
    manager.on("open", () => {
      const { engine } = manager;
      Object.assign(this, { began: performance.now(), isHeard: false });
      engine.on("upgrade", () => {
        this.began = performance.now();
        changed();
      });
      engine.on("close", (reason) => this.ended(manager, reason, engine.transport));
    });
  }

  /** The server answered over this line: it passes both ways. */
  heard() {
    this.isHeard = true;
  }

  /** Nothing was answered: where nothing ever was, over this line, it passes nothing on. */
  mute(socket) {
    const { engine } = socket.io;
    if (this.isHeard || engine?.transport.name !== "websocket") return;
    this.goRound(socket.io);
    engine.close(); // and the library comes back, by the other way
  }

  ended(manager, reason, { name }) {
    if (name !== "websocket" || reason === "forced close") return;
    const lasted = performance.now() - this.began;
    this.brief = lasted < BRIEF ? this.brief + 1 : 0;
    if (this.brief >= MOST) this.choose(manager, "requests");
    else if (reason === "ping timeout" && lasted < BRIEF) this.goRound(manager);
  }

  goRound(manager) {
    if (this.way !== "requests") this.choose(manager, "round");
  }

  choose(manager, way) {
    this.storage.setItem(KEY, `${way}@${Date.now()}`);
    manager.opts.transports = this.transports;
  }
}
