// A screen that was cut off does not stay with a dead picture: its page goes where the server says.

const EVERY = 3000;

async function look() {
  if (document.body.classList.contains("off-line")) {
    try {
      // Still its screen: 200. Cut off: 403. The workshop is over: 404.
      const { status } = await fetch(location.pathname, { cache: "no-store", signal: AbortSignal.timeout(8000) });
      if (status === 403 || status === 404) return location.replace(`/ecran?depuis=${document.body.dataset.workshop}`);
    } catch {
      // The line is down: the page says so, and its socket tries by itself.
    }
  }
  return setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
