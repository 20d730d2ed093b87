"""Five whys: a problem, then a chain of up to five answers to “why?”, down to a root cause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from beffroi import (
    ANYONE,
    FACILITATOR,
    Card,
    Command,
    Kind,
    Method,
    Model,
    Ref,
    Refused,
    Stage,
    Stamp,
    Table,
    Text,
    hookimpl,
    translator,
)
from beffroi.report import Item, Listing, OfTable, Piece, Quote, Section

_ = translator(__name__)

WHYS = (_("First why"), _("Second why"), _("Third why"), _("Fourth why"), _("Fifth why"))
MOST = len(WHYS)


class FivewhysSettings(Model):
    """What a facilitator sets before it opens."""

    problem: str = Text(_("Problem (if empty, the first entry says it)"), max=200, required=False)


@dataclass(frozen=True)
class Link:
    """The problem or an answer; its id is that of the entry that made it, `worded` that which worded it last."""

    id: str
    text: str
    who: str = ""
    worded: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Shown:
    """What is drawn of an answer: no author."""

    id: str
    title: Any
    text: str
    root: bool


@dataclass
class Chain:
    """The state: the problem, and MOST answers at most."""

    problem: Link | None = None
    answers: list[Link] = field(default_factory=list)

    @property
    def last(self) -> Link | None:
        """What may still be changed or taken back: the last answer, or the problem where somebody wrote it here."""
        if self.answers:
            return self.answers[-1]
        return self.problem if self.problem and self.problem.who else None

    @property
    def end(self) -> str:
        """What the next answer comes after."""
        return self.answers[-1].id if self.answers else ""

    def shown(self) -> tuple[Shown, ...]:
        n = len(self.answers)
        return tuple(
            Shown(link.id, WHYS[min(i, MOST - 1)], link.text, i == n - 1) for i, link in enumerate(self.answers)
        )


def may_touch(chain: Chain, link: str, stamp: Stamp) -> None:
    """Refuse what is not the last, or another's."""
    if chain.last is None or chain.last.id != link:
        raise Refused(_("Only the last of the chain can be changed or taken back: read it again."))
    if stamp.role != FACILITATOR and chain.last.who != stamp.who:
        raise Refused(_("This was written by somebody else: ask them, or the facilitator."))


class Pose(Command, stage="ask", role=ANYONE, announcement=_("Problem written")):
    """Say the problem, where no setting says it."""

    text: str = Text(_("The problem"), max=140, lines=2)

    def check(self, chain: Chain, stamp: Stamp) -> None:
        if chain.problem:
            raise Refused(_("The problem is said already: answer the why."))

    def apply(self, chain: Chain, stamp: Stamp) -> None:
        chain.problem = Link(stamp.id, self.text, stamp.who, stamp.id)


class Answer(Command, stage="ask", role=ANYONE, announcement=_("Answer added")):
    """Answer the why of the last of the chain."""

    after: str = Ref(default="", edits=False)
    text: str = Text(_("Because…"), max=140, lines=2)

    def check(self, chain: Chain, stamp: Stamp) -> None:
        if chain.problem is None:
            raise Refused(_("Say the problem first."))
        if len(chain.answers) >= MOST:
            raise Refused(_("The five whys are answered: change the last one, or go on."))
        if self.after != chain.end:
            raise Refused(_("The chain changed meanwhile: read it, then answer the last why."))

    def apply(self, chain: Chain, stamp: Stamp) -> None:
        chain.answers.append(Link(stamp.id, self.text, stamp.who, stamp.id))


class Change(Command, stage="ask", role=ANYONE, announcement=_("Changed")):
    """Word the last of the chain anew."""

    link: str = Ref(edits=True)
    text: str = Text(_("In other words"), max=140, lines=2)

    def check(self, chain: Chain, stamp: Stamp) -> None:
        may_touch(chain, self.link, stamp)

    def apply(self, chain: Chain, stamp: Stamp) -> None:
        if chain.problem and chain.problem.id == self.link:
            chain.problem = Link(self.link, self.text, chain.problem.who, stamp.id)
        chain.answers = [
            Link(one.id, self.text, one.who, stamp.id) if one.id == self.link else one for one in chain.answers
        ]


