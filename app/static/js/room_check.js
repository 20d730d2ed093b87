// The room check: tries what a workshop needs of a room, one thing after the other, and says what it found.
// Written for browsers older than those it asks for: it has to tell them so.

import { base, path } from "./base_path.js";

const { words, public: announced } = JSON.parse(document.getElementById("told").textContent);
const language = document.documentElement.lang;
const { origin, hostname, protocol } = location;
const SOCKET = `${origin.replace(/^http/, "ws")}${path}/`;
const POLLING = `${origin}${path}/`;
const HEALTH = `${base}/healthz`;
const HANDSHAKE = "?EIO=4&transport=";
const PATIENCE = 8000; // milliseconds after which what has not answered is said not to answer
const TRIES = 8;
const MINUTE = 60000;

const GOOD_DELAY = { median: 200, worst: 1000 }; // milliseconds
const FAIR_DELAY = { median: 800, worst: 4000 };
const ROOM_SCREEN = { width: 1280, height: 720 };

const WORST_FIRST = ["ask", "fair", "note", "good"];

const filled = (sentence, values = {}) => sentence.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
const number = (value) => Math.round(value).toLocaleString(language);
const found = (verdict, text, ask = "") => ({ verdict, text, ask });

/** What was found last, by the name of the check. */
let findings = {};

// --- asking the server --------------------------------------------------------------------------

async function answerOf(url, options = {}) {
  const waiting = new AbortController();
  const alarm = setTimeout(() => waiting.abort(), PATIENCE);
  try {
    const answer = await fetch(url, { cache: "no-store", ...options, signal: waiting.signal });
    const text = await answer.text();
    return answer.ok ? { text, date: answer.headers.get("date") } : null;
  } catch {
    return null;
  } finally {
    clearTimeout(alarm);
  }
}

/** Milliseconds to the server's answer over WebSocket; null where it does not get through, NaN where it stays mute. */
function overSocket() {
  return new Promise((resolve) => {
    let socket;
    let opened = false;
    let asked = 0;
    const end = (outcome) => {
      clearTimeout(alarm);
      resolve(outcome);
      socket?.close();
    };
    const alarm = setTimeout(() => end(opened ? NaN : null), PATIENCE);
    try {
      socket = new WebSocket(`${SOCKET}${HANDSHAKE}websocket`);
    } catch {
      end(null);
      return;
    }
    socket.onmessage = ({ data }) => {
      if (!opened && String(data).startsWith("0{")) {
        opened = true;
        asked = performance.now();
        socket.send("40{}"); // asks for no workshop: the server refuses, and that is an answer
      } else if (/^4[04]/.test(data)) end(performance.now() - asked);
    };
    socket.onerror = socket.onclose = () => end(opened ? NaN : null);
  });
}

/** As a page does: it says something in one request, and is answered in another that waited for it. */
async function overRequests() {
  const answer = await answerOf(`${POLLING}${HANDSHAKE}polling`);
  if (!answer || !answer.text.startsWith("0{")) return false;
  const { sid } = JSON.parse(answer.text.slice(1));
  const address = `${POLLING}${HANDSHAKE}polling&sid=${sid}`;
  const waiting = answerOf(address);
  const said = await answerOf(address, { method: "POST", body: "40{}" }); // for no workshop: to be refused is an answer
  const heard = await waiting;
  return said !== null && heard !== null && heard.text.split("\x1e").some((packet) => /^4[04]/.test(packet));
}

// --- the checks -----------------------------------------------------------------------------------

