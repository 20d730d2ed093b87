"""The demo of a collection of values, filled in: from what was lived to a booklet, one value a page.

Its stories and values are invented, in the spirit of the mission: nobody lived or said them.
"""

from __future__ import annotations

from app.demo import consenting
from app.demo.players import DemoPlayers

__all__ = ["TITLE", "play"]

TITLE = "Recueil de valeurs : servir, d’après ce que nous avons vécu"
VALUES = "De l’histoire à la valeur"
QUESTION = "Quelles valeurs guident notre travail avec les usagers ?"

LILLE = ("Nadia", "Bruno", "Inès", "Karim", "Odile", "Samir")
AMIENS = ("Céline", "Thomas", "Awa", "Jean", "Maud", "Paul")

LISTEN, CLEAR, FAIR, BOLD = "Écoute", "Clarté", "Équité", "Audace"

STORIES = (
    ("Nadia", LISTEN, "Un père criait au guichet. Ma collègue a fermé son écran et l’a laissé finir. Il a pleuré, puis"
     " il a tout expliqué en deux minutes.", True),
    ("Céline", LISTEN, "Une lycéenne appelait pour sa carte ; en fait elle n’osait plus prendre le car. On a cherché"
     " un autre trajet ensemble.", False),
    ("Jean", "Prendre le temps", "J’ai gardé un monsieur vingt minutes au téléphone. Il n’a jamais rappelé : c’était"
     " réglé.", False),
    ("Bruno", CLEAR, "Une habitante m’a lu notre lettre à voix haute et m’a demandé : « C’est oui ou c’est non ? »"
     " J’ai réécrit la première ligne.", True),
    ("Awa", CLEAR, "On a barré les sigles d’un formulaire au feutre. Le lendemain, trois appels au lieu de douze.",
     False),
    ("Karim", "Parler vrai", "J’ai dit à une association que sa demande serait refusée. Elle m’a remercié d’avoir"
     " appelé avant la lettre.", False),
    ("Thomas", FAIR, "Deux familles, la même situation, deux réponses selon l’antenne. Nous avons repris les deux"
     " dossiers.", True),
    ("Odile", FAIR, "Sans imprimante, il ne pouvait pas finir sa demande. On a imprimé pour lui, puis pour tous.",
     False),
    ("Inès", BOLD, "Le logiciel refusait sa situation. J’ai appelé la personne qui l’a écrit ; la case existe"
     " maintenant.", True),
    ("Samir", "Rapidité", "Répondu le jour même, avec une erreur : il a fallu trois lettres pour la rattraper.", False),
)  # fmt: skip
"""Who tells, the value it shows, the story, and whether it may stand in the booklet."""

GROUPS = {LISTEN: ("Prendre le temps",), CLEAR: ("Parler vrai",)}
"""Values that say the same, under the name that was kept."""

DOTS = {LISTEN: (*LILLE, *AMIENS), CLEAR: (*LILLE, "Céline", "Awa", "Jean"), FAIR: ("Thomas", "Odile", "Maud", "Paul",
        "Céline", "Nadia", "Karim"), BOLD: ("Inès", "Samir", "Bruno"), "Rapidité": ("Paul",)}  # fmt: skip

MEANT = {
    LISTEN: ("Nous laissons la personne finir avant de chercher une réponse.", "Redire ce que nous avons compris",
             "Poser une question avant d’ouvrir le logiciel", "Couper la parole pour aller plus vite"),
    CLEAR: ("On comprend du premier coup ce qui est décidé et ce qu’il faut faire.",
            "Dire oui ou non dans la première phrase", "Écrire un nom et un numéro à rappeler",
            "Se cacher derrière un sigle"),
    FAIR: ("La même situation reçoit la même réponse, à Lille, à Amiens et à distance.",
           "Comparer nos réponses une fois par mois", "Aider sur place qui n’a ni ordinateur ni imprimante",
           "Faire une exception sans l’écrire"),
}  # fmt: skip
OBJECTION = "La même réponse partout, oui ; mais une personne sourde ou qui ne lit pas a besoin d’une autre façon."
AGAIN = (
    f"{FAIR} — La même situation reçoit la même réponse ; la façon de la donner s’adapte à la personne.\n"
    "✓ Comparer nos réponses une fois par mois\n✓ Aider sur place qui n’a ni ordinateur ni imprimante\n"
    "✗ Faire une exception sans l’écrire"
)
TAKEN_ON = {
    LISTEN: ("Accueils de Lille et d’Amiens", "janvier", "Une heure d’écoute croisée entre les deux équipes"),
    FAIR: ("Direction de la relation aux usagers", "mars", "Tirer au sort dix dossiers à comparer"),
}


