"""The twenty-four who take part in the half-day without a browser: each over a raw socket, as their phones would."""

from __future__ import annotations

import re
from typing import Any

from tests.support.clients import Browser, Socket
from tests.support.serving import ROOT, Server

LILLE = ("Louise", "Karim", "Inès", "Marc", "Sofia", "Paul", "Nadia", "Hugo", "Léa", "Yanis", "Rose", "Omar", "Julie")
AMIENS = ("Chloé", "Thomas", "Awa", "Bruno", "Maëlle", "Idriss", "Claire", "Samir", "Elsa", "Victor", "Zoé")
WORDS = ("curieux", "prêt", "fatiguée", "confiante", "impatient", "serein")
CARDS, GROUPED_IN = 32, 6


def _cards() -> list[tuple[str, str]]:
    """Group and words of each card, in the order in which they are written."""
    told = (ROOT / "tests" / "browser" / "seven_groups.txt").read_text().splitlines()
    lines = [(group, words) for group, words in (line.split("\t") for line in told)]
    groups = list(dict.fromkeys(group for group, _words in lines))[:GROUPED_IN]
    return [line for line in lines if line[0] in groups][:CARDS]


LINES = _cards()
GROUPS = list(dict.fromkeys(group for group, _words in LINES))


class Crowd:
    """People at two sites, who do what they are asked to."""

    def __init__(self, server: Server, code: str) -> None:
        self.browsers: list[Browser] = []
        for site, names in (("s1", LILLE), ("s2", AMIENS)):
            self.browsers += [Browser(server, code=code).join(name, site) for name in names]
        self.sockets: list[Socket] = [one.socket() for one in self.browsers]

    def each(self, activity: str, name: str, *said: dict[str, Any]) -> None:
        """One after the other does that, with what is said for them, in turn."""
        for socket, data in zip(self.sockets, said, strict=False):
            socket.do(activity, name, **data)

    def write_cards(self, activity: str, but: int) -> None:
        """All the cards but so many, who writes which in turn."""
        for place, (_group, words) in enumerate(LINES[: CARDS - but]):
            self.sockets[place % len(self.sockets)].do(activity, "write", text=words)

    def at_tables(self) -> list[Socket]:
        """Somebody of each table."""
        seen: dict[str, Socket] = {}
        for socket, browser in zip(self.sockets, self.browsers, strict=True):
            page = browser.get(f"/atelier/{browser.code}").text
            if found := re.search(r'data-table="([^"]+)"', page):
                seen.setdefault(found[1], socket)
        return list(seen.values())

    def close(self) -> None:
        """All leave."""
        for one in self.browsers:
            one.close()
