"""Five faces beside the word: how one is, in one press; how many chose each is told from five people up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from beffroi import Choice, Command, Refused, Stamp, Table, translator
from beffroi.blocks.said import Said
from beffroi.report import Bar, Bars, Paragraph, Piece, Section
from beffroi.small_groups import FEWEST

_ = translator(__name__)

FACES = {
    "best": _("Very well"),
    "well": _("Well"),
    "between": _("In between"),
    "low": _("Not so well"),
    "worst": _("Not well at all"),
}
"""From the lightest to the heaviest; each is told by its words, its drawing stands beside them."""

WORD, BOTH = "word", "faces"
ASKED = {WORD: _("A word"), BOTH: _("Five faces, with a word beside for who wants to")}
"""What people may be asked for."""

TOO_FEW = _("Fewer than five chose a face: nothing is shown of it.")


class Found(NamedTuple):
    """What is drawn of a face: its words, how many chose it, and how many in a hundred those are."""

    id: str
    text: Any
    people: int
    percent: int


@dataclass
class Weather(Said):
    """The state: the words, and where faces are asked for, the face of each person."""

    asks_faces: bool = False
    faces: dict[str, str] = field(default_factory=dict)

    def answered(self) -> int:
        """How many said a word, chose a face, or did both."""
        return len(self.by_person.keys() | self.faces.keys())

    def found(self) -> list[Found]:
        """How many chose each face, in their order; nothing below five people."""
        people, all_of_them = Counter(self.faces.values()), len(self.faces)
        if all_of_them < FEWEST:
            return []
        return [Found(id, text, people[id], round(100 * people[id] / all_of_them)) for id, text in FACES.items()]

    def view(self) -> dict[str, Any]:
        told = {"asks_faces": self.asks_faces, "found": self.found(), "chose": len(self.faces)}
        return {**super().view(), **told, "all_faces": tuple(FACES.items())}

    def personal_view(self, who: str) -> dict[str, Any]:
        asked = tuple(FACES.items()) if self.asks_faces else ()
        return {**super().personal_view(who), "faces": asked, "my_face": self.faces.get(who, "")}

    def tables_of_faces(self) -> Iterator[Table]:
        """A row a face, where it may be told."""
        if found := self.found():
            yield Table("faces", (_("Face"), _("People")), [(one.text, one.people) for one in found])

    def sections_of_faces(self) -> Iterator[Section]:
        """How many chose each face."""
        if self.faces:
            bars = [Bar(one.text, one.people) for one in self.found()]
            told: Piece = Bars(bars, _("People"), _("Face"), total=len(self.faces)) if bars else Paragraph(TOO_FEW)
            yield Section("faces", _("How we are"), (told,))


class Feel(Command, stage="say", apart=True, announcement=_("Face chosen")):
    """Choose the face that is yours, or another one."""

    face: str = Choice(_("Face"), FACES)

    def check(self, weather: Weather, stamp: Stamp) -> None:
        if not weather.asks_faces:
            raise Refused(_("No faces are asked for here: say a word."))

    def apply(self, weather: Weather, stamp: Stamp) -> None:
        weather.faces[stamp.who] = self.face


class TakeFaceBack(Command, stage="say", apart=True, announcement=_("Face taken back")):
    """Take your face back."""

    def apply(self, weather: Weather, stamp: Stamp) -> None:
        weather.faces.pop(stamp.who, None)


FACE_COMMANDS: tuple[type[Command], ...] = (Feel, TakeFaceBack)
