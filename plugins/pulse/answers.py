"""The answers to one question: one a person, those from paper, and what of them may be told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from beffroi import translator
from beffroi.folding import folded
from beffroi.small_groups import FEWEST, may_be_shown

_ = translator(__name__)

OPTIONS_LEAST, OPTIONS_MOST = 2, 8

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
class Answers:
    """The state: what each person answered, by whom it is never shown, and what came on paper."""

    options: tuple[Option, ...]
    live: bool = True
    by_person: dict[str, str] = field(default_factory=dict)
    sites: dict[str, str] = field(default_factory=dict)
    paper: dict[str, str] = field(default_factory=dict)
    is_over: bool = False

    def offers(self, option: str) -> bool:
        """Whether that can be answered."""
        return option == DECLINED or any(one.id == option for one in self.options)

    def take_back(self, who: str) -> None:
        """Somebody has not answered."""
        self.by_person.pop(who, None)
        self.sites.pop(who, None)

    def given(self) -> list[str]:
        """All answers, those not to say included; of what is no longer offered none."""
        return [one for one in (*self.by_person.values(), *self.paper.values()) if self.offers(one)]

    @property
    def declined(self) -> int:
        """How many would not say."""
        return self.given().count(DECLINED)

    @property
    def is_shown(self) -> bool:
        """Whether what was answered may be told: at the end, or as answers come, from five on."""
        return self.is_over or (self.live and len(self.given()) >= FEWEST)

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
        answered = len(self.given())
        sites = {self.sites.get(who, "") for who in self.by_person} - {""}
        return {
            "asked": self.options,
            "answered": answered,
            "found": self.found() if self.is_shown else [],
            "declined": self.declined if self.is_shown else 0,
            "is_live": self.live,
            "may_be_guessed": self.is_over and 0 < answered < FEWEST,
            "too_few": self.is_over and len(sites) > 1 and not self.by_site(),
        }

    def personal_view(self, who: str) -> dict[str, Any]:
        """One's own answer, and those that can be given."""
        mine = self.by_person.get(who, "")
        texts = {one.id: one.text for one in self.options} | {DECLINED: _("I would rather not say")}
        return {"asked": self.options, "mine": mine, "said": texts.get(mine, ""), "declining": DECLINED}