class TakeBack(Command, stage="ask", role=ANYONE, announcement=_("Taken back")):
    """Take the last of the chain back."""

    link: str = Ref()

    def check(self, chain: Chain, stamp: Stamp) -> None:
        may_touch(chain, self.link, stamp)

    def apply(self, chain: Chain, stamp: Stamp) -> None:
        if chain.problem and chain.problem.id == self.link:
            chain.problem = None
        chain.answers = [one for one in chain.answers if one.id != self.link]


class Fivewhys(Method[Chain, FivewhysSettings]):
    api = 1
    id = "fivewhys"
    title = _("Five whys")
    minutes = 20
    shared_by = ("room", "table")
    kinds = {"root_cause": Kind(_("Root cause"))}
    stages = (
        Stage("ask", _("Ask why"), instruction=_("One answer after the other: each says why the one above is so.")),
        Stage("read", _("Read the chain"), gallery=True, effect=_("Nobody writes any more; everybody reads the chains.")),
    )
    commands = (Pose, Answer, Change, TakeBack)

    def start(self, settings: FivewhysSettings, cards: Sequence[Card]) -> Chain:
        if settings.problem:
            return Chain(Link("", settings.problem))
        if cards:
            return Chain(Link(cards[0].id, cards[0].text, origin=cards[0].origin))
        return Chain()

    def question(self, settings: FivewhysSettings, stage: str) -> str:
        return settings.problem

    def view(self, chain: Chain) -> dict[str, Any]:
        return {
            "problem": chain.problem.text if chain.problem else "",
            "chain": chain.shown(),
            "why": WHYS[len(chain.answers)] if chain.problem and len(chain.answers) < MOST else "",
        }

    def facilitator_view(self, chain: Chain) -> dict[str, Any]:
        last = chain.last
        return {
            **self.view(chain),
            "end": chain.end,
            "last": Shown(last.id, "", last.text, False) if last else None,
        }

    def personal_view(self, chain: Chain, who: str) -> dict[str, Any]:
        last = chain.last
        mine = last is not None and last.who == who
        return {
            **self.view(chain),
            "end": chain.end,
            "last": Shown(last.id, "", last.text, False) if last and mine else None,
        }

    def counts(self, chain: Chain) -> Sequence[Any]:
        n = len(chain.answers)
        return [_.many("%(n)s why answered.", "%(n)s whys answered.", n)]

    def progress(self, chain: Chain) -> tuple[int, int] | None:
        return len(chain.answers), MOST

    def cards(self, chain: Chain) -> Sequence[Card]:
        return [Card(one.id, one.text, kind="root_cause", parts=((one.worded, ""),)) for one in chain.answers[-1:]]

    def tables(self, chain: Chain) -> Iterator[Table]:
        rows: list[tuple[Any, str]] = [(_("Problem"), chain.problem.text)] if chain.problem else []
        rows += [(one.title, one.text) for one in chain.shown()]
        yield Table("chain", (_("Step"), _("Answer")), rows)

    def report(
        self, chain: Chain, tables: Sequence[OfTable[Chain]], settings: FivewhysSettings
    ) -> Iterator[Section]:
        if chain.answers or not tables:
            yield Section("chain", _("Five whys"), tuple(pieces(chain)))
        for table in tables:
            yield Section(f"chain-{table.id}", table.name, tuple(pieces(table.state)))


def pieces(chain: Chain) -> Iterator[Piece]:
    """The problem, the chain and its end."""
    if chain.problem:
        ids = (chain.problem.id,) if chain.problem.id else ()
        yield Quote(chain.problem.text, _("Problem"), ids=ids)
    yield Listing([Item(one.text, one.title, _("Root cause") if one.root else "", ids=(one.id,)) for one in chain.shown()])


@hookimpl
def methods() -> list[Method]:
    return [Fivewhys()]
