// A number that changes more often than the text that it stands beside: it travels as a part of its own, and each page
// puts it in its place, so that a vote pushes a few signs and not the whole card.

/** Fills every `data-counted="<key>"` with what the part of that key says. */
export function fillCounted(container) {
  const places = container.querySelectorAll("[data-counted]");
  if (places.length === 0) return;
  const parts = new Map([...container.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
  for (const place of places) {
    const said = parts.get(place.dataset.counted)?.textContent ?? "";
    if (place.textContent !== said) place.textContent = said;
  }
}
