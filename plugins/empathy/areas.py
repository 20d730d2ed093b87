"""The six areas of the map, and what each asks. Source: Gray, Brown & Macanufo, Gamestorming (XPLANE)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beffroi import Kind, translator

_ = translator(__name__)


@dataclass(frozen=True)
class Area:
    """An area: its title, and a question to begin with."""

    title: Any
    asks: Any


AREAS = {
    "says": Area(_("Says"), _("What have we heard this person say?")),
    "does": Area(_("Does"), _("What have we seen this person do?")),
    "thinks": Area(_("Thinks"), _("What occupies this person, and is not said?")),
    "feels": Area(_("Feels"), _("What worries, hurts or cheers this person?")),
    "pains": Area(_("Pains"), _("What costs time, money, calm or dignity?")),
    "gains": Area(_("Gains"), _("What would this person win, or call a success?")),
}

TITLES = {key: area.title for key, area in AREAS.items()}
WEIGHING = ("pains", "gains")
"""The areas whose notes go on to the next activity."""

HEARD = "_heard"
"""What the kind of a note ends with that was heard or seen: it is evidence, the others are suppositions."""

KINDS = {
    **{key: Kind(area.title, weighs=True) for key, area in AREAS.items()},
    **{
        key + HEARD: Kind(_("%(area)s (heard or seen)", area=area.title), "evidence", weighs=True)
        for key, area in AREAS.items()
    },
    "known": Kind(_("What we know")),
}
