"""The web server: gevent's, with what WebSocket over it needs."""

from __future__ import annotations

import logging
from typing import Any

from gevent.pywsgi import WSGIHandler, WSGIServer

BACKLOG = 1024

log = logging.getLogger("server")


class Handler(WSGIHandler):
    """A connection. One that became a WebSocket is over when its handler is: what follows is no HTTP."""

    def run_application(self) -> None:
        """Run the request; give the connection up after an upgrade."""
        if self.environ.get("HTTP_UPGRADE", "").lower() == "websocket":
            self.close_connection = True
            self.connection_upgraded = True
        super().run_application()


class OneLine:
    """Where pywsgi writes its complaints: a line each, at a level that does not alarm."""

    def write(self, text: str) -> None:
        """A client that is gone or speaks nonsense is no event."""
        if text.strip():
            log.debug(text.strip())

    def flush(self) -> None:
        """Nothing is held back."""


def serve(host: str, port: int, app: Any) -> WSGIServer:
    """A server that listens, and has not begun to answer."""
    return WSGIServer((host, port), app, handler_class=Handler, log=None, error_log=OneLine(), backlog=BACKLOG)
