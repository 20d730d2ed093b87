// What drags, fetched with the first board whose things can be moved: other pages do without its weight.

const SORTABLE = new URL("../vendor/Sortable.min.js", import.meta.url);
let fetched = null;

export function sortable() {
  fetched ??= new Promise((resolve, reject) => {
    const failed = () => {
      fetched = null;
      reject();
    };
    document.head.append(Object.assign(document.createElement("script"), { src: SORTABLE, onload: resolve, onerror: failed }));
  });
  return fetched;
}

/** How a thing that is dragged moves: the same gesture for a mouse, a pen and a finger. */
export const gesture = () => ({
  animation: matchMedia("(prefers-reduced-motion: reduce)").matches || document.documentElement.dataset.motion === "none" ? 0 : 120,
  delay: 250,
  delayOnTouchOnly: true,
  preventOnFilter: false,
  forceFallback: true,
});
