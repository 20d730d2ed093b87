"""The last page of the minutes: how to read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.agenda import Activity
from app.domain.calendar import today, written
from app.domain.commands.moderation import Admit
from app.domain.log import Entry
from app.domain.people import Person
from app.store.workshop_info import WorkshopInfo
from beffroi import translator
from beffroi.report import Version
from beffroi.spoken import Said, in_words

_ = translator(__name__)

FOR_WHOM: dict[Version, str] = {
    "direction": _(
        "This is the version for the direction: the first page alone. All of it stands in the version for participants."
    ),
    "participants": _(
        "This is the version for participants. The direction may be given its first page alone; facilitators keep a "
        "complete one, with the working material in full."
    ),
    "complete": _(
        "This is the complete version, for facilitators: what participants read, and the working material in full."
    ),
}
"""Of each version for whom it is, and what there is besides."""


def sentences(
    facts: WorkshopInfo, shown: Iterable[Activity], entries: Iterable[Entry], people: Iterable[Person], *,
    version: Version, taken_out: bool,
) -> Iterator[str]:  # fmt: skip
    """How to read them, a sentence each; `shown` are the activities that something stands of."""
    yield in_words(FOR_WHOM[version])
    is_whole = version != "direction"
    yield from _signed(list(shown)) if is_whole else ()
    yield from _hands(list(people)) if is_whole else ()
    late = sum(one.holds(Admit) for one in entries)
    if late and is_whole:
        yield in_words(
            _.many(
                "%(n)s contribution came late, and facilitators let it in.",
                "%(n)s contributions came late, and facilitators let them in.",
                late,
            )
        )
    yield in_words(
        _(
            "Numbers are counted by the software. Where fewer than five people could be told apart by one, it is not "
            "shown. What was hidden, erased or taken down during the workshop is not here."
        )
    )
    if taken_out:
        yield in_words(_("Where […] stands, facilitators took words out before this was sent."))
    if not is_whole:
        return
    until = Said(written(today(facts.content_until - 1, facts.zone)))
    names = Said(written(today(facts.names_until - 1, facts.zone)))
    yield in_words(
        _("Names are kept by the software until %(names)s, all the rest until %(until)s.", names=names, until=until)
    )
    yield in_words(
        _(
            "Whoever took part reads, takes away or erases what is theirs by the link “My data” that they were given; "
            "what was written anonymously is nobody’s any more once the activity is closed for good."
        )
    )


def _signed(shown: list[Activity]) -> Iterator[str]:
    anonymous = ", ".join(one.title for one in shown if one.anonymous)
    signed = ", ".join(one.title for one in shown if not one.anonymous)
    if anonymous:
        yield in_words(_("Anonymous, nobody’s name was kept with what was written: %(titles)s.", titles=anonymous))
    if signed:
        said = _("Signed, facilitators could tell who took part, and no name stands here: %(titles)s.", titles=signed)
        yield in_words(said)


def _hands(people: list[Person]) -> Iterator[str]:
    """Who had no device, or shared one."""
    papers = sum(one.on_paper and not one.left for one in people)
    if papers:
        yield in_words(
            _.many(
                "%(n)s person took part on paper, and facilitators entered it.",
                "%(n)s people took part on paper, and facilitators entered it.",
                papers,
            )
        )
    shared = [one.seats for one in people if one.seats > 1 and not one.left and not one.on_paper]
    if shared:
        yield in_words(
            _.many(
                "%(n)s device was shared, in all by %(seats)s people.",
                "%(n)s devices were shared, in all by %(seats)s people.",
                len(shared),
                seats=sum(shared),
            )
        )
