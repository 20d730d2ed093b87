"""What a roadmap is laid out by: phases, axes, scenarios and the criteria that these are compared on."""

from __future__ import annotations

from collections.abc import Iterable

from beffroi import Model, Refused, Text, translator
from beffroi.blocks.ballot import BallotSettings
from beffroi.blocks.consent import ConsentSettings
from beffroi.blocks.grid import Line, line_id
from plugins.roadmap.steps import Numbered, Scenario

_ = translator(__name__)

PHASES_LEAST, PHASES_MOST, AXES_MOST, SCENARIOS_MOST, CRITERIA_MOST = 2, 6, 10, 4, 8
LONG = 60


class _Own(Model):
    question: str = Text(_("Where the roadmap leads"), max=300, required=False, lines=2)
    phases: str = Text(
        _("Phases, one a line"), max=500, required=False, lines=3, listed=True, distinct=True,
        help=_("Two at least, in their order. Left empty: three phases."),
    )  # fmt: skip
    axes: str = Text(
        _("Axes, one a line"), max=800, required=False, lines=4, listed=True, distinct=True,
        help=_("What the roadmap works on. Left empty: three axes."),
    )  # fmt: skip
    scenarios: str = Text(
        _("Scenarios, one a line"), max=400, required=False, lines=3, listed=True, distinct=True,
        help=_("Ways to get there, compared side by side. Left empty: one alone."),
    )  # fmt: skip
    criteria: str = Text(
        _("Criteria that scenarios are compared on, one a line"), max=600, required=False, lines=3, listed=True,
        distinct=True,
        help=_("Left empty: for users, for staff, what it costs, what may go wrong."),
    )  # fmt: skip
    narrowed_to: str = Text(
        _("Narrowed to"), max=120, required=False,
        help=_("A directorate whose copy of a larger roadmap this is: choose that one as the source of its cards."),
    )  # fmt: skip


class RoadmapSettings(ConsentSettings, BallotSettings, _Own):
    """Phases, axes, scenarios, criteria; the vote on scenarios and the consent on the whole."""


def check(settings: RoadmapSettings) -> None:
    """Refuse too many lines, one that is too long, or a single phase, by the field and the line."""
    most = {"phases": PHASES_MOST, "axes": AXES_MOST, "scenarios": SCENARIOS_MOST, "criteria": CRITERIA_MOST}
    for name, many in most.items():
        lines = [line.strip() for line in getattr(settings, name).splitlines() if line.strip()]
        said = None
        if len(lines) > many:
            said = _("Lines: %(n)s; %(most)s is the most.", n=len(lines), most=many)
        if name == "phases" and 0 < len(lines) < PHASES_LEAST:
            said = _("A roadmap has two phases at least: add a line, or leave all of them out.")
        if name == "scenarios" and len(lines) == 1:
            said = _("One scenario alone is the roadmap itself: add a second one, or leave it out.")
        long = next((n for n, line in enumerate(lines, 1) if len(line) > LONG), 0)
        if long:
            said = _("Line %(n)s is longer than %(most)s characters.", n=long, most=LONG)
        if said is not None:
            raise Refused(said, errors={name: said})


def phases_of(settings: RoadmapSettings) -> tuple[Line, ...]:
    """The phases, in their order."""
    return tuple(_typed(settings.phases, PHASES_MOST)) or _numbered("phase")


def axes_of(settings: RoadmapSettings) -> tuple[Line, ...]:
    """The axes."""
    return tuple(_typed(settings.axes, AXES_MOST)) or _numbered("axis")


def scenarios_of(settings: RoadmapSettings) -> tuple[Scenario, ...]:
    """The scenarios; where none is typed, one that is not called anything."""
    found = tuple(Scenario(one.id, one.text) for one in _typed(settings.scenarios, SCENARIOS_MOST))
    return found or (Scenario("only"),)


def criteria_of(settings: RoadmapSettings) -> tuple[Line, ...]:
    """The criteria."""
    return tuple(_typed(settings.criteria, CRITERIA_MOST)) or USUAL


class Criterion(Line):
    """A criterion that nobody typed."""

    @property
    def said(self) -> object:
        return _USUAL[self.id]


_USUAL = {
    "users": _("For users"),
    "staff": _("For staff"),
    "cost": _("What it costs"),
    "risk": _("What may go wrong"),
}
USUAL = tuple(Criterion(id, "") for id in _USUAL)


def _numbered(kind: str) -> tuple[Line, ...]:
    return tuple(Numbered(f"{kind}{n}", "", kind=kind, n=n) for n in (1, 2, 3))


def _typed(text: str, most: int) -> Iterable[Line]:
    found = {line_id(one): one for one in map(str.strip, text.splitlines()) if one}
    return (Line(id, one[:LONG]) for id, one in [*found.items()][:most])
