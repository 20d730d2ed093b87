"""Where one person stands on an article, a round of such stances, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from beffroi.words import translator

_ = translator(__name__)

PAPER = "paper:"
"""What the key of a stance from paper begins with, in the place of a person."""

STANCES = {
    "agree": _("No objection"),
    "reserve": _("Reservation"),
    "object": _("Objection"),
    "pass": _("I say nothing on it"),
}
"""The four stances: a reservation is kept and blocks nothing, an objection has a reason."""

OUTCOMES = {
    "adopted": _("Adopted"),
    "trial": _("Adopted on trial"),
    "sent": _("Sent on"),
    "rejected": _("Not adopted"),
}
"""What may become of an article."""

GOES_ON = ("adopted", "trial")
"""The outcomes that go on over an objection, where one stands."""

FOUND = {"risk": _("A risk for the mission"), "preference": _("A preference")}
"""What an objection was found to be, once both questions were asked."""


@dataclass(frozen=True)
class Stance:
    """Where one person stands on an article: a `kind` of `STANCES`, with their `words`; `id` is that of its entry.

    An objection that its author withdrew stays, `withdrawn`; one that somebody took up from another is `of` that one.
    `found` is what it was found to be, of `FOUND`; `answers` are (id, text) that its author wrote of it since; `site`
    is where it comes from, where that is kept.
    """

    id: str
    kind: str
    words: str = ""
    withdrawn: bool = False
    site: str = ""
    of: str = ""
    found: str = ""
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it is an objection that nobody withdrew."""
        return self.kind == "object" and not self.withdrawn


@dataclass
class Round:
    """One round of `stances`, by person, on one `text` of an article; `id` is of the entry that worded it, or "".

    `taken` are the objections of others that somebody took up since, by person. `is_due` where the article was worded
    anew where it comes from after people had said where they stand: those stances were on other words.
    """

    text: str
    id: str = ""
    stances: dict[str, Stance] = field(default_factory=dict)
    taken: dict[str, Stance] = field(default_factory=dict)
    is_due: bool = False

    def of(self, kind: str) -> list[Stance]:
        """The stances of a kind, by their ids, which are drawn by lot: nothing is told of who came first."""
        return sorted((one for one in self.stances.values() if one.kind == kind), key=lambda one: one.id)


@dataclass(frozen=True)
class Outcome:
    """What became of an article: a `kind` of `OUTCOMES`, `until` when or `to` whom, and why, its `motive`.

    `review` is the day on which it is looked at again.
    """

    kind: str
    until: str = ""
    to: str = ""
    motive: str = ""
    review: str = ""
