"""The demo of a debate of one hour, filled in: what was asked, what was answered, who follows up what.

Its contributions are invented, in the spirit of the mission: nobody said them, and no figure of them is anybody's.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.demo.players import DemoPlayers

__all__ = ["TITLE", "play"]

TITLE = "Débat : sommes-nous tous usagers de la Région ?"
DEBATE = "Une heure de débat"
SUBJECT = "Sommes-nous tous usagers de la Région ?"

LILLE = ("Nadia", "Bruno", "Inès", "Karim", "Odile", "Samir")
AMIENS = ("Céline", "Thomas", "Awa", "Jean", "Maud", "Paul")

SETTINGS = {
    "subject": SUBJECT,
    "places": "Lille, hémicycle / 8\nAmiens, salle du conseil / 5\nÀ distance",
    "sited": True,
    "written_who": "la direction de la relation aux usagers",
    "written_by": "2026-12-15",
}


@dataclass(frozen=True)
class Asked:
    """A question: who asks it, how many of the others support it, and what was answered."""

    by: str
    text: str
    support: int = 0
    line: str = ""
    follow: bool = False


QUESTIONS = (
    Asked(
        "Nadia",
        "Quand j’appelle pour la carte de transport de ma fille, suis-je encore une agente, ou une usagère ?",
        7,
        "Les deux, et c’est une chance : chaque service demandera à deux collègues d’essayer ses propres démarches.",
    ),
    Asked(
        "Céline",
        "Pourquoi demandons-nous trois fois la même pièce aux mêmes familles ?",
        8,
        "Trois services, trois logiciels. Le dépôt unique est demandé ; en attendant, une liste commune des pièces.",
        follow=True,
    ),
    Asked(
        "Bruno",
        "Un lycéen qui prend le TER sans jamais nous écrire est-il notre usager ?",
        5,
        "Oui. Nous ne connaissons que ceux qui réclament : il faut aller à la rencontre des autres, en gare.",
    ),
    Asked(
        "Awa",
        "Qui relit nos courriers avant qu’ils partent, quelqu’un qui ne connaît pas le dossier ?",
        6,
        "Personne aujourd’hui. Un comité de lecture de cinq usagers volontaires sera proposé pour les courriers types.",
        follow=True,
    ),
    Asked(
        "Karim",
        "L’agent d’accueil qui attend six mois une réponse du siège est-il un usager, lui aussi ?",
        4,
        "Oui : la symétrie des attentions vaut entre services. Les délais internes seront suivis comme les autres.",
    ),
    Asked("Thomas", "Que fait-on pour ceux qui n’ont ni ordinateur ni imprimante ?", 3),
    Asked("Odile", "Combien de numéros faut-il composer pour joindre la bonne personne ?", 2),
    Asked("Jean", "Peut-on signer nos lettres de notre nom sans prendre les insultes ?", 2),
    Asked("Samir", "Les entreprises que nous aidons sont-elles des usagers, ou des bénéficiaires ?", 1),
    Asked(
        "Maud",
        "Qui a le droit de dire qu’une démarche ne sert à rien ?",
        4,
        "Vous. Ce dont personne n’a l’usage se signale à la mission, qui répond à chaque fois.",
    ),
)
DOUBLE = Asked("Inès", "Pourquoi redemander des justificatifs que nous avons déjà ?", 3)
"""Merged with the question of the three documents."""
NAMED = Asked("Paul", "Pourquoi Monsieur Untel ne rappelle-t-il jamais ?")
"""Refused: it names a person."""

TAKEN_ON = (
    ("Direction du numérique", "fin mars", "Comparer les listes de pièces de trois démarches"),
    ("Service courrier, avec l’accueil", "janvier", "Écrire aux volontaires des antennes"),
)
ON_AIR = 6


def play(players: DemoPlayers) -> None:
    """Fill the workshop in, from the registrations and the first question to who follows up what."""
    for site, names in (("s1", LILLE), ("s2", AMIENS)):
        for name in names:
            players.join(name, site, "")
    instruction = "Posez vos questions à la direction générale, sans nommer personne."
    players.add("debate", DEBATE, minutes=60, instruction=instruction, settings=SETTINGS, by_site=True)
    _register(players)
    _ask(players)
    _answer(players)
    players.stages(DEBATE, "close", "capture")
    for kept, (owner, when, first) in zip(players.state(DEBATE).done.kept, TAKEN_ON, strict=True):
        players.do("", DEBATE, "take_on", kept=kept.id, owner=owner, when=when, first=first)


def _register(players: DemoPlayers) -> None:
    """Six come in Lille; of six in Amiens the last waits for one of five places."""
    lille, amiens, _far = players.state(DEBATE).places.places
    for place, names in ((lille, LILLE), (amiens, AMIENS)):
        players.each(names, DEBATE, "register", place=place)


def _ask(players: DemoPlayers) -> None:
    ids = {one.text: players.do(one.by, DEBATE, "ask", text=one.text) for one in (*QUESTIONS, DOUBLE, NAMED)}
    players.do("", DEBATE, "refuse", question=ids[NAMED.text], motive="person")
    for one in (*QUESTIONS, DOUBLE):
        players.do("", DEBATE, "admit", question=ids[one.text])
        others = [name for name in (*LILLE, *AMIENS) if name != one.by]
        players.each(others[: one.support], DEBATE, "support", question=ids[one.text])
    players.do("", DEBATE, "merge", question=ids[DOUBLE.text], into=ids[QUESTIONS[1].text])


def _answer(players: DemoPlayers) -> None:
    """One question after the other goes on air, as the queue proposes it."""
    players.stages(DEBATE, "air")
    by_text = {one.text: one for one in QUESTIONS}
    for _turn in range(ON_AIR):
        line = players.state(DEBATE).line
        asked = by_text[line.by_id[line.proposed].text]
        players.do("", DEBATE, "put_on_air", question=line.proposed)
        outcome = "follow" if asked.follow else "answered"
        players.do("", DEBATE, "answer", question=line.air, line=asked.line, outcome=outcome)
