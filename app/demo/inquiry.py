"""The demo of an inquiry, filled in: how people arrived, who the users are, a survey, a walk, where to begin.

What it says is invented, in the spirit of the mission: nobody said it, no figure of it is anybody's, and the survey
says so to whoever reads it.
"""

from __future__ import annotations

import random

from app.demo.players import DemoPlayers

__all__ = ["TITLE", "play"]

TITLE = "Enquête : qui sont nos usagers, que vivent-ils ?"
MOOD, MAP, FIELD = "Comment arrivez-vous ?", "Qui sont nos usagers ?", "Terrain"
SURVEY = "Questionnaire, réponses inventées"
WALKED, MATRIX, CLOSE = "Le parcours, tel que marché", "Par où commencer ?", "Ce temps"

LILLE = ("Nadia", "Bruno", "Inès", "Karim", "Odile", "Samir", "Lucie", "Malik")
AMIENS = ("Céline", "Thomas", "Awa", "Jean", "Maud", "Paul", "Rose", "Yann")
PEOPLE = (*LILLE, *AMIENS)

FACES = ("best", "well", "well", "well", "between", "between", "low", "worst")
WORDS = ("curieuse", "prêt", "curieux", "pressée", "calme", "prêt", "confiante", "curieux", "fatiguée", "motivé")

GROUPS = (
    ("external", "Familles qui demandent la carte de transport", "week", "Savoir où en est la demande", "Téléphone"),
    ("external", "Lycéens et apprentis", "times", "Une réponse avant la rentrée", "Site, messagerie"),
    ("external", "Petites communes", "times", "Un interlocuteur qui suit le dossier", "Courriel"),
    ("staff", "Agents d’accueil des antennes", "week", "La même information que le siège", "Guichet"),
    ("staff", "Téléconseillers du numéro vert", "week", "Voir le dossier pendant l’appel", "Téléphone"),
    ("relay", "Secrétariats des lycées", "through", "Des consignes courtes, à temps", "Courriel"),
    ("absent", "Jeunes sans emploi ni formation", "never", "Savoir que l’aide existe", ""),
)
"""Who they are to us, what they are called, how often we meet, what they need, by what channel."""

HELD = "Personne ne leur en parle, et le premier formulaire fait douze pages."

ANSWERED = 99
"""Sheets that are entered: as many as the mission had, and every answer on them is invented."""

QUESTIONS = """\
# Votre dernière démarche
> Démonstration : les réponses sont inventées, personne ne les a données.
canal (choix) * : Par où êtes-vous passé d’abord ?
- telephone = Téléphone
- site = Site internet
- guichet = Guichet
- courrier = Courrier
clair (échelle 1-5) * : Le dernier courrier reçu était-il clair ?
1 = pas du tout
5 = tout à fait
gene (plusieurs, 1-2) : Qu’est-ce qui vous a le plus gêné ?
- delai = Le délai
- pieces = Des pièces redemandées
- mots = Des mots difficiles
- qui = Ne pas savoir qui appeler
- rien = Rien
# Demain
demain (court) : Une chose à changer ?"""

CHANGES = (
    "Un nom à appeler sur chaque lettre", "Ne pas redemander ce que j’ai envoyé", "Dire où en est mon dossier",
    "Des phrases courtes", "Répondre avant la rentrée", "Un guichet ouvert le mercredi",
)  # fmt: skip

WAY = (
    ("Je cherche le formulaire : trois pages portent le même nom", "9 h 10", "web", 0, "-1", ""),
    ("J’appelle le numéro vert, on me demande de rappeler", "9 h 40", "phone", 22, "-2", ""),
    ("À l’antenne, l’accueil m’oriente tout de suite", "14 h 05", "desk", 5, "1", ""),
    ("On me redemande une attestation déjà envoyée", "14 h 20", "desk", 0, "-1", "Attestation\nPhoto d’identité"),
    ("Je repars avec un récépissé et une date", "14 h 30", "desk", 0, "2", ""),
)
AGAIN = ("0", "-1", "1", "-2", "1")
"""What somebody else felt on the same way, another day."""

CONTACTS = (
    ("Responsable d’un guichet unique", "Une métropole voisine", "peer", "done"),
    ("Directrice de la relation aux usagers", "Un département", "peer", "accepted"),
    ("Président d’une association de parents", "", "user", "contacted"),
)

IDEAS = """\
Un comité de lecture des courriers
Un suivi de dossier par SMS
Un dossier partagé siège–antennes
Un guide des sigles"""
PLACED = ((2, 5), (3, 4), (5, 5), (1, 2))
"""Effort and impact of each, around which people place them."""

WISHES = ("Plus de temps pour le terrain", "Entendre un usager dans la salle", "Une pause de plus")


