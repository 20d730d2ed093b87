// How a room's screen is laid out: what its board holds says so, and how long the texts on it are.

const LONG = 80; // characters of a text, from which on columns are wider
const LONGEST = 160;

/** "welcome", "asking", "moment", "closing" or "board". */
function layoutOf(container) {
  if (container.querySelector(":scope > .hidden-stage")) return "asking";
  if (container.querySelector(":scope > .moment")) return "moment";
  if (container.querySelector(":scope > :is(.closing-kept, .closing-none)")) return "closing";
  return container.querySelector(":scope > .empty") ? "welcome" : "board";
}

/** "narrow", "wide" or "widest" columns, by how long half of the texts are at least; "" where a board asks for none. */
function columnsOf(container) {
  if (!container.querySelector(".in-columns:not(.results)")) return "";
  if (container.querySelector(".found-one")) return "widest"; // bars beside their words, and tables
  const lengths = [...container.querySelectorAll(".card-text")].map((one) => one.textContent.length).sort((a, b) => a - b);
  const middle = lengths[lengths.length >> 1] ?? 0;
  return middle > LONGEST ? "widest" : middle > LONG ? "wide" : "narrow";
}

/** How many lie face down, as the first sentence says it. */
const pileOf = (container) => Number.parseInt(container.querySelector(":scope > .hidden-stage")?.textContent, 10) || 0;

/** Says on the page how it is laid out; what it was before, and what it is now. */
export function lay(container) {
  const main = container.closest("main");
  const before = main.dataset.layout;
  const columns = columnsOf(container);
  main.dataset.layout = layoutOf(container);
  main.toggleAttribute("data-columns", Boolean(columns));
  if (columns) main.dataset.columns = columns;
  main.style.setProperty("--pile", Math.max(0, pileOf(container) - 1));
  return [before, main.dataset.layout];
}
