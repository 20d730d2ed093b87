"""The releases of libraries that what replaces parts of them is written for."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

WRITTEN_FOR = {
    "python-socketio": "5.18.1",
    "python-engineio": "4.15.1",
    "simple-websocket": "1.1.0",
    "wsproto": "1.3.2",
}
"""As pyproject.toml pins them."""


def unlike(written_for: dict[str, str] | None = None) -> str:
    """What to say where others are installed; "" where these are."""
    others = [
        f"{name} {here} (ours is written for {release})"
        for name, release in (written_for or WRITTEN_FOR).items()
        if (here := _installed(name)) != release
    ]
    if not others:
        return ""
    return (
        f"The sockets may not work: installed is {', '.join(others)}. "
        "Install the releases that requirements.lock names, or set STOCK_SOCKETS=1."
    )


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "nowhere"
