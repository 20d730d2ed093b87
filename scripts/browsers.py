"""The oldest browsers that read our pages, from MDN's data on what browsers know.

python scripts/browsers.py DATA   write tests/browser_features.toml anew; DATA is the file data.json of the npm
                                  package @mdn/browser-compat-data, unpacked anywhere
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.support import features  # noqa: E402

TABLE = ROOT / "tests" / "browser_features.toml"
BROWSERS = {"firefox": ("firefox",), "safari": ("safari", "safari_ios"), "chrome": ("chrome",)}
NEVER = 999.0
OLD = (100, 15, 100)
"""What browsers of 2022 knew is not worth a line."""

HOLDERS = (
    "AbortController", "AbortSignal", "AnimationEvent", "Blob", "BroadcastChannel", "CSS", "Cache",
    "CacheStorage", "Clients", "Comment", "CustomEvent", "DOMRect", "DOMTokenList", "Document",
    "DocumentFragment", "Element", "Event", "EventTarget", "File", "FontFaceSet", "FormData", "Headers",
    "History", "HTMLCollection", "KeyboardEvent", "Location", "MediaQueryList", "MessageEvent", "MouseEvent",
    "MutationObserver", "Navigator", "Node", "NodeList", "Performance", "PointerEvent", "RadioNodeList",
    "Request", "ResizeObserver", "Response", "Screen", "ServiceWorker", "ServiceWorkerContainer",
    "ServiceWorkerGlobalScope", "ServiceWorkerRegistration", "Storage", "StorageEvent", "SubmitEvent",
    "TouchEvent", "TreeWalker", "URL", "URLSearchParams", "WebSocket", "Window", "XMLHttpRequest",
    "HTMLFormControlsCollection",
)  # fmt: skip
"""Whose members a page may use: a member is as old as the oldest of its name among them and JavaScript's own."""


def support(node: Any) -> tuple[float, ...]:
    """Since when each browser knows it, unprefixed and without a switch; the newest of a browser's platforms."""
    return tuple(
        max(_since(node["__compat"]["support"].get(platform, {"version_added": False})) for platform in platforms)
        for platforms in BROWSERS.values()
    )


def _since(told: Any) -> float:
    known = [NEVER]
    for one in told if isinstance(told, list) else [told]:
        version = one.get("version_added")
        is_whole = not one.get("flags") and not one.get("prefix") and not one.get("alternative_name")
        goes_on = not one.get("version_removed") or one.get("partial_implementation")
        if isinstance(version, str) and version != "preview" and is_whole and goes_on:
            known.append(float(version.lstrip("≤")))
    return min(known)


class Data:
    """MDN's data, asked by the names that `features` gives."""

    def __init__(self, path: Path) -> None:
        self.all = json.loads(path.read_text())
        self.version = self.all["__meta"]["version"]

    def get(self, name: str) -> Any:
        """What the data says under that very name."""
        node = self.all
        for step in name.split("."):
            node = node.get(step) if isinstance(node, dict) else None
        return node if isinstance(node, dict) and "__compat" in node else None

    def of(self, name: str) -> tuple[float, ...] | None:
        """None where it knows nothing of that name: it is no feature, but a word of ours."""
        kind, _, rest = name.partition(".")
        reads = {
            "member": self._member,
            "static": self._static,
            "global": self._global,
            "html": self._html,
            "css": self._css,
        }
        nodes = [node for node in reads.get(kind, lambda _: [self.get(name)])(rest) if node]
        return tuple(map(min, zip(*map(support, nodes), strict=True))) if nodes else None

    def _member(self, name: str) -> Iterator[Any]:
        for holder, members in self.all["api"].items():
            if holder in HOLDERS or holder.startswith("HTML"):
                yield members.get(name)
        yield from (self.get(f"javascript.builtins.{holder}.{name}") for holder in self.all["javascript"]["builtins"])

    def _static(self, name: str) -> Iterator[Any]:
        yield self.get(f"api.{name}_static")
        yield self.get(f"javascript.builtins.{name}")

    def _global(self, name: str) -> Iterator[Any]:
        yield from (self.get(f"{place}.{name}") for place in ("api", "api.Window", "javascript.builtins"))

    def _html(self, name: str) -> Iterator[Any]:
        kind, _, rest = name.partition(".")
        if kind == "elements":
            yield self.get(f"html.elements.{rest}")
        elif kind == "global":
            yield self.get(f"html.global_attributes.{rest}")
        else:
            yield self.get(f"html.elements.{rest}")

    def _css(self, name: str) -> Iterator[Any]:
        yield self.get(f"css.{name}")
        kind, _, word = name.partition(".")
        if kind == "types":
            for group in self.all["css"]["types"].values():
                yield group.get(word) if isinstance(group, dict) and "__compat" in group.get(word, {}) else None


def named(data: Data) -> set[str]:
    """Every name that `features` may give, of whatever MDN's data knows."""
    css, api, builtins = data.all["css"], data.all["api"], data.all["javascript"]["builtins"]
    elements, everywhere = data.all["html"]["elements"], data.all["html"]["global_attributes"]
    names = {f"css.{kind}.{one}" for kind in css for one in css[kind]}
    names |= {f"css.{kind}.{one}.{two}" for kind in css for one, node in css[kind].items() for two in node}
    names |= {f"css.types.{two}" for node in css["types"].values() for two in node}
    holders = [*(node for name, node in api.items() if name in HOLDERS or name.startswith("HTML")), *builtins.values()]
    names |= {f"member.{one}" for node in holders for one in node}
    names |= {
        f"static.{one}.{two.removesuffix('_static')}" for one in api for two in api[one] if two.endswith("_static")
    }
    names |= {f"static.{one}.{two}" for one in builtins for two in builtins[one]}
    names |= {f"global.{one}" for one in (*api, *api["Window"], *builtins)}
    names |= {f"html.elements.{one}" for one in elements} | {f"html.global.{one}" for one in everywhere}
    names |= {f"html.attribute.{one}.{two}" for one in elements for two in elements[one]}
    return {one for one in names | features.SYNTAX.keys() if "__compat" not in one}


def written(data: Data) -> str:
    """The table, as it is kept."""
    lines = [
        "# Since which version Firefox, Safari (and that of iOS) and Chrome (and Edge) have what one of them had not",
        f"# in 2022: MDN's browser-compat-data {data.version}, read by scripts/browsers.py. 999: not yet.",
        "",
    ]
    for name in sorted(named(data)):
        since = data.of(name)
        if since and any(one > old for one, old in zip(since, OLD, strict=True)):
            lines.append(f'"{name}" = [{", ".join(f"{one:g}" for one in since)}]')
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    TABLE.write_text(written(Data(Path(sys.argv[1]))))
