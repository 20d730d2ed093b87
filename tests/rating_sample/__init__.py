"""A method of the tests: topics, and marks that each gives them in secret."""

from __future__ import annotations

from dataclasses import dataclass, field

from beffroi import Command, Method, Number, Ref, Refused, Stage, Text


@dataclass
class Heard:
    topics: dict[str, str] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    who: list[str] = field(default_factory=list)


class Propose(Command, stage="propose"):
    """Propose a topic."""

    text: str = Text("Topic", max=40)

    def apply(self, state, stamp):
        state.topics[stamp.id] = self.text


class Rate(Command, stage="rate"):
    """Rate a topic, and say why."""

    topic: str = Ref(edits=False)
    mark: int = Number("Mark", low=1, high=5)
    why: str = Text("Why", max=60, required=False)

    def check(self, state, stamp):
        if self.topic not in state.topics:
            raise Refused("That topic is not there.")

    def apply(self, state, stamp):
        state.marks[stamp.who] = self.mark
        state.said.append(self.why)
        state.who.append(stamp.who)


class Rating(Method[Heard]):
    """Topics that each rates in secret; what a test has it tell is told by `counts`."""

    api = 1
    id = "rating"
    title = "Rating"
    stages = (Stage("propose", "Propose"), Stage("rate", "Rate", hidden=True))
    commands = (Propose, Rate)

    tells = staticmethod(lambda state: [])

    def view(self, state):
        return {"topics": tuple(state.topics.items())}

    def personal_view(self, state, who):
        return {"mine": state.marks.get(who, 0)}

    def counts(self, state):
        return self.tells(state)
