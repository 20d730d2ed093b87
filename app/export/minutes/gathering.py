"""The minutes gathered from what a workshop holds, for those whom a version is for, as facilitators chose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.domain.agenda import Activity
from app.domain.calendar import day_and_hour
from app.export import closing, report
from app.export.minutes import front, reading
from app.export.minutes.front import Around
from app.export.minutes.model import Box, Choices, Minutes, Part
from app.export.minutes.taken_out import TakenOut
from app.export.report import Chapter, Wording
from app.export.source import Source
from app.store.workshop_info import WorkshopInfo
from beffroi import translator
from beffroi.report import Figure, Grid, Row, Section, Version
from beffroi.spoken import Said, in_words
from beffroi.words import speaking

_ = translator(__name__)

OF_WHOLE = "workshop"
"""Where sections of no activity are."""

WITHHELD = {
    "not revealed": _("Not revealed yet, so not here."),
    "failed": _("This activity is out of order, and nothing of it stands here. Ask whoever hosts this site."),
    "missing": _("The extension of this activity is no longer installed, so nothing of it stands here."),
}
"""Why there is nothing of an activity."""


def gather(
    facts: WorkshopInfo, record: Source, around: Around, choices: Choices, locale: str, *, version: Version
) -> Minutes:  # fmt: skip
    """What stands in a version now."""
    with speaking(locale):
        return _Gathering(facts, record, around, choices, version).minutes(locale)


class _Gathering:
    """One time of it; words are read in the language that is spoken."""

    def __init__(self, facts: WorkshopInfo, record: Source, around: Around, choices: Choices, version: Version) -> None:
        self.facts, self.record, self.around, self.choices, self.version = facts, record, around, choices, version
        self.taken_out = TakenOut(choices.words)
        self.words = Wording({site.id: site.name for site in facts.sites}, version, self.taken_out)
        self.left: dict[str, tuple[Section, ...]] = {}
        """What each activity says on the first page beside decisions and actions."""
        self.left_out, self.added = frozenset(choices.left_out), frozenset(choices.added)

    def minutes(self, locale: str) -> Minutes:
        """All of it."""
        facts, agenda = self.facts, self.record.agenda
        concluded = closing.gather(self.record)
        chapters = report.gather(facts, self.record, locale, self.version, self.added, change=self.taken_out).chapters
        own, in_front = self._whole(chapters, concluded)
        parts = [part for one in chapters if (part := self._part(one))]
        first = Part(OF_WHOLE, "", sections=self._kept(OF_WHOLE, [one for one in own if not one.on_request]))
        ticked = [one for one in own if one.on_request and f"{OF_WHOLE}.{one.id}" in self.added]
        last = Part(OF_WHOLE, in_words(_("Of the workshop as a whole")), sections=tuple(ticked))
        shown = {part.id for part in (*parts, *in_front) if part.sections}
        summary = self.choices.summary or facts.summary
        return Minutes(
            version=self.version,
            locale=locale,
            language=facts.locale,
            title=self.words.of(facts.title),
            question=self._question(chapters, concluded),
            organisation=self.around.organisation,
            facts=tuple(front.facts_of(facts, self.record.entries, self.around, self.words, self.choices.named)),
            state="" if agenda.concluded or facts.ended else self._state(),
            summary=tuple(self.words.of(one) for line in summary.split("\n\n") if (one := line.strip())),
            front=tuple(part for part in (first, *in_front) if part.sections),
            parts=() if self.version == "direction" else (*parts, *([last] if ticked else [])),
            reading=tuple(self._reading([one for one in agenda.listed() if one.id in shown])),
            boxes=tuple(self._boxes(chapters, own)),
        )

    def _whole(
        self, chapters: Sequence[Chapter], concluded: Sequence[closing.Concluded]
    ) -> tuple[list[Section], list[Part]]:
        """The sections of the workshop as a whole, and what activities say on the first page beside them."""
        told = front.told_already(concluded)
        left = {
            one.id: [front.untold(section, told) for section in one.sections if section.version == "direction"]
            for one in chapters
        }
        counted = {
            id: [piece for section in sections for piece in section.pieces if isinstance(piece, Figure)]
            for id, sections in left.items()
            if all(front.counts_alone(section.pieces) for section in sections)
        }
        kept_there = {one.activity for one in concluded if any(each.kept.id in told for each in one.outcomes)}
        spoken_for = kept_there & set(counted)
        self.left = {id: () if id in spoken_for else tuple(filter(_says_something, left[id])) for id in left}
        in_front = [self._in_front(one) for one in chapters]
        whole = (
            *front.decisions(concluded, counted),
            *front.actions(concluded, with_names=self.version != "direction"),
            *self._on_request(),
        )
        return [self.words.section(one) for one in whole], [one for one in in_front if one.sections]

    # --- of an activity ----------------------------------------------------------------------------

    def _in_front(self, chapter: Chapter) -> Part:
        """What of an activity stands on the first page."""
        kept = self._kept(chapter.id, self.left[chapter.id])
        return Part(chapter.id, chapter.title, chapter.question, tuple(chapter.notes), kept)

    def _part(self, chapter: Chapter) -> Part | None:
        """What of it stands on the pages after."""
        if chapter.withheld:
            said = WITHHELD.get(chapter.withheld)
            return Part(chapter.id, chapter.title, notes=(in_words(said),)) if said else None
        kept = self._kept(chapter.id, [one for one in chapter.sections if one.version != "direction"])
        return Part(chapter.id, chapter.title, chapter.question, tuple(chapter.notes), kept) if kept else None

    def _kept(self, of: str, sections: Iterable[Section]) -> tuple[Section, ...]:
        return tuple(one for one in sections if f"{of}.{one.id}" not in self.left_out)

    def _question(self, chapters: Sequence[Chapter], concluded: Sequence[closing.Concluded]) -> str:
        """The question of what was decided first; else the first that was asked."""
        decided = [one.activity for one in concluded]
        asked = {one.id: one.question for one in chapters if one.question}
        return next((asked[id] for id in (*decided, *asked) if id in asked), "")

    # --- of the workshop ---------------------------------------------------------------------------

    def _on_request(self) -> Iterator[Section]:
        """What is in the complete version if it is ticked, and in no other."""
        notes = [(one, note) for one in self.record.agenda.listed() for note in one.notes.items()]
        if notes:
            rows = [Row((one.title, self._stage(one, stage), text), version="complete") for one, (stage, text) in notes]
            columns = (_("Activity"), _("Stage"), _("Note"))
            yield self._own("notes", _("Notes of the facilitators"), Grid(columns, rows, version="complete"))
        here = [one for one in self.around.people if one.name and not one.left]
        if here:
            rows = [Row((one.name, self.words.sites.get(one.site, "")), version="complete") for one in here]
            grid = Grid((_("Name"), _("Site")), rows, version="complete")
            yield self._own("presence", _("Who was there, by the names that they gave"), grid)

    @staticmethod
    def _own(id: str, title: str, grid: Grid) -> Section:
        return Section(id, title, (grid,), on_request=True, version="complete")

    def _stage(self, activity: Activity, stage: str) -> object:
        method = self.record.agenda.method_of(activity)
        found = method.stage(stage) if method else None
        return found.title if found else ""

    def _state(self) -> str:
        zone = self.facts.zone
        moment = Said(day_and_hour(self.around.now, zone))
        return in_words(_("The workshop was not closed yet: this is how it stood on %(moment)s.", moment=moment))

    def _reading(self, shown: list[Activity]) -> Iterator[str]:
        titled = [replace(one, title=self.words.of(one.title)) for one in shown]
        return reading.sentences(
            self.facts, titled, self.record.entries, self.around.people,
            version=self.version, taken_out=self.taken_out.times > 0,
        )  # fmt: skip

    def _boxes(self, chapters: Iterable[Chapter], own: Iterable[Section]) -> Iterator[Box]:
        """What is ticked, or not, in the order of the minutes."""
        for one in own:
            yield self._box(OF_WHOLE, one.id, one.title, "", is_on_request=one.on_request)
        for chapter in chapters:
            asked = dict(chapter.offered)
            rest = [one for one in chapter.sections if one.version != "direction"]
            for section in (*self.left[chapter.id], *rest):
                if not section.on_request:
                    yield self._box(chapter.id, section.id, section.title, chapter.title, is_on_request=False)
            for name, title in asked.items():
                id = name.removeprefix(f"{chapter.id}.")
                yield self._box(chapter.id, id, title, chapter.title, is_on_request=True)

    def _box(self, of: str, id: str, title: str, chapter: str, *, is_on_request: bool) -> Box:
        name = f"{of}.{id}"
        is_ticked = name in self.added if is_on_request else name not in self.left_out
        return Box(name, title, chapter, is_ticked, is_on_request)


def _says_something(section: Section) -> bool:
    return bool(section.pieces)
