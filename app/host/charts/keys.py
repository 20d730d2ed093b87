"""Keys of what a chart draws: the same thing keeps its own while the chart around it changes."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2s

from beffroi.report import Made


class Keys:
    """Those of one chart: by the ids of the things that something is made of, else by what it is called."""

    def __init__(self) -> None:
        self.times: Counter[str] = Counter()

    def of(self, made: Made, label: object) -> str:
        """The key of a piece of the chart."""
        told = "\0".join(made.ids) or str(label)
        key = blake2s(told.encode("utf-8", "replace"), digest_size=4).hexdigest()
        self.times[key] += 1
        return key if self.times[key] == 1 else f"{key}-{self.times[key]}"
