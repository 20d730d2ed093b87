"""Passwords that are tried: counted before they are verified, a few at a time, without shutting anybody out.

Three counts. An address may be wrong so many times a minute. An account may be tried so many times from browsers that
it never signed in on, wherever they are: guessing it from everywhere at once is no way round. And a browser on which
an account signed in once has a count of its own for it, and the two others say nothing to it: strangers who spend
them, on the same network or from all over the world, do not keep the account's owner out.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from flask import session
from flask_limiter.util import get_remote_address
from gevent import get_hub
from gevent.lock import BoundedSemaphore

from app.store import accounts
from app.store.models import User
from app.store.store import Store
from app.web.common.attempts import Attempts
from beffroi import translator

_ = translator(__name__)

by_address = Attempts("20 per minute", "passwords of an address")
by_account = Attempts("30 per 10 minutes", "passwords of an account")
by_browser = Attempts("20 per minute", "passwords of a browser that is known")

AT_ONCE = 2
"""Passwords that are verified at the same time, each in a thread of its own: argon2 takes its time, and memory, on
purpose, and the workshops go on meanwhile."""

WAITING_MOST = 40
"""Those that wait for their turn, at most: a second or two of work."""

KNOWN_MOST = 4
"""Accounts that a browser is known to, at most: the last ones."""

_turn = BoundedSemaphore(AT_ONCE)
_waiting = 0


class TooMany(Exception):
    """A try that is not looked at; the sentence says when to try again."""

    def __init__(self, sentence: object, status: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


def verified(store: Store, email: str, password: str) -> User | None:
    """The account, if the password is its own. Raises `TooMany`, before any password is looked at."""
    with ExitStack() as stack:
        counts = _counts(email)
        for tries, key, sentence in counts:
            if not stack.enter_context(tries.trying(key)):
                raise TooMany(sentence, 429)
        with _its_turn():
            user: User | None = get_hub().threadpool.apply(_verified, (store, email, password))
        if user is None:
            for tries, key, _sentence in counts:
                tries.count(key)
        return user


def _counts(email: str) -> list[tuple[Attempts, str, object]]:
    account, known = _digest(email), session.get("signed_in", {})
    soon = _("Too many wrong passwords from this place. Wait a minute, then try again.")
    if account in known:
        return [(by_browser, f"{account} {known[account]}", soon)]
    later = _(
        "Too many wrong passwords for this account, from here or elsewhere. Wait ten minutes, sign in on a browser "
        "where this account signed in before, or ask whoever runs this site for a link that signs you in."
    )
    return [(by_address, get_remote_address(), soon), (by_account, account, later)]


@contextmanager
def _its_turn() -> Iterator[None]:
    """When few enough are being verified; nobody waits behind a crowd."""
    global _waiting  # noqa: PLW0603 - the process's, as its cores are
    if _waiting >= WAITING_MOST:
        raise TooMany(_("Many people are signing in at the same time: try again in a moment."), 503)
    _waiting += 1
    try:
        with _turn:
            yield
    finally:
        _waiting -= 1


def _verified(store: Store, email: str, password: str) -> User | None:
    with store.read() as read:
        return accounts.verified(read, email, password)


def recognise(email: str) -> None:
    """This browser is one on which that account has signed in."""
    others = {account: id for account, id in session.get("signed_in", {}).items() if account != _digest(email)}
    last = dict(list(others.items())[1 - KNOWN_MOST :])
    session["signed_in"] = {**last, _digest(email): secrets.token_urlsafe(6)}


def _digest(email: str) -> str:
    """An account as a cookie and a count know it; it need not be one that there is."""
    return hashlib.sha256(email.strip().casefold().encode()).hexdigest()[:16]
