// What folds out of a line, the menu under one's name, the console's timer: folded again at Escape, or at a press beside it.

const FOLDS = "details:is(.me, .pop)[open]";

document.addEventListener("click", ({ target }) => {
  for (const one of document.querySelectorAll(FOLDS)) if (!one.contains(target)) one.open = false;
});
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector(FOLDS);
  if (!open) return;
  event.preventDefault(); // it closes this, and nothing around it
  open.open = false;
  open.querySelector("summary").focus();
});
