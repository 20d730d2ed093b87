"""A workshop that decided something, and pages as they are read."""

from __future__ import annotations

from html import unescape

from tests.support.by_link import text_of


def spoken(html: str) -> str:
    return text_of(unescape(html))


def kept(workshop) -> str:
    """A vote of which one option was kept, and taken on; who took part."""
    vote = workshop.add("dotvote", title="Nos courriers", settings={"lines": "Un numéro unique\nDes phrases courtes"})
    options = workshop.room.record.scopes[vote][""].state.dots.options
    option = next(id for id, one in options.items() if one.text == "Un numéro unique")
    ana, _link = workshop.room.people.join("Ana", "s1", 2)
    workshop.do("ana", "dot", vote, option=option)
    workshop.stage(vote, "decide")
    workshop.do("fac", "decide", vote, option=option, outcome="keep", reason="Le plus demandé")
    workshop.stage(vote, "capture")
    workshop.do("fac", "take_on", vote, kept=option, owner="Service courrier", when="fin juin", first="Relire")
    return ana.id
