"""Registration of a method, as it holds it: `places = Registering(during=("box",))`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from beffroi.block import Block
from beffroi.blocks.registration.commands import REGISTRATION_COMMANDS
from beffroi.blocks.registration.places import Attendance, RegistrationSettings, check_places, kept_places
from beffroi.blocks.registration.report import sections_of, tables_of
from beffroi.blocks.registration.views import seen_by_all, seen_by_facilitators, seen_by_one
from beffroi.command import Command
from beffroi.refused import Refused
from beffroi.report import OfTable, Section
from beffroi.vocabulary import Card, Table


class Registering(Block[Attendance, RegistrationSettings]):
    """People register from their phones for one of the places that are typed; where it is full they wait.

    `during` are the stages of the method in which it is drawn, and one registers. Who registered is read by
    facilitators alone, by the name that each may type; it stands in no table, report or card.
    """

    kind = "registration"
    template = "blocks/registration.html"
    commands: ClassVar[tuple[type[Command], ...]] = REGISTRATION_COMMANDS
    settings = RegistrationSettings

    def __init__(self, during: Sequence[str], *, title: Any = "") -> None:
        super().__init__(title=title)
        self.during = tuple(during)
        self.commands = tuple(_placed(one, self.during) for one in REGISTRATION_COMMANDS)  # type: ignore[misc]  # of its stages

    def own_id(self, stage: str) -> str:
        return stage if stage in self.during else ""

    def check_settings(self, settings: RegistrationSettings, /) -> None:
        try:
            check_places(settings.places)
        except Refused as refused:
            raise Refused(refused.sentence, errors={self.prefix + "places": refused.sentence}) from None

    def start(self, settings: RegistrationSettings, cards: Sequence[Card]) -> Attendance:
        return Attendance(kept_places(settings.places))

    def view(self, attendance: Attendance, /) -> dict[str, Any]:
        return seen_by_all(attendance)

    def facilitator_view(self, attendance: Attendance, /) -> dict[str, Any]:
        return seen_by_facilitators(attendance)

    def personal_view(self, attendance: Attendance, who: str, /) -> dict[str, Any]:
        return seen_by_one(attendance, who)

    def tables(self, attendance: Attendance, /) -> Iterable[Table]:
        return tables_of(attendance)

    def report(
        self, attendance: Attendance, tables: Sequence[OfTable[Attendance]], settings: RegistrationSettings, /
    ) -> Iterable[Section]:  # fmt: skip
        return sections_of(attendance, self.titled)


def _placed(command: type[Command], during: tuple[str, ...]) -> type[Command]:
    """A command of registration, asked in these stages alone."""

    class Placed(command, name=command.about.name, stage=during, defer_build=True):  # type: ignore[valid-type, misc, call-arg]
        __doc__ = command.__doc__

    Placed.__name__, Placed.__qualname__, Placed.__module__ = command.__name__, command.__qualname__, command.__module__
    return Placed
