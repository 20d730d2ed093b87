// The live page: its containers, its socket, its outbox. One module for participant, console and screen.

import { io } from "../vendor/socket.io.esm.min.js";
import { Boards } from "./boards.js";
import { Clock } from "./clock.js";
import { Forms } from "./forms.js";
import { Grouping } from "./group.js";
import { Lead } from "./lead.js";
import { Lectern } from "./lectern.js";
import { lasting, Outbox } from "./outbox.js";
import { morphing, Shown } from "./shown.js";

const { workshop, role, who, pinned } = document.body.dataset;
const told = JSON.parse(document.getElementById("told").textContent);
const { words } = told;
const WARNING = 30000; // ms that a warning of the next stage stays
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
const block = (name) => shown.find((one) => one.block === name);
const isScreen = role === "screen";
const lectern = new Lectern(block(isScreen ? "screen" : "board"), socket, { isScreen, words, announce });
const tools = document.getElementById("board-tools");
if (tools) new Boards(block("board"), tools, words, storage);
if (role === "facilitator") {
  new Grouping(block("control"), words, { send, announce });
  new Lead(socket, { crew: block("crew"), who, workshop, words, send, say: (sentence) => state(sentence) });
}

/** One live region: what is said within a moment is said together, so that nothing cuts the first sentence off. */
let sayings = [];

function announce(sentence) {
  sayings.push(sentence);
  if (sayings.length > 1) return;
  const place = document.getElementById("announce");
  place.textContent = "";
  setTimeout(() => {
    place.textContent = sayings.join(" ");
    sayings = [];
  }, 100);
}

// --- what the page says of its own state -----------------------------------------------------

let lost = false;
let gone = false;
let warned = 0; // the timer of a warning that the next stage is near

function state(sentence = "") {
  const waiting = outbox.items.length;
  const said = [
    gone ? words.gone : "",
    lost && !gone ? words.offline : "",
    lost && waiting ? words.waiting.replace("{n}", waiting) : "",
    warned ? words.soon : "",
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
    lectern.set(reply.view);
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
socket.on("view", (message) => lectern.set(message));
socket.on("soon", () => {
  clearTimeout(warned);
  warned = setTimeout(unwarned, WARNING);
  state();
  announce(words.soon);
});

function unwarned() {
  clearTimeout(warned);
  warned = 0;
  state();
}

// --- what is said to whoever does not see it ------------------------------------------------------

const said = (selector) => document.querySelector(`[data-block="head"] ${selector}`)?.textContent.trim() ?? "";
let stage = said(".where");
let hidden = Boolean(document.querySelector(".live-board .hidden-stage"));

/** A stage that begins is said in one sentence, a reveal in another; the cards themselves are not read out. */
document.addEventListener("beffroi:shown", ({ target }) => {
  if (role === "facilitator" || !["head", "board"].includes(target.dataset.block)) return;
  const now = said(".where");
  if (now !== stage) {
    stage = now;
    unwarned();
    announce([now, said(".instruction")].filter(Boolean).join(". "));
  }
  const isHidden = Boolean(document.querySelector(".live-board .hidden-stage"));
  const cards = document.querySelectorAll(".live-board .card").length;
  if (hidden && !isHidden && cards) announce(words.revealed.replace("{n}", cards));
  hidden = isHidden;
});

// --- what a person does --------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const signal = event.target.closest("[data-signal]");
  if (signal) {
    const kind = signal.getAttribute("aria-pressed") === "true" ? "" : signal.dataset.signal;
    socket.emit("signal", kind);
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
lectern.set(told.view);
if (told.mine) own(told.mine);
forms.restore();
state();
document.body.dataset.live = ""; // from here on what is pressed is heard
