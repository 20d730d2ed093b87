// Grouping by numbers, as they are called out in the room: « 12 3 avec 4 », « 12 3 B », « 12 - » for out of its group,
// « 12 3 = Accueil » for the group of that name, which is made where there is none.

const WITH = ["AVEC", "WITH"]; // in whichever language one thinks
const OUT = "-";
const A = 65; // of the letters that groups have, in their order

/** What a line says: the cards to move, and where to; or the word in it that is no card and no group. */
export function read(line, here) {
  const [numbers, ...named] = line.split("=");
  return named.length ? readNamed(numbers, named.join("=").trim(), here) : readMoves(line, here);
}

const wordsOf = (line) => line.toUpperCase().replaceAll(",", " ").split(" ").filter(Boolean);

function readNamed(line, title, { cards, names }) {
  const numbers = wordsOf(line);
  const unknown = numbers.find((number) => !cards.has(number));
  if (unknown !== undefined || !title || !numbers.length) return { wrong: unknown ?? title };
  const to = names.get(title.toLowerCase());
  return { moved: numbers.map((number) => cards.get(number)), to: to ?? "new", title: to ? "" : title };
}

function readMoves(line, { cards, groups }) {
  const said = wordsOf(line);
  const at = said.findIndex((word) => WITH.includes(word));
  const end = at < 0 ? said.length - 1 : at;
  const numbers = said.slice(0, end);
  const [target, ...more] = said.slice(at < 0 ? end : end + 1);
  if (!numbers.length || target === undefined || more.length) return { wrong: more[0] ?? target ?? "" };
  const unknown = numbers.find((number) => !cards.has(number));
  if (unknown !== undefined) return { wrong: unknown };
  const to = target === OUT ? "" : (cards.get(target) ?? groups[target.length === 1 ? target.charCodeAt(0) - A : -1]);
  if (to === undefined) return { wrong: target };
  return { moved: numbers.map((number) => cards.get(number)).filter((card) => card !== to), to };
}

export class TypedMoves {
  constructor(shown, words, { gathering }) {
    Object.assign(this, { shown, words, gathering });
    shown.container.addEventListener("submit", (event) => {
      const form = event.target.closest("[data-typed-moves]");
      if (!form) return;
      event.preventDefault();
      this.carryOut(form);
    });
  }

  get board() {
    return this.shown.container.querySelector("[data-grouping]");
  }

  /** What stands there now: cards by their number, groups in the order of their letters. */
  here() {
    const cards = new Map([...this.board.querySelectorAll("[data-card]")].map((one) => [one.querySelector(".number").textContent, one.dataset.card]));
    const groups = [...this.board.querySelectorAll("[data-cluster]")].map((one) => one.dataset.cluster).filter(Boolean);
    const named = [...this.board.querySelectorAll("[data-cluster]")].filter((one) => one.dataset.name);
    return { cards, groups, names: new Map(named.map((one) => [one.dataset.name.toLowerCase(), one.dataset.cluster])) };
  }

  carryOut(form) {
    const field = form.querySelector("input");
    const place = form.querySelector("[data-error]");
    const { moved = [], to, title, wrong } = read(field.value, this.here());
    place.hidden = wrong === undefined;
    place.textContent = wrong === undefined ? "" : this.words.noSuchCard.replace("{word}", wrong);
    field.setAttribute("aria-invalid", String(wrong !== undefined));
    if (wrong !== undefined) return;
    const name = ({ dataset }) => this.gathering.ask("name_cluster", { cluster: dataset.cluster, title });
    this.gathering.gather(moved, to, title ? name : null);
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true })); // nothing is written in it any more
  }
}
