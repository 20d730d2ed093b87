"""Firefox, by the line that it opens itself: Marionette, which has the commands of WebDriver."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from tests.support.engines.display import needed
from tests.support.serving import free_port

PATIENCE = 60
QUIET = {
    "app.update.auto": False,
    "browser.aboutConfig.showWarning": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "extensions.systemAddon.update.enabled": False,
    "intl.accept_languages": "fr, en",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "ui.prefersReducedMotion": 1,
}


class Firefox:
    """A Firefox with a profile of its own in `folder`."""

    name = "firefox"

    def __init__(self, folder: Path, settings: dict[str, str], *, headless: bool = True) -> None:
        port = free_port()
        folder.mkdir(parents=True)
        prefs = {**QUIET, "marionette.port": port, **({} if headless else {"accessibility.force_disabled": -1})}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in prefs.items()]
        (folder / "user.js").write_text("\n".join(lines))
        command = [needed("firefox-esr"), "--marionette", "--no-remote", "--profile", str(folder)]
        env = {**os.environ, **settings, "MOZ_DISABLE_CONTENT_SANDBOX": "1"}
        with (folder / "said.log").open("w") as log:
            self.process = subprocess.Popen(
                [*command, *(["--headless"] if headless else [])], env=env, stdout=log, stderr=subprocess.STDOUT
            )
        self.line = self._line(port)
        self.number = 0
        self.rest = b""
        self._read()  # who it is
        self.send("NewSession", {"capabilities": {"alwaysMatch": {"pageLoadStrategy": "normal"}}})

    def _line(self, port: int) -> socket.socket:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
            except OSError:
                assert time.monotonic() < end and self.process.poll() is None, "Firefox does not start"
                time.sleep(0.1)

    def _read(self) -> Any:
        while b":" not in self.rest:
            self.rest += self.line.recv(1 << 16)
        size, _, self.rest = self.rest.partition(b":")
        while len(self.rest) < int(size):
            self.rest += self.line.recv(1 << 20)
        told, self.rest = self.rest[: int(size)], self.rest[int(size) :]
        return json.loads(told)

    def send(self, name: str, params: dict[str, Any]) -> Any:
        self.number += 1
        told = json.dumps([0, self.number, f"WebDriver:{name}", params]).encode()
        self.line.sendall(b"%d:%s" % (len(told), told))
        _, _, error, result = self._read()
        assert error is None, f"{name}: {error['error']}: {error['message']}"
        return result.get("value") if isinstance(result, dict) and set(result) == {"value"} else result

    def close(self) -> None:
        self.line.close()
        self.process.terminate()
        self.process.wait(20)
