"""The plain requests of a rehearsal: joining, signing in, fetching the results."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlencode

from app.domain.people import REMOTE
from app.rehearse.connection import Address, CannotPlay
from beffroi.patterns import linear

PATIENCE = 30.0

A_MOMENT, LONGEST_CROWD = 2.0, 300.0
"""Seconds between two tries to join where the server says that very many do, and in all."""

_TOKEN = linear(r'name="csrf_token" value="([^"]+)"')
_SITE = linear(r'(?s)type="radio" name="site" value="([^"]+)".*?</span>\s*(.*?)</label>')

REMOTE_ONE_IN = 10
"""One person in so many takes part from a distance."""


@dataclass
class Visitor:
    """A browser's cookies, and its requests."""

    address: Address
    cookies: dict[str, str] = field(default_factory=dict)
    source: str = ""
    """The address they come from, where this machine has several."""

    @property
    def cookie(self) -> str:
        """The cookies as a request carries them."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def get(self, path: str) -> tuple[int, str]:
        """A page: its status and its text. Redirections are not followed."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """Send a form."""
        return self._ask("POST", path, urlencode(fields))

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": self.cookie, "Origin": self.address.origin, "Referer": self.address.origin + path}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        source = (self.source, 0) if self.source else None
        connection = HTTPConnection(self.address.host, self.address.port, PATIENCE, source)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            self._keep(answer)
            return answer.status, answer.read().decode()
        except (OSError, HTTPException) as error:
            raise CannotPlay(f"{self.address.origin} does not answer: start the server first ({error}).") from None
        finally:
            connection.close()

    def _keep(self, answer: HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies.update({name: kept.value for name, kept in SimpleCookie(line).items()})


@dataclass(frozen=True)
class Guest:
    """Somebody who joined: the cookie to connect with, and the name of the site."""

    cookie: str
    site: str


def site_for(number: int, sites: list[str]) -> str:
    """The site of a person: in turn, one in ten from a distance."""
    here = [site for site in sites if site != REMOTE]
    is_remote = REMOTE in sites and number % REMOTE_ONE_IN == REMOTE_ONE_IN - 1
    return REMOTE if is_remote or not here else here[(number - number // REMOTE_ONE_IN) % len(here)]


def join(address: Address, code: str, number: int, name: str, source: str = "") -> Guest:
    """Join as anybody does: read the form, fill it in, send it, and again where too many do so from one place."""
    visitor, path = Visitor(address, source=source), f"/rejoindre/{code}"
    status, page = visitor.get(path)
    token, sites = _TOKEN.search(page), dict(_SITE.findall(page))
    if status == 404:
        raise CannotPlay(
            f"{address.origin} knows no workshop {code}: check the code, and that INSTANCE is the server's."
        )
    if status != 200 or token is None or not sites:
        raise CannotPlay(f"The joining page of {code} cannot be used (status {status}).")
    site = site_for(number, list(sites))
    until = monotonic() + LONGEST_CROWD
    fields = {"csrf_token": token[1], "name": name, "site": site, "seats": "1"}
    while (status := visitor.post(path, fields)[0]) == 429 and monotonic() < until:
        sleep(A_MOMENT)
    if status != 303:
        raise CannotPlay(f"{name} could not join {code} (status {status}).")
    return Guest(visitor.cookie, sites[site].strip())


def signed_in(address: Address, link: str) -> Visitor:
    """A facilitator, by a link that serves once."""
    visitor, path = Visitor(address), f"/compte/entrer/{link}"
    _status, page = visitor.get(path)
    token = _TOKEN.search(page)
    status, _ = visitor.post(path, {"csrf_token": token[1] if token else ""})
    if status != 303:
        raise CannotPlay(f"{address.origin} does not know the link just made: set INSTANCE to the server's.")
    return visitor


def sign_out(visitor: Visitor) -> None:
    """A rehearsal leaves no session behind."""
    token = _TOKEN.search(visitor.get("/")[1])
    visitor.post("/compte/deconnexion", {"csrf_token": token[1] if token else ""})


def results(visitor: Visitor, code: str) -> dict[str, Any]:
    """The results of a workshop, as its facilitator takes them home."""
    status, body = visitor.get(f"/animer/{code}/resultats.json")
    if status != 200:
        raise CannotPlay(f"The results could not be fetched (status {status}).")
    told: dict[str, Any] = json.loads(body)
    return told
