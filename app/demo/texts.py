"""What the demo of service design says: notes, personas, maps, questions, from the mission's own facts."""

from __future__ import annotations

from dataclasses import dataclass, field

TITLE = "Culture usager : portraits et parcours"
NOTES, PORTRAITS, JOURNEYS, IDEAS = "Recueil terrain", "Portraits d’usagers", "Leurs parcours", "Idées pour demain"

PEOPLE = {
    "Nadia": ("s1", 0),
    "Bruno": ("s1", 0),
    "Inès": ("s1", 1),
    "Karim": ("s1", 1),
    "Céline": ("s2", 2),
    "Thomas": ("s2", 2),
    "Awa": ("s2", 3),
    "Jean": ("s2", 3),
}
"""Where each sits: the site, and the table counted from 0."""

SUBJECTS = ("La plateforme téléphonique", "Les antennes", "La plateforme téléphonique", "Le courrier")

FIELD: tuple[dict[str, str], ...] = (
    {
        "by": "Nadia",
        "kind": "immersion",
        "place": "Plateforme téléphonique, numéro vert",
        "day": "2019-10-08",
        "whom": "téléconseillère",
        "audience": "both",
        "consent": "oral",
        "tags": "attente, transport scolaire",
        "facts": "Un appel sur trois demande où en est un dossier.\nDeux logiciels ouverts pour chaque réponse.",
        "feelings": "De la fierté quand un appel se finit par un merci.",
        "questions": "Qui prévient la plateforme quand un courrier part ?",
        "verbatims": "J’ai appelé quatre fois pour la carte de transport de ma fille.\n"
        "On nous appelle parce que le courrier n’est pas clair.",
    },
    {
        "by": "Jean",
        "kind": "immersion",
        "place": "Service courrier, Amiens",
        "day": "2019-10-15",
        "whom": "agent du courrier",
        "audience": "staff",
        "consent": "oral",
        "tags": "courrier, délais",
        "facts": "Un même dossier reçoit jusqu’à trois courriers.\nLes réponses types datent d’avant la fusion.",
        "verbatims": "Je signe des lettres que je ne comprendrais pas si je les recevais.",
    },
    {
        "by": "Inès",
        "kind": "visit",
        "place": "Antenne de Clermont",
        "day": "2019-10-22",
        "whom": "agent d’accueil",
        "audience": "both",
        "consent": "written",
        "tags": "accueil, numérique",
        "facts": "Pas de signalétique depuis la gare.\nUn poste en libre service, souvent occupé.",
        "verbatims": "Les gens viennent avec leur téléphone et leur dossier papier, et rien ne correspond.",
    },
    {
        "by": "Thomas",
        "kind": "voxpop",
        "place": "Gare d’Amiens",
        "day": "2019-11-05",
        "whom": "mère de deux lycéens",
        "audience": "external",
        "consent": "oral",
        "tags": "transport scolaire",
        "verbatims": "Le site m’a redemandé une attestation que j’avais déjà envoyée.",
    },
)


@dataclass(frozen=True)
class Sketch:
    """A persona: choices, and sentences by slot; a sentence may name, after `<`, words of the evidence it rests on."""

    by: str
    picks: dict[str, str]
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)


SKETCHES = (
    Sketch(
        "Nadia",
        {
            "audience": "external",
            "face": "long",
            "hair": "curly",
            "detail": "scarf",
            "mood": "worried",
            "tint": "gold",
            "digital": "2",
            "administration": "3",
            "often": "season",
            "confidence": "partial",
        },
        {
            "name": ("Yasmina",),
            "situation": (
                "En août, la carte de transport de sa fille n’est pas arrivée, et la rentrée est dans dix jours.",
            ),
            "needs": (
                "Savoir où en est le dossier sans répéter toute l’histoire < appelé quatre fois",
                "Comprendre quelle pièce manque, et pourquoi < redemandé une attestation",
            ),
            "irritants": (
                "Quatre appels, quatre réponses différentes < appelé quatre fois",
                "Une attestation redemandée alors qu’elle est déjà envoyée < redemandé une attestation",
                "Un courrier qu’il faut faire relire par une voisine < courrier n’est pas clair",
            ),
            "verbatim": ("« J’ai appelé quatre fois pour la carte de ma fille. » < appelé quatre fois",),
            "helpers": ("Sa voisine, pour les courriers ; le secrétariat du lycée",),
            "access": ("Appelle depuis son travail, à la pause : pas plus de cinq minutes",),
        },
    ),
    Sketch(
        "Inès",
        {
            "audience": "external",
            "face": "square",
            "hair": "sides",
            "detail": "cap",
            "mood": "calm",
            "tint": "green",
            "digital": "1",
            "administration": "2",
            "confidence": "hypothesis",
        },
        {
            "name": ("Marcel",),
            "situation": ("Sa chaudière est en panne ; on lui a parlé d’une aide de la Région.",),
            "needs": ("Parler à quelqu’un, près de chez lui < téléphone et leur dossier papier",),
            "irritants": ("L’antenne est introuvable depuis la gare < signalétique",),
        },
    ),
    Sketch(
        "Céline",
        {
            "audience": "staff",
            "face": "round",
            "hair": "bob",
            "detail": "badge",
            "mood": "glad",
            "tint": "blue",
            "digital": "5",
            "administration": "5",
            "often": "week",
            "confidence": "documented",
        },
        {
            "name": ("Sandrine",),
            "situation": ("Téléconseillère : elle prend quarante appels par jour, dont un sur trois pour un suivi.",),
            "needs": (
                "Voir le dossier et les courriers partis, au même endroit < Deux logiciels",
                "Savoir quand un envoi en nombre va faire sonner le téléphone < Qui prévient",
            ),
            "irritants": (
                "Deux logiciels à croiser pendant que la personne attend < Deux logiciels",
                "Découvrir le courrier par l’usager qui l’a reçu < courrier n’est pas clair",
            ),
            "motivations": ("Raccrocher sur un merci < merci",),
        },
    ),
    Sketch(
        "Awa",
        {
            "audience": "staff",
            "face": "long",
            "hair": "short",
            "detail": "glasses",
            "mood": "worried",
            "tint": "brick",
            "digital": "4",
            "administration": "5",
            "confidence": "partial",
        },
        {
            "name": ("Paul",),
            "situation": ("Agent du courrier : il signe des réponses types écrites avant la fusion des deux régions.",),
            "needs": ("Des modèles à jour, qu’il puisse corriger < réponses types",),
            "irritants": ("Signer des lettres que lui-même ne comprendrait pas < Je signe",),
        },
    ),
)

