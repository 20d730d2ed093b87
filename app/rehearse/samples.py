"""What a facilitator would set of the methods that ask nothing without it, so that any of them can be rehearsed."""

from __future__ import annotations

from typing import Any

LINES = (
    "Un guichet unique", "Des courriers plus clairs", "Un rappel dans la journée", "Moins de pièces à fournir",
    "Un accueil le soir", "Le suivi de son dossier en ligne",
)  # fmt: skip

SETTINGS: dict[str, dict[str, Any]] = {
    "benchmark": {"criteria": "Accueil / aucun / complet\nEn ligne / oui ou non", "cases": "Une région\nUne ville"},
    "charter": {"lines": "Nous répondons dans les meilleurs délais\nNous signons", "house": "usager = vous"},
    "coding": {"lines": "\n".join(LINES), "codes": "Attente\nAccueil\nLangage"},
    "consent": {"lines": "\n".join(LINES)},
    "dotvote": {"lines": "\n".join(LINES)},
    "gradient": {"proposal": "Répondre à chaque courrier sous dix jours"},
    "matrix": {"lines": "\n".join(LINES)},
    "programme": {
        "slots": "2026-12-07 / 9:30-10:15 / 10:30-11:15",
        "places": "Salle Vauban / Lille / 10\nHall / Amiens",
        "proposals": "Écrire clair / atelier\nUn guichet en gare / visite",
    },
    "roadmap": {"phases": "2026\n2027", "axes": "Accueil\nCourrier", "question": "Répondre mieux"},
    "survey": {
        "questions": "voie (choix) : Par où écrivez-vous ?\n- Courrier\n- Courriel\n- Formulaire\n"
        "clair (echelle 1-5) : Nos courriers sont-ils clairs ?\n1 = pas du tout\n5 = tout à fait\n"
        "mots (long) : Que changer d’abord ?"
    },
}
"""By method; others are played as they are by default."""
