"""The demo of a survey before a workshop, filled in: what 99 people answered of 180 who were asked, on paper.

Its answers are invented, in the spirit of the mission: nobody gave them, and no figure of them is anybody's.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from app.demo.players import DemoPlayers

__all__ = ["TITLE", "play"]

TITLE = "Avant l’atelier : 99 réponses sur nos courriers"
SURVEY = "Nos courriers, vus du bureau"
INSTRUCTION = "Dix minutes pour dire ce que vous écrivez, à qui, et ce qui vous gêne."

QUESTIONS = """# Ce que vous écrivez
> Pensez à une semaine ordinaire.
part (choix) * : À qui écrivez-vous le plus ?
- usagers = À des usagers
- collegues = À des collègues d’autres services
- partenaires = À des communes, des lycées, des associations
voie (plusieurs, 1-2) * : Par quelles voies, surtout ?
- Courrier
- Courriel
- Téléphone, puis courriel
- Autre…
> Deux au plus.
relu (choix) : Qui relit avant l’envoi ?
- personne = Personne
- collegue = Un collègue, quand il y en a un
- chef = Toujours un responsable
# Ce que vous en pensez
avis (matrice 1-5) : Nos courriers sont-ils…
- clairs
- courts
- aimables
1 = pas du tout
5 = tout à fait
delai (échelle 1-5) : Nos délais de réponse vous semblent-ils tenables ?
1 = pas du tout
5 = tout à fait
essai (oui-non) : Avez-vous déjà fait, pour vous, une démarche à la Région ?
vecu (court) si essai = oui : En quelques mots, comment cela s’est-il passé ?
# Pour finir
priorite (classement 3) : Par quoi commencer ?
- modeles = Refaire les courriers types
- relecture = Une relecture par quelqu’un d’extérieur
- delais = Dire un délai, et le tenir
- nom = Signer de son nom, avec un numéro direct
change (long) : Si vous ne pouviez changer qu’une chose ?
"""

SETTINGS: dict[str, Any] = {
    "form_question": "Nos courriers, avant d’en parler ensemble",
    "introduction": "La mission prépare l’atelier du 4 décembre et veut savoir d’où l’on part.\n"
    "Vos réponses restent sans nom ; ce que vous écrivez est relu avant d’être lu à d’autres.",
    "takes": 6,
    "thanks": "Merci. Les résultats seront lus ensemble au début de l’atelier.",
    "invited": 180,
    "questions": QUESTIONS,
    "crossings": "part + relu\nessai + delai",
}

PEOPLE = 99
LIVED = (
    "Trois semaines sans nouvelles", "Très bien, on m’a rappelé", "J’ai renvoyé deux fois la même pièce",
    "Je n’ai pas compris la lettre", "Un agent patient, enfin",
)  # fmt: skip
CHANGED = (
    "Commencer par la réponse, et mettre les articles de loi à la fin.",
    "Ne plus demander ce que le service d’à côté a déjà.",
    "Un nom et un numéro au bas de chaque lettre.",
    "Que quelqu’un qui ne connaît pas le dossier relise.",
    "Des phrases de vingt mots, pas de soixante.",
    "Dire quand on répondra, même si l’on ne sait pas encore quoi.",
    "Arrêter les majuscules et le gras partout.",
    "Que les agents d’accueil aient la lettre sous les yeux quand on les appelle.",
    "Un modèle par situation, et non un modèle pour toutes.",
    "Traduire « pièce justificative » : laquelle, et pourquoi.",
)
NO_SENTENCE = 0.55
"""Of those who answer, the share that writes no sentence of its own."""


def play(players: DemoPlayers) -> None:
    """Fill the workshop in, from the first paper to the results."""
    players.add("survey", SURVEY, minutes=15, instruction=INSTRUCTION, settings=SETTINGS, stages=["answer", "results"])
    lots = Random(99)
    for _person in range(PEOPLE):
        said, words = _answer(lots)
        players.do("", SURVEY, "paper_answers", said=said, words=words)
    players.stages(SURVEY, "results")


def _answer(lots: Random) -> tuple[dict[str, Any], dict[str, str]]:
    """What one person answered."""
    part = _drawn(lots, {"usagers": 5, "collegues": 4, "partenaires": 2})
    relu = {"usagers": {"personne": 3, "collegue": 4, "chef": 4}}.get(part, {"personne": 6, "collegue": 4, "chef": 1})
    essai = _drawn(lots, {"yes": 4, "no": 6})
    order = sorted(("modeles", "relecture", "delais", "nom"), key=lambda one: lots.random() * WEIGHT[one])
    said: dict[str, Any] = {
        "part": part,
        "voie": lots.sample(["courrier", "courriel", "telephone-puis-courriel"], lots.choice((1, 2))),
        "relu": _drawn(lots, relu),
        "avis": {row: str(min(5, max(1, round(lots.gauss(mean, 1))))) for row, mean in MEANS.items()},
        "delai": "-"
        if lots.random() < 0.06
        else str(min(5, max(1, round(lots.gauss(2.4 if essai == "yes" else 3, 1))))),  # noqa: PLR2004, E501
        "essai": essai,
        "priorite": {one: str(place) for place, one in enumerate(order[:3], 1)},
    }
    words = {} if lots.random() < NO_SENTENCE else {"change": lots.choice(CHANGED)}
    return said, words | ({"vecu": lots.choice(LIVED)} if essai == "yes" else {})


WEIGHT = {"modeles": 0.7, "relecture": 1.1, "delais": 0.8, "nom": 1.3}
"""How late each comes, drawn by lot."""
MEANS = {"clairs": 2.6, "courts": 2.2, "aimables": 3.4}


def _drawn(lots: Random, weights: Mapping[str, int]) -> str:
    return lots.choices([*weights], [*weights.values()])[0]
