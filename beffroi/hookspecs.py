"""The hooks, few and run at start-up; run-time goes through `Method` objects."""

import pluggy

from beffroi.method import Method

PROJECT = "beffroi"

hookspec: pluggy.HookspecMarker = pluggy.HookspecMarker(PROJECT)
hookimpl: pluggy.HookimplMarker = pluggy.HookimplMarker(PROJECT)


@hookspec
def methods() -> list[Method]:  # type: ignore[empty-body]
    """The methods that this plugin brings."""
