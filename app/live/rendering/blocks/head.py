"""The head of every page: what is on, what to do, how many have done it; to facilitators, how to go on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from app.domain.calendar import hour
from app.domain.pace import resumes_at
from app.live.commands.by_link import is_answered_at, is_asked_at
from app.live.commands.request import SCREEN
from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from app.live.rendering.head_counts import head_counts
from app.live.rendering.stages_ahead import absent_said, coming, leaps
from app.live.state.screens import SEATING
from beffroi import FACILITATOR, PARTICIPANT, Card


def context(scene: Scene) -> dict[str, Any]:
    """What is on and how far it is, and what one audience more is told."""
    more = {PARTICIPANT: _of_participants, FACILITATOR: _of_facilitators, SCREEN: _of_screens}[scene.key.audience]
    sources, counted = scene.sources, head_counts(scene.sources, scene.activity)
    return {
        "agenda": sources.agenda,
        "activity": scene.activity,
        "heads": counted.heads,
        "done": counted.done,
        "taken_part": counted.taken_part,
        **more(scene),
    }


def _said(scene: Scene) -> dict[str, Any]:
    facts, agenda, prompts = scene.sources.facts, scene.sources.agenda, _prompts(scene)
    back_at, resumes = agenda.back_at, 0 if scene.key.activity or agenda.paused else resumes_at(agenda, facts.zone)
    return {
        "question": _asked(scene, "question") or (prompts[0].text if len(prompts) == 1 else ""),
        "said": _instruction(scene),
        "worth": _asked(scene, "worth"),
        "back_at": hour(back_at, facts.zone) if back_at else "",
        "resumes": hour(resumes, facts.zone) if resumes else "",
    }


def _of_participants(scene: Scene) -> dict[str, Any]:
    """No site: with 2,000 people counting them was most of a drawing."""
    return {
        **_said(scene),
        "stage": scene.stage,
        "anonymous": scene.is_anonymous,
        "by_site": bool(scene.activity and scene.activity.by_site),
        "closed": scene.is_closed,
        "pinned": bool(scene.key.activity),
    }


def _of_screens(scene: Scene) -> dict[str, Any]:
    sources = scene.sources
    on_screens = sources.agenda.seating.tables.get(sources.screens.table) if scene.is_apart else None
    seating = sources.screens.table == SEATING
    said = _said(scene) | {"workshop": sources.facts, "sites": sources.by_site()}
    is_hidden = scene.stage is not None and scene.stage.hidden
    prompts = _prompts(scene) if is_hidden else ()  # once answers are shown they stand over these
    return {**said, "on_screens": on_screens, "seating": seating, "prompts": prompts}


def _of_facilitators(scene: Scene) -> dict[str, Any]:
    presence, sites = scene.sources.presence, scene.sources.facts.sites
    polling = set(presence.polling.values())
    return {
        "sites": scene.sources.by_site(),
        "closed": scene.is_closed,
        "steps": {stage.id: stage for stage in scene.method.stages} if scene.method else {},
        "coming": coming(scene),
        "leaps": leaps(scene),
        "absent": absent_said(scene),
        "longer": presence.signalled("longer"),
        "polling": [site.name for site in sites if site.id in polling],
    }


def _asked(scene: Scene, what: str) -> Any:
    """What the method says of its stage: the question that is asked there, what it is worth to answer."""
    method, state = scene.method, scene.state
    if method is None or state is None:
        return ""
    told = partial(getattr(method, what), state.settings, state.stage)
    return scene.sources.ask(method, what, told, "")


def _prompts(scene: Scene) -> Sequence[Card]:
    """The questions that were handed over, where it asks them."""
    method, state = scene.method, scene.state
    if method is None or state is None:
        return ()
    return scene.sources.ask(method, "prompts", lambda: method.prompts(state.state), ())


def _instruction(scene: Scene) -> Any:
    """What to do now: as the facilitators ask it at this stage; where they say nothing, as the method does.

    Where a link has gathered the answers, the method's words ask the room for what it cannot do.
    """
    activity, stage, method = scene.activity, scene.stage, scene.method
    if activity is None or stage is None or method is None:
        return activity.instruction_at(activity.stage) if activity else ""
    is_led = activity.id in scene.sources.record.links and not is_answered_at(method, stage.id)
    is_for_nobody = is_led and is_asked_at(method, stage.id)
    return activity.instruction_at(stage.id) or ("" if is_for_nobody else stage.instruction)


BLOCK = Block(
    "head",
    audiences=(PARTICIPANT, FACILITATOR, SCREEN),
    context=context,
    # Who is online is told to few at once: hundreds of phones hear it with what happens next.
    stale_on=frozenset({Event.ENTRY, Event.PEOPLE, Event.POLLING, Event.ON_SHOW, Event.SUSPENDED}),
    stale_for={FACILITATOR: frozenset({Event.ONLINE, Event.ABSENT}), SCREEN: frozenset({Event.ONLINE})},
    order=10,
    is_placed=True,
)
