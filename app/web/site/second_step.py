"""Between the password and the session: who has to show a second factor, and whether what they show is right.

A password that was right is kept in the cookie for minutes, and opens nothing by itself. Codes are counted before they
are looked at, as passwords are; only whoever has the password can spend those counts.
"""

from __future__ import annotations

from contextlib import ExitStack
from hashlib import sha256

from flask import Flask, current_app, g, session
from sqlalchemy import Connection

from app.config import BadSetting, Settings
from app.identity import one_time_codes as codes
from app.identity.sealed import Seal, Unreadable
from app.logs import logger
from app.store import second_factors
from app.store.models import SecondFactor, User
from app.store.store import the_store
from app.web.common.attempts import Attempts
from app.web.site.passwords import TooMany
from beffroi import translator

_ = translator(__name__)
log = logger(__name__)

KEPT = "half_way"
LASTS_MS = 10 * 60 * 1000
"""How long a password that was right waits for its code."""

OPERATORS, ADMINS, EVERYBODY = "operators", "admins", "all"
REQUIRED_OF = ("", OPERATORS, ADMINS, EVERYBODY)

TRIES = (
    (
        Attempts("10 per 10 minutes", "codes of an account"),
        _("Too many wrong codes. Wait ten minutes, then try again."),
    ),
    (
        Attempts("60 per day", "codes of an account in a day"),
        _("Too many wrong codes today. Ask whoever runs this site to take your second step away."),
    ),
)


def init_app(app: Flask) -> None:
    """Read who has to have one. Raises `BadSetting`."""
    said = app.extensions["settings"].second_factor
    if said not in REQUIRED_OF:
        raise BadSetting(f"SECOND_FACTOR is {said!r}: {', '.join(REQUIRED_OF[1:])}, or nothing.")


def is_required(user: User) -> bool:
    """Whether an account signs in by a password and a code, and by no password alone."""
    settings: Settings = current_app.extensions["settings"]
    wanted = settings.second_factor
    return wanted == EVERYBODY or (bool(wanted) and user.operator) or (wanted == ADMINS and user.admin)


def factor_of(user: User) -> SecondFactor | None:
    """The second factor of an account, if it has one."""
    with the_store().read() as read:
        return second_factors.of(read, user.id)


def is_needed(user: User) -> bool:
    """Whether the password is not all of it."""
    return is_required(user) or factor_of(user) is not None


def begin(user: User) -> None:
    """The password of an account was right, in this browser, just now."""
    session[KEPT] = {"account": user.id, "mark": _mark(user), "until": g.now + LASTS_MS}


def who() -> User | None:
    """Whose password was right in this browser, some minutes ago at most; none once it is another one."""
    kept = session.get(KEPT)
    if not isinstance(kept, dict) or kept.get("until", 0) <= g.now:
        return None
    with the_store().read() as read:
        user = read.get(User, str(kept.get("account")))
    return user if user and not user.disabled_at and _mark(user) == kept.get("mark") else None


def forget() -> None:
    """That is over: in, or given up."""
    session.pop(KEPT, None)


def _mark(user: User) -> str:
    return sha256(user.password.encode()).hexdigest()[:16]


def seal(purpose: str = "second factor") -> Seal:
    """What seals the secrets of this site's second factors."""
    config = current_app.config
    return Seal([config["SECRET_KEY"], *(config.get("SECRET_KEY_FALLBACKS") or ())], purpose)


def sealed(user: User, secret: str) -> str:
    """A secret as its row holds it: of that account and of no other one."""
    return seal().seal(f"{user.id} {secret}")


def is_right(user: User, factor: SecondFactor, code: str, on_paper: str) -> bool:
    """Whether a code is the account's, and serves for the first time. Raises `TooMany`, before it is looked at."""
    with ExitStack() as stack:
        for tries, sentence in TRIES:
            if not stack.enter_context(tries.trying(user.id)):
                raise TooMany(sentence, 429)
        is_so = _by_paper(user, on_paper) if on_paper.strip() else _by_telephone(user, factor, code)
        if not is_so:
            for tries, _sentence in TRIES:
                tries.count(user.id)
        return is_so


def _by_paper(user: User, said: str) -> bool:
    is_so: bool = the_store().write(second_factors.spend_code, user.id, codes.plain(said))
    return is_so


def _by_telephone(user: User, factor: SecondFactor, said: str) -> bool:
    try:
        whose, secret = seal().open(factor.secret).split()
    except Unreadable:
        log.warning("audit: a second factor was sealed with another SECRET_KEY", account=user.id)
        return False
    step = codes.step_of(secret, said, g.now) if whose == user.id else None
    again = sealed(user, secret)

    def job(connection: Connection) -> bool:
        return step is not None and second_factors.spend_step(connection, user.id, step, again)

    is_so: bool = the_store().write(job)
    return is_so
