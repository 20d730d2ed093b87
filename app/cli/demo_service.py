"""The demo of service design: field notes, personas and journeys, filled in, up to what was decided.

A newcomer reads a finished persona and a finished map within a minute, and walks back from a decision to
what was heard on the free-phone platform.
"""

from __future__ import annotations

from app.cli.demo_texts import (
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
from app.cli.troupe import Troupe

__all__ = ["TITLE", "play"]

CURVES = {"emotion": "user", "agent": "agent"}


def play(troupe: Troupe) -> None:
    """Fill the workshop in, from the first note to what was decided."""
    tables = _seat(troupe)
    _gather(troupe)
    _portray(troupe, tables)
    _map(troupe, tables)
    _decide(troupe)
    troupe.lead("open", activity=troupe.activities[PORTRAITS])


def _seat(troupe: Troupe) -> list[str]:
    for site in ("s1", "s2"):
        troupe.lead("tables", site=site, count=2)
    tables = list(troupe.room.record.agenda.seating.tables.values())
    twins = {0: 2, 1: 3}
    for place, table in enumerate(tables):
        twin = tables[twins[place]].id if place in twins else tables[place - 2].id
        troupe.lead("change_table", table=table.id, name=table.name, subject=SUBJECTS[place], twin=twin)
    for name, (site, table_at) in PEOPLE.items():
        troupe.join(name, site, tables[table_at].id)
    return [table.id for table in tables]


def _gather(troupe: Troupe) -> None:
    troupe.add("fieldnotes", NOTES, instruction="Ce que nous avons vu et entendu, sans nommer personne.")
    for note in FIELD:
        troupe.do(note["by"], NOTES, "write_note", **{name: text for name, text in note.items() if name != "by"})


def _portray(troupe: Troupe, tables: list[str]) -> None:
    troupe.add(
        "persona", PORTRAITS, NOTES, minutes=25, instruction="De qui parlent ces notes ? Une personne par table."
    )
    troupe.stages(PORTRAITS, "fill")
    for table, sketch in zip(tables, SKETCHES, strict=True):
        for slot, value in sketch.picks.items():
            troupe.do(sketch.by, PORTRAITS, "pick", slot=slot, value=value)
        for slot, sentences in sketch.lines.items():
            for sentence in sentences:
                _write(troupe, sketch.by, table, slot, sentence)
    troupe.stages(PORTRAITS, "gallery")
    for name, place, kind, text in REACTIONS:
        troupe.do(name, PORTRAITS, "react", tables[place], kind=kind, text=text)
    troupe.stages(PORTRAITS, "amend", "vote")
    options = {option.text.split(" — ")[0]: id for id, option in troupe.state(PORTRAITS).ballot.options.items()}
    for name in PEOPLE:
        troupe.do(name, PORTRAITS, "dot", option=options["Yasmina"])
    troupe.each(("Nadia", "Céline", "Awa", "Jean"), PORTRAITS, "dot", option=options["Sandrine"])
    troupe.stages(PORTRAITS, "decide")
    for first, reason in (
        ("Yasmina", "Trois notes sur quatre parlent d’elle."),
        ("Sandrine", "Le même appel, de l’autre côté."),
    ):
        troupe.do("", PORTRAITS, "decide", option=options[first], outcome="keep", reason=reason)


def _write(troupe: Troupe, name: str, table: str, slot: str, sentence: str) -> None:
    """A sentence, and the evidence that it rests on."""
    text, _mark, words = sentence.partition(" < ")
    line = troupe.do(name, PORTRAITS, "add", slot=slot, text=text)
    evidence = troupe.state(PORTRAITS, table).sheet.evidence
    for card in evidence.values():
        if words and words in card.text:
            troupe.do(name, PORTRAITS, "cite", line=line, card=card.id)
            return


def _map(troupe: Troupe, tables: list[str]) -> None:
    more = dict.fromkeys(("lane_thoughts", "lane_agent", "lane_front", "lane_back"), True)
    subject, stages = (
        "La carte de transport scolaire, d’août à la rentrée",
        dict.fromkeys(phase for phase, _step in STEPS),
    )
    settings = {"subject": subject, "stages": "\n".join(stages), "keep": 2, **more}
    troupe.add("journeymap", JOURNEYS, PORTRAITS, minutes=40, settings=settings)
    for place, drawn in MAPS.items():
        _fill_map(troupe, drawn, tables[place])
    troupe.stages(JOURNEYS, "gallery", "amend", "cluster", "vote")
    options = {option.text: id for id, option in troupe.state(JOURNEYS).ballot.options.items()}
    chosen = [next(id for text, id in options.items() if irritant in text) for irritant, _question in KEPT]
    for name in PEOPLE:
        for option in chosen:
            troupe.do(name, JOURNEYS, "dot", option=option)
    troupe.stages(JOURNEYS, "decide")
    for option in chosen:
        troupe.do("", JOURNEYS, "decide", option=option, outcome="keep", reason="Les deux côtés de l’appel le disent.")
    troupe.stages(JOURNEYS, "rewrite")
    for name, option, (_irritant, question) in zip(("Nadia", "Céline"), chosen, KEPT, strict=True):
        troupe.do(name, JOURNEYS, "rewrite", irritant=option, text=question)


def _fill_map(troupe: Troupe, drawn: Map, table: str) -> None:
    name, state = drawn.by, troupe.state(JOURNEYS, table)
    phases = {phase.name: phase.id for phase, _steps in state.columns.shown()}
    actor = next(card for card in state.personas() if drawn.actor in card.text)
    troupe.do(name, JOURNEYS, "take_actor", card=actor.id)
    troupe.do(name, JOURNEYS, "add", slot="scenario", text=drawn.scenario)
    troupe.do(name, JOURNEYS, "pick", slot="kind", value="as-is")
    steps = [troupe.do(name, JOURNEYS, "add_step", text=title, phase=phases[phase]) for phase, title in STEPS]
    for lane, cells in drawn.lanes.items():
        for step, said in zip(steps, cells, strict=True):
            if said and lane in CURVES:
                troupe.do(name, JOURNEYS, "feel", step=step, value=said, of=CURVES[lane])
            elif said:
                troupe.do(name, JOURNEYS, "add", slot=f"{step}:{lane}", text=said)
    troupe.do(name, JOURNEYS, "truth", step=steps[2], on=True)


def _decide(troupe: Troupe) -> None:
    """Ideas to the questions, dots, and what is kept."""
    settings = {"question": KEPT[0][1], "per_person": 3, "keep": 2}
    troupe.add("ideation", IDEAS, JOURNEYS, minutes=10, settings=settings)
    for name, text in zip(PEOPLE, ANSWERS, strict=False):
        troupe.do(name, IDEAS, "write", text=text)
    troupe.stages(IDEAS, "reveal", "read", "cluster")
    cards = troupe.state(IDEAS).ideas
    question = next((note.id for note in cards.notes.values() if note.origin and "trace" in note.text), "")
    answer = next(note.id for note in cards.notes.values() if note.text == ANSWERS[0])
    if question:
        moved = troupe.do("", IDEAS, "move", card=answer, to=question)
        troupe.do("", IDEAS, "name_cluster", cluster=f"c-{moved}", title="Une trace de chaque appel")
    troupe.stages(IDEAS, "vote")
    options = {option.text: id for id, option in troupe.state(IDEAS).dots.options.items()}
    chosen = options.get("Une trace de chaque appel") or next(iter(options.values()))
    troupe.each(PEOPLE, IDEAS, "dot", option=chosen)
    troupe.stages(IDEAS, "decide")
    troupe.do("", IDEAS, "decide", option=chosen, outcome="keep", reason="Preuve de faisabilité dès décembre, à Lille.")
