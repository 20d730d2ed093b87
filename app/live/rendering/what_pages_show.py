"""What a screen, a phone, a console shows, audience by audience: the core's blocks for it, then those of what is on."""

from __future__ import annotations

from app.live.commands.request import SCREEN
from app.live.rendering.block import Blocks
from beffroi import FACILITATOR, PARTICIPANT

ACTIVITY_BLOCKS = {PARTICIPANT: ("board",), FACILITATOR: ("control", "board"), SCREEN: ("screen",)}
"""Those of an activity, which its method draws."""


IN_SMALL = {"screen_head": "head", "screen": "screen"}
"""What a console shows in small of what is on the screens: what each is called there, and the screens' own block."""


def shown_to(audience: str, blocks: Blocks) -> list[str]:
    """The names of the blocks that a page of an audience shows; one's own part comes beside them."""
    small = IN_SMALL if audience == FACILITATOR else ()
    return [*(block.name for block in blocks.of(audience)), *ACTIVITY_BLOCKS[audience], *small]


def in_column(audience: str, blocks: Blocks) -> list[str]:
    """Those of the core that its page has no place of their own for: they stand one after the other."""
    return [block.name for block in blocks.of(audience) if not block.is_placed]
