() => {
  // How each text of the page stands on what is behind it: its colours, its size, all that lies under it up to what
  // hides the rest. Texts of which all of that is alike have the same contrast, on whichever page and in whichever
  // theme. Gives these kinds; which elements are of each stays here, for axe to be shown the ones it has not judged.
  const MOVED = /absolute|fixed/;
  const OPAQUE = /^rgb\(/;
  const grounds = new Map();

  /** Whether it may lie over something else: what sticks to the top is in its place where nothing is scrolled. */
  const isMovedBy = (style) =>
    MOVED.test(style.position) || (style.position === "sticky" && style.bottom !== "auto") || style.transform !== "none";

  /** What lies under an element, from itself to what hides the rest; and whether that may be something else. */
  function ground(element) {
    if (!element) return { kind: "", isMoved: false };
    if (grounds.has(element)) return grounds.get(element);
    const style = getComputedStyle(element);
    const above = ground(element.parentElement);
    const hides = OPAQUE.test(style.backgroundColor) && style.backgroundImage === "none";
    const own = [style.backgroundColor, style.backgroundImage, style.mixBlendMode, style.filter].join();
    const found = {
      kind: `${hides ? own : `${own}<${above.kind}`}${style.opacity === "1" ? "" : `@${style.opacity}<${above.kind}`}`,
      isMoved: !hides && (above.isMoved || isMovedBy(style)),
    };
    grounds.set(element, found);
    return found;
  }

  function letters(element) {
    const style = getComputedStyle(element);
    return [style.color, style.fontSize, style.fontWeight, style.textShadow, style.textDecorationLine, style.opacity];
  }

  const isText = (element) =>
    element.matches("input, select, textarea") || [...element.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
  /** What stands in one pixel is there to be heard. */
  const isSeen = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && !(element.offsetWidth < 2 && element.offsetHeight < 2);
  const isOff = (element) => Boolean(element.closest(":disabled, [aria-disabled=true], label:has(:disabled), [inert]"));

  window.kindsOfText = new Map();
  for (const element of document.querySelectorAll("body, body *")) {
    if (!isText(element) || !isSeen(element)) continue;
    const { kind, isMoved } = ground(element);
    const around = element.matches("a") ? letters(element.parentElement) : [];
    const whole = JSON.stringify([element.matches("a"), isOff(element), letters(element), around, kind]);
    const name = isMoved ? `moved ${window.kindsOfText.size}` : whole; // what it lies above is not known: judged each time
    window.kindsOfText.set(name, [...(window.kindsOfText.get(name) ?? []), element]);
  }
  return [...window.kindsOfText.keys()];
};
