"""A workshop in which something was decided, and its minutes."""

from __future__ import annotations

from app.export.minutes.front import Around
from app.export.minutes.gathering import gather
from app.export.minutes.model import Choices


def of(workshop, version="participants", locale="fr", **chosen):
    people = tuple(workshop.room.record.people.values())
    around = Around(people, ("Camille",), "Région", workshop.room.clock())
    return gather(workshop.facts, workshop.room.record, around, Choices(**chosen), locale, version=version)


def decided_in(workshop):
    """Two ideas and a vote: one is kept, somebody takes it on, the other is set aside."""
    ana, _link = workshop.room.people.join("Ana", "s1", 1)
    workshop.room.people.join("Bob et trois voisins", "s2", 4)
    ideas = workshop.add("ideation", title="Idées", settings={"question": "Comment accueillir ?"})
    card = workshop.do(ana.id, "write", ideas, text="Un seul formulaire pour Élodie")
    other = workshop.do(ana.id, "write", ideas, text="Un guichet itinérant")
    workshop.stage(ideas, "vote")
    workshop.do(ana.id, "dot", ideas, option=card)
    workshop.stage(ideas, "decide")
    workshop.do("fac", "decide", ideas, option=card, outcome="keep", reason="Le plus attendu")
    workshop.do("fac", "decide", ideas, option=other, outcome="drop", reason="Trop cher")
    workshop.stage(ideas, "capture")
    workshop.do("fac", "take_on", ideas, kept=card, owner="Service courrier", when="mars", first="Écrire")
    workshop.core("core.note", activity=ideas, stage="vote", text="Parler moins")
    workshop.ideas, workshop.ana, workshop.card, workshop.other = ideas, ana.id, card, other
    return workshop
