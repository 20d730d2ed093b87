"""Blocks: pieces that a method holds, each under a name of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Generic

from pydantic import create_model
from pydantic.fields import FieldInfo
from typing_extensions import TypeVar

from beffroi.command import Command, Model
from beffroi.play import NoSettings, Play
from beffroi.stamp import Stamp
from beffroi.vocabulary import Card, Here, Stage
from beffroi.words import translator

_ = translator(__name__)

Part = TypeVar("Part", default=Any)
Rules = TypeVar("Rules", bound=Model, default=Any)


class Block(Play[Part, Rules], Generic[Part, Rules]):
    """A piece that a method holds: `dots = Ballot(on=ideas)`.

    It has a part of the state, stages, commands, settings, a template and a section of the report. All of these bear
    the names that the block gives them; where a method holds several blocks of a `kind`, those of the second and
    further ones begin with the block's own name: `again_vote`, `again_dot`. So no name in a log changes when a block is
    added. `title` then stands before the words of its stages and settings.
    """

    kind: ClassVar[str] = ""
    """Blocks of which a method may hold several, told apart by their own names."""
    template: ClassVar[str] = ""
    """Where it is drawn: a template beside its module with blocks `input`, `board`, `screen`, `control`, `print`."""
    takes_cards: bool = False
    """Whether cards handed over to the method come to it, where it is the first that takes some."""
    followers: tuple[Block, ...] = ()
    """The blocks that stand on this one, as a vote stands on cards."""
    name: str = ""
    """What the method calls it: `dots` of `dots = Ballot(…)`."""
    prefix: str = ""
    """What its names begin with in the method: "", or `again_` of the second and further blocks of a kind."""

    def __init__(self, *, title: Any = "") -> None:
        self.titled = title

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def of(self, state: Any) -> Part:
        """Its part of a method's state: the attribute that bears its name."""
        part: Part = getattr(state, self.name)
        return part

    def rules(self, settings: Any) -> Rules:
        """Its part of a method's settings; what those do not hold is as it is by default."""
        if not self.prefix and isinstance(settings, self.settings):
            plain: Rules = settings  # type: ignore[assignment]
            return plain
        names = (name for name in self.settings.model_fields if hasattr(settings, self.prefix + name))
        told = {name: getattr(settings, self.prefix + name) for name in names}
        made: Any = self.settings.model_construct(**told)
        return made  # type: ignore[no-any-return]

    def entered(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        """What entering one of its own stages changes; `state` is the whole of the method's. Replayed."""

    def gathered(self, part: Part, stage: str, here: Sequence[Here], stamp: Stamp, /) -> None:
        """Who is here, as one of its own stages that `gathers` is entered, before `entered`. Replayed."""

    def rested(self, state: Any, stamp: Stamp, /, *, is_over: bool) -> None:
        """What it changes that a stage is entered which is none of its own: after its last, if `is_over`. Replayed."""

    def received(self, state: Any, cards: Sequence[Card], /) -> None:
        """What it changes that cards were handed over to another block, at the start or later. Replayed."""

    def followed(self, state: Any, thing: str, /) -> None:
        """What it changes that a thing of the block that it stands on was taken down, put back or worded anew.

        Replayed. See `Command.moderated`.
        """

    def outcomes(self, part: Part, /) -> Mapping[str, Any]:
        """In words, what became of things that were decided on, by id: the chain says it of whatever bears that id."""
        return {}

    # --- as a method has it ----------------------------------------------------------------

    def own_stages(self) -> tuple[Stage, ...]:
        """Its stages under the names that they have in the method."""
        return tuple(replace(one, id=self.prefix + one.id, title=self._said(one.title)) for one in self.stages)

    def own_id(self, stage: str) -> str:
        """What it calls a stage of the method; "" for one of something else."""
        id = stage.removeprefix(self.prefix)
        is_own = stage.startswith(self.prefix) and any(one.id == id for one in self.stages)
        return id if is_own else ""

    def named_stage(self, stage: str) -> str:
        """What the method calls a stage that its commands name: another than its own as it is; "" where it has none."""
        return self.prefix + stage if any(one.id == stage for one in self.stages) else stage

    def own_commands(self) -> Iterator[type[Command]]:
        """Its commands under the names that they have in the method, each at work on its part of the state."""
        return (_held(self, command) for command in self.commands)

    def own_fields(self) -> dict[str, FieldInfo]:
        """Its settings under the names that they have in the method."""
        return {self.prefix + name: self._relabelled(one) for name, one in self.settings.model_fields.items()}

    def _relabelled(self, field: FieldInfo) -> FieldInfo:
        extra = field.json_schema_extra
        said = {**extra, "label": self._said(extra["label"])} if isinstance(extra, dict) else extra
        return FieldInfo.merge_field_infos(field, json_schema_extra=said)

    def _said(self, words: Any) -> Any:
        if not self.titled:
            return words
        return _("%(block)s: %(words)s", block=self.titled, words=words)


def _held(block: Block, command: type[Command]) -> type[Command]:
    """A command of a block, as a command of the method that holds it."""

    named, works = block.prefix + command.about.name, command.about.works and block.prefix + command.about.works

    # Its fields are those of the block's own command, which was built: this one is, when somebody first asks for it.
    class Held(command, name=named, stage=_during(block, command), works=works, defer_build=True):  # type: ignore[valid-type, misc, call-arg]
        __doc__ = command.__doc__

        def check(self, state: Any, stamp: Stamp, /) -> None:
            super().check(block.of(state), stamp)

        def apply(self, state: Any, stamp: Stamp, /) -> None:
            super().apply(block.of(state), stamp)
            if thing := self.moderated():
                for one in block.followers:
                    one.followed(state, thing)

        def undo_label(self, state: Any, /) -> str:
            return str(super().undo_label(block.of(state)))

    def snapshot(self: Command, state: Any, /) -> Any:
        return command.snapshot(self, block.of(state))

    if command.snapshot is not Command.snapshot:
        Held.snapshot = snapshot
    Held.__name__, Held.__qualname__, Held.__module__ = command.__name__, command.__qualname__, command.__module__
    return Held


def _during(block: Block, command: type[Command]) -> tuple[str, ...]:
    return tuple(filter(None, map(block.named_stage, command.about.during)))


def blocks_of(kind: type) -> dict[str, Block]:
    """The blocks that a class holds, by name, in their order; each with the prefix of its names."""
    found: dict[str, Block] = {}
    for one in reversed(kind.__mro__):
        found |= {name: value for name, value in vars(one).items() if isinstance(value, Block)}
    kinds: set[str] = set()
    for name, block in found.items():
        block.prefix = f"{name}_" if block.kind in kinds else ""
        kinds.add(block.kind)
    return found


def settings_of(name: str, blocks: Iterable[Block]) -> type[Model]:
    """The settings of a method that says none of its own: those of its blocks."""
    plain = [one.settings for one in blocks if not one.prefix and one.settings is not NoSettings]
    further = {name: field for one in blocks if one.prefix for name, field in one.own_fields().items()}
    fields: Any = {name: (field.annotation, field) for name, field in further.items()}
    bases = tuple(dict.fromkeys(reversed(plain))) or (Model,)  # the last base comes first in a form
    return create_model(name, __base__=bases, **fields)
