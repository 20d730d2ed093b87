// The page of a computer that waits to be a screen: asks what has become of its code, for hours if need be.

import { base } from "./base_path.js";

const EVERY = 2000;
const SLOWEST = 30000;

const code = document.getElementById("pairing-code");
const lost = document.getElementById("pairing-lost");
let wait = EVERY;

async function ask() {
  try {
    const answer = await fetch(`${base}/ecran/attente`, { cache: "no-store", signal: AbortSignal.timeout(8000) });
    if (!answer.ok) throw new Error(answer.status);
    const told = await answer.json();
    if (told.go) return location.replace(told.go);
    if (code.textContent !== told.code) code.textContent = told.code;
    wait = EVERY;
    lost.hidden = true;
  } catch {
    wait = Math.min(SLOWEST, wait * 2);
    lost.hidden = false;
  }
  return setTimeout(ask, wait);
}

setTimeout(ask, EVERY);
