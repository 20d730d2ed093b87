"""The demo of a charter of what is written, filled in: articles worded together, adopted by consent, to be signed.

Its articles, letters and stances are invented, in the spirit of the mission: nobody wrote or said them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.demo import consenting
from app.demo.players import DemoPlayers

__all__ = ["TITLE", "play"]

TITLE = "Charte de la relation écrite : ce que nous promettons à qui nous écrit"
CHARTER = "La charte, article par article"

LILLE = ("Nadia", "Bruno", "Inès", "Karim", "Odile", "Samir")
AMIENS = ("Céline", "Thomas", "Awa", "Jean", "Maud", "Paul")


@dataclass(frozen=True)
class Article:
    """What was typed, what the room made of it, and what it takes."""

    typed: str
    by: str
    worded: str
    audience: str
    channel: str
    said: dict[str, str] = field(default_factory=dict)


ARTICLES = (
    Article(
        "Nous répondons dans les meilleurs délais.", "Céline",
        "Nous répondons à toute lettre en dix jours ouvrés, et disons dès le troisième qui s’en occupe.",
        "external", "all",
        {
            "delay": "Neuf lettres sur dix en dix jours, pour chaque service",
            "needs": "Un accusé de réception prêt à l’emploi, une absence remplacée",
            "before": "Votre demande a bien été enregistrée et sera traitée par nos services dans les meilleurs délais,"
            " selon les moyens disponibles.",
            "after": "Votre demande est arrivée le 3 mars. Le service des bourses vous répond avant le 17.",
        },
    ),
    Article(
        "Nous écrivons clairement.", "Awa",
        "La première phrase dit ce qui est décidé ; la dernière dit ce qu’il faut faire, et avant quand.",
        "external", "letter",
        {
            "delay": "Vingt lettres relues chaque mois avec trois usagers volontaires",
            "needs": "Deux modèles par démarche, et une demi-journée pour s’y exercer",
            "before": "Après examen de votre dossier par la commission compétente, il n’a pas pu être donné une suite"
            " favorable à votre sollicitation.",
            "after": "Votre demande est refusée : le plafond est dépassé. Vous pouvez contester avant le 30 avril.",
        },
    ),
    Article(
        "Nous donnons un nom et un numéro.", "Bruno",
        "Chaque courrier porte le nom d’un service et un numéro où quelqu’un répond en connaissant le dossier.",
        "external", "letter",
        {
            "delay": "Un appel sur deux abouti au premier essai",
            "needs": "Le droit de donner le numéro de l’équipe, et un planning des rappels",
        },
    ),
    Article(
        "Nous ne redemandons pas ce que nous avons déjà.", "Karim",
        "Avant de demander une pièce, nous regardons si un autre service l’a ; sinon, nous disons pourquoi il la faut.",
        "both", "form",
        {
            "delay": "Deux pièces de moins par démarche en un an",
            "needs": "La liste commune des pièces, tenue à jour par le numérique",
        },
    ),
)  # fmt: skip
PROPOSED = ("Maud", "Un collègue qui nous écrit reçoit la même réponse qu’un usager : claire, datée, signée.")
SAID_OF_PROPOSED = {
    "delay": "Cinq jours entre services", "needs": "Une boîte commune par équipe plutôt qu’une adresse de personne",
}  # fmt: skip

RESERVED = ("Jean", "Dix jours en août : il faudra dire comment.")
OBJECTION = ("Odile", "Mettre un nom expose l’agente qui signe un refus : deux menaces cette année à l’accueil.")
AGAIN = "Chaque courrier porte le nom d’un service et un numéro où quelqu’un répond ; signer de son nom reste un choix."
TAKEN_ON = (
    ("Direction de la relation aux usagers", "fin janvier", "L’accusé de réception, essayé sur trois démarches"),
    ("Service courrier, avec l’accueil", "février", "Deux modèles réécrits avec trois usagers"),
    ("Accueil téléphonique", "mars", "Un planning des rappels, à Lille puis à Amiens"),
    ("Direction du numérique", "juin", "Comparer les pièces de trois démarches"),
    ("Secrétariat général", "avril", "Ouvrir une boîte commune par équipe"),
)


def play(players: DemoPlayers) -> None:
    """Fill the workshop in, from the first article to the adopted charter."""
    for site, names in (("s1", LILLE), ("s2", AMIENS)):
        for name in names:
            players.join(name, site, "")
    settings = {
        "lines": "\n".join(one.typed for one in ARTICLES),
        "consent_question": "Ce que chaque service peut tenir dès la signature",
        "proposes_to": "la direction générale, avant le 15 décembre",
        "house": "sollicitation = demande\nsuite favorable = accord",
    }
    instruction = "Un engagement que l’on peut vérifier sur une lettre, et ce qu’il faut pour le tenir."
    players.add("charter", CHARTER, minutes=70, instruction=instruction, settings=settings)
    proposed = players.do(PROPOSED[0], CHARTER, "propose", text=PROPOSED[1])
    things = _write(players, proposed)
    _agree(players, things)
    players.stages(CHARTER, "capture")
    for kept, (owner, when, first) in zip(players.state(CHARTER).done.kept, TAKEN_ON, strict=True):
        players.do("", CHARTER, "take_on", kept=kept.id, owner=owner, when=when, first=first)
    players.stages(CHARTER, "adopted")


def _write(players: DemoPlayers, proposed: str) -> list[str]:
    """Each article is worded anew, and what it takes is said; the articles, in their order."""
    players.stages(CHARTER, "describe")
    texts = players.state(CHARTER).texts.all
    typed = {one.text: id for id, one in texts.items()}
    for one in ARTICLES:
        thing = typed[one.typed]
        players.do(one.by, CHARTER, "word", thing=thing, base=texts[thing].mark, text=one.worded)
        _say(players, one.by, thing, one.said)
        for aspect in ("audience", "channel"):
            players.do(one.by, CHARTER, "set_aspect", thing=thing, aspect=aspect, value=getattr(one, aspect))
    _say(players, PROPOSED[0], proposed, SAID_OF_PROPOSED)
    for aspect, value in (("audience", "staff"), ("channel", "email")):
        players.do(PROPOSED[0], CHARTER, "set_aspect", thing=proposed, aspect=aspect, value=value)
    players.stages(CHARTER, "see")
    return [*(typed[one.typed] for one in ARTICLES), proposed]


def _say(players: DemoPlayers, name: str, thing: str, said: dict[str, str]) -> None:
    for aspect, words in said.items():
        players.do(name, CHARTER, "describe", thing=thing, aspect=aspect, text=words)


def _agree(players: DemoPlayers, things: list[str]) -> None:
    """A reservation is kept; an objection is heard, and the article is worded anew."""
    players.stages(CHARTER, "stances")
    delay, _clear, named, *_others = things
    said = {delay: {RESERVED[0]: ("reserve", RESERVED[1])}, named: {OBJECTION[0]: ("object", OBJECTION[1])}}
    consenting.take_stances(players, CHARTER, (*LILLE, *AMIENS), said)
    players.stages(CHARTER, "settle")
    consenting.word_anew(players, CHARTER, named, AGAIN, (*LILLE, *AMIENS), was_by=OBJECTION[0])
