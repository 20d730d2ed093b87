"""Serving under a path of a host that has other applications: https://portail.example.fr/beffroi."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask

from app.host.rendering.environment import core_environment


def init_app(app: Flask) -> None:
    """Take the path off what is asked, where there is one: last, so that all that stands before a page sees none."""
    path = app.extensions["settings"].public.path
    core_environment().globals["root"] = path  # live blocks are drawn outside any request
    if path:
        app.wsgi_app = _under(path, app.wsgi_app)  # type: ignore[method-assign]


def _under(path: str, inner: Any) -> Any:
    """Whether the proxy keeps the path or takes it off itself, links are made with it."""

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        asked = environ.get("PATH_INFO", "")
        if asked == path or asked.startswith(f"{path}/"):
            environ["PATH_INFO"] = asked[len(path) :] or "/"
        environ["SCRIPT_NAME"] = path
        return inner(environ, start_response)  # type: ignore[no-any-return]

    return application
