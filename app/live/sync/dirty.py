"""What has to be drawn again, and has not been yet."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Dirty:
    """Channels that may show something else, and people whose own part may."""

    channels: set[str] = field(default_factory=set)
    anew: set[str] = field(default_factory=set)
    """Those to be drawn whole: what their parts are drawn from is not named in them."""
    personal: dict[tuple[str, str], None] = field(default_factory=dict)
    """By whose they are and the language, in the order in which they became so."""
