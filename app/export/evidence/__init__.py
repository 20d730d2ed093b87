"""The evidence chain: what each thing of a workshop came from, back to the verbatims, and what became of it."""

from app.export.evidence.gather import gather, kind_of
from app.export.evidence.model import Chain, Link, Spot, Thing

__all__ = ["Chain", "Link", "Spot", "Thing", "gather", "kind_of"]
