"""What a page shows of a channel, and whether a message brings it further: the rule of static/js/channel_model.js.

A page shows exactly the broadcast whose `n` it has. It applies a message whose `base` is that n,
passes over what it has already, and says hello whenever anything else comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from app.live.sync import reorder

Message = Mapping[str, Any]
Verdict = Literal["apply", "ignore", "hello"]


@dataclass(frozen=True, eq=False)
class Model:
    """A channel as a page shows it. Two pages that hold the same object show the same; see also `same`."""

    channel: str = ""
    epoch: str = ""
    n: int = -1
    skeleton: str = ""
    lists: tuple[tuple[str, ...], ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> dict[str, Any]:
        """Where the page stands, as it says in its hello."""
        return {"channel": self.channel, "epoch": self.epoch, "n": self.n}


@dataclass(frozen=True)
class Step:
    """What a message does to a model; `reshaped` when more than parts and their order changed."""

    verdict: Verdict
    model: Model
    reshaped: bool = False


def same(one: Model, other: Model) -> bool:
    """Whether two models show the same, to the letter."""
    return one is other or vars(one) == vars(other)


def accept(model: Model, message: Message) -> Step:
    """Apply a message, pass over it, or find that the page must ask for the last broadcast."""
    if "base" not in message:
        return _whole(model, message)
    if message["channel"] != model.channel:
        return Step("ignore", model)
    if message["epoch"] != model.epoch:
        return Step("hello", model)
    if message["n"] <= model.n:
        return Step("ignore", model)
    if message["base"] != model.n:
        return Step("hello", model)
    return _advanced(model, message)


def _whole(model: Model, message: Message) -> Step:
    is_same = message["channel"] == model.channel and message["epoch"] == model.epoch
    if "skeleton" not in message or (is_same and message["n"] <= model.n):
        return Step("ignore", model)
    return _advanced(Model(message["channel"]), message)


def _advanced(model: Model, message: Message) -> Step:
    reshaped = "skeleton" in message
    lists = _relisted(() if reshaped else model.lists, message.get("lists", {}))
    parts = {**model.parts, **message.get("parts", {})}
    try:
        kept = {key: parts[key] for keys in lists for key in keys}
    except KeyError:
        return Step("hello", model)
    skeleton = message["skeleton"] if reshaped else model.skeleton
    return Step("apply", Model(message["channel"], message["epoch"], message["n"], skeleton, lists, kept), reshaped)


def _relisted(lists: tuple[tuple[str, ...], ...], changed: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    by_place = dict(enumerate(lists))
    for place, change in changed.items():
        by_place[int(place)] = tuple(reorder.apply(by_place.get(int(place), ()), change))
    return tuple(by_place.get(place, ()) for place in range(max(by_place, default=-1) + 1))


def odd_ones(models: Iterable[Model]) -> int:
    """How many pages show something else than the foremost page of their channel."""
    by_channel: dict[str, list[Model]] = defaultdict(list)
    for model in models:
        by_channel[model.channel].append(model)
    foremost = {channel: max(shown, key=lambda one: one.n) for channel, shown in by_channel.items()}
    return sum(not same(model, foremost[channel]) for channel, shown in by_channel.items() for model in shown)
