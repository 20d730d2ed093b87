"""What a channel draws."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ChannelKey:
    """An activity's block (or one of the core's), of a table or all, for an audience, in a language."""

    activity: str
    block: str
    audience: str
    locale: str
    scope: str = ""

    @property
    def name(self) -> str:
        """The channel's name."""
        of = f"{self.activity or 'workshop'}@{self.scope}" if self.scope else self.activity or "workshop"
        return "/".join((of, self.block, self.audience, self.locale))
