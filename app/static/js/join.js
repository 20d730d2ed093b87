// The joining page: a device that is opened for several is for two at least.

const shared = document.querySelector("details.shared");
const seats = document.getElementById("seats");
let isOurs = false; // the number that stands there was proposed here, and nobody changed it

// Without `:has()` the line that is folded cannot say which site is chosen: the sites themselves do.
const folded = document.querySelector("details.site-folded");
if (folded && !CSS.supports("selector(:has(*))")) folded.open = true;

seats.addEventListener("input", () => {
  isOurs = false;
});
shared.addEventListener("toggle", () => {
  if (shared.open ? Number(seats.value) > 1 : !isOurs) return;
  isOurs = shared.open;
  seats.value = shared.open ? 2 : 1;
});
