// The line to the server: the socket, what the page asks of it (« hello »), and coming back where it was cut.

import { io } from "../vendor/socket.io.esm.min.js";
import { path } from "./base_path.js";
import { TransportChoice } from "./transport_choice.js";

const SOON = 500; // ms before the first attempt to come back
const SPREAD = 2000; // ms over which pages come back to a server that restarts
const UNREACHED = 15000; // ms after which a page that the server never answered says where to look for the reason
const AGAIN = 15000; // ms between two looks whether a page that was taken out is let back
const REFUSED = 2000; // ms after which a page that was refused for now asks again
const CROWDED = 30000; // the same where too many pages are open: some have to be closed first
const CUT = 3000; // ms after which a page that the server cut off asks again
const PATIENCE = 8000; // ms without an answer
const LATER = 1000; // ms after which « hello » is said again where it was not answered

export class Connection {
  isLost = false;
  isKnown = false; // the server has answered this page at least once
  isGone = false;
  isLeaving = false; // the server said that it stops, and that another one comes
  departure = null; // what makes the page leave, where somebody can
  asking = false;
  askAgain = false; // what is asked for changed while an answer was on its way

  /** `asks` is what the page has and wants; `answered` takes what the server says to it; `changed` is told of the line. */
  constructor({ auth, storage, asks, answered, changed }) {
    Object.assign(this, { asks, answered, changed });
    this.transport = new TransportChoice(storage);
    this.socket = io({
      path,
      auth,
      query: { atelier: auth.workshop }, // where several processes serve: which one has the workshop
      transports: this.transport.transports,
      tryAllTransports: true,
      reconnectionDelay: SOON,
      reconnectionDelayMax: 5000,
      timeout: PATIENCE,
    });
    this.transport.watch(this.socket, () => this.hello());
    this.socket.on("connect", () => this.opened());
    this.socket.on("disconnect", (reason) => this.cut(reason));
    this.socket.on("connect_error", (error) => this.refused(error));
    this.socket.on("leaving", () => {
      this.isLeaving = true;
      this.socket.io.reconnectionDelay(SOON + Math.random() * SPREAD); // not everybody at once
      this.changed();
    });
    document.addEventListener("visibilitychange", () => document.hidden || this.wake());
    addEventListener("online", () => this.socket.connect());
  }

  get isUnreached() {
    return !this.isKnown && performance.now() >= UNREACHED;
  }

  /** Says what the page has, and brings it to what the server shows. */
  hello() {
    if (!this.socket.connected) return;
    if (this.asking) {
      this.askAgain = true;
      return;
    }
    this.asking = true;
    this.askAgain = false;
    this.socket.timeout(PATIENCE).emit("hello", this.asks(), (error, reply) => this.told(error, reply));
  }

  told(error, reply) {
    this.asking = false;
    if (error) this.transport.mute(this.socket);
    else this.transport.heard();
    if (error || reply.later) {
      setTimeout(() => this.hello(), LATER);
      return;
    }
    this.isKnown = true;
    this.answered(reply);
    if (this.askAgain) this.hello();
  }

  /** The page is looked at again: whatever its device did meanwhile. */
  wake() {
    if (this.socket.connected) this.hello();
    else this.socket.connect();
  }

  opened() {
    clearTimeout(this.timer);
    this.isLost = this.isGone = this.isLeaving = false;
    this.socket.io.reconnectionDelay(SOON);
    this.changed();
    this.hello();
  }

  cut(reason) {
    if (this.departure?.isAway) return;
    this.isLost = true;
    this.isGone = reason === "io server disconnect";
    this.changed();
    if (this.isGone) this.comeBack(CUT);
  }

  refused(error) {
    if (error.message === "left" && this.departure) {
      this.departure.away();
      return;
    }
    this.isLost = true;
    if (!this.isKnown) setTimeout(() => this.changed(), UNREACHED);
    this.isGone = error.message === "not open to you";
    const sentence = error.data?.sentence; // too many pages are open
    this.changed(sentence);
    const wait = this.isGone ? AGAIN : sentence ? CROWDED : REFUSED;
    if (!this.socket.active) this.comeBack(wait); // refused by the server: the client gives up
  }

  /** Asks again after a while: whoever was taken out may be let back, and then their page goes on by itself. */
  comeBack(after) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.departure?.isAway || this.socket.connect(), after * (1 + Math.random() / 4));
  }
}
