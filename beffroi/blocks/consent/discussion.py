"""What is asked and said of articles before a round: questions with their answers, one reaction each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

QUESTION, REACTION = "question", "reaction"


@dataclass(frozen=True)
class Remark:
    """A question or a reaction, its `kind`, on the `thing` that an article is: its `text`, by `who`, never shown.

    `id` is that of its entry. A question has its `answer`, which the entry `answered` wrote; `paper` says that it came
    on paper.
    """

    id: str
    thing: str
    kind: str
    text: str
    who: str = ""
    answer: str = ""
    answered: str = ""
    paper: bool = False


@dataclass
class Discussion:
    """All the `remarks`, by id."""

    remarks: dict[str, Remark] = field(default_factory=dict)

    def of(self, thing: str, kind: str) -> list[Remark]:
        """Those of a kind on an article, by their ids, which are drawn by lot."""
        return sorted(
            (one for one in self.remarks.values() if (one.thing, one.kind) == (thing, kind)), key=lambda one: one.id
        )

    def by(self, who: str, kind: str, thing: str = "") -> list[Remark]:
        """Those of a kind that somebody wrote, on one article or on all."""
        own = (one for one in self.remarks.values() if one.who == who and one.kind == kind and not one.paper)
        return [one for one in own if thing in ("", one.thing)]

    def react(self, remark: Remark) -> None:
        """Somebody reacts, once to each article: what they wrote before of it goes."""
        for one in self.by(remark.who, REACTION, remark.thing):
            del self.remarks[one.id]
        self.remarks[remark.id] = remark

    def reply(self, question: str, text: str, id: str) -> None:
        """A question is answered, or its answer worded anew."""
        if question in self.remarks:
            self.remarks[question] = replace(self.remarks[question], answer=text, answered=id)
