// What shows its name beside the pointer or the focus lets go of it at Escape, until one points at it anew.

const NAMED = ".stages button";

/** Puts away and brings back, by an attribute of the page that style sheets read. */
export function hushed(page = document) {
  const set = (isHushed) => page.documentElement.toggleAttribute("data-hushed", isHushed);
  page.addEventListener("keydown", ({ key }) => key === "Escape" && set(true));
  for (const type of ["pointerout", "focusout"]) {
    page.addEventListener(type, ({ target }) => target.closest?.(NAMED) && set(false));
  }
}
