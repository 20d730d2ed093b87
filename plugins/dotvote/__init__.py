"""Dot vote: the vote engine by itself, on a list typed, pasted or handed over."""

from __future__ import annotations

from beffroi import Glance, Method, hookimpl, translator
from beffroi.blocks.ballot import Ballot
from beffroi.blocks.capture import Capture
from beffroi.blocks.listed import Listed

_ = translator(__name__)


class Dotvote(Method):
    """Vote → decide → who does what."""

    api = 1
    id = "dotvote"
    title = _("Dot vote")
    at_a_glance = Glance(
        "choose",
        people=(5, 60),
        takes=_("cards or a list"),
        gives=_("a ranking, and a decision with its reason"),
        takes_from=("ideation", "brainwriting", "one_two_four", "*"),
    )
    minutes = 10
    typed = Listed()
    dots = Ballot(on=typed)
    done = Capture(on=dots)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Dotvote()]
