"""The demo of proofs of concept, filled in: three sheets, contested, voted on, and what came of the first tests.

Its ideas, figures and lessons are invented, in the spirit of the mission: nothing of it was tried.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.demo.players import DemoPlayers

__all__ = ["TITLE", "play"]

TITLE = "Preuves de faisabilité : essayer petit avant d’étendre"
PROOFS = "Nos preuves de faisabilité"

PEOPLE = {
    "Nadia": ("s1", 0), "Bruno": ("s1", 0), "Inès": ("s1", 0),
    "Karim": ("s1", 1), "Odile": ("s1", 1), "Samir": ("s1", 1),
    "Céline": ("s2", 2), "Thomas": ("s2", 2), "Awa": ("s2", 2), "Jean": ("s2", 2),
}  # fmt: skip
"""Who sits where: the site, and which of the tables."""


@dataclass(frozen=True)
class Sheet:
    """A table's sheet: who writes, what it says, and what came of the test."""

    by: str
    said: dict[str, str]
    dots: int
    outcome: str
    reason: str
    came_of: str = ""
    learnt: str = ""


SHEETS = (
    Sheet(
        "Nadia",
        {
            "idea": "Rappeler sous deux jours quand il manque une pièce",
            "user": "Une habitante qui demande une bourse pour son fils",
            "irritant": "Elle appelle quatre fois pour savoir où en est son dossier",
            "belief": "Si l’on appelle avant d’écrire, elle envoie la pièce le jour même et ne rappelle plus.",
            "test": "Deux agents rappellent trente personnes, une heure par jour, pendant deux semaines",
            "success": "20 personnes sur 30 envoient la pièce en trois jours",
            "stop": "Moins de 10 personnes joignables",
            "place": "Plateau de Lille", "dates": "du 11 au 22 janvier", "people": "Deux agents, trente familles",
            "means": "Un numéro qui s’affiche, une phrase d’accueil", "budget": "aucun",
            "partners": "Le service des bourses", "agree": "La cheffe du service des bourses",
            "owner": "Accueil téléphonique", "risks": "Les appels masqués ne sont pas décrochés",
        },
        9, "keep", "Deux semaines, sans budget, et on saura.", "go",
        "24 personnes sur 30 ont envoyé la pièce en trois jours. Le numéro affiché compte plus que la phrase.",
    ),
    Sheet(
        "Karim",
        {
            "idea": "Imprimer sur chaque lettre un numéro de dossier court",
            "user": "Un lycéen qui suit sa demande de carte de transport",
            "irritant": "Le numéro a dix-sept chiffres : il le recopie mal",
            "belief": "Avec six signes, l’accueil retrouve le dossier du premier coup.",
            "test": "Cinquante lettres avec un numéro collé à la main",
            "success": "40 appels sur 50 trouvent le dossier sans épeler",
            "stop": "Plus de 5 numéros confondus",
            "place": "Accueil d’Amiens", "dates": "février", "people": "L’accueil et le service des transports",
            "means": "Des étiquettes et un tableur", "budget": "60 euros d’étiquettes",
            "owner": "Service des transports", "risks": "Deux numéros sur une lettre : on donne le mauvais",
        },
        6, "keep", "Se fait avec des étiquettes.", "adjust",
        "31 appels sur 50 seulement : le numéro court était en bas de page. À refaire en haut, en gras.",
    ),
    Sheet(
        "Céline",
        {
            "idea": "Une borne à la gare pour poser sa question",
            "user": "Des jeunes qui ne nous écrivent jamais",
            "irritant": "Ils ne savent pas que la Région a la réponse",
            "belief": "Si l’on est sur leur chemin, ils posent leur question.",
            "test": "Une table et deux agents un mercredi, sans borne",
            "success": "15 questions en trois heures, dont la moitié de jeunes",
            "stop": "Moins de 5 questions",
            "place": "Gare d’Amiens", "owner": "Mission usagers", "risks": "Il faut l’accord de la gare",
        },
        3, "park", "La table d’abord ; la borne ensuite, si elle manque.",
    ),
)  # fmt: skip
REACTIONS = (
    ("Céline", 0, "success", "question", "Et ceux qui ne décrochent jamais ?"),
    ("Odile", 2, "test", "true", "Nous avions essayé : le mercredi, ils s’arrêtent."),
    ("Bruno", 1, "risks", "doubt", "Il faudra masquer l’ancien numéro."),
)
TAKEN_ON = (
    ("Accueil téléphonique", "janvier", "Choisir les trente dossiers avec le service des bourses"),
    ("Service des transports", "février", "Commander les étiquettes"),
)


def play(players: DemoPlayers) -> None:
    """Fill the workshop in, from the first sheet to what was learnt."""
    players.lead("tables", site="s1", count=2)
    players.lead("tables", site="s2", count=1)
    tables = list(players.room.record.agenda.seating.tables)
    for name, (site, table) in PEOPLE.items():
        players.join(name, site, tables[table])
    instruction = "Le plus petit essai qui nous apprend quelque chose : des jours, pas des mois."
    players.add("poc", PROOFS, minutes=60, instruction=instruction, settings={"keep": 2, "budget": 3})
    for one in SHEETS:
        for slot, text in one.said.items():
            players.do(one.by, PROOFS, "add", slot=slot, text=text)
    players.stages(PROOFS, "gallery")
    for name, place, slot, kind, text in REACTIONS:
        lines = players.state(PROOFS, tables[place]).sheet.lines.values()
        line = next(one.id for one in lines if one.slot == slot)
        players.do(name, PROOFS, "react", tables[place], line=line, kind=kind, text=text)
    players.stages(PROOFS, "amend", "vote")
    _choose(players)


def _choose(players: DemoPlayers) -> None:
    """Which are tried, who does what; then, weeks later, what was learnt."""
    options = {one.text.partition("\n")[0]: id for id, one in players.state(PROOFS).ballot.options.items()}
    ids = [options[one.said["idea"]] for one in SHEETS]
    for one, id in zip(SHEETS, ids, strict=True):
        players.each([*PEOPLE][: one.dots], PROOFS, "dot", option=id)
    players.stages(PROOFS, "decide")
    for one, id in zip(SHEETS, ids, strict=True):
        players.do("", PROOFS, "decide", option=id, outcome=one.outcome, reason=one.reason)
    players.stages(PROOFS, "capture")
    for kept, (owner, when, first) in zip(players.state(PROOFS).done.kept, TAKEN_ON, strict=True):
        players.do("", PROOFS, "take_on", kept=kept.id, owner=owner, when=when, first=first)
    players.stages(PROOFS, "after")
    for one, id in zip(SHEETS, ids, strict=True):
        if one.learnt:
            players.do(one.by, PROOFS, "learn", proof=id, came_of=one.came_of, text=one.learnt)