def play(players: DemoPlayers) -> None:
    """Fill the workshop in, from the first story to the booklet."""
    for site, names in (("s1", LILLE), ("s2", AMIENS)):
        for name in names:
            players.join(name, site, "")
    settings = {"question": QUESTION, "keep": 3, "consent_question": "Des valeurs que nous pouvons tenir dès lundi"}
    instruction = "Un moment vécu, pas un principe ; puis le mot qu’il montre. Sans nom."
    players.add("values", VALUES, minutes=110, instruction=instruction, settings=settings)
    cards = [players.do(by, VALUES, "write", text=value, story=story, may=may) for by, value, story, may in STORIES]
    _choose(players, dict(zip(cards, (value for _by, value, _story, _may in STORIES), strict=True)))
    _define(players)
    _agree(players)
    _bind(players, dict(zip(cards, STORIES, strict=True)))


def _choose(players: DemoPlayers, told: dict[str, str]) -> None:
    """Those that say the same are one; dots; three are kept."""
    players.stages(VALUES, "reveal", "cluster")
    for name in (LISTEN, CLEAR, FAIR):
        first, *others = (card for card, value in told.items() if value == name or value in GROUPS.get(name, ()))
        moved, *_more = [players.do("", VALUES, "move", card=card, to=first) for card in others]
        players.do("", VALUES, "name_cluster", cluster=f"c-{moved}", title=name)
    players.stages(VALUES, "vote")
    options = {one.text: id for id, one in players.state(VALUES).dots.options.items()}
    for value, names in DOTS.items():
        players.each(names, VALUES, "dot", option=options[value])
    players.stages(VALUES, "decide")
    reason = "Plusieurs histoires, des deux sites."
    for value in MEANT:
        players.do("", VALUES, "decide", option=options[value], outcome="keep", reason=reason)
    players.do("", VALUES, "decide", option=options[BOLD], outcome="park", reason="À reprendre quand on saura l’aider.")


def _define(players: DemoPlayers) -> None:
    """A sentence, two things that we do, one that we do not do."""
    players.stages(VALUES, "describe")
    things = {one.text: id for id, one in players.state(VALUES).meant.things.items()}
    for value, said in MEANT.items():
        for aspect, words in zip(("means", "do", "also", "not"), said, strict=True):
            players.do("Maud", VALUES, "describe", thing=things[value], aspect=aspect, text=words)


def _agree(players: DemoPlayers) -> None:
    """Two are adopted together; of the third an objection is heard, and its new wording adopted."""
    players.stages(VALUES, "stances")
    things = {one.thing.text.partition(" — ")[0]: id for id, one in players.state(VALUES).agreed.all.items()}
    objects = {things[FAIR]: {"Maud": ("object", OBJECTION)}}
    consenting.take_stances(players, VALUES, (*LILLE, *AMIENS), objects)
    players.stages(VALUES, "settle")
    consenting.word_anew(players, VALUES, things[FAIR], AGAIN, (*LILLE, *AMIENS), was_by="Maud")


def _bind(players: DemoPlayers, told: dict[str, tuple[str, str, str, bool]]) -> None:
    """Who does what; then a story for each page, of those that may appear."""
    players.stages(VALUES, "capture")
    for kept in players.state(VALUES).done.kept:
        value = kept.text.partition(" — ")[0]
        if value in TAKEN_ON:
            owner, when, first = TAKEN_ON[value]
            players.do("", VALUES, "take_on", kept=kept.id, owner=owner, when=when, first=first)
    players.stages(VALUES, "booklet")
    things = {one.thing.text.partition(" — ")[0]: id for id, one in players.state(VALUES).agreed.all.items()}
    for card, (_by, value, story, may) in told.items():
        if may and value in MEANT:
            players.do("", VALUES, "choose_story", value=things[value], card=card, text=story)
