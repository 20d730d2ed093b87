"""When what one person sent is drawn on the page of another, and whether it may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import perf_counter

from app.rehearse.deeds import AT_ONCE_SEEN, Deed
from app.rehearse.figures import Tally
from app.rehearse.texts import TAG, tag_of

FACILITATOR = -1
"""Who the facilitator is among people counted from 0."""


@dataclass(eq=False)
class Sighting:
    """The texts that a message brings for the first time, and when the last page drew it."""

    deeds: tuple[Deed, ...]
    unseen: list[Deed] = field(default_factory=list)
    last: float = 0.0


class Sightings:
    """Texts that nobody else has seen yet, by their tag."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._awaited: dict[bytes, Deed] = {}
        self._travelling: list[Sighting] = []

    def expect(self, deed: Deed) -> None:
        """A text is on its way."""
        self._awaited[tag_of(deed.text)] = deed

    def within(self, payload: bytes) -> Sighting:
        """The awaited texts of a message, looked for once for all the pages that get it."""
        found = {tag: self._awaited[tag] for tag in TAG.findall(payload) if tag in self._awaited}
        sighting = Sighting(tuple(found.values()), list(found.values()))
        if found:
            self._travelling.append(sighting)
        return sighting

    def drawn(self, sighting: Sighting, who: int) -> None:
        """A page of `who` has drawn the message."""
        sighting.last = perf_counter()
        if sighting.unseen:
            sighting.unseen = [deed for deed in sighting.unseen if not self._arrived(deed, who, sighting.last)]

    def _arrived(self, deed: Deed, who: int, now: float) -> bool:
        """Whether there is no more to wait for: another participant sees it, or saw it before."""
        if tag_of(deed.text) not in self._awaited:
            return True
        if who == deed.who or (who == FACILITATOR and deed.name in AT_ONCE_SEEN):
            return False
        del self._awaited[tag_of(deed.text)]
        if deed.name not in AT_ONCE_SEEN:  # a card is a secret until the reveal, and the reveal forgets what is awaited
            self._tally.leaked += 1
        elif not deed.was_held:
            self._tally.arrivals[deed.phase].append(now - deed.pressed)
        return True

    def forget(self) -> list[float]:
        """Await nothing more; returns how long each word took to be on every page."""
        everywhere: dict[Deed, float] = {}
        for sighting in self._travelling:
            for deed in sighting.deeds:
                everywhere[deed] = max(everywhere.get(deed, 0.0), sighting.last)
        self._awaited.clear()
        self._travelling.clear()
        seen = [(deed, last) for deed, last in everywhere.items() if deed.name in AT_ONCE_SEEN]
        told = [(deed, last) for deed, last in seen if not deed.was_held]
        return [last - deed.pressed for deed, last in told if last]
