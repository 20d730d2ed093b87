// Keeps the page of an activity that works off line, and the site's own dated files. It answers for these and for
// nothing else: no other page, no socket, nothing that is sent. The server writes `version` and `files` above.

const scope = new URL(self.registration.scope).pathname;
const kept = `hors-ligne|${scope}|`; // what this workshop has in the browser: offline.js deletes it all on leaving
const dated = `${kept}files|${version}`;
const PATIENCE = 4000; // ms after which a kept page is shown rather than a network that hardly answers
const OVER = [403, 404, 410]; // this page is no longer this person's, or there is none

const named = async (start) => (await caches.keys()).filter((name) => name.startsWith(start));
const drop = async (start, but = "") => Promise.all((await named(start)).filter((name) => name !== but).map((name) => caches.delete(name)));
const pagesOf = (who) => `${kept}pages|${who}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(dated).then((cache) => cache.addAll(files)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(renew().then(() => drop(`${kept}files|`, dated)).then(() => self.clients.claim()));
});

/** Pages kept by another release name files that are about to go: they are asked for again. */
async function renew() {
  for (const name of await named(`${kept}pages|`)) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (!(await keep(new URL(request.url), name.slice(pagesOf("").length)))) await cache.delete(request);
    }
  }
}

/** Keeps a page as it is now; only if it is still this person's. Nobody else's page stays beside it. */
async function keep(url, who) {
  await drop(`${kept}pages|`, pagesOf(who));
  try {
    const answer = await fetch(url, { credentials: "same-origin", redirect: "error", cache: "no-store" });
    const copy = answer.clone();
    if (!answer.ok || !(await answer.text()).includes(` data-who="${who}" `)) return false;
    await (await caches.open(pagesOf(who))).put(address(url), copy);
    return true;
  } catch {
    return false; // no network just now: what was kept before stays
  }
}

/** A page is known by its activity, whatever else its link says. */
const address = (url) => `${scope}?activite=${encodeURIComponent(url.searchParams.get("activite"))}`;

self.addEventListener("message", (event) => {
  const { keep: href, who } = event.data;
  event.waitUntil(keep(new URL(href), who).then((isKept) => isKept && event.source.postMessage({ kept: who })));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (files.includes(url.pathname)) event.respondWith(file(request));
  else if (request.mode === "navigate" && url.pathname === scope && url.searchParams.has("activite")) event.respondWith(page(event, url));
});

const file = async (request) => (await caches.match(request, { cacheName: dated, ignoreVary: true })) ?? fetch(request);

/** The network first; where it fails, or has not answered in time, the page as it was kept. */
async function page(event, url) {
  const asked = fetch(event.request);
  const found = await copyOf(url);
  if (!found) return asked;
  event.waitUntil(asked.then(settle, () => {}));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, found));
  try {
    return await Promise.race([asked.then((answer) => (answer.status >= 500 ? found : answer)), late]);
  } catch {
    return found;
  }
}

async function copyOf(url) {
  for (const name of await named(`${kept}pages|`)) {
    const found = await caches.match(address(url), { cacheName: name, ignoreVary: true });
    if (found) return found;
  }
  return null;
}

/** The server no longer gives the page to whoever has this browser: neither does the browser. */
const settle = (answer) => (answer.type === "opaqueredirect" || OVER.includes(answer.status) ? drop(`${kept}pages|`) : null);
