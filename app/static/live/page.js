// The live page: its containers, its socket, its outbox. One module for participant, console and screen.

import "./menu.js";
import { io } from "../vendor/socket.io.esm.min.js";
import { Boards } from "./boards.js";
import { Clock } from "./clock.js";
import { Forms } from "./forms.js";
import { Grouping } from "./group.js";
import { Kept } from "./kept.js";
import { Lead } from "./lead.js";
import { Lectern } from "./lectern.js";
import { Line } from "./line.js";
import { advanced, join } from "./model.js";
import { lasting, Outbox } from "./outbox.js";
import { Sheets } from "./sheet.js";
import { modelOf, morphing, Shown } from "./shown.js";
import { drawn, isolated } from "./signs.js";
import { path, stored } from "./site.js";
import { Waiting } from "./waiting.js";

// What only a participant's page has is fetched by it alone, before anything is heard.
const seating = document.querySelector("form.seats");
const quits = document.querySelector("form.quit");
const { Seats } = seating ? await import("./seats.js") : {};
const { Leaving } = quits ? await import("./leaving.js") : {};

const { workshop, role, who, name, pinned } = document.body.dataset;
const told = JSON.parse(document.getElementById("told").textContent);
const { words } = told;
const WARNING = 30000; // ms that a warning of the next stage stays
const SOON = 500; // ms before the first attempt to come back
const SPREAD = 2000; // ms over which pages come back to a server that restarts
const UNREACHED = 15000; // ms after which a page that the server never answered says where to look for the reason
const AGAIN = 15000; // ms between two looks whether a page that was taken out is let back
const REFUSED = 2000; // ms after which a page that was refused for now asks again
const CROWDED = 30000; // the same where too many pages are open: some have to be closed first
const LEFT = 800; // ms after which what was done is said without waiting for what is left
const key = `${stored}/${workshop}/${role}/${who}`;

const shown = [...document.querySelectorAll("[data-block]")].map((container) => new Shown(container));
const banner = document.getElementById("banner");
const mine = document.getElementById("mine");
const clock = new Clock(document.getElementById("clock"), words, announce, hello);

const auth = { workshop, role, who, locale: document.documentElement.lang };
const query = { atelier: workshop }; // where several processes serve: which one has the workshop
const storage = lasting();
const line = new Line(storage);
const socket = io({
  path,
  auth,
  query,
  transports: line.transports,
  tryAllTransports: true,
  reconnectionDelay: SOON,
  reconnectionDelayMax: 5000,
  timeout: 8000,
});
line.watch(socket, hello);

const outbox = new Outbox(`${key}/outbox`, socket, { storage, answered, later: (sentence) => state(sentence), changed: () => state() });
const send = (command) => outbox.add(command);
let looked = ""; // the table whose sheet was chosen to be read; "" is one's own, or the one on show
let share = told.share; // the table whose sheet the page shows
const forms = new Forms(key, { send, storage, share: () => share });
const sheets = new Sheets({
  words,
  name,
  send,
  at: (field) => socket.connected && socket.emit("at", field),
  restore: (root) => forms.restore(root),
});
const block = (name) => shown.find((one) => one.block === name);
const said = (selector, of = "head") => document.querySelector(`[data-block="${of}"] ${selector}`)?.textContent.trim() ?? "";

/** The activity and the stage that the page is at, in words. */
const where = () => said(".where") || ["#now-title", '.stages [aria-current="step"]'].map(reads).filter(Boolean).join(" · ");
const reads = (selector) => document.querySelector(selector)?.textContent.trim();
const kept = mine && new Kept(mine, { words, drop: (form) => forms.drop(form) });
const seats = seating && new Seats(seating, { auth, socket, outbox, storage, words });
const waiting = document.getElementById("waiting") && new Waiting(document.getElementById("waiting"), mine);
const departure = quits && new Leaving(quits, { workshop, who: who.split(".")[0], storage, outbox, socket, words, say: (sentence) => state(sentence) });
const isScreen = role === "screen";
const lectern = new Lectern(block(isScreen ? "screen" : "board"), socket, { isScreen, words, announce });
const tools = document.getElementById("board-tools");
if (tools) new Boards(block("board"), tools, words, storage);
if (role === "participant") new Grouping(block("board"), words, { send, announce, table: ownTable });
if (role === "facilitator") {
  new Grouping(block("control"), words, { send, announce });
  new Lead(socket, { status: block("status"), crew: block("crew"), who, workshop, words, send, say: (sentence) => state(sentence) });
}

