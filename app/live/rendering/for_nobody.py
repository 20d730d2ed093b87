"""What people would do in the first stage of an activity, drawn for nobody: of a state that is thrown away."""

from __future__ import annotations

from markupsafe import Markup

from app.domain.agenda import Activity
from app.domain.log import enter
from app.domain.people import new_id
from app.domain.replay import begin
from app.host.rendering.draw import draw_method
from app.host.rendering.languages import marking, other_than
from app.live.rendering.personal import NOBODY
from app.live.rendering.renderer import Renderer
from beffroi import FACILITATOR, PARTICIPANT, Stamp
from beffroi.words import speaking


def drawn_for_nobody(renderer: Renderer, activity: Activity, locale: str, now: int) -> Markup:
    """Its `input`; nothing where its method is missing or raises."""
    sources = renderer.sources
    method = sources.agenda.method_of(activity)
    if method is None:
        return Markup("")

    def drawn() -> Markup:
        standing = begin(method, sources.record.states.settings_of(activity), ())
        enter(method, standing, method.stages[0].id, Stamp(new_id(), "", FACILITATOR, at=now))
        with speaking(locale):
            seen = {name: one for name, one in method.personal_view(standing.state, NOBODY).items() if name != "own"}
        context = renderer.activities.context(activity, standing, PARTICIPANT, False) | seen
        with marking(other_than(locale, sources.facts.locale)):
            drawing = draw_method(
                method, "input", context, activity=activity.id, locale=locale, sites=sources.facts.sites
            )  # fmt: skip
        return drawing.html()

    return sources.ask(method, "drawing a trial", drawn, Markup(""))
