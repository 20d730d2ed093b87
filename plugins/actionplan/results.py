"""What leaves a plan: its table, its part of the report, its cards, the links of the chain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from beffroi import Action, Card, Table, Trace, translator
from beffroi.report import Grid, Paragraph, Row, Section
from beffroi.spoken import in_words
from plugins.actionplan.plan import ASPECTS, Plan
from plugins.actionplan.plan import Row as PlanRow

_ = translator(__name__)

COLUMNS = (
    _("Action"), _("From which outcome"), _("Who"), _("For when"), _("How far it is"), _("In a line"),
    *ASPECTS.values(),
)  # fmt: skip
SHORT = (_("Action"), _("Who"), _("For when"), _("How far it is"))


def _cells(row: PlanRow) -> tuple[object, ...]:
    said = (text for _name, _title, text in row.aspects())
    return (row.text, row.outcome.shown, row.who, row.when, row.stands, row.line.shown, *said)


def _ids(row: PlanRow) -> tuple[str, ...]:
    worded = (row.wording, row.to, row.name, row.first, row.partner, row.indicator, row.line)
    return tuple(dict.fromkeys((row.id, *(one.id for one in worded if one.id))))


def tables(plan: Plan) -> Iterable[Table]:
    """A row an action."""
    rows = plan.here()
    if rows:
        links = [{"card": one.id, "origin": one.follows or one.outcome.id} for one in rows]
        yield Table("actions", COLUMNS, [_cells(one) for one in rows], links)


def sections(plan: Plan) -> Iterable[Section]:
    """Who does what: without names for whoever was not there; whole, with names that were given, for who was."""
    rows = plan.here()
    if not rows:
        return
    told = [
        Row(
            (one.text, one.service, one.when, one.stands), ids=_ids(one), origins=(one.outcome.id,), version="direction"
        )
        for one in rows
    ]
    without = sum(not one.who for one in rows if one.is_open)
    said = _.many("%(n)s action has nobody yet.", "%(n)s actions have nobody yet.", without)
    left = (Paragraph(said, version="direction"),) if without else ()
    yield Section("short", _("Who does what"), (Grid(SHORT, told, version="direction"), *left), version="direction")
    whole = [Row(_cells(one), ids=_ids(one), origins=(one.outcome.id,)) for one in rows]
    yield Section("actions", _("Who does what, in full"), (Grid(COLUMNS, whole),))


def cards(plan: Plan) -> Sequence[Card]:
    """Each action with all that is said of it, for the next plan or the next workshop."""
    return [_card(one) for one in plan.here()]


def _card(row: PlanRow) -> Card:
    said = [("follows", row.id, ""), ("action", row.wording.id, row.text), ("state", row.id, row.state)]
    told = {"outcome": row.outcome, "who": row.to, "name": row.name, "when": row.wished, "line": row.line}
    told |= {name: row.said(name) for name in ASPECTS}
    said += [(name, one.id, one.text) for name, one in told.items() if one.shown]
    said += [("due", row.id, row.due)] if row.due else []
    return Card(row.id, row.text, "action", parts=((row.wording.id, row.text),), said=tuple(said))


def traces(plan: Plan) -> Iterable[Trace]:
    """An action, which comes from an outcome or from what was said to be done with it; and how far it is."""
    for one in plan.here():
        said = " · ".join(str(part) for part in (one.text, one.to.shown if one.is_service else "", one.when) if part)
        source = one.follows or one.outcome.id
        yield Trace(one.id, said, "action", (source,) if source else (), outcome=one.stands)


def commitments(plan: Plan) -> Sequence[Action]:
    """Who does what, with the outcome that it follows from."""
    return [
        Action(
            one.id, one.outcome.id, in_words(one.who), in_words(one.when), one.first.shown, what=one.text,
            status=one.stands, follows=one.follows, partner=one.partner.shown, unnamed=in_words(one.service),
        )
        for one in plan.here()
        if one.who or one.due
    ]  # fmt: skip
