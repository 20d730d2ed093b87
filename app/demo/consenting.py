"""How people of a demo agree: where each stands, and one article that is worded anew after an objection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.demo.players import DemoPlayers

Stances = Mapping[str, Mapping[str, tuple[str, str]]]
"""By article, then by name: a stance and its words; whoever is not named has no objection."""


def take_stances(players: DemoPlayers, title: str, names: Iterable[str], said: Stances) -> None:
    """Everybody says where they stand on every article."""
    every = [*names]
    for thing in players.state(title).agreed.all:
        for name in every:
            stance, words = said.get(thing, {}).get(name, ("agree", ""))
            given = {"words": words} if words else {}
            players.do(name, title, stance, thing=thing, **given)


def word_anew(
    players: DemoPlayers, title: str, thing: str, text: str, names: Iterable[str], *, was_by: str
) -> None:  # fmt: skip
    """An objection is found to be a risk, the article is worded anew, and nobody objects any more."""
    objection = next(iter(players.state(title).agreed.all[thing].objections())).id
    players.do("", title, "find", thing=thing, objection=objection, found="risk")
    players.do("", title, "ask_again", thing=thing, text=text)
    players.each((name for name in names if name != was_by), title, "agree", thing=thing)
    players.do(was_by, title, "agree", thing=thing)
    players.do("", title, "show_stances")
