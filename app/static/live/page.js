// The live page: its containers, its socket, its outbox. One module for participant, console and screen.

import { io } from "../vendor/socket.io.esm.min.js";
import { Clock } from "./clock.js";
import { Forms } from "./forms.js";
import { Grouping } from "./group.js";
import { lasting, Outbox } from "./outbox.js";
import { morphing, Shown } from "./shown.js";

const { workshop, role, who, pinned } = document.body.dataset;
const told = JSON.parse(document.getElementById("told").textContent);
const { words } = told;
const key = `beffroi/${workshop}/${role}/${who}`;

const shown = [...document.querySelectorAll("[data-block]")].map((container) => new Shown(container));
const banner = document.getElementById("banner");
const mine = document.getElementById("mine");
const clock = new Clock(document.getElementById("clock"), words, announce);

const socket = io({
  auth: { workshop, role, who, locale: document.documentElement.lang },
  transports: ["websocket", "polling"],
  tryAllTransports: true,
  reconnectionDelay: 500,
  reconnectionDelayMax: 5000,
  timeout: 8000,
});

const storage = lasting();
const outbox = new Outbox(`${key}/outbox`, socket, { storage, answered, changed: () => state() });
const send = (command) => outbox.add(command);
const forms = new Forms(key, { send, storage });
for (const one of shown) {
  if (one.block === "control") new Grouping(one, words, { send, announce });
}

function announce(sentence) {
  const place = document.getElementById("announce");
  place.textContent = "";
  requestAnimationFrame(() => (place.textContent = sentence));
}

// --- what the page says of its own state -----------------------------------------------------

let lost = false;
let gone = false;

function state(sentence = "") {
  const waiting = outbox.items.length;
  const said = [
    gone ? words.gone : "",
    lost && !gone ? words.offline : "",
    lost && waiting ? words.waiting.replace("{n}", waiting) : "",
    sentence,
  ].filter(Boolean);
  banner.textContent = said.join(" ");
  banner.hidden = !said.length;
  document.body.classList.toggle("off-line", lost);
}

function answered(answer, item) {
  if (answer.kind === "accepted") {
    if (last) takeMine(last, true); // a field kept for what it held may go now
    if (answer.sentence) state(answer.sentence);
    return;
  }
  if (!forms.giveBack(item, answer)) handBack(answer.sentence ?? Object.values(answer.errors ?? {}).join(" "), item);
}

/** Not accepted, and its field is gone or taken: the words stay in sight, to be copied. */
function handBack(sentence, item) {
  const words = ["text", "word", "lines", "reason", "title"].map((name) => item.data[name]).filter(Boolean).join(" · ");
  if (!words) return state(sentence);
  const line = document.createElement("p");
  line.className = "notice returned";
  line.setAttribute("role", "status");
  line.textContent = `${sentence} « ${words} »`;
  banner.after(line);
  return undefined;
}

// --- what the server says ----------------------------------------------------------------------

let asking = false;

function hello() {
  if (asking || !socket.connected) return;
  asking = true;
  const have = Object.fromEntries(shown.map((one) => [one.block, one.place]));
  socket.timeout(8000).emit("hello", { activity: pinned, have }, (error, reply) => {
    asking = false;
    if (error || reply.later) {
      setTimeout(hello, 1000);
      return;
    }
    for (const one of shown) if (reply.blocks[one.block]) one.take(reply.blocks[one.block]);
    clock.set(reply.clock);
    if (reply.mine) takeMine(reply.mine, true);
    outbox.drain();
  });
}

let last = told.mine;

function takeMine(message, fresh = false) {
  if (!mine || (!fresh && (message.activity !== mine.dataset.activity || message.n <= Number(mine.dataset.n)))) return;
  window.Idiomorph.morph(mine, message.html, { ...morphing, morphStyle: "innerHTML" });
  last = message;
  Object.assign(mine.dataset, { activity: message.activity, n: message.n });
  own(message);
  forms.restore(mine);
}

function own(message) {
  for (const one of shown) one.mark(message.own);
  for (const button of document.querySelectorAll("[data-signal]")) {
    button.setAttribute("aria-pressed", String(button.dataset.signal === message.signal));
  }
}

socket.on("connect", () => {
  lost = gone = false;
  state();
  hello();
});
socket.on("disconnect", (reason) => {
  lost = true;
  gone = reason === "io server disconnect";
  state();
  if (gone) setTimeout(() => socket.connect(), 3000);
});
socket.on("connect_error", (error) => {
  lost = true;
  gone = error.message === "not open to you";
  state();
  if (!gone && !socket.active) setTimeout(() => socket.connect(), 2000); // refused by the server: the client gives up
});
socket.on("show", (message) => {
  const one = shown.find((candidate) => candidate.model.channel === message.channel);
  if (one?.take(message)) hello();
});
socket.on("mine", (message) => takeMine(message));
socket.on("clock", (message) => clock.set(message));
socket.on("turn", () => {
  if (!pinned) hello();
});

// --- what a person does --------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const signal = event.target.closest("[data-signal]");
  if (signal) {
    const kind = signal.getAttribute("aria-pressed") === "true" ? "" : signal.dataset.signal;
    socket.emit("signal", kind);
  }
  const remove = event.target.closest("[data-remove]");
  if (remove) {
    const { "X-CSRFToken": token } = JSON.parse(document.body.dataset.hxHeaders);
    fetch(`/animer/${workshop}/personnes/${remove.dataset.remove}/retirer`, { method: "POST", headers: { "X-CSRFToken": token } });
  }
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    if (socket.connected) hello();
    else socket.connect();
  }
});
addEventListener("online", () => socket.connect());

clock.set(told.clock);
if (told.mine) own(told.mine);
forms.restore();
state();
document.body.dataset.live = ""; // from here on what is pressed is heard
