// The focus of whoever reads by keys. What had it may go with a drawing, and then the browser leaves it nowhere: reading
// would begin again at the top of the page. It goes to the head of what came in its place.

const HEADS = "h1, h2, h3";
const SEEN = 150; // ms after which what was drawn is known to whoever reads it aloud

/** What reading goes on at, once something is drawn anew in `place`. */
function headOf(place) {
  const region = place.closest("section[aria-label], section[aria-labelledby]");
  if (region && place.firstElementChild) return region.getClientRects().length ? region : place.firstElementChild; // without a box of its own
  if (place.dataset.block === "head") return place.querySelector(HEADS);
  return document.getElementById("board-title") ?? place.querySelector(HEADS);
}

/** Draws, and leads the focus on where what had it is gone. */
export function keepingFocus(place, draw) {
  const had = place.contains(document.activeElement);
  const drawn = draw();
  if (had && document.activeElement === document.body) readOnAt(place);
  return drawn;
}

/** A moment later: Orca passes over a focus that comes together with what it comes to. Whoever went elsewhere meanwhile
    stays there. */
export function readOnAt(place) {
  setTimeout(() => {
    const active = document.activeElement;
    if (active !== document.body && active.getClientRects().length) return;
    const head = headOf(place) ?? document.getElementById("main");
    if (!head.hasAttribute("tabindex")) head.tabIndex = -1;
    head.focus({ preventScroll: true });
  }, SEEN);
}
