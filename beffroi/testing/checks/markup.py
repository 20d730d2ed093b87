"""What stands between the expressions of a template: elements, attributes, classes, words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from html.parser import HTMLParser

from jinja2 import Environment

from app.bundled import HOUSE
from beffroi.patterns import linear
from beffroi.testing.checks.declared import is_words
from beffroi.testing.checks.sheets import classes_in

HOLE = "\x00"
"""What stands for an expression."""

READ = frozenset({"aria-label", "aria-description", "alt", "title", "placeholder"})

BLOCKED = {
    "style": "the browser refuses it: write it in static/{id}.css.",
    "script": "the browser refuses it: a method has no script; what is pressed is a ui.button or a ui.form.",
}
"""Elements that the pages' policy does not let be."""

_ELSEWHERE = linear(r"^(?:https?:)?//|^javascript:")


def bare(environment: Environment, source: str) -> str:
    """A template without its expressions, statements and comments, and without what is translated; line for line."""
    kept, in_trans, is_tag = [], False, False
    for _line, kind, text in environment.lex(source):
        if kind == "block_begin":
            is_tag = True
        elif kind == "name" and is_tag:
            in_trans = text == "trans" if text in ("trans", "endtrans") else in_trans
            is_tag = False
        if kind == "data" and not in_trans:
            kept.append(text)
        elif kind == "variable_end":
            kept.append(HOLE)
        else:
            kept.append("\n" * text.count("\n"))
    return "".join(kept)


Told = tuple[int, str]
"""A line, and what is wrong there."""


class Markup(HTMLParser):
    """Reads it, and says what cannot stay."""

    def __init__(self, id: str, classes: frozenset[str]) -> None:
        super().__init__()
        self.id = id
        self.classes = classes
        self.told: list[Told] = []
        self._inside = ""

    def _say(self, said: str) -> None:
        self.told.append((self.getpos()[0], said))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element."""
        if tag in BLOCKED:
            self._inside = tag
            self._say(f"<{tag}> within a page: {BLOCKED[tag].format(id=self.id)}")
        for name, value in attrs:
            for said in self._attribute(name, value or ""):
                self._say(said)

    def handle_endtag(self, tag: str) -> None:
        """The end of one."""
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        """Words."""
        for n, line in enumerate(data.splitlines()):
            for words in line.split(HOLE):
                if not self._inside and is_words(words.strip()):
                    said = f"“{words.strip()}” is read in one language alone: put it in {{% trans %}}…{{% endtrans %}}."
                    self.told.append((self.getpos()[0] + n, said))

    def _attribute(self, name: str, value: str) -> Iterator[str]:
        if name == "style":
            yield f"style=… within a page: {BLOCKED['style'].format(id=self.id)}"
        elif name.startswith("on"):
            yield f"{name}=… within a page: {BLOCKED['script'].format(id=self.id)}"
        elif name in ("src", "href", "action") and _ELSEWHERE.search(value):
            yield f"{name}=“{value}”: the browser refuses what is from elsewhere; put it in static/, or leave it out."
        elif name in READ and is_words(value):
            yield f'{name}=“{value}” is read in one language alone: write {{{{ _("{value}") }}}}.'
        elif name == "class":
            yield from self._classes(value)

    def _classes(self, value: str) -> Iterator[str]:
        for name in value.split():
            if HOLE not in name and name not in self.classes and (meant := _meant(name, self.classes)):
                hint = f"did you mean “{meant}”? If not, write it in static/{self.id}.css"
                yield f"no style sheet has the class “{name}”: {hint}, or leave it out."


LONG_ENOUGH = 5
"""Letters of a word that can be told from another which is nearly the same."""

NEARLY = 0.8
"""How alike, of 1, two words are of which one is the other misspelt."""


def _meant(name: str, known: Iterable[str]) -> str:
    """The class that was meant, where one is all but the same; one that no sheet has may be a handle for tests."""
    return next((one for one in sorted(known) if _is_misspelt(name.split("-"), one.split("-"))), "")


def _is_misspelt(words: list[str], known: list[str]) -> bool:
    if len(words) != len(known):
        return False
    differ = [(one, other) for one, other in zip(words, known, strict=True) if one != other]
    return len(differ) == 1 and _is_near(*differ[0])


def _is_near(one: str, other: str) -> bool:
    is_number = one.startswith(other) or other.startswith(one)  # one of several, or several of one
    is_short = len(one) < LONG_ENOUGH or one[0] != other[0]
    return not is_number and not is_short and SequenceMatcher(None, one, other).ratio() >= NEARLY


def markup_findings(environment: Environment, source: str, id: str, classes: frozenset[str]) -> list[Told]:
    """What of a template's own HTML cannot stay."""
    reader = Markup(id, classes)
    reader.feed(bare(environment, source))
    reader.close()
    return reader.told


@cache
def of_the_house() -> frozenset[str]:
    """The classes of the host's own style sheets, and those that its scripts look for."""
    static = HOUSE / "static"
    found = {name for file in static.rglob("*.css") for name in classes_in(file.read_text())}
    scripts = (file.read_text() for file in (static / "js").glob("*.js"))
    return frozenset(found | {name for text in scripts for name in classes_in(text)})
