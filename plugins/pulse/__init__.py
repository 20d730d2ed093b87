"""Quick question: asked in a moment, answered in one press, counted as answers come. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from beffroi import (
    Card,
    Choice,
    Flag,
    Glance,
    Kind,
    Method,
    Model,
    Refused,
    Stage,
    Stamp,
    Table,
    Text,
    Trace,
    hookimpl,
    translator,
)
from beffroi.report import OfTable, Section
from beffroi.words import LOCALES, speaking
from plugins.pulse.answers import ENDS, OPTIONS_LEAST, OPTIONS_MOST, WAYS, Answers, options_from, scale_from
from plugins.pulse.commands import COMMANDS
from plugins.pulse.results import sections_of, tables_of

_ = translator(__name__)

ANSWER = Stage(
    "answer",
    _("Answer the question"),
    instruction=_("One answer each. You can change it until the results."),
    effect=_("Everyone answers in one press; nothing is decided by it."),
)
RESULTS = Stage(
    "results",
    _("See the results"),
    instruction=_("Here is where we stand. Nothing is decided by it."),
    effect=_("Answers no longer change; how many gave each shows everywhere."),
)
USUAL = _("Yes / No / To discuss")


class PulseSettings(Model):
    """What is asked."""

    question: str = Text(_("Question"), max=200, required=False)
    way: str = Choice(_("How it is answered"), WAYS, default="options", fixed=True)
    options: str = Text(
        _("Answers, with / in between"),
        max=500,
        required=False,
        help=_("From two to eight; left empty: %(usual)s. Of a scale, what 1 and 5 mean.", usual=USUAL),
    )
    live: bool = Flag(
        _("Show the counts while people answer"),
        default=True,
        help=_("From five answers on. Otherwise they show when you go on to the results."),
        fixed=True,
    )


def _names_ends(written: str) -> bool:
    """Whether it names both ends of a scale, or none: the answers that a console has filled in name nothing."""
    usual = []
    for locale in LOCALES:
        with speaking(locale):
            usual.append(options_from(str(USUAL)))
    return not written or len(options_from(written)) == len(ENDS) or options_from(written) in usual


class Pulse(Method[Answers, PulseSettings]):
    """Answer → see the results."""

    api = 1
    id = "pulse"
    title = _("Quick question")
    at_a_glance = Glance("meet", people=(5, 0), takes=_("one question"), gives=_("where the room stands, in a minute"))
    minutes = 2
    stages = (ANSWER, RESULTS)
    commands = COMMANDS
    kinds = {"sentence": Kind(_("Sentence of the wall"), weighs=True)}
    at_once = {"question": "", "way": "options", "options": USUAL, "live": True}

    def check_settings(self, settings: PulseSettings) -> None:
        if settings.way == "scale" and not _names_ends(settings.options):
            said = _("A scale has words at both ends or at none: write what 1 and 5 mean, with / in between.")
            raise Refused(said, errors={"options": said})
        if settings.way != "options":
            return
        asked = len(options_from(settings.options)) if settings.options else OPTIONS_LEAST
        if not OPTIONS_LEAST <= asked <= OPTIONS_MOST:
            said = _("A quick question has from two to eight answers: write them with / in between.")
            raise Refused(said, errors={"options": said})

    def start(self, settings: PulseSettings, cards: Sequence[Card]) -> Answers:
        offered = scale_from if settings.way == "scale" else options_from
        return Answers(options=offered(settings.options), live=settings.live, way=settings.way)

    def on_stage(self, answers: Answers, stage: str, stamp: Stamp) -> None:
        answers.is_over = stage == RESULTS.id

    def question(self, settings: PulseSettings, stage: str) -> str:
        return settings.question

    def worth(self, settings: PulseSettings, stage: str) -> Any:
        return _("Indicative: nothing is decided by it.")

    def view(self, answers: Answers) -> dict[str, Any]:
        return answers.view()

    def facilitator_view(self, answers: Answers) -> dict[str, Any]:
        return answers.facilitator_view()

    def personal_view(self, answers: Answers, who: str) -> dict[str, Any]:
        return answers.personal_view(who)

    def participants(self, answers: Answers, stage: str) -> int | None:
        return len(answers.given()) if stage == ANSWER.id else None

    def papers(self, answers: Answers, stage: str) -> int:
        return answers.papers()

    def can_void(self, answers: Answers) -> bool:
        return bool(answers.by_person) and not answers.live and not answers.is_over

    def void(self, answers: Answers, who: str) -> None:
        answers.take_back(who)

    def cards(self, answers: Answers) -> Sequence[Card]:
        said = answers.wall() if answers.is_shown and answers.way == "wall" else ()
        return [Card(one.id, one.text, "sentence") for one in said]

    def traces(self, answers: Answers) -> Iterator[Trace]:
        for card in self.cards(answers):
            yield Trace(card.id, card.text, card.kind)

    def tables(self, answers: Answers) -> Iterator[Table]:
        if answers.is_shown:
            yield from tables_of(answers)

    def report(
        self, answers: Answers, tables: Sequence[OfTable[Answers]], settings: PulseSettings
    ) -> Iterator[Section]:
        if answers.is_shown:
            yield from sections_of(answers)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Pulse()]
