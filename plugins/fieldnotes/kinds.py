"""What notes and sentences are called: their kinds, and consents."""

from __future__ import annotations

from collections.abc import Callable

from beffroi import Kind, translator

_ = translator(__name__)

KINDS = {
    "interview": _("Interview"),
    "visit": _("Site visit"),
    "immersion": _("Immersion"),
    "voxpop": _("Vox pop"),
}
"""How the field was met."""

COUNTED: dict[str, Callable[[int], str]] = {
    "interview": lambda n: _.many("%(n)s interview", "%(n)s interviews", n),
    "visit": lambda n: _.many("%(n)s site visit", "%(n)s site visits", n),
    "immersion": lambda n: _.many("%(n)s immersion", "%(n)s immersions", n),
    "voxpop": lambda n: _.many("%(n)s vox pop", "%(n)s vox pops", n),
    "walk": lambda n: _.many("%(n)s walk through a service", "%(n)s walks through a service", n),
}
"""So many of a kind, in words."""

SAID = {
    "fact": _("Fact"),
    "feeling": _("Feeling"),
    "question": _("Question"),
    "verbatim": _("Verbatim"),
}
"""The kinds of sentences, in the order in which a note is written and read."""

TOLD = {
    "verbatim": Kind(SAID["verbatim"], "evidence", weighs=True),
    "fact": Kind(SAID["fact"], "evidence", weighs=True),
    "feeling": Kind(SAID["feeling"], "evidence", weighs=True),
    "question": Kind(SAID["question"], "evidence", weighs=True),
    "step": Kind(_("Step of a walk"), "evidence", weighs=True),
    **{kind: Kind(title, "place") for kind, title in KINDS.items()},
    "walk": Kind(_("Walk through a service"), "place"),
}
"""What sentences and notes are in the evidence chain: what was heard, and where."""

CONSENTS = {
    "none": _("Not collected"),
    "oral": _("Given aloud"),
    "written": _("Given in writing"),
}
"""What whoever is quoted agreed to. Without it a verbatim is its writer's alone."""
