"""Messages read once and models kept once, however many pages get them and show them."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.rehearse import page, wire
from app.rehearse.page import Message, Model, Step
from app.rehearse.sightings import Sighting, Sightings

MOST_BROADCASTS = 400
MOST_MODELS = 200


@dataclass(eq=False)
class Broadcast:
    """A message to a channel, and what it does to each model that met it."""

    message: Message
    channel: str
    sighting: Sighting
    steps: dict[Model, Step] = field(default_factory=dict)


class Shelf:
    """Pages that hold the same model and get the same bytes share one transition and its outcome."""

    def __init__(self, sightings: Sightings) -> None:
        self._sightings = sightings
        self._broadcasts: dict[bytes, Broadcast] = {}
        self._models: dict[tuple[str, str, int], Model] = {}

    def read(self, payload: bytes) -> Broadcast:
        """A `show` packet, decoded if these bytes are new."""
        known = self._broadcasts.get(payload)
        if known is None:
            message = wire.event(payload)
            known = Broadcast(message, message["channel"], self._sightings.within(payload))
            self._broadcasts[payload] = known
            if len(self._broadcasts) > MOST_BROADCASTS:
                del self._broadcasts[next(iter(self._broadcasts))]
        return known

    def step(self, broadcast: Broadcast, model: Model) -> Step:
        """What a broadcast does to a model, worked out once."""
        known = broadcast.steps.get(model)
        if known is None:
            known = broadcast.steps[model] = self.taken(model, broadcast.message)
        return known

    def taken(self, model: Model, message: Message) -> Step:
        """What any message does to a model; the result is the one object that shows it, if there is one."""
        step = page.accept(model, message)
        if step.verdict != "apply":
            return step
        return Step(step.verdict, self._the_one(step.model), step.reshaped)

    def _the_one(self, model: Model) -> Model:
        place = (model.channel, model.epoch, model.n)
        known = self._models.setdefault(place, model)
        if len(self._models) > MOST_MODELS:
            del self._models[next(iter(self._models))]
        return known if page.same(known, model) else model
