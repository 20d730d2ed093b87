"""What one command writes under several names, as answers to questions or reasons for stances: how it is erased."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from beffroi.fields import ERASED


def words_erased(data: dict[str, Any], places: Collection[int]) -> dict[str, Any]:
    """The data of an entry with its `words` blanked: all, or those at `places`, which count them by their names."""
    words = data.get("words", {})
    kept = {name: ERASED if not places or place in places else words[name] for place, name in enumerate(sorted(words))}
    return {**data, "words": kept}
