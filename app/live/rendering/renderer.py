"""What each page shows: the channels of an audience, drawn from the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from app.domain.agenda import Activity
from app.domain.budgets import NEAR
from app.domain.log import ActivityState
from app.domain.people import Listed, Site
from app.domain.seating import Table
from app.export import balance, chain
from app.host.rendering.draw import draw, draw_method
from app.host.rendering.environment import core_environment
from app.host.rendering.parts import Drawing
from app.host.reserved import check_names
from app.live.commands.record import Record
from app.live.commands.request import SCREEN, Grant
from app.live.rendering.late_and_undo import trays, undoable
from app.live.rendering.render_cache import Inputs, Moment, Views
from app.live.rendering.visibility import View, is_apart, is_hidden, view_of
from app.live.state.facilitators import SIGNALS, Crew
from app.live.state.presence import Presence, SiteCount
from app.live.state.screens import Lectern
from app.store.workshops import Facts
from beffroi import FACILITATOR, PARTICIPANT, Method, Stage, translator
from beffroi.folding import folded
from beffroi.signs import isolated
from beffroi.small_groups import FEWEST
from beffroi.words import speaking

BLOCKS = {
    PARTICIPANT: ("head", "table", "board", "others"),
    FACILITATOR: (
        "status", "head", "crew", "screens", "notes", "agenda", "people", "balance", "tables", "control", "board",
    ),
    SCREEN: ("head", "screen"),
}  # fmt: skip
"""Which blocks a page of each audience shows."""

CORE_BLOCKS = ("head", "table", "others", "status", "crew", "screens", "notes", "agenda", "people", "balance", "tables")
"""Those that the core draws itself, whatever is on."""

_ = translator(__name__)

NOBODY = "?"
"""Who wrote nothing: "" wrote what was handed over."""


@dataclass(frozen=True)
class Place:
    """What a channel draws: an activity's block (or the head's), of a table or all, for an audience, in a language."""

    activity: str
    block: str
    audience: str
    locale: str
    share: str = ""

    @property
    def name(self) -> str:
        """The channel's name."""
        of = f"{self.activity or 'workshop'}@{self.share}" if self.share else self.activity or "workshop"
        return "/".join((of, self.block, self.audience, self.locale))


@dataclass(frozen=True)
class TableLine:
    """A table as the console and the screens list it; `progress` is (done, of), where the method can tell."""

    table: Table
    site: Site | None
    people: tuple[Listed, ...]
    progress: tuple[int, int] | None

    @property
    def heads(self) -> int:
        """How many sit there, seats counted."""
        return sum(person.seats for person in self.people)

    @property
    def words(self) -> str:
        """Its name and where it is, for a list to choose from."""
        words = (self.table.name, self.site.name) if self.site else (self.table.name,)
        return " · ".join(map(isolated, words))


