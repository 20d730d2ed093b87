"""Tells another program that a workshop has ended: signed, to hosts that are allowed, again until it is taken."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable

from gevent import Timeout
from gevent.greenlet import Greenlet
from gevent.hub import sleep
from sqlalchemy.exc import SQLAlchemyError

from app.domain.clock import now_ms
from app.domain.secret_keys import SecretKeys
from app.domain.webhooks import Allowed, checked, secret_of, signature, target
from app.logs import logger
from app.store import webhooks
from app.store.committer import Unavailable
from app.store.store import Store
from app.store.webhooks import Sending
from beffroi import Refused
from beffroi.version import VERSION
from beffroi.words import speaking

log = logger(__name__)

EVERY = 15.0
"""Seconds between two looks at what is to be sent."""

PATIENCE, IN_ALL = 10.0, 20.0
"""Seconds for one step of a delivery, and for all of it."""

GONE = 410
"""The answer of whoever wants to be told nothing more."""


class _ToAddress(http.client.HTTPSConnection):
    """Speaks to an address that was looked at, and to no other that the host's name may lead to by then."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=PATIENCE, context=ssl.create_default_context())
        self.address = address

    def connect(self) -> None:
        """Open the line; the certificate has to be the host's."""
        plain = socket.create_connection((self.address, self.port), PATIENCE)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host)  # type: ignore[attr-defined]


class Webhooks:
    """Sends what waits. In each process of several: a row is claimed by one of them."""

    def __init__(self, store: Store, allowed: Allowed, keys: SecretKeys, clock: Callable[[], int] = now_ms) -> None:
        self.store = store
        self.allowed = allowed
        self.keys = keys
        self.clock = clock

    def start(self) -> None:
        """Send, from time to time; where no host is allowed there is nothing to do."""
        if self.allowed.hosts:
            Greenlet.spawn(self._serve)

    def _serve(self) -> None:
        while True:
            self.look()
            sleep(EVERY)

    def look(self) -> None:
        """Send what is due; what could not be sent or noted stays due."""
        try:
            self.store.write(webhooks.begin, self.clock())
            for sending in self.store.write(webhooks.claim, self.clock()):
                self._send(sending)
        except (Unavailable, SQLAlchemyError) as error:
            log.warning("webhooks could not be read", error=error)

    def _send(self, sending: Sending) -> None:
        status, said = 0, ""
        try:
            with Timeout(IN_ALL, TimeoutError("no answer in time")), speaking("fr"):
                status = self._post(sending)
            said = str(status)
        except Refused as refused:
            said = str(refused.sentence)
        except (OSError, http.client.HTTPException) as error:
            said = type(error).__name__
        is_taken = status // 100 == 2  # noqa: PLR2004 - every status that says that it is well
        log.info("a webhook was sent", taken=is_taken, answer=said, attempt=sending.attempts)
        self.store.write(
            webhooks.settle, sending, self.clock(), said, is_taken=is_taken, is_final=status == GONE
        )  # fmt: skip

    def _post(self, sending: Sending) -> int:
        """The status that is answered; nothing of the answer is read, and nowhere else is gone to."""
        to = target(sending.url, self.allowed)
        found = socket.getaddrinfo(to.host, to.port, type=socket.SOCK_STREAM)
        address = checked((str(one[4][0]) for one in found), self.allowed)
        at = self.clock() // 1000
        headers = {
            "Content-Type": "application/json",
            "User-Agent": f"Beffroi/{VERSION}",
            "Beffroi-Delivery": sending.id,
            "Beffroi-Timestamp": str(at),
            "Beffroi-Signature": signature(secret_of(self.keys, sending.salt), at, sending.body),
        }
        line = _ToAddress(to.host, to.port, address)
        try:
            line.request("POST", to.path, sending.body, headers)
            return line.getresponse().status
        finally:
            line.close()
