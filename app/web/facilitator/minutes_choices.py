"""What facilitators choose for the minutes of a workshop, as a form says it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from werkzeug.datastructures import MultiDict

from app.domain.people import Person
from app.export.minutes.model import (
    NAME_MOST,
    NAMES_MOST,
    SUMMARY_MOST,
    WORD_MOST,
    WORDS_MOST,
    Box,
    Choices,
)
from app.live.room.room import Room
from app.store import minutes_choices
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from beffroi import translator
from beffroi.fields import tidy
from beffroi.folding import distinct
from beffroi.spoken import in_words

_ = translator(__name__)


def people_by_site(facts: WorkshopInfo, room: Room) -> list[tuple[str, list[Person]]]:
    """Who may be named, by site."""
    here = [one for one in room.record.people.values() if one.name and not one.left]
    found = [(site.name, sorted((one for one in here if one.site == site.id), key=_name)) for site in facts.sites]
    return [(name, people) for name, people in found if people]


def _name(person: Person) -> str:
    return person.name.casefold()


# --- what is chosen ----------------------------------------------------------------------------------


def read_choices(form: MultiDict[str, str], before: Choices) -> Choices:
    """What a form says: of what it showed, what is ticked; of what it did not show, what was chosen before."""
    shown, ticked = _names(form.getlist("shown")), frozenset(form.getlist("include"))
    offered, added = _names(form.getlist("offered")), frozenset(form.getlist("add"))
    listed, named = _names(form.getlist("listed")), frozenset(form.getlist("named"))
    lines = (tidy(line).strip() for line in form.get("words", "").splitlines())
    version = form.get("version_seen", "")
    return Choices(
        summary=tidy(form.get("summary", ""), SUMMARY_MOST),
        words=tuple(distinct(one for one in lines if one)),
        left_out=_changed(before.left_out, shown, shown - ticked),
        added=_changed(before.added, offered, offered & added),
        named=_changed(before.named, listed, listed & named),
        version=int(version) if version.isdecimal() and len(version) < WORD_MOST // 8 else 0,
    )


def _names(said: list[str]) -> frozenset[str]:
    return frozenset(one for one in said[:NAMES_MOST] if len(one) <= NAME_MOST)


def _changed(before: Collection[str], shown: Collection[str], now: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted({*now, *(one for one in before if one not in shown)})[:NAMES_MOST])


def fault_of(choices: Choices) -> str:
    """Why they are not kept, in a sentence; "" where they are."""
    if len(choices.summary) > SUMMARY_MOST:
        return in_words(_("A summary has %(most)s characters at most: shorten yours.", most=SUMMARY_MOST))
    if len(choices.words) > WORDS_MOST:
        return in_words(_("%(most)s words at most are taken out: leave the others in.", most=WORDS_MOST))
    if any(len(one) > WORD_MOST for one in choices.words):
        return in_words(_("A word to be taken out has %(most)s characters at most: shorten it.", most=WORD_MOST))
    return ""


def kept(facts: WorkshopInfo, choices: Choices) -> str:
    """Keep what was chosen; why that was not done, in a sentence."""
    fault = fault_of(choices)
    if fault:
        return fault
    if the_store().write(minutes_choices.is_kept, facts.id, choices.as_dict(), choices.version):
        return ""
    return in_words(
        _(
            "A colleague changed these choices meanwhile. Yours stand below, and theirs are kept: keep yours once more "
            "to put them in their place."
        )
    )


def boxes_as_typed(boxes: Collection[Box], choices: Choices) -> list[Box]:
    """The boxes as a form has them that was not kept."""
    out, added = frozenset(choices.left_out), frozenset(choices.added)
    return [replace(one, is_ticked=one.name in added if one.is_on_request else one.name not in out) for one in boxes]
