"""What simulated people say, in the language of the workshop: ordinary sentences, hardly ever the same one twice."""

from __future__ import annotations

from random import Random

NAMES = (
    "Aïcha", "Baptiste", "Chloé", "Danièle", "Émile", "Fatou", "François", "Gaëlle", "Hélène", "Inès", "Jérôme",
    "Karim", "Léa", "Loïc", "Maëlys", "Marie", "Noémie", "Océane", "Pierre-Yves", "Quentin", "Rémi", "Salomé",
    "Thérèse", "Ulysse", "Valérie", "Wassila", "Xavier", "Yannick", "Zoé", "Amadou", "Béatrice", "Céline",
    "Driss", "Élodie", "Fabien", "Gisèle", "Hugo", "Isabelle", "Julien", "Khadija", "Laurent", "Mehdi", "Nadège",
    "Olivier", "Perrine",
)  # fmt: skip
"""First names of forty-five people, all different."""

IDEAS = {
    "fr": (
        ("Relire", "Raccourcir", "Illustrer", "Tester avec trois usagers", "Réécrire", "Traduire en facile à lire",
         "Envoyer par SMS", "Afficher à l’accueil", "Dater", "Signer", "Remettre à plat", "Simplifier"),
        ("les courriers de relance", "l’attestation", "le formulaire de demande", "nos accusés de réception",
         "la notice", "la liste des pièces", "l’objet des courriels", "la lettre de refus", "le plan d’accès",
         "les délais et les voies de recours", "nos réponses types", "le compte rendu des visites"),
        ("", " : moins d’appels au guichet", " avant l’été", " ; beaucoup de gens s’y perdent",
         " avec un numéro direct", ", comme dans l’autre site", " et le dire aux collègues", ", une seule page",
         " pour les nouveaux arrivants", ", sans attendre", " avec les agents d’accueil", " une fois par an"),
    ),
    "en": (
        ("Read again", "Shorten", "Illustrate", "Test with three users", "Rewrite", "Put in plain words",
         "Send by text message", "Show at the desk", "Date", "Sign", "Start afresh with", "Simplify"),
        ("the reminder letters", "the certificate", "the application form", "our receipts", "the leaflet",
         "the list of documents", "the subject of our e-mails", "the letter of refusal", "the map",
         "the delays and appeals", "our standard answers", "the report of the visits"),
        ("", ": fewer calls to the desk", " before the summer", "; many people get lost", " with a direct number",
         ", as on the other site", " and tell our colleagues", ", a single page", " for newcomers",
         ", without waiting", " with those at the desk", " once a year"),
    ),
}  # fmt: skip
"""How a sentence begins, what it is about, how it ends."""

WORDS = {
    "fr": ("serein", "curieuse", "à l’écoute", "motivée", "un peu fatigué", "plein d’élan", "dubitatif", "enthousiaste",
           "pressée", "détendu", "prêt", "café, svp", "joyeux", "intriguée", "perplexe", "déterminé", "optimiste",
           "inquiète", "ravi", "confiante", "l’accueil", "la clarté", "le délai", "les courriers", "le guichet",
           "une réponse", "le suivi", "l’écoute", "un seul lieu", "le respect"),
    "en": ("calm", "curious", "listening", "motivated", "a bit tired", "full of go", "in doubt", "keen", "in a hurry",
           "relaxed", "ready", "coffee, please", "cheerful", "intrigued", "puzzled", "determined", "hopeful",
           "worried", "delighted", "confident", "the welcome", "clarity", "the delay", "the letters", "the desk",
           "an answer", "follow-up", "listening well", "one place", "respect"),
}  # fmt: skip


class SimulatedTexts:
    """Sentences and words of one rehearsal; one that was said comes back only once many were."""

    def __init__(self, rng: Random, locale: str) -> None:
        self._rng = rng
        self._ideas = IDEAS.get(locale, IDEAS["fr"])
        self._words = WORDS.get(locale, WORDS["fr"])
        self._said: dict[str, None] = {}

    def idea(self) -> str:
        """What somebody proposes."""
        text = "".join((self._one(0), " ", self._one(1), self._one(2)))
        for _try in range(3):
            if text not in self._said:
                break
            text = "".join((self._one(0), " ", self._one(1), self._one(2)))
        self._said[text] = None
        if len(self._said) > 1000:  # noqa: PLR2004 - a rehearsal is short
            del self._said[next(iter(self._said))]
        return text

    def _one(self, place: int) -> str:
        return self._rng.choice(self._ideas[place])

    def word(self) -> str:
        """How somebody feels, or what they think of."""
        return self._rng.choice(self._words)
