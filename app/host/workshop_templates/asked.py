"""What activities of a template ask, and how long they take."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from app.host.workshop_templates.model import ActivityPlan, WorkshopTemplate
from beffroi import Method

Methods = Mapping[str, Method]


def question_of(one: ActivityPlan, methods: Methods) -> str:
    """What an activity asks, as its pages will have it; "" where it asks nothing of its own."""
    method = methods.get(one.method)
    try:
        settings = method.settings.model_validate(one.settings) if method else None
    except ValidationError:
        return ""
    if method is None or settings is None:
        return ""
    stages = [stage.id for stage in one.stages] or [stage.id for stage in method.stages]
    return next((said for stage in stages if (said := str(method.question(settings, stage)))), "")


def minutes_of(one: ActivityPlan, methods: Methods) -> int:
    """How long an activity takes: its stages, where these say so, else as it or its method has it."""
    method = methods.get(one.method)
    by_stage = sum(stage.minutes for stage in one.stages)
    return by_stage or (one.minutes if one.minutes is not None else method.minutes if method else 0)


def leading_question(template: WorkshopTemplate, methods: Methods) -> str:
    """The question, written in its settings, of the activity that takes longest: what the workshop is about."""
    asked = [(minutes_of(one, methods), question_of(one, methods)) for one in template.activities]
    written = {said for one in template.activities for said in one.settings.values() if isinstance(said, str)}
    return max(((minutes, said) for minutes, said in asked if said in written), default=(0, ""), key=lambda x: x[0])[1]
