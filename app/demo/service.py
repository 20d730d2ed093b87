"""The demo of service design: field notes, personas and journeys, filled in, up to what was decided.

A newcomer reads a finished persona and a finished map within a minute, and walks back from a decision to
what was heard on the free-phone platform.
"""

from __future__ import annotations

from app.demo.players import DemoPlayers
from app.demo.texts import (
    ANSWERS,
    FIELD,
    IDEAS,
    JOURNEYS,
    KEPT,
    MAPS,
    NOTES,
    PEOPLE,
    PORTRAITS,
    REACTIONS,
    SKETCHES,
    STEPS,
    SUBJECTS,
    TITLE,
    Map,
)

__all__ = ["TITLE", "play"]

CURVES = {"emotion": "user", "agent": "agent"}


def play(players: DemoPlayers) -> None:
    """Fill the workshop in, from the first note to what was decided."""
    tables = _seat(players)
    _gather(players)
    _portray(players, tables)
    _map(players, tables)
    _decide(players)
    players.lead("open", activity=players.activities[PORTRAITS])


def _seat(players: DemoPlayers) -> list[str]:
    for site in ("s1", "s2"):
        players.lead("tables", site=site, count=2)
    tables = list(players.room.record.agenda.seating.tables.values())
    twins = {0: 2, 1: 3}
    for place, table in enumerate(tables):
        twin = tables[twins[place]].id if place in twins else tables[place - 2].id
        players.lead("change_table", table=table.id, name=table.name, subject=SUBJECTS[place], twin=twin)
    for name, (site, table_at) in PEOPLE.items():
        players.join(name, site, tables[table_at].id)
    return [table.id for table in tables]


def _gather(players: DemoPlayers) -> None:
    players.add("fieldnotes", NOTES, instruction="Ce que nous avons vu et entendu, sans nommer personne.")
    for note in FIELD:
        players.do(note["by"], NOTES, "write_note", **{name: text for name, text in note.items() if name != "by"})


def _portray(players: DemoPlayers, tables: list[str]) -> None:
    players.add(
        "persona", PORTRAITS, NOTES, minutes=25, instruction="De qui parlent ces notes ? Une personne par table."
    )
    players.stages(PORTRAITS, "fill")
    for table, sketch in zip(tables, SKETCHES, strict=True):
        for slot, value in sketch.picks.items():
            players.do(sketch.by, PORTRAITS, "pick", slot=slot, value=value)
        for slot, sentences in sketch.lines.items():
            for sentence in sentences:
                _write(players, sketch.by, table, slot, sentence)
    players.stages(PORTRAITS, "gallery")
    for name, place, kind, text in REACTIONS:
        players.do(name, PORTRAITS, "react", tables[place], kind=kind, text=text)
    players.stages(PORTRAITS, "amend", "vote")
    options = {option.text.split(" — ")[0]: id for id, option in players.state(PORTRAITS).ballot.options.items()}
    for name in PEOPLE:
        players.do(name, PORTRAITS, "dot", option=options["Yasmina"])
    players.each(("Nadia", "Céline", "Awa", "Jean"), PORTRAITS, "dot", option=options["Sandrine"])
    players.stages(PORTRAITS, "decide")
    for first, reason in (
        ("Yasmina", "Trois notes sur quatre parlent d’elle."),
        ("Sandrine", "Le même appel, de l’autre côté."),
    ):
        players.do("", PORTRAITS, "decide", option=options[first], outcome="keep", reason=reason)


def _write(players: DemoPlayers, name: str, table: str, slot: str, sentence: str) -> None:
    """A sentence, and the evidence that it rests on."""
    text, _mark, words = sentence.partition(" < ")
    line = players.do(name, PORTRAITS, "add", slot=slot, text=text)
    evidence = players.state(PORTRAITS, table).sheet.evidence
    for card in evidence.values():
        if words and words in card.text:
            players.do(name, PORTRAITS, "cite", line=line, card=card.id)
            return


