"""The answers to one question: one a person, those from paper, and what of them may be told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from statistics import median
from typing import Any, NamedTuple

from beffroi import translator
from beffroi.blocks.said import Said
from beffroi.folding import folded
from beffroi.report.numbers import in_words
from beffroi.small_groups import FEWEST, may_be_shown

_ = translator(__name__)

OPTIONS_LEAST, OPTIONS_MOST = 2, 8

WAYS = {
    "options": _("Answers to press"),
    "scale": _("A scale from 1 to 5"),
    "words": _("A word each, as a cloud"),
    "wall": _("A sentence each, as a wall"),
}
"""How a question is answered."""

STEPS = range(1, 6)
ENDS = (STEPS[0], STEPS[-1])
PAPER = "paper:"
"""What the key of a word or a sentence from paper begins with, in the place of a person."""

DECLINED = "declined"
"""« Je ne me prononce pas »: counts as having answered, and is told apart where the answers are."""


@dataclass(frozen=True)
class Option:
    """An answer that can be given."""

    id: str
    text: Any


USUAL = (Option("yes", _("Yes")), Option("no", _("No")), Option("discuss", _("To discuss")))
"""Where no answers were written: in whichever language one reads."""


def options_from(written: str) -> tuple[Option, ...]:
    """The answers that somebody wrote, with a / between them or one a line; each once."""
    lines = (part.strip() for line in written.splitlines() for part in f" {line} ".split(" / "))
    texts: dict[str, str] = {}
    for text in filter(None, lines):
        texts.setdefault(folded(text), text)
    made = tuple(Option("o" + sha256(text.encode()).hexdigest()[:12], text) for text in texts.values())
    return made or USUAL


def scale_from(written: str) -> tuple[Option, ...]:
    """The steps from 1 to 5, with the words of both ends where two were written with a / between them."""
    named = [one.text for one in options_from(written)] if written else []
    ends = dict(zip(ENDS, named, strict=True)) if len(named) == len(ENDS) else {}
    return tuple(Option(f"s{n}", f"{n} · {ends[n]}" if n in ends else str(n)) for n in STEPS)


class Sentence(NamedTuple):
    """What somebody wrote on the wall; `id` is that of the entry that says it."""

    id: str
    text: str


@dataclass(frozen=True)
class Found:
    """What is drawn of an answer: how many gave it, how many in a hundred of those who chose one, and where."""

    id: str
    number: int
    text: Any
    people: int
    percent: int
    by_site: tuple[tuple[str, int], ...] = ()


@dataclass
class Answers(Said):
    """The state: what each person answered, by whom it is never shown, and what came on paper.

    An answer is the id of an option, or, where one writes, the word or the sentence itself.
    """

    options: tuple[Option, ...] = USUAL
    live: bool = True
    way: str = "options"
    sites: dict[str, str] = field(default_factory=dict)
    paper: dict[str, str] = field(default_factory=dict)
    is_over: bool = False

    @property
    def is_written(self) -> bool:
        """Whether one answers in words of one's own."""
        return self.way in ("words", "wall")

    def offers(self, option: str) -> bool:
        """Whether that can be answered."""
        if self.is_written:
            return False
        return option == DECLINED or any(one.id == option for one in self.options)

    def take_back(self, who: str) -> None:
        """Somebody has not answered."""
        super().take_back(who)
        self.sites.pop(who, None)

    def given(self) -> list[str]:
        """All answers, those not to say included; of what is no longer offered none."""
        if self.is_written:
            return [*self.by_person.values()]
        return [one for one in (*self.by_person.values(), *self.paper.values()) if self.offers(one)]

    def papers(self) -> int:
        """How many came on paper."""
        return len(self.paper) + sum(who.startswith(PAPER) for who in self.by_person)

    def wall(self) -> tuple[Sentence, ...]:
        """The sentences that everybody reads, by their ids, which are drawn by lot: nothing says who came first."""
        said = ((id, self.by_person[who]) for who, id in self.ids.items())
        return tuple(Sentence(id, text) for id, text in sorted(said) if folded(text) not in self.down)

    def median(self) -> Any:
        """Where the middle of a scale's answers is, as the reader writes numbers; "" of what is no scale."""
        on = [int(said[1:]) for said in self.given() if said != DECLINED] if self.way == "scale" else []
        return in_words(median(on)) if on else ""

    @property
    def declined(self) -> int:
        """How many would not say."""
        return self.given().count(DECLINED)

    @property
    def is_shown(self) -> bool:
        """Whether what was answered may be told: at the end, or as answers come, from five on.

        What people wrote themselves is told from five on at the end too: it gives away who wrote it.
        """
        if len(self.given()) < FEWEST:
            return self.is_over and not self.is_written
        return self.is_over or self.live

    def found(self) -> list[Found]:
        """Every answer that can be given, in the order in which it was asked, with how many gave it."""
        people, by_site = Counter(self.given()), self.by_site() if self.is_over else {}
        chose = sum(people[one.id] for one in self.options)
        return [
            Found(
                one.id,
                number,
                one.text,
                people[one.id],
                (200 * people[one.id] + chose) // (2 * chose) if chose else 0,
                tuple((site, count[one.id]) for site, count in by_site.items() if count[one.id]),
            )
            for number, one in enumerate(self.options, 1)
        ]

    def by_site(self) -> dict[str, Counter[str]]:
        """People by site, then by answer; empty unless every site has five. What is of no site is a group as well."""
        answered = {who: said for who, said in self.by_person.items() if self.offers(said)}
        sizes = Counter(self.sites.get(who, "") for who in answered)
        sizes[""] += len(self.paper)
        if not may_be_shown(sizes.values()):
            return {}
        told: dict[str, Counter[str]] = {site: Counter() for site in sorted(sizes) if site}
        for who, said in answered.items():
            if site := self.sites.get(who):
                told[site][said] += 1
        return told

    def view(self) -> dict[str, Any]:
        """What everyone may know: how many, never who."""
        answered, is_shown = len(self.given()), self.is_shown
        sites = {self.sites.get(who, "") for who in self.by_person} - {""}
        words = self.counted() if is_shown and self.way == "words" else ()
        return {
            "way": self.way,
            "asked": () if self.is_written else self.options,
            "answered": answered,
            "found": self.found() if is_shown and not self.is_written else [],
            "median": self.median() if is_shown else "",
            "words": words,
            "wall": self.wall() if is_shown and self.way == "wall" else (),
            "taken_down": self.taken_down() if self.is_written and is_shown else (),
            "declined": self.declined if is_shown else 0,
            "is_live": self.live,
            "is_shown": is_shown,
            "may_be_guessed": self.is_over and 0 < answered < FEWEST,
            "too_few": self.is_over and not self.is_written and len(sites) > 1 and not self.by_site(),
        }

    def facilitator_view(self) -> dict[str, Any]:
        """The same; of what is written, once it is shown, what can be taken down."""
        return super().facilitator_view() if self.is_written and self.is_shown else self.view()

    def personal_view(self, who: str) -> dict[str, Any]:
        """One's own answer, and those that can be given."""
        if self.is_written:
            return {**super().personal_view(who), "way": self.way, "asked": (), "said": "", "mine": ""}
        mine = self.by_person.get(who, "")
        texts = {one.id: one.text for one in self.options} | {DECLINED: _("I would rather not say")}
        said = texts.get(mine, "")
        told = {"way": self.way, "asked": self.options, "mine": mine, "said": said, "declining": DECLINED}
        return {**told, "word": "", "word_down": ""}
