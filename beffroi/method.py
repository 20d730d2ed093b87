"""A method of collective intelligence: commands, a state, stages and one template; or blocks that bring them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from types import SimpleNamespace
from typing import Any, ClassVar, get_args, get_origin

from beffroi.block import Block, blocks_of, settings_of
from beffroi.command import Command
from beffroi.from_file import FromFile
from beffroi.play import Play, Settings, State
from beffroi.report import OfTable, Section, with_outcomes
from beffroi.stamp import Stamp
from beffroi.vocabulary import Action, Card, Follower, Glance, Here, Kept, Stage, Table, Trace

API = 1
"""The number of this contract; a plugin written for another is refused, by name."""


class Parts(SimpleNamespace):
    """The state of a method made of blocks alone: the part of each, under its name."""


class Method(Play[State, Settings]):
    """One method, as the host runs it: `class Mood(Method[Words, Question])` names its state and its settings.

    What it holds blocks for, it need not say again: the commands of its blocks come beside its own, and where it says
    no stages, settings or state, it has theirs. See docs/plugins.md for the whole contract.
    """

    api: ClassVar[int] = 0
    """The number of the contract that it is written for: each method says it."""
    id: ClassVar[str] = ""
    """Small letters, unlike any other method's, and for good: logs, `templates/<id>.html` and addresses bear it."""
    state: ClassVar[type[Any]] = dict
    """What `start` makes one of, where it is not written anew: as `Method[…]` says it."""
    shared_by: ClassVar[tuple[str, ...]] = ("room",)
    """Who works on one state: "room", "table", or both; the first is what a new activity gets."""
    anonymous: ClassVar[bool] = True
    """Whether a new activity is anonymous unless its facilitator says otherwise."""
    minutes: ClassVar[int] = 0
    """How long it usually takes, as its guide says: what a new activity is given. 0: nobody can tell."""
    at_a_glance: ClassVar[Glance] = Glance()
    """What its card in the library of the agenda says."""
    at_once: ClassVar[Mapping[str, Any]] = {}
    """Settings that a console asks for, by name with what stands there, so that it opens at once beside what is on and
    one then goes back. The first is what it asks, and what the activity is called."""
    works_offline: ClassVar[bool] = False
    """Whether the page of one beside the others opens without a network too: its commands may come hours later."""
    opens_for_days: ClassVar[bool] = False
    """Whether it may be answered for days by a link of its own, without joining: what `input` draws in its first stage
    is a page of plain forms then, without a script and without what others wrote."""
    takes_outcomes: ClassVar[bool] = False
    """Whether it begins with all that the workshop kept, where no source is chosen: a card an outcome, or, where it is
    said who does what, an "action" each, which says by name what was said (`Card.said`): `who`, `when`, `first`."""
    followed_at: ClassVar[str] = ""
    """The stage in which those who took something on follow it by a link of their own: `follow` draws plain forms."""
    followed_as: ClassVar[Any] = ""
    """In words, what such a page is called: “My registrations”; "" of actions taken on."""
    always_signed: ClassVar[bool] = False
    """Whether it is never anonymous, as where people take something on under their names."""
    blocks: ClassVar[Mapping[str, Block]] = {}
    """The blocks that it holds, by name: found by themselves."""
    _written: ClassVar[frozenset[str]] = frozenset()
    """What it says itself, or what it extends does, of stages, settings and state: blocks bring the rest."""
    _holders: ClassVar[Mapping[str, Block]] = {}
    """The block that brings a command, by that one's name."""
    _own: ClassVar[tuple[type[Command], ...]] = ()
    """The commands that are written, without those of blocks."""

    def __init_subclass__(cls, **said: Any) -> None:
        super().__init_subclass__(**said)
        for base in cls.__dict__.get("__orig_bases__", ()):
            made_of = get_args(base) if issubclass(get_origin(base) or object, Method) else ()
            for name, kind in zip(("state", "settings"), made_of, strict=False):
                if kind is not Any and isinstance(get_origin(kind) or kind, type) and name not in cls.__dict__:
                    setattr(cls, name, get_origin(kind) or kind)
        cls._written = cls._written | (cls.__dict__.keys() & {"stages", "settings", "state"})
        cls._own = cls.__dict__.get("commands", cls._own)
        cls.blocks = blocks_of(cls)
        if cls.blocks:
            cls._take_in()

    @classmethod
    def _take_in(cls) -> None:
        """Have what the blocks bring: commands beside its own, the rest where it says nothing of its own."""
        blocks, named = cls.blocks.values(), {one.about.name for one in cls._own}
        brought = [(one, block) for block in blocks for one in block.own_commands() if one.about.name not in named]
        cls.commands = (*cls._own, *(one for one, _block in brought))
        cls._holders = {one.about.name: block for one, block in brought}
        cls.kinds = {id: kind for block in blocks for id, kind in block.kinds.items()} | dict(cls.kinds)
        told = (block.reads_files for block in blocks)
        cls.reads_files = cls.reads_files or next(filter(None, told), "")
        if "stages" not in cls._written:
            cls.stages = tuple(stage for block in blocks for stage in block.own_stages())
        if "settings" not in cls._written:
            cls.settings = settings_of(f"{cls.__name__}Settings", blocks)
        if "state" not in cls._written:
            cls.state = Parts

    # --- what its blocks say, where it says nothing else --------------------------------------

    def check_settings(self, settings: Settings, /) -> None:
        """Raise `Refused` with a whole sentence where a new or changed activity may not have these; never on replay."""
        for block in self.blocks.values():
            block.check_settings(block.rules(settings))

    def start(self, settings: Settings, cards: Sequence[Card]) -> State:
        """The state at the beginning; `cards` are those handed over by the source activity."""
        taker = self._taker()
        parts = {
            name: block.start(block.rules(settings), cards if block is taker else ())
            for name, block in self.blocks.items()
        }
        made: State = self.state(**parts)
        self._tell_others(taker, made, cards)
        return made

    def on_stage(self, state: State, stage: str, stamp: Stamp, /) -> None:
        """What entering a stage changes in the state: a shuffle, a tally unveiled. Replayed."""
        place = self._place_of(stage)
        for block in self.blocks.values():
            if id := block.own_id(stage):
                block.entered(state, id, stamp)
            else:
                last = max(map(self._place_of, (one.id for one in block.own_stages())), default=-1)
                block.rested(state, stamp, is_over=place > last)

    def gathered(self, state: State, stage: str, here: Sequence[Here], stamp: Stamp, /) -> None:
        """Who is here, as a stage that `gathers` is entered: to say who holds what, or is with whom. Replayed.

        Asked before `on_stage`, also where one comes back to the stage; whoever comes later says so by a command.
        """
        for block, id in self._at(stage):
            block.gathered(block.of(state), id, here, stamp)

    def view(self, state: State, /) -> dict[str, Any]:
        """What everyone may know: for `board` and `screen`. Never gets a person. What a block shows bears its name."""
        return {name: block.view(block.of(state)) for name, block in self.blocks.items()}

    def facilitator_view(self, state: State, /) -> dict[str, Any]:
        """What facilitators see: for `control`."""
        return {**self.view(state), **{name: one.facilitator_view(one.of(state)) for name, one in self.blocks.items()}}

    def settings_view(self, settings: Settings, /) -> dict[str, Any]:
        """What `control` has in a stage that is hidden: of the settings alone, such as the questions that are asked."""
        return {name: block.settings_view(block.rules(settings)) for name, block in self.blocks.items()}

    def personal_view(self, state: State, who: str, /) -> dict[str, Any]:
        """What one person sees in `input`; `own` maps part keys to marks set in that person's page."""
        seen: dict[str, Any] = {}
        own: dict[str, Any] = {}
        for name, block in self.blocks.items():
            seen[name] = block.personal_view(block.of(state), who)
            own |= {block.prefix + key: marks for key, marks in seen[name].pop("own", {}).items()}
        return {**seen, "own": own} if own else seen

    def counts(self, state: State, /) -> Sequence[Any]:
        """Whole sentences of numbers, all that a hidden stage shows."""
        return [one for block in self.blocks.values() for one in block.counts(block.of(state))]

    def participants(self, state: State, stage: str, /) -> int | None:
        """How many have taken part in a stage, where the method can tell; else None. Paper counts as well."""
        told = (block.participants(block.of(state), id) for block, id in self._at(stage))
        return next((one for one in told if one is not None), None)

    def papers(self, state: State, stage: str, /) -> int:
        """How many of those who have taken part are papers, entered for nobody by name."""
        told = ((block, block.of(state), id) for block, id in self._at(stage))
        return next((one.papers(part, id) for one, part, id in told if one.participants(part, id) is not None), 0)

    def can_void(self, state: State, /) -> bool:
        """Whether votes are under way that nobody has seen, so that a facilitator may void somebody's."""
        return any(block.can_void(block.of(state)) for block in self.blocks.values())

    def void(self, state: State, who: str, /) -> None:
        """Take out what somebody voted. Replayed."""
        for block in self.blocks.values():
            block.void(block.of(state), who)

    def question(self, settings: Settings, stage: str, /) -> str:
        """The question that everyone is asked in a stage; one that asks nothing leaves the question before it."""
        said = ""
        for block in self.blocks.values():
            id = block.own_id(stage)
            said = block.question(block.rules(settings), id) or said
            if id and block.stages:  # one that only stands beside others asks nothing of its own
                break
        return said

    def worth(self, settings: Settings, stage: str, /) -> Any:
        """In a sentence, what it is worth to vote, answer or agree in a stage: on every page, before anybody does."""
        told = (block.worth(block.rules(settings), id) for block, id in self._at(stage))
        return next(filter(None, told), "")

    def moves_on(self, settings: Settings, stage: str, /) -> bool:
        """Whether a stage ends as its timer runs out: the host then goes on to the next, and starts that one's."""
        return any(block.moves_on(block.rules(settings), id) for block, id in self._at(stage))

    def prompts(self, state: State, /) -> Sequence[Card]:
        """The questions that were handed over to it, cards that ask: shown to everyone, in hidden stages as well."""
        return [card for block in self.blocks.values() for card in block.prompts(block.of(state))]

    def tables(self, state: State, /) -> Iterable[Table]:
        """What is exported."""
        for block in self.blocks.values():
            for table in block.tables(block.of(state)):
                yield replace(table, name=block.prefix + table.name)

    def report(self, state: State, tables: Sequence[OfTable[State]], settings: Settings, /) -> Iterable[Section]:
        """Its part of the report: what the room made and what each table did; by default the tables of results."""
        if not self.blocks:
            yield from super().report(state, tables, settings)
        outcomes = self._outcomes(state)
        for block in self.blocks.values():
            made = [OfTable(one.id, one.name, block.of(one.state)) for one in tables]
            for section in block.report(block.of(state), made, block.rules(settings)):
                yield replace(with_outcomes(section, outcomes), id=block.prefix + section.id)

    def cards(self, state: State, /) -> Sequence[Card]:
        """What can be handed over; of a table, also what it brings to plenary. Of blocks: what the last of them has."""
        told = (block.cards(block.of(state)) for block in reversed([*self.blocks.values()]))
        return next((cards for cards in told if cards), ())

    def add_cards(self, state: State, cards: Sequence[Card], /) -> None:
        """Take cards that are handed over after the start. Replayed. Without this, cards come at the start only."""
        taker = self._taker()
        if taker is None:
            raise NotImplementedError
        taker.add_cards(taker.of(state), cards)
        self._tell_others(taker, state, cards)

    def merge_tables(self, state: State, cards: Sequence[Card], /) -> None:
        """Bring what the tables made into the room's state, in plenary; a card that comes again has other words."""
        for block in self.blocks.values():
            block.merge_tables(block.of(state), cards)

    def progress(self, state: State, /) -> tuple[int, int] | None:
        """How far a sheet is, as (done, of): shown to facilitators and on the screens, a table at a time."""
        told = (block.progress(block.of(state)) for block in self.blocks.values())
        return next((one for one in told if one is not None), None)

    def traces(self, state: State, /) -> Iterable[Trace]:
        """The links of the evidence chain that the state holds; by default its cards, with their origins."""
        if not self.blocks:
            yield from super().traces(state)
        outcomes = self._outcomes(state)
        for trace in chain.from_iterable(block.traces(block.of(state)) for block in self.blocks.values()):
            yield replace(trace, outcome=outcomes[trace.id]) if trace.id in outcomes else trace

    def kept(self, state: State, /) -> Sequence[Kept]:
        """What it kept in the end, with why: the closing of the workshop shows it, and who does what follows it."""
        return [one for block in self.blocks.values() for one in block.kept(block.of(state))]

    def commitments(self, state: State, /) -> Sequence[Action]:
        """Who does what, of what was kept."""
        return [one for block in self.blocks.values() for one in block.commitments(block.of(state))]

    def followers(self, state: State, /) -> Sequence[Follower]:
        """Those who took something on: each may have a link of their own, where `followed_at` names a stage."""
        return ()

    def follow_view(self, state: State, who: str, /) -> dict[str, Any]:
        """What the page behind somebody's link shows: for `follow`. Their own, and nothing else."""
        return {}

    def withheld(self, state: State, /) -> Iterable[str]:
        """The ids of things that nobody but their writer may read any more: the host erases the copies made of them.

        Asked after each change; what is no longer named may be handed over anew, and copies that are gone stay gone.
        """
        return chain.from_iterable(block.withheld(block.of(state)) for block in self.blocks.values())

    @property
    def _reader(self) -> Block | None:
        """The block whose settings can be read from a file."""
        return next((block for block in self.blocks.values() if block.reads_files), None)

    def from_file(self, data: bytes, /) -> FromFile:
        """The settings that a file says, for who sees and saves them. Raises `Refused` with the place of a fault."""
        if (reader := self._reader) is None:
            return super().from_file(data)
        found = reader.from_file(data)
        return replace(found, settings={reader.prefix + name: said for name, said in found.settings.items()})

    def to_file(self, settings: Settings, /) -> str:
        """The settings as a file that `from_file` reads again."""
        reader = self._reader
        return super().to_file(settings) if reader is None else reader.to_file(reader.rules(settings))

    @property
    def gives_cards(self) -> bool:
        """Whether it may have cards to hand over."""
        return type(self).cards is not Method.cards or any(block.gives_cards for block in self.blocks.values())

    @property
    def withholds(self) -> bool:
        """Whether anything of it may be withheld: others are not asked after each change."""
        return type(self).withheld is not Method.withheld or any(block.withholds for block in self.blocks.values())

    @property
    def can_add_cards(self) -> bool:
        """Whether cards can be handed over to it once it has begun."""
        taker = self._taker()
        return type(self).add_cards is not Method.add_cards or (taker is not None and taker.can_add_cards)

    def stage(self, stage_id: str) -> Stage | None:
        """The stage of that id, or None."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    def command(self, name: str) -> type[Command] | None:
        """The command of that name, or None."""
        return _by_name(self.commands).get(name)

    def worker_of(self, command: str) -> Play:
        """Whose `work` a command of that name asks for: the block's that brings it, or the method's own."""
        return self._holders.get(command, self)

    def _place_of(self, stage: str) -> int:
        return next((place for place, one in enumerate(self.stages) if one.id == stage), -1)

    def _at(self, stage: str) -> Iterator[tuple[Block, str]]:
        """The blocks at work in a stage, each with what it calls it."""
        return ((block, id) for block in self.blocks.values() if (id := block.own_id(stage)))

    def _outcomes(self, state: State) -> dict[str, Any]:
        """In words, what became of things that were decided on, by id."""
        told = [block.outcomes(block.of(state)) for block in self.blocks.values()]
        return {id: words for outcomes in told for id, words in outcomes.items()}

    def _tell_others(self, taker: Block | None, state: State, cards: Sequence[Card]) -> None:
        """Tell the other blocks of cards that one took."""
        for block in self.blocks.values() if taker and cards else ():
            if block is not taker:
                block.received(state, cards)

    def _taker(self) -> Block | None:
        """The block to which cards come that are handed over."""
        return next((block for block in self.blocks.values() if block.takes_cards), None)


@cache  # asked for with each entry of a log that is read
def _by_name(commands: tuple[type[Command], ...]) -> dict[str, type[Command]]:
    return {command.about.name: command for command in reversed(commands)}
