// How high what stays at the top is: what has the focus, and what scrolls under it, keep clear of it.

const band = document.querySelector(".console-top, .participant > .top");
const clock = document.getElementById("clock");
const { style } = document.documentElement;

if (band) {
  // On a console of a phone the header is no box of its own, and the clock alone stays.
  const sizes = new ResizeObserver(() => style.setProperty("--band", `${band.offsetHeight || clock.offsetHeight}px`));
  sizes.observe(band);
  sizes.observe(clock);
}
