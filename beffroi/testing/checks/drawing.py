"""Every page drawn, afresh and from what was drawn last, and looked at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from app.host.contract import TEMPLATE, home_of
from app.host.rendering.parts import Drawing
from app.live.rendering.channel_key import ChannelKey
from app.live.rendering.renderer import Renderer
from beffroi import FACILITATOR, PARTICIPANT
from beffroi.testing.board import Board
from beffroi.testing.checks.host_questions import Enough, Notes
from beffroi.testing.filling import table_of

SCREEN, READER = "screen", "reader"
BLOCKS = (
    ("board", PARTICIPANT), ("board", FACILITATOR), ("control", FACILITATOR), ("screen", SCREEN), ("print", READER),
)  # fmt: skip

SIGN = "<zq"
"""What begins a text that is markup, if it is let be."""

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})

Draw = Callable[[Renderer, Drawing | None], Drawing]


@dataclass
class Pages:
    """The pages of a board, as they were drawn last."""

    board: Board
    notes: Notes
    last: dict[Hashable, Drawing] = field(default_factory=dict)
    pressed: dict[Hashable, Drawing] = field(default_factory=dict)
    """The same, of those that are read for what they offer: after each command one begins where the one before ended,
    and what `last` is compared with stays as far away as it was."""
    looked_at: set[str] = field(default_factory=set)

    def draw(self, people: Iterable[str], locales: Iterable[str]) -> dict[str, str]:
        """All of them; what each shows, by whom it is for."""
        made: dict[str, str] = {}
        for locale in locales:
            for scope in ("", *self.board.tables[:1]):
                for block, audience in BLOCKS:
                    key = ChannelKey(self.board.activity, block, audience, locale, scope)
                    made[f"{block} of {audience} {scope}"] = self._drawn(key, block, self._channel(key))
            for who in people:
                made[who] = self._drawn((who, locale), "input", self._own(who, locale))
        return made

    def of(self, who: str) -> list[str]:
        """What somebody's page shows, to be pressed."""
        table = table_of(self.board, who)
        scope = self.board.tables[table - 1] if table else ""
        own = self._pressed((who, "en"), self._own(who, "en"))
        return [self._whole("board", PARTICIPANT, scope), own]

    def of_facilitators(self) -> list[str]:
        """What a facilitator's page shows."""
        return [self._whole("control", FACILITATOR), self._whole("board", FACILITATOR)]

    def _whole(self, block: str, audience: str, scope: str = "") -> str:
        key = ChannelKey(self.board.activity, block, audience, "en", scope)
        return self._pressed(key, self._channel(key))

    def _pressed(self, what: Hashable, draw: Draw) -> str:
        drawing = self.pressed[what] = draw(self.board.renderer, self.pressed.get(what))
        return str(drawing.html())

    def _channel(self, key: ChannelKey) -> Draw:
        return lambda renderer, previous: renderer.draw(key, previous)

    def _own(self, who: str, locale: str) -> Draw:
        grant = self.board.grant(who)
        return lambda renderer, previous: renderer.own(self.board.activity, grant, locale, None, previous)[0]

    def _drawn(self, what: Hashable, block: str, draw: Draw) -> str:
        renderer = self.board.renderer
        try:
            anew, kept = draw(renderer, None), draw(renderer, self.last.get(what))
        except Enough:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a template raises is told
            self.notes.tell_raised(f"{self.notes.method.id}.html", error)
            return ""
        self.last[what] = kept
        html = str(anew.html())
        if str(kept.html()) != html:
            self._tell_stale(block, anew, kept)
        if SIGN in html:
            self._tell(block, "it shows what people wrote as markup: leave |safe and Markup out.")
        self._look_at_parts(block, anew)
        return html

    def _tell_stale(self, block: str, anew: Drawing, kept: Drawing) -> None:
        shown = {key: part.html for key, part in kept.parts.items()}
        stale = next((part.html for key, part in anew.parts.items() if shown.get(key) not in (None, part.html)), "")
        said = "a page that is open would still show what was: draw it from what is compared when it changes."
        self._tell(block, said, stale)

    def _look_at_parts(self, block: str, drawing: Drawing) -> None:
        for part in drawing.parts.values():
            if part.html not in self.looked_at:
                self.looked_at.add(part.html)
                if not _is_one_element(part.html):
                    self._tell(
                        block, "a part is one element, by which it is replaced: put what it holds in one.", part.html
                    )

    def _tell(self, block: str, said: str, part: str = "") -> None:
        method, sources = self.notes.method, self.notes.sources
        home = home_of(method, TEMPLATE)
        if home is None or not home[1].is_relative_to(sources.folder):
            self.notes.tell(f"{type(method).__name__}", said)
            return
        at = sources.name(home[1]), _line_of_part(home[1].read_text(), part, block)
        self.notes.tell(home[1].name, said, at)


def _line_of_part(source: str, part: str, block: str) -> int:
    """The line on which a part like this begins, as near as can be told: by its element, within its block."""
    element = part[1:].split(None, 1)[0] if part else ""
    lines = list(_from_block(source.splitlines(), block))
    parts = [(n, line) for n, line in lines if "{% part" in line]
    same = [n for n, line in parts if f"<{element}" in line]
    return next(iter([*same, *(n for n, _line in parts)]), lines[0][0] if lines else 1) if part else 1


def _from_block(lines: list[str], block: str) -> Iterator[tuple[int, str]]:
    is_in = not any(f"block {block} " in line for line in lines)
    for n, line in enumerate(lines, 1):
        is_in = is_in or f"block {block} " in line
        if is_in:
            yield n, line


class _Counting(HTMLParser):
    """How many elements stand side by side at the top."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.top = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One begins."""
        self.top += not self.depth
        self.depth += tag not in VOID

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One that holds nothing."""
        self.top += not self.depth

    def handle_endtag(self, tag: str) -> None:
        """One ends."""
        self.depth -= tag not in VOID

    def handle_data(self, data: str) -> None:
        """Words beside the elements."""
        self.top += bool(not self.depth and data.strip())


def _is_one_element(html: str) -> bool:
    reader = _Counting()
    reader.feed(html)
    reader.close()
    return reader.top == 1