def play(players: DemoPlayers) -> None:
    """Fill the workshop in, from how people arrived to what the time was worth."""
    lots = random.Random(99)  # noqa: S311 - a demo that is the same each time
    for name in PEOPLE:
        players.join(name, "s1" if name in LILLE else "s2", "")
    _arrive(players)
    _map(players)
    _survey(players, lots)
    _walk(players)
    _place(players, lots)
    _close(players)
    players.lead("open", activity=players.activities[MAP])


def _arrive(players: DemoPlayers) -> None:
    players.add("mood", MOOD, minutes=3, settings={"question": "Comment arrivez-vous ce matin ?", "asked": "faces"})
    for n, name in enumerate(PEOPLE):
        players.do(name, MOOD, "feel", face=FACES[n % len(FACES)])
    for name, word in zip(PEOPLE, WORDS, strict=False):
        players.do(name, MOOD, "say", word=word)
    players.stages(MOOD, "read")


def _map(players: DemoPlayers) -> None:
    players.add("usermap", MAP, minutes=40)
    for name, (kind, text, *_rest) in zip(PEOPLE, GROUPS, strict=False):
        players.do(name, MAP, "write", question=kind, text=text)
    players.stages(MAP, "reveal", "cluster", "describe")
    things = {one.text: id for id, one in players.state(MAP).told.things.items()}
    for _kind, text, contact, need, channel in GROUPS:
        players.do("Nadia", MAP, "set_aspect", thing=things[text], aspect="contact", value=contact)
        said = {"need": need, "channel": channel, "why": HELD if contact == "never" else ""}
        for aspect, words in said.items():
            if words:
                players.do("Céline", MAP, "describe", thing=things[text], aspect=aspect, text=words)
    players.stages(MAP, "see")


def _survey(players: DemoPlayers, lots: random.Random) -> None:
    settings = {"questions": QUESTIONS, "crossings": "canal + clair"}
    players.add("survey", SURVEY, minutes=10, settings=settings)
    channels, troubles = ("telephone", "site", "guichet", "courrier"), ("delai", "pieces", "mots", "qui", "rien")
    for n in range(ANSWERED):
        channel = lots.choices(channels, (4, 3, 2, 1))[0]
        clear = lots.choices("12345", (3, 5, 4, 3, 1) if channel != "guichet" else (1, 2, 4, 5, 3))[0]
        said = {"canal": channel, "clair": clear, "gene": lots.choices(troubles, (5, 4, 3, 4, 1))}
        words = {"demain": CHANGES[n % len(CHANGES)]} if n % 3 == 0 else {}
        players.do("", SURVEY, "paper_answers", said=said, words=words)
    players.stages(SURVEY, "results")


def _walk(players: DemoPlayers) -> None:
    players.add("fieldnotes", FIELD, instruction="Essayer nos démarches comme un usager, sans nommer personne.")
    for name, day, felt in (("Inès", "2026-11-10", [step[4] for step in WAY]), ("Jean", "2026-11-17", AGAIN)):
        players.do(name, FIELD, "begin_walk", service="La carte de transport scolaire", day=day)
        for (text, time, channel, waiting, _felt, documents), value in zip(WAY, felt, strict=True):
            step = {"text": text, "time": time, "channel": channel, "waiting": waiting, "documents": documents}
            players.do(name, FIELD, "note_step", felt=value, **step)
    for function, organisation, sort, state in CONTACTS:
        contact = {"function": function, "organisation": organisation, "sort": sort, "state": state}
        players.do("Odile", FIELD, "add_contact", **contact)
    subject = {"subject": "La carte de transport scolaire, telle que nous l’avons marchée"}
    players.add("journeymap", WALKED, FIELD, minutes=30, share_by="room", settings=subject)


def _place(players: DemoPlayers, lots: random.Random) -> None:
    """Everyone places each idea near where it is meant to be; then all see it."""
    players.add("matrix", MATRIX, minutes=15, settings={"lines": IDEAS, "question": "Par où commencer ?"})
    things = list(players.state(MATRIX).places.things)
    for name in PEOPLE:
        for thing, meant in zip(things, PLACED, strict=True):
            for scale, value in enumerate(meant):
                near = max(1, min(5, value + lots.choice((-1, 0, 0, 0, 1))))
                players.do(name, MATRIX, "put", thing=thing, scale=scale, value=near)
    players.stages(MATRIX, "show")


def _close(players: DemoPlayers) -> None:
    players.add("roti", CLOSE, minutes=5)
    for n, name in enumerate(PEOPLE):
        players.do(name, CLOSE, "put", thing="session", scale=0, value=(4, 5, 3, 4, 4, 2, 5, 4)[n % 8])
    for name, text in zip(PEOPLE, WISHES, strict=False):
        players.do(name, CLOSE, "say", text=text)
    players.stages(CLOSE, "show")
