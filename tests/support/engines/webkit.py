"""WebKitGTK's own small browser, over the WebDriver that comes with it; it stands for Safari's engine."""

from __future__ import annotations

import json
import os
import subprocess
import time
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from typing import Any

from tests.support.engines.display import needed
from tests.support.serving import free_port

PATIENCE = 60
PLACES = count()

WAYS = {
    "Navigate": ("POST", "url"),
    "Refresh": ("POST", "refresh"),
    "ExecuteScript": ("POST", "execute/sync"),
    "ElementClick": ("POST", "element/{id}/click"),
    "ElementSendKeys": ("POST", "element/{id}/value"),
    "PerformActions": ("POST", "actions"),
    "SetWindowRect": ("POST", "window/rect"),
}


def browser() -> str:
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    assert found, "no MiniBrowser on this machine: scripts/engines.sh installs what these tests need (Debian, as root)"
    return str(found[0])


class WebKit:
    """A MiniBrowser with a session of its own; `settings` say on which display."""

    name = "webkit"

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        folder.mkdir(parents=True)
        self.port = free_port()
        env = {
            **os.environ,
            **settings,
            "LANGUAGE": "fr",
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            **({"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"} if os.geteuid() == 0 else {}),
        }
        folder.chmod(0o700)
        with (folder / "said.log").open("w") as log:
            self.process = subprocess.Popen(
                [needed("WebKitWebDriver"), f"--port={self.port}"], env=env, stdout=log, stderr=subprocess.STDOUT
            )
        self.session = ""
        options = {"webkitgtk:browserOptions": {"binary": browser(), "args": ["--automation"]}}
        self.session = self._begin({"capabilities": {"alwaysMatch": options}})

    def _begin(self, asked: dict[str, Any]) -> str:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return str(self._ask("POST", "/session", asked)["sessionId"])
            except OSError:
                assert time.monotonic() < end and self.process.poll() is None, "WebKitWebDriver does not start"
                time.sleep(0.1)

    def _ask(self, how: str, path: str, params: dict[str, Any] | None = None) -> Any:
        line = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        line.request(how, path, None if params is None else json.dumps(params), {"Content-Type": "application/json"})
        answer = line.getresponse()
        value = json.loads(answer.read())["value"]
        line.close()
        assert answer.status < 400, f"{path}: {value['error']}: {value.get('message')}"
        return value

    def send(self, name: str, params: dict[str, Any]) -> Any:
        how, path = WAYS[name]
        return self._ask(how, f"/session/{self.session}/{path.format_map(params)}", params)

    def close(self) -> None:
        try:
            self._ask("DELETE", f"/session/{self.session}")
        finally:
            self.process.terminate()
            self.process.wait(20)
