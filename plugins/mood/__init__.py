"""One-word mood: each person says one word, and the room reads them together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from beffroi import Command, Method, Model, Stage, Stamp, Table, Text, hookimpl, translator
from beffroi.folding import counted
from beffroi.report import Bar, Bars, OfTable, Section

_ = translator(__name__)


class Question(Model):
    question: str = Text(_("Question"), max=200, required=False)


@dataclass
class Words:
    by_person: dict[str, str] = field(default_factory=dict)

    def counted(self) -> list[tuple[str, int]]:
        return counted(self.by_person.values())


class Say(Command, stage="say", apart=True, announcement=_("Word sent")):
    """Say your word, or change it."""

    word: str = Text(_("Your word"), max=24)

    def apply(self, words: Words, stamp: Stamp) -> None:
        words.by_person[stamp.who] = self.word.casefold()


class TakeBack(Command, stage="say", apart=True, announcement=_("Word taken back")):
    """Take your word back."""

    def apply(self, words: Words, stamp: Stamp) -> None:
        words.by_person.pop(stamp.who, None)


class Mood(Method[Words, Question]):
    api = 1
    id = "mood"
    title = _("One-word mood")
    minutes = 3
    stages = (Stage("say", _("Say a word")), Stage("read", _("Read together")))
    commands = (Say, TakeBack)

    def question(self, settings: Question, stage: str) -> str:
        return settings.question

    def view(self, words: Words) -> dict[str, Any]:
        return {"words": words.counted()}

    def personal_view(self, words: Words, who: str) -> dict[str, Any]:
        return {"word": words.by_person.get(who, "")}

    def participants(self, words: Words, stage: str) -> int | None:
        return len(words.by_person) if stage == "say" else None

    def tables(self, words: Words) -> Iterator[Table]:
        yield Table("words", (_("Word"), _("Times said")), words.counted())

    def report(self, words: Words, tables: Sequence[OfTable[Words]], settings: Question) -> Iterator[Section]:
        bars = [Bar(word, times) for word, times in words.counted()]
        yield Section("words", _("The mood in one word"), (Bars(bars, _("Times said"), _("Word")),))


@hookimpl
def methods() -> list[Method]:
    return [Mood()]
