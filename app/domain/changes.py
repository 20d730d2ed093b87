"""What was last changed of the agenda by hand: remembered for as long as one press may take it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from app.domain.agenda import Activity, Agenda, Step
from app.domain.change import PLACE, Change, Key
from beffroi import Stamp

CHANGES_MOST = 100
"""Changes that can be taken back, of all facilitators together; older ones stay as they are."""

WHOLE = (
    "title", "instruction", "minutes", "stages", "anonymous", "by_site", "source", "share_by", "audience",
    "goal", "leads", "material", "on_screen", "fixed_at",
)  # fmt: skip
"""What is said of an activity and changes as one."""

BY_KEY = ("settings", "steps", "notes", "site_notes")
"""What is said of an activity a key at a time: two facilitators who change different ones stay out of each other's."""

OF_THE_DAY = ("starts_at", "ends_at")


@contextmanager
def remembered(agenda: Agenda, stamp: Stamp, activity: str = "") -> Iterator[None]:
    """Remember what is changed meanwhile of an activity, or of the agenda as a whole."""
    before = _standing(agenda, activity)
    is_new = activity not in agenda.activities
    yield
    after = _standing(agenda, activity)
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key) and (not is_new or key == PLACE)]
    if keys:
        told = ({key: standing.get(key) for key in keys} for standing in (before, after))
        agenda.changes.append(Change(stamp.id, stamp.who, activity, *told))
        del agenda.changes[:-CHANGES_MOST]


def stands(agenda: Agenda, change: Change) -> bool:
    """Whether all that a change changed is still as it left it; where in the list it stands may have moved."""
    now = _standing(agenda, change.activity)
    return all(
        now.get(key, ("", 0))[0] == value[0] if key == PLACE else now.get(key) == value
        for key, value in change.after.items()
    )


def last_of(agenda: Agenda, who: str) -> Change | None:
    """The last change of a facilitator that can be taken back; None where there is none."""
    return next((one for one in reversed(agenda.changes) if one.by == who and stands(agenda, one)), None)


def take_back(agenda: Agenda, change: Change) -> None:
    """Put back what stood there before a change, and forget that it was made."""
    put_back(agenda.activities[change.activity] if change.activity else agenda, change.before)
    if change.moves:
        kind, place = change.before[PLACE]
        take_out(agenda, change.activity)
        if kind:
            getattr(agenda, kind).insert(place, change.activity)
    agenda.changes = [one for one in agenda.changes if one.entry != change.entry]


def put_back(of: Activity | Agenda, before: Mapping[Key, Any]) -> None:
    """Set the fields of an activity, or of the agenda, as they stood."""
    for (name, key), value in before.items():
        if name in BY_KEY:
            kept = {id: one for id, one in getattr(of, name).items() if id != key}
            setattr(of, name, kept if value is None else {**kept, key: value})
        elif (name, key) != PLACE:
            setattr(of, name, value)


def place_after(agenda: Agenda, activity: str, other: str) -> None:
    """Put an activity after another one, or last."""
    place = agenda.order.index(other) + 1 if other in agenda.order else len(agenda.order)
    agenda.order.insert(place, activity)


def take_out(agenda: Agenda, activity: str) -> None:
    """Off the agenda, and no longer put aside."""
    agenda.order = [id for id in agenda.order if id != activity]
    agenda.parked = [id for id in agenda.parked if id != activity]


def with_text(texts: Mapping[str, str], key: str, text: str) -> dict[str, str]:
    """Texts with another one at a key; an empty one is none. What stood there may be remembered: it stays."""
    kept = {id: one for id, one in texts.items() if id != key}
    return {**kept, key: text} if text else kept


def with_step(steps: Mapping[str, Step], stage: str, step: Step) -> dict[str, Step]:
    """Steps with another one at a stage; one that says nothing is none."""
    kept = {id: one for id, one in steps.items() if id != stage}
    return {**kept, stage: step} if step.instruction or step.minutes else kept


def _standing(agenda: Agenda, activity: str) -> dict[Key, Any]:
    """All that can be taken back, as it stands."""
    if not activity:
        return {(name, ""): getattr(agenda, name) for name in OF_THE_DAY}
    one = agenda.activities.get(activity)
    found: dict[Key, Any] = {PLACE: _place(agenda, activity)}
    if one is not None:
        found |= {(name, ""): getattr(one, name) for name in WHOLE}
        found |= {(name, key): value for name in BY_KEY for key, value in getattr(one, name).items()}
    return found


def _place(agenda: Agenda, activity: str) -> tuple[str, int]:
    """In which of the two lists an activity stands, and where; ("", 0) in none."""
    for kind, ids in (("order", agenda.order), ("parked", agenda.parked)):
        if activity in ids:
            return kind, ids.index(activity)
    return "", 0
