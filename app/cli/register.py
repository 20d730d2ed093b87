"""`register`: the sheet for the register of processing, and the draft of an impact assessment, from the settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from app.config import Settings

SHEETS = Path(__file__).parent / "sheets"


@click.command()
@click.option("--impact", is_flag=True, help="The draft of an impact assessment (AIPD) instead.")
def register(impact: bool) -> None:
    """Print the sheet for the register of processing (RGPD, article 30) in French, as the settings have it.

    What only you can know stands in brackets.
    """
    from app.config import from_environment

    sheet = SHEETS / ("impact.fr.md" if impact else "register.fr.md")
    click.echo(sheet.read_text("utf-8").format(**facts(from_environment())), nl=False)


def facts(settings: Settings) -> dict[str, str | int]:
    """What the sheets say of a server; in brackets what is not set."""
    from app.domain.calendar import DAY_MS
    from app.store.workshop_info import CLOSE_AFTER_MS, CONTENT_AFTER_MS, NAMES_AFTER_MS

    asked = ("controller", "dpo", "legal_basis", "public_url", "retention_results", "sort_final")
    said = {name: getattr(settings, name) or f"[à compléter : {name.upper()}]" for name in asked}
    provider = f"le fournisseur d’identité {settings.oidc_issuer}, pour la connexion des animateurs"
    told = f"Les outils de {settings.webhook_hosts}, prévenus de la fin d’un atelier."
    return {
        **said,
        "names_days": NAMES_AFTER_MS // DAY_MS,
        "close_days": CLOSE_AFTER_MS // DAY_MS,
        "content_months": round(CONTENT_AFTER_MS / DAY_MS / (365 / 12)),
        "audit_days": settings.audit_days,
        "sign_in": provider if settings.oidc_issuer else "aucun fournisseur d’identité",
        "webhooks": told if settings.webhook_hosts else "Aucun autre outil n’est prévenu de quoi que ce soit.",
        "tls": "HTTPS" if settings.public.is_https else "[HTTPS : à mettre en place]",
        "second_factor": ", second facteur exigé" if settings.second_factor else "",
        "grouping": " ; des extensions sont installées : [à examiner]" if settings.plugin_folders else "",
    }
