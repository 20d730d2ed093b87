"""What is answered by a link of its own: as whom, and when; and what that link keeps everybody else from."""

from __future__ import annotations

import hashlib

from app.domain.agenda import Activity
from app.domain.answer_links import ANSWERERS_MOST, AnswerLink
from app.live.commands.record import Record
from app.live.commands.request import CommandRequest, Grant
from beffroi import ANYONE, PARTICIPANT, Command, Follower, Method, Refused, translator
from beffroi.stamp import NOBODY

_ = translator(__name__)

CLOSED = _("This questionnaire has closed. What you had sent before is kept; what you have just sent is not.")
EARLY = _("This questionnaire has not opened yet: nothing was sent.")
FULL = _("This questionnaire holds %(most)s answers, and takes no more.", most=ANSWERERS_MOST)
ELSEWHERE = _("This is answered by its own link, without a name: open that link.")


def whom(workshop: str, link: AnswerLink, device: str, site: str = "") -> Grant:
    """As whom a device answers by a link: nobody of the workshop, and another one by each link."""
    digest = hashlib.sha256(f"{device}/{link.code}".encode()).hexdigest()
    return Grant(workshop, PARTICIPANT, f"d:{digest[:24]}", site, link=link.activity)


def takes_answers(record: Record, activity: Activity) -> bool:
    """Whether an activity stands where people answer it."""
    method, is_away = record.agenda.method_of(activity), record.is_away(activity.id)
    is_on = activity.opened and not record.is_closed(activity) and not is_away
    return is_on and method is not None and is_answered_at(method, activity.stage)


def is_answered_at(method: Method, stage: str) -> bool:
    """Whether people answer in a stage by themselves: the first of a method; in others somebody leads."""
    return stage == method.stages[0].id and is_asked_at(method, stage)


def is_asked_at(method: Method, stage: str) -> bool:
    """Whether a stage asks people for something, by themselves or led."""
    asked = (one.about for one in method.commands if one.about.role in (PARTICIPANT, ANYONE))
    return any(stage in about.during for about in asked)


def answerers(record: Record, activity: str) -> set[str]:
    """Who answered it, as its method knows them: read on from where it was read last."""
    log, (read, known) = record.logs[activity], record.answerers.get(activity, (0, set[str]()))
    if read > len(log):  # what was taken was not committed
        read, known = 0, set()
    known |= {one.stamp.who for one in log[read:] if one.stamp.role == PARTICIPANT and not one.is_core} - {NOBODY}
    record.answerers[activity] = len(log), known
    return known


def must_come_by_link(record: Record, ask: CommandRequest, activity: Activity, kind: type[Command], now: int) -> None:
    """Refuse who has no link to what is answered by one, and, by a link, what is not for it, or not any more."""
    grant, link = ask.grant, record.links.get(activity.id)
    if grant.follows:
        _must_be_theirs(record, grant, activity, kind)
        return
    if grant.role != PARTICIPANT or grant.by:
        return
    if not grant.link:
        if link is not None:
            raise Refused(ELSEWHERE)
        return
    if link is None or grant.link != activity.id or kind.about.role not in (PARTICIPANT, ANYONE):
        raise Refused(_("This page is out of date: reload it."))
    if link.is_early(now):
        raise Refused(EARLY)
    if link.is_over(now) or not takes_answers(record, activity) or activity.stage not in kind.about.during:
        raise Refused(CLOSED)
    known = answerers(record, activity.id)
    if len(known) >= ANSWERERS_MOST and record.who_in(activity, grant) not in known:
        raise Refused(FULL)


def follower(record: Record, activity: Activity, who: str) -> Follower | None:
    """Somebody who took something on in an activity; None where nothing of it is theirs, or nobody can tell."""
    method, state = record.agenda.method_of(activity), record.standing(activity.id)
    if method is None or state is None or not method.followed_at:
        return None
    try:
        return next((one for one in method.followers(state.state) if one.who == who), None)
    except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
        record.registry.blame(method.id, "followers", error)
        return None


def _must_be_theirs(record: Record, grant: Grant, activity: Activity, kind: type[Command]) -> None:
    """Refuse, by a link by which one follows what one took on, whatever is not for it, or no longer theirs."""
    if grant.link != activity.id or not kind.about.follows:
        raise Refused(_("This page is out of date: reload it."))
    method = record.agenda.method_of(activity)
    if method is None or activity.stage != method.followed_at:
        raise Refused(_("It is not followed just now: those who lead it are at another stage. Nothing was sent."))
    if follower(record, activity, grant.who) is None:
        raise Refused(_("Nothing here is yours any more: nothing was sent."))
