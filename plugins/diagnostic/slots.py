"""What a finding is made of: its sentence, whom it is about, strength or weakness, its stake; kinds of sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from beffroi import AUDIENCES, Card, Kind, translator
from beffroi.blocks.sheet import Slot

_ = translator(__name__)

MOST = 8
"""Findings of one sheet, at most: a diagnosis that says all says nothing."""

SENTENCE = 200

QUALITIES = {"strength": _("Strength"), "weakness": _("Weakness")}

FINDINGS = Slot(
    "findings",
    _("Findings"),
    most=MOST,
    max=SENTENCE,
    lines=3,
    kind="finding",
    sourced=False,  # what supports it, and what contradicts it, is drawn by the method
    help=_("One sentence: what is so, for whom; neither its cause nor what to do."),
)
FIELDS = {
    "audience": Slot("audience", _("For whom"), choices=tuple(AUDIENCES.items())),
    "quality": Slot("quality", _("Strength or weakness"), choices=tuple(QUALITIES.items())),
    "stake": Slot(
        "stake", _("What is at stake"), max=SENTENCE, sourced=False, kind="", help=_("What happens if nothing changes?")
    ),
}
"""What is said of each finding; of the finding `f1` its place is `f1:stake`."""

SOURCES: dict[str, Any] = {
    "heard": _("Words heard"),
    "figures": _("Figures"),
    "journey": _("Journey"),
    "elsewhere": _("Benchmark"),
    "seen": _("Observation"),
    "document": _("Document"),
    "other": _("Other source"),
}
"""The kinds of sources, in the order in which the table of findings has them."""

FROM = {
    "verbatim": "heard",
    "feeling": "heard",
    "wish": "heard",
    "reason": "heard",
    "text": "heard",
    "fact": "seen",
    "answer": "figures",
    "figure": "figures",
    "option": "figures",
    "irritant": "journey",
    "emotion": "journey",
    "action": "journey",
    "touchpoint": "journey",
    "waiting": "journey",
    "truth": "journey",
    "lesson": "elsewhere",
    "case": "elsewhere",
}
"""By the kind of a card that was handed over, which kind of source it is."""

SOME, SEVERAL = 1, 2

CROSSED = _("crossed")
TO_CONFIRM = _("to be confirmed")
UNSOURCED = _("no source")

TOLD = {
    "finding": Kind(_("Finding"), weighs=True),
    "question": Kind(_("Question"), "outcome", weighs=True),
    **{kind: Kind(title, "evidence") for kind, title in SOURCES.items()},
}
"""What these are to everybody else."""


def of_finding(line: str, field: str) -> Slot:
    """The place of one thing that is said of a finding."""
    return replace(FIELDS[field], id=f"{line}:{field}")


def kind_of(card: Card) -> str:
    """Which kind of source a card is."""
    return card.kind if card.kind in SOURCES else FROM.get(card.kind, "other")


def crossed(cards: Iterable[Card]) -> Any:
    """How sure a finding is, by the kinds of what supports it: one alone is to be confirmed."""
    kinds = {kind_of(card) for card in cards}
    return CROSSED if len(kinds) >= SEVERAL else TO_CONFIRM if kinds else UNSOURCED
