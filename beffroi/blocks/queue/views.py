"""What is seen of a queue: by everyone, by whoever asked, by those who read what comes in."""

from __future__ import annotations

from typing import Any

from beffroi.blocks.queue.question import RECEIVED, REFUSED, Mine, Question, ShownQuestion
from beffroi.blocks.queue.questions import Questions
from beffroi.moderation import MOTIVES, motive_said
from beffroi.words import translator

_ = translator(__name__)

READ_MOST, DESK_MOST = 30, 60
"""Questions with all their tools on the console: of those to be read, and of the queue, from its head."""


def seen_by_all(questions: Questions) -> dict[str, Any]:
    """What is on air, what waits, what was answered; never who asked."""
    order = questions.order
    return {
        "airing": _airing(questions),
        "queue": tuple(questions.shown(id) for id in order),
        "supported": tuple(questions.supported(id) for id in order),
        "answered": tuple(questions.answered()),
        "refused": questions.refused(),
        "waiting": sum(one.state == RECEIVED and one.is_head for one in questions.by_id.values()),
        "is_closed": questions.is_closed,
        "written": (questions.rules.written_who, questions.rules.written_by),
    }


def _airing(questions: Questions) -> tuple[ShownQuestion, ...]:
    """What is on air: one question, or none."""
    return tuple(questions.shown(id) for id in (questions.air,) if id in questions.by_id)


def seen_by_facilitators(questions: Questions) -> dict[str, Any]:
    """The same, what comes in, what was refused, and which question would be the next."""
    seen = seen_by_all(questions)
    waiting = tuple(_called(one) for one in seen["queue"])
    proposed = questions.proposed or questions.next_one()
    return {
        **seen,
        "inbox": tuple(questions.shown(one.id) for one in questions.heads(RECEIVED)[:READ_MOST]),
        "proposed": questions.supported(proposed) if proposed else None,
        "desk": seen["supported"][:DESK_MOST],
        "further": tuple(one for one in waiting if one[0] != proposed),
        "others": (*waiting, *(_called(one) for one in (*seen["airing"], *seen["answered"]))),
        "turned_down": tuple(_mine(questions, one) for one in questions.heads(REFUSED)),
        "motives": tuple(MOTIVES.items()),
    }


def _called(one: ShownQuestion) -> tuple[str, str]:
    """A question in a list to choose from."""
    return one.id, f"{one.number}. {one.text}"


def seen_by_one(questions: Questions, who: str) -> dict[str, Any]:
    """One's own questions, each with how it stands, and marks on those that one asked or supports."""
    asked = [questions.by_id[id] for id in questions.asked_by.get(who, ())]
    own: dict[str, dict[str, Any]] = {}
    for id in sorted(questions.supported_by.get(who, ())):
        own.setdefault(questions.head(id), {})["support"] = 1
    for one in asked:
        own.setdefault(questions.head(one.id), {})["card"] = str(_("my question"))
    left = questions.rules.per_person - questions.asked(who)
    return {
        "airing": _airing(questions),
        "my_questions": tuple(_mine(questions, one) for one in asked),
        "questions_left": max(0, left),
        "per_person": questions.rules.per_person,
        "own": own,
    }


def _mine(questions: Questions, one: Question) -> Mine:
    head = questions.by_id.get(questions.head(one.id), one)
    return Mine(
        one.id,
        one.text,
        head.number,
        head.state,
        merged=head.id != one.id,
        motive=motive_said(head.motive) if head.state == REFUSED else "",
        line=head.line,
        reworded=one.reworded,
        can_take_back=one.waits and head.waits and one.state != REFUSED and not questions.merged_with.get(one.id),
    )
