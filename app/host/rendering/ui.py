"""What a method's template has at hand: `ui.form("say")`, `ui.button("take_back", …)`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from app.host.charts.draw import chart_html
from app.host.rendering import buttons
from app.host.rendering.environment import (
    core_environment,
    globals_of,
    missing_html,
    named,
    site_html,
    template_of_block,
)
from app.host.rendering.forms import carried, empty_form, form_html
from app.host.rendering.parts import current
from beffroi import Block, Command, Method, translator
from beffroi.report import Piece
from beffroi.small_groups import missing
from beffroi.spoken import in_words, marked
from beffroi.words import current_locale

_ = translator(__name__)


@dataclass(frozen=True)
class Ui:
    """One object with all the helpers: what a method calls its own things can stand in the place of none of them.

    Each draws nothing in a stage that does not take its command.
    """

    activity: str
    stage: str
    scope: str
    method: Method = field(compare=False)
    environment: Environment = field(compare=False)
    sites: Iterable[Any] = field(compare=False)
    """Where one of them changes, everything is drawn anew."""
    drawn: str = field(compare=False, default="")
    """What is being drawn: `board`, `input` …"""
    context: Mapping[str, Any] = field(compare=False, default_factory=dict)
    """What is at hand where it is drawn."""
    prefix: str = ""
    """What the names of commands and parts begin with: of a block, where a method holds several of its kind."""
    shown: Mapping[str, Any] = field(compare=False, default_factory=dict)
    """Of `ui.of("dots")`: what that block shows."""

    def of(self, name: str, /) -> Ui:
        """The same helpers as another block of the method has them, with what it shows: `ui.of("dots").shown`."""
        return replace(self, prefix=self._held(name, "of").prefix, shown=self.context.get(name, {}))

    def block(self, name: str, drawn: str = "", /) -> Markup:
        """A block of the method, as it draws itself: here, or as `drawn` says ("board", "control" …)."""
        held = self._held(name, "block")
        template = template_of_block(held)
        part = named(template, drawn or self.drawn)
        if not part:
            return Markup("")
        at = self.context.get("stage", "")
        given = {**self.context, **self.context.get(name, {}), "stage": held.own_id(at) or at}
        inside = replace(self, environment=template.environment, prefix=held.prefix)
        prepared = template.new_context({**globals_of(template), **given, "ui": inside}, shared=True)
        with current.get().of(held.prefix):
            return Markup("".join(template.blocks[part](prepared)))  # noqa: S704 - drawn by an escaping template

    def blocks(self) -> Markup:
        """The blocks that are at work in this stage, one after the other.

        Tools and what is one's own also of those that only take a command in it: cards are taken down while they are
        voted on, and their authors are told.
        """
        drawn = {name: held for name, held in self.method.blocks.items() if held.template}
        at = [name for name, held in drawn.items() if held.own_id(self.stage)]
        if self.drawn in ("control", "input"):
            at += [name for name, held in drawn.items() if name not in at and self._serves(held)]
        return Markup("\n").join(map(self.block, at))

    def _serves(self, held: Block) -> bool:
        return any(self.stage in map(held.named_stage, one.about.during) for one in held.commands)

    def chart(self, piece: Piece, /, *, named: str = "") -> Markup:
        """A chart of `beffroi.report` with its table, sent piece by piece; of several in a loop each is `named`."""
        return chart_html(piece, self.site_name, named, str(self.context.get("audience", "")))

    def has(self, name: str, /) -> bool:
        """Whether a command is there, and asked for in this stage."""
        command = self.method.command(self.prefix + name)
        return command is not None and self._takes(command)

    def name(self, name: str, /) -> str:
        """What the method calls a command of the block that is drawn."""
        return self._command(name, "name").about.name

    def work(self, name: str, /) -> str:
        """How the slow work of a command stands: "working", "failed", or "" where there is none."""
        said: str = self.context.get("works", {}).get(self._command(name, "work").about.name, "")
        return said

    def form(
        self, name: str, submit: Any = "", /, *, named: str = "", inside: Any = "", about: Any = "", **values: Any
    ) -> Markup:  # fmt: skip
        """The form of a command, with the values that it begins with; of two of one command each is `named`.

        `inside` stands in it before the button: fields that the template draws itself, and which keep what they hold.
        """
        command = self._command(name, "form")
        if not self._takes(command):
            return Markup("")
        return self._form(command, submit, self._only_one(command, named, values), values, inside, about=about)

    def _only_one(self, command: type[Command], named: str, values: Mapping[str, Any]) -> str:
        """What tells a form from the others of its command on a page; raises where nothing would."""
        where = named if self.drawn == "input" else "-".join(filter(None, (self.drawn, named)))
        mark = (command.about.name, where, carried(command, values))
        if not current.get().takes_form(mark):
            raise ValueError(
                f"{self.method.id}.html draws ui.form({command.about.name!r}) twice on one page, and what is typed in "
                'one would be kept for the other: name one of them, ui.form(…, named="second").'
            )
        return where

    def _form(
        self, command: type[Command], submit: Any, named: str, values: Mapping[str, Any], inside: Any = "",
        *, about: Any = "",
    ) -> Markup:  # fmt: skip
        name = command.about.name
        during = map(self.method.stage, command.about.during)
        goes_on = any(one is not None and one.late == "tray" for one in during)
        said: dict[str, Any] = {"command": name, "activity": self.activity, "scope": self.scope, "goes_on": goes_on}
        said |= {"submit": in_words(submit or _("Send")), "named": named, "about": in_words(about)}
        if values or inside:
            return form_html(core_environment(), command, values=values, inside=inside, **said)
        return empty_form(core_environment(), command, (current_locale(), marked.get()), **said)

    def button(
        self, name: str, label: Any, css: str = "", /, *, pressed: bool | None = None, aria: Any = "", about: Any = "",
        **data: Any,
    ) -> Markup:  # fmt: skip
        """A button that asks a command with what it carries; `pressed` says whether what it stands for is so.

        Where several of a page say the same, `about` tells each apart to whoever hears it alone.
        """
        command = self._command(name, "button")
        name = command.about.name
        if not self._takes(command):
            return Markup("")
        return buttons.button_html(
            name, buttons.told(label, about), self.activity, css, data, pressed=pressed, aria=aria
        )

    def editor(self, name: str, submit: Any = "", /, **values: Any) -> Markup:
        """The form that `write` opens in a dialog, once a block, out of sight."""
        command = self._command(name, "editor")
        inside = self._form(command, submit, "editor", values) if self._takes(command) else Markup("")
        named = self.prefix + name
        return Markup('<template data-editor="{}">{}</template>').format(named, inside) if inside else inside

    def write(
        self, name: str, label: Any, /, *, field: str, css: str = "", light: bool = False, about: Any = "", **said: Any
    ) -> Markup:  # fmt: skip
        """A button that opens the editor of a command with the words that stand there; `field` is where the pen is."""
        command = self._command(name, "write")
        name = command.about.name
        if not self._takes(command):
            return Markup("")
        if light:
            return buttons.light_button(name, label, field=field, css=css, about=about, said=said)
        return buttons.write_button(name, label, self.activity, field=field, css=css, about=about, said=said)

    def choose(
        self, name: str, label: Any, /, *, options: str, key: str, css: str = "", heading: Any = "", about: Any = "",
        **data: Any,
    ) -> Markup:  # fmt: skip
        """A button that offers a list, one tap each; what is tapped goes out as `key` of the command."""
        command = self._command(name, "choose")
        name = command.about.name
        if not self._takes(command):
            return Markup("")
        return buttons.choose_button(
            name,
            label,
            self.activity,
            options=options,
            key=key,
            css=css,
            heading=heading,
            data=data,
            about=about,
        )

    def choices(
        self, name: str, label: Any, pairs: Iterable[tuple[str, Any]], /, *, key: str, about: Any = "", **data: Any
    ) -> Markup:
        """As `choose` where there are few: a button for each (value, words) pair, which sends it at one press."""
        command = self._command(name, "choices")
        if not self._takes(command):
            return Markup("")
        name = command.about.name
        return buttons.choices_html(name, label, self.activity, pairs, key=key, data=data, about=about)

    def options(self, name: str, pairs: Iterable[tuple[str, Any]], empty: Any = "", /) -> Markup:
        """The list that `choose` offers, as (value, words) pairs; `empty` is said where there is none."""
        return buttons.options_html(name, pairs, empty)

    def enlarge(self, part: str, /, *, about: Any = "") -> Markup:
        """For `control`: a button that shows one part of the board large on every screen; `about` says which."""
        return buttons.enlarge_button(self.prefix + part, about)

    def erase(self, card: str, words: str, /, *, about: Any = "") -> Markup:
        """For `control`: a button that erases a card for good, once that is confirmed; it is told apart by its words,
        or by what `about` says."""
        return buttons.erase_button(self.activity, card, words, about)

    def told_apart(self, things: Iterable[Any], of: str | int = "text", /) -> list[tuple[Any, buttons.Called]]:
        """Things with the words that tell each from the others by ear, for `about`: `of` is where its text stands.

        Texts are shortened; of two that read alike, the second says that it is the second, and alone as `again`.
        """
        return buttons.told_apart(things, of)

    def site_name(self, id: str, /) -> Markup:
        """A site as it is always shown: its mark, its colour and its name together; nothing for another id."""
        return site_html(self.sites, id)

    def missing(self, answered: Mapping[str, int], joined: Mapping[str, tuple[int, bool]], /) -> Markup:
        """For `control` and `screen`: whose answers are missing, site by site, and which line is cut.

        `answered` is how many of each site have answered, "" where the activity keeps none; `joined` is `sites_joined`,
        which is at hand. With at most two missing, that nearly all have answered.
        """
        return missing_html(self.sites, missing(answered, joined))

    def _held(self, name: str, helper: str) -> Block:
        held = self.method.blocks.get(name)
        if held is None:
            known = ", ".join(self.method.blocks) or "none"
            raise LookupError(f"{self.method.id}.html draws ui.{helper}({name!r}), and holds no such block: {known}.")
        return held

    def _command(self, name: str, helper: str) -> type[Command]:
        command = self.method.command(self.prefix + name)
        if command is None:
            raise LookupError(f"{self.method.id}.html draws ui.{helper}({name!r}), but no command has that name.")
        return command

    def _takes(self, command: type[Command]) -> bool:
        return not command.about.during or self.stage in command.about.during
