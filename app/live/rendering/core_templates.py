"""Drawing a template of the core, as a block or in the place of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.host.rendering.draw import draw
from app.host.rendering.environment import core_environment
from app.host.rendering.parts import Drawing
from app.live.rendering.channel_key import ChannelKey


def draw_core(name: str, context: Mapping[str, Any], key: ChannelKey, previous: Drawing | None) -> Drawing:
    """`templates/live/<name>.html`, drawn for a channel."""
    template = core_environment().get_template(f"live/{name}.html")
    return draw(template, "head", context, prefix=key.block, locale=key.locale, previous=previous)
