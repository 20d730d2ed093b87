"""Ideas: written, grouped, voted on twice, and taken on by somebody."""

from collections.abc import Sequence

from beffroi import Card, Method, Parts, hookimpl, translator
from beffroi.blocks.ballot import Ballot
from beffroi.blocks.capture import Capture
from beffroi.blocks.cards import Cards

_ = translator(__name__)


class HalleIdeas(Method):
    api = 1
    id = "halle_ideas"
    title = _("Ideas, voted on twice")
    minutes = 40
    ideas = Cards()
    dots = Ballot(on=ideas)
    again = Ballot(on=dots, title=_("Second vote"))
    done = Capture(on=again)

    def cards(self, state: Parts) -> Sequence[Card]:
        return self.ideas.cards(state.ideas)


@hookimpl
def methods() -> list[Method]:
    return [HalleIdeas()]
