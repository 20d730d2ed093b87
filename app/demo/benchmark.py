"""The demo of a benchmark of five contacts, filled in: what others do, where that is from, and what can be done here.

Cases, answers and lessons are invented, in the spirit of the mission: no organisation said them.
"""

from __future__ import annotations

from app.demo.players import DemoPlayers

__all__ = ["TITLE", "play"]

TITLE = "Parangonnage : tenir les usagers au courant"
GRID = "Ce que font les autres"
QUESTION = "Comment d’autres disent-ils à un usager où en est sa demande ?"

LILLE = ("Nadia", "Bruno", "Inès", "Karim", "Odile", "Samir")
AMIENS = ("Céline", "Thomas", "Awa", "Jean", "Maud", "Paul")

CRITERIA = (
    "Ce qui est fait",
    "Accueil / personne ne répond / une personne répond et rappelle",
    "Suivi sans compte / oui ou non",
    "Ce que cela a demandé",
    "Ce qui n’a pas marché",
)
TABLE = (
    ("Organisation", "Type", "Contact", "Date", "Source", *(one.partition(" / ")[0] for one in CRITERIA)),
    ("Une région de l’Ouest", "région", "cheffe de projet usagers", "mars 2026", "entretien d’une heure",
     "Un courriel à chaque étape : qui a le dossier, et ce qui suit", "3 · un numéro par service", "oui",
     "Deux agents formés, et un modèle de courriel par étape", "Trop de messages au début : les gens ne lisaient plus"),
    ("Une caisse d’un département voisin", "caisse", "responsable de l’accueil", "avril 2026", "visite du plateau",
     "Un appel sous deux jours quand il manque une pièce", "4 · la même personne suit le dossier", "non",
     "Six personnes une heure par jour, sans outil nouveau", "Les appels masqués : personne ne décroche"),
    ("Une ville de l’autre côté de la frontière", "ville", "designer de service", "mai 2026", "visite et démonstration",
     "Une page sans compte, avec le numéro imprimé sur la lettre", "2", "oui, avec le numéro de la lettre",
     "Un an, et l’accord de quatre services", "Un numéro trop long, que l’on recopie mal"),
    ("Un réseau de bibliothèques", "association", "coordinatrice", "mai 2026", "entretien par téléphone",
     "Un délai annoncé à l’accueil, écrit sur une carte", "4", "-",
     "Une carte imprimée, et le courage d’annoncer trois semaines", "-"),
    ("Une mutuelle", "mutuelle", "directeur de la relation adhérents", "juin 2026", "entretien et rapport annuel",
     "Un SMS à l’ouverture et à la clôture", "1 · un automate d’abord", "oui depuis deux ans",
     "Un marché avec un opérateur", "Rien entre les deux SMS : les appels n’ont pas baissé"),
)  # fmt: skip

LESSONS = (
    ("Nadia", 2, "Appeler sous deux jours quand il manque une pièce", (5, 5, 4, 5, 4, 5, 4, 5, 5, 4, 5, 4)),
    ("Céline", 3, "Imprimer sur chaque lettre un numéro de dossier court", (4, 4, 5, 3, 4, 4, 4, 5, 3, 4, 4, 4)),
    ("Bruno", 4, "Annoncer le délai à l’accueil, et l’écrire", (4, 5, 4, 4, 2, 4, 5, 4, 4, 3, 4, 5)),
    ("Awa", 1, "Un courriel à chaque étape, jamais plus de quatre", (3, 4, 3, 4, 4, 3, 3, 4, 3, 3, 4, 3)),
    ("Thomas", 3, "Une page de suivi sans compte", (1, 5, 2, 5, 1, 4, 2, 5, 1, 2, 5, 1)),
    ("Inès", 0, "Une seule personne suit un dossier du début à la fin", (2, 1, 2, 3, 2, 1, 2, 2, 1, 2, 3, 2)),
)
"""Who wrote each, of which row of the table (0: of several), its words, and where each of the twelve placed it."""


def play(players: DemoPlayers) -> None:
    """Fill the workshop in, from the table that was brought to what can be done here."""
    for site, names in (("s1", LILLE), ("s2", AMIENS)):
        for name in names:
            players.join(name, site, "")
    instruction = "Un cas par binôme : ce qui a été trouvé, et d’où cela vient."
    settings = {"question": QUESTION, "criteria": "\n".join(CRITERIA)}
    players.add("benchmark", GRID, minutes=60, instruction=instruction, settings=settings)
    players.do("", GRID, "paste", text="\n".join("\t".join(row) for row in TABLE))
    players.stages(GRID, "lessons")
    cases = ["", *(case.id for case in players.state(GRID).here())]
    ids = [players.do(by, GRID, "learn", case=cases[row], text=text) for by, row, text, _marks in LESSONS]
    players.stages(GRID, "place")
    for id, (_by, _row, _text, marks) in zip(ids, LESSONS, strict=True):
        for name, mark in zip((*LILLE, *AMIENS), marks, strict=True):
            players.do(name, GRID, "put", thing=id, scale=0, value=mark)
    players.stages(GRID, "show")
