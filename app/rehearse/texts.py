"""What simulated people say: French words and sentences, each told from all others by a short tag."""

from __future__ import annotations

from random import Random

from beffroi.patterns import linear

TAGS = 10 * 26 * 10 * 26 * 10
"""How many tags there are: more than a rehearsal has texts."""

TAG = linear(rb" (\d[a-z]\d[a-z]\d)\b")
"""A tag in a message as it travels: after a blank, which no id holds."""

TAGGED = linear(r" \d[a-z]\d[a-z]\d$")
"""A text of a rehearsal, told from what was there before."""

NAMES = (
    "Aïcha", "Anne-Sophie", "Baptiste", "Chloé", "Danièle", "Émile", "Fatou", "François", "Gaëlle", "Hélène",
    "Inès", "Jérôme", "Karim", "Léa", "Loïc", "Maëlys", "Marie", "Noémie", "Océane", "Pierre-Yves", "Quentin",
    "Rémi", "Salomé", "Thérèse", "Ulysse", "Valérie", "Wassila", "Xavier", "Yannick", "Zoé",
)  # fmt: skip

MOODS = (
    "serein", "sereine", "curieux", "curieuse", "à l’écoute", "motivée", "fatigué", "plein d’élan", "en éveil",
    "dubitatif", "enthousiaste", "pressé", "ça ira", "détendu", "bien entourée", "brumeux", "ensoleillée",
    "entre deux trains", "prêt", "prête !", "un peu à l’ouest", "combative", "apaisé", "café svp", "joyeux",
    "intriguée", "perplexe", "zen", "déterminé", "émue", "à fond", "<ému>", "cœur léger", "naïf & gai",
    "mi-figue", "en forme", "songeuse", "optimiste", "sur le fil", "là", "inquiète", "ravi",
)  # fmt: skip
"""Of 18 characters at most, so that a tag still fits."""

VERBS = (
    "Relire", "Raccourcir", "Illustrer", "Tester avec trois usagers", "Réécrire à voix haute", "Supprimer",
    "Traduire en facile à lire (FALC)", "Envoyer par SMS", "Afficher à l’accueil", "Fusionner", "Dater", "Signer",
)  # fmt: skip

THINGS = (
    "les courriers de relance", "l’attestation d’accueil", "le formulaire « Aide au chauffage »",
    "nos accusés de réception", "la notice de trois pages", "les pièces demandées deux fois", "l’objet des mails",
    "le jargon (ex. « recours gracieux »)",
    "la lettre de refus", "le plan d’accès", "les délais & les voies de recours", "nos réponses types",
)  # fmt: skip

REASONS = (
    "", " : moins d’appels au guichet", " avant l’été", ", œil neuf garanti", " ; 80 % des gens s’y perdent",
    " – avec un numéro direct", ", comme à Amiens", " (et le dire aux collègues)", " : ça coûte < 10 €",
    " pour qu’une grand-mère comprenne", " → une seule page", ", sans attendre",
)  # fmt: skip


def tag(number: int) -> str:
    """The tag of a number: figure, letter, figure, letter, figure."""
    signs = []
    for base in (10, 26, 10, 26, 10):
        number, place = divmod(number, base)
        signs.append("0123456789"[place] if base == 10 else "abcdefghijklmnopqrstuvwxyz"[place])
    return "".join(signs)


def tag_of(text: str) -> bytes:
    """The tag that a text ends with, as `TAG` finds it in a message."""
    return text[-5:].encode()


class Texts:
    """Texts that never come twice."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._number = rng.randrange(TAGS)

    def _tagged(self, text: str) -> str:
        self._number = (self._number + 7919) % TAGS  # prime to TAGS: every tag is used before one comes again
        return f"{text} {tag(self._number)}"

    def word(self) -> str:
        """How somebody feels, in 24 characters at most and no capital."""
        return self._tagged(self._rng.choice(MOODS))

    def idea(self) -> str:
        """What somebody proposes, in 140 characters at most."""
        return self._tagged("".join(map(self._rng.choice, (VERBS, (" ",), THINGS, REASONS))))


def name(number: int) -> str:
    """A first name; the server tells apart those who share one."""
    return NAMES[number % len(NAMES)]
