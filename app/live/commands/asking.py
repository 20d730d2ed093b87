"""Asking a method something: what it answers, or what stands in for it where it raises."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from app.host.registry import Registry
from beffroi import Method

T = TypeVar("T")
D = TypeVar("D")


def ask_method(registry: Registry, method: Method, what: str, work: Callable[[], T], default: D) -> T | D:
    """What `work` gets of a method; `default` where it raises, and its plugin is named to the operator."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
        registry.blame(method.id, what, error)
        return default
