"""Two votes: ideas are written and grouped, a first vote keeps some, a second one decides among those."""

from beffroi import Method, hookimpl, translator
from beffroi.blocks.ballot import Ballot
from beffroi.blocks.cards import Cards

_ = translator(__name__)


class TwoVotes(Method):
    api = 1
    id = "twovotes"
    title = _("Two votes")
    minutes = 40
    ideas = Cards()
    dots = Ballot(on=ideas)
    again = Ballot(on=dots, title=_("Second vote"))


@hookimpl
def methods() -> list[Method]:
    return [TwoVotes()]
