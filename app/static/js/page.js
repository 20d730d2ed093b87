// The live page, put together: what it shows, its line, its outbox. One module for participant, console and screen.

import "./menu.js";
import "./sticky_offset.js";
import { Announcer } from "./announcer.js";
import { Banner } from "./banner.js";
import { stored } from "./base_path.js";
import { BoardFilter } from "./board_filter.js";
import { Clock } from "./clock.js";
import { Connection } from "./connection.js";
import { Forms } from "./forms.js";
import { Grouping } from "./grouping.js";
import { lasting, Outbox } from "./outbox.js";
import { ownTable, ownTableFirst } from "./own_table.js";
import { Patcher } from "./patcher.js";
import { PendingList } from "./pending_list.js";
import { Personal } from "./personal.js";
import { Plan } from "./plan.js";
import { Pressing } from "./pressing.js";
import { ScreenPages } from "./screen_pages.js";
import { SheetChoice } from "./sheet_choice.js";
import { SheetEditor } from "./sheet_editor.js";
import { SpokenChanges } from "./spoken_changes.js";
import { Steps } from "./steps.js";
import { Tabs } from "./tabs.js";
import { Writing } from "./writing.js";

// What only one kind of page has is fetched by it alone, before anything is heard.
const seating = document.querySelector("form.seats");
const quits = document.querySelector("form.quit");
const { workshop, role, who, name, pinned } = document.body.dataset;
const { Seats } = seating ? await import("./seats.js") : {};
const { Leaving } = quits ? await import("./leaving.js") : {};
const { ConsoleTools, Drawer, groupingOn, Miniature } = role === "facilitator" ? await import("./console.js") : {};

const first = JSON.parse(document.getElementById("told").textContent);
const { words } = first;
const key = `${stored}/${workshop}/${role}/${who}`;
const isScreen = role === "screen";
const storage = lasting();
const auth = { workshop, role, who, locale: document.documentElement.lang };
const mine = document.getElementById("mine");
const pending = document.getElementById("waiting");
const boardTools = document.getElementById("board-tools");

const small = Miniature && new Miniature(document.getElementById("miniature"), words); // what the screens show
const blocks = [...document.querySelectorAll("[data-block]")].map((container) => new Patcher(container)).concat(small?.blocks ?? []);
const block = (wanted) => blocks.find((one) => one.block === wanted);

const announcer = new Announcer(document.getElementById("announce"), () => mine?.querySelector("[data-left]")?.textContent.trim());
const announce = (sentence) => announcer.say(sentence);
const pressing = new Pressing();
let isTurned = false; // to another stage or activity, which begins at the top
const connection = new Connection({
  auth,
  storage,
  asks: () => ({
    activity: pinned,
    have: { ...Object.fromEntries(blocks.map((one) => [one.block, one.place])), mine: personal.last?.n },
    table: sheet.chosen,
  }),
  answered: (reply) => pressing.after(() => answered(reply)),
  changed: (sentence) => banner.show(sentence),
});
const { socket } = connection;
const hello = () => connection.hello();
const say = (sentence) => banner.show(sentence);

