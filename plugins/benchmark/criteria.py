"""By what the cases are compared: criteria in words, from 0 to 4 with their anchors, or yes and no; a line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from beffroi import Refused, translator
from beffroi.folding import folded

_ = translator(__name__)

MOST = 12
"""Criteria, at most: more is read by nobody."""

TITLE = 80
"""Characters of a criterion's title, and of an anchor."""

LEVELS = ("0", "1", "2", "3", "4")
YES, NO = "yes", "no"
ANSWERS = {YES: _("yes"), NO: _("no")}

YES_OR_NO = frozenset(folded(one) for one in ("oui ou non", "oui-non", "yes or no", "yes-no"))
"""What is written after a title to say that it takes yes or no, in either language."""

ENDS, ALL = 3, 6
"""Things between strokes: a title and the two ends of its levels, or all five of them."""


@dataclass(frozen=True)
class Criterion:
    """What cases are compared by, its `title`; `kind` is "text", "level" or "yes_no".

    `anchors` are what the levels mean, by level, "" for one that nothing is said of. `names` are the spellings by which
    a pasted table may call it, besides its title.
    """

    id: str
    title: Any
    kind: str = "text"
    anchors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def is_graded(self) -> bool:
        """Whether it is answered by a level, or yes or no."""
        return self.kind != "text"

    def is_called(self, name: str) -> bool:
        """Whether that is its name."""
        return folded(name) in {folded(one) for one in self.names or (str(self.title),)}

    def words_of(self, value: str) -> Any:
        """A level or an answer in words; "" where there is none."""
        if self.kind == "yes_no":
            return ANSWERS.get(value, "")
        if value not in LEVELS:
            return ""
        anchor = self.anchors[int(value)]
        return _("%(level)s of 4 (%(anchor)s)", level=value, anchor=anchor) if anchor else _("%(n)s of 4", n=value)

    @property
    def scale(self) -> str:
        """The levels and what they mean, to be read beside a field."""
        return " · ".join(f"{level} {anchor}" for level, anchor in zip(LEVELS, self.anchors, strict=False) if anchor)


USUAL = (
    Criterion("done", _("What they do"), names=("Ce qui est fait", "What they do")),
    Criterion("takes", _("What it takes"), names=("Ce que cela demande", "What it takes")),
    Criterion("gives", _("What it changes"), names=("Ce que cela change", "What it changes")),
    Criterion("failed", _("What did not work"), names=("Ce qui n’a pas marché", "What did not work")),
)
"""Where none are set. Source: the questions of a benchmark visit, what, at what cost, to what effect, at what price."""


def written(lines: str) -> tuple[Criterion, ...]:
    """The criteria, one a line. Raises `Refused` at the first line that is none, by its number."""
    found: dict[str, Criterion] = {}
    for number, line in enumerate(_lines(lines), 1):
        made = _criterion(line, number)
        if any(one.is_called(str(made.title)) for one in found.values()):
            raise Refused(_("Line %(n)s: “%(title)s” stands there twice.", n=number, title=made.title))
        found[made.id] = made
    if len(found) > MOST:
        raise Refused(_("A benchmark takes %(most)s criteria at most; here are %(n)s.", most=MOST, n=len(found)))
    return tuple(found.values()) or USUAL


def kept(lines: str) -> tuple[Criterion, ...]:
    """The same of settings that were kept: a line that can no longer be read is left out."""
    found = []
    for number, line in enumerate(_lines(lines), 1):
        try:
            found.append(_criterion(line, number))
        except Refused:
            continue
    return tuple({one.id: one for one in found[:MOST]}.values()) or USUAL


def _lines(text: str) -> Iterable[str]:
    return (line for line in map(str.strip, text.splitlines()) if line)


def _criterion(line: str, number: int) -> Criterion:
    parts = [part.strip() for part in line.split("/")]
    if not parts[0] or any(len(part) > TITLE for part in parts):
        raise Refused(_("Line %(n)s: a title or an end of 1 to %(most)s characters.", n=number, most=TITLE))
    id = "k" + sha256(folded(parts[0]).encode()).hexdigest()[:10]
    if len(parts) == 1:
        return Criterion(id, parts[0])
    if len(parts) == 2 and folded(parts[1]) in YES_OR_NO:  # noqa: PLR2004 - a title and a word
        return Criterion(id, parts[0], "yes_no")
    if len(parts) == ENDS:
        return Criterion(id, parts[0], "level", (parts[1], "", "", "", parts[2]))
    if len(parts) == ALL:
        return Criterion(id, parts[0], "level", tuple(parts[1:]))
    raise Refused(
        _(
            "Line %(n)s, “%(line)s”: write a title alone, or the title / yes or no, "
            "or the title / what 0 means / what 4 means.",
            n=number,
            line=line[:60],
        )
    )