/** The table that the person sits at, as the page shows it. */
function ownTable() {
  return document.querySelector(".own-table")?.dataset.table ?? "";
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
let isKnown = false; // the server has answered this page at least once
let gone = false;
let leaving = false; // the server said that it stops, and that another one comes
let warned = 0; // the timer of a warning that the next stage is near

function state(sentence = "") {
  const { items } = outbox;
  const told = [
    gone ? words.gone : "",
    leaving && !gone ? words.back : "",
    lost && !gone && !leaving ? (isKnown || performance.now() < UNREACHED ? words.offline : words.unreached) : "",
    lost && items.length ? words.waiting.replace("{n}", items.length) : "",
    warned ? words.soon : "",
    sentence,
  ].filter(Boolean);
  banner.textContent = told.join(" ");
  banner.hidden = !told.length;
  document.body.classList.toggle("off-line", lost);
  waiting?.show(lost ? items : []);
  seats?.changed();
}

function answered(answer, item) {
  if (answer.kind === "accepted") {
    if (last) takeMine(last, true); // a field kept for what it held may go now
    if (item.gives) forms.reopen(item);
    state(answer.sentence); // what was refused before is settled
    if (!answer.sentence) sayDone(answer.said || (item.texts?.length ? words.sent : ""));
    return;
  }
  seats?.stay();
  if (!forms.giveBack(item, answer)) handBack(answer.sentence ?? Object.values(answer.errors ?? {}).join(" "), item);
}

/** What was done is said once the page shows what is left: « Gommette posée. 2 gommettes restantes ». */
let done = "";
let hush = 0;

function sayDone(sentence) {
  done = sentence;
  clearTimeout(hush);
  if (done) hush = setTimeout(sayLeft, LEFT);
}

function sayLeft() {
  clearTimeout(hush);
  if (done) announce([done, mine?.querySelector("[data-left]")?.textContent.trim()].filter(Boolean).join(". "));
  done = "";
}

/** Not accepted, and its field is gone or taken: the words stay in sight, to be copied. */
function handBack(sentence, item) {
  const words = (item.texts ?? []).map((name) => item.data[name]).filter(Boolean).join(" · ");
  if (!words) return state(sentence);
  const line = document.createElement("p");
  line.className = "notice returned";
  line.setAttribute("role", "status");
  line.textContent = `${sentence} «\u00a0${drawn(words)}\u00a0»`;
  banner.after(line);
  return undefined;
}

// --- what the server says ----------------------------------------------------------------------

let asking = false;
let askAgain = false; // what is asked for changed while an answer was on its way

function hello() {
  if (!socket.connected) return;
  if (asking) {
    askAgain = true;
    return;
  }
  asking = true;
  askAgain = false;
  const have = { ...Object.fromEntries(shown.map((one) => [one.block, one.place])), mine: last?.n };
  socket.timeout(8000).emit("hello", { activity: pinned, have, table: looked }, (error, reply) => {
    asking = false;
    if (error) line.mute(socket);
    else line.heard();
    if (error || reply.later) {
      setTimeout(hello, 1000);
      return;
    }
    isKnown = true;
    for (const one of shown) if (reply.blocks[one.block]) one.take(reply.blocks[one.block]);
    clock.set(reply.clock);
    lectern.set(reply.view);
    look(reply.share, reply.at);
    if (reply.mine) takeMine(reply.mine, true);
    outbox.drain();
    if (askAgain) hello();
  });
}

/** Another table's sheet, or one's own again. */
function look(table, pens) {
  share = table;
  sheets.show(table, pens);
  sheets.resume();
  press();
}

/** Which sheet is before the reader: the buttons are drawn once for all who have them. */
function press() {
  for (const button of document.querySelectorAll("[data-look]")) {
    button.setAttribute("aria-pressed", String((button.dataset.shows ?? button.dataset.look) === share));
  }
}

let last = told.mine;

/** What tells only what changed, as the whole that it leads to; undefined where it does not follow on what is shown. */
function followed(message) {
  if (message.base === undefined) return message;
  if (message.base !== last.n) return undefined;
  const step = advanced(last.model ?? modelOf(last.html), message);
  if (step.verdict !== "apply") return undefined;
  const own = Object.fromEntries(Object.entries({ ...last.own, ...message.own }).filter(([, marks]) => marks !== null));
  return { ...message, html: join(step.model), model: step.model, own };
}

function takeMine(told, fresh = false) {
  if (!mine) return;
  const message = followed(told);
  if (!message) return hello();
  showMine(message, fresh);
}

function showMine(message, fresh) {
  if ( (!fresh && (message.activity !== mine.dataset.activity || message.n <= Number(mine.dataset.n)))) return;
  if (!fresh && message.share !== share) return; // drawn for the sheet that the page has just left
  window.Idiomorph.morph(mine, message.html, { ...morphing, morphStyle: "innerHTML" });
  last = message;
  Object.assign(mine.dataset, { activity: message.activity, n: message.n });
  own(message);
  forms.restore(mine);
  kept.mark(message.where);
  rest();
  if (!fresh) sayLeft();
}

/** Where nothing is asked of whoever reads, nothing asks whether they are done. */
function rest() {
  const acts = "#mine [data-activity], .live-board [data-activity], .live-board [data-grouping]";
  document.body.classList.toggle("at-rest", mine !== null && !document.querySelector(acts));
}

function own(message) {
  for (const one of shown) one.mark(message.own);
  for (const button of document.querySelectorAll("[data-signal]")) {
    button.setAttribute("aria-pressed", String(button.dataset.signal === message.signal));
  }
}

/** Asks again after a while: whoever was taken out may be let back, and then their page goes on by itself. */
let asksAgain = 0;

function comeBack(after) {
  clearTimeout(asksAgain);
  asksAgain = setTimeout(() => departure?.isAway || socket.connect(), after * (1 + Math.random() / 4));
}

socket.on("connect", () => {
  clearTimeout(asksAgain);
  lost = gone = leaving = false;
  socket.io.reconnectionDelay(SOON);
  state();
  hello();
});
socket.on("disconnect", (reason) => {
  if (departure?.isAway) return;
  lost = true;
  gone = reason === "io server disconnect";
  state();
  if (gone) comeBack(3000);
});
socket.on("connect_error", (error) => {
  if (error.message === "left" && departure) return departure.away();
  lost = true;
  if (!isKnown) setTimeout(state, UNREACHED);
  gone = error.message === "not open to you";
  const sentence = error.data?.sentence; // too many pages are open
  state(sentence);
  const wait = gone ? AGAIN : sentence ? CROWDED : REFUSED;
  if (!socket.active) comeBack(wait); // refused by the server: the client gives up
  return undefined;
});
socket.on("show", (message) => {
  const one = shown.find((candidate) => candidate.model.channel === message.channel);
  if (one?.take(message)) hello();
});
socket.on("mine", (message) => takeMine(message));
socket.on("clock", (message) => clock.set(message));
socket.on("turn", (message) => {
  if ("table" in message) looked = message.table; // everybody follows, or somebody was moved
  if (!pinned || message.activity === pinned || "table" in message) hello();
});
socket.on("at", (message) => {
  if (message.share === share) sheets.show(share, message.fields);
});
socket.on("leaving", () => {
  leaving = true;
  socket.io.reconnectionDelay(SOON + Math.random() * SPREAD); // not everybody at once
  state();
  announce(words.back);
});
socket.on("view", (message) => lectern.set(message));
socket.on("facts", (message) => {
  for (const one of document.querySelectorAll("[data-workshop-title]")) {
    document.title = document.title.replace(one.textContent, message.title);
    one.textContent = message.title;
  }
  document.body.dispatchEvent(new CustomEvent("facts"));
});
socket.on("soon", () => {
  clearTimeout(warned);
  warned = setTimeout(unwarned, WARNING);
  state();
  announce(words.soon);
});

/** Somebody who was moved is told at which table they sit now. */
let table = ownTable();

function seated() {
  if (ownTable() === table) return;
  table = ownTable();
  const name = said(".own-table-name strong", "table");
  const sentence = table && name && words.seated.replace("{name}", () => isolated(name));
  if (!sentence) return;
  state(sentence);
  announce(sentence);
}

function unwarned() {
  clearTimeout(warned);
  warned = 0;
  state();
}

// --- what is said to whoever does not see it ------------------------------------------------------

const shows = (selector) => Boolean(document.querySelector(selector));
const runOff = () => said(".runoff h3", "board");
let stage = where();
let hidden = shows(".live-board .hidden-stage");
let isPaused = shows("[data-paused]");
let parting = runOff();
let hand = document.getElementById("take-hand")?.dataset.not;

/** A sentence of the banner or of a field that no longer holds is no longer said. */
function settle() {
  if (isPaused && !shows("[data-paused]")) {
    forms.forgive();
    state();
  }
  isPaused = shows("[data-paused]");
  const holder = document.getElementById("take-hand")?.dataset.not;
  if (holder !== hand) state();
  hand = holder;
  if (where() === stage) return false;
  stage = where();
  unwarned();
  return true;
}

/** A stage that begins is said in one sentence, a reveal in another; the cards themselves are not read out. */
document.addEventListener("beffroi:shown", ({ target }) => {
  if (target.dataset.block === "table") seated();
  if (target.querySelector("[data-look]")) press();
  rest();
  const isNew = settle();
  if (role === "facilitator" || !["head", "board"].includes(target.dataset.block)) return;
  if (isNew) announce([stage, said(".instruction")].filter(Boolean).join(". "));
  if (runOff() && runOff() !== parting) announce(runOff());
  parting = runOff();
  const isHidden = Boolean(document.querySelector(".live-board .hidden-stage"));
  const cards = document.querySelectorAll(".live-board .card").length;
  if (hidden && !isHidden && cards) announce(words.revealed.replace("{n}", cards));
  hidden = isHidden;
});

// --- what a person does --------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const chosen = event.target.closest("button[data-look]");
  if (chosen) {
    looked = chosen.dataset.look;
    hello();
  }
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
look(told.share, told.at);
if (told.mine) own(told.mine);
forms.restore();
kept?.mark(told.mine.where);
rest();
state();
document.body.dataset.live = ""; // from here on what is pressed is heard
