"""The demo of a strategy, filled in: two scenarios compared, one chosen, agreed on; then a directorate's own copy.

Its actions, costs and reasons are invented, in the spirit of the mission: no service promised them.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.demo import consenting
from app.demo.players import DemoPlayers

__all__ = ["TITLE", "play"]

TITLE = "Stratégie de la relation aux usagers, et ce qu’une direction en fait"
WHOLE = "La stratégie de la Région"
NARROWED = "La déclinaison de la direction des lycées"

LILLE = ("Nadia", "Bruno", "Inès", "Karim", "Odile", "Samir")
AMIENS = ("Céline", "Thomas", "Awa", "Jean", "Maud", "Paul")

PHASES = ("2027 : apprendre", "2028 : étendre")
AXES = ("Accueil", "Écrits", "Numérique")
SLOW, FAST = "Trois démarches d’abord", "Toutes d’un coup"
SCENARIOS = {
    SLOW: {
        "users": "Peu de gens au début, mais chacun voit la différence",
        "staff": "Des équipes volontaires, qui forment les suivantes",
        "cost": "Deux agents à mi-temps et les outils déjà là",
        "risk": "S’arrêter après la première année",
    },
    FAST: {
        "users": "Tous les usagers, avec des ratés partout à la fois",
        "staff": "Une formation obligatoire avant l’été",
        "cost": "Un marché et huit mois",
        "risk": "Le logiciel décide à la place des services",
    },
}


@dataclass(frozen=True)
class Step:
    """An action, where it stands, and the actions that it needs, by their texts."""

    text: str
    axis: int
    phase: int
    owner: str
    term: str
    indicator: str
    cost: str = ""
    needs: tuple[str, ...] = ()
    kind: str = "action"


STEPS = (
    Step("Former vingt agents à l’écoute et au rappel", 0, 0, "Ressources humaines", "juin 2027",
         "Vingt agents, deux sites", "Cinq demi-journées"),
    Step("Rappeler sous deux jours dans trois démarches", 0, 0, "Accueil téléphonique", "octobre 2027",
         "Sept appels sur dix réglés au premier rappel", needs=("Former vingt agents à l’écoute et au rappel",)),
    Step("Réécrire trente courriers avec des usagers", 1, 0, "Service courrier", "décembre 2027",
         "Trente modèles relus par trois usagers", "Un comité de lecture de six personnes"),
    Step("Tenir une liste commune des pièces", 2, 0, "Direction du numérique", "mai 2027",
         "Une liste pour trois démarches", kind="precondition"),
    Step("Étendre le rappel à toutes les antennes", 0, 1, "Antennes", "juin 2028", "Quatorze antennes",
         needs=("Rappeler sous deux jours dans trois démarches",)),
    Step("Adopter la charte dans chaque direction", 1, 1, "Secrétariat général", "mars 2028",
         "Une charte signée par direction", needs=("Réécrire trente courriers avec des usagers",)),
    Step("Ouvrir le dépôt unique des pièces", 2, 1, "Direction du numérique", "décembre 2028",
         "Deux pièces de moins par démarche", "Un marché", needs=("Tenir une liste commune des pièces",)),
)  # fmt: skip
OTHER = "Remplacer le logiciel des demandes"
RESERVED = ("Jean", "Former vingt agents, oui, si les absences du guichet sont remplacées.")

KEPT_BY_LYCEES = {
    "Réécrire trente courriers avec des usagers": (
        "Réécrire dix courriers des lycées avec des parents et des élèves", "Dix modèles relus par six familles",
    ),
    "Rappeler sous deux jours dans trois démarches": (
        "Rappeler sous deux jours pour les bourses", "Sept familles sur dix n’écrivent plus après l’appel",
    ),
    "Tenir une liste commune des pièces": ("Donner la liste des pièces des bourses", "Une liste, à jour chaque été"),
}  # fmt: skip
"""What the directorate takes of the whole: in its own words, and by what it will see that it is done."""


def play(players: DemoPlayers) -> None:
    """Fill the workshop in, from two scenarios to one directorate's copy."""
    for site, names in (("s1", LILLE), ("s2", AMIENS)):
        for name in names:
            players.join(name, site, "")
    settings = {
        "question": "Qu’un usager n’ait à dire les choses qu’une fois", "phases": "\n".join(PHASES),
        "axes": "\n".join(AXES), "scenarios": "\n".join(SCENARIOS), "keep": 1, "budget": 1,
        "consent_question": "Une stratégie que nos services peuvent tenir",
        "proposes_to": "le comité de direction, en janvier",
    }  # fmt: skip
    instruction = "Une action par ligne : qui s’en charge, pour quand, et à quoi l’on verra que c’est fait."
    players.add("roadmap", WHOLE, minutes=90, instruction=instruction, settings=settings)
    _lay_out(players)
    _choose(players)
    _narrow(players)


