// How high what stays at the top of the console is: what has the focus, and what scrolls under it, keep clear of it.

const band = document.querySelector(".console-top");
const title = document.querySelector(".console-title");
const { style } = document.documentElement;

// On a phone the band is no box of its own, and the title alone stays.
const sizes = new ResizeObserver(() => style.setProperty("--band", `${band.offsetHeight || title.offsetHeight}px`));
sizes.observe(band);
sizes.observe(title);
