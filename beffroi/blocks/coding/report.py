"""What leaves a coding: codes with how often they were given, the texts of each, and how far readers agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from beffroi.blocks.coding.readings import Apart, Coded, Readings
from beffroi.moderation import told_of
from beffroi.report import Bar, Bars, Grid, Heading, Item, Listing, Piece, Row, Section
from beffroi.vocabulary import Card, Table, Trace
from beffroi.words import translator

_ = translator(__name__)


def chart_of(coded: Sequence[Coded]) -> Bars | None:
    """How many texts have each code; None where none has any."""
    shown = [one for one in coded if one.texts]
    if not shown:
        return None
    return Bars([Bar(one.text, len(one.texts), ids=(one.id,)) for one in shown], _("Texts"), _("Code"))


def tables_of(readings: Readings) -> Iterator[Table]:
    """A row a code; a row a text and code; a row a text that readers did not code alike."""
    coded = readings.coded()
    if coded:
        columns = (_("Code"), _("Texts"), _("Texts read twice"), _("Agreement (of a hundred)"), _("Kappa (Scott’s pi)"))
        yield Table("codes", columns, [_row(one) for one in coded], [{"card": one.id} for one in coded])
    quoted = [(one, text) for one in coded for text in one.texts]
    if quoted:
        rows = [(one.text, text.asked, text.text) for one, text in quoted]
        links = [{"card": text.id, "origin": one.id} for one, text in quoted]
        yield Table("coded_texts", (_("Code"), _("Question"), _("Words")), rows, links)
    apart = list(readings.apart())
    if apart:
        heads = (_("Words"), _("Both readers"), _("One reader alone"), _("Kept of these"))
        yield Table("apart", heads, [_differing(one) for one in apart], [{"card": one.text.id} for one in apart])


def _row(one: Coded) -> tuple[object, ...]:
    if one.agreement is None:
        return (one.text, len(one.texts), 0, "", "")
    kappa = "" if one.agreement.kappa is None else round(one.agreement.kappa, 2)
    return (one.text, len(one.texts), one.agreement.texts, one.agreement.percent, kappa)


def _differing(one: Apart) -> tuple[str, ...]:
    both = _named(code for _id, code in one.both)
    alone = _named(code for _id, code, _kept in one.one)
    return (one.words, both, alone, _named(code for _id, code, kept in one.one if kept))


def _named(codes: Iterable[str]) -> str:
    return ", ".join(codes)


def sections_of(readings: Readings) -> Iterator[Section]:
    """Codes and quotes, which somebody read for names; then how far the readers agree."""
    coded = readings.coded()
    chart = chart_of(coded)
    if chart is None:
        return
    yield Section("codes", _("What it is about"), (chart, *_quotes(coded), *_down(readings)))
    rows = [
        Row((one.text, one.agreement.percent, one.agreement.kappa_said), ids=(one.id,))
        for one in coded
        if one.agreement is not None
    ]
    if rows:
        columns = (_("Code"), _("Agreement (of a hundred)"), _("Kappa (Scott’s pi)"))
        apart = Listing([Item(one.words, ids=(one.text.id,)) for one in readings.apart()], _("Where readers differed"))
        yield Section("agreement", _("How far the readers agree"), (Grid(columns, rows), apart))


def _quotes(coded: Sequence[Coded]) -> Iterator[Piece]:
    for one in coded:
        if one.texts:
            yield Heading(one.text)
            yield Listing([Item(text.text, ids=(text.id,)) for text in one.texts])


def _down(readings: Readings) -> Iterator[Piece]:
    if readings.down:
        yield told_of(readings.taken_down())


def cards_of(readings: Readings) -> list[Card]:
    """The codes, each with the texts that it stands for."""
    return [
        Card(one.id, one.text, "theme", details=tuple((text.id, text.text) for text in one.texts))
        for one in readings.coded()
        if one.texts
    ]


def traces_of(readings: Readings) -> Iterator[Trace]:
    """Each code comes from the texts that have it."""
    coded = readings.coded()
    for text in {text.id: text for one in coded for text in one.texts}.values():
        yield Trace(text.id, text.text, "text", (), text.audience)
    for one in coded:
        if one.texts:
            yield Trace(one.id, one.text, "theme", tuple(text.id for text in one.texts))
