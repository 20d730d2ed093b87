"""What must be there at the end, from what was acknowledged, against what the results say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from app.rehearse.deeds import Answer, Deed, is_late
from app.rehearse.texts import TAGGED

Things = Counter[str]


@dataclass
class Kept:
    """Words, texts of cards, dots by option, sentences on sheets: how many of each."""

    words: Things = field(default_factory=Counter)
    cards: Things = field(default_factory=Counter)
    dots: Things = field(default_factory=Counter)
    sentences: Things = field(default_factory=Counter)


SHEETS = {"persona": 2, "journey": 3}
"""The tables of results that hold a sheet's sentences, and the column in which they stand, the table's name first."""


class Ledger:
    """Follows what was acknowledged, in the order in which it was; each person's order is the log's."""

    def __init__(self) -> None:
        self.words: dict[int, str] = {}
        self.cards: dict[str, str] = {}
        self.dots: Things = Counter()
        self.sentences: dict[str, str] = {}
        self.unsure: set[str] = set()
        """Texts and options of commands that were never answered: they may be there or not."""

    def acknowledged(self, deed: Deed, answer: Answer) -> None:
        """A command is in the log."""
        if is_late(answer):
            return
        if deed.name == "say":
            self.words[deed.who] = deed.text
        elif deed.name == "write":
            self.cards[answer["entry"]] = deed.text
        elif deed.name == "edit":
            self.cards[deed.data["card"]] = deed.text
        elif deed.name in ("add", "reword", "rework"):
            self.sentences[str(deed.data.get("line", answer["entry"]))] = deed.text
        elif deed.name == "take_back":
            self.cards.pop(deed.data["card"], None)
        elif deed.name in ("dot", "take_dot"):
            self.dots[deed.data["option"]] += 1 if deed.name == "dot" else -1

    def unanswered(self, deed: Deed) -> None:
        """A command of which nothing is known; nor then of what it would have replaced."""
        replaced = (
            self.words.get(deed.who, "") if deed.name == "say" else "",
            self.cards.get(deed.data.get("card", "")),
            self.sentences.get(deed.data.get("line", "")),
        )
        self.unsure.update(filter(None, (deed.text, deed.data.get("option"), *replaced)))

    def expected(self) -> Kept:
        """What must be there, once each."""
        sentences = Counter(self.sentences.values())
        return Kept(Counter(self.words.values()), Counter(self.cards.values()), +self.dots, sentences)


def found_in(results: dict[str, Any]) -> Kept:
    """What a workshop's results hold."""
    kept = Kept()
    for table in (table for part in results["agenda"] for table in part["tables"]):
        if table["name"] == "words":
            kept.words.update(dict(table["rows"]))
        elif table["name"] == "cards":
            kept.cards.update(row[1] for row in table["rows"])
        elif table["name"] == "votes":
            kept.dots.update({link["card"]: row[2] for row, link in zip(table["rows"], table["links"], strict=True)})
        elif table["name"] in SHEETS:
            texts = (str(row[SHEETS[table["name"]]]) for row in table["rows"])
            kept.sentences.update(text for text in texts if TAGGED.search(text))
    return kept


def compared(expected: Things, found: Things, unsure: set[str]) -> tuple[int, int]:
    """How many are lost (acknowledged, not there) and doubled (there more often than acknowledged)."""
    lost, doubled = expected - found, found - expected
    return (
        sum(count for thing, count in lost.items() if thing not in unsure),
        sum(count for thing, count in doubled.items() if thing not in unsure),
    )


def verdict(expected: Kept, found: Kept, unsure: set[str]) -> dict[str, Any]:
    """Lost and doubled, in all and by kind."""
    by_kind = {name: compared(wanted, vars(found)[name], unsure) for name, wanted in vars(expected).items()}
    return {
        "lost": sum(lost for lost, _ in by_kind.values()),
        "doubled": sum(doubled for _, doubled in by_kind.values()),
        "kept": {name: found.total() for name, found in vars(found).items()},
        "lost_of": {name: lost for name, (lost, _) in by_kind.items() if lost},
        "doubled_of": {name: doubled for name, (_, doubled) in by_kind.items() if doubled},
    }
