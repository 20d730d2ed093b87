"""A sample: everybody answers one question unseen, then all read together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from beffroi import Card, Command, Method, Model, Stage, Stamp, Table, Text, hookimpl, translator
from beffroi.report import Item, Listing, OfTable, Section

_ = translator(__name__)


class SampleSettings(Model):
    """What a facilitator sets before it opens; each with a default, so that it can be added in one tap."""

    question: str = Text(_("Question"), max=200, required=False)


@dataclass(frozen=True)
class Said:
    """An answer; its id is that of the entry that worded it, by which it is erased."""

    id: str
    text: str


@dataclass
class Answers:
    """The state: what the commands made, and nothing else. One answer a person bounds it."""

    by_person: dict[str, Said] = field(default_factory=dict)

    def listed(self) -> list[Said]:
        """By their words: the order of writing would tell who wrote first."""
        return sorted(self.by_person.values(), key=lambda said: (said.text.casefold(), said.id))


class Answer(Command, stage="write", apart=True, announcement=_("Answer sent")):
    """Answer, or answer anew."""

    text: str = Text(_("Your answer"), max=140, lines=2)

    def apply(self, answers: Answers, stamp: Stamp) -> None:
        answers.by_person[stamp.who] = Said(stamp.id, self.text)


class TakeBack(Command, stage="write", apart=True, announcement=_("Answer taken back")):
    """Take your answer back."""

    def apply(self, answers: Answers, stamp: Stamp) -> None:
        answers.by_person.pop(stamp.who, None)


class Sample(Method[Answers, SampleSettings]):
    api = 1
    id = "sample"
    title = _("A sample")
    minutes = 10
    stages = (
        Stage("write", _("Write"), hidden=True, instruction=_("Answer in one sentence. Nobody reads it yet.")),
        Stage("read", _("Read together"), effect=_("Everybody reads the answers, without names.")),
    )
    commands = (Answer, TakeBack)

    def question(self, settings: SampleSettings, stage: str) -> str:
        return settings.question

    def view(self, answers: Answers) -> dict[str, Any]:
        return {"answers": answers.listed()}

    def personal_view(self, answers: Answers, who: str) -> dict[str, Any]:
        return {"mine": answers.by_person.get(who)}

    def counts(self, answers: Answers) -> Sequence[Any]:
        n = len(answers.by_person)
        return [_.many("%(n)s answer so far.", "%(n)s answers so far.", n)]

    def participants(self, answers: Answers, stage: str) -> int | None:
        return len(answers.by_person) if stage == "write" else None

    def cards(self, answers: Answers) -> Sequence[Card]:
        return [Card(said.id, said.text) for said in answers.listed()]

    def tables(self, answers: Answers) -> Iterator[Table]:
        yield Table("answers", (_("Answer"),), [(said.text,) for said in answers.listed()])

    def report(
        self, answers: Answers, tables: Sequence[OfTable[Answers]], settings: SampleSettings
    ) -> Iterator[Section]:
        items = [Item(said.text, ids=(said.id,)) for said in answers.listed()]
        yield Section("answers", _("What was answered"), (Listing(items),))


@hookimpl
def methods() -> list[Method]:
    return [Sample()]
