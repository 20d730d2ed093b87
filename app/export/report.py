"""The report of a workshop in one language: each activity's sections, for those whom a version is for.

Methods say it in `beffroi.report`; here it is read, cut down to a version, and put into words. What is hidden, in a bin
or erased is in no state that is asked; what a plugin gets wrong stays its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from app.domain.agenda import Activity
from app.domain.answer_links import AnswerLink, shared_said
from app.export.results import opened
from app.export.source import Source
from app.host.rendering.parts import one_by_one
from app.store.workshop_info import WorkshopInfo
from beffroi import SiteName, translator
from beffroi.report import Made, OfTable, Piece, Scale, Section, Version, holds
from beffroi.signs import without_isolates
from beffroi.spoken import Said
from beffroi.words import speaking

_ = translator(__name__)

NOT_WORDS = frozenset({"id", "ids", "origins", "version"})
"""Fields of a piece that nobody reads."""

SCALE_WORDS = ("title", "low_words", "high_words")
"""Fields of a scale that people read: its ends are numbers."""


@dataclass(frozen=True)
class Chapter:
    """An activity's part; `withheld` says why there is none, as in the results. `offered` are sections left out that
    stand in it where they are asked for, as (name to ask by, title)."""

    id: str
    method: str
    title: str
    question: str
    anonymous: bool
    sections: list[Section] = field(default_factory=list)
    offered: list[tuple[str, str]] = field(default_factory=list)
    withheld: str = ""
    notes: list[str] = field(default_factory=list)
    """What is to be known of how it was answered, in sentences."""


@dataclass(frozen=True)
class Report:
    """A version of it."""

    version: Version
    chapters: list[Chapter]


def gather(
    facts: WorkshopInfo, record: Source, locale: str, version: Version, asked: Collection[str] = (),
    *, change: Callable[[str], str] = str,
) -> Report:  # fmt: skip
    """What may stand in a version now; `asked` names the sections that stand in it on request, `activity.section`.

    `change` is what becomes of each text: words may be taken out of it.
    """
    with speaking(locale):
        words = Wording({site.id: site.name for site in facts.sites}, version, change)
        return Report(version, [_chapter(record, one, words, asked) for one in record.agenda.listed()])


def _chapter(record: Source, activity: Activity, words: Wording, asked: Collection[str]) -> Chapter:
    version, found = words.version, opened(record, activity)
    chapter = Chapter(activity.id, activity.method, words.of(activity.title), "", activity.anonymous)
    if isinstance(found, str):
        return replace(chapter, withheld=found)
    method, standing = found
    names = {table.id: table.name for table in record.agenda.seating.tables.values()}
    tables = [OfTable(id, names.get(id, ""), one.state) for id, one in record.sheets(activity.id).items()]
    try:
        question = words.of(method.question(standing.settings, standing.stage) or "")
        told = [one for one in method.report(standing.state, tables, standing.settings) if holds(version, one.version)]
        offered = [(f"{activity.id}.{one.id}", words.of(one.title)) for one in told if one.on_request]
        shown = [one for one in told if not one.on_request or f"{activity.id}.{one.id}" in asked]
        sections = [words.section(one) for one in shown]
    except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
        record.registry.blame(method.id, "report", error)
        return replace(chapter, withheld="failed")
    sections = [one for one in sections if one.pieces]
    notes = list(_notes(record.links.get(activity.id))) if sections else []
    return replace(chapter, question=question, sections=sections, offered=offered, notes=notes)


def _notes(link: AnswerLink | None) -> Iterator[str]:
    """That it was answered by a link, and how many shared a device."""
    if link is not None:
        yield str(_("Answered by a link, without a name, by whoever had it."))
    if link is not None and link.shared:
        yield shared_said(link)


@dataclass(frozen=True)
class Wording:
    """Puts what methods say into words of the language that is spoken, and leaves out what a version does not hold."""

    sites: Mapping[str, str]
    version: Version
    change: Callable[[str], str] = str

    def section(self, section: Section) -> Section:
        """A section in words."""
        pieces = [self.made(piece) for piece in section.pieces if holds(self.version, piece.version)]
        kept = [piece for piece in pieces if not _is_empty(piece)]
        return replace(section, title=self.of(section.title), pieces=kept)

    def made(self, made: Made) -> Any:
        """Whatever a report is made of, in words."""
        said = {one.name: self.of(getattr(made, one.name)) for one in fields(made) if one.name not in NOT_WORDS}
        return replace(made, **said)

    def of(self, value: Any) -> Any:
        """A value as it is read: what somebody wrote as a plain text, what a page says itself as `Said`."""
        if isinstance(value, Made):
            return self.made(value)
        if isinstance(value, list | tuple):
            kept = [one for one in value if not isinstance(one, Made) or holds(self.version, one.version)]
            return tuple(map(self.of, one_by_one(kept)))
        if isinstance(value, SiteName):
            return self.sites.get(value, "")
        if value is None or isinstance(value, int | float):
            return value
        if isinstance(value, Scale):
            return replace(value, **{name: self.of(getattr(value, name)) for name in SCALE_WORDS})
        said = self.change(without_isolates(str(value)))
        return said if type(value) is str else Said(said)


def _is_empty(piece: Piece) -> bool:
    """Whether everything that it would show was left out."""
    return not piece.table().rows
