"""The keys of this server, and a cookie that one of before signed: it is signed anew, so that it outlives that key."""

from __future__ import annotations

from flask import Flask, current_app, request, session

from app.domain.secret_keys import SecretKeys


def signing_keys() -> SecretKeys:
    """The key that signs, and those before it."""
    config = current_app.config
    return SecretKeys(str(config["SECRET_KEY"]), tuple(config.get("SECRET_KEY_FALLBACKS") or ()))


def init_app(app: Flask) -> None:
    """While a key of before is still taken, sign each cookie once with the present one."""
    app.before_request(_sign_anew)


def _sign_anew() -> None:
    keys = signing_keys()
    if keys.before and session and request.endpoint != "static":
        mark = keys.marked("cookie")
        if session.get("key") != mark:
            session["key"] = mark
