"""Writes a golden log: a workshop played through, kept with what it folded to.

    python scripts/golden.py NAME             writes tests/golden/NAME.log.json and NAME.shown.json
    python scripts/golden.py NAME METHOD      of a method played through its own forms

Run once for a release; an old golden log is never written again, only read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from app.demo import service  # noqa: E402
from app.demo.players import DemoPlayers  # noqa: E402
from app.demo.workshops import AGENDA  # noqa: E402
from app.domain.people import Person, new_id  # noqa: E402
from app.host import registry  # noqa: E402
from app.host.workshop_templates.laying_out import lay_out  # noqa: E402
from app.live.commands.decide import Decider  # noqa: E402
from app.live.commands.record import Record  # noqa: E402
from app.live.commands.request import SYSTEM, CommandRequest, CommandResult, Grant  # noqa: E402
from app.store.workshop_info import WorkshopInfo  # noqa: E402
from beffroi.testing import play as play_through  # noqa: E402
from beffroi.testing.old_logs import rows_of, shown  # noqa: E402
from tests.support.full_boards import METHODS, full_board  # noqa: E402
from tests.support.golden import GOLDEN  # noqa: E402

NOON = 1_764_000_000_000


class Stage:
    """A room in memory, in which the demo of service design is played."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.registry = registry.build()
        self.record = Record(self.registry, [], {}, people=self.people)
        self.facts = WorkshopInfo("w", "CODE234", "Golden", "fr", (), 0, 0)
        self.at = NOON

    def join(self, name: str, site: str, seats: int, table: str) -> tuple[Person, str]:
        """Somebody joins, and sits down."""
        person = self.people[name] = Person(f"p-{name}", name, site, seats)
        self.people[person.id] = self.people.pop(name)
        by = Grant("w", SYSTEM, "system")
        self.ask(CommandRequest(by, "", "core.seat", {"person": person.id, "table": table}, new_id()))
        return person, ""

    def ask(self, ask: CommandRequest) -> CommandResult:
        """One command, accepted; an anonymous activity has its key when it opens."""
        self.at += 1000
        if ask.name == "core.open":
            activity = self.record.agenda.activities[ask.data["activity"]]
            if activity.anonymous:
                self.record.keys[activity.id] = b"k" * 32
        entry = Decider(self.record).decide(ask, self.at)
        self.record.commit()
        return CommandResult("accepted", entry=entry.id)


def play_service() -> Record:
    """Field notes, personas, journeys, ideas, at tables."""
    stage = Stage()
    service.play(DemoPlayers(cast(Any, stage), "fac"))
    return stage.record


class Play:
    """The demo's agenda, played in memory."""

    def __init__(self) -> None:
        self.record = Record(registry.build(), [], {})
        self.at = NOON

    def ask(self, who: str, name: str, activity: str = "", /, **data: object) -> str:
        """One command, accepted."""
        role = "facilitator" if who == "fac" else "participant"
        self.at += 1000
        entry = Decider(self.record).decide(
            CommandRequest(Grant("w", role, who, "s1", who), activity, name, data, new_id()), self.at
        )
        self.record.commit()
        return entry.id

    def open(self, activity: str) -> None:
        """Open an activity, with its key."""
        self.record.keys[activity] = b"k" * 32
        self.ask("fac", "core.open", activity=activity)

    def stage(self, activity: str, to: str) -> None:
        """Go to a stage."""
        self.ask("fac", "core.stage", activity=activity, leaves=self.record.agenda.activities[activity].stage, to=to)


def play() -> Record:
    """Everything each bundled method has, once."""
    one = Play()
    lay_out(AGENDA, one.record.registry.methods, ["s1", "s2"], lambda name, data: one.ask("fac", name, **data))
    welcome, mood, ideas, vote, closing = one.record.agenda.order
    one.open(welcome)
    one.ask("fac", "core.clock", act="start", minutes=5)
    one.open(mood)
    for who, word in (("ana", "Calme"), ("bob", "Vif"), ("ana", "Vif"), ("cleo", "Curieuse")):
        one.ask(who, "say", mood, word=word)
    one.open(ideas)
    first = one.ask("ana", "write", ideas, text="Un seul formulaire")
    second = one.ask("bob", "write", ideas, text="Une seule lettre")
    third = one.ask("cleo", "write", ideas, text="Des phrases courtes")
    one.ask("cleo", "edit", ideas, card=third, text="Des phrases plus courtes")
    one.ask("bob", "take_back", ideas, card=one.ask("bob", "write", ideas, text="Rien"))
    one.ask("fac", "paper_cards", ideas, lines="Un numéro à appeler\nUn nom sur la lettre")
    one.stage(ideas, "reveal")
    late = one.ask("ana", "write", ideas, text="Arrivée en retard")
    one.ask("fac", "core.admit", activity=ideas, entry=late)
    one.stage(ideas, "read")
    one.ask("fac", "hide", ideas, card=late)
    one.ask("fac", "restore", ideas, card=late)
    one.stage(ideas, "cluster")
    moved = one.ask("fac", "move", ideas, card=first, to=second)
    one.ask("fac", "core.undo", activity=ideas, entry=moved)
    grouped = one.ask("fac", "move", ideas, card=first, to=second)
    one.ask("fac", "name_cluster", ideas, cluster=f"c-{grouped}", title="Faire simple")
    one.open(vote)
    options = sorted(one.record.standing(vote).state.dots.options.values(), key=lambda option: option.text)
    for who, chosen in (("ana", (0, 1)), ("bob", (1, 2)), ("cleo", (0,))):
        for place in chosen:
            one.ask(who, "dot", vote, option=options[place].id)
    one.ask("bob", "take_dot", vote, option=options[2].id)
    one.ask("fac", "paper_ballot", vote, numbers="1 2 3")
    one.stage(vote, "decide")
    one.ask("fac", "decide", vote, option=options[0].id, outcome="keep", reason="Deux sites d’accord")
    one.open(closing)
    one.ask("fac", "core.close", activity=mood, confirmed=True)
    return one.record


def play_method(id: str) -> Record:
    """A method played through its own forms, at two tables where it may be shared by table."""
    board = full_board(METHODS[id])
    play_through(board)
    return board.record


def recorded(name: str, method: str = "") -> Record:
    """What is kept under a name: a method, or the demo that is played live; or the other, `…-service`."""
    if method:
        return play_method(method)
    return play_service() if name.endswith("-service") else play()


def main() -> None:
    """Write both files."""
    name = sys.argv[1]
    record = recorded(*sys.argv[1:])
    told = rows_of(record)
    GOLDEN.mkdir(exist_ok=True)
    (GOLDEN / f"{name}.log.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    (GOLDEN / f"{name}.shown.json").write_text(json.dumps(shown(record), ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
