"""The rounds: each is a stage, and going on to it passes the sheets."""

from __future__ import annotations

from collections.abc import Sequence

from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

MINUTES = (3, 4, 5, 5, 5, 5)
"""Minutes of each round: there is more to read each time."""

USUAL = 4
"""Rounds of a new activity; the others are ticked."""


def rounds(minutes: Sequence[int] = MINUTES, usual: int = USUAL) -> tuple[Stage, ...]:
    """A stage a round, of so many minutes; those after the `usual` ones are left out until they are ticked."""
    return tuple(
        Stage(
            f"round{number}",
            _("Round %(n)s", n=number),
            hidden=True,
            gathers=True,
            late="tray",
            minutes=one,
            spare=number > usual,
            instruction=_("Write on your sheet, in silence.") if number == 1 else _(
                "Read what is above, then go on: complete an idea, take it elsewhere, or begin another."
            ),
            effect=_("Everyone who is here gets a sheet, in groups of four to six.") if number == 1 else _(
                "Each sheet goes to the next person of its group; to come back here moves none."
            ),
        )
        for number, one in enumerate(minutes, 1)
    )  # fmt: skip


ROUNDS = rounds()