REACTIONS = (
    ("Jean", 0, "true", ""),
    ("Awa", 0, "question", "Sait-elle qu’elle peut suivre le dossier en ligne ?"),
    ("Bruno", 2, "true", ""),
    ("Karim", 3, "doubt", "Les modèles ont été revus au printemps : tous, vraiment ?"),
)
"""From the gallery: by whom, at which table's persona, what."""

STEPS = (
    ("Chercher", "Lire le courrier reçu"),
    ("Chercher", "Chercher le bon numéro"),
    ("Demander", "Appeler le numéro vert"),
    ("Demander", "Envoyer l’attestation, encore"),
    ("Attendre", "Attendre des nouvelles"),
    ("Recevoir", "Recevoir la carte"),
)
"""Stage and step of both maps that are finished."""


@dataclass(frozen=True)
class Map:
    """A finished map: who writes it, whose journey it is, and by lane, for each step, its sentences ("": none).

    The lanes "emotion" and "agent" hold the curves, as numbers.
    """

    by: str
    actor: str
    scenario: str
    lanes: dict[str, tuple[str, ...]]


MAPS = {
    0: Map(
        "Nadia",
        "Yasmina",
        "Obtenir la carte de transport de sa fille avant la rentrée",
        {
            "actions": (
                "Lit la lettre deux fois, puis la montre à sa voisine",
                "Cherche sur le site, puis sur un vieux courrier",
                "Attend onze minutes, explique tout depuis le début",
                "Photographie l’attestation et l’envoie par le site",
                "Rappelle trois fois en une semaine",
                "Reçoit la carte la veille de la rentrée",
            ),
            "touchpoints": (
                "Courrier",
                "Site de la Région",
                "Téléphone, numéro vert",
                "Site, espace personnel",
                "Téléphone",
                "Boîte aux lettres",
            ),
            "thoughts": ("", "", "« J’ai déjà tout dit à votre collègue. »", "", "", ""),
            "irritants": (
                "Une lettre sans date ni nom à qui parler",
                "Trois numéros différents",
                "Répéter toute l’histoire à chaque appel",
                "Une pièce redemandée sans dire pourquoi",
                "Aucune nouvelle entre deux appels",
                "",
            ),
            "ideas": (
                "Un encadré « ce que vous avez à faire »",
                "",
                "Un rappel convenu plutôt que l’attente",
                "",
                "Un SMS à chaque étape",
                "",
            ),
            "emotion": ("-1", "-1", "-2", "-2", "-1", "1"),
            "agent": ("", "", "-1", "0", "-1", "1"),
            "front": ("", "", "Sandrine croise deux logiciels", "L’espace personnel confirme la réception", "", ""),
            "back": (
                "Les réponses types datent d’avant la fusion",
                "",
                "",
                "La pièce est classée sans prévenir la plateforme",
                "",
                "",
            ),
        },
    ),
    2: Map(
        "Céline",
        "Sandrine",
        "Répondre à qui demande où en est son dossier",
        {
            "actions": (
                "Découvre le courrier au premier appel du matin",
                "Redonne le bon numéro",
                "Ouvre les deux logiciels, cherche le dossier",
                "Explique comment envoyer la pièce",
                "Note l’appel dans un tableau partagé",
                "Entend un merci",
            ),
            "touchpoints": ("Téléphone", "Téléphone", "Deux logiciels", "Téléphone", "Tableau partagé", "Téléphone"),
            "irritants": (
                "Ne pas être prévenue des envois en nombre",
                "",
                "Deux logiciels qui ne se parlent pas",
                "",
                "Un suivi tenu à la main",
                "",
            ),
            "ideas": ("Une copie de chaque courrier type à la plateforme", "", "", "", "", ""),
            "emotion": ("-1", "0", "-2", "0", "-1", "2"),
        },
    ),
}
"""By the place of the table."""

KEPT = (
    (
        "Répéter toute l’histoire à chaque appel",
        "Comment pourrions-nous garder la trace de chaque appel pour que personne n’ait à tout répéter ?",
    ),
    (
        "Ne pas être prévenue des envois en nombre",
        "Comment pourrions-nous annoncer chaque envoi à la plateforme pour que l’usager ait réponse au premier appel ?",
    ),
)
"""Irritants that the vote kept, and the question that each became."""

ANSWERS = (
    (0, "Une fiche d’appel unique, lue par la plateforme et les antennes"),
    (1, "Un courrier type relu par trois usagers avant l’envoi"),
    (1, "Chaque lundi, la liste des envois de la semaine à la plateforme"),
    (0, "Un numéro de dossier en gros, en haut de chaque lettre"),
)
