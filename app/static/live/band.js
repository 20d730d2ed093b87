// How high the band at the top of the console stands: what has the focus, and what scrolls under it, keep clear of it.

const band = document.querySelector(".console-top");
const { style } = document.documentElement;

new ResizeObserver(() => style.setProperty("--band", `${band.offsetHeight}px`)).observe(band);
