"""What a 1-2-4-all holds: who is with whom at each level, the ideas, and what each circle keeps of what came to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi import Card, Here, translator
from plugins.one_two_four.circles import PAIR, fours, pairs

_ = translator(__name__)

KEPT_MOST = 3
"""Ideas that one person writes, and that each circle keeps and words together."""

ALONE, PAIRS, FOURS, ALL = "alone", "pairs", "fours", "all"
LEVELS = (ALONE, PAIRS, FOURS, ALL)
EVERYBODY = "everybody"
"""The id of the circle of all."""


@dataclass(frozen=True)
class Circle:
    """People who talk together; `brings` are the units of the level before whose ideas are before them."""

    id: str
    level: str
    number: int
    site: str = ""
    table: str = ""
    members: tuple[str, ...] = ()
    brings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Idea:
    """An idea, and the unit that wrote it: a person, or a circle together. `motive` says why it was taken down."""

    id: str
    text: str
    by: str
    level: str = ALONE
    motive: str = ""
    origin: str = ""


@dataclass
class Meeting:
    """`at` says in which circle each person is, by level; `kept` what each circle keeps, in order."""

    ideas: dict[str, Idea] = field(default_factory=dict)
    writers: dict[str, str] = field(default_factory=dict)
    circles: dict[str, Circle] = field(default_factory=dict)
    at: dict[str, dict[str, str]] = field(default_factory=lambda: {PAIRS: {}, FOURS: {}})
    kept: dict[str, list[str]] = field(default_factory=dict)
    asked: list[Card] = field(default_factory=list)
    level: str = ALONE

    # --- who is with whom ----------------------------------------------------------------------

    def gather(self, level: str, here: Sequence[Here], id: str, lots: Any) -> None:
        """Those who are here come together: anew the first time; later, whoever has no circle yet goes to one."""
        known = [one for one in self.of(level) if one.members]
        if known:
            for one in here:
                if one.who not in self.at[level]:
                    self.put_in(level, one, id)
        else:
            groups = pairs(here, lots) if level == PAIRS else fours(here, [one.members for one in self.of(PAIRS)])
            for number, people in enumerate(groups, 1):
                sites, tables = ({getattr(one, what) for one in people} for what in ("site", "table"))
                site, table = (next(iter(said)) if len(said) == 1 else "" for said in (sites, tables))
                self._seat(Circle(f"{id}-{number}", level, number, site, table, tuple(one.who for one in people)))
        self._share_out(level)

    def of(self, level: str) -> Iterator[Circle]:
        """The circles of a level."""
        return (one for one in self.circles.values() if one.level == level)

    def put_in(self, level: str, one: Here, id: str, *, but: str = "") -> None:
        """Somebody goes to the circle of their table, else of their site, in which fewest are."""
        others = [circle for circle in self.of(level) if circle.members and circle.id != but]
        near = [circle for circle in others if circle.site == one.site or (one.table and circle.table == one.table)]
        found = min(near, key=lambda circle: (circle.table != one.table, len(circle.members)), default=None)
        if found is None and one.who in self.at[level]:
            return  # there is nobody else to go to
        self.leave(level, one.who)
        made = found or self._blank(level, one, f"{id}-{one.who}")
        brings = dict.fromkeys((*made.brings, *self._units(level, one.who)))
        self._seat(replace(made, members=(*made.members, one.who), brings=tuple(brings)))

    def _blank(self, level: str, one: Here, id: str) -> Circle:
        """A circle without anybody: one that was left before it kept anything, or another."""
        free = (
            it for it in self.of(level) if not it.members and not self.kept.get(it.id) and not self.written_by(it.id)
        )
        found = next(free, None)
        number = sum(1 for _circle in self.of(level)) + 1
        return replace(found or Circle(id, level, number), site=one.site, table=one.table, brings=())

    def pair(self, one: Here, other: str, id: str) -> None:
        """Two say that they are together; those whom they leave behind are with each other."""
        left = [who for who in (*self._beside(one.who), *self._beside(other)) if who not in (one.who, other)]
        for who in (one.who, other):
            self.leave(PAIRS, who)
        made = self._blank(PAIRS, one, id)
        self._seat(replace(made, members=(one.who, other), brings=(one.who, other)))
        lone = [who for who in dict.fromkeys(left) if len(self._beside(who)) == 1]
        if len(lone) == PAIR:
            home = self.circles[self.at[PAIRS][lone[0]]]
            self.leave(PAIRS, lone[1])
            self._seat(replace(home, members=tuple(lone), brings=tuple(dict.fromkeys((*home.brings, *lone)))))
        elif lone:
            gone = self.circles[self.at[PAIRS][lone[0]]]
            self.put_in(PAIRS, Here(lone[0], gone.site, gone.table), f"{id}-a", but=gone.id)

    def leave(self, level: str, who: str) -> None:
        """Somebody is no longer in their circle; what it keeps stays."""
        circle = self.circles.get(self.at[level].pop(who, ""))
        if circle is not None:
            members = tuple(one for one in circle.members if one != who)
            self.circles[circle.id] = replace(circle, members=members)

    def _beside(self, who: str) -> tuple[str, ...]:
        circle = self.circles.get(self.at[PAIRS].get(who, ""))
        return circle.members if circle else ()

    def _seat(self, circle: Circle) -> None:
        self.circles[circle.id] = circle
        self.at[circle.level] |= dict.fromkeys(circle.members, circle.id)

    def _units(self, level: str, who: str) -> tuple[str, ...]:
        return (who,) if level == PAIRS else tuple(filter(None, (self.at[PAIRS].get(who, who),)))

    def _share_out(self, level: str) -> None:
        """What each circle has before it: what its people bring, and what people left behind who are gone."""
        there = [one for one in self.of(level) if one.members]
        for circle in there:
            brings = dict.fromkeys(unit for who in circle.members for unit in self._units(level, who))
            self.circles[circle.id] = replace(circle, brings=tuple(dict.fromkeys((*circle.brings, *brings))))
        brought = {unit for one in self.of(level) for unit in one.brings}
        for unit in self._with_ideas(level):
            if unit not in brought and there:
                site = self.circles[unit].site if unit in self.circles else ""
                near = [one for one in there if one.site == site] or there
                fewest = min(near, key=lambda one: len(self.circles[one.id].brings)).id
                self.circles[fewest] = replace(self.circles[fewest], brings=(*self.circles[fewest].brings, unit))

    def _with_ideas(self, level: str) -> list[str]:
        alone = dict.fromkeys(idea.by for idea in self.ideas.values() if idea.level == ALONE)
        if level == PAIRS:
            return list(alone)
        return [one.id for one in self.of(PAIRS) if self.kept_by(one.id)]

    # --- what they have ------------------------------------------------------------------------

    def shown(self, id: str) -> Idea | None:
        """An idea that was not taken down."""
        idea = self.ideas.get(id)
        return None if idea is None or idea.motive else idea

    def written_by(self, unit: str) -> tuple[Idea, ...]:
        """What a person or a circle wrote."""
        return tuple(idea for idea in self.ideas.values() if idea.by == unit and not idea.motive)

    def chosen(self, circle: str) -> tuple[Idea, ...]:
        """What a circle chose to keep."""
        return tuple(idea for id in self.kept.get(circle, ()) if (idea := self.shown(id)))

    def kept_by(self, unit: str) -> tuple[Idea, ...]:
        """What goes on from a person or a circle: what was chosen; where nothing was, all that came to it."""
        circle = self.circles.get(unit)
        if circle is None:
            return self.written_by(unit)
        return self.chosen(unit) or self.offered(circle)

    def offered(self, circle: Circle) -> tuple[Idea, ...]:
        """What a circle has to choose from: what came to it, and what it wrote together."""
        below = self.written_by if circle.level == PAIRS else self.kept_by  # a pair has people before it, and no circle
        came = [idea for unit in circle.brings for idea in below(unit)]
        return tuple({idea.id: idea for idea in (*came, *self.written_by(circle.id))}.values())

    def everybody(self) -> Circle:
        """The circle of all: what the fours keep is before it; of the level that was reached, where there are none."""
        fours_there = [one.id for one in self.of(FOURS)]
        brought = {unit for one in self.of(FOURS) for unit in one.brings}
        rest = [one.id for one in self.of(PAIRS) if one.id not in brought]
        if not fours_there and not rest:
            rest = list(dict.fromkeys(idea.by for idea in self.ideas.values() if idea.level == ALONE))
        return Circle(EVERYBODY, ALL, 1, brings=(*fours_there, *rest))

    def circle_of(self, who: str) -> Circle | None:
        """The circle that somebody is in now."""
        return self.circles.get(self.at[self.level].get(who, "")) if self.level in self.at else None

    def counts(self) -> list[Any]:
        """In whole sentences, all that is shown while people talk."""
        if self.level == ALONE:
            return [_.many("%(n)s idea", "%(n)s ideas", len(self.ideas))]
        there = [one for one in self.of(self.level) if one.members]
        kept = sum(len(self.chosen(one.id)) for one in there)
        of_two = _.many("%(n)s pair talks", "%(n)s pairs talk", len(there))
        of_four = _.many("%(n)s group of four talks", "%(n)s groups of four talk", len(there))
        return [of_two if self.level == PAIRS else of_four, _.many("%(n)s idea kept", "%(n)s ideas kept", kept)]
