"""The demo that is played live: its title, its question, its agenda."""

from __future__ import annotations

from typing import Any

DEMO_TITLE = "Culture usager : atelier Lille – Amiens"
QUESTION = "Comment pourrions-nous rendre nos courriers plus clairs pour les usagers ?"

AGENDA: tuple[dict[str, Any], ...] = (
    {
        "method": "time",
        "title": "Accueil",
        "minutes": 5,
        "instruction": "Bienvenue à Lille et à Amiens : installez-vous, rejoignez l’atelier.",
        "settings": {
            "kind": "welcome",
            "message": "Deux administrations réunies, une même question : comment prendre soin de nos usagers, "
            "et de nous-mêmes ? Aujourd’hui, nous partons de nos courriers.",
        },
    },
    {
        "method": "mood",
        "title": "Météo",
        "minutes": 3,
        "settings": {"question": "En un mot, comment arrivez-vous ce matin ?"},
    },
    {
        "method": "ideation",
        "title": "Des courriers plus clairs",
        "minutes": 7,
        "instruction": "Écrivez en silence, une idée par carte : chacun en a trois.",
        "stages": ["collect", "reveal", "read", "cluster"],
        "settings": {"question": QUESTION, "per_person": 3},
    },
    {
        "method": "dotvote",
        "title": "Vote par gommettes",
        "minutes": 3,
        "instruction": "Posez vos gommettes sur les idées à retenir : vous pouvez les déplacer jusqu’à la fin.",
        "settings": {"ballot_question": "Quelles idées essayer d’abord ?", "keep": 3},
        "from": "Des courriers plus clairs",
    },
    {
        "method": "time",
        "title": "Clôture",
        "minutes": 5,
        "instruction": "Merci : le compte rendu vous sera envoyé aujourd’hui.",
        "settings": {
            "kind": "closing",
            "message": "Ce que nous retenons, qui s’en charge, et quand nous nous revoyons.",
        },
    },
)
