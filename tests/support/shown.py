"""What a page shows of its channels, worked out from the frames that it was sent."""

from __future__ import annotations

import json
from typing import Any


class Shown:
    """What a page shows of its channels, by the rule: base == shown → apply, n <= shown → pass over, else ask."""

    def __init__(self):
        self.at: dict[str, tuple[str, int]] = {}
        self.drawn: dict[str, dict[str, Any]] = {}
        self.history: dict[tuple[str, int], str] = {}
        self.asked_again = 0

    def replay(self, frames: list[str]) -> Shown:
        """Take everything a connection heard, in its order."""
        for frame in frames:
            if frame.startswith('42["show"'):
                self.take(json.loads(frame[2:])[1])
            elif frame.startswith("43") and '"blocks":' in frame:
                for told in json.loads(frame[frame.index("[") :])[0]["blocks"].values():
                    self._apply(told)
        return self

    def take(self, message: dict):
        epoch, n = self.at.get(message["channel"], ("", -1))
        if epoch == message["epoch"] and message["n"] <= n:
            return
        if (epoch, n) == (message["epoch"], message["base"]):
            self._apply(message)
        else:
            self.asked_again += 1

    def _apply(self, told: dict):
        name = told["channel"]
        self.at[name] = (told["epoch"], told["n"])
        drawn = self.drawn.setdefault(name, {"skeleton": "", "lists": {}, "parts": {}})
        if "skeleton" in told:
            drawn["skeleton"], drawn["lists"] = told["skeleton"], {}
        for place, change in told.get("lists", {}).items():
            drawn["lists"][str(place)] = self._relisted(drawn["lists"].get(str(place), []), change)
        drawn["parts"] |= told.get("parts", {})
        self.history[name, told["n"]] = self.picture(name)

    def _relisted(self, keys: list[str], change: list[str] | dict) -> list[str]:
        """A list is told whole, or as what to cut and what to put after what."""
        if isinstance(change, list):
            return change
        order = [key for key in keys if key not in change["cut"]]
        for key, after in change["put"]:
            order.insert(0 if after is None else order.index(after) + 1, key)
        return order

    def picture(self, name: str) -> str:
        """All of a channel as one text."""
        drawn = self.drawn[name]
        lists = {place: [[key, drawn["parts"][key]] for key in keys] for place, keys in drawn["lists"].items()}
        return json.dumps([drawn["skeleton"], lists], sort_keys=True)

    def channel(self, block: str) -> str:
        return next(name for name in reversed(self.at) if f"/{block}/" in name)