def _lay_out(players: DemoPlayers) -> None:
    """Actions of both scenarios, placed, with what each needs; then the scenarios side by side."""
    slow, fast = (one.id for one in players.state(WHOLE).scenarios)
    players.stages(WHOLE, "arrange")
    ids = _write(players, slow)
    for text, phase in ((OTHER, 0), ("Former tout le monde avant l’été", 0)):
        step = players.do(
            "Paul", WHOLE, "write_step", text=text, kind="action", owner="Direction générale", scenario=fast
        )
        _place(players, step, 2 if text == OTHER else 0, phase)
    for one in STEPS:
        for other in one.needs:
            players.do("Inès", WHOLE, "need", step=ids[one.text], other=ids[other])
    players.stages(WHOLE, "compare")
    for scenario, (_title, said) in zip((slow, fast), SCENARIOS.items(), strict=True):
        for criterion, words in said.items():
            players.do("Maud", WHOLE, "compare", scenario=scenario, criterion=criterion, text=words)


def _write(players: DemoPlayers, scenario: str) -> dict[str, str]:
    """The actions of a scenario, each in its place; their ids by text."""
    ids = {}
    for n, one in enumerate(STEPS):
        by = (*LILLE, *AMIENS)[n]
        ids[one.text] = players.do(
            by, WHOLE, "write_step", text=one.text, kind=one.kind, owner=one.owner, term=one.term, cost=one.cost,
            indicator=one.indicator, scenario=scenario,
        )  # fmt: skip
        _place(players, ids[one.text], one.axis, one.phase)
    return ids


def _place(players: DemoPlayers, step: str, axis: int, phase: int) -> None:
    """An action has its place in the grid."""
    plan = players.state(WHOLE).planned
    players.do("", WHOLE, "place_in", thing=step, cell=f"{plan.rows[axis].id}:{plan.columns[phase].id}")


def _choose(players: DemoPlayers) -> None:
    """One scenario by dots; the whole of it by consent, with a reservation that is kept."""
    players.stages(WHOLE, "vote")
    options = {one.text: id for id, one in players.state(WHOLE).dots.options.items()}
    players.each((*LILLE, *AMIENS[:3]), WHOLE, "dot", option=options[SLOW])
    players.each(AMIENS[3:], WHOLE, "dot", option=options[FAST])
    players.stages(WHOLE, "decide")
    reason = "On apprend sur trois démarches avant de demander à tous de changer."
    players.do("", WHOLE, "decide", option=options[SLOW], outcome="keep", reason=reason)
    players.stages(WHOLE, "stances")
    said = {thing: {RESERVED[0]: ("reserve", RESERVED[1])} for thing in players.state(WHOLE).agreed.all}
    consenting.take_stances(players, WHOLE, (*LILLE, *AMIENS), said)
    players.stages(WHOLE, "settle", "read")


def _narrow(players: DemoPlayers) -> None:
    """A directorate's copy: what it takes, in its own words, each still linked to the action that it comes from."""
    settings = {
        "question": "Qu’une famille n’ait à dire les choses qu’une fois", "phases": "\n".join(PHASES),
        "axes": "\n".join(AXES), "narrowed_to": "Direction des lycées", "consent_question": "Ce que nous faisons, nous",
    }  # fmt: skip
    players.add("roadmap", NARROWED, WHOLE, minutes=60, settings=settings)
    players.stages(NARROWED, "arrange")
    for step in [*players.state(NARROWED).steps.values()]:
        if step.text in KEPT_BY_LYCEES:
            words, indicator = KEPT_BY_LYCEES[step.text]
            players.do("Thomas", NARROWED, "change_step", step=step.id, base=step.worded, text=words, kind=step.kind,
                       owner="Direction des lycées", term=step.term, indicator=indicator)  # fmt: skip
        else:
            players.do("Thomas", NARROWED, "leave_out", step=step.id)
    players.stages(NARROWED, "read")
