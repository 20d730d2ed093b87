"""Values: stories that people lived, the values that they show, what these mean here, and a booklet of them.

Source: appreciative inquiry (Cooperrider): what is at its best is told before anything is declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from beffroi import Glance, Method, Parts, Table, hookimpl, translator
from beffroi.blocks.ballot import Option
from beffroi.blocks.capture import Capture
from beffroi.blocks.consent import Consent
from beffroi.blocks.described import Described
from beffroi.blocks.turns import Turns
from beffroi.report import OfTable, Section
from plugins.values.booklet import Pages, pages_of, section_of
from plugins.values.defining import ASPECTS, DEFINE, Dots, articles, kept_of
from plugins.values.stories import Told

_ = translator(__name__)


TOLD = Told()


def _kept(state: Parts) -> Iterable[Option]:
    return kept_of(TOLD.options(state.told), state)


class Values(Method):
    """Tell a story → reveal → group → vote → decide → define → agree by consent → who does what → the booklet."""

    api = 1
    id = "values"
    title = _("Values")
    at_a_glance = Glance(
        "decide", people=(8, 60), takes=_("moments that people lived"), gives=_("values, defined and adopted")
    )
    minutes = 120
    floor = Turns(during=("reveal", "describe", "settle"))
    told = TOLD
    dots = Dots(on=told)
    meant = Described(*ASPECTS, on=_kept, of=_("Value"), stages=(DEFINE,))
    agreed = Consent(on=articles)
    done = Capture(on=agreed)
    booklet = Pages()

    def view(self, state: Parts) -> dict[str, Any]:
        return {**super().view(state), "pages": pages_of(state)}

    def tables(self, state: Parts) -> Iterable[Table]:
        yield from super().tables(state)
        stories = [(one, story) for one, story in state.told.told() if state.told.revealed and story.may]
        if stories:
            rows = [(note.number, note.text, story.text) for note, story in stories]
            columns = (_("Number"), _("Value"), _("Story that may appear"))
            yield Table("stories", columns, rows, [{"card": note.id} for note, _story in stories])

    def report(self, state: Parts, tables: Sequence[OfTable[Parts]], settings: Any) -> Iterable[Section]:
        pages = pages_of(state)
        if pages:
            yield section_of(pages)
        yield from super().report(state, tables, settings)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Values()]
