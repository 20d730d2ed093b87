"""One-word mood: each person says one word, and the room reads them together."""

from collections.abc import Iterator, Sequence
from typing import Any

from beffroi import Command, Method, Model, Stage, Stamp, Table, Text, hookimpl, translator
from beffroi.blocks.said import SAID_COMMANDS, Said
from beffroi.moderation import told_of
from beffroi.report import Bar, Bars, OfTable, Section

_ = translator(__name__)


class Question(Model):
    question: str = Text(_("Question"), max=200, required=False)


class Say(Command, stage="say", apart=True, announcement=_("Word sent")):
    """Say your word, or change it."""

    word: str = Text(_("Your word"), max=24)

    def apply(self, words: Said, stamp: Stamp) -> None:
        words.say(stamp, self.word.casefold())


class TakeBack(Command, stage="say", apart=True, announcement=_("Word taken back")):
    """Take your word back."""

    def apply(self, words: Said, stamp: Stamp) -> None:
        words.take_back(stamp.who)


class Mood(Method[Said, Question]):
    api = 1
    id = "halle_words"
    title = _("One-word mood")
    minutes = 3
    stages = (Stage("say", _("Say a word")), Stage("read", _("Read together")))
    commands = (Say, TakeBack, *SAID_COMMANDS)

    def question(self, settings: Question, stage: str) -> str:
        return settings.question

    def view(self, words: Said) -> dict[str, Any]:
        return words.view()

    def facilitator_view(self, words: Said) -> dict[str, Any]:
        return words.facilitator_view()

    def personal_view(self, words: Said, who: str) -> dict[str, Any]:
        return words.personal_view(who)

    def participants(self, words: Said, stage: str) -> int | None:
        return len(words.by_person) if stage == "say" else None

    def tables(self, words: Said) -> Iterator[Table]:
        yield Table("words", (_("Word"), _("Times said")), words.counted())

    def report(self, words: Said, tables: Sequence[OfTable[Said]], settings: Question) -> Iterator[Section]:
        bars = [Bar(word, times) for word, times in words.counted()]
        down = [told_of(words.taken_down())] if words.down else []
        yield Section("words", _("The mood in one word"), (Bars(bars, _("Times said"), _("Word")), *down))


@hookimpl
def methods() -> list[Method]:
    return [Mood()]
