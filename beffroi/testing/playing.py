"""A method played through its own forms and buttons, from its first stage to its last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from beffroi import FACILITATOR, HOST, PARTICIPANT, Command, Refused
from beffroi.testing.board import Board
from beffroi.testing.filling import Filler, is_pointing, seated, table_of

if TYPE_CHECKING:
    from app.host.page_offers import Offer

PEOPLE = ("ana", "bob", "cleo")

TIMES = 2
"""How often everybody does what their pages offer, in each stage."""

EACH = 12
"""Offers that somebody takes up at a time, at most, drawn by lot."""

SAID = (
    "Une seule page pour tout demander", "Être rappelé le jour même", "Trop de pièces à fournir",
    "Des mots que chacun comprend", "Un guichet ouvert le soir", "Savoir où en est son dossier",
)  # fmt: skip


class Person(Filler):
    """Somebody who writes what people write."""

    def text(self, most: int, is_lines: bool) -> str:
        """A sentence, another each time; where lines are asked for, two."""
        self.number += 1
        told = [f"{self.lots.choice(SAID)} {self.number}" for _ in range(2 if is_lines else 1)]
        return "\n".join(told)[:most].strip() if most > 12 else str(self.number)[-most:]  # noqa: PLR2004


def play(board: Board, *, people: Sequence[str] = PEOPLE) -> list[str]:
    """Play the method to its last stage: all take up what their pages offer; returns the entries that were made.

    Fails where a button carries what its command does not take, and where nothing at all could be done. The same each
    time. Where tables are laid, people sit down at them one after the other.
    """
    made = []
    for stage in board.record.agenda.activities[board.activity].stages:
        if board.standing.stage != stage:
            board.stage(stage)
        made += play_stage(board, seated(board, people))
    must_have_played(board, made)
    return made


def must_have_played(board: Board, made: Sequence[str]) -> None:
    """Fail where nothing was done of what people can do."""
    asked = [one for one in board.method.commands if one.about.role != HOST]
    assert made or not asked, (
        f"{board.method.id}: no page offers anything that its commands take, so nothing was played"
        + ("; lay tables, as Board(…, tables=2), where each works apart" if not board.tables else "")
    )


def play_stage(
    board: Board, people: Iterable[str], *, leads: bool = True, writer: type[Person] = Person
) -> list[str]:  # fmt: skip
    """What everybody can do in the stage that is on, done, by a facilitator too where one `leads`; the entries made.

    They write as a `writer` does.
    """
    person = writer(board, Random(1), len(board.record.entries))
    return [
        entry
        for _ in range(TIMES)
        for who in (*(("fac",) if leads else ()), *people)
        for offer in _some(person.lots, _offers(board, who))
        if (entry := _take_up(board, person, who, offer))
    ]


def _offers(board: Board, who: str) -> list[Offer]:
    """What somebody's page offers."""
    from app.host.page_offers import offers_of  # noqa: PLC0415 - the kit is imported where no host is built

    if who == "fac":
        pages = [board.html("control", FACILITATOR), board.html("board", FACILITATOR)]
    else:
        pages = [board.html("board", PARTICIPANT, table=table_of(board, who)), board.personal_view(who)["html"]]
    return [offer for html in pages for offer in offers_of(html) if board.method.command(offer.command)]


def _some(lots: Random, offers: list[Offer]) -> list[Offer]:
    return lots.sample(offers, min(EACH, len(offers)))


def _take_up(board: Board, person: Person, who: str, offer: Offer) -> str:
    """The entry that was made; "" where the method, or its state by now, says no."""
    command = board.method.command(offer.command)
    assert command is not None
    try:
        return board.do(who, offer.command, **_data(person, command, offer, who))
    except Refused:
        return ""
    except ValidationError as error:
        assert not offer.is_whole, (
            f"{board.method.id}, stage {board.standing.stage}: a button carries {offer.data} for “{offer.command}”, "
            f"which does not take it: {error}"
        )
        return ""


def _data(person: Person, command: type[Command], offer: Offer, who: str) -> dict[str, Any]:
    if offer.is_whole:
        return offer.data
    left = [field for name, field in command.model_fields.items() if name not in offer.data]
    offered = person.offered(PEOPLE[0] if who == "fac" else who) if any(map(is_pointing, left)) else {}
    return person.filled(command, offer.data, offered)
