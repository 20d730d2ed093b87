// The page of an activity that works off line: a worker keeps it in this browser until its person leaves. Each
// participant's page sees to it that no page of somebody else stays behind.

import { forgetPages } from "./leaving.js";
import "./page.js"; // at work first: drafts are back in their fields

const { role, who, pinned } = document.body.dataset;
const kept = `hors-ligne|${location.pathname}|`; // what this workshop has in the browser, as offline_worker.js names it
const mine = `${kept}pages|${who}`;
const place = document.getElementById("offline");
const canKeep = window.isSecureContext && "serviceWorker" in navigator && "caches" in window;
const OFTEN = 60000; // ms between two keepings of the page

let last = 0; // when the page was kept

const address = () => `${location.pathname}?activite=${encodeURIComponent(pinned)}`;

/** Asks the worker to keep the page as the server now draws it. */
async function keep() {
  if (Date.now() - last < OFTEN) return;
  last = Date.now();
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: location.href, who });
}

/** Without a network too, the page says that it is kept. */
async function isKept() {
  return Boolean(await caches.match(address(), { cacheName: mine, ignoreVary: true }));
}

/** The activity was closed, or no longer works off line. */
async function dropThisPage() {
  if (await caches.has(mine)) await (await caches.open(mine)).delete(address(), { ignoreVary: true });
}

function say(name) {
  for (const one of place.querySelectorAll("[data-offline]")) one.hidden = one.dataset.offline !== name;
}

/** A note begun before a reload is in sight. */
function unfold() {
  for (const field of document.querySelectorAll("#mine details[data-once] textarea")) {
    if (field.value && field.value !== field.defaultValue) field.closest("details[data-once]").open = true;
  }
}

// --- which page this is ------------------------------------------------------------------------------

if (role === "participant" && canKeep) {
  forgetPages(location.pathname, (name) => name.startsWith(`${kept}pages|`) && name !== mine);
  if (pinned && !place) dropThisPage().catch(() => {});
}
if (place) {
  if (!window.isSecureContext) say("plain");
  if (canKeep) {
    navigator.serviceWorker.addEventListener("message", ({ data }) => data.kept === who && say("kept"));
    isKept().then((already) => already && say("kept"), () => {});
    navigator.serviceWorker.register(place.dataset.worker, { scope: location.pathname, updateViaCache: "none" }).then(keep, () => {});
    document.addEventListener("visibilitychange", () => document.hidden && navigator.onLine && keep());
  }
  unfold();
}
