"""From a verbatim to a vote: a workshop through which a chain of evidence runs, and how to read it."""

from __future__ import annotations

from app.export import evidence
from app.export.evidence import Chain, Thing
from beffroi.words import speaking
from tests.support.rooms import sit

SAID = "J’ai appelé quatre fois"


def read(links) -> str:
    """A walk as one line: what is inside what."""
    told = []
    for link in links:
        name = (link.thing.text if link.thing else link.missing) + ("!" if link.again else "")
        told.append(f"{name}({read(link.further)})" if link.further else name)
    return " ".join(told)


def gathered(workshop, abroad=None) -> Chain:
    def job() -> Chain:
        with speaking("en"):
            return evidence.gather(workshop.room.record, abroad)

    return workshop.room.run(job)


def called(made: Chain, text: str) -> Thing:
    (found,) = [thing for thing in made.things.values() if thing.text == text]
    return found


def from_verbatim_to_vote(workshop) -> dict[str, str]:
    """A verbatim, a need that a table rests on it, an idea that comes of the need, a vote that keeps it."""
    ids = {"field": workshop.add("ideation", title="Terrain")}
    ids["verbatim"] = workshop.do("ana", "write", ids["field"], text=SAID)
    workshop.stage(ids["field"], "reveal")
    ids["sketch"] = workshop.add("sketch", title="Portrait", source=ids["field"])
    bob = sit(workshop, "Bob", 2)
    need = workshop.do(bob, "add", ids["sketch"], slot="needs", text="Un seul numéro")
    evidence = next(iter(workshop.room.record.sheets(ids["sketch"]).values())).state.sheet.evidence
    workshop.do(bob, "cite", ids["sketch"], line=need, card=next(iter(evidence)))
    ids["vote"] = workshop.add("dotvote", title="Vote", source=ids["sketch"])
    (option,) = workshop.room.record.standing(ids["vote"]).state.typed
    workshop.do("ana", "dot", ids["vote"], option=option.id)
    workshop.stage(ids["vote"], "decide")
    workshop.do("fac", "decide", ids["vote"], option=option.id, outcome="keep", reason="Facile")
    return {**ids, "need": need, "option": option.id}