class Pages:
    """Draws places. Holds no drawing itself: channels do."""

    def __init__(self, facts: Facts, record: Record, presence: Presence, crew: Crew, lectern: Lectern) -> None:
        self.record = record
        self.presence = presence
        self.crew = crew
        self.lectern = lectern
        self._moment, self._views, self._inputs = Moment(), Views(), Inputs()
        self._once = self._moment.once
        self.take(facts)

    def take(self, facts: Facts) -> None:
        """Draw from these facts of the workshop from now on."""
        self.facts = facts

    def moment(self) -> AbstractContextManager[None]:
        """Drawings made inside share what they are made of."""
        return self._moment.lasting()

    def forget(self) -> None:
        """Nothing drawn, nor what it was drawn from, stays here."""
        self._views.forget()
        self._inputs.forget()

    def draw(self, place: Place, previous: Drawing | None = None) -> Drawing:
        """A place drawn; a plugin that raises gets a sentence in its place and is named to the operator."""
        if place.block in CORE_BLOCKS:
            try:
                with speaking(place.locale):  # what commands tell of themselves is words already
                    about = self._about(place)
                return self._core(f"{place.block}_{place.audience}", about, place, previous)
            except Exception as error:  # noqa: BLE001 - a fault of ours must not keep the boards from being drawn
                self.record.registry.blame("core", f"drawing {place.block}", error)
                return self._core("fault", {}, place, previous)
        activity = self.record.agenda.activities.get(place.activity)
        if activity is None or not activity.opened:
            return self._core("empty", {"audience": place.audience}, place, previous)
        try:
            return self._block(activity, place, previous)
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self.record.registry.blame(activity.method, f"drawing {place.block}", error)
            return self._core("fault", {}, place, previous)

    def _core(self, name: str, context: Mapping[str, Any], place: Place, previous: Drawing | None) -> Drawing:
        template = core_environment().get_template(f"live/{name}.html")
        return draw(template, "head", context, prefix=place.block, locale=place.locale, previous=previous)

    def _block(self, activity: Activity, place: Place, previous: Drawing | None) -> Drawing:
        standing, method = self.record.standing(activity.id, place.share), self.record.agenda.method_of(activity)
        if method is None or (standing is None and not place.share):
            return self._core("fault", {}, place, previous)
        if standing is None or (not place.share and is_apart(activity, method.stage(activity.stage))):
            return self._apart(activity, place, previous)
        if activity.id in self.record.patience.suspended:
            leads = place.audience == FACILITATOR
            about = {"title": activity.title, "activity": activity.id, "leads": leads}
            return self._core("suspended", about, place, previous)
        hidden = is_hidden(method, standing)
        if hidden and place.block != "control":
            with speaking(place.locale), self.record.patience.over(activity, "counts"):
                counts = [str(sentence) for sentence in method.counts(standing.state)]
            return self._core("hidden", {"counts": counts}, place, previous)
        context = self._context(activity, standing, place.audience, hidden)
        if not hidden:
            seen = method.overview if place.block == "control" else method.view
            # For the share alone: a method is not told the audience, nor the language.
            work = partial(self._seen, activity, method, seen, standing)
            context |= self._once((activity.id, place.share, seen.__name__), work)
        return draw_method(
            method, place.block, context, activity=activity.id, locale=place.locale, sites=self.facts.sites,
            previous=previous,
        )  # fmt: skip

    def _seen(
        self, activity: Activity, method: Method, seen: Callable[[Any], dict[str, Any]], standing: ActivityState
    ) -> dict[str, Any]:  # fmt: skip
        with self.record.patience.over(activity, seen.__name__):
            found = seen(standing.state)
        check_names(method, seen.__name__, found)
        return self._views.settled((activity.id, standing.share, seen.__name__), found)

    def _apart(self, activity: Activity, place: Place, previous: Drawing | None) -> Drawing:
        """Where the tables work apart and none of them is to be shown: who is how far, or why there is nothing."""
        if place.block == "control":
            return Drawing()
        if place.audience == SCREEN:
            context = {"tables": self.table_lines(activity), "workshop": self.facts}
            return self._core("tables_screen", context, place, previous)
        return self._core("no_table", {"audience": place.audience, "workshop": self.facts}, place, previous)

    def _context(self, activity: Activity, standing: ActivityState, audience: str, hidden: bool) -> dict[str, Any]:
        tables = self.record.agenda.seating.tables
        return {
            "share": standing.share,
            "table": tables[standing.share].name if standing.share in tables else "",
            "tables": {table.id: table.name for table in tables.values()},
            "activity": activity.id,
            "stage": standing.stage,
            "stages": activity.stages,
            "settings": standing.settings,
            "audience": audience,
            "hidden": hidden,
            "closed": self.record.is_closed(activity),
            "heads": self._followers(),
            "sites": {site.id: site.name for site in self.facts.sites},
        }

    # --- tables ----------------------------------------------------------------------------

    def view_of(self, grant: Grant, activity_id: str, asked: str = "") -> View:
        """Which table's sheet somebody's page shows, and for which audience it is drawn."""
        activity = self.record.agenda.activities.get(activity_id)
        stage = self._stage_of(activity)
        return view_of(grant, activity, stage, self.record.agenda.seating, asked=asked, on_show=self.lectern.table)

    def _stage_of(self, activity: Activity | None) -> Stage | None:
        method = self.record.agenda.method_of(activity) if activity else None
        return method.stage(activity.stage) if method and activity else None

    def table_lines(self, activity: Activity | None) -> list[TableLine]:
        """Each table: who sits there, and how far its sheet is."""
        seating, people = self.record.agenda.seating, self.presence.people
        sheets = self.record.sheets(activity.id) if activity else {}
        method = self.record.agenda.method_of(activity) if activity else None
        lines = []
        for table in seating.tables.values():
            here = [people[id].listed for id in seating.people_at(table.id) if id in people and not people[id].left]
            done = self._progress(method, sheets.get(table.id))
            lines.append(TableLine(table, self.facts.site(table.site), tuple(here), done))
        return lines

    def _progress(self, method: Method | None, standing: ActivityState | None) -> tuple[int, int] | None:
        if method is None or standing is None:
            return None
        try:
            return method.progress(standing.state)
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self.record.registry.blame(method.id, "progress", error)
            return None

    # --- one person ------------------------------------------------------------------------

    def mine(self, activity_id: str, grant: Grant, locale: str, view: View | None = None) -> dict[str, Any]:
        """The `input` block of one person as a whole, and the marks set on parts in that person's page alone."""
        drawing, own = self.own(activity_id, grant, locale, view)
        return {"html": str(drawing.html()), "own": own}

    def own(
        self, activity_id: str, grant: Grant, locale: str, view: View | None = None,
        previous: Drawing | None = None,
    ) -> tuple[Drawing, dict[str, Any]]:  # fmt: skip
        """The same as a drawing; parts that are as in `previous`, theirs of before, are taken from there.

        Before it, whether another device is theirs; and on a device that nothing proves theirs, what it does not show.
        """
        drawing, marks = self._own(activity_id, grant, locale, view, previous)
        claimed = [] if grant.withheld else self.presence.claims.get(grant.person, [])
        is_withheld = activity_id in grant.withheld
        if claimed or is_withheld:
            template = core_environment().get_template("live/claimed.html")
            with speaking(locale):
                said = template.render(claimed=claimed, withheld=is_withheld)
            drawing = replace(drawing, skeleton=said + drawing.skeleton)
        return drawing, marks

    def _own(
        self, activity_id: str, grant: Grant, locale: str, view: View | None, previous: Drawing | None
    ) -> tuple[Drawing, dict[str, Any]]:  # fmt: skip
        view = view or self.view_of(grant, activity_id)
        activity = self.record.agenda.activities.get(activity_id)
        method = self.record.agenda.method_of(activity) if activity else None
        standing = self.record.standing(activity_id, view.share)
        if activity is None or method is None or standing is None or self.record.is_closed(activity):
            return Drawing(), {}
        if not view.share and is_apart(activity, method.stage(activity.stage)):
            return Drawing(), {}
        if activity.id in self.record.patience.suspended:
            return Drawing(), {}
        try:
            with speaking(locale), self.record.patience.over(activity, "mine"):
                who = NOBODY if activity_id in grant.withheld else self.record.who_in(activity, grant)
                seen = dict(method.mine(standing.state, who))
            own = seen.pop("own", {})
            check_names(method, "mine", seen)
            context = self._context(activity, standing, view.audience, False)

            def drawn() -> Drawing:
                shown = {**context, **seen}
                return draw_method(
                    method, "input", shown, activity=activity.id, locale=locale, sites=self.facts.sites,
                    previous=previous,
                )  # fmt: skip

            return self._inputs.drawn((activity.id, view, locale), context, seen, drawn), own
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self.record.registry.blame(activity.method, "drawing input", error)
            return Drawing(), {}

    def where(self, activity_id: str, locale: str) -> str:
        """The activity and its stage in words, so that what is begun there can say what it was begun for."""
        activity = self.record.agenda.activities.get(activity_id)
        stage = self._stage_of(activity)
        if activity is None or stage is None or len(activity.stages) < 2:  # noqa: PLR2004
            return activity.title if activity else ""
        with speaking(locale):
            return f"{isolated(activity.title)} · {stage.title}"

    # --- heads -----------------------------------------------------------------------------

    def _about(self, place: Place) -> dict[str, Any]:
        """What the core's own blocks are drawn from."""
        agenda = self.record.agenda
        activity = agenda.activities.get(place.activity) or agenda.present
        method = agenda.method_of(activity) if activity else None
        stage = method.stage(activity.stage) if method and activity else None
        done, taken_part = self._done(), self._taken_part(activity, method, stage)
        context = {
            "apart": is_apart(activity, stage),
            "by_table": activity is not None and activity.opened and activity.share_by == "table",
            "workshop": self.facts,
            "agenda": agenda,
            "activity": activity,
            "stage": stage,
            "question": self._question(activity, method),
            "said": _instruction(activity, stage),
            "anonymous": bool(activity and activity.anonymous),
            "by_site": bool(activity and activity.by_site),
            "closed": bool(activity and self.record.is_closed(activity)),
            "joined": self._once("joined", self.presence.heads),
            "heads": max(self._followers(), done, taken_part or 0),
            "done": done,
            "taken_part": taken_part,
            # Participants' blocks name no site: with 2,000 people counting them was most of a drawing.
            "sites": [] if place.audience == PARTICIPANT else self._once("sites", self._by_site),
            "others": self._others(activity),
            "on_screens": agenda.seating.tables.get(self.lectern.table) if is_apart(activity, stage) else None,
            "pinned": bool(place.activity),
        }
        if place.block == "table":
            return context | self._own_table(place.share, stage)
        return context | self._console(place.block, activity, method) if place.audience == FACILITATOR else context

    def _own_table(self, share: str, stage: Stage | None) -> dict[str, Any]:
        """What the people of a table see of it: where it is, who sits there, whose sheet they can read."""
        seating, people = self.record.agenda.seating, self.presence.people
        table = seating.tables.get(share)
        there = [people[id] for id in seating.people_at(share) if id in people and not people[id].left]
        here = [person.name for person in there]
        return {
            "table": table,
            "few": sum(person.seats for person in there) < FEWEST,
            "table_site": self.facts.site(table.site) if table else None,
            "mates": sorted(here, key=folded),
            "twin": seating.tables.get(table.twin) if table else None,
            "gallery": bool(stage and stage.gallery),
            "tables": list(seating.tables.values()),
            "on_show": self.lectern.table,
        }

    def _question(self, activity: Activity | None, method: Method | None) -> str:
        standing = self.record.standing(activity.id) if activity else None
        if method is None or standing is None:
            return ""
        try:
            return method.asks(standing.settings, standing.stage)
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self.record.registry.blame(method.id, "asks", error)
            return ""

    def _others(self, activity: Activity | None) -> list[Activity]:
        """The activities open beside this one, of those that take contributions."""
        beside = (one for one in self.record.agenda.listed() if one.opened and one is not activity)
        return [one for one in beside if not self.record.is_closed(one) and self._takes_contributions(one)]

    def _takes_contributions(self, activity: Activity) -> bool:
        method = self.record.agenda.method_of(activity)
        return method is not None and bool(method.commands)

    # What is counted over everybody, once a flush.

    def _followers(self) -> int:
        return self._once("followers", self.presence.followers)

    def _done(self) -> int:
        return self._once("done", lambda: self.presence.signalled("done"))

    def _by_site(self) -> list[SiteCount]:
        return self.presence.by_site(self.facts.sites)

    def _taken_part(self, activity: Activity | None, method: Method | None, stage: Stage | None) -> int | None:
        """How many have, over all sheets where the tables work apart; of the activity, whoever looks at it."""
        where = activity.id if activity else ""
        return self._once(("taken part", where), lambda: self._took_part(activity, method, stage))

    def _took_part(self, activity: Activity | None, method: Method | None, stage: Stage | None) -> int | None:
        standing = self.record.standing(activity.id) if activity else None
        if activity is None or method is None or stage is None or standing is None:
            return None
        sheets = self.record.sheets(activity.id).values() if is_apart(activity, stage) else ()
        try:
            if sheets:
                told = [method.taken_part(sheet.state, stage.id) for sheet in sheets]
                return None if None in told else sum(n for n in told if n is not None)
            return method.taken_part(standing.state, stage.id)
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self.record.registry.blame(method.id, "taken_part", error)
            return None

    def _console(self, block: str, activity: Activity | None, method: Method | None) -> dict[str, Any]:
        """What a facilitator's block is drawn from beside it: only what that block shows."""
        if block == "people":
            here = sorted(self.presence.here(), key=lambda one: (one.site, folded(one.name)))
            removed = sorted(self.presence.removed(), key=lambda one: folded(one.name))
            return {
                "people": [person.listed for person in here],
                "removed": [person.listed for person in removed],
                "can_void": self._can_void(activity, method),
            }
        if block == "tables":
            sat = self.record.agenda.seating.at
            unseated = [person for person in self.presence.here() if person.id not in sat]
            lines = self.table_lines(activity)
            return {
                "tables": lines,
                "on_show": self.lectern.table,
                "unseated": unseated,
                "choices": [*((line.table.id, line.words) for line in lines), ("", _("No table"))],
            }
        if block == "balance":
            return {"balance": balance.weighed(chain.gather(self.record).things.values())}
        if block in ("crew", "status"):
            waiting = sum(one.waits for one in trays(self.record))
            percent = self.record.budgets.percent
            full = percent if percent >= NEAR else 0
            return {"crew": self.crew, "signals": SIGNALS, "late": waiting, "full": full}
        if block == "screens":
            return {"lectern": self.lectern}
        if block == "agenda":
            return {
                "methods": {id: one.title for id, one in self.record.registry.methods.items()},
                "trays": trays(self.record),
                "undoable": undoable(self.record, activity),
                "faulty": self.record.broken,
            }
        steps = {stage.id: stage for stage in method.stages} if method else {}
        if block == "notes":
            return {"steps": steps}
        polling = set(self.presence.polling.values())
        return {
            "steps": steps,
            "coming": self._coming(activity),
            "longer": self.presence.signalled("longer"),
            "polling": [site.name for site in self.facts.sites if site.id in polling],
        }

    def _coming(self, activity: Activity | None) -> dict[str, Any] | None:
        """The activity to go on to from what is on now, with the stage that it would be at; None at the end."""
        agenda = self.record.agenda
        if activity is not agenda.present:
            return None  # what is looked at beside it leads nowhere
        after = agenda.order.index(agenda.now) + 1 if agenda.now in agenda.order else 0
        for one in agenda.listed()[after:]:
            method = agenda.method_of(one)
            if method is not None and not self.record.is_closed(one):
                stage = method.stage(one.stage or one.stages[0])
                return {"activity": one, "method": method, "stage": stage}
        return None

    def _can_void(self, activity: Activity | None, method: Method | None) -> bool:
        standing = self.record.standing(activity.id) if activity else None
        if method is None or standing is None or activity is None or self.record.is_closed(activity):
            return False
        try:
            return method.can_void(standing.state)
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self.record.registry.blame(method.id, "can_void", error)
            return False


def _instruction(activity: Activity | None, stage: Stage | None) -> Any:
    """What to do now: the activity's own instruction is for its first stage, then each stage's leads."""
    if activity is None:
        return ""
    is_first = activity.stage in ("", *activity.stages[:1])
    return (activity.instruction if is_first else "") or (stage.instruction if stage else "")
