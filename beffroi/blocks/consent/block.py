"""The consent of a method, as it holds it: `round = Consent(on=typed)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from beffroi.block import Block
from beffroi.blocks.ballot import Ballot, Option
from beffroi.blocks.ballot.block import offered_by
from beffroi.blocks.consent.articles import Article, Articles
from beffroi.blocks.consent.commands import ALL_COMMANDS, CONSENT_COMMANDS
from beffroi.blocks.consent.discussion import QUESTION, REACTION
from beffroi.blocks.consent.report import sections_of, tables_of
from beffroi.blocks.consent.rows import Row, row_of, talked_of
from beffroi.blocks.consent.settings import ConsentSettings, worth_of
from beffroi.blocks.consent.stages import CLARIFY, REACT, SETTLE
from beffroi.blocks.consent.stages import STANCES as FIRST
from beffroi.blocks.consent.stances import FOUND, GOES_ON, STANCES, Stance
from beffroi.fields import ERASED
from beffroi.report import OfTable, Section
from beffroi.small_groups import FEWEST
from beffroi.stamp import Stamp
from beffroi.vocabulary import Card, Kept, Stage, Table, Trace


class Consent(Block[Articles, ConsentSettings]):
    """One round of stances on all articles, unseen; what nobody objects to is adopted together, the rest one by one.

    `on` is what is to be agreed on: another block of the method, or a function of the state that gives options. Where
    it is `discussed`, two stages come before the round: questions to understand, then one reaction each.
    """

    kind = "consent"
    template = "blocks/consent.html"
    stages: ClassVar[tuple[Stage, ...]] = (FIRST, SETTLE)
    commands = CONSENT_COMMANDS
    settings = ConsentSettings
    kinds = Ballot.kinds

    def __init__(
        self, on: Block[Any, Any] | Callable[[Any], Iterable[Option]], *, discussed: bool = False, title: Any = ""
    ) -> None:  # fmt: skip
        super().__init__(title=title)
        self.on, self.is_discussed = on, discussed
        if discussed:
            self.stages = (CLARIFY, REACT, FIRST, SETTLE)  # type: ignore[misc]  # of this one alone
            self.commands = ALL_COMMANDS  # type: ignore[misc]
        if isinstance(on, Block):
            on.followers = (*on.followers, self)

    def start(self, settings: ConsentSettings, cards: Sequence[Card]) -> Articles:
        return Articles(is_signed=settings.signed)

    def entered(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        articles = self.of(state)
        if stage == FIRST.id:
            articles.begin(offered_by(self.on, state))
        elif stage in (CLARIFY.id, REACT.id):
            articles.prepare(offered_by(self.on, state))
        else:
            articles.show()

    def rested(self, state: Any, stamp: Stamp, /, *, is_over: bool) -> None:
        articles = self.of(state)
        articles.show()
        articles.is_shown = is_over

    def followed(self, state: Any, thing: str, /) -> None:
        self.of(state).follow(offered_by(self.on, state))
        for one in self.followers:
            one.followed(state, thing)

    def received(self, state: Any, cards: Sequence[Card], /) -> None:
        articles = self.of(state)
        if articles.all:  # what comes before the first round is there when it begins
            known, is_asking = set(articles.all), bool(articles.open()) and not articles.is_shown
            articles.follow(offered_by(self.on, state))
            for id, one in articles.all.items():
                one.is_open = one.is_open or (id not in known and is_asking)

    def view(self, articles: Articles, /) -> dict[str, Any]:
        again = articles.again
        return {
            "is_asking": bool(articles.open()) and not articles.is_shown,
            "answered": articles.answered(),
            "asked": [(one.id, one.text, len(one.rounds[-1].stances)) for one in articles.open()],
            "again": again and (again.id, again.text, len(again.rounds[-1].stances)),
            "rows": tuple(_rows(articles)) if articles.is_shown else (),
            "may_be_guessed": articles.is_shown and 0 < articles.answered() < FEWEST,
            "complete": articles.complete(),
            "talked": talked_of(articles),
            "is_signed": articles.is_signed,
            "words_of": STANCES,
            "found_as": tuple(FOUND.items()),
        }

    def personal_view(self, articles: Articles, who: str, /) -> dict[str, Any]:
        mine = articles.mine(who)
        return {
            "mine": mine,
            "done": sum(one.stance is not None for one in mine),
            "is_asking": not articles.is_shown,
            "is_again": articles.again is not None,
            "words_of": STANCES,
            "is_signed": articles.is_signed,
            "my_name": "" if articles.names.get(who) == ERASED else articles.names.get(who, ""),
            "others": tuple(self._others(articles, who)),
            "to_talk_of": tuple(self._to_talk_of(articles, who)) if self.is_discussed and not articles.is_shown else (),
        }

    @staticmethod
    def _others(articles: Articles, who: str) -> Iterator[tuple[str, str, Stance]]:
        """Objections that somebody may take up, each with the article's text and id."""
        for one in articles.all.values() if articles.is_shown else ():
            mine = one.standing().get(who)
            if not one.outcome and not (mine and mine.stands):
                for stance in one.objections():
                    if not stance.of:
                        yield one.id, one.text, stance

    @staticmethod
    def _to_talk_of(articles: Articles, who: str) -> Iterator[tuple[int, str, str, tuple[Any, ...], str]]:
        """Each article with what one asked of it, and one's reaction to it."""
        for number, one in enumerate(articles.all.values(), 1):
            own = articles.talk.by(who, QUESTION, one.id), articles.talk.by(who, REACTION, one.id)
            said = tuple((it.id, it.kind, it.text, it.answer) for it in (*own[0], *own[1]))
            yield number, one.id, one.text, said, own[1][0].text if own[1] else ""

    def participants(self, articles: Articles, stage: str, /) -> int | None:
        return articles.answered() if stage == FIRST.id else None

    def papers(self, articles: Articles, stage: str, /) -> int:
        return articles.papers()

    def can_void(self, articles: Articles, /) -> bool:
        return not articles.is_shown and bool(articles.people())

    def void(self, articles: Articles, who: str, /) -> None:
        articles.void(who)

    def question(self, settings: ConsentSettings, stage: str, /) -> str:
        return settings.consent_question

    def worth(self, settings: ConsentSettings, stage: str, /) -> Any:
        return worth_of(settings)

    def tables(self, articles: Articles, /) -> Iterable[Table]:
        return tables_of(articles) if articles.is_shown else ()

    def report(
        self, articles: Articles, tables: Sequence[OfTable[Articles]], settings: ConsentSettings, /
    ) -> Iterable[Section]:  # fmt: skip
        return sections_of(articles, settings, self.titled) if articles.is_shown else ()

    def cards(self, articles: Articles, /) -> Sequence[Card]:
        return [_card(one) for one in self._adopted(articles)]

    def kept(self, articles: Articles, /) -> Sequence[Kept]:
        return [
            Kept(one.id, one.text, " · ".join(str(it) for it in (one.said, one.why, one.review) if it))
            for one in self._adopted(articles)
        ]

    def _adopted(self, articles: Articles) -> list[Article]:
        return [one for one in articles.all.values() if one.became in GOES_ON] if articles.is_shown else []

    def traces(self, articles: Articles, /) -> Iterable[Trace]:
        return ()  # the articles are another's, who says where they came from

    def outcomes(self, articles: Articles, /) -> Mapping[str, Any]:
        return {one.id: one.said for one in articles.all.values() if one.became} if articles.is_shown else {}


def _rows(articles: Articles) -> Iterator[Row]:
    return (row_of(number, one, articles) for number, one in enumerate(articles.all.values(), 1))


def _card(article: Article) -> Card:
    """An adopted article, with who worded it last."""
    thing, last = article.thing, article.rounds[-1]
    parts = ((last.id, article.text),) if last.id else thing.parts
    return Card(thing.id, article.text, "option", thing.audience, thing.origin, parts=parts, look=thing.look)
