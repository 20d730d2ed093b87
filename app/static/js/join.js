// The joining page: a device that is opened for several is for two at least.

const shared = document.querySelector("details.shared");
const seats = document.getElementById("seats");
let isOurs = false; // the number that stands there was proposed here, and nobody changed it

seats.addEventListener("input", () => {
  isOurs = false;
});
shared.addEventListener("toggle", () => {
  if (shared.open ? Number(seats.value) > 1 : !isOurs) return;
  isOurs = shared.open;
  seats.value = shared.open ? 2 : 1;
});
