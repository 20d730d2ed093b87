"""Where people go: the address that printed links begin with, and what the terminal says of them."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass

from app.address import bracketed
from app.config import Settings

DEMO_EMAIL = "animation@beffroi.example"

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - what is set, not what is bound here
"""Addresses to listen on that nobody can open: all those of the machine."""


@dataclass(frozen=True)
class Links:
    """Where people go: paths, without the address."""

    title: str
    code: str
    join: str
    facilitator: str
    screens: dict[str, str]
    pairing: str
    signed: str = ""
    """To join, as it is handed out: with the server's signature, where `join` is the address that is read and typed."""
    played: str = ""
    """The console of the demo that is filled in, where there is one."""


def lan_address() -> str:
    """This machine's address on the local network, as phones see it; found without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def address(settings: Settings) -> str:
    """What the printed links begin with, before their path."""
    if settings.public.origin:
        return settings.public.origin
    host = lan_address() if settings.bound_host in EVERYWHERE else settings.bound_host
    return f"http://{bracketed(host)}:{settings.port}"


def welcome(links: Links, base: str, loopback: bool) -> Iterator[str]:
    """What the terminal says: where to go, and who for."""
    yield ""
    yield f"  Beffroi · {links.title}"
    yield ""
    yield f"  Participants    {base}{links.join}"
    yield f"  To hand out     {base}{links.signed}   (as in the QR codes: no wrong code of others shuts it out)"
    yield f"  Code            {links.code}"
    yield f"  Facilitator     {base}{links.facilitator}   ({DEMO_EMAIL}; once, within 15 minutes)"
    yield f"                  another such link: python -m app user link {DEMO_EMAIL}"
    for site, path in links.screens.items():
        yield f"  Screen {site:<9}{base}{path}"
    if links.played:
        yield f"  Filled in       {base}{links.played}   (personas, journeys; seven others on the list; sign in first)"
    yield f"  Other screens   {base}{links.pairing}   (shows a code to type in the console)"
    yield ""
    if loopback:
        yield "  Phones cannot reach this address: it works on this computer only."
        yield "  For a room: make run LAN=1, or PUBLIC_URL=https://… behind a proxy."
    else:
        yield "  The QR code below opens the joining page on a phone."
    yield ""
