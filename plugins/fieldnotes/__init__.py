"""Field notes: interviews, visits, immersions, vox pop, walks through a service; on a phone, off line too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from beffroi import AUDIENCES, ERASED, Card, Glance, Method, Stage, Stamp, Table, Trace, hookimpl, translator
from beffroi.blocks.cards import CARD_COMMANDS, CLUSTER, Cards
from beffroi.report import OfTable, Section

from .aside import BringBack, SetAside
from .contacts import CONTACT_COMMANDS, STATES
from .correcting import Correct, EditNote, NoteConsent, TakeBackNote
from .guide import WALK, FieldnotesSettings, check_guides, offered
from .kinds import CONSENTS, COUNTED, KINDS, SAID, TOLD
from .notebook import Notebook
from .notes import Head
from .report import notes_of
from .walk_results import drawings, sections_of, table_of
from .walking import WALK_COMMANDS
from .walks import HOW
from .writing import AddTo, WriteNote

_ = translator(__name__)

NOTICE = _(
    "You sign your notes for your own team: boards, screens and exports name nobody. Of the people you met, "
    "no name is kept: a role in words, and whether they agreed to be quoted."
)

GATHER = Stage(
    "gather",
    _("Gather"),
    late="tray",
    instruction=_("After each meeting, a note: what I saw, what was felt, what was said."),
    notice=NOTICE,
    effect=_("The team writes its notes and reads each other’s; this may stay open for weeks."),
)
DEBRIEF = Stage(
    CLUSTER.id,
    _("Debrief and group"),
    instruction=_("Sentences that say the same thing come together, wherever they come from; names come last."),
    notice=NOTICE,
    effect=_("Every sentence becomes a card that facilitators group; notes that still come wait in the tray."),
)


CONSENT_TOLD = {"none": _("no consent"), "oral": _("consent given aloud"), "written": _("consent given in writing")}
"""Consent as others read it."""

WORDS: dict[str, Any] = {
    "kinds": KINDS,
    "said_kinds": SAID,
    "audiences": AUDIENCES,
    "consents": CONSENTS,
    "consent_told": CONSENT_TOLD,
    "count_of": COUNTED,
    "erased": ERASED,
    "hows": HOW,
    "contact_states": tuple(STATES.items()),
}
"""What templates call things: the same for everyone."""


NOTE_COMMANDS = (WriteNote, AddTo, EditNote, NoteConsent, Correct, TakeBackNote, SetAside, BringBack)

GROUPING = tuple(one for one in CARD_COMMANDS if "collect" not in one.about.during)


class Fieldnotes(Method[Notebook, FieldnotesSettings]):
    """Gather → debrief and group."""

    api = 1
    id = "fieldnotes"
    title = _("Field notes")
    at_a_glance = Glance(
        "gather", people=(2, 12), takes=_("a guide of questions"), gives=_("notes and exact words, grouped")
    )
    stages = (GATHER, DEBRIEF)
    commands = (*NOTE_COMMANDS, *WALK_COMMANDS, *CONTACT_COMMANDS)
    kinds = TOLD
    anonymous = False  # a field team answers for its notes; nothing that is shown says who wrote what
    works_offline: ClassVar[bool] = True
    board = Cards(stages=(CLUSTER,), commands=GROUPING, concerns=False)

    def check_settings(self, settings: FieldnotesSettings) -> None:
        check_guides(settings)

    def start(self, settings: FieldnotesSettings, cards: Sequence[Card]) -> Notebook:
        return Notebook(asked=tuple(card.text for card in cards if card.text != ERASED))

    def on_stage(self, state: Notebook, stage: str, stamp: Stamp) -> None:
        if stage == CLUSTER.id:
            state.board.reveal()

    def view(self, state: Notebook) -> dict[str, Any]:
        return {
            **super().view(state),
            **WORDS,
            "by_kind": state.by_kind(),
            "counted": state.counted(),
            "tags": state.tags(),
            "recent": state.recent(),
            "walks": state.walked(),
            "contacts": state.contacts.listed(),
            "drawings": drawings(state.walked()),
        }

    def facilitator_view(self, state: Notebook) -> dict[str, Any]:
        aside = {"set_aside": state.set_aside(), "walks_aside": state.walks_aside(), "walk_guide": WALK}
        return {**super().facilitator_view(state), **aside, "offered": offered}

    def personal_view(self, state: Notebook, who: str) -> dict[str, Any]:
        notes = state.of(who)
        marks = {note.id: {"card": str(_("my note"))} for note in notes}
        marks |= {id: {"card": str(_("my note"))} for note in notes for id in note.said}
        walks = state.walks.of(who)
        marks |= {walk.id: {"card": str(_("my note"))} for walk in walks}
        mine = {"my_notes": [note.whole for note in notes], "my_walks": walks, "walk_guide": WALK, "own": marks}
        return {
            **WORDS,
            **mine,
            "offered": offered,
            "asked": state.asked,
            "notice": NOTICE,
            "my_contacts": state.contacts.of(who),
        }

    def tables(self, state: Notebook) -> Iterable[Table]:
        yield from table_of(state.walked())
        yield from state.contacts.tables()
        notes = state.in_sight()
        if not notes:
            return
        head = (_("Kind"), _("Place"), _("Day"), _("Whom"), _("About"), _("Consent"), _("Tags"))
        rows = [(KINDS[one.kind], one.place, one.day, one.whom, *_told(one)) for one in (note.head for note in notes)]
        yield Table("notes", head, rows, [{"card": note.id, "origin": ""} for note in notes])
        said = [(note, one) for note in notes for one in state.readable(note)]
        yield Table(
            "sentences",
            (_("Kind of sentence"), _("Sentence"), _("Kind of note"), _("Place"), _("Cluster")),
            [
                (SAID[one.kind], one.text, KINDS[note.head.kind], note.head.place, state.cluster_of(one.id))
                for note, one in said
            ],
            [{"card": one.id, "origin": note.id} for note, one in said],
        )

    def report(
        self, state: Notebook, tables: Sequence[OfTable[Notebook]], settings: FieldnotesSettings
    ) -> Iterable[Section]:
        """Notes were written for the team: they stand in a report only where that is asked for."""
        told = (notes_of(state), *sections_of(state.walked()), *state.contacts.sections())
        for section in (*told, *super().report(state, tables, settings)):
            yield replace(section, on_request=True)

    def cards(self, state: Notebook) -> Sequence[Card]:
        return state.handed()

    def withheld(self, state: Notebook) -> Iterable[str]:
        return state.withheld()

    def traces(self, state: Notebook) -> Iterable[Trace]:
        return state.traces()


def _told(head: Head) -> tuple[Any, ...]:
    """The end of a row: whom it is about, consent, tags."""
    return AUDIENCES.get(head.audience, ""), CONSENT_TOLD[head.consent], ", ".join(head.tags)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Fieldnotes()]
