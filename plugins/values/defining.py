"""What each value that was kept means: a sentence, what we do, what we do not do; and what is agreed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from beffroi import Number, Parts, translator
from beffroi.blocks.ballot import Ballot, BallotSettings, Option
from beffroi.blocks.described import DESCRIBE, Aspect, ThingTold
from beffroi.signs import cut

_ = translator(__name__)

DEFINE = replace(
    DESCRIBE,
    title=_("Define each value"),
    instruction=_("For each value: one sentence, two things that we do, one that we do not do. What one could see."),
    effect=_("The values that were kept are there to be defined, by table or together; all see it at once."),
)

MEANS, DO, ALSO, NOT = "means", "do", "also", "not"
ASPECTS = (
    Aspect(MEANS, _("In one sentence"), help=_("What does it mean, here, with our users and among us?")),
    Aspect(DO, _("We do"), max=90, help=_("Something that one could see or hear.")),
    Aspect(ALSO, _("We also do"), max=90),
    Aspect(NOT, _("We do not do"), max=90),
)

ARTICLE_MOST = 500
"""Characters of what is agreed on of one value, at most: as many as it takes when it is worded anew."""

UNVOTED_MOST = 30
"""Values that are defined where nobody voted on them, at most."""


class DotSettings(BallotSettings):
    """The rules of the vote: five to seven values are kept."""

    keep: int = Number(_("How many values are kept"), low=1, high=12, default=6)


class Dots(Ballot):
    """Dots on values."""

    settings = DotSettings


def kept_of(found: Iterable[Option], state: Parts) -> list[Option]:
    """The values of these that were kept, in the order of the board; all of them, where nobody voted."""
    ids, offered = {one.id for one in state.dots.kept()}, list(found)
    return [one for one in offered if one.id in ids] if ids else offered[:UNVOTED_MOST]


YES, NO, DASH = "✓", "✗", " — "
"""What the lines of an article begin with, and what stands between the name of a value and its sentence."""


@dataclass(frozen=True)
class Meaning:
    """What was agreed of a value: what it `means`, what we `do` and `never` do."""

    means: str
    do: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


def read_article(name: str, text: str) -> Meaning:
    """What an article says, also where it was worded anew: its lines by what they begin with."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    marked = {sign: tuple(one[1:].strip() for one in lines if one.startswith(sign)) for sign in (YES, NO)}
    plain = " ".join(one for one in lines if not one.startswith((YES, NO)))
    return Meaning("" if plain == name else plain.removeprefix(name + DASH), marked[YES], marked[NO])


def articles(state: Parts) -> Iterable[Option]:
    """What is agreed on: each value with its sentence, what we do and what we do not do."""
    return [article_of(row) for row in state.meant.rows()]


def article_of(row: ThingTold) -> Option:
    """A value as it is agreed on, a line each: its sentence, ✓ what we do, ✗ what we do not do, in any language."""
    said = {id: row.said(id) for id in (MEANS, DO, ALSO, NOT)}
    name = f"{row.text}{DASH}{said[MEANS]}" if said[MEANS] else row.text
    lines = [f"{YES} {said[id]}" for id in (DO, ALSO) if said[id]] + ([f"{NO} {said[NOT]}"] if said[NOT] else [])
    named = row.thing.parts or ((row.id, row.text),)
    parts = (*((id, words or row.text) for id, words in named), *((one.id, one.said) for one in row.cells if one.said))
    text = cut("\n".join([name, *lines]), ARTICLE_MOST)
    return Option(row.id, text, origin=row.thing.origin, audience=row.thing.audience, parts=parts)
