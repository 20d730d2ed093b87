"""Where another program may be told that a workshop has ended, what it is told, and when it is told again."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from app.domain.secret_keys import SecretKeys
from beffroi import Refused, translator

_ = translator(__name__)

LONGEST = 500
"""Characters of an address."""

MINUTE_MS = 60_000

AGAIN_AFTER_MS = tuple(minutes * MINUTE_MS for minutes in (1, 5, 30, 120, 360, 720))
"""How long after each try that failed comes the next; after the last nothing is tried any more: some twenty hours."""

Address = IPv4Address | IPv6Address


@dataclass(frozen=True)
class Allowed:
    """The hosts, each with its port, and the networks beside the public ones, that the operator allows."""

    hosts: frozenset[tuple[str, int]] = frozenset()
    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    def reaches(self, address: str) -> bool:
        """Whether an address that a host resolves to may be spoken to."""
        there = ip_address(address.partition("%")[0])
        plain: Address = getattr(there, "ipv4_mapped", None) or there
        is_public = plain.is_global and not plain.is_multicast
        return is_public or any(plain in one for one in self.networks if one.version == plain.version)


def read_allowed(said: str) -> Allowed:
    """What the operator allows: `outil.example.fr`, `outil.example.fr:8443`, `10.1.2.0/24`, with blanks between.

    Raises `ValueError` with the word that is none of them.
    """
    hosts, networks = set(), []
    for word in said.split():
        try:
            networks.append(ip_network(word))
            continue
        except ValueError:
            host, _colon, port = word.partition(":")
        if not host or "/" in word or (port and not port.isdecimal()):
            raise ValueError(word)
        hosts.add((host.casefold(), int(port or 443)))
    return Allowed(frozenset(hosts), tuple(networks))


@dataclass(frozen=True)
class Target:
    """An https address, taken apart."""

    host: str
    port: int
    path: str


def target(url: str, allowed: Allowed) -> Target:
    """An address that may be told. Raises `Refused`."""
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        raise Refused(_("This is no address that we can read.")) from None
    is_plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= LONGEST
    if not is_plain or parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or parts.fragment:
        raise Refused(_("Give an address that begins with https://, without a name or a password in it."))
    if (parts.hostname, port) not in allowed.hosts:
        raise Refused(
            _("Whoever hosts this site does not allow “%(host)s”: ask them to add it.", host=parts.hostname[:80])
        )
    return Target(parts.hostname, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def checked(found: Iterable[str], allowed: Allowed) -> str:
    """The address to speak to, of those that a host resolves to: all of them must be allowed. Raises `Refused`."""
    addresses = list(found)
    if not addresses or not all(map(allowed.reaches, addresses)):
        raise Refused(_("The host leads to an address that is not public."))
    return addresses[0]


def secret_of(keys: SecretKeys, salt: str) -> str:
    """What signs what is sent: worked out from the server's key of the day it was shown, so that no row holds it."""
    key = keys.of_salt(salt)
    return base64.urlsafe_b64encode(hmac.digest(key.encode(), f"webhook/{salt}".encode(), hashlib.sha256)).decode()


def signature(secret: str, at: int, body: bytes) -> str:
    """Of what is sent at a second: `v1=` and HMAC-SHA256, in hex, over that second, a point and the body."""
    return "v1=" + hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
