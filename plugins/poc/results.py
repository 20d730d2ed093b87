"""What leaves proofs of concept: a table each, a section each, what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from beffroi import Table, translator
from beffroi.report import Grid, OfTable, Row, Section
from plugins.poc.proofs import Proof, Proofs

_ = translator(__name__)

PARTS = (_("Part"), _("Text"))
AFTER = (_("Proof of concept"), _("What now"), _("What we learnt"))


def tables(state: Proofs) -> Iterable[Table]:
    """Of each all that it says; then what came of it."""
    found = state.proofs()
    rows = [(one.text, title, text) for one in found for _id, title, text in one.rows]
    if rows:
        links = [{"card": one.id} for one in found for _row in one.rows]
        yield Table("proofs", (_("Proof of concept"), *PARTS), rows, links)
    learned = [(one, one.learned) for one in found if one.learned]
    if learned:
        told = [(one.text, said.said, said.text) for one, said in learned]
        yield Table("after", AFTER, told, [{"card": said.id, "origin": one.id} for one, said in learned])


def sections(state: Proofs, made: Sequence[OfTable[Proofs]]) -> Iterable[Section]:
    """A section each, what came of it at its end."""
    names = {one.id: one.name for one in made}
    told = state.proofs() if state.brought else [*state.proofs(), *(p for one in made for p in _of_table(one))]
    for n, one in enumerate(told, 1):
        rows = [Row((title, text), ids=(one.id,)) for _id, title, text in one.rows]
        if one.learned:
            rows.append(Row((one.learned.said, one.learned.text), ids=(one.learned.id,), origins=(one.id,)))
        table = names.get(one.table, "")
        title = _("%(proof)s · %(table)s", proof=one.text, table=table) if table else one.text
        yield Section(f"proof-{n}", title, (Grid(PARTS, rows),), ids=(one.id,))


def _of_table(one: OfTable[Proofs]) -> list[Proof]:
    return one.state.proofs()
