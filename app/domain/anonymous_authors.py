"""Who wrote an anonymous entry, as its row keeps it: nothing in it leads to a person without the activity's key.

A row holds a *token* and, behind it, the pseudonym under a veil. The token is the same for all that one author does
by commands of the same stages, and another for everything else: so much is needed to count voters where the key is
gone. The veil is another for each entry, and is lifted with the key; closed for good, the token alone stays.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.commands.moderation import Void
from app.domain.log import Entry

VEIL = "~"
"""Stands between token and veiled pseudonym, and before a veiled site; no id holds it."""

WIDTH = 18
"""Bytes of a veiled site, whatever its length; a longer one is not kept."""


def token(key: bytes, pseudonym: str, scope: str) -> str:
    """Who somebody is to the commands of some stages, once their pseudonym is gone."""
    return _digest(key, f"token|{pseudonym}|{scope}")[:12].hex()


def veiled(key: bytes, id: str, pseudonym: str, scope: str) -> str:
    """What stands in a row in the place of a pseudonym."""
    hidden = _under(_digest(key, f"who|{id}"), bytes.fromhex(pseudonym))
    return f"{token(key, pseudonym, scope)}{VEIL}{hidden.hex()}"


def veiled_site(key: bytes, id: str, site: str) -> str:
    """What stands in a row in the place of a site, as long for each of them."""
    said = site.encode()
    if not said or len(said) > WIDTH:
        return ""
    return VEIL + _under(_digest(key, f"site|{id}"), said.ljust(WIDTH, b"\0")).hex()


@dataclass
class Veils:
    """Lifts the veils of rows as they are read; where the key of an activity is gone, the tokens stay."""

    keys: Mapping[str, bytes]
    met: dict[str, str] = field(default_factory=dict)
    """The pseudonym behind each token that was lifted."""

    def lifted(self, activity: str, id: str, who: str, site: str) -> tuple[str, str]:
        """Who wrote an entry, and where, as a method is told."""
        if VEIL not in who:
            return who, site
        known, _mark, hidden = who.partition(VEIL)
        key = self.keys.get(activity)
        if key is None:
            return known, "" if site.startswith(VEIL) else site
        if known not in self.met:
            self.met[known] = _under(_digest(key, f"who|{id}"), bytes.fromhex(hidden)).hex()
        if site.startswith(VEIL):
            site = _under(_digest(key, f"site|{id}"), bytes.fromhex(site[1:])).rstrip(b"\0").decode()
        return self.met[known], site

    def of_voided(self, entry: Entry) -> Entry:
        """A voiding, which names tokens, as the pseudonyms that voted."""
        if not entry.holds(Void) or not self.met:
            return entry
        whos = dict.fromkeys(self.met.get(who, who) for who in entry.data["whos"])
        return replace(entry, data={**entry.data, "whos": list(whos)})


def _digest(key: bytes, said: str) -> bytes:
    return hmac.digest(key, said.encode(), "sha256")


def _under(pad: bytes, said: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(said, pad, strict=False))
