"""The lanes of a journey: what is asked of each step, in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beffroi import Flag, Kind, Model, translator
from beffroi.blocks.sheet import Slot

_ = translator(__name__)

SENTENCE = 140
"""Characters of a sentence: a cell is read at a glance."""

MOST = 8
"""Sentences in a cell, at most."""

EMOTION = "emotion"
AGENT = "agent"
"""The second curve: what the agent feels at the same steps."""

TRUTH = "truth"
IRRITANTS = "irritants"
OPPORTUNITIES = "opportunities"


@dataclass(frozen=True)
class Lane:
    """A row of the map. `below` is what the line of visibility hides from the user, `far` what a screen shows first.

    `kind` names its sentences.
    """

    id: str
    title: Any
    help: Any
    kind: str
    on: bool = False
    below: bool = False
    far: bool = False
    max: int = SENTENCE

    def slot(self, step: str, title: Any) -> Slot:
        """The cell of a step."""
        return Slot(f"{step}:{self.id}", f"{self.title} · {title}", MOST, self.max, help=self.help)


LANES: dict[str, Lane] = {
    lane.id: lane
    for lane in (
        Lane("actions", _("Actions"), _("What does the person do?"), "action", on=True, far=True),
        Lane("touchpoints", _("Touchpoints and channels"), _("Where, with whom, through what?"), "touchpoint", on=True),
        Lane("thoughts", _("Thoughts"), _("What do they say, in their own words?"), "verbatim", max=200),
        Lane("needs", _("Needs"), _("What do they need just then?"), "need"),
        Lane(EMOTION, _("Emotion"), _("How do they feel, from −2 to +2?"), "emotion", on=True, far=True),
        Lane(TRUTH, _("Moments of truth"), _("Where does it all turn, well or badly?"), "truth"),
        Lane("waiting", _("Waiting time"), _("How long, between what and what?"), "waiting"),
        Lane("documents", _("Documents asked"), _("Which ones? Given before?"), "document"),
        Lane(IRRITANTS, _("Irritants"), _("What annoys, costs, puts off?"), "irritant", on=True, far=True),
        Lane("ideas", _("Ideas"), _("What could be tried?"), "idea", on=True, far=True),
        Lane("front", _("Facing the user"), _("Who answers, and how?"), "front", below=True),
        Lane("back", _("Backstage"), _("What happens that the user does not see?"), "back", below=True),
        Lane("tools", _("Tools"), _("Software, files, telephones…"), "tool", below=True),
        Lane("rules", _("Rules"), _("Which law, which habit?"), "rule", below=True),
        Lane(
            OPPORTUNITIES,
            _("Opportunities"),
            _("With an owner and an indicator."),
            "opportunity",
            below=True,
            far=True,
            max=200,
        ),
    )
}
"""METHODS: five are on at first; the others stand around them in this order, the line of visibility before `front`."""


TOLD = {
    "persona": Kind(_("Persona")),
    "scenario": Kind(_("Scenario")),
    "sentence": Kind(_("Sentence")),
    "action": Kind(_("Action")),
    "touchpoint": Kind(_("Touchpoint")),
    "verbatim": Kind(_("Verbatim"), "evidence", weighs=True),
    "need": Kind(_("Need"), weighs=True),
    "emotion": Kind(_("Emotion")),
    "truth": Kind(_("Moment of truth")),
    "waiting": Kind(_("Waiting time")),
    "document": Kind(_("Document asked")),
    "irritant": Kind(_("Irritant"), weighs=True),
    "idea": Kind(_("Idea"), weighs=True),
    "front": Kind(_("Facing the user")),
    "back": Kind(_("Backstage")),
    "tool": Kind(_("Tool")),
    "rule": Kind(_("Rule")),
    "opportunity": Kind(_("Opportunity")),
    "question": Kind(_("Question"), "outcome", weighs=True),
}
"""What the sentences of the lanes, and what is made of them, are in the evidence chain."""


def _lane(id: str) -> Any:
    lane = LANES[id]
    return Flag(_("Lane: %(name)s", name=lane.title), default=lane.on)


class LaneSettings(Model):
    """Which lanes a map has at first; a table adds others as it goes."""

    lane_actions: bool = _lane("actions")
    lane_touchpoints: bool = _lane("touchpoints")
    lane_thoughts: bool = _lane("thoughts")
    lane_needs: bool = _lane("needs")
    lane_emotion: bool = _lane("emotion")
    lane_agent: bool = Flag(_("Emotion: a second curve, of the agent"))
    lane_truth: bool = _lane("truth")
    lane_waiting: bool = _lane("waiting")
    lane_documents: bool = _lane("documents")
    lane_irritants: bool = _lane("irritants")
    lane_ideas: bool = _lane("ideas")
    lane_front: bool = _lane("front")
    lane_back: bool = _lane("back")
    lane_tools: bool = _lane("tools")
    lane_rules: bool = _lane("rules")
    lane_opportunities: bool = _lane("opportunities")

    def switched(self) -> dict[str, bool]:
        """By lane, and for the agent's curve, whether it is on at first."""
        return {id: getattr(self, f"lane_{id}") for id in (*LANES, AGENT)}
