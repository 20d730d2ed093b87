"""People of a live workshop without a browser: pages over HTTP, Socket.IO by hand over WebSocket or polling."""

from __future__ import annotations

import itertools
import json
import re
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Condition, Thread
from typing import Any

import requests
import websocket

PATIENCE = 60.0
POLLING = "/socket.io/?EIO=4&transport=polling"


def until(what: str, condition: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Wait for a condition that nothing announces; what it gave."""
    deadline = time.monotonic() + seconds
    while not (given := condition()):
        assert time.monotonic() < deadline, f"{seconds:g} s were not enough: {what}"
        time.sleep(0.02)
    return given


def csrf(page: str) -> str:
    return re.search(r'name="csrf[_-]token" (?:value|content)="([^"]+)"', page)[1]


class Browser:
    """Somebody's cookies, and the sockets that their pages opened."""

    def __init__(self, server, base: str = "", code: str = ""):
        self.server, self.base, self.code = server, base or server.url, code or server.code
        self.http = requests.Session()
        self.http.trust_env = False
        self.authority = getattr(server, "authority", "")
        self.http.verify = self.authority or True
        self.sockets: list[Socket] = []
        self.pages: list[str] = []

    def get(self, path: str, **more) -> requests.Response:
        """A page. The button of a link that signs in is pressed, as a person would."""
        url = path if "://" in path else self.base + path
        answer = self.http.get(url, timeout=PATIENCE, **more)
        if "/compte/entrer/" in url and answer.ok:
            said = {"csrf_token": csrf(answer.text), "next": re.search(r'name="next" value="([^"]*)"', answer.text)[1]}
            answer = self.http.post(url, data=said, headers={"Referer": url}, timeout=PATIENCE)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            self.pages.append(answer.text)
        return answer

    def post(self, path: str, from_page: str = "", **data) -> requests.Response:
        """Send a form of the page `from_page`."""
        token = csrf(self.get(from_page or path).text)
        return self.http.post(self.base + path, data={"csrf_token": token, **data}, timeout=PATIENCE)

    def join(self, name: str, site: str = "s1", **more: str) -> Browser:
        answer = self.post(f"/rejoindre/{self.code}", name=name, site=site, **more)
        assert answer.url.endswith(f"/atelier/{self.code}"), answer.text
        self.pages.append(answer.text)
        return self

    @property
    def who(self) -> str:
        """Who this browser's own page says it is."""
        page = self.get(f"/atelier/{self.code}").text
        return re.search(r'data-who="([^"]+)"', page)[1]

    @property
    def cookie(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.http.cookies)

    def to_take_along(self) -> list[Any]:
        """The cookies, as a context of playwright takes them."""
        return [
            {"name": one.name, "value": one.value, "domain": one.domain, "path": one.path, "sameSite": "Lax",
             "httpOnly": one.has_nonstandard_attr("HttpOnly")}
            for one in self.http.cookies
        ]  # fmt: skip

    def socket(self, role: str = "participant", **more) -> Socket:
        """Connect, and be let in."""
        made = self.knock(role, **more)
        made.let_in()
        return made

    def knock(self, role: str = "participant", **more) -> Socket:
        made = Socket(self, role, **more)
        self.sockets.append(made)
        return made

    def close(self):
        for one in self.sockets:
            one.close()
        self.http.close()


class Socket:
    """One raw Socket.IO connection over WebSocket; a thread reads it and answers pings."""

    def __init__(self, browser: Browser, role: str = "", *, origin: str = "", cookie: str | None = None,
                 code: str = "", auth: Any = None, **options):  # fmt: skip
        self.frames: list[str] = []
        self.answers: dict[int, Any] = {}
        self.is_open, self.is_reading = True, True
        self._ids = itertools.count()
        self._changed = Condition()
        self.ws = websocket.create_connection(
            browser.base.replace("http", "ws")
            + f"/socket.io/?EIO=4&transport=websocket&atelier={code or browser.code}",
            origin=origin or browser.base,
            cookie=browser.cookie if cookie is None else cookie,
            timeout=PATIENCE,
            http_no_proxy=["*"],
            sslopt={"ca_certs": browser.authority} if browser.authority else None,
            **options,
        )
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        if role:
            asked = {"workshop": code or browser.code, "role": role, "locale": "fr"} if auth is None else auth
            self.send("40" + json.dumps(asked))

    def _read(self):
        while self.is_reading:
            try:
                frame = self.ws.recv()
            except websocket.WebSocketTimeoutException:
                continue
            except (OSError, websocket.WebSocketException, ValueError, AttributeError):
                frame = ""
            with self._changed:
                if not frame:
                    self.is_open = False
                    self._changed.notify_all()
                    return
                self._take(frame if isinstance(frame, str) else frame.decode("latin-1"))
                self._changed.notify_all()

    def _take(self, frame: str):
        if frame == "2":
            with suppress(OSError, websocket.WebSocketException):
                self.ws.send("3")
            return
        self.frames.append(frame)
        if frame.startswith("43"):
            start = frame.index("[")
            said = json.loads(frame[start:])
            self.answers[int(frame[2:start])] = said[0] if said else None

    # --- waiting ---------------------------------------------------------------------------

    def wait(self, what: str, condition: Callable[[], Any], seconds: float = PATIENCE) -> Any:
        """Wait until a frame, or the end, makes a condition true."""
        with self._changed:
            given = self._changed.wait_for(condition, seconds)
        assert given, f"{seconds:g} s were not enough: {what}; last frames {self.frames[-3:]}"
        return given

    def let_in(self):
        self.wait("to be let in", lambda: self._begins("40") or self._begins("44") or not self.is_open)
        assert self._begins("40"), self.frames

    def refused(self, seconds: float = PATIENCE) -> bool:
        """Whether the server said no, or cut."""
        self.wait("an answer", lambda: self._begins("40") or self.was_cut, seconds)
        return not self._begins("40")

    def _begins(self, start: str) -> bool:
        return any(frame.startswith(start) for frame in self.frames)

    @property
    def was_cut(self) -> bool:
        """Whether the server ended it: the line, the namespace, or a refusal to connect."""
        return not self.is_open or self._begins("44") or any(frame in ("1", "41") for frame in self.frames)

    # --- speaking --------------------------------------------------------------------------

    def send(self, packet: str | bytes, opcode: int = websocket.ABNF.OPCODE_TEXT):
        self.ws.send(packet, opcode)

    def ask(self, event: str, *said) -> int:
        """Send an event; the id that its answer will have."""
        id = next(self._ids)
        self.send(f"42{id}" + json.dumps([event, *said], separators=(",", ":")))
        return id

    def answer(self, id: int, seconds: float = PATIENCE) -> Any:
        self.wait(f"the answer to {id}", lambda: id in self.answers or not self.is_open, seconds)
        assert id in self.answers, "the line was cut before the answer"
        return self.answers[id]

    def call(self, event: str, *said, seconds: float = PATIENCE) -> Any:
        return self.answer(self.ask(event, *said), seconds)

    def command(self, activity: str, name: str, request_id: str = "", /, seconds: float = PATIENCE, **data) -> dict:
        return self.call("command", command(activity, name, request_id, **data), seconds=seconds)

    def do(self, activity: str, name: str, /, **data) -> str:
        """A command that must be accepted; its entry. What is to be sent again is, as a page's outbox does."""
        same = f"d-{time.time_ns()}-{next(_numbers)}"

        def taken() -> dict | None:
            answer = self.command(activity, name, same, **data)
            return None if answer["kind"] == "later" else answer

        answer = until(f"{name} is taken", taken)
        assert answer["kind"] == "accepted", answer
        return answer["entry"]

    def hello(self, **said) -> dict:
        return self.call("hello", {"have": {}, **said})

    def events(self, name: str) -> list[Any]:
        """What was told by the events of that name, in their order."""
        start = f'42["{name}"'
        return [json.loads(frame[2:])[1] for frame in list(self.frames) if frame.startswith(start)]

    @property
    def heard(self) -> str:
        """Every frame that came, as it came."""
        return "\n".join(self.frames)

    def close(self):
        self.is_reading = False
        with suppress(OSError, AttributeError):
            self.ws.sock.shutdown(socket.SHUT_RDWR)  # wakes the reader
        self._reader.join(PATIENCE)
        self.ws.shutdown()


_numbers = itertools.count(1)


def command(activity: str, name: str, request_id: str = "", /, **data) -> dict:
    """A command as a page's outbox writes it."""
    return {
        "activity": activity,
        "name": name,
        "data": data,
        "request_id": request_id or f"r-{time.time_ns()}-{next(_numbers)}",
    }


class Polling:
    """The other transport: packets in the bodies of requests."""

    def __init__(self, browser: Browser, origin: str = ""):
        self.browser = browser
        self.headers = {"Origin": origin or browser.base}
        self.opening = browser.http.get(browser.base + POLLING, headers=self.headers, timeout=PATIENCE)
        found = re.search(r'"sid":"([^"]+)"', self.opening.text)
        self.path = f"{POLLING}&sid={found[1] if found else 'none'}"

    def post(self, body: str | bytes, **headers) -> requests.Response:
        raw = body.encode() if isinstance(body, str) else body
        return self.browser.http.post(
            self.browser.base + self.path, data=raw, headers={**self.headers, **headers}, timeout=PATIENCE
        )

    def poll(self) -> list[str]:
        answer = self.browser.http.get(self.browser.base + self.path, headers=self.headers, timeout=PATIENCE)
        return answer.text.split("\x1e") if answer.ok else [f"{answer.status_code}"]

    def until(self, start: str) -> str:
        """Poll until a packet begins so."""
        for _ in range(20):
            for packet in self.poll():
                if packet == "2":
                    self.post("3")
                if packet.startswith((start, "400", "44")):
                    return packet
        raise AssertionError(f"no packet began with {start}")
