"""Simulated people in the server's own process: a rehearsal, played at human pace in a workshop that is thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Give the app those who play."""
    from app.simulated.troupe import Troupe

    app.extensions["troupe"] = Troupe(app.extensions["rooms"])