def _map(players: DemoPlayers, tables: list[str]) -> None:
    more = dict.fromkeys(("lane_thoughts", "lane_agent", "lane_front", "lane_back"), True)
    subject, stages = (
        "La carte de transport scolaire, d’août à la rentrée",
        dict.fromkeys(phase for phase, _step in STEPS),
    )
    settings = {"subject": subject, "stages": "\n".join(stages), "keep": 2, **more}
    players.add("journeymap", JOURNEYS, PORTRAITS, minutes=40, settings=settings)
    for place, drawn in MAPS.items():
        _fill_map(players, drawn, tables[place])
    players.stages(JOURNEYS, "gallery", "amend", "cluster", "vote")
    options = {option.text: id for id, option in players.state(JOURNEYS).ballot.options.items()}
    chosen = [next(id for text, id in options.items() if irritant in text) for irritant, _question in KEPT]
    for name in PEOPLE:
        for option in chosen:
            players.do(name, JOURNEYS, "dot", option=option)
    players.stages(JOURNEYS, "decide")
    for option in chosen:
        players.do("", JOURNEYS, "decide", option=option, outcome="keep", reason="Les deux côtés de l’appel le disent.")
    players.stages(JOURNEYS, "rewrite")
    for name, option, (_irritant, question) in zip(("Nadia", "Céline"), chosen, KEPT, strict=True):
        players.do(name, JOURNEYS, "rewrite", irritant=option, text=question)


def _fill_map(players: DemoPlayers, drawn: Map, table: str) -> None:
    name, state = drawn.by, players.state(JOURNEYS, table)
    phases = {phase.name: phase.id for phase, _steps in state.columns.shown()}
    actor = next(card for card in state.personas() if drawn.actor in card.text)
    players.do(name, JOURNEYS, "take_actor", card=actor.id)
    players.do(name, JOURNEYS, "add", slot="scenario", text=drawn.scenario)
    players.do(name, JOURNEYS, "pick", slot="kind", value="as-is")
    steps = [players.do(name, JOURNEYS, "add_step", text=title, phase=phases[phase]) for phase, title in STEPS]
    for lane, cells in drawn.lanes.items():
        for step, said in zip(steps, cells, strict=True):
            if said and lane in CURVES:
                players.do(name, JOURNEYS, "feel", step=step, value=said, of=CURVES[lane])
            elif said:
                players.do(name, JOURNEYS, "add", slot=f"{step}:{lane}", text=said)
    players.do(name, JOURNEYS, "truth", step=steps[2], on=True)


def _decide(players: DemoPlayers) -> None:
    """Ideas to the questions, dots, and what is kept."""
    settings = {"per_person": 3, "keep": 2}
    players.add("ideation", IDEAS, JOURNEYS, minutes=10, settings=settings)
    asked = {card.text: id for id, card in players.state(IDEAS).ideas.asked.items()}
    for name, (question, text) in zip(PEOPLE, ANSWERS, strict=False):
        players.do(name, IDEAS, "write", text=text, question=asked[KEPT[question][1]])
    players.stages(IDEAS, "reveal", "read", "cluster")
    first, second = (next(note.id for note in players.state(IDEAS).ideas.notes.values() if note.text == ANSWERS[n][1])
                     for n in (0, 3))  # fmt: skip
    moved = players.do("", IDEAS, "move", card=second, to=first)
    players.do("", IDEAS, "name_cluster", cluster=f"c-{moved}", title="Une trace de chaque appel")
    players.stages(IDEAS, "vote")
    options = {option.text: id for id, option in players.state(IDEAS).dots.options.items()}
    chosen = options.get("Une trace de chaque appel") or next(iter(options.values()))
    players.each(PEOPLE, IDEAS, "dot", option=chosen)
    players.stages(IDEAS, "decide")
    players.do(
        "", IDEAS, "decide", option=chosen, outcome="keep", reason="Preuve de faisabilité dès décembre, à Lille."
    )
    players.stages(IDEAS, "capture")
    owner, first = "Direction de la relation aux usagers", "Choisir trois démarches avec l’accueil"
    players.do("", IDEAS, "take_on", kept=chosen, owner=owner, when="mi-décembre", first=first)
