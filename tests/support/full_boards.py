"""Boards on which everything that a bundled method can do can be done."""

from __future__ import annotations

from typing import Any

from app.host import registry
from beffroi import Card, Method
from beffroi.testing import Board

METHODS = registry.build().methods
KINDS = ("persona", "verbatim", "need", "card")
CARDS = [Card(f"h{n}", f"Carte {n}", kind, "external") for n, kind in enumerate(KINDS)]

SETTINGS: dict[str, dict[str, Any]] = {
    "journeymap": {"lane_opportunities": True, "lane_thoughts": True},
    "dotvote": {"lines": "Un\nDeux\nTrois"},
    "coding": {"lines": "Un\nDeux\nTrois", "codes": "Attente\nAccueil"},
    "matrix": {"lines": "Un\nDeux\nTrois"},
    "consent": {"lines": "Un\nDeux\nTrois"},
    "roadmap": {"phases": "2026\n2027", "axes": "Accueil\nCourrier", "scenarios": "Pas à pas\nD’un coup"},
    "programme": {
        "slots": "2026-12-07 / 9:30-10:15 / 10:30-11:15",
        "places": "Hall / Lille / 2",
        "proposals": "Un\nDeux / visite / Ana",
    },
    "charter": {"lines": "Un\nDeux\nTrois"},
    "survey": {"questions": "voie (choix) : Par où ?\n- Courrier\n- Autre…\nmots (long) : Quoi d’autre ?"},
    "mood": {"asked": "faces"},
    "benchmark": {"criteria": "Fait\nAccueil / aucun / complet\nEn ligne / oui ou non", "cases": "Un / région\nDeux"},
}


def full_board(method: Method) -> Board:
    """With something to vote on, and with tables where they may work apart."""
    tables = 2 if "table" in method.shared_by else 0
    return Board(method, cards=CARDS, settings=SETTINGS.get(method.id), tables=tables)
