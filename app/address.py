"""The address that people use: read as people write one, told apart into what browsers call its origin, and a path."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from beffroi.patterns import linear

PORTS = {"http": 80, "https": 443}

_NAME = linear(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_PATH = linear(r"(/[A-Za-z0-9._~-]+)*")
_EXAMPLE = "give it as https://ateliers.example.fr, or https://portail.example.fr/beffroi"


@dataclass(frozen=True)
class Address:
    """`origin` as browsers write it, such as https://ateliers.example.fr; `path` is "" at its root, else /beffroi."""

    origin: str = ""
    path: str = ""

    def __str__(self) -> str:
        return self.origin + self.path

    @property
    def is_https(self) -> bool:
        """Whether people come over https."""
        return self.origin.startswith("https:")


def read(given: str) -> Address:
    """An address as somebody sets it; "" is none. Raises ValueError, with what is wrong with it and the way out."""
    if not given.strip():
        return Address()
    try:
        parts = urlsplit(given.strip())
        return Address(_origin(parts), _path(parts))
    except (ValueError, UnicodeError) as error:
        raise ValueError(f"{error}: {_EXAMPLE}") from None


def bracketed(host: str) -> str:
    """A host as an address holds it: IPv6 stands in brackets there."""
    return f"[{host.strip('[]')}]" if ":" in host else host


def _origin(parts: SplitResult) -> str:
    if parts.scheme not in PORTS:
        raise ValueError("it begins with neither https:// nor http://")
    if not parts.hostname or parts.username is not None:
        raise ValueError("it names no host, or somebody's password")
    host = _host(parts.hostname)
    port = "" if parts.port in (None, PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def _host(name: str) -> str:
    if ":" in name:
        return f"[{ipaddress.IPv6Address(name).compressed}]"
    ascii_name = name.encode("idna").decode()
    if not _NAME.fullmatch(ascii_name):
        raise ValueError(f"{name!r} is no name of a host")
    return ascii_name


def _path(parts: SplitResult) -> str:
    path = parts.path.rstrip("/")
    if parts.query or parts.fragment:
        raise ValueError("it ends in a query or a fragment")
    if not _PATH.fullmatch(path) or {".", ".."} & set(path.split("/")):
        raise ValueError("its path holds something else than letters, digits and - . _ ~")
    return path
