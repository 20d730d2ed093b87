"""Random drawings, for what must hold of any."""

from __future__ import annotations

import random

from app.host.rendering.parts import Drawing, Part


def random_drawing(lots: random.Random, keys: list[str]) -> Drawing:
    lists = [lots.sample(keys, lots.randint(0, len(keys))) for _ in range(1)]
    if lots.random() < 0.3:
        half = len(lists[0]) // 2
        lists = [lists[0][:half], lists[0][half:]]
    skeleton = f"<h2>{lots.randint(0, 2)}</h2>" + "".join("<ul><!--slot--></ul>" for _ in lists)
    parts = {key: Part((), f'<li data-part="{key}">{lots.randint(0, 3)}</li>') for keys in lists for key in keys}
    return Drawing(skeleton, lists, parts)