const outbox = new Outbox(`${key}/outbox`, socket, { storage, answered: (answer, item) => pressing.after(() => settled(answer, item)), later: say, changed: () => banner.show() });
const send = (command) => outbox.add(command);
const waiting = pending && new PendingList(pending, mine);
const seats = seating && new Seats(seating, { auth, socket, outbox, storage, words, announce });
const banner = new Banner(document.getElementById("banner"), {
  connection,
  outbox,
  words,
  announce,
  shown(items) {
    waiting?.show(items);
    seats?.changed();
  },
});
const clock = new Clock(document.getElementById("clock"), words, announce, { ask: hello, isLead: role === "facilitator" });
const forms = new Forms(key, { send, storage, typedHere: lasting(() => sessionStorage), scope: () => sheet.scope });
const editor = new SheetEditor({
  words,
  name,
  send,
  at: (field) => socket.connected && socket.emit("at", field),
  restore: (root) => forms.restore(root),
});
const sheet = new SheetChoice(first.scope, { editor, hello });
const steps = new Steps({ isOn: () => socket.connected, formOf: (item) => forms.formOf(item) });
const tabs = new Tabs();
const writing = new Writing(words);
const personal = new Personal(mine, {
  last: first.mine,
  blocks,
  forms,
  steps,
  words,
  hello,
  scope: () => sheet.scope,
  drawn: () => announcer.sayLeft(),
  changed: () => changes.notices(),
  signal: (kind) => socket.emit("signal", kind),
});
const changes = new SpokenChanges({ role, words, banner, forms, say: announce });
const screens = new ScreenPages(block(isScreen ? "screen" : "board"), socket, { isScreen, words, announce });
if (quits) connection.departure = new Leaving(quits, { workshop, who: who.split(".")[0], storage, outbox, socket, words, say });
if (boardTools) new BoardFilter(block("board"), boardTools, words, { storage, announce });
if (role === "participant" || role === "paper") new Grouping(block("board"), words, { send, announce, table: ownTable });
if (!isScreen) new Plan(block(ConsoleTools ? "control" : "board"), { send, editor });
if (ConsoleTools) {
  groupingOn(Grouping, block("control"), words, { send, announce, storage });
  new Drawer(storage);
  new ConsoleTools(socket, { status: block("status"), crew: block("crew"), who, workshop, words, send, say });
}

/** Where the screens are; masked, they show nothing of the workshop. */
function look(view) {
  screens.set(view);
  small?.look(view);
  if (isScreen) document.body.classList.toggle("is-masked", view.masked);
}

/** The answer to « hello »: what is not shown yet. */
function answered(reply) {
  for (const one of blocks) if (reply.blocks[one.block]) one.take(reply.blocks[one.block]);
  clock.set(reply.clock);
  look(reply.view);
  sheet.show(reply.scope, reply.at);
  if (reply.mine) personal.take(reply.mine, true);
  outbox.drain();
  if (isTurned && !document.activeElement?.matches("input, textarea, select")) scrollTo({ top: 0 }); // what is asked now
  isTurned = false;
}

/** What became of a command. */
function settled(answer, item) {
  const isAccepted = answer.kind === "accepted";
  steps.settled(isAccepted, item);
  if (isAccepted) return accepted(answer, item);
  seats?.stay();
  if (!forms.giveBack(item, answer)) banner.handBack(answer.sentence ?? Object.values(answer.errors ?? {}).join(" "), item);
}

function accepted(answer, item) {
  forms.accepted(item);
  personal.again(); // a field kept for what it held may go now
  if (item.gives) forms.reopen(item);
  const isWritten = item.texts?.length > 0;
  if (isWritten) writing.accepted(forms.formOf(item));
  banner.answer(answer.sentence); // what was refused before is settled
  if (!answer.sentence) announcer.sayDone(answer.said || (isWritten ? words.sent : ""));
}

function shown(message) {
  const one = blocks.find((candidate) => candidate.model.channel === message.channel);
  if (one?.take(message)) hello();
}

socket.on("show", (message) => pressing.after(() => shown(message)));
socket.on("mine", (message) => pressing.after(() => personal.take(message)));
socket.on("clock", (message) => clock.set(message));
socket.on("view", (message) => look(message));
socket.on("at", (message) => sheet.pens(message));
socket.on("turn", (message) => {
  if ("table" in message) sheet.chosen = message.table; // everybody follows, or somebody was moved
  if (pinned && message.activity !== pinned && !("table" in message)) return;
  isTurned = role === "participant" && !("table" in message);
  hello();
});
socket.on("soon", () => banner.warn());
socket.on("facts", ({ title }) => {
  for (const one of document.querySelectorAll("[data-workshop-title]")) {
    document.title = document.title.replace(one.textContent, title);
    one.textContent = title;
  }
  document.body.dispatchEvent(new CustomEvent("facts"));
});
document.addEventListener("beffroi:shown", ({ target }) => {
  if (target.querySelector("[data-look]")) sheet.press();
  personal.rest();
  steps.set();
  tabs.set();
  ownTableFirst();
  changes.drawn(target.dataset.block);
});

clock.set(first.clock);
look(first.view);
sheet.show(first.scope, first.at);
ownTableFirst();
forms.restore();
steps.set();
banner.show();
document.body.dataset.live = ""; // from here on what is pressed is heard
