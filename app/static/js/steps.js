// A form that a method draws itself: one of its pages is before whoever answers, and what they answered says which of
// its questions are shown. The server has the last word on both; here they follow at once, also without a line.

const PATIENCE = 1500; // ms that the answer to a page is waited for before the next one is shown

const answersOf = (question) =>
  [...question.querySelectorAll("input, select, textarea")]
    .filter((field) => (["radio", "checkbox"].includes(field.type) ? field.checked : field.value.trim()))
    .map((field) => field.value);

const isAnswered = (values) => values.some((value) => value !== "-");

/** Whether a condition holds: `[question, …answers]`, or any answer at all where none is named. */
const holds = ([name, ...wanted], given) => {
  const values = given.get(name) ?? [];
  return wanted.length ? values.some((value) => wanted.includes(value)) : isAnswered(values);
};

/** « I’d rather not say » and an answer exclude one another. */
function exclude(field) {
  if (field.type !== "checkbox" || !field.checked) return;
  const boxes = field.closest("[data-question]")?.querySelectorAll('input[type="checkbox"]') ?? [];
  for (const box of boxes) if ((box.value === "-") !== (field.value === "-")) box.checked = false;
}

export class Steps {
  /** `isOn` says whether the line is there, `formOf` finds the form that a command was sent with. */
  constructor({ isOn, formOf }) {
    Object.assign(this, { isOn, formOf, at: new Map() });
    document.addEventListener("input", ({ target }) => {
      const steps = target.closest?.("[data-steps]");
      if (!steps) return;
      exclude(target);
      this.reads = ""; // who writes is not sent back to the head of the page
      this.show(steps);
    });
    document.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-step-to]");
      if (button) this.go(button.closest("[data-steps]"), button.dataset.stepTo);
    });
    document.addEventListener("beffroi:said", ({ detail }) => this.sent(detail));
  }

  /** All that is on the page, as it stands: asked once it was drawn. */
  set() {
    for (const steps of document.querySelectorAll("[data-steps]")) this.show(steps);
  }

  show(steps) {
    this.ask(steps);
    const pages = [...steps.querySelectorAll(":scope > [data-step]")];
    if (!pages.length) return;
    const end = pages.at(-1);
    const seen = pages.filter((page) => page !== end && page.querySelector("[data-question]:not([hidden])"));
    const wanted = this.at.get(steps.dataset.steps);
    const start = seen.find((page) => !("sent" in page.dataset)) ?? end;
    const here = [...seen, end].find((page) => page.dataset.step === wanted) ?? start;
    if (wanted === undefined) this.at.set(steps.dataset.steps, here.dataset.step);
    steps.dataset.stepShown = here.dataset.step;
    for (const page of pages) page.hidden = page !== here;
    const n = seen.indexOf(here);
    const place = here.querySelector("[data-step-place]");
    if (place) place.textContent = seen.length > 1 ? steps.dataset.place.replace("{n}", n + 1).replace("{m}", seen.length) : "";
    const back = here.querySelector('[data-step-to="back"]');
    if (back) back.hidden = n <= 0;
    if (this.reads === here.dataset.step && document.activeElement === document.body) this.read(here);
  }

  /** Reading goes on at the head of a page, also where that is drawn anew. */
  read(page) {
    this.reads = page.dataset.step;
    page.querySelector("h2")?.focus({ preventScroll: true });
  }

  /** Shows the questions whose conditions hold; what a hidden one holds counts for nothing, and is not sent. */
  ask(steps) {
    const given = new Map();
    for (const question of steps.querySelectorAll("[data-question]")) {
      const isShown = JSON.parse(question.dataset.when || "[]").every((when) => holds(when, given));
      question.hidden = question.disabled = !isShown;
      const values = isShown ? answersOf(question) : [];
      given.set(question.dataset.question, values);
      for (const more of question.querySelectorAll("[data-specify]")) {
        more.hidden = !more.dataset.specify.split(" ").some((value) => values.includes(value));
      }
    }
  }

  go(steps, to) {
    const pages = [...steps.querySelectorAll(":scope > [data-step]")];
    const seen = pages.filter((page) => page.dataset.step === "end" || page.querySelector("[data-question]:not([hidden])"));
    const here = seen.findIndex((page) => page.dataset.step === steps.dataset.stepShown);
    const unsent = seen.find((page) => !("sent" in page.dataset));
    const page = { back: seen[here - 1], next: seen[here + 1], first: seen[0], unsent }[to] ?? seen.find((one) => one.dataset.step === to);
    if (!page) return;
    this.at.set(steps.dataset.steps, page.dataset.step);
    this.show(steps);
    this.read(page);
    steps.scrollIntoView({ block: "start" });
  }

  /** A page went out: the next one comes once it is accepted, or at once where there is no line. */
  sent(form) {
    const page = form.closest("[data-step]");
    if (!page) return;
    const steps = page.parentElement;
    const leave = () => {
      if (this.waits !== leave) return;
      this.waits = null;
      if (steps.dataset.stepShown === page.dataset.step) this.go(steps, "next");
    };
    this.waits = leave;
    if (this.isOn()) setTimeout(leave, PATIENCE);
    else leave();
  }

  /** What became of a page: accepted, the next one is shown; else this one is, with what is wrong. */
  settled(isAccepted, item) {
    const page = this.formOf(item)?.closest("[data-step]");
    if (!page) return;
    if (isAccepted) {
      this.waits?.();
      return;
    }
    this.waits = null;
    this.at.set(page.parentElement.dataset.steps, page.dataset.step);
    this.show(page.parentElement);
  }
}