const HERE = /^(localhost|.*\.localhost|127\..*|\[::1\]|0\.0\.0\.0)$/;
const NEAR = /^(10\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*|169\.254\..*|\[f[cde].*|[^.:]*|.*\.(local|lan|internal|home\.arpa))$/;

function address() {
  const said = words.address;
  const values = { origin, public: announced };
  if (announced && announced !== origin) return found("fair", filled(said.other, values), filled(said.other_ask, values));
  if (HERE.test(hostname)) return found("ask", filled(said.here, values), said.here_ask);
  if (NEAR.test(hostname)) return found("fair", filled(said.near, values), said.near_ask);
  return found("good", filled(said.good, values));
}

function secure() {
  const said = words.secure;
  if (protocol === "https:" && isSecureContext) return found("good", said.good);
  return found("fair", isSecureContext ? said.here : said.plain, said.ask);
}

async function line() {
  const said = words.line;
  const values = { socket: SOCKET, polling: POLLING };
  const [ms, spare] = [await overSocket(), await overRequests()];
  if (ms !== null) {
    const text = Number.isNaN(ms) ? said.mute : filled(said.good, { ms: number(Math.max(1, ms)) });
    return found("good", spare ? text : `${text} ${said.no_spare}`);
  }
  if (spare) return found("fair", said.slow, filled(said.slow_ask, values));
  return found("ask", said.none, filled(said.none_ask, values));
}

async function delay() {
  const said = words.delay;
  await answerOf(HEALTH); // the first one may have a line to open: it does not count
  const taken = [];
  for (let i = 0; i < TRIES; i += 1) {
    const began = performance.now();
    if (await answerOf(HEALTH)) taken.push(performance.now() - began);
  }
  return judged(taken, said);
}

function judged(taken, said) {
  if (!taken.length) return found("ask", said.none, said.ask);
  const sorted = [...taken].sort((one, other) => one - other);
  const [median, worst] = [sorted[Math.floor(sorted.length / 2)], sorted[sorted.length - 1]];
  const measured = filled(said.measured, {
    median: number(Math.max(1, median)),
    worst: number(Math.max(1, worst)),
    n: taken.length,
  });
  const within = (most) => median <= most.median && worst <= most.worst;
  const lost = TRIES - taken.length;
  if (lost) return found("ask", `${measured} ${filled(said.lost, { lost, n: TRIES })}`, said.ask);
  if (within(GOOD_DELAY)) return found("good", `${measured} ${said.good}`);
  if (within(FAIR_DELAY)) return found("fair", `${measured} ${said.fair}`, said.ask);
  return found("ask", `${measured} ${said.slow}`, said.ask);
}

/** That this module runs says that modules do. */
const NEEDED = {
  "@layer": () => "CSSLayerBlockRule" in window,
  "@container": () => CSS.supports("container-type", "inline-size"),
  "@media (width ≥ …)": () => matchMedia("(width >= 0)").matches,
  dvh: () => CSS.supports("height", "1dvh"),
  "AbortSignal.timeout": () => "timeout" in AbortSignal,
  dialog: () => "showModal" in HTMLDialogElement.prototype,
  WebSocket: () => "WebSocket" in window,
  getRandomValues: () => "getRandomValues" in crypto,
};

function has(test) {
  try {
    return Boolean(test());
  } catch {
    return false;
  }
}

function browser() {
  const said = words.browser;
  const lacking = Object.keys(NEEDED).filter((name) => !has(NEEDED[name]));
  if (lacking.length) return found("ask", filled(said.old, { what: lacking.join(", ") }), said.old_ask);
  return has(keeps) ? found("good", said.good) : found("fair", said.forgets, said.forgets_ask);
}

function keeps() {
  localStorage.setItem("beffroi/check", "1");
  const kept = localStorage.getItem("beffroi/check") === "1";
  localStorage.removeItem("beffroi/check");
  return kept;
}

function size() {
  const { width, height } = screen;
  const isBig = width >= ROOM_SCREEN.width && height >= ROOM_SCREEN.height;
  return found(isBig ? "good" : "note", filled(words.screen[isBig ? "good" : "small"], { width, height }));
}

async function clock() {
  const said = words.clock;
  const server = Date.parse((await answerOf(HEALTH))?.date ?? "");
  if (Number.isNaN(server)) return found("note", said.unknown);
  const minutes = Math.abs(Date.now() - server) / MINUTE;
  if (minutes < 5) return found("good", said.good);
  const isHours = minutes >= 90;
  return found("note", filled(isHours ? said.hours : said.minutes, { n: number(isHours ? minutes / 60 : minutes) }));
}

const CHECKS = { address, secure, line, delay, browser, screen: size, clock };

// --- saying it --------------------------------------------------------------------------------------

const byId = (id) => document.getElementById(id);
const lineOf = (name) => document.querySelector(`[data-check="${name}"]`);
const worstOf = (said) => WORST_FIRST.find((verdict) => said.some((one) => one.verdict === verdict));
const asked = ({ ask }) => (ask ? filled(words.to_ask, { what: ask }) : "");

function show(name, finding) {
  const place = lineOf(name);
  const verdict = place.querySelector(".verdict");
  verdict.textContent = words.verdict[finding.verdict];
  verdict.dataset.verdict = finding.verdict;
  verdict.hidden = false;
  const text = place.querySelector(".found");
  text.textContent = finding.text;
  text.classList.remove("small");
  const ask = place.querySelector(".to-ask");
  ask.textContent = asked(finding);
  ask.hidden = !finding.ask;
}

function report() {
  const said = words.report;
  const room = byId("room").value.trim();
  const when = new Date().toLocaleString(language, { dateStyle: "long", timeStyle: "short" });
  const lines = Object.entries(findings).map(([name, finding]) => {
    const text = [finding.text, asked(finding)].filter(Boolean).join(" ");
    return filled(said.finding, { title: lineOf(name).dataset.title, verdict: words.verdict[finding.verdict], text });
  });
  byId("text").value = [
    room ? filled(said.title, { room }) : said.untitled,
    filled(said.when, { when, origin }),
    byId("outcome").textContent,
    ...lines,
    filled(said.device, { agent: navigator.userAgent }),
  ].join("\n\n");
}

async function checkAll() {
  const [way, step] = [byId("under-way"), byId("step")];
  const progress = way.querySelector("progress");
  findings = {};
  byId("outcome").textContent = byId("copied").textContent = "";
  byId("report").hidden = true;
  way.hidden = false;
  progress.max = Object.keys(CHECKS).length;
  progress.value = 0;
  for (const [name, check] of Object.entries(CHECKS)) {
    step.textContent = filled(words.step, { title: lineOf(name).dataset.title });
    findings[name] = await check();
    show(name, findings[name]);
    progress.value += 1;
  }
  way.hidden = true;
  byId("report").hidden = false;
  const worst = worstOf(Object.values(findings));
  const outcome = byId("outcome");
  outcome.dataset.verdict = worst;
  outcome.textContent = words.outcome[worst] ?? words.outcome.good; // what is for information only is no reservation
  report();
}

async function copy() {
  const text = byId("text");
  try {
    await navigator.clipboard.writeText(text.value);
    byId("copied").textContent = words.copied;
  } catch {
    // On plain http there is no clipboard to write to: the old way, and where that fails too, the person's own.
    text.focus();
    text.select();
    byId("copied").textContent = has(() => document.execCommand("copy")) ? words.copied : words.select;
  }
}

byId("room").addEventListener("input", report);
byId("copy").addEventListener("click", copy);
byId("again").addEventListener("click", checkAll);
checkAll();
