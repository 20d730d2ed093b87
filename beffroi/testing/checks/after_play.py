"""What has to hold after a play: the log read again, things taken back and erased, rooms apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from beffroi import HOST, Method, Refused, blocks
from beffroi.fields import is_free_text
from beffroi.testing.bounds import unbounded
from beffroi.testing.checks.declared import own_commands
from beffroi.testing.checks.fingerprint import fingerprint, without_clock_and_chance
from beffroi.testing.checks.host_questions import Enough, Notes
from beffroi.testing.checks.rounds import Rounds
from beffroi.testing.naming import unnamed

SHARED = "what it begins with is what another room made of it, for all rooms share it: make a new one at each start."


BLOCKS = Path(blocks.__file__).parent / "templates"
"""Where templates stand that a method's own may take macros from."""


def begun(method: Method) -> str:
    """How a fresh activity stands."""
    return fingerprint(method.start(method.settings(), []))


def look_at_first_state(notes: Notes) -> None:
    """What an activity begins with is its own."""
    method = notes.method
    one, other = (method.start(method.settings(), []) for _ in range(2))
    if one is other and not isinstance(one, str | int | tuple | frozenset | None):
        notes.tell(notes.of("start"), SHARED)
    for name, value in vars(type(one)).items():
        if (
            isinstance(value, dict | list | set)
            and not name.startswith("_")
            and name not in getattr(one, "__dict__", {})
        ):
            said = "it stands in the class, and all rooms share it: take a dataclass, with field(default_factory=…)."
            notes.tell(f"{type(one).__name__}.{name}", said)


def look_at_starts(notes: Notes, first: str) -> None:
    """Two activities begin alike, whatever was done in one of them."""
    if begun(notes.method) != first:
        notes.tell(notes.of("start"), SHARED)


def look_at_replay(notes: Notes, rounds: Rounds) -> None:
    """The log read again, without clock and chance, comes to the same."""
    before = _stands(rounds)
    try:
        with without_clock_and_chance():
            rounds.board.replayed()
    except Exception as error:  # noqa: BLE001 - whatever is raised is told
        notes.tell_raised(type(notes.method).__name__, error)
        raise Enough from error
    if _stands(rounds) != before:
        said = "its log, read again, comes to another state: let apply depend on its arguments alone."
        notes.tell(type(notes.method).__name__, said)


def _stands(rounds: Rounds) -> str:
    return fingerprint({id: one.state for id, one in rounds.board.record.scopes[rounds.board.activity].items()})


def look_at_undo(notes: Notes, rounds: Rounds) -> None:
    """Some of it taken back: nothing raises, and what is left keeps its name."""
    board = rounds.board
    entries = [entry for entry in board.record.logs[board.activity] if not entry.is_core]
    for entry in rounds.lots.sample(entries, min(6, len(entries))):
        before = _cards(notes, rounds)
        try:
            board.undo(entry.id)
        except Refused:
            continue
        except Exception as error:  # noqa: BLE001 - whatever is raised is told
            notes.tell_raised(entry.name, error)
            raise Enough from error
        after = _cards(notes, rounds)
        moved = [id for id in before.keys() & after.keys() if before[id] != after[id] and _was(before, id, after[id])]
        if moved:
            said = f"the id “{moved[0]}” is another card's once one is taken back: take the stamp.id of each thing."
            notes.tell(notes.of("cards"), said)
    rounds.look(("en",))


def _was(before: dict[str, str], id: str, text: str) -> bool:
    return any(other != id and told == text for other, told in before.items())


def _cards(notes: Notes, rounds: Rounds) -> dict[str, str]:
    scopes = rounds.board.record.scopes[rounds.board.activity].values()
    return {card.id: card.text for one in scopes for card in notes.method.cards(one.state) if hasattr(card, "text")}


def look_at_erasure(notes: Notes, rounds: Rounds) -> None:
    """What people wrote is found, and gone once it is erased."""
    board = rounds.board
    for said in unnamed(board):
        told = said.partition(": ")[2]
        notes.tell(notes.of("cards"), f"{told}.")
        break
    wrote = [entry for entry in board.record.logs[board.activity] if not entry.is_core and _has_text(notes, entry)]
    board.erase(*(entry.id for entry in wrote))
    left = _stands(rounds)
    for player in rounds.players.values():
        mark = next((mark for mark in player.marks if f"{mark} " in left), "")
        if mark:
            entry = next((one for one in wrote if f"{mark} " in str(one.data)), None)
            culprit = notes.method.command(entry.command).__name__ if entry else type(notes.method).__name__  # type: ignore[union-attr]
            notes.tell(
                culprit, "what was written with it is still there once it is erased: see docs/plugins.md, “erased”."
            )
    rounds.look(("fr",))


def _has_text(notes: Notes, entry: Any) -> bool:
    command = notes.method.command(entry.command)
    return command is not None and any(map(is_free_text, command.model_fields.values()))


def look_at_offers(notes: Notes, offered: set[str]) -> None:
    """Whatever people may do, some page lets them; where no play comes to, a template says, its own or one it takes."""
    own = " ".join(file.read_text() for file in notes.sources.files(".html"))
    taken = [file for file in sorted(BLOCKS.rglob("*.html")) if f'"{file.relative_to(BLOCKS)}"' in own]
    templates = " ".join((own, *(file.read_text() for file in taken)))
    for command in own_commands(notes.method):
        name = command.about.name
        if name not in offered and f'"{name}"' not in templates and command.about.role != HOST:
            said = "no page offers it in the whole play: draw a ui.form or a ui.button that gives all its fields."
            notes.tell(command.__name__, said)


def look_at_bounds(notes: Notes) -> None:
    """Whether people can make things for as long as they like."""
    ways = notes.method.shared_by
    for name, told in unbounded(Rounds(notes, "room" if "room" in ways else ways[0]).board):
        command = notes.method.command(name)
        culprit = command.__name__ if command else name
        notes.tell(
            culprit, f"what people make with it grows without an end ({told}): refuse it in check, with a sentence."
        )
