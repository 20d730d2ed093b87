"""One-word mood: each person says one word, beside a face where asked, and the room reads them together."""

from collections.abc import Iterator, Sequence
from typing import Any

from beffroi import Card, Choice, Command, Glance, Method, Model, Stage, Stamp, Table, Text, hookimpl, translator
from beffroi.blocks.said import SAID_COMMANDS, Said
from beffroi.moderation import told_of
from beffroi.report import Bar, Bars, OfTable, Section
from plugins.mood.faces import ASKED, FACE_COMMANDS, Weather

_ = translator(__name__)


class Question(Model):
    question: str = Text(_("Question"), max=200, required=False)
    asked: str = Choice(_("What people are asked for"), ASKED, default="word", fixed=True)


class Say(Command, stage="say", apart=True, announcement=_("Word sent")):
    """Say your word, or change it."""

    word: str = Text(_("Your word"), max=24)

    def apply(self, words: Said, stamp: Stamp) -> None:
        words.say(stamp, self.word.casefold())


class TakeBack(Command, stage="say", apart=True, announcement=_("Word taken back")):
    """Take your word back."""

    def apply(self, words: Said, stamp: Stamp) -> None:
        words.take_back(stamp.who)


class Mood(Method[Weather, Question]):
    api = 1
    id = "mood"
    title = _("One-word mood")
    at_a_glance = Glance("meet", people=(5, 60), takes=_("a question"), gives=_("one word each, read together"))
    minutes = 3
    stages = (Stage("say", _("Say a word")), Stage("read", _("Read together")))
    commands = (Say, TakeBack, *FACE_COMMANDS, *SAID_COMMANDS)

    def start(self, settings: Question, cards: Sequence[Card]) -> Weather:
        return Weather(asks_faces=settings.asked == "faces")

    def question(self, settings: Question, stage: str) -> str:
        return settings.question

    def view(self, words: Weather) -> dict[str, Any]:
        return words.view()

    def facilitator_view(self, words: Weather) -> dict[str, Any]:
        return words.facilitator_view()

    def personal_view(self, words: Weather, who: str) -> dict[str, Any]:
        return words.personal_view(who)

    def participants(self, words: Weather, stage: str) -> int | None:
        return words.answered() if stage == "say" else None

    def tables(self, words: Weather) -> Iterator[Table]:
        yield Table("words", (_("Word"), _("Times said")), words.counted())
        yield from words.tables_of_faces()

    def report(self, words: Weather, tables: Sequence[OfTable[Weather]], settings: Question) -> Iterator[Section]:
        yield from words.sections_of_faces()
        bars = [Bar(word, times) for word, times in words.counted()]
        down = [told_of(words.taken_down())] if words.down else []
        yield Section("words", _("The mood in one word"), (Bars(bars, _("Times said"), _("Word")), *down))


@hookimpl
def methods() -> list[Method]:
    return [Mood()]
