// The table that the person sits at, as the page shows it; and where all the tables are listed, one's own first.

export const ownTable = () => document.querySelector(".own-table")?.dataset.table ?? "";

/** The list is one for the whole room: which of its tables is one's own only the page knows. */
export function ownTableFirst() {
  const table = ownTable();
  for (const line of document.querySelectorAll(".room-tables .table-line")) {
    const isOwn = line.dataset.part === table;
    line.classList.toggle("is-own", isOwn);
    line.querySelector("[data-ours]").hidden = !isOwn;
  }
  const own = document.querySelector(".room-tables .is-own");
  const first = own?.parentNode.querySelector(".table-line");
  if (own && own !== first) first.before(own);
}
