"""A window of whichever engine, and what a person does in it."""

from __future__ import annotations

import time
from typing import Any, Protocol

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PATIENCE = 40
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "ArrowRight": "\ue014", "Escape": "\ue00c"}

LISTEN = """
if (!window.heard) {
  window.heard = []; window.faults = [];
  const place = document.getElementById("announce");
  if (place) new MutationObserver(() => place.textContent && window.heard.push(place.textContent))
    .observe(place, { childList: true, characterData: true, subtree: true });
  addEventListener("error", (event) => window.faults.push(event.message));
  addEventListener("unhandledrejection", (event) => window.faults.push(String(event.reason)));
}
"""

FIND = """
const [css, words, inside] = arguments;
const named = (one) => `${one.getAttribute("aria-label") ?? ""} ${one.innerText || one.textContent || ""}`;
const holds = (one) => one.getClientRects().length && named(one).replace(/\\s+/g, " ").includes(words);
const found = [...document.querySelectorAll(css)].find(holds);
return (inside ? found?.querySelector(inside) : found) ?? null;
"""


class Driver(Protocol):
    name: str

    def send(self, name: str, params: dict[str, Any]) -> Any: ...
    def close(self) -> None: ...


class Window:
    """What is done waits until it can be; what is looked for, until it is there."""

    def __init__(self, driver: Driver) -> None:
        self.driver, self.width = driver, 0

    def place(self, x: int, y: int, width: int, height: int) -> None:
        self.width = width
        self.driver.send("SetWindowRect", {"x": x, "y": y, "width": width, "height": height})

    def goto(self, address: str) -> Window:
        self.driver.send("Navigate", {"url": address})
        return self

    def live(self) -> Window:
        """The page hears what is pressed."""
        self.until("document.body?.dataset.live === ''")
        self.js(LISTEN)
        return self

    def js(self, script: str, *args: Any) -> Any:
        return self.driver.send("ExecuteScript", {"script": script, "args": list(args)})

    def until(self, condition: str, *args: Any, seconds: float = PATIENCE) -> Any:
        end = time.monotonic() + seconds
        while True:
            found = self.js(f"return {condition}", *args)
            if found or time.monotonic() > end:
                assert found, f"{self.driver.name}: never {condition} {args}"
                return found
            time.sleep(0.1)

    def sees(self, css: str, words: str = "", inside: str = "", seconds: float = PATIENCE) -> dict[str, str]:
        """The first thing in sight of that kind with those words, or something inside of it."""
        end = time.monotonic() + seconds
        while not (found := self.js(FIND, css, words, inside)):
            assert time.monotonic() < end, f"{self.driver.name}: no {css} with « {words} » in sight"
            time.sleep(0.1)
        return dict(found)

    def click(self, css: str, words: str = "", inside: str = "") -> None:
        one = self.sees(css, words, inside)
        self.js("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", one)
        self.driver.send("ElementClick", {"id": one[ELEMENT]})

    def write(self, css: str, text: str) -> None:
        one = self.sees(css)
        self.driver.send("ElementSendKeys", {"id": one[ELEMENT], "text": text})

    def press(self, *names: str) -> None:
        keys = [{"type": kind, "value": KEYS[name]} for name in names for kind in ("keyDown", "keyUp")]
        self.driver.send("PerformActions", {"actions": [{"type": "key", "id": "keys", "actions": keys}]})

    def count(self, css: str) -> int:
        return int(self.js("return document.querySelectorAll(arguments[0]).length", css))

    def counts(self, css: str, number: int) -> None:
        self.until("document.querySelectorAll(arguments[0]).length === arguments[1]", css, number)

    def hears(self, words: str) -> None:
        self.until("window.heard.some((said) => said.replace(/\\s/g, ' ').includes(arguments[0]))", words)

    @property
    def faults(self) -> list[str]:
        return list(self.js("return window.faults ?? []"))
