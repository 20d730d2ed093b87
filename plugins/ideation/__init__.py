"""Ideation: a silent brainstorm on one question, revealed at once, grouped, voted, decided."""

from __future__ import annotations

from collections.abc import Sequence

from beffroi import Card, Glance, Method, Parts, hookimpl, translator
from beffroi.blocks.ballot import Ballot
from beffroi.blocks.capture import Capture
from beffroi.blocks.cards import Cards

_ = translator(__name__)


class Ideation(Method):
    """Silent brainstorm → reveal → read → cluster → vote → decide → who does what."""

    api = 1
    id = "ideation"
    title = _("Ideation")
    at_a_glance = Glance("produce", people=(6, 60), takes=_("a question"), gives=_("ideas, grouped"))
    minutes = 30
    ideas = Cards()
    dots = Ballot(on=ideas)
    done = Capture(on=dots)

    def cards(self, state: Parts) -> Sequence[Card]:
        """All of them, as they are grouped: nothing is thrown away."""
        return self.ideas.cards(state.ideas)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Ideation()]
