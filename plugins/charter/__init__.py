"""A charter of what is written: articles worded together, with their delay and what it takes; agreed on by consent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from beffroi import Card, Glance, Kind, Method, Parts, Stage, Table, Trace, hookimpl, translator
from beffroi.blocks.capture import Capture
from beffroi.blocks.consent import Consent
from beffroi.blocks.described import DESCRIBE, SEE, Described
from beffroi.blocks.listed import Listed
from beffroi.blocks.versions import GATHER, Versions
from beffroi.report import OfTable, Section
from plugins.charter import results, shown
from plugins.charter.adoption import NO_CONSULTATION, Adopted
from plugins.charter.articles import ASPECTS, Say
from plugins.charter.plain import Adviser
from plugins.charter.settings import CharterSettings, house_words, must_be_few

_ = translator(__name__)

COLLECT: Stage = replace(
    GATHER,
    title=_("Gather the articles"),
    instruction=_("One commitment an article: what will whoever writes to us get? Propose what is missing."),
    effect=_("Everyone reads the articles that are there, and may propose others; all see them at once."),
)
WRITE: Stage = replace(
    DESCRIBE,
    title=_("Write the articles"),
    instruction=_("Word the commitment; say for whom, within which delay, and what staff need to keep it."),
    notice=_("No letter shows with a name: take names, numbers and addresses out before you write an example."),
    effect=_("Everyone words the articles and says what each takes; every version stays, and all see it at once."),
)
READ: Stage = replace(
    SEE,
    title=_("Read it whole"),
    instruction=_("Read aloud, article by article. Questions only: does everybody understand the same?"),
    effect=_("The articles show whole on every page and screen; what is said of each can still be mended."),
)


class Charter(Method[Parts, CharterSettings]):
    """Gather → write → read → say where you stand → settle → who takes on what → the adopted charter."""

    api = 1
    id = "charter"
    title = _("Charter of what we write")
    at_a_glance = Glance(
        "decide", people=(5, 60), takes=_("articles, or ideas"), gives=_("a dated charter, adopted by consent")
    )
    minutes = 90
    anonymous = False
    commands = (Say,)
    state = Parts
    kinds = {"article": Kind(_("Article of the charter"), "outcome", weighs=True)}
    typed = Listed()
    texts = Versions(on=typed, stages=(COLLECT,), during=WRITE.id)
    told = Described(*ASPECTS, on=texts, of=_("Article"), stages=(WRITE, READ))
    agreed = Consent(on=told)
    done = Capture(on=agreed)
    adoption = Adopted(on=agreed)

    def check_settings(self, settings: CharterSettings) -> None:
        super().check_settings(settings)
        must_be_few(settings.lines)
        house_words(settings.house)

    def start(self, settings: CharterSettings, cards: Sequence[Card]) -> Parts:
        made = super().start(settings, cards)
        made.adviser = Adviser(house_words(settings.house))
        return made

    def facilitator_view(self, state: Parts) -> dict[str, Any]:
        return _once(super().facilitator_view(state))

    def view(self, state: Parts) -> dict[str, Any]:
        return {
            **_once(super().view(state)),
            "sheets": shown.sheets(state),
            "adopted": shown.adopted(state),
            "open_ones": shown.not_adopted(state),
            "no_consultation": NO_CONSULTATION,
        }

    def progress(self, state: Parts) -> tuple[int, int] | None:
        rows = state.told.rows()
        return (sum(not row.missing for row in rows), len(rows)) if rows else None

    def tables(self, state: Parts) -> Iterable[Table]:
        yield from results.tables(state)
        yield from super().tables(state)

    def report(
        self, state: Parts, tables: Sequence[OfTable[Parts]], settings: CharterSettings
    ) -> Iterable[Section]:  # fmt: skip
        yield from results.charter(state)
        told = super().report(state, tables, settings)
        yield from (one for one in told if one.id not in results.TOLD_HERE)
        yield from results.articles(state)

    def cards(self, state: Parts) -> Sequence[Card]:
        """The articles that were adopted, each of which asks how it is kept; before any was, all as they are worded."""
        adopted = self.agreed.cards(state.agreed)
        found = adopted or self.texts.cards(state.texts)
        of = {card.id: results.audience_of(state, card.id) for card in found}
        return [replace(card, kind="article", audience=of[card.id], asks=bool(adopted)) for card in found]

    def traces(self, state: Parts) -> Iterable[Trace]:
        outcomes = self.agreed.outcomes(state.agreed)
        for trace in self.texts.traces(state.texts):
            audience = results.audience_of(state, trace.id)
            yield replace(trace, kind="article", audience=audience, outcome=outcomes.get(trace.id, ""))
        yield from self.done.traces(state.done)


def _once(seen: dict[str, Any]) -> dict[str, Any]:
    """What is said of each article stands in the sheets: once is enough."""
    return {**seen, "told": {**seen["told"], "rows": ()}}


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Charter()]
