"""Programme: sessions proposed, voted, placed by time and place; then everybody registers from their phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from beffroi import Card, Follower, Glance, Kind, Method, Stage, Table, Trace, hookimpl, translator
from beffroi.blocks.ballot import DECIDE, VOTE, Ballot
from beffroi.blocks.grid import ARRANGE
from beffroi.report import OfTable, Section
from plugins.programme import by_link, results, settings, shown
from plugins.programme.plan import PlanGrid
from plugins.programme.proposing import PROPOSING_COMMANDS
from plugins.programme.registering import REGISTERING_COMMANDS
from plugins.programme.sessions import Programme
from plugins.programme.settings import ProgrammeSettings

_ = translator(__name__)

PROPOSE = Stage(
    "propose",
    _("Propose"),
    instruction=_("What would you lead, or like to find there? One session a proposal; all see it at once."),
    effect=_("Everyone proposes sessions, which all see."),
)
PLACE = replace(
    ARRANGE,
    title=_("Place by time and place"),
    instruction=_("The facilitators place the sessions. Say it when you cannot be there at that time."),
    effect=_("You place the sessions in the grid; everyone sees it, and what clashes."),
)
REGISTER = Stage(
    "register",
    _("Register"),
    instruction=_("Register for what you come to. Where it is full you wait, and have the place once one is free."),
    notice=_(
        "Your name on the lists, if you type one, is read by the facilitators and by whoever leads the session, and "
        "stands in no report; it is erased with the names of the workshop, or, where that is later, seven days "
        "after your last session."
    ),
    effect=_("Everyone registers from their phone, as long as this stage is on."),
)
READ = Stage(
    "programme",
    _("The programme"),
    instruction=_("Registration is closed. Here is the programme."),
    effect=_("Registration closes; the programme stands on every page and screen."),
)


class ProgrammeMethod(Method[Programme, ProgrammeSettings]):
    """Propose → vote → decide → place by time and place → register → the programme."""

    api = 1
    id = "programme"
    title = _("Programme")
    at_a_glance = Glance(
        "choose", people=(6, 60), takes=_("sessions that people propose"), gives=_("a timetable, and who registered")
    )
    minutes = 60
    anonymous = False
    always_signed = True
    followed_at = "register"
    followed_as = _("My registrations")
    stages = (PROPOSE, VOTE, DECIDE, PLACE, REGISTER, READ)
    commands = (*PROPOSING_COMMANDS, *REGISTERING_COMMANDS)
    kinds = {"session": Kind(_("Session"), "outcome")}
    dots = Ballot(on=Programme.options)
    planned = PlanGrid()

    def check_settings(self, said: ProgrammeSettings) -> None:
        super().check_settings(said)
        settings.check(said)

    def start(self, said: ProgrammeSettings, cards: Sequence[Card]) -> Programme:
        programme = Programme(self.dots.start(said, ()), self.planned.start(said, ()))
        programme.sessions = {one.id: one for one in settings.kept_sessions(said.proposals)}
        programme.take(cards)
        return programme

    def add_cards(self, programme: Programme, cards: Sequence[Card]) -> None:
        programme.take(cards)
        self.dots.received(programme, cards)
        if programme.planned.things:
            self.planned.received(programme, cards)

    def question(self, said: ProgrammeSettings, stage: str) -> str:
        return super().question(said, stage) or said.question

    def view(self, programme: Programme) -> dict[str, Any]:
        return {**super().view(programme), **shown.view(programme)}

    def facilitator_view(self, programme: Programme) -> dict[str, Any]:
        return {**super().facilitator_view(programme), **shown.view(programme), **shown.tools(programme)}

    def personal_view(self, programme: Programme, who: str) -> dict[str, Any]:
        seen, own = super().personal_view(programme, who), shown.mine(programme, who)
        return {**seen, **own, "own": {**seen.get("own", {}), **own["own"]}}

    def followers(self, programme: Programme) -> Sequence[Follower]:
        return by_link.followers(programme)

    def follow_view(self, programme: Programme, who: str) -> dict[str, Any]:
        return by_link.view(programme, who)

    def participants(self, programme: Programme, stage: str) -> int | None:
        if stage == PROPOSE.id:
            return len({one.who for one in programme.sessions.values() if one.who})
        if stage == REGISTER.id:
            return len(programme.lists.by_person)
        return super().participants(programme, stage)

    def tables(self, programme: Programme) -> Iterator[Table]:
        yield from results.tables_of(programme)
        yield from self.dots.tables(programme.dots)

    def report(
        self, programme: Programme, tables: Sequence[OfTable[Programme]], said: ProgrammeSettings
    ) -> Iterator[Section]:
        yield from results.sections_of(programme)
        yield from self.dots.report(programme.dots, (), said)

    def cards(self, programme: Programme) -> Sequence[Card]:
        return results.cards_of(programme)

    def traces(self, programme: Programme) -> Iterator[Trace]:
        return results.traces_of(programme)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [ProgrammeMethod()]
