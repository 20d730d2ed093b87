"""What stands before the pages of `beffroi dev`: the names that this computer gave itself alone, in frames of its own.

It stands around the application, which stays what it is elsewhere: there nothing may be put in a frame.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

PANES = ("console", "ana", "bob", "screen")
"""Each has a name of its own on this computer, and so its own cookies."""

Headers = list[tuple[str, str]]


def host_of(pane: str, port: int) -> str:
    """The name of a pane; "" is the page around them."""
    return f"{pane}.dev.localhost:{port}" if pane else f"dev.localhost:{port}"


class Guard:
    """Refuses every other name, as a page of the web would have that tells a browser it is this computer."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], port: int) -> None:
        self.inner = inner
        self.around = f"http://{host_of('', port)}"
        self.frames = " ".join(f"http://{host_of(pane, port)}" for pane in PANES)
        self.hosts = {host_of(pane, port) for pane in ("", *PANES)}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        if environ.get("HTTP_HOST", "") not in self.hosts:
            start_response("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")])
            return [f"This answers as {self.around} only.\n".encode()]

        def begin(status: str, headers: Headers, *more: Any) -> Any:
            return start_response(status, self.framed(headers), *more)

        return self.inner(environ, begin)

    def framed(self, headers: Headers) -> Headers:
        """The headers of a page that may stand in a frame of the page around."""
        kept = [one for one in headers if one[0].lower() != "x-frame-options"]
        return [
            (name, self._policy(value) if name.lower() == "content-security-policy" else value) for name, value in kept
        ]

    def _policy(self, policy: str) -> str:
        ancestors = policy.replace("frame-ancestors 'none'", f"frame-ancestors {self.around}")
        return f"{ancestors}; frame-src {self.frames}"
