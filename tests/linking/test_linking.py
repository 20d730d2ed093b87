"""Who wrote what in an anonymous activity cannot be read from what is kept: a program tries as well as chance would."""

from __future__ import annotations

from collections import defaultdict
from random import Random

import pytest

from app import create_app
from app.config import Settings
from app.export.results import as_json
from app.store import accounts, database, workshops
from beffroi.small_groups import FEWEST
from tests.linking import linker, played

UNLIKELY = 0.001
WORKSHOPS = {3: 200, 6: 200, 20: 100}
"""By the people in each. An attack that is right in one workshop of four is found with a likelihood of 0.98 at 20 (1.00
with twice as many workshops); at 6 one that is right in three of ten, 0.80; at 3 one that is right in half, 0.86."""


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    made = create_app(Settings(instance=tmp_path_factory.mktemp("linking")))
    database.upgrade(made)
    store = made.extensions["store"]
    owner = store.write(accounts.add, email="f@example.org", name="F", password="", operator=False, now=0)
    yield store, made.extensions["registry"], owner
    made.extensions["store"].stop()


def by_luck(chances: list[float], hits: int) -> float:
    """How likely as many hits are, or more, for guesses that are right with these chances."""
    spread = [1.0]
    for chance in chances:
        spread = [
            (spread[n] * (1 - chance) if n < len(spread) else 0) + (spread[n - 1] * chance if n else 0)
            for n in range(len(spread) + 1)
        ]
    return sum(spread[hits:])


class Score:
    """The surest guess of each attack in each workshop, and how likely it was to be right."""

    def __init__(self):
        self.guesses: dict[str, list[tuple[bool, float]]] = defaultdict(list)

    def try_on(self, made: played.Played, remains: linker.Remains, promised: set[str]) -> None:
        for attack in linker.ATTACKS:
            guess = next(((entry, who) for entry, who in attack(remains) if entry in promised), None)
            if guess:
                activity = next(one["activity"] for one in remains.entries if one["id"] == guess[0])
                took_part = {made.authors[one["id"]] for one in remains.entries
                             if one["activity"] == activity and one["id"] in made.authors}  # fmt: skip
                self.guesses[attack.__name__].append((made.authors[guess[0]] == guess[1], 1 / len(took_part)))

    def better_than_chance(self) -> dict[str, str]:
        told = {}
        for name, guesses in self.guesses.items():
            hits, chances = sum(hit for hit, _ in guesses), [chance for _, chance in guesses]
            if by_luck(chances, hits) < UNLIKELY / len(linker.ATTACKS):
                told[name] = f"{hits} of {len(guesses)} named, {sum(chances):.0f} by chance"
        return told


def promised(made: played.Played) -> set[str]:
    """The entries whose author nobody is to know: at a table of fewer than five, the page says that one may guess."""
    sits = made.record.agenda.seating
    return {
        entry.id for entry in made.record.entries
        if entry.id in made.authors and (not entry.scope or len(sits.people_at(entry.scope)) >= FEWEST)
    }  # fmt: skip


@pytest.mark.parametrize("people", list(WORKSHOPS))
def test_nobody_can_tell_who_wrote_what(house, caplog, people):
    store, registry, owner = house
    before, after = Score(), Score()
    for number in range(WORKSHOPS[people]):
        made = _played(store, registry, owner, people, number)
        exports = as_json(made.exports())
        kept = linker.read(store, made.facts.id, exports, caplog.text)
        assert linker.paper_ballots(kept) == []
        before.try_on(made, kept, promised(made))
        made.close()
        made.settle(store)
        after.try_on(made, linker.read(store, made.facts.id, exports, caplog.text), promised(made))
    assert (before.better_than_chance(), after.better_than_chance()) == ({}, {})


def _played(store, registry, owner: str, people: int, number: int) -> played.Played:
    said = {"title": "Essai", "locale": "fr", "sites": played.sites(), "methods": registry.methods}
    facts = store.write(workshops.create, **said, facilitator=owner, now=0, ends_at=0)
    made = played.play(facts, registry, Random(f"{people}/{number}"), people)
    made.settle(store)
    return made
