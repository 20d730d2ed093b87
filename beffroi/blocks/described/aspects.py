"""What is asked of each thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Aspect:
    """What is asked of each thing: words of at most `max` characters, or one of `choices` as (kept, read) pairs.

    Commands name it by its `id`, people read its `title`, and its `help` where one writes. It is a gap where nothing is
    said of it, if it is `wanted`; `when` narrows that to things of which something is said of another aspect, by its
    id, or one of the choices that follow it: `when=("contact", "never")`.
    """

    id: str
    title: Any
    max: int = 140
    choices: tuple[tuple[str, Any], ...] = ()
    help: Any = ""
    wanted: bool = True
    when: tuple[str, ...] = ()

    def is_wanted(self, said: Mapping[str, str]) -> bool:
        """Whether something is to be said of it, given what is `said` of the thing's other aspects."""
        if not self.wanted or not self.when:
            return self.wanted
        other, *values = self.when
        return bool(said.get(other)) and (not values or said[other] in values)

    def read(self, said: str) -> Any:
        """What was said of it, in words."""
        return dict(self.choices).get(said, "") if self.choices else said
