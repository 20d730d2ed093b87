"""Whether cards name all that they are put together from, so that erasure finds it."""

from __future__ import annotations

from collections.abc import Iterator

from beffroi.testing.board import Board
from beffroi.testing.late import host


def assert_parts_named(board: Board) -> None:
    """Fail where a card holds words without naming whose they are, so that no erasure finds them there (`Card.parts`).

    Run on a board on which people wrote different words, and worded some of them anew; fails where there is no card.
    """
    cards = [card for one in board.record.scopes[board.activity].values() for card in board.method.cards(one.state)]
    assert cards, f"{board.method.id}: there is no card, so nothing was looked at; write something on the board first"
    told = list(unnamed(board))
    assert not told, "\n".join(told)


def unnamed(board: Board) -> Iterator[str]:
    """Cards that hold words of which they name nobody."""
    entries = [entry for entry in board.record.logs[board.activity] if not entry.is_core]
    wordings = host.Wordings(entries, board.registry.methods, board.record.agenda)
    said = {entry.id: {line for text in wordings.of(entry).texts for line in text.splitlines()} for entry in entries}
    for standing in board.record.scopes[board.activity].values():
        for card in board.method.cards(standing.state):
            named = {id.partition(".")[0] for id in (card.id, *(id for id, _words in card.parts))}
            told = set().union(*(said.get(id, set()) for id in named))
            for line in sorted(set().union(*said.values()) - told):
                if host.stands_in(line, card.text):
                    yield (
                        f"{board.method.id}: the card “{card.text}” holds “{line}”, which an entry wrote that the card "
                        "does not name, so that erasing it would leave the words there: give the card "
                        "parts=((id of that entry, its words), …)"
                    )
